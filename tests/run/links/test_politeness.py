"""Hosts are asked politely: by name, one request at a time, with a pause between."""

from __future__ import annotations

import socket
import time
from itertools import pairwise

import pytest

from ogpkit import __version__
from ogpkit.run.asking import Manners
from tests.run.links.asking import ask, ask_all
from tests.run.loopback import Loopback


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
