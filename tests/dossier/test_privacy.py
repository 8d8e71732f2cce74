"""Addresses of people: what is withheld, in whatever dress, and what is left as it is."""

from __future__ import annotations

import time

import pytest

from ogpkit.dossier.privacy import WITHHELD, has_contact, has_email, withhold

DRESSES = [
    *("a.b@example.org", "olena (at) example.org", "ivan [at] y.org", "ivan[at]y[dot]org", "ivan at example dot org"),
    *("olena.k @ example.org", "olena\u200d.k@exam\u200dple.org", "a\ufe6bb.org", "a\uff20b\uff0eorg", "x(a)y.org"),
    *("x&#64;y.org", "x [@] y.org", "%22x%22%40example.org", "x" * 80 + "@example.org", "о@прийом.укр"),
    *("олена (собака) приклад.укр", "\u202ea@b.org", "a\u00ad@b.org", "a\u2066@b.org"),
]


@pytest.mark.parametrize("address", DRESSES)
def test_an_address_is_withheld_in_every_dress(address: str) -> None:
    text = withhold(f"Ask {address}, please")
    assert has_email(address)
    assert has_contact(address)
    assert text.endswith(f"{WITHHELD}, please")
    assert text.startswith("Ask ")
    assert len(text) <= len(f"Ask %22{WITHHELD}, please")


@pytest.mark.parametrize(
    "text",
    [
        *("3 @ 5", "10 tickets @ 5.50 UAH", "look at example.org", "item (a) www.example.org", "meet (at 5.30 pm)"),
        *("we looked at this dot on it", "x@y", "👩\u200d💻 wrote it"),
    ],
)
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert withhold(text) == text


@pytest.mark.parametrize(
    "text", ["Good.Bad", "e.g. this", "і т.д. та ін.", "18–29", "(a) first, (b) second", "2014, 2019"]
)
def test_plain_words_lead_to_nobody(text: str) -> None:
    assert not has_contact(text)


@pytest.mark.parametrize(
    "text", ["067 123 45 67", "(067)1234567", "6\ufe0f\u20e371234567", "٠٦٧١٢٣٤٥٦٧", "067 123 000"]
)
def test_a_telephone_number_is_found_though_figures_may_pass(text: str) -> None:
    assert has_contact(text, figures=True)


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "%40", "%22%40a", " at ", " at a dot", "(at) a (dot) ", "1 ", "a.1@"]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    withhold(text)
    has_contact(text, figures=True)
    assert time.perf_counter() - start < 5
