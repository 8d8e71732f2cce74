"""Reading a CSV table row by row, each row into a typed model, with every problem at its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ogpkit.dossier.nearest import also_in, nearest
from ogpkit.dossier.source import shown
from ogpkit.dossier.validate import problems_of
from ogpkit.dossier.yaml import MORE, Located
from ogpkit.errors import DataError, Problem

__all__ = ["Table", "gathered", "header_of", "read_rows", "read_table", "row_length"]

M = TypeVar("M", bound=BaseModel)
_COLUMNS = 1000
_ROWS = 10_000
_MOST = 50


def _separator(first_line: str) -> str:
    # Excel writes semicolons where the comma parts decimals, as in most of Europe.
    return max(",;\t", key=first_line.count) if any(mark in first_line for mark in ",;\t") else ","


def read_rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV text with the line on which each begins; separator comma, semicolon or tab.

    Raises
    ------
    DataError
        Its quotes do not close, or all its cells are empty.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text.partition("\n")[0]), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            [
                Problem(
                    name,
                    line,
                    f"the table cannot be read from here ({error})",
                    "cells parted by commas, with every quote closed",
                    'look for a single " and double or delete it',
                    rule="csv-syntax",
                )
            ]
        ) from None
    if not rows:
        raise DataError([Problem(name, 1, "the table has no first row", "the names of the columns", "write them")])
    return rows


def _misspelt(header: list[str], known: list[str]) -> dict[str, str]:
    """Return the unknown columns that were meant to be a known one which is not there, with that one."""
    found: dict[str, str] = {}
    for column in header[:_COLUMNS]:
        match = None if column in known or column in found else nearest(column, known)
        if match is not None and match not in header and match not in found.values():
            found[column] = match
    return found


def header_of(name: str, rows: list[tuple[int, list[str]]], known: list[str], needed: list[str]) -> list[Problem]:
    """Return the problems of a table's first row: unknown, missing and doubled columns."""
    line, header = rows[0]
    if len(header) > _COLUMNS:
        what, todo = f"the first row has {len(header)} cells", "check that this is the right file"
        return [Problem(name, line, what, f"at most {_COLUMNS}", todo, rule="too-large")]
    problems = []
    meant = _misspelt(header, known)
    for column in header:
        if column not in known:
            match = meant.get(column)
            todo = f'did you mean "{match}"? Rename the column' if match else "delete the column"
            what = f"unknown column {shown(column)}" if column else "a column has no name"
            problems.append(Problem(name, line, what, f"one of {', '.join(known)}", todo, rule="unknown-column"))
    for column in sorted({column for column in header if header.count(column) > 1 and column}):
        what = f"column {shown(column)} occurs twice"
        problems.append(Problem(name, line, what, "each column once", "delete one", rule="doubled"))
    problems += [
        Problem(name, line, f'column "{column}" is missing', "", "add the column", rule="missing-column")
        for column in needed
        if column not in header and column not in meant.values()
    ]
    return problems[:_MOST]


def row_length(name: str, line: int, cells: list[str], header: list[str]) -> Problem:
    """Return the problem of a row that has more or fewer cells than the first row."""
    return Problem(
        name,
        line,
        f"the row has {len(cells)} cells",
        f"{len(header)} as in the first row",
        "put texts that hold a comma in quotes, and give every row all its cells",
        rule="row-length",
    )


def gathered(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with each that occurs in several rows told once, with all its lines.

    Examples
    --------
    >>> found = gathered([Problem("t.csv", line, "a cell is empty") for line in (2, 3, 5)])
    >>> [str(problem) for problem in found]
    ['t.csv:2: a cell is empty (also in lines 3 and 5)']
    """
    lines: dict[Problem, list[int]] = {}
    for problem in problems:
        lines.setdefault(replace(problem, line=None), []).append(problem.line or 0)
    return [
        replace(problem, line=found[0] or None, what=problem.what + also_in(found)) for problem, found in lines.items()
    ]


@dataclass
class Table(Generic[M]):
    """A table as it was read: its sound rows with their lines, what is wrong, and the ids of all rows, sound or not."""

    rows: list[tuple[int, M]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    whole: bool = True
    """Whether the ids of all rows could be read: an id that is not found may else be in one of the others."""


def read_table(model: type[M], text: str, name: str) -> Table[M]:
    """Return the rows of a CSV table as models, with their lines, and all problems of the table."""
    try:
        rows = read_rows(text, name)
    except DataError as error:
        return Table(problems=list(error.problems), whole=False)
    known = list(model.model_fields)
    needed = [key for key, info in model.model_fields.items() if info.is_required()]
    written = rows[0][1]
    table: Table[M] = Table(problems=header_of(name, rows, known, needed))
    if len(written) > _COLUMNS:
        return replace(table, whole=False)
    # A column that is misspelt is read by the name that was meant, so that its cells are checked as well.
    meant = _misspelt(written, known)
    header = [meant.get(column, column) for column in written]
    header = [column if column in known and header.count(column) == 1 else "" for column in header]
    table.whole = "id" in header
    for line, cells in rows[1:]:
        if len(table.problems) >= _MOST or len(table.rows) == _ROWS:
            what, expected, todo, rule = MORE
            if len(table.rows) == _ROWS:
                what, expected, todo = "the table goes on", f"at most {_ROWS} rows", "check that this is the right file"
            table.problems.append(Problem(name, line, what, expected, todo, rule=rule))
            table.whole = False
            return table
        if len(cells) != len(header):
            table.problems.append(row_length(name, line, cells, header))
            table.whole = False
            continue
        values = {column: cell for column, cell in zip(header, cells, strict=True) if cell and column}
        table.ids.add(values.get("id", ""))
        try:
            table.rows.append((line, model.model_validate(values)))
        except ValidationError as error:
            table.problems += _of_a_row(model, name, line, values, error, header)
    return table


def _of_a_row(
    model: type[BaseModel], name: str, line: int, values: Mapping[str, Any], error: ValidationError, header: list[str]
) -> list[Problem]:
    """Return the problems of a row in the words of a table: a key is a cell, and a missing one is an empty cell."""
    located = Located(name, dict(values), dict.fromkeys([(column,) for column in header], line))
    found = []
    for problem in problems_of(model, located, error):
        if problem.rule != "missing-key":
            todo = problem.todo.replace("delete the key", "leave the cell empty")
            if todo.startswith(("did you mean", "write the year")) and problem.rule == "value-error":
                todo += " Excel rewrites dates" if todo.endswith("?") else "; Excel rewrites dates"
                todo += ": format the column as Text first"
            found.append(replace(problem, todo=todo))
        elif problem.what.split('"')[1] in header:  # a column that is missing has been named once
            what = problem.what.replace("key", "the cell under", 1).replace("is missing", "is empty")
            found.append(replace(problem, what=what, todo="fill it in"))
    return found
