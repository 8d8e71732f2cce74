"""Checks of a survey against the other files: its census, and what became of everyone who was invited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ogpkit.dossier.census import CensusRow, meant, options_of
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.ids import unknown_source
from ogpkit.dossier.nearest import also_in, in_lines, listed, nearest
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.source import shown
from ogpkit.dossier.survey import SurveyColumn
from ogpkit.errors import Problem

__all__ = ["check_census", "check_dispositions"]

_Rows = list[tuple[int, CensusRow]]


def check_dispositions(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield a warning where people on a list were invited, but it is not told what became of them."""
    survey, located = dossier.survey, reading.codebook
    if survey is None or located is None or located.doubtful("dispositions") or located.doubtful("sampling"):
        return
    if survey.codebook.sampling != "list" or survey.codebook.dispositions is not None:
        return
    yield Problem(
        located.name,
        located.line(("sampling",)),
        'sampling is "list", but there are no "dispositions": the report has no response rate and cannot say how many '
        "of those invited are silent",
        "how many were invited, and what became of them",
        'add "dispositions:" with complete, partial, refusal, non_contact and so on, if it is known',
        level="warning",
        rule="no-dispositions",
    )


def check_census(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with the census: it must count all options of a group of the survey, each once."""
    name, rows = reading.names["census"], reading.census.rows
    for source, lines in _lines_of((row.source, line) for line, row in rows).items():
        for problem in unknown_source(reading, dossier, (name, lines[0]), source):
            yield replace(problem, what=problem.what + also_in(lines))
    # Where something of the codebook or its table was refused, what is missing from it may have been there.
    if dossier.survey is None or (reading.codebook is not None and reading.codebook.doubtful("columns")):
        return
    groups = {column.name: column for column in dossier.survey.codebook.of("group")}
    of_group: dict[str, _Rows] = {}
    for line, row in rows:
        of_group.setdefault(row.group, []).append((line, row))
    for group, found in of_group.items():
        lines = [line for line, _ in found]
        if group not in groups:
            yield _unknown(name, "group", {group: lines}, list(groups))
        elif not options_of(groups[group]):
            what = f"the codebook lists no options of group {shown(group)}"
            todo = "list them in survey.yaml, so that each can be compared with the census"
            yield Problem(name, lines[0], what, "a group with options", todo, rule="options")
        else:
            yield from _of_group(name, groups[group], found, whole=not reading.census.problems)


def _of_group(name: str, column: SurveyColumn, rows: _Rows, *, whole: bool) -> Iterator[Problem]:
    """Yield what is wrong with the rows of one group; ``whole`` says that no row of the census was refused."""
    options = options_of(column)
    found = [(line, row, meant(column, row.option)) for line, row in rows]
    strange = _lines_of((row.option, line) for line, row, option in found if option is None)
    counted = _lines_of((option, line) for line, _, option in found if option is not None)
    left = [one for one in options if one not in counted]
    if strange:
        yield _unknown(name, "option", strange, options, _instead(strange, left) if whole else None)
    for option, lines in counted.items():
        if len(lines) > 1:
            often = "a second time (first in" if len(lines) == 2 else f"{len(lines)} times (first in"
            what = f"option {shown(option)} of {shown(column.name)} occurs {often} line {lines[0]})"
            yield Problem(name, lines[1], what, "each option once", "delete one, or add the two up", rule="doubled")
    # An option that seems to be missing may be the one that was not understood.
    if strange or not whole:
        return
    first = rows[0][0]
    if left:
        what = f"group {shown(column.name)} lacks {'option' if len(left) == 1 else 'options'} {listed(left)}"
        todo = "add a row for each (0 people, where the census does not count them), or leave out the whole group"
        yield Problem(name, first, what, "all options of a group, or none", todo, rule="census-incomplete")
    elif not any(row.people for _, row in rows):
        what, todo = f"the census counts nobody in group {shown(column.name)}", "correct the numbers"
        yield Problem(name, first, what, "at least one person", todo, rule="census-empty")


def _lines_of(found: Iterator[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the lines on which each word stands."""
    lines: dict[str, list[int]] = {}
    for word, line in found:
        lines.setdefault(word, []).append(line)
    return lines


def _instead(strange: dict[str, list[int]], left: list[str]) -> str:
    """Return what to do with options that the codebook does not know; ``left`` are those that have no row yet.

    To delete a row is right only where all options have one; else the next message would be that one lacks.
    """
    rows = sum(map(len, strange.values()))
    this, row = ("it", "the row") if rows == 1 else ("them", "the rows")
    if not left:
        return f"all options have a row already: add {'its' if rows == 1 else 'their'} people to those, or delete {row}"
    return f"there is no row yet for {listed(left)}: correct {this}, or leave out the whole group"


def _unknown(
    name: str, what: str, written: dict[str, list[int]], known: list[str], instead: str | None = None
) -> Problem:
    """Return one problem for all words of a kind that the codebook does not know, with their lines.

    ``instead`` says what to do where nothing that is known resembles them.
    """
    matches = [nearest(word, known) for word in written]
    several = len(written) > 1
    if several:
        words = [f"{shown(word)} ({in_lines(lines)})" for word, lines in written.items()]
        told = f"{what}s {listed(words)} are not in the codebook"
    else:
        ((word, lines),) = written.items()
        told = f"{what} {shown(word)} is not in the codebook{also_in(lines)}"
    probable = [f'"{match}"' for match in matches if match is not None]
    if len(set(probable)) == len(written):
        todo = f"did you mean {listed(probable)}?"
    elif instead is not None:
        todo = instead
    elif what == "option":
        todo = f"correct {'them' if several else 'it'}, or leave out the whole group"
    else:
        rows = "rows" if sum(map(len, written.values())) > 1 else "row"
        todo = f"correct {'them' if several else 'it'}, or delete the {rows}"
    home = "one of " + listed(known) if known else "a variable of the role group, of which survey.yaml has none"
    first = min(line for lines in written.values() for line in lines)
    return Problem(name, first, told, home, todo, rule="unknown-id")
