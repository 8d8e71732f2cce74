"""Which hosts are never asked, and that no redirect leads to them."""

from __future__ import annotations

import socket

import pytest

from ogpkit.run.asking import Answer, Manners
from ogpkit.run.hosts import is_never_asked, is_public
from tests.run.links.asking import ask, names
from tests.run.loopback import Loopback


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
     "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "no number", ""],
)  # fmt: skip
def test_private_numbers_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    ["fec0::1", "64:ff9b:1::808:808", "::7f00:1", "::808:808", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "5f00::1",
     "3fff::1", "3ffe::1", "2001::1", "2001:20::1", "2002:808:808::1", "100::1", "4000::1", "192.0.0.8", "192.88.99.1",
     "168.63.129.16", "100.100.100.200", "64:ff9b::a9fe:a9fe"],
)  # fmt: skip
def test_numbers_that_are_kept_for_special_uses_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "168.63.129.16", "100.100.100.200", "fd00:ec2::254",
     "::ffff:169.254.169.254", "::169.254.169.254", "::ffff:0:169.254.169.254", "64:ff9b::a9fe:a9fe",
     "64:ff9b:1::a9fe:a9fe", "2002:a9fe:a9fe::1", "224.0.0.1", "255.255.255.255", "ff02::1", "no number"],
)  # fmt: skip
def test_cloud_s_own_services_and_the_machine_s_own_line_are_never_asked(number: str) -> None:
    assert is_never_asked(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "10.0.0.1", "192.168.1.1", "127.0.0.1", "fd12::1", "::1", "2606:4700::1"]
)
def test_private_networks_may_be_asked_where_they_are_allowed(number: str) -> None:
    assert not is_never_asked(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_numbers_are(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "0.0.0.0"])
def test_this_machine_is_not_asked_by_any_of_its_names(server: Loopback, host: str) -> None:
    answer = ask(server.url("/200", host=host), Manners(pause=0, limit=2))

    assert answer.outcome in {"private network", "unknown host", "bad address"}
    assert server.requests() == []


@pytest.mark.parametrize(
    "target", ["http://[::1]:PORT/200", "http://169.254.169.254/latest", "//10.1.2.3/", "https://192.168.0.1/"]
)
def test_redirect_into_a_private_network_is_not_followed(
    server: Loopback, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ogpkit.run.asking.is_public", lambda number: number == "127.0.0.1")

    answer = ask(server.url(f"/to/{target}"), Manners(pause=0, limit=2))

    assert (answer.outcome, answer.status) == ("private network", None)
    assert len(server.requests()) == 1


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "http://[fe80::1]/", "http://168.63.129.16/"])
def test_where_private_networks_are_allowed_a_cloud_s_own_services_are_not(server: Loopback, target: str) -> None:
    assert ask(target).outcome == "private network"
    assert ask(server.url(f"/to/{target}")).outcome == "private network"
    assert len(server.requests()) == 1


def test_where_private_networks_are_allowed_a_public_host_must_not_lead_into_them(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({"public.example": ("127.0.0.1", server.port)}))
    monkeypatch.setattr("ogpkit.run.asking.is_public", lambda number: number == "127.0.0.1")

    led = ask(server.url("/to/http://10.1.2.3/", host="public.example"))

    assert led == Answer("private network", None, "http://10.1.2.3/")
    assert len(server.requests()) == 1


def test_host_that_is_half_public_leads_into_no_private_network(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the owner of a name could add a private number to it, and be taken for one of the house."""

    def both(host: str, port: int, *_: object, **__: object) -> list[object]:
        numbers = ["127.0.0.1", "8.8.8.8"] if host == "half.example" else ["10.1.2.3"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers]

    monkeypatch.setattr("socket.getaddrinfo", both)

    assert ask(server.url("/to/http://inner.example/", host="half.example")).outcome == "private network"
    assert len(server.requests()) == 1


def test_host_is_called_by_the_number_that_was_looked_at(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up that would lead elsewhere never happens."""
    looked: list[str] = []

    def once(host: str, port: int, *rest: object, **more: object) -> list[object]:
        looked.append(host)
        assert len(looked) == 1, "looked up twice"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", once)

    assert ask(server.url("/200", host="city.example")).outcome == "reached"
    assert looked == ["city.example"]
    assert server.asked[0][2]["Host"] == f"city.example:{server.port}"


def test_host_with_one_private_number_among_public_ones_is_not_asked(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: numbers)

    assert ask("http://city.example/", Manners(pause=0, limit=1)).outcome == "private network"
