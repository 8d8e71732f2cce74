"""The command that asks the network, and only when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import Project
from tests.run.links.registers import register
from tests.run.loopback import Loopback


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
