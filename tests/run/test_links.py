"""Links are asked politely and safely, whatever a server does; against a real server on this machine."""

from __future__ import annotations

import asyncio
import csv
import datetime
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ogpkit import __version__
from ogpkit.dossier.load import load
from ogpkit.run import links as links_module
from ogpkit.run.asking import Answer, Asker, Manners
from ogpkit.run.hosts import is_never_asked, is_public
from ogpkit.run.links import CheckedLinks, check_links
from tests.conftest import Project
from tests.run.loopback import Loopback, loopback

QUICK = Manners(pause=0, limit=1, private=True)
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as here:
        yield here


def ask(address: str, manners: Manners = QUICK) -> Answer:
    return ask_all([address], manners)[0]


def ask_all(addresses: list[str], manners: Manners = QUICK) -> list[Answer]:
    async def run() -> list[Answer]:
        asker = Asker(manners)
        return list(await asyncio.gather(*(asker.ask(address) for address in addresses)))

    return asyncio.run(run())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# --- what servers answer


@pytest.mark.parametrize(
    "path, outcome, status, methods",
    [
        ("/200", "reached", 200, "HEAD"),
        ("/204", "reached", 204, "HEAD"),
        ("/404", "gone", 404, "HEAD GET"),
        ("/410", "gone", 410, "HEAD GET"),
        ("/500", "server error", 500, "HEAD GET"),
        ("/503", "server error", 503, "HEAD GET"),
        ("/401", "refused", 401, "HEAD GET"),
        ("/403", "refused", 403, "HEAD GET"),
        ("/429", "refused", 429, "HEAD"),
        ("/418", "other answer", 418, "HEAD GET"),
        ("/304", "other answer", 304, "HEAD"),
        # refused by HEAD alone
        ("/head/405", "reached", 200, "HEAD GET"),
        ("/head/403", "reached", 200, "HEAD GET"),
        ("/head/501", "reached", 200, "HEAD GET"),
        ("/head/404", "reached", 200, "HEAD GET"),
        ("/headless", "reached", 200, "HEAD GET"),
        # bodies are not read
        ("/short", "reached", 200, "HEAD"),
        ("/endless", "reached", 200, "HEAD"),
        # no HTTP
        ("/noise", "no HTTP", None, "HEAD GET"),
        ("/silence", "no HTTP", None, "HEAD GET"),
        ("/negative", "no HTTP", None, "HEAD GET"),
        ("/flood", "no HTTP", None, "HEAD GET"),
    ],
)
def test_answer_of_a_server_has_its_outcome(
    server: Loopback, path: str, outcome: str, status: int | None, methods: str
) -> None:
    answer = ask(server.url(path))

    assert (answer.outcome, answer.status, answer.final) == (outcome, status, None)
    assert [method for method, _ in server.requests()] == methods.split()


@pytest.mark.parametrize(
    "content",
    [
        b"HTTP/1.1 200\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 000 OK\r\n\r\n",
        b"HTTP/1.1 999 OK\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 -20 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: \x00\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 1000,
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\x80://x\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\x01\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 60_000 + b"/\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /bytes/" + b"41" * 30_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: //\r\nLocation: /200\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        b"\x16\x03\x01\x02\x00\x01",
        b"\r\n\r\n\r\n",
    ],
    ids=lambda content: repr(content[:50]),
)
def test_whatever_a_server_sends_there_is_one_outcome_and_no_error(
    server: Loopback, content: bytes, sound: Project
) -> None:
    register(sound, server.url(f"/bytes/{content.hex()}"))

    (link,) = check(sound).links

    assert link.outcome in {"reached", "server error", "other answer", "no HTTP", "bad address", "unknown host",
                            "no connection", "time limit"}  # fmt: skip
    assert load(sound.slug, root=sound.root).links == (link,)


def test_endless_body_of_a_get_is_left_at_once(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    async def head_fails(self: Asker, method: str, *rest: object) -> tuple[int, str]:
        return (405, "") if method == "HEAD" else await real(self, method, *rest)  # type: ignore[arg-type]

    real = Asker._request
    monkeypatch.setattr(Asker, "_request", head_fails)
    began = time.monotonic()

    assert ask(server.url("/endless")).outcome == "reached"
    assert time.monotonic() - began < 1
    assert server.requests() == [("GET", "/endless")]


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_time_limit_holds_for_silence_and_for_headers_that_drip(server: Loopback, path: str) -> None:
    began = time.monotonic()

    assert ask(server.url(path), Manners(pause=0, limit=0.3, private=True)) == Answer("time limit")
    assert time.monotonic() - began < 3


def test_refused_connection_is_no_connection() -> None:
    assert ask(f"http://127.0.0.1:{free_port()}/") == Answer("no connection")


def test_server_without_tls_is_a_tls_error(server: Loopback) -> None:
    assert ask(server.url("/200", scheme="https")) == Answer("TLS error")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/", "http://a..b/", "http://[::1/", "http://@/", "http://:80/"]
)
def test_address_that_nobody_can_ask_is_told_and_not_raised(address: str) -> None:
    assert ask(address).outcome in {"bad address", "unknown host", "no connection"}


# --- redirects


def test_redirects_are_followed_five_times(server: Loopback) -> None:
    assert ask(server.url("/hop/5")) == Answer("reached", 200, server.url("/200"))
    assert ask(server.url("/hop/6")).outcome == "too many redirects"


def test_redirects_in_a_circle_end_where_they_began(server: Loopback) -> None:
    answer = ask(server.url("/loop/a"))

    assert (answer.outcome, answer.status) == ("too many redirects", 301)
    assert server.requests() == [("HEAD", "/loop/a"), ("HEAD", "/loop/b")]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://h:99999/"]
)
def test_redirect_to_what_is_no_web_address_is_not_followed(server: Loopback, target: str) -> None:
    assert ask(server.url(f"/to/{target}")).outcome == "bad address"
    assert len(server.requests()) == 1


@pytest.mark.parametrize("target", ["http://", "http://[x", "http://:80", "http://%00/", "http://a..b/", "//"])
def test_redirect_to_half_an_address_is_told_and_not_raised(server: Loopback, target: str) -> None:
    assert ask(server.url(f"/to/{target}")).outcome in {"bad address", "unknown host", "too many redirects"}
    assert len(server.requests()) == 1


def test_redirect_without_a_target_is_a_bad_one(server: Loopback) -> None:
    assert ask(server.url("/nowhere")).outcome == "bad address"


def test_redirect_to_a_dead_page_is_dead_and_says_where_it_led(server: Loopback) -> None:
    assert ask(server.url("/to//404")) == Answer("gone", 404, server.url("/404"))


def test_no_cookie_is_kept_and_no_password_is_sent_or_noted(server: Loopback) -> None:
    answer = ask(server.url("/cookie", host="me:secret@127.0.0.1"))

    assert answer == Answer("reached", 200, server.url("/seen"))
    sent = [{name.lower(): value for name, value in headers.items()} for _, _, headers in server.asked]
    assert not [one for one in sent if "cookie" in one or "authorization" in one]


# --- where it must not go


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


def names(known: dict[str, tuple[str, int]]) -> Callable[..., list[object]]:
    """Return a look-up that knows these names alone, and numbers."""

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        if host in known:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", known[host])]
        try:
            socket.inet_aton(host)
        except OSError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    return look_up


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


# --- politeness


def test_program_says_its_name_and_version(server: Loopback) -> None:
    ask(server.url("/200"))

    assert server.asked[0][2]["User-Agent"] == f"ogpkit/{__version__} (+link check)"


def test_one_host_is_asked_one_request_at_a_time_with_a_pause_between(server: Loopback) -> None:
    pause = 0.1
    answers = ask_all([server.url(f"/work/{n}") for n in range(5)], Manners(pause=pause, limit=5, private=True))

    assert [answer.outcome for answer in answers] == ["reached"] * 5
    assert server.most == 1
    times = sorted(server.times)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(times)]
    assert min(gaps) > pause * 0.8  # the server's clock stops a little after the asker's


def test_different_hosts_are_asked_at_the_same_time(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: here)
    began = time.monotonic()

    ask_all([server.url("/slow", host=f"h{n}.example") for n in range(4)], Manners(pause=0, limit=0.5, private=True))

    assert server.most == 4
    assert time.monotonic() - began < 1.9  # one after another would take two seconds


def test_no_more_hosts_than_allowed_are_asked_at_once(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: here)

    ask_all([server.url("/work", host=f"h{n}.example") for n in range(8)], Manners(0, 5, 5, at_once=2, private=True))

    assert len(server.asked) == 8
    assert server.most <= 2


# --- links.csv


def register(project: Project, *addresses: str, archived: str = "") -> None:
    rows = "".join(f"e{n},link,Entry {n},{address},{archived}\n" for n, address in enumerate(addresses))
    project.write("evidence.csv", f"id,kind,title,address,archived\n{rows}")
    project.write("inception.yaml", "form: inception\nanswers: {}\n")


def check(project: Project, today: datetime.date = TODAY) -> CheckedLinks:
    return check_links(project.dossier, "inception", project.root, today=today, manners=QUICK)


def rows(project: Project) -> list[dict[str, str]]:
    return list(csv.DictReader(project.read("links.csv").splitlines()))


def test_results_are_written_in_the_order_of_the_register_and_read_as_part_of_the_dossier(
    sound: Project, server: Loopback
) -> None:
    register(sound, server.url("/200"), server.url("/404"), server.url("/to//200"), server.url("/200"))

    found = check(sound)

    assert rows(sound) == [
        {"address": server.url("/200"), "checked": "2026-11-23", "status": "200", "final": "", "outcome": "reached"},
        {"address": server.url("/404"), "checked": "2026-11-23", "status": "404", "final": "", "outcome": "gone"},
        {
            "address": server.url("/to//200"),
            "checked": "2026-11-23",
            "status": "200",
            "final": server.url("/200"),
            "outcome": "reached",
        },
    ]
    assert (found.asked, found.known, found.count("alive"), found.count("dead")) == (3, 0, 2, 1)
    dossier = load(sound.slug, root=sound.root)
    assert dossier.links == found.links
    assert f"data/raw/{sound.slug}/links.csv" in {file.name for file in dossier.files}


def test_dead_address_is_warned_of_with_its_line_from_then_on(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/410"))
    assert sound.found("dead-address") == []

    check(sound)
    (problem,) = sound.found("dead-address")

    assert (problem.file.rpartition("/")[2], problem.line, problem.level) == ("evidence.csv", 3, "warning")
    assert "e1 is dead (gone, status 410; asked on 2026-11-23)" in problem.what


def test_dead_address_with_an_archived_copy_is_no_problem(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/410"), archived="https://example.org/copy")
    check(sound)

    assert sound.found("dead-address") == []


def test_answer_is_used_again_for_seven_days_without_a_request(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/404"))
    check(sound)
    before, asked = sound.read("links.csv"), len(server.asked)

    again = check(sound, TODAY + datetime.timedelta(days=6))

    assert (again.asked, again.known, len(server.asked), sound.read("links.csv")) == (0, 2, asked, before)
    assert check(sound, TODAY + datetime.timedelta(days=7)).asked == 2
    assert {row["checked"] for row in rows(sound)} == {"2026-11-30"}


def test_address_in_doubt_is_asked_again_the_next_day(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/500"))
    check(sound)

    assert check(sound).asked == 0
    assert check(sound, TODAY + datetime.timedelta(days=1)).asked == 1


def test_only_what_is_new_is_asked_and_what_left_the_register_leaves_the_file(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/204"))
    check(sound)
    register(sound, server.url("/204"), server.url("/206"))

    found = check(sound, TODAY + datetime.timedelta(days=1))

    assert (found.asked, found.known) == (1, 1)
    assert [(row["address"], row["checked"]) for row in rows(sound)] == [
        (server.url("/204"), "2026-11-23"),
        (server.url("/206"), "2026-11-24"),
    ]


def test_day_that_has_not_come_is_not_believed(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"))
    sound.write("links.csv", f"address,checked,outcome\n{server.url('/200')},2030-01-01,gone\n")

    assert check(sound).asked == 1


def test_interrupted_check_leaves_the_file_as_it_was(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")
    register(sound, server.url("/200"), server.url("/204"))

    async def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "_request", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check(sound)

    assert sound.read("links.csv") == before
    assert sorted(path.name for path in sound.dossier.iterdir() if path.name.startswith(".")) == []


def test_disk_that_fails_leaves_the_file_as_it_was_and_no_scrap(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(links_module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        check(sound, TODAY + datetime.timedelta(days=8))

    assert sound.read("links.csv") == before
    assert [path.name for path in sound.dossier.iterdir() if path.name.endswith(".tmp")] == []


def test_link_in_place_of_the_file_is_replaced_and_not_followed(
    sound: Project, server: Loopback, tmp_path: Path
) -> None:
    register(sound, server.url("/200"))
    outside = tmp_path / "outside.csv"
    outside.write_text("mine", encoding="utf-8")
    (sound.dossier / "links.csv").symlink_to(outside)

    check(sound)

    assert outside.read_text(encoding="utf-8") == "mine"
    assert not (sound.dossier / "links.csv").is_symlink()
    assert len(rows(sound)) == 1


def test_where_no_host_is_found_at_all_nothing_is_called_dead(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    register(sound, "https://one.example/", "https://two.example/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    found = check(sound)

    assert (found.no_network, found.asked, found.count("dead")) == (True, 0, 0)
    assert [(link.address, link.outcome) for link in found.links] == [("https://one.example/", "reached")]
    assert rows(sound)[0]["checked"] == "2026-01-01", before


def test_host_that_is_gone_is_dead_where_another_is_found(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({"two.example": ("127.0.0.1", server.port)}))
    monkeypatch.setattr("ogpkit.run.asking.is_public", lambda number: number == "127.0.0.1")
    register(sound, "https://one.example/", server.url("/200", host="two.example"))

    found = check(sound)

    assert [link.state for link in found.links] == ["dead", "alive"]


@pytest.mark.parametrize("number", ["127.0.0.1", "127.1", "0x7f000001", "8.8.8.8"])
def test_number_in_the_register_proves_no_network(sound: Project, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({"localhost": ("127.0.0.1", 9)}))

    async def nobody(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("asyncio.BaseEventLoop.create_connection", nobody)
    register(sound, "https://one.example/", f"http://{number}:9/", "http://localhost:9/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    found = check_links(sound.dossier, "inception", sound.root, today=TODAY, manners=Manners(pause=0, limit=1))

    assert (found.no_network, found.count("dead"), sound.read("links.csv")) == (True, 0, before)


def test_what_answers_without_a_name_server_is_noted_all_the_same(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({}))
    register(sound, "https://one.example/", server.url("/200"))

    found = check(sound)

    assert found.no_network
    assert [row["address"] for row in rows(sound)] == [server.url("/200")]


def test_look_up_that_fails_for_now_leaves_what_was_known(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    register(sound, "https://one.example/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", later)

    assert check(sound).no_network
    assert sound.read("links.csv") == before


@pytest.mark.parametrize(
    "register_",
    ["id,kynd,title,address\ne0,link,T,https://one.example/\n", b"id,kind,title,address\ne0,link,\xff,\n",
     "id,kind,title,address\ne0,link,T,https://one.example/\ne1,lynk,T,https://two.example/\n",
     "id,kind,title,address\ne0,link,T,one.example\n", ""],
)  # fmt: skip
def test_register_with_errors_leaves_what_is_known_of_its_addresses_and_asks_nobody(
    sound: Project, server: Loopback, register_: str | bytes
) -> None:
    register(sound, server.url("/200"), server.url("/404"))
    check(sound)
    before, asked = sound.read("links.csv"), len(server.asked)
    sound.write("evidence.csv", register_)
    told: list[str] = []

    found = check_links(sound.dossier, "inception", sound.root, today=TODAY, manners=QUICK, tell=told.append)

    assert (found.asked, found.count("alive"), found.count("dead"), len(server.asked)) == (0, 1, 1, asked)
    assert sound.read("links.csv") == before
    assert told == [f"data/raw/{sound.slug}/evidence.csv has errors: no address is asked, and links.csv stays as it is"]


@pytest.mark.parametrize("name", ["", "evidence.txt"])
def test_register_that_is_gone_or_misnamed_leaves_what_is_known(sound: Project, server: Loopback, name: str) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")
    path = sound.dossier / "evidence.csv"
    if name:
        path.rename(path.with_name(name))
    else:
        path.unlink()

    assert check(sound).asked == 0
    assert sound.read("links.csv") == before


def test_address_that_is_noted_twice_is_an_error_at_its_line_and_is_asked_again(
    sound: Project, server: Loopback
) -> None:
    register(sound, server.url("/200"))
    row = f"{server.url('/200')},2026-11-23"
    sound.write("links.csv", f"address,checked,outcome\n{row},reached\n{row},gone\n")

    (problem,) = sound.found("doubled-address")

    assert (problem.level, problem.line, problem.file.rpartition("/")[2]) == ("error", 3, "links.csv")
    assert problem.what == "the address of line 2 stands here a second time"
    assert check(sound).asked == 1
    assert [row["outcome"] for row in rows(sound)] == ["reached"]
    assert sound.found("doubled-address") == []


def test_look_up_that_fails_for_now_is_no_dead_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", later)

    assert ask("https://one.example/") == Answer("no connection")


def test_dossier_without_addresses_asks_nobody_and_writes_nothing(sound: Project) -> None:
    register(sound, "")

    assert check(sound).links == ()
    assert not (sound.dossier / "links.csv").exists()


# --- the command


@pytest.fixture
def command(sound: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Return a function that calls ogpkit check in the project and returns what was said."""
    from ogpkit import cli

    monkeypatch.chdir(sound.root)

    def call(*options: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ogpkit", "check", *options])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def test_check_uses_the_network_only_when_told_to(
    sound: Project, server: Loopback, command: object, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("OGPKIT_LINKS_PRIVATE", "1")
    register(sound, server.url("/404"))

    status, out, _ = command()  # type: ignore[operator]
    assert (status, server.asked, "is dead" in out) == (0, [], False)

    status, out, err = command("--links")  # type: ignore[operator]
    assert status == 0
    assert err.splitlines()[:2] == [
        "asking 1 of 1 addresses",
        f"{sound.slug}: links: 0 alive, 1 dead, 0 in doubt",
    ]
    assert "evidence.csv:2: warning: the address of evidence e0 is dead" in out

    asked = len(server.asked)
    status, out, err = command("--links", "--json")  # type: ignore[operator]
    assert (len(server.asked), '"rule": "dead-address"' in out) == (asked, True)
    assert f"{sound.slug}: links: 0 alive, 1 dead, 0 in doubt (1 known from before)" in err


def test_without_leave_the_command_asks_no_private_host(
    sound: Project, server: Loopback, command: object, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.delenv("OGPKIT_LINKS_PRIVATE", raising=False)
    register(sound, server.url("/200"))

    status, out, _ = command("--links")  # type: ignore[operator]

    assert (status, server.asked) == (0, [])
    assert "was not reached (private network;" in out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_command_that_is_stopped_ends_at_once_and_leaves_the_file(
    sound: Project, server: Loopback, number: signal.Signals
) -> None:
    register(sound, server.url("/slow"))
    sound.write("links.csv", f"address,checked,outcome\n{server.url('/slow')},2026-01-01,reached\n")
    before = sound.read("links.csv")
    command = [sys.executable, "-m", "ogpkit", "check", "--links"]
    environment = {**os.environ, "OGPKIT_LINKS_PRIVATE": "1"}
    with subprocess.Popen(command, cwd=sound.root, env=environment, stderr=subprocess.PIPE, text=True) as running:
        end = time.monotonic() + 30
        while not server.asked and time.monotonic() < end:
            time.sleep(0.02)
        running.send_signal(number)
        _, said = running.communicate(timeout=20)

    assert server.asked
    assert running.returncode not in {0, None}
    assert "Traceback" not in said
    assert sound.read("links.csv") == before
