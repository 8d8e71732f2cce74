"""The plan of a batch: which reports its params files ask for, and why each has to be made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ogpkit.dossier.nearest import listed
from ogpkit.dossier.source import is_there, named
from ogpkit.errors import Problem
from ogpkit.run.freshness.fingerprint import UNREADABLE, Fingerprints, Inputs, file_digest
from ogpkit.run.freshness.makers import made_by
from ogpkit.run.freshness.reasons import reasons
from ogpkit.run.freshness.status import FILE, Status, changed_outputs, find_statuses

__all__ = ["Planned", "plan"]


@dataclass(frozen=True)
class Planned:
    """One report of a batch.

    Parameters
    ----------
    name : str
        Dossier and form, ``harbour/inception``; the params file where these are not known.
    params : pathlib.Path
        The params file, as it was given.
    dossier, form : str or None
        What it asks for. Where it does not say so soundly: what it asked for when its report was made, None where there
        is no such report.
    target : pathlib.Path or None
        The report's folder.
    inputs : Inputs or None
        What the report would be made from, and by.
    reasons : tuple of str
        Why it has to be made again, in plain words; none where nothing is to be done.
    problems : tuple of Problem
        What is wrong with the params file; such a report cannot be made.
    """

    name: str
    params: Path
    dossier: str | None = None
    form: str | None = None
    target: Path | None = None
    inputs: Inputs | None = None
    reasons: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def error(self) -> str | None:
        """Why the report cannot be made, one line for each problem; None where it can."""
        return "\n".join(str(problem) for problem in self.problems) or None

    @property
    def stale(self) -> bool:
        """Whether there is something to do: to make the report, or to tell why it cannot be made."""
        return bool(self.reasons or self.problems)


def plan(
    root: Path, reports: Path, params: Sequence[Path], *, force: bool = False, thorough: bool = False
) -> tuple[Planned, ...]:
    """Return what each params file asks for and whether it has to be made again, in the order given.

    Contents decide, never times. Which report a params file asks for is told by the status of a report that the same
    code made from the same bytes; only others are read, so that of a thousand unchanged cities none is. Two files that
    ask for the same report are an error of both. A file that is given twice counts once.

    Parameters
    ----------
    root, reports : pathlib.Path
        The project folder, and the folder with the reports in DOSSIER/FORM.
    params : sequence of pathlib.Path
        The params files. For parts of a batch give all and choose afterwards, else two that clash may not meet.
    force : bool
        Make those again, too, that are as they were made.
    thorough : bool
        Read the outputs, too; else that they are there and have their size is enough.
    """
    prints = Fingerprints(root)
    statuses = find_statuses(reports)
    known = _known(statuses)
    found: dict[Path, Planned] = {}
    for path in params:
        real = path.resolve()
        if real not in found:
            found[real] = _planned(path, prints, known, reports)
    once = _with_earlier(_clashes_told(found.values()), statuses, prints)
    return tuple(
        one if one.problems else replace(one, reasons=_reasons(one, statuses, force, thorough)) for one in once
    )


def _known(statuses: Mapping[str, Status]) -> dict[str, tuple[str, str]]:
    """Return which report is made from a params file, by its digest, as far as this very code has read it soundly."""
    asked = defaultdict(set)
    for status in statuses.values():
        digest = status.params_sha256
        if digest is not None and digest != UNREADABLE and status.inputs.made_by == made_by():
            asked[digest].add((status.dossier, status.form))
    # The same bytes cannot ask for two reports: then somebody wrote a status by hand.
    return {digest: next(iter(pairs)) for digest, pairs in asked.items() if len(pairs) == 1}


def _planned(path: Path, prints: Fingerprints, known: Mapping[str, tuple[str, str]], reports: Path) -> Planned:
    try:
        name = prints.name(path)
    except (ValueError, RuntimeError, OSError):
        what = "the params file lies outside the project"
        problem = Problem(path.name, None, what, "a file in params/", "copy it there", rule="outside")
        return Planned(path.name, path, problems=(problem,))
    digest = file_digest(path)
    dossier, form = known.get(digest or "", (None, None))
    problems: tuple[Problem, ...] = ()
    if dossier is None or form is None:
        dossier, form, problems = _read(path, prints.root)
    if dossier is None or form is None:
        return Planned(_shown(name), path, dossier, form, problems=problems)
    inputs = prints.of(path, dossier, form, params_digest=digest)
    return Planned(f"{dossier}/{form}", path, dossier, form, reports / dossier / form, inputs, problems=problems)


def _read(path: Path, root: Path) -> tuple[str | None, str | None, tuple[Problem, ...]]:
    """Return dossier and form that a params file asks for, and its errors."""
    from ogpkit.run.params import asked_for, read_params  # reading YAML costs more than all the rest of a plan

    values, located, problems = read_params(path, root)
    dossier, form = asked_for(values, located)
    return dossier, form, tuple(one for one in problems if one.level == "error")


def _with_earlier(
    planned: tuple[Planned, ...], statuses: Mapping[str, Status], prints: Fingerprints
) -> tuple[Planned, ...]:
    """Return the reports, those whose params file cannot be read with what was made from it earlier."""
    asked = {one.name for one in planned if one.inputs is not None}
    earlier = {status.params: status for name, status in statuses.items() if name not in asked}

    def told(one: Planned) -> Planned:
        try:
            status = earlier.get(prints.name(one.params)) if one.inputs is None else None
        except (ValueError, RuntimeError, OSError):  # it lies outside the project
            return one
        return one if status is None else replace(one, dossier=status.dossier, form=status.form)

    return tuple(told(one) for one in planned)


def _clashes_told(planned: Collection[Planned]) -> tuple[Planned, ...]:
    """Return the reports with an error at each that another params file asks for, too."""
    asking = defaultdict(list)
    for one in planned:
        if one.inputs is not None:
            asking[one.name].append(one.inputs.params)
    return tuple(
        one
        if one.inputs is None or len(asking[one.name]) == 1
        else replace(one, problems=(*one.problems, _clash(one, one.inputs.params, asking[one.name])))
        for one in planned
    )


def _clash(one: Planned, own: str, asking: list[str]) -> Problem:
    others = [_shown(name) for name in asking if name != own]
    return Problem(
        _shown(own),
        None,
        f"{listed(others, 3)} {'makes' if len(others) == 1 else 'make'} the same report "
        f"(dossier {one.dossier}, form {one.form})",
        "one params file for each report",
        "did you forget to change the dossier?",
        rule="same-report",
    )


def _shown(name: str) -> str:
    return named(Path(name), Path())


def _reasons(one: Planned, statuses: Mapping[str, Status], force: bool, thorough: bool) -> tuple[str, ...]:
    if one.inputs is None or one.target is None:
        return ()
    status = statuses.get(one.name)
    if status is None:
        # A report may lie there all the same: an older version made it, or its status was damaged.
        there = is_there(one.target / FILE)
        return ("its status.json cannot be believed",) if there else reasons(None, one.inputs)
    changed = changed_outputs(one.target, status, thorough=thorough)
    found = (*reasons(status.inputs, one.inputs), *(f"{name} was changed or taken away" for name in changed))
    return found or (("asked for",) if force else ())
