"""A real scheduler and real workers: reports equal to those of a local batch, whatever happens to the machines."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from ogpkit.errors import ReportError
from ogpkit.run.batch.batch import Batch
from ogpkit.run.cluster import accepting
from ogpkit.run.cluster.cluster import made_by_cluster
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.warm.starting import available
from tests.run.cluster.conftest import Kit, files, written
from tests.run.cluster.machines import Machines, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available(), reason="workers are looked for as they are on Linux"),
]
SHOWN = """
from ogpkit.report.blocks import Cover
from ogpkit.report.display import Output
Output((Cover(title=dossier, status=status, date=date, language=language),))
"""
WAITING = "import time; time.sleep(0.5)"


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the reports that were put in their places."""
    names = []
    publish = accepting.publish

    def counted(found, target, scratch):
        names.append(target.parent.name)
        publish(found, target, scratch)

    monkeypatch.setattr(accepting, "publish", counted)
    return names


def made(batch: Batch, machines: Machines, **more: object) -> dict[str, Outcome]:
    outcomes = list(made_by_cluster(batch, machines.address, **more))  # type: ignore[arg-type]
    found = {outcome.name: outcome for outcome in outcomes}
    assert len(found) == len(outcomes) == len(batch.stale), "each report has one outcome"
    assert batch.outcomes == outcomes
    return found


def states(outcomes: dict[str, Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes.values()]


def local(kit: Kit, to: Path) -> dict[str, str]:
    """Return the digests of the reports of a batch on this machine."""
    other = Kit(kit.root, to)
    assert {outcome.state for outcome in other.plan().made(2)} == {"made"}
    return files(to)


def test_a_worker_that_is_killed_loses_no_report_and_none_is_published_twice(machines, published, tmp_path):
    kit = written(tmp_path, 6)
    there = machines()
    batch = kit.plan()
    outcomes = []
    killed = None
    for outcome in made_by_cluster(batch, there.address):
        outcomes.append(outcome)
        if killed is None:
            killed = until(there.at_work)[0]
            killed.send_signal(signal.SIGKILL)
    assert killed is not None
    assert killed.wait() == -signal.SIGKILL
    assert [(one.name, one.state, one.complaints) for one in sorted(outcomes, key=lambda one: one.name)] == [
        (slug, "made", ()) for slug in kit.slugs
    ]
    assert sorted(published) == kit.slugs
    assert kit.plan().stale == ()
    assert files(kit.reports) == local(kit, tmp_path / "local")


def test_a_report_that_kills_its_workers_is_a_failure_and_the_others_are_made(kit, machines, published):
    poison = kit.slugs[1]
    kit.notebook(
        SHOWN,
        f"import os, psutil\nif dossier == {poison!r}:\n"
        "    psutil.Process(psutil.Process(os.getppid()).ppid()).kill()\n    import time; time.sleep(60)",
    )
    outcomes = made(kit.plan(), machines(workers=3, allowed_failures=0))
    assert [name for name, outcome in outcomes.items() if outcome.failed] == [poison]
    assert "every worker that made this report died" in outcomes[poison].message
    assert sorted(published) == [slug for slug in kit.slugs if slug != poison]
    assert [one.params.stem for one in kit.plan().stale] == [poison]


def test_a_notebook_that_fails_is_told_and_kept_as_on_this_machine(kit, standing, tmp_path):
    bad, dead = kit.slugs[:2]
    kit.notebook(
        f"# Findings\n\nof {bad}",
        f"if dossier == {bad!r}: raise ValueError('no answer')",
        f"import os\nif dossier == {dead!r}: os._exit(3)",
        SHOWN,
    )
    outcomes = made(kit.plan(), standing)
    here = {outcome.name: outcome for outcome in Kit(kit.root, tmp_path / "local").plan().made(2)}
    for name, outcome in outcomes.items():
        said = tuple(text.replace(str(kit.reports), str(tmp_path / "local")) for text in outcome.complaints)
        assert (outcome.state, said) == (here[name].state, here[name].complaints)
    assert states(outcomes).count("failed") == 2
    there, here_ = files(kit.reports), files(tmp_path / "local")
    assert there.keys() == here_.keys() >= {f"{bad}/inception.failed.ipynb", f"{dead}/inception.failed.ipynb"}
    # What papermill adds to a notebook that failed has names by chance.
    assert [name for name in there if there[name] != here_[name] and not name.endswith(".failed.ipynb")] == []


def test_workers_fetch_the_files_from_a_shared_folder_and_refuse_others(kit, standing, tmp_path):
    kit.notebook(SHOWN)
    shared = tmp_path / "shared"
    shutil.copytree(kit.root, shared)
    other = kit.slugs[2]
    plan = shared / "data" / "raw" / other / "plan.yaml"
    plan.write_bytes(plan.read_bytes() + b"# changed\n")
    outcomes = made(kit.plan(), standing, inputs=shared.as_uri())
    assert [name for name, outcome in outcomes.items() if outcome.failed] == [other]
    assert outcomes[other].complaints == (
        (
            f"data/raw/{other}/plan.yaml: the file at {shared.as_uri()} is another one than that of the batch; "
            "bring the shared folder up to date"
        ),
    )
    shutil.copy(kit.root / "data" / "raw" / other / "plan.yaml", plan)
    assert states(made(kit.plan(), standing, inputs=shared.as_uri())) == ["made"]
    assert files(kit.reports) == local(kit, tmp_path / "local")


def test_a_scheduler_needs_no_ogpkit(kit, machines):
    kit.notebook(SHOWN)
    assert states(made(kit.plan(), machines(workers=1, without=("scheduler",)))) == ["made"] * 3


def test_a_worker_without_ogpkit_is_told_of_each_report(kit, machines):
    outcomes = made(kit.plan(), machines(workers=1, without=("worker",)))
    assert {outcome.message for outcome in outcomes.values()} == {
        "a worker has no ogpkit, or another one; install the same there"
    }


def test_nobody_at_the_address_is_told_soon(kit):
    began = time.monotonic()
    with pytest.raises(ReportError, match=r"--scheduler tcp://127\.0\.0\.1:1: no scheduler answers there"):
        list(made_by_cluster(kit.plan(), "tcp://127.0.0.1:1", wait=1))
    assert time.monotonic() - began < 10


def test_what_is_no_address_is_told(kit):
    with pytest.raises(ReportError, match="this is no address of a scheduler"):
        list(made_by_cluster(kit.plan(), "pigeon://post:1", wait=1))


def test_a_scheduler_that_is_lost_keeps_what_was_made(kit, machines, published):
    kit.notebook(SHOWN, WAITING)
    there = machines(workers=1)
    outcomes = []
    for outcome in made_by_cluster(kit.plan(), there.address):
        outcomes.append(outcome)
        there.scheduler.kill()
    assert sorted(outcome.name for outcome in outcomes) == kit.slugs
    lost = [outcome for outcome in outcomes if outcome.failed]
    assert len(lost) == len(kit.slugs) - len(published)
    assert {outcome.message for outcome in lost} == {
        "the connection to the scheduler was lost; what was made is kept, the same command goes on"
    }
    assert published
    assert sorted(published) == sorted(path.name for path in kit.reports.iterdir())


def test_a_scheduler_without_workers_is_not_waited_for_for_ever(kit, machines):
    outcomes = made(kit.plan(), machines(workers=0), patience=1)
    assert {outcome.message for outcome in outcomes.values()} == {
        "the scheduler has had no worker for 1 seconds; start workers"
    }


def test_a_batch_that_is_stopped_stops_the_workers(kit, standing):
    kit.notebook(SHOWN, "import time; time.sleep(300)")
    making = made_by_cluster(kit.plan(), standing.address, watch=lambda left: stop(left))

    def stop(left: int) -> None:
        assert left == len(kit.slugs)
        if len(standing.at_work()) == len(standing.workers):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(making)
    until(lambda: not standing.at_work(), 20)
    assert not kit.reports.exists() or files(kit.reports) == {}
    assert all(worker.poll() is None for worker in standing.workers)
