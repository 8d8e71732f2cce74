"""Handing out reports to workers, and what happens when one fails, hangs, eats too much or dies."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from ogpkit.run.batch.task import Task, outcome_from
from ogpkit.run.batch.workers import Workers
from ogpkit.run.outcomes.outcome import Outcome

__all__ = ["Schedule", "Work"]

_GRACE = 5.0
"""Seconds that a worker may take beyond a report's limit, to end the notebook by itself and keep what had run."""

_TRIES = 2
"""A report whose worker died is tried once more, alone: it may have been the fault of another beside it."""

_LOOK = 0.25
"""Seconds between two looks at the clock."""


@dataclass
class Work:
    """A report that a worker is at."""

    task: Task
    tries: int
    connection: Connection
    began: float
    stage: str = ""
    ended_for: str = ""
    used: bool = False

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.began


class Schedule:
    """Makes reports by several workers.

    Parameters
    ----------
    tasks : sequence of Task
        What is to be made, in this order.
    workers : Workers
        Where workers come from; who gave them closes them.
    jobs : int
        How many reports are made at once.
    memory : int
        Bytes that a worker may hold beside its kernel; 0 for no limit.
    watch : callable
        Gets the reports that are being made and the number of those that wait, several times a second.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        workers: Workers,
        jobs: int,
        *,
        memory: int = 0,
        watch: Callable[[Sequence[Work], int], None] | None = None,
    ) -> None:
        self.waiting = deque((task, 1) for task in tasks)
        self.workers, self.jobs, self.memory = workers, jobs, memory
        self.watch = watch
        self.idle: list[Connection] = []
        self.busy: dict[Connection, Work] = {}

    def outcomes(self) -> Iterator[Outcome]:
        """Make all reports; give the outcome of each as soon as it is known."""
        try:
            while self.waiting or self.busy:
                self._hand_out()
                if self.watch is not None:
                    self.watch(tuple(self.busy.values()), len(self.waiting))
                for connection in wait(list(self.busy), timeout=_LOOK):
                    yield from self._hear(self.busy[connection])  # type: ignore[index]
                for work in [one for one in self.busy.values() if _overdue(one)]:
                    self._let_go(work)
                    at = f" (at: {work.stage})" if work.stage else ""
                    yield _failed(work, f"the report took longer than {work.task.timeout} seconds{at}; see --timeout")
        finally:
            for connection in (*self.idle, *self.busy):
                self.workers.stop(connection)

    def _hand_out(self) -> None:
        """Give every worker that is free a report, and start workers while there are fewer than are wanted."""
        while self.waiting and len(self.busy) < self.jobs and not self._in_turn():
            task, tries = self.waiting.popleft()
            used = bool(self.idle)
            connection = self.idle.pop() if used else self.workers.start(self.memory)
            self.busy[connection] = Work(task, tries, connection, time.monotonic(), used=used)
            try:
                connection.send_bytes(task.to_json())
            except OSError:
                continue  # it died while it was idle: reading from it will tell

    def _in_turn(self) -> bool:
        """Return whether the next report has to wait because it, or one that is being made, has to be made alone."""
        return bool(self.busy) and (self.waiting[0][1] > 1 or any(work.tries > 1 for work in self.busy.values()))

    def _hear(self, work: Work) -> Iterator[Outcome]:
        """Read one message of a worker."""
        try:
            message = json.loads(work.connection.recv_bytes())
        except (EOFError, OSError):
            self._let_go(work)
            if work.used and not work.stage:
                self.waiting.appendleft((work.task, work.tries))  # the worker had died while it was idle
                return
            if not work.ended_for and work.tries < _TRIES:
                self.waiting.appendleft((work.task, work.tries + 1))
                return
            yield _failed(work, self._why(work))
            return
        work.stage = message.get("stage", work.stage)
        work.ended_for = message.get("ended", work.ended_for)
        if "outcome" in message:
            del self.busy[work.connection]
            self.idle.append(work.connection)
            yield outcome_from(message["outcome"])

    def _why(self, work: Work) -> str:
        """Return why a worker died."""
        at = f" (at: {work.stage})" if work.stage else ""
        if work.ended_for:
            return f"making the report took more than {self.memory // 1_000_000:,} MB of memory{at}; see --memory"
        return f"the process that made the report was killed, {work.tries} times{at}; is there memory enough?"

    def _let_go(self, work: Work) -> None:
        """End a worker, with its kernel."""
        del self.busy[work.connection]
        self.workers.stop(work.connection)


def _overdue(work: Work) -> bool:
    return bool(work.task.timeout) and work.seconds > work.task.timeout + _GRACE


def _failed(work: Work, message: str) -> Outcome:
    return replace(work.task.outcome(state="failed", message=message), seconds=work.seconds)
