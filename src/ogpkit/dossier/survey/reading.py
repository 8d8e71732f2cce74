"""Reading a survey: its codebook, and the table of answers that the codebook must fit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ogpkit.dossier.source import check_file
from ogpkit.dossier.survey.answers import Survey
from ogpkit.dossier.survey.codebook import Codebook
from ogpkit.dossier.survey.codebook_checks import check_codebook, check_options, check_title
from ogpkit.dossier.survey.coding import code, headings_of
from ogpkit.dossier.survey.csv_table import CsvTable
from ogpkit.dossier.survey.matching import tidy
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.dossier.survey.scale_checks import check_scales
from ogpkit.dossier.tables import header_of
from ogpkit.dossier.yaml import Located
from ogpkit.errors import DataError, Problem

__all__ = ["LARGEST", "TABLES", "SurveyRead", "read_survey", "table_of"]

TABLES = ("survey.csv", "survey.xlsx", "survey.sav", "survey.zsav", "survey.dta")
"""The names that the table of a survey may have; one of them is there."""

LARGEST = 4_000_000_000
"""The largest table of answers that is read, in bytes."""

_PIECE = 1 << 20


@dataclass
class SurveyRead:
    """A survey as it was read, with its problems, and the size and SHA-256 sum of its table."""

    survey: Survey | None = None
    problems: list[Problem] = field(default_factory=list)
    size: int = 0
    sha256: str = ""


def table_of(there: Sequence[str]) -> list[str]:
    """Return the files of a folder that are a survey's table.

    Examples
    --------
    >>> table_of(["plan.yaml", "survey.csv"])
    ['survey.csv']
    """
    return [file for file in TABLES if file in there]


def read_survey(path: Path, name: str, codebook: Codebook | None, located: Located | None, root: Path) -> SurveyRead:
    """Return a survey and all problems of its codebook and its table.

    Parameters
    ----------
    path : Path
        The table: of CSV, Excel, SPSS or Stata.
    name : str
        Its name in messages.
    codebook, located
        What was understood of ``survey.yaml``; None where nothing was, and then the table is only looked at.
    root : Path
        The project's folder.

    Raises
    ------
    DataError
        The table cannot be read at all.
    """
    check_file(path, name, LARGEST)
    before = _state(path, name)
    table = _opened(path, name, codebook)
    if codebook is None or located is None:
        return SurveyRead()
    read = SurveyRead(problems=check_codebook(codebook, located, path.name))
    # What follows from columns of which something was refused would not be true.
    if read.problems or any(map(located.doubtful, ("columns", "layout", "sheet", "form"))):
        return read
    read.survey, problems = _coded(table, codebook, located, path.parent, root)
    read.problems += problems
    if isinstance(table, CsvTable) and table.sha256 is not None:
        read.size, read.sha256 = table.size, table.sha256
    else:
        read.size, read.sha256 = _sum(path, name)
    if _state(path, name) != before:
        raise DataError(
            [Problem(name, None, "the file was changed while it was read", "", "try again", rule="changed")]
        )
    return read


def _opened(path: Path, name: str, codebook: Codebook | None) -> RawTable:
    try:
        if path.suffix == ".csv":
            return CsvTable(path, name)
        if path.suffix == ".xlsx":
            from ogpkit.dossier.survey.workbook import read_workbook

            return read_workbook(path, name, None if codebook is None else codebook.sheet)
        from ogpkit.dossier.survey.statistics_file import read_statistics_file

        return read_statistics_file(path, name)
    except OSError as error:
        raise _unreadable(name, error) from None


def _coded(
    table: RawTable, codebook: Codebook, located: Located, folder: Path, root: Path
) -> tuple[Survey | None, list[Problem]]:
    from ogpkit.dossier.survey.layouts import arranged

    comma = not isinstance(table, CsvTable) or table.separator != ","
    line = table.header_line if isinstance(table, CsvTable) else 1
    name = table.name
    table, codebook, problems = arranged(table, codebook, located, folder, root)
    if codebook.form is not None:
        problems += check_options(codebook, located)
    if not any(problem.level == "error" for problem in problems):
        problems += _headings(table, codebook, located, name, line)
    if any(problem.level == "error" for problem in problems):
        return None, problems
    try:
        answers, more = code(table, codebook, decimal_comma=comma)
    except OSError as error:
        raise _unreadable(name, error) from None
    occurring = {name: coded.options for name, coded in answers.coded.items()}
    more += check_title(codebook, located, name.partition("!")[0].rpartition("/")[2])
    more += check_scales(codebook, located, table.labels, occurring)
    return Survey(codebook, answers), [*problems, *more, *_dispositions(codebook, located, answers.rows)]


def _dispositions(codebook: Codebook, located: Located, rows: int) -> list[Problem]:
    """Return the problem of dispositions that cannot be those of the table: they would make a false response rate."""
    given = codebook.dispositions
    if given is None or given.complete <= rows <= given.complete + given.partial + given.refusal:
        return []
    return [
        Problem(
            located.name,
            located.line(("dispositions",)),
            f"the dispositions count {given.complete:,} complete and {given.partial:,} partial interviews, but the "
            f"table has {rows:,} rows",
            "rows that are complete, partial or broken off (refusal)",
            "count again what became of everyone who was invited",
            rule="dispositions",
        )
    ]


def _headings(table: RawTable, codebook: Codebook, located: Located, name: str, line: int) -> list[Problem]:
    """Return what is wrong with the headings: unknown, missing and doubled columns, and fields that are not there."""
    known = [tidy(heading) for column in codebook.columns for heading in headings_of(column)]
    header = [tidy(heading) for heading in table.header]
    fields = {
        tidy(heading): Problem(
            located.name,
            located.line(("columns", i, "fields", option)),
            f'the table has no column "{heading}"',
            f"a heading of {name}",
            "correct the heading",
            rule="missing-column",
        )
        for i, column in enumerate(codebook.columns)
        for option, heading in column.fields.items()
        if tidy(heading) not in header
    }
    needed = [heading for heading in known if heading not in fields]
    problems = header_of(name, [(line, header)], known, needed)
    # A heading of the table that was meant to be one of the codebook's is one fault, not two.
    meant = {heading for heading in fields for problem in problems if f'"{heading}"?' in problem.todo}
    return [*problems, *(problem for heading, problem in fields.items() if heading not in meant)]


def _unreadable(name: str, error: OSError) -> DataError:
    reason = error.strerror or type(error).__name__
    what, todo = f"the file cannot be read ({reason})", "check its rights"
    return DataError([Problem(name, None, what, "a readable file", todo, rule="unreadable")])


def _state(path: Path, name: str) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from None
    return found.st_size, found.st_mtime_ns


def _sum(path: Path, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise _unreadable(name, error) from None
    return size, digest.hexdigest()
