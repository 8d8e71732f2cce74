"""What servers answer, whatever they send, and where they redirect; against a real server on this machine."""

from __future__ import annotations

import socket
import time

import pytest

from ogpkit.dossier.load import load
from ogpkit.run.asking import Answer, Asker, Manners
from tests.conftest import Project
from tests.run.links.asking import ask, free_port
from tests.run.links.registers import check, register
from tests.run.loopback import Loopback


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


def test_look_up_that_fails_for_now_is_no_dead_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", later)

    assert ask("https://one.example/") == Answer("no connection")


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
