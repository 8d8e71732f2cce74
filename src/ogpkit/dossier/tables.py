"""Reading a CSV table row by row, each row into a typed model, with every problem at its line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ogpkit.dossier.source import LIMITS, read_text, shown
from ogpkit.dossier.validate import nearest, problems_of
from ogpkit.dossier.yaml import MORE, Located
from ogpkit.errors import DataError, Problem

__all__ = ["header_of", "read_rows", "read_table", "row_length"]

M = TypeVar("M", bound=BaseModel)
_COLUMNS = 1000
_ROWS = 10_000
_MOST = 50


def _separator(first_line: str) -> str:
    # Excel writes semicolons where the comma parts decimals, as in most of Europe.
    return max(",;\t", key=first_line.count) if any(mark in first_line for mark in ",;\t") else ","


def read_rows(path: Path, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV file with the line on which each begins; separator comma, semicolon or tab.

    Raises
    ------
    DataError
        The file cannot be read, its quotes do not close, or all its cells are empty.
    """
    text = read_text(path, name, LIMITS["csv"])
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


def header_of(name: str, rows: list[tuple[int, list[str]]], known: list[str], needed: list[str]) -> list[Problem]:
    """Return the problems of a table's first row: unknown, missing and doubled columns."""
    line, header = rows[0]
    if len(header) > _COLUMNS:
        what, todo = f"the first row has {len(header)} cells", "check that this is the right file"
        return [Problem(name, line, what, f"at most {_COLUMNS}", todo, rule="too-large")]
    problems = []
    for column in header:
        if column not in known:
            match = nearest(column, known)
            todo = f'did you mean "{match}"? Rename the column' if match else "delete the column"
            what = f"unknown column {shown(column)}" if column else "a column has no name"
            problems.append(Problem(name, line, what, f"one of {', '.join(known)}", todo, rule="unknown-column"))
    for column in sorted({column for column in header if header.count(column) > 1 and column}):
        what = f"column {shown(column)} occurs twice"
        problems.append(Problem(name, line, what, "each column once", "delete one", rule="doubled"))
    problems += [
        Problem(name, line, f'column "{column}" is missing', "", "add the column", rule="missing-column")
        for column in needed
        if column not in header
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


def read_table(model: type[M], path: Path, name: str) -> tuple[list[tuple[int, M]], list[Problem]]:
    """Return the rows of a CSV table as models, with their lines, and all problems of the table."""
    try:
        rows = read_rows(path, name)
    except DataError as error:
        return [], list(error.problems)
    known = list(model.model_fields)
    needed = [key for key, field in model.model_fields.items() if field.is_required()]
    problems = header_of(name, rows, known, needed)
    if problems:
        return [], problems
    header = rows[0][1]
    result: list[tuple[int, M]] = []
    for line, cells in rows[1:]:
        if len(problems) >= _MOST or len(result) == _ROWS:
            what, expected, todo, rule = MORE
            if len(result) == _ROWS:
                what, expected, todo = "the table goes on", f"at most {_ROWS} rows", "check that this is the right file"
            return result, [*problems, Problem(name, line, what, expected, todo, rule=rule)]
        if len(cells) != len(header):
            problems.append(row_length(name, line, cells, header))
            continue
        values = {column: cell for column, cell in zip(header, cells, strict=True) if cell}
        located = Located(name, dict(values), dict.fromkeys([(column,) for column in header], line))
        try:
            result.append((line, model.model_validate(values)))
        except ValidationError as error:
            problems += [_in_a_row(problem) for problem in problems_of(model, located, error)]
    return result, problems


def _in_a_row(problem: Problem) -> Problem:
    """Return a model's problem in the words of a table: a key is a cell, and a missing one is an empty cell."""
    if problem.rule != "missing-key":
        return replace(problem, todo=problem.todo.replace("delete the key", "leave the cell empty"))
    what = problem.what.replace("key", "the cell under", 1).replace("is missing", "is empty")
    return replace(problem, what=what, todo="fill it in")
