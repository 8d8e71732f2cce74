"""Making one report on a worker of a cluster: in a process of its own, as a local batch does it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ogpkit.errors import OgpkitError, ReportError
from ogpkit.run.batch.task import Task, outcome_from, outcome_json
from ogpkit.run.cluster.parcel import Parcel, differing, refused
from ogpkit.run.outcomes.outcome import Outcome

__all__ = ["Delivery", "make_elsewhere", "make_there"]


@dataclass(frozen=True)
class Delivery:
    """What comes back: the outcome, the files of the report, and what was kept of a notebook that failed."""

    outcome: Outcome
    files: Mapping[str, bytes] = field(default_factory=dict)
    aside: bytes | None = None


def make_elsewhere(parcel: Parcel) -> Delivery:
    """Make the report of a parcel on the worker of a cluster that this is called on; see :func:`make_there`."""
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        known = worker.state.tasks.get(key)
        return known is not None and known.state not in ("cancelled", "released", "forgotten")

    # What a killed worker leaves in that folder is cleared away by the next one.
    return make_there(parcel, Path(worker.local_directory), name=str(worker.address), wanted=wanted)


def make_there(parcel: Parcel, place: Path, *, name: str, wanted: Callable[[], bool] | None = None) -> Delivery:
    """Make the report of a parcel in a new folder in ``place``; nothing that goes wrong with it is raised.

    Whoever calls this again, because nobody knows whether the first call came to its end, gets the same.

    Parameters
    ----------
    parcel : Parcel
        What is to be made, of what and by what.
    place : pathlib.Path
        A folder that may hold personal data for a while.
    name : str
        What the worker is called in messages.
    wanted : callable, optional
        Tells, several times a second, whether anybody still waits for the report; else it is stopped.
    """
    from ogpkit.run.cluster.laying import lay_out
    from ogpkit.run.freshness.makers import made_by

    task = parcel.task
    others = differing(parcel.inputs.made_by, made_by())
    if others:
        what = f"the worker {name} would make another report, for it has {others}; install the same there"
        return Delivery(task.outcome(state="failed", message=what))
    try:
        with _folder(place) as folder:
            lay_out(parcel, folder)
            there = replace(task, root=str(folder), reports=str(folder / "reports"))
            outcome = _made(there, wanted)
            target = folder / "reports" / task.folder
            aside = target.with_name(f"{target.name}.failed.ipynb")
            return Delivery(
                _home(outcome, there, task),
                dict(_files(target)) if outcome.state == "made" else {},
                aside.read_bytes() if aside.is_file() else None,
            )
    except OgpkitError as error:
        return Delivery(refused(task, error))
    except OSError as error:
        return Delivery(task.outcome(state="failed", message=f"the worker {name}: {error.strerror or error}"))


@contextmanager
def _folder(place: Path) -> Iterator[Path]:
    """Give a new folder that only its user can read, and take it away again."""
    folder = Path(tempfile.mkdtemp(prefix="ogpkit-", dir=place)).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(task: Task, wanted: Callable[[], bool] | None) -> Outcome:
    """Make a report by a process of its own, with all limits of a local batch."""
    from ogpkit.run.batch.scheduling import Schedule

    def watch(*_: object) -> None:
        if wanted is not None and not wanted():
            raise ReportError("nobody waits for the report any more")

    notebook = Path(task.root) / "notebooks" / f"{Path(task.folder).name}.ipynb"
    _crew.begin(notebook.read_bytes() if notebook.is_file() else b"")
    (outcome,) = Schedule([task], _crew, 1, memory=task.memory, watch=watch).outcomes()
    return outcome


def _files(target: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of a report, the status last, because that says that all others are there."""
    from ogpkit.run.freshness.status import FILE

    files = [path for path in sorted(target.rglob("*")) if path.is_file() and not path.is_symlink()]
    for path in sorted(files, key=lambda one: one == target / FILE):
        yield path.relative_to(target).as_posix(), path.read_bytes()


def _home(outcome: Outcome, there: Task, task: Task) -> Outcome:
    """Return an outcome that names places where whoever asked has them."""

    def told(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(there.reports, task.reports).replace(there.root, task.root)
        if isinstance(value, dict):
            return {key: told(one) for key, one in value.items()}
        return [told(one) for one in value] if isinstance(value, list | tuple) else value

    return outcome_from(told(outcome_json(outcome)))


class _Crew:
    """The processes that make reports, of all threads of this process: begun when they are needed, and kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: Any = None

    def begin(self, notebook: bytes) -> None:
        """Begin the process that forks others, with the imports that a notebook wants, if there is none yet."""
        from ogpkit.run.batch.workers import workers
        from ogpkit.run.warm.environment import kernel_environment
        from ogpkit.run.warm.preload import wanted_in

        with self._lock:
            if self._workers is None:
                self._workers = workers(kernel_environment(), wanted_in(notebook.decode(errors="replace")))
                atexit.register(self.close)

    def start(self, memory: int) -> Connection:
        """Return the connection to a new process that makes reports."""
        with self._lock:
            try:
                connection: Connection = self._workers.start(memory)
            except AssertionError:
                # What multiprocessing says to a process that is not to start others.
                raise OSError("it must not start processes; start it with --no-nanny") from None
            return connection

    def stop(self, connection: Connection) -> None:
        """End one, with its kernel."""
        with self._lock:
            if self._workers is not None:
                self._workers.stop(connection)

    def close(self) -> None:
        """End all."""
        with self._lock:
            if self._workers is not None:
                self._workers.close()
                self._workers = None


_crew = _Crew()
