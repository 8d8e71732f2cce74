"""Checking a run before anything runs: its parameters and its whole dossier, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ogpkit.dossier.checks import check_dossier, in_order
from ogpkit.dossier.nearest import listed
from ogpkit.dossier.project import dossier_folder
from ogpkit.dossier.reading import Reading, read_dossier
from ogpkit.dossier.source import is_there
from ogpkit.dossier.survey.reading import TABLES
from ogpkit.dossier.yaml import Located
from ogpkit.errors import DataError, Problem
from ogpkit.forms import load_form
from ogpkit.run.params import Params, asked_for, find_params, read_params, same_report
from ogpkit.run.repeats import check_repeats

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What a check found: the parameters where they are sound, and all problems."""

    file: Path
    root: Path
    params: Params | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a run."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.level == "warning")


def check(params: str | Path, *, alone: bool = False) -> Checked:
    """Return all problems of a run: of its params file, and of every file of its dossier.

    With ``alone`` it is known already that no other params file makes the same report.

    Raises
    ------
    UsageError
        Where there is no such params file.

    Examples
    --------
    >>> check("params/khmelnytskyi-2021-2025.yaml").errors
    ()
    """
    path, root = find_params(str(params))
    values, located, problems = read_params(path, root)
    # Where the params file has another problem, the dossier that it names is checked all the same.
    dossier, form = asked_for(values, located)
    if dossier is not None and form is not None and located is not None:
        others = [] if alone else same_report(path, root, (dossier, form))
        if others:
            problems.append(_same_report(others, located, dossier, form))
        try:
            folder = dossier_folder(root, dossier, asked_in=located.name)
            reading = check_dossier(read_dossier(folder, load_form(form), root))
            problems += reading.problems
            problems += _repeats(reading)
            if not others:
                problems += _other_dossier(path, root, located, dossier)
            if values is not None and values.status == "final":
                problems += _unanswered(reading, located)
        except DataError as error:
            line = located.line(("dossier",))
            problems += [
                Problem(located.name, line, f"dossier {one.file}: {one.what}", one.expected, one.todo, rule=one.rule)
                for one in error.problems
            ]
        notebook = root / "notebooks" / f"{form}.ipynb"
        if not is_there(notebook) or not notebook.is_file():
            problems.append(
                Problem(
                    f"notebooks/{form}.ipynb",
                    None,
                    "the form's notebook is missing",
                    "a notebook of this name",
                    "get it back from the repository",
                    rule="missing-notebook",
                )
            )
    return Checked(path, root, values, tuple(in_order(problems)))


def _repeats(reading: Reading) -> list[Problem]:
    dossier = reading.dossier
    if dossier is None or dossier.survey is None:
        return []
    (file,) = (one.name for one in dossier.files if one.name.rpartition("/")[2] in TABLES)
    return list(check_repeats(dossier.survey, file))


def _same_report(others: list[str], located: Located, dossier: str, form: str) -> Problem:
    """Return the problem of a params file that was copied from another one and still names its dossier."""
    return Problem(
        located.name,
        located.line(("dossier",)),
        f"{listed(others, 3)} {'makes' if len(others) == 1 else 'make'} the same report "
        f"(dossier {dossier}, form {form})",
        "one params file for each report",
        "did you forget to change the dossier?",
        rule="same-report",
    )


def _other_dossier(path: Path, root: Path, located: Located, dossier: str) -> list[Problem]:
    """Return the warning of a params file that is named like a dossier and makes the report of another one."""
    # Names may be chosen freely; only where this one is that of another dossier, there is something to ask.
    meant = [] if _fits(path.stem, dossier) else [slug for slug in _dossiers(root) if _fits(path.stem, slug)]
    return [
        Problem(
            located.name,
            located.line(("dossier",)),
            f"the file is named like the dossier {one}, but makes the report of {dossier}",
            "a params file named after its dossier",
            f'did you mean "dossier: {one}"? Else rename the file',
            level="warning",
            rule="other-dossier",
        )
        for one in meant[:1]
    ]


def _fits(stem: str, dossier: str) -> bool:
    """Return whether one of two names begins with the other, as harbour and harbour-2024-2026 do."""
    return f"{stem}-".startswith(f"{dossier}-") or f"{dossier}-".startswith(f"{stem}-")


def _dossiers(root: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in (root / "data" / "raw").iterdir() if entry.is_dir())
    except OSError:
        return []


def _unanswered(reading: Reading, located: Located) -> list[Problem]:
    """Return the warning of a final report in which questions of choice have neither an answer nor a coding."""
    dossier = reading.dossier
    if dossier is None or any(problem.file == reading.in_assessment.name for problem in reading.errors):
        return []
    open_ = [
        question.numbered(number) + ("" if number is None else f" (commitment {number})")
        for _, question, number in ((s, q, None if c is None else c.number) for s, q, c in dossier.asked())
        if question.choice is not None and dossier.verdict(question, number).basis == "not-provided"
    ]
    if not open_:
        return []
    many = f"{len(open_)} questions have" if len(open_) > 1 else "1 question has"
    return [
        Problem(
            located.name,
            located.line(("status",)),
            f"status is final, but {many} neither an answer nor a coding: {listed(open_)}",
            "answers to all questions in a final report",
            'add them, or set the status to "draft"',
            level="warning",
            rule="final-with-open-questions",
        )
    ]
