"""How many reports are on their way at once, and what is made of each thing that a scheduler can say of one."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from distributed import KilledWorker

from ogpkit.run.batch.task import Task
from ogpkit.run.cluster import handing, making
from ogpkit.run.cluster.handing import Handing
from ogpkit.run.cluster.making import Delivery
from ogpkit.run.cluster.parcel import Parcel
from ogpkit.run.freshness.fingerprint import Inputs


def read(call: bytes) -> Parcel:
    """Return the parcel that travels in a call, without making the report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "make_elsewhere", lambda parcel: parcel)
        found = pickle.loads(call)
    assert isinstance(found, Parcel)
    return found


class Future:
    """A report at a scheduler that answers at once."""

    def __init__(self, key: str, answer: Any) -> None:
        self.key, self.answer, self.released = key, answer, False

    @property
    def status(self) -> str:
        if isinstance(self.answer, str):
            return self.answer
        return "error" if isinstance(self.answer, Exception) else "finished"

    def add_done_callback(self, function: Callable[[Future], None]) -> None:
        function(self)

    def exception(self, timeout: float) -> Any:
        return self.answer

    def result(self, timeout: float) -> Any:
        return self.answer

    def release(self) -> None:
        self.released = True


class Scheduler:
    """Takes reports and gives the answers that a test names, else an outcome; notes how many are on their way."""

    def __init__(self, threads: int = 2, answers: dict[str, list[Any]] | None = None) -> None:
        self.threads, self.answers = threads, answers or {}
        self.futures: list[Future] = []
        self.most = self.most_bytes = 0
        self.beside: list[tuple[str, int]] = []
        self.cancelled: list[Future] = []
        self.sizes: dict[str, int] = {}

    def nthreads(self) -> dict[str, int]:
        return {"tcp://worker": self.threads} if self.threads else {}

    def submit(self, function: object, call: bytes, *, key: str, pure: bool) -> Future:
        assert function is pickle.loads, "what a machine without ogpkit understands, too"
        assert not pure, "a report that is asked for again is made again"
        parcel = read(call)
        name = parcel.task.name
        waiting = self.answers.get(name)
        answer = waiting.pop(0) if waiting else Delivery(parcel.task.outcome(state="failed", message="as told"))
        future = Future(key, answer)
        self.futures.append(future)
        self.sizes[future.key] = parcel.size
        on_the_way = [one for one in self.futures if not one.released]
        self.beside.append((name, len(on_the_way) - 1))
        self.most = max(self.most, len(on_the_way))
        self.most_bytes = max(self.most_bytes, sum(self.sizes[one.key] for one in on_the_way))
        return future

    def cancel(self, futures: list[Future]) -> None:
        self.cancelled += futures


@pytest.fixture(autouse=True)
def packed(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Return how many bytes the files of a report have; 1 where nothing is said."""
    sizes: dict[str, int] = {}

    def pack(task: Task, address: str) -> Parcel:
        return Parcel(task, Inputs(task.params, {}, {}), {"x": bytes(sizes.get(task.name, 1))}, address)

    monkeypatch.setattr(handing, "pack", pack)
    monkeypatch.setattr(handing, "_LOOK", 0.01)
    return sizes


def tasks(number: int) -> list[Task]:
    return [Task(str(one), f"params/{one}.yaml", "/kit", "/out", f"{one}/inception") for one in range(number)]


def said(scheduler: Scheduler, number: int, **more: Any) -> dict[str, str]:
    """Return what became of each report."""
    outcomes = list(Handing(scheduler, tasks(number), **more).outcomes())  # type: ignore[arg-type]
    found = {outcome.name: outcome.message for outcome in outcomes}
    assert len(found) == len(outcomes) == number
    return found


def test_no_more_are_on_their_way_than_four_for_each_thread():
    scheduler = Scheduler(threads=3)
    assert set(said(scheduler, 100).values()) == {"as told"}
    assert scheduler.most == 12
    assert all(future.released for future in scheduler.futures)


def test_large_files_wait_for_each_other_and_each_is_sent_once(packed, monkeypatch):
    monkeypatch.setattr(handing, "_MOST", 1000)
    packed.update({"2": 900, "3": 5000, "4": 600, "5": 600})
    scheduler = Scheduler(threads=3)
    said(scheduler, 8)
    assert scheduler.most_bytes == 5000
    assert ("3", 0) in scheduler.beside
    assert [name for name, _ in scheduler.beside] == [str(one) for one in range(8)]


def test_a_report_whose_workers_died_is_tried_once_more_alone():
    killed = KilledWorker("key", None, 3)
    scheduler = Scheduler(answers={"1": [killed], "3": [killed, killed]})
    found = said(scheduler, 6)
    assert {name for name, text in found.items() if text == "as told"} == {"0", "1", "2", "4", "5"}
    assert found["3"].startswith("every worker that made this report died, 4 times")
    assert scheduler.beside[-2:] == [("1", 0), ("3", 0)]


def test_a_report_that_was_alone_when_its_workers_died_is_not_tried_again():
    scheduler = Scheduler(answers={"0": [KilledWorker("key", None, 3)]})
    assert said(scheduler, 1)["0"].startswith("every worker that made this report died")
    assert len(scheduler.futures) == 1


def test_a_delivery_that_died_with_its_worker_is_waited_for():
    scheduler = Scheduler(answers={"0": ["lost"]})
    making = Handing(scheduler, tasks(1))  # type: ignore[arg-type]

    def watch(left: int) -> None:
        if len(scheduler.futures) == left == 1 and scheduler.futures[0].answer == "lost":
            scheduler.futures[0].answer = Delivery(tasks(1)[0].outcome(state="failed", message="as told"))

    making.watch = watch
    assert [outcome.message for outcome in making.outcomes()] == ["as told"]


def test_all_that_is_left_fails_when_the_connection_is_lost():
    scheduler = Scheduler(answers={"2": ["cancelled"]})
    found = said(scheduler, 30)
    assert [name for name, text in found.items() if text == "as told"] == ["0", "1"]
    assert sum(text.startswith("the connection to the scheduler was lost") for text in found.values()) == 28


@pytest.mark.parametrize(
    "error, message",
    [
        (ModuleNotFoundError("No module named 'ogpkit'"), "a worker has no ogpkit, or another one; install the same"),
        (RuntimeError("first\nsecond"), "the cluster cannot make this report: RuntimeError: first"),
    ],
)
def test_an_error_of_the_cluster_itself_is_that_reports_failure(error, message):
    found = said(Scheduler(answers={"1": [error]}), 3)
    assert found["1"].startswith(message)
    assert "second" not in found["1"]
    assert (found["0"], found["2"]) == ("as told", "as told")


def test_what_waits_is_cancelled_when_the_batch_is_stopped():
    scheduler = Scheduler(answers={"0": ["pending"]})

    def stop(left: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Handing(scheduler, tasks(20), watch=stop).outcomes())  # type: ignore[arg-type]
    assert len(scheduler.cancelled) == 8
