"""What is told of an address to which redirects led: never a password, a key, a session or a person."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.run.redirected import publishable


def told(address: str) -> str | None:
    return publishable(str(httpx.URL(address)))  # as it is spelt where it is asked


@pytest.mark.parametrize(
    "address",
    ["https://city.example/", "https://city.example/a/b.html?page=2&lang=uk", "http://city.example:8080/a?id=12345",
     "https://city.example/?keyword=budget&design=2", "https://city.example/q?budget", "https://city.example/%D1%83?q=%D1%83",
     "https://city.example/?next=/list"],
)  # fmt: skip
def test_plain_address_is_told_as_it_is(address: str) -> None:
    assert told(address) == address


@pytest.mark.parametrize(
    "query",
    ["token=abc", "access_token=abc", "accessToken=abc", "API_KEY=abc", "apikey=a1", "sig=abc", "code=abc", "state=x",
     "PHPSESSID=1", "sid=1", "X-Amz-Signature=ff", "X-Amz-Credential=ff", "password=x", "user=anna", "SAMLResponse=PHN",
     "email=x", "to=anna%40city.example", "to=anna@city.example", "x=%2561@city.example",
     "v=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", "v=0f8fad5b-d9cb-469f-a165-70867728950e",
     "next=https%3A%2F%2Fcity.example%2F%3Ftoken%3Dabc", "next=%2Fa%3Fmail%3Danna%2540city.example",
     "a%3Da%3Da%3Da%3Da%3Dtoken%3D1=" + "b%3D" * 40],
)  # fmt: skip
def test_part_of_the_query_that_may_be_a_secret_or_a_person_is_left_out(query: str) -> None:
    assert told(f"https://city.example/a?page=2&{query}&lang=uk") == "https://city.example/a?page=2&lang=uk"


@pytest.mark.parametrize(
    "address",
    ["https://me:pw@city.example/a#top", "https://me@city.example/a", "https://city.example/a;jsessionid=1F2A",
     "https://city.example/a?0f8fad5bd9cb469fa16570867728950e", "https://city.example/a?anna@city.example"],
)  # fmt: skip
def test_name_password_fragment_session_and_lone_key_are_left_out(address: str) -> None:
    assert told(address) == "https://city.example/a"


@pytest.mark.parametrize(
    "address", ["https://city.example/anna@city.example/x", "https://city.example/anna%40city.example"]
)
def test_address_whose_path_holds_a_person_is_not_told(address: str) -> None:
    assert told(address) is None


def test_address_that_is_too_long_is_not_told() -> None:
    assert told("https://city.example/" + "a" * 1000) is None


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60), st.text("=&?%40;ab", max_size=300))
def test_whatever_the_query_is_there_is_no_error_and_no_secret(text: str, marks: str) -> None:
    try:
        url = httpx.URL(f"https://city.example/a?{text}{marks}&token=hunter2")
    except httpx.InvalidURL:
        return
    if "#" not in text:
        assert "hunter2" not in (publishable(str(url)) or "")
