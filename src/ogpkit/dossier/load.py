"""Reading a dossier's folder: all files, all problems, and then the dossier."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.dossier import Dossier, InputFile, SurveySummary
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.plan import Plan
from ogpkit.dossier.project import dossier_folder, find_root
from ogpkit.dossier.source import LIMITS, named, read_bytes, shown
from ogpkit.dossier.survey import Codebook
from ogpkit.dossier.tables import header_of, read_rows, read_table, row_length
from ogpkit.dossier.validate import nearest, validate
from ogpkit.dossier.yaml import MORE, Key, Located, read_yaml
from ogpkit.errors import DataError, Problem
from ogpkit.forms import Form, load_form

__all__ = ["Reading", "load", "read_dossier"]

M = TypeVar("M", bound=BaseModel)
_MOST = 50


@dataclass
class Reading:
    """A dossier as it was read: what could be understood, where each thing stands, and what is wrong."""

    dossier: Dossier | None = None
    problems: list[Problem] = field(default_factory=list)
    plan: Located | None = None
    assessment: Located | None = None
    evidence: list[tuple[int, EvidenceEntry]] = field(default_factory=list)
    events: list[tuple[int, Event]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    partly: set[str] = field(default_factory=set)
    """Tables of which some rows could not be read: an id that is not found there may well be in one of them."""

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a run."""
        return [problem for problem in self.problems if problem.level == "error"]

    def at_plan(self, *path: Key) -> tuple[str, int | None]:
        """Return file and line of a value in the plan."""
        assert self.plan is not None
        return self.plan.name, self.plan.line(path)

    def at_assessment(self, *path: Key) -> tuple[str, int | None]:
        """Return file and line of a value in the assessment."""
        assert self.assessment is not None
        return self.assessment.name, self.assessment.line(path)


class _Folder:
    """The files of one dossier, read one by one into a :class:`Reading`."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root, self.reading = folder, root, Reading()
        self.files: list[InputFile] = []

    def name(self, file: str) -> str:
        return named(self.folder / file, self.root)

    def note(self, file: str, limit: int) -> None:
        path = self.folder / file
        # Links that run in a circle raise RuntimeError until Python 3.12, and OSError from 3.13 on.
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            raise DataError(
                [
                    Problem(
                        self.name(file),
                        None,
                        "the file leads out of its folder",
                        "a plain file",
                        "copy it here",
                        rule="leads-out",
                    )
                ]
            )
        try:
            is_file = path.is_file()
        except OSError:
            is_file = True  # what follows says why it cannot be read
        if is_file:
            raw = read_bytes(path, self.name(file), limit)
            self.files.append(InputFile(self.name(file), len(raw), hashlib.sha256(raw).hexdigest()))

    def model(self, model: type[M], file: str) -> tuple[M | None, Located | None]:
        try:
            self.note(file, LIMITS["yaml"])
            located = read_yaml(self.folder / file, self.name(file))
        except DataError as error:
            self.reading.problems += error.problems
            return None, None
        value, problems = validate(model, located)
        self.reading.problems += problems
        return value, located

    def table(self, model: type[M], file: str) -> list[tuple[int, M]]:
        if not self.there(file):
            return []
        rows: list[tuple[int, M]] = []
        try:
            self.note(file, LIMITS["csv"])
            rows, problems = read_table(model, self.folder / file, self.name(file))
        except DataError as error:
            problems = list(error.problems)
        self.reading.problems += problems
        if problems:
            self.reading.partly.add(file)
        return rows

    def there(self, file: str) -> bool:
        return os.path.lexists(self.folder / file)

    def survey(self) -> SurveySummary | None:
        if not self.there("survey.csv") and not self.there("survey.yaml"):
            return None
        codebook, located = self.model(Codebook, "survey.yaml")
        name = self.name("survey.csv")
        try:
            self.note("survey.csv", LIMITS["csv"])
            rows = read_rows(self.folder / "survey.csv", name)
        except DataError as error:
            self.reading.problems += error.problems
            return None
        if codebook is None or located is None:
            return None
        known = [column.name for column in codebook.columns]
        doubled = [i for i, column in enumerate(known) if column in known[:i]]
        if doubled:
            self.reading.problems += [
                Problem(
                    located.name,
                    located.line(("columns", i, "name")),
                    f"column {shown(known[i])} occurs twice in the codebook",
                    "each column once",
                    "delete one",
                    rule="doubled",
                )
                for i in doubled
            ]
            return None
        problems = header_of(name, rows, known, known)
        if not problems:
            problems = _foreign_values(name, rows, codebook)
        self.reading.problems += problems
        return SurveySummary(codebook, len(rows) - 1)


def _foreign_values(name: str, rows: list[tuple[int, list[str]]], codebook: Codebook) -> list[Problem]:
    """Return a problem for each value that the codebook does not list (the first line of each value only)."""
    columns = {column.name: column for column in codebook.columns}
    header = rows[0][1]
    problems: dict[tuple[str, str], Problem] = {}
    for line, cells in rows[1:]:
        if len(problems) >= _MOST:
            what, expected, todo, rule = MORE
            return [*problems.values(), Problem(name, line, what, expected, todo, rule=rule)]
        if len(cells) != len(header):
            problems["", str(line)] = row_length(name, line, cells, header)
            continue
        for column_name, cell in zip(header, cells, strict=True):
            column = columns[column_name]
            if not cell or not column.options or cell in column.missing:
                continue
            parts = cell.split(column.separator) if column.separator else [cell]
            for part in (part.strip() for part in parts):
                if part not in column.options and (column_name, part) not in problems:
                    problems[column_name, part] = Problem(
                        name,
                        line,
                        f'column "{column_name}" holds a value that the codebook does not list',
                        f"one of {', '.join(column.options)}",
                        "correct the value, or add it to options or missing in survey.yaml",
                        rule="foreign-value",
                    )
    return list(problems.values())


def read_dossier(folder: Path, form: Form, root: Path) -> Reading:
    """Read all files of a dossier's folder; nothing is raised for what stands in the files."""
    try:
        there = sorted(folder.iterdir())
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror})"
        problem = Problem(named(folder, root), None, what, "a readable folder", "check its rights", rule="unreadable")
        return Reading(problems=[problem])
    reader = _Folder(folder, root)
    reading = reader.reading
    plan, reading.plan = reader.model(Plan, "plan.yaml")
    assessment, reading.assessment = reader.model(Assessment, f"{form.form}.yaml")
    reading.evidence = reader.table(EvidenceEntry, "evidence.csv")
    reading.events = reader.table(Event, "events.csv")
    reading.names = {key: reader.name(f"{key}.csv") for key in ("evidence", "events", "survey")}
    survey = reader.survey()
    known = ["plan.yaml", f"{form.form}.yaml", "evidence.csv", "events.csv", "survey.csv", "survey.yaml", "README.md"]
    for path in there:
        match = None if path.name in known or path.name.startswith(".") else nearest(path.name, known)
        if match is not None and not (folder / match).exists():
            reading.problems.append(
                Problem(
                    reader.name(path.name),
                    None,
                    "no dossier has a file of this name",
                    ", ".join(known),
                    f'did you mean "{match}"? Rename the file',
                    level="warning",
                    rule="file-name",
                )
            )
    if plan is not None and assessment is not None:
        reading.dossier = Dossier(
            slug=folder.name,
            form=form,
            plan=plan,
            assessment=assessment,
            evidence=tuple(entry for _, entry in reading.evidence),
            events=tuple(event for _, event in reading.events),
            survey=survey,
            files=tuple(sorted(reader.files, key=lambda file: file.name)),
        )
    return reading


def load(dossier: str, form: str = "inception", *, root: Path | None = None) -> Dossier:
    """Return a dossier that is sound, by the name of its folder in ``data/raw/``.

    Raises
    ------
    DataError
        With all problems of all its files at once, where there is at least one error.

    Examples
    --------
    >>> load("khmelnytskyi-2021-2025").place
    'Khmelnytskyi, Ukraine'
    """
    from ogpkit.dossier.checks import check_dossier

    project = root or find_root()
    reading = check_dossier(read_dossier(dossier_folder(project, dossier), load_form(form), project))
    if reading.errors or reading.dossier is None:
        raise DataError(reading.errors)
    return reading.dossier
