"""A whole batch: what is asked for, what of it is stale, and making that."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ogpkit.errors import ReportError, UsageError
from ogpkit.run.batch.scheduling import Schedule, Work
from ogpkit.run.batch.task import Task
from ogpkit.run.batch.workers import Workers, workers
from ogpkit.run.freshness.plan import Planned, plan
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.places import refuse_inside
from ogpkit.run.publish import clear_up

__all__ = ["Batch", "Wanted", "places", "plan_batch", "usual_jobs"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a batch.

    Parameters
    ----------
    params : sequence of str
        Params files, their names, or folders of them; all of the project where there are none.
    only : sequence of str
        Names of params files; the others are left out.
    shard : tuple of int
        Which part of how many; (1, 1) is all. The parts together are all, whatever machine makes them.
    force : bool
        Make also what is up to date.
    thorough : bool
        Read the reports that are there, too, to find any that were changed.
    to : pathlib.Path, optional
        Folder of the reports; ``reports/`` of the project by default.
    """

    params: Sequence[str] = ()
    only: Sequence[str] = ()
    shard: tuple[int, int] = (1, 1)
    force: bool = False
    thorough: bool = False
    to: Path | None = None


@dataclass
class Batch:
    """A batch that was planned: the project, where reports go, all that is asked for there, and what was chosen."""

    root: Path
    reports: Path
    planned: tuple[Planned, ...]
    chosen: tuple[Planned, ...]
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def stale(self) -> tuple[Planned, ...]:
        """What has to be made."""
        return tuple(one for one in self.chosen if one.stale and not one.problems)

    def settled(self) -> Iterator[Outcome]:
        """Give the outcomes that are known without making anything: what is unchanged, and faulty params files."""
        for one in self.chosen:
            if one.problems:
                yield self._noted(_outcome(one, self.root, state="failed", problems=one.problems))
            elif not one.reasons:
                yield self._noted(_outcome(one, self.root, state="unchanged"))

    def foreseen(self) -> Iterator[Outcome]:
        """Give what would be made."""
        for one in self.stale:
            yield self._noted(_outcome(one, self.root, state="would make"))

    def tasks(self, *, cell_timeout: int = 600, timeout: int = 0, memory: int = 0) -> list[Task]:
        """Return what is stale as the tasks of workers; see :meth:`made`."""
        return [
            Task(
                name=one.params.stem,
                params=one.inputs.params,
                root=str(self.root),
                reports=str(self.reports),
                folder=one.name,
                reasons=one.reasons,
                cell_timeout=cell_timeout,
                timeout=timeout,
                memory=memory * _MEGABYTE,
            )
            for one in self.stale
            if one.inputs is not None
        ]

    def made(
        self,
        jobs: int,
        *,
        cell_timeout: int = 600,
        timeout: int = 0,
        memory: int = 0,
        crew: Workers | None = None,
        watch: Callable[[Sequence[Work], int], None] | None = None,
    ) -> Iterator[Outcome]:
        """Make what is stale by ``jobs`` workers; give each outcome as soon as it is known.

        Parameters
        ----------
        jobs : int
            How many reports are made at once.
        cell_timeout, timeout : int
            Seconds that a cell and a report may take; 0 for no limit.
        memory : int
            Megabytes that a notebook, and apart from it a worker, may hold; 0 for no limit.
        crew : Workers, optional
            Where workers come from; the quickest of this system by default.
        watch : callable
            See :class:`ogpkit.run.batch.scheduling.Schedule`.

        Raises
        ------
        ReportError
            No worker can be started.
        """
        from ogpkit.run.warm.environment import kernel_environment
        from ogpkit.run.warm.preload import wanted_in

        for place in {left.parent for left in self.reports.glob("*/.making-*")}:
            clear_up(place)  # what a killed batch left is nobody's, also where the report itself is up to date
        tasks = self.tasks(cell_timeout=cell_timeout, timeout=timeout, memory=memory)
        if not tasks:
            return
        own = crew is None
        crew = crew or workers(kernel_environment(), wanted_in(*self._notebooks()))
        try:
            schedule = Schedule(tasks, crew, min(jobs, len(tasks)), memory=memory * _MEGABYTE, watch=watch)
            for outcome in schedule.outcomes():
                yield self._noted(outcome)
        except OSError as error:
            raise ReportError(f"no reports can be made here: {error.strerror or error}") from None
        finally:
            if own:
                crew.close()

    def _notebooks(self) -> Iterator[str]:
        """Give the texts of the notebooks that will run."""
        for form in sorted({one.form for one in self.stale if one.form}):
            with contextlib.suppress(OSError):
                yield (self.root / "notebooks" / f"{form}.ipynb").read_text(encoding="utf-8", errors="replace")

    def _noted(self, outcome: Outcome) -> Outcome:
        self.outcomes.append(outcome)
        return outcome


def plan_batch(wanted: Wanted) -> Batch:
    """Return the plan of a batch.

    Raises
    ------
    UsageError
        A params file, name or folder that is not there, files of several projects, a part that cannot be, or a place
        among the files of the project.
    """
    root, given = _given(wanted.params)
    if wanted.to is not None:
        refuse_inside(wanted.to, root)
    reports = (wanted.to or root / "reports").resolve()
    files = sorted(path for path in (root / "params").glob("*.yaml") if not path.name.startswith("."))
    if not given:
        given = files
    if not given:
        raise UsageError(f'there is no params file in "{root / "params"}"; to begin a city: ogpkit new')
    # All are planned, whatever was asked for: two files that make the same report must meet.
    planned = plan(root, reports, [*files, *given], force=wanted.force, thorough=wanted.thorough)
    asked = {path.resolve() for path in given}
    chosen = [one for one in planned if one.params.resolve() in asked]
    if wanted.only:
        chosen = _only(chosen, wanted.only)
    part, parts = wanted.shard
    if not 1 <= part <= parts:
        raise UsageError(f"there is no part {part} of {parts}; expected a number from 1 to {parts}, such as 1/{parts}")
    # By name, so that every machine parts the same list in the same way.
    ordered = sorted(chosen, key=lambda one: one.params.as_posix())
    return Batch(root, reports, planned, tuple(ordered[part - 1 :: parts]))


def usual_jobs() -> int:
    """Return how many reports are made at once where nobody says: one for each processor that this process may use."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _given(params: Sequence[str]) -> tuple[Path, list[Path]]:
    """Return the project, and the params files that the arguments mean."""
    from ogpkit.dossier.project import find_root
    from ogpkit.run.params import find_params

    if not params:
        return find_root().resolve(), []
    roots: set[Path] = set()
    found: list[Path] = []
    for one in params:
        folder = Path(one)
        if folder.is_dir():
            files = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))
            if not files:
                raise UsageError(f'"{one}" holds no params file; expected files that end in .yaml')
            roots.add(find_root(folder.resolve()).resolve())
            found += files
        else:
            path, root = find_params(one)
            roots.add(root.resolve())
            found.append(path)
    if len(roots) > 1:
        raise UsageError(f"the params files lie in {len(roots)} projects; make the reports of each on their own")
    return roots.pop(), found


def _only(chosen: list[Planned], names: Sequence[str]) -> list[Planned]:
    from ogpkit.dossier.nearest import nearest

    there = {one.params.stem: one for one in chosen}
    unknown = [name for name in names if name not in there]
    if unknown:
        match = nearest(unknown[0], tuple(there))
        hint = f'; did you mean "{match}"?' if match else "; see: ogpkit list"
        raise UsageError(f'there is no run named "{unknown[0]}"{hint}')
    return [there[name] for name in dict.fromkeys(names)]


def _outcome(one: Planned, root: Path, **more: object) -> Outcome:
    params, folder = places(one, root)
    return Outcome(name=one.params.stem, params=params, folder=folder, reasons=one.reasons, **more)  # type: ignore[arg-type]


def places(one: Planned, root: Path) -> tuple[str, str]:
    """Return the params file of a report, as outcomes name it, and the folder of the report; "" where none is known."""
    params = one.inputs.params if one.inputs else _inside(one.params, root)
    return params, f"{one.dossier}/{one.form}" if one.dossier and one.form else ""


def _inside(path: Path, root: Path) -> str:
    real = path.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.name
