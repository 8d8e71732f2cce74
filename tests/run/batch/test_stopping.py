"""A batch that is told to end ends soon, says so in one line, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.run.batch.towns import Towns, batch, number_in

pytestmark = pytest.mark.slow

STOPPED = "not; the same command goes on from here"


@pytest.mark.parametrize("warm", ["1", "0"])
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_told_to_end_ends_at_once_and_goes_on_later(towns, as_clean, told, warm):
    started = towns.hangs("birch")
    with batch(towns, "-j", "1", environment={"OGPKIT_WARM": warm}) as run:
        number_in(started)
        # As a terminal does it: Ctrl-C reaches the whole group.
        os.killpg(run.process.pid, told) if told == signal.SIGINT else run.process.send_signal(told)
        status, said = run.ended(20)
        assert run.gone(5), [one.cmdline() for one in run.family()]
    assert status == 130
    assert STOPPED in said
    assert "stopped: 1 made, 2 not" in said
    assert "Traceback" not in said
    assert set(towns.stale()) == {"birch", "cedar"}
    if warm == "1":
        as_clean()


def test_somebody_who_presses_the_keys_again_and_again_sees_no_traceback(towns, as_clean):
    started = towns.hangs("birch")
    with batch(towns, "-j", "2") as run:
        number_in(started)
        end = time.monotonic() + 20
        while run.process.poll() is None and time.monotonic() < end:
            os.killpg(run.process.pid, signal.SIGINT)
            time.sleep(0.03)
        status, said = run.ended(5)
        assert run.gone(5)
    assert status in (130, -signal.SIGINT)
    assert "Traceback" not in said, said
    as_clean()


@pytest.mark.parametrize("after", [0.0, 0.1, 0.4, 0.8, 1.2])
def test_at_whatever_moment_it_is_told_to_end_there_is_no_traceback_and_no_process(towns: Towns, after):
    with batch(towns, "-j", "2") as run:
        # Before the command itself has begun, Python decides what Ctrl-C does.
        while not any("ogpkit.run.warm.server" in " ".join(one.cmdline()) for one in run.family()):
            assert run.process.poll() is None
            time.sleep(0.01)
        time.sleep(after)
        run.process.send_signal(signal.SIGINT)
        status, said = run.ended(20)
        assert run.gone(5)
    assert status in ((0, 130) if after >= 0.8 else (130,)), said
    assert "Traceback" not in said, said
