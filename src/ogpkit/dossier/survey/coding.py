"""From a table of texts to the answers as codes: one pass over the table, part by part and column by column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ogpkit.dossier.survey.answers import Answers
from ogpkit.dossier.survey.choices import Chosen, Marked
from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.matching import tidy
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.survey.uncoded import Identifier, Numbers, Texts, repeated
from ogpkit.dossier.survey.variables import Fault, Listed, Occurring, Variable
from ogpkit.dossier.yaml import MORE
from ogpkit.errors import DataError, Problem

__all__ = ["code", "headings_of"]

_MOST = 50


def headings_of(column: SurveyColumn) -> tuple[str, ...]:
    """Return the headings of a variable's columns: one, or of a multiple choice in many columns one for each option."""
    return tuple(column.fields.values()) or (column.heading,)


def code(table: RawTable, codebook: Codebook, *, decimal_comma: bool = True) -> tuple[Answers, list[Problem]]:
    """Return the answers of a table as codes, and what is wrong with them: at most fifty problems, in their order.

    Nothing of a cell is ever part of a message. Where there are problems, the answers are those of the rows that were
    read until then, with blanks in place of what was not understood.

    Parameters
    ----------
    table : RawTable
        The table; it must have all the columns that the codebook names.
    codebook : Codebook
        What its columns mean.
    decimal_comma : bool
        Whether 1,25 is a number (which it is not where commas part the cells).
    """
    names = {tidy(heading): key for heading, key in reversed(list(zip(table.header, keys(table.header), strict=True)))}
    wanted = {heading: names[tidy(heading)] for column in codebook.columns for heading in headings_of(column)}
    variables = [_variable(column, table, decimal_comma=decimal_comma) for column in codebook.columns]
    faults: list[Fault] = []
    problems: list[Problem] = []
    rows = 0
    try:
        for part in table.parts(set(wanted.values())):
            columns = {heading: part.columns[key] for heading, key in wanted.items()}
            for variable in variables:
                faults += variable.take(columns, rows)
            rows += part.rows
            if len(faults) > _MOST:
                break
    except DataError as error:
        problems += error.problems
    problems += [
        Problem(table.name, table.line(fault.row), fault.what, fault.expected, fault.todo, rule=fault.rule)
        for fault in sorted(faults, key=lambda fault: fault.row)[: _MOST + 1]
    ]
    left_out = [_left_out(table.name, one) for one in variables if isinstance(one, Texts) and one.left_out]
    return _answers(variables, rows), [*_first(problems), *left_out]


def _left_out(file: str, texts: Texts) -> Problem:
    """Return the warning that publishable texts are not printed: how many, and never which."""
    count = texts.left_out
    return Problem(
        file,
        None,
        f'{count} {"text" if count == 1 else "different texts"} of column "{texts.column.heading}" '
        f"{'is' if count == 1 else 'are'} left out: what they hold may lead to a person, or cannot be shown",
        "texts without e-mail addresses, telephone numbers, names after @ and addresses of pages",
        "read all texts before you call them publishable, names of people among them; nothing else can find those",
        level="warning",
        rule="left-out",
    )


def _first(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems in the order of their lines, and in place of very many the word that there are more."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    if len(ordered) > _MOST:
        what, expected, todo, rule = MORE
        last = ordered[_MOST]
        ordered[_MOST:] = [Problem(last.file, last.line, what, expected, todo, rule=rule)]
    return ordered


def _variable(column: SurveyColumn, table: RawTable, *, decimal_comma: bool) -> Variable:
    labels, missing = table.labels.get(column.heading, {}), table.missing.get(column.heading, ())
    if column.role in {"weight", "duration"}:
        return Numbers(column, missing, decimal_comma=decimal_comma)
    if column.role == "free text":
        return Texts(column, missing)
    if column.role == "identifier":
        return Identifier(column, labels, missing)
    if column.role == "multiple choice":
        return Marked(column, {}, table.missing) if column.fields else Chosen(column, labels, missing)
    return Listed(column, labels, missing) if column.options else Occurring(column, labels, missing)


def _answers(variables: Sequence[Variable], rows: int) -> Answers:
    found: dict[str, dict[str, Any]] = {key: {} for key in ("coded", "chosen", "answered", "numbers", "texts", "sums")}
    for variable in variables:
        variable.give(found)
    return Answers(rows, repeated=repeated(list(found.pop("sums").values()), rows), **found)
