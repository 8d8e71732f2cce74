"""Checks of a survey against the other files: the census that its sample is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.ids import unknown_source
from ogpkit.dossier.nearest import listed, nearest
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.source import shown
from ogpkit.dossier.survey import SurveyColumn
from ogpkit.dossier.survey.matching import tidy
from ogpkit.errors import Problem

__all__ = ["check_census"]


def check_census(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with the census: it must count all options of a group of the survey, each once."""
    name = reading.names["census"]
    for line, row in reading.census.rows:
        yield from unknown_source(reading, dossier, (name, line), row.source)
    # Where something of the codebook or its table was refused, what is missing from it may have been there.
    if dossier.survey is None or (reading.codebook is not None and reading.codebook.doubtful("columns")):
        return
    groups = {column.name: column for column in dossier.survey.codebook.of("group")}
    found: dict[str, dict[str, int]] = {}
    people: dict[str, int] = {}
    open_: set[str] = set()
    for line, row in reading.census.rows:
        column = groups.get(row.group)
        if column is None:
            yield _unknown(name, line, "group", row.group, list(groups))
            continue
        options, option = _options(column), row.option
        if not options:
            if column.name not in open_:
                what = f"the codebook lists no options of group {shown(column.name)}"
                todo = "list them in survey.yaml, so that each can be compared with the census"
                yield Problem(name, line, what, "a group with options", todo, rule="options")
            open_.add(column.name)
            continue
        if option not in options:
            yield _unknown(name, line, "option", option, options)
            continue
        lines = found.setdefault(column.name, {})
        people[column.name] = people.get(column.name, 0) + row.people
        if option in lines:
            what = (
                f"option {shown(option)} of {shown(column.name)} occurs a second time (first in line {lines[option]})"
            )
            yield Problem(name, line, what, "each option once", "delete one, or add the two up", rule="doubled")
        lines.setdefault(option, line)
    if reading.census.problems:
        return
    for group, lines in found.items():
        options = _options(groups[group])
        left = [one for one in options if one not in lines]
        first = min(lines.values())
        if left:
            what = f"group {shown(group)} lacks {'option' if len(left) == 1 else 'options'} {listed(left)}"
            todo = "add a row for each (0 people, where the census does not count them), or leave out the whole group"
            yield Problem(name, first, what, "all options of a group, or none", todo, rule="census-incomplete")
        elif not people[group]:
            what, todo = f"the census counts nobody in group {shown(group)}", "correct the numbers"
            yield Problem(name, first, what, "at least one person", todo, rule="census-empty")


def _options(column: SurveyColumn) -> list[str]:
    """Return the options of a group that are no missing values."""
    away = {tidy(value) for value in column.missing}
    return [option for option in column.options if tidy(option) not in away]


def _unknown(name: str, line: int, what: str, written: str, known: list[str]) -> Problem:
    match = nearest(written, known)
    todo = f'did you mean "{match}"?' if match else "correct it, or delete the row"
    home = "one of " + listed(known) if known else "a variable of the role group, of which survey.yaml has none"
    return Problem(name, line, f"{what} {shown(written)} is not in the codebook", home, todo, rule="unknown-id")
