"""Whatever process of a batch is killed: the others are made, nothing is left running, and the next batch goes on."""

from __future__ import annotations

import psutil
import pytest

from tests.run.batch.towns import batch, differing, kill, number_in, wait_for, whole_batch

pytestmark = pytest.mark.slow

STARTS = "import subprocess\nsubprocess.Popen(['sleep', '300'], start_new_session=True)"


@pytest.mark.parametrize("warm", ["1", "0"])
def test_a_killed_batch_leaves_no_process_and_the_next_one_completes_it(towns, as_clean, warm):
    started = towns.hangs("birch", before=STARTS if warm == "1" else "")
    with batch(towns, "-j", "2", environment={"OGPKIT_WARM": warm}) as run:
        number_in(started)
        wait_for(lambda: len(list(towns.reports.glob("*/inception/status.json"))) == 2)
        kill(run.process.pid)
        run.process.wait(10)
        assert run.gone(10), [one.cmdline() for one in run.family()]
    assert set(towns.stale()) == {"birch"}
    as_clean()


def test_a_killed_worker_is_replaced_and_its_report_made_by_the_next(towns, clean):
    started = towns.hangs("birch")
    with batch(towns, "-j", "2") as run:
        kernel = number_in(started)
        towns.no_tricks()
        wait_for(lambda: len(list(towns.reports.glob("*/inception/status.json"))) == 2)
        for child in run.server().children():
            if child.pid != kernel:
                child.kill()
        assert run.ended()[0] == 0
        assert run.gone()
        assert not psutil.pid_exists(kernel)
    assert differing(towns.made(), clean) == []
    assert towns.scraps() == []


def test_a_report_whose_workers_are_killed_twice_fails_and_says_so(towns, as_clean):
    started = towns.hangs("birch")
    with batch(towns, "-j", "1") as run:
        for _ in range(2):
            kernel = number_in(started)
            started.unlink()
            for child in run.server().children():
                if child.pid != kernel:
                    child.kill()
        status, said = run.ended()
        assert run.gone()
    assert status == 1
    assert "the process that made the report was killed, 2 times (at: notebook); is there memory enough?" in said
    assert set(towns.stale()) == {"birch"}
    as_clean()


def test_a_killed_kernel_fails_its_report_alone(towns, as_clean):
    started = towns.hangs("birch", before=STARTS)
    with batch(towns, "-j", "2") as run:
        kill(number_in(started))
        status, said = run.ended()
        assert run.gone()
    assert status == 1
    assert "the kernel died while the cell ran (killed, or out of memory)" in said
    assert "Traceback" not in said
    assert set(towns.stale()) == {"birch"}
    as_clean()


def test_the_process_that_forks_is_replaced_when_it_is_killed(towns, clean):
    started = towns.hangs("birch", before=STARTS)
    with batch(towns, "-j", "2") as run:
        kernel = number_in(started)
        towns.no_tricks()
        run.server().kill()
        status, said = run.ended()
        assert status == 0, said
        assert run.gone(), [one.cmdline() for one in run.family()]
        assert not psutil.pid_exists(kernel)
    assert differing(towns.made(), clean) == []
    assert towns.scraps() == []


def test_a_notebook_that_kills_the_process_that_forks_takes_no_other_report_with_it(towns, as_clean):
    towns.trick("alder", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nimport time\ntime.sleep(60)")
    status, said = whole_batch(towns, "-j", "3")
    assert status == 1
    assert said.count("the process that made the report was killed, 2 times") == 1
    assert set(towns.stale()) == {"alder"}
    as_clean()
