"""Reading a dossier's folder: all files and all their problems, each where it stands."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.census import CensusRow, matched
from ogpkit.dossier.dossier import Dossier, InputFile
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.links import LinkCheck
from ogpkit.dossier.nearest import nearest
from ogpkit.dossier.plan import Plan
from ogpkit.dossier.source import LIMITS, named, put_right, read_bytes, similar, text_of
from ogpkit.dossier.survey import Codebook, Survey
from ogpkit.dossier.survey.reading import TABLES, read_survey, table_of
from ogpkit.dossier.tables import Table, gathered, read_table
from ogpkit.dossier.validate import cut_texts, validate
from ogpkit.dossier.yaml import Key, Located, parse_yaml
from ogpkit.errors import DataError, Problem
from ogpkit.forms import Form

__all__ = ["Reading", "read_dossier"]

M = TypeVar("M", bound=BaseModel)


@dataclass
class Reading:
    """A dossier as it was read: what could be understood, where each thing stands, and what is wrong.

    Where something was refused, ``dossier`` holds the rest, for the checks that compare one file with another.
    """

    dossier: Dossier | None = None
    problems: list[Problem] = field(default_factory=list)
    plan: Located | None = None
    assessment: Located | None = None
    evidence: Table[EvidenceEntry] = field(default_factory=Table)
    events: Table[Event] = field(default_factory=Table)
    links: Table[LinkCheck] = field(default_factory=Table)
    census: Table[CensusRow] = field(default_factory=Table)
    codebook: Located | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a run."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def in_plan(self) -> Located:
        """The plan's file, which says what of it was refused."""
        assert self.plan is not None
        return self.plan

    @property
    def in_assessment(self) -> Located:
        """The assessment's file, which says what of it was refused."""
        assert self.assessment is not None
        return self.assessment

    def at_plan(self, *path: Key) -> tuple[str, int | None]:
        """Return file and line of a value in the plan."""
        return self.in_plan.name, self.in_plan.line(path)

    def at_assessment(self, *path: Key) -> tuple[str, int | None]:
        """Return file and line of a value in the assessment."""
        return self.in_assessment.name, self.in_assessment.line(path)


class _Folder:
    """The files of one dossier, read one by one into a :class:`Reading`."""

    def __init__(self, folder: Path, root: Path, there: Sequence[str]) -> None:
        self.folder, self.root, self.there_are, self.reading = folder, root, there, Reading()
        self.files: list[InputFile] = []

    def name(self, file: str) -> str:
        return named(self.folder / file, self.root)

    @property
    def survey_tables(self) -> list[str]:
        """The tables of the survey that are there; where none is, the name that one would have."""
        return table_of(self.there_are) or ["survey.csv"]

    def text(self, file: str, kind: str) -> str:
        """Return a file's text; the sum that is noted is that of the very bytes it was read from."""
        self.refuse_link(file)
        raw = read_bytes(self.folder / file, self.name(file), LIMITS[kind])
        self.files.append(InputFile(self.name(file), len(raw), hashlib.sha256(raw).hexdigest()))
        return text_of(raw, self.name(file))

    def refuse_link(self, file: str) -> None:
        """Refuse a file that is a link out of the dossier's folder."""
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

    def refuse(self, file: str, error: DataError) -> None:
        """Keep the problems of a file; where it is missing, and another was probably meant to be it, say which."""
        missing = error.problems[0].rule == "missing-file"
        found = similar(file, self.there_are) if missing else None
        if found is not None:
            error = DataError(replace(problem, todo=put_right(file, found)) for problem in error.problems)
        elif missing and file == "survey.yaml":
            table, codebook = self.name(self.survey_tables[0]), self.name(file)
            todo = f"have it drafted, then correct it: ogpkit codebook {table} --to {codebook}"
            error = DataError(replace(problem, todo=todo) for problem in error.problems)
        self.reading.problems += error.problems

    def model(self, model: type[M], file: str) -> tuple[M | None, Located | None]:
        try:
            located = parse_yaml(self.text(file, "yaml"), self.name(file))
        except DataError as error:
            self.refuse(file, error)
            return None, None
        value, rest, problems = validate(model, located)
        cut, places = cut_texts(model, located)
        self.reading.problems += problems + cut
        return value, replace(rest, refused=rest.refused | places)

    def table(self, model: type[M], file: str, *, together: bool = False) -> Table[M]:
        """Read a table; ``together`` tells a fault that several rows share once, with all their lines."""
        if not self.there(file):
            # A table that lies there under another name is missed by mistake; else a dossier may do without.
            return Table(whole=similar(file, self.there_are) is None)
        try:
            table = read_table(model, self.text(file, "csv"), self.name(file))
        except DataError as error:
            table = Table(problems=list(error.problems), whole=False)
        self.reading.problems += gathered(table.problems) if together else table.problems
        return table

    def there(self, file: str) -> bool:
        return os.path.lexists(self.folder / file)

    def survey(self) -> Survey | None:
        table, *others = self.survey_tables
        if not self.there(table) and not self.there("survey.yaml"):
            return None
        if others:
            what, todo = f"there are two tables of the survey, {self.name(table)} and this one", "keep one of them"
            problem = Problem(self.name(others[0]), None, what, f"one of {', '.join(TABLES)}", todo, rule="two-tables")
            self.reading.problems.append(problem)
        codebook, self.reading.codebook = self.model(Codebook, "survey.yaml")
        try:
            self.refuse_link(table)
            read = read_survey(self.folder / table, self.name(table), codebook, self.reading.codebook, self.root)
            self.note_form(codebook)
        except DataError as error:
            self.refuse(table, error)
            return None
        self.reading.problems += read.problems
        if read.sha256:
            self.files.append(InputFile(self.name(table), read.size, read.sha256))
        return read.survey

    def note_form(self, codebook: Codebook | None) -> None:
        """Note the sum of the XLSForm that the codebook names, where it is a file of this folder."""
        form = None if codebook is None else codebook.form
        if form is not None and form in self.there_are:
            self.refuse_link(form)
            raw = read_bytes(self.folder / form, self.name(form), LIMITS["csv"])
            self.files.append(InputFile(self.name(form), len(raw), hashlib.sha256(raw).hexdigest()))

    def misnamed(self, known: Sequence[str]) -> list[Problem]:
        """Return a problem for each file that was probably meant to be one that is not there."""
        problems = []
        needed = [file for file in known if self.name(file) in {problem.file for problem in self.reading.problems}]
        for file in (one for one in known if not self.there(one) and one not in needed):
            found = similar(file, self.there_are)
            close = None
            if found is None:
                others = [one for one in self.there_are if one not in known and not one.startswith(".")]
                close = next((one for one in others if nearest(one, known) == file), None)
            if found or close:
                what, todo = "no dossier has a file of this name", put_right(file, found or close or "", told=True)
                problems.append(
                    Problem(
                        self.name(found or close or ""),
                        None,
                        what,
                        ", ".join(known),
                        todo,
                        level="error" if found else "warning",
                        rule="file-name",
                    )
                )
        return problems


def read_dossier(folder: Path, form: Form, root: Path) -> Reading:
    """Read all files of a dossier's folder; nothing is raised for what stands in the files."""
    try:
        there = sorted(folder.iterdir())
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror})"
        problem = Problem(named(folder, root), None, what, "a readable folder", "check its rights", rule="unreadable")
        return Reading(problems=[problem])
    reader = _Folder(folder, root, [path.name for path in there])
    reading = reader.reading
    plan, reading.plan = reader.model(Plan, "plan.yaml")
    assessment, reading.assessment = reader.model(Assessment, f"{form.form}.yaml")
    reading.evidence = reader.table(EvidenceEntry, "evidence.csv")
    reading.events = reader.table(Event, "events.csv")
    reading.links = reader.table(LinkCheck, "links.csv")
    reading.names = {key: reader.name(f"{key}.csv") for key in ("evidence", "events", "links", "census")}
    survey = reader.survey()
    reading.census = reader.table(CensusRow, "census.csv", together=True)
    if reader.there("census.csv") and not any(map(reader.there, (*TABLES, "survey.yaml"))):
        what, todo = "there is a census, but no survey to compare with it", "add the survey, or delete the file"
        problem = Problem(reading.names["census"], None, what, "a census only beside a survey", todo, rule="no-survey")
        reading.problems.append(problem)
    known = ["plan.yaml", f"{form.form}.yaml", "evidence.csv", "events.csv", reader.survey_tables[0], "survey.yaml"]
    known += ["links.csv", "census.csv", "README.md"]
    reading.problems += reader.misnamed(known)
    census = tuple(row for _, row in reading.census.rows)
    if survey is not None:
        census = matched(census, survey.codebook)
    if plan is not None and assessment is not None:
        reading.dossier = Dossier(
            slug=folder.name,
            form=form,
            plan=plan,
            assessment=assessment,
            evidence=tuple(entry for _, entry in reading.evidence.rows),
            events=tuple(event for _, event in reading.events.rows),
            links=tuple(link for _, link in reading.links.rows),
            survey=survey,
            census=census,
            files=tuple(sorted(reader.files, key=lambda file: file.name)),
        )
    return reading
