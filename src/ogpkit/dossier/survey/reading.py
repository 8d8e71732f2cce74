"""Reading a survey: its codebook, and the table of answers that the codebook must fit."""

from __future__ import annotations

from ogpkit.dossier.source import shown
from ogpkit.dossier.survey import Answers, Codebook, Survey
from ogpkit.dossier.tables import header_of, read_rows, row_length
from ogpkit.dossier.yaml import MORE, Located
from ogpkit.errors import Problem

__all__ = ["read_survey"]

_MOST = 50


def read_survey(
    text: str, name: str, codebook: Codebook | None, located: Located | None
) -> tuple[Survey | None, list[Problem]]:
    """Return what is known of a survey without looking at any answer, and all problems of its table.

    Raises
    ------
    DataError
        The table cannot be read at all.
    """
    rows = read_rows(text, name)
    if codebook is None or located is None:
        return None, []
    known = [column.name for column in codebook.columns]
    doubled = [i for i, column in enumerate(known) if column in known[:i]]
    if doubled:
        return None, [
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
    if located.doubtful("columns"):
        return None, []
    problems = header_of(name, rows, known, known) or _foreign_values(name, rows, codebook)
    return Survey(codebook, Answers(len(rows) - 1)), problems


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
