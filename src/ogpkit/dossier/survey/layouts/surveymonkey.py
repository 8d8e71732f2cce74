"""SurveyMonkey: two rows of headings, the question above and the option, the row of a matrix or "Response" below."""

from __future__ import annotations

import re
from pathlib import Path

from ogpkit.dossier.survey.codebook import Codebook
from ogpkit.dossier.survey.layouts.durations import derived
from ogpkit.dossier.survey.layouts.fields import Field, Fields, is_other, numbered, tidy
from ogpkit.dossier.survey.layouts.google_forms import joined_cells, separator_of
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.yaml import Located

__all__ = ["OWN", "read", "second_row"]

OWN = frozenset(
    [
        *("respondent id", "respondentid", "collector id", "collectorid", "collector", "start date", "startdate"),
        *("end date", "enddate", "date created", "date modified", "ip address", "email address", "email", "first name"),
        *("firstname", "last name", "lastname", "custom data", "language", "time spent", "tags"),
    ]
)
_CUSTOM = re.compile(r"custom (?:data|variable|value) ?\d*|custom_?\d+|customdata\d*", re.IGNORECASE)
_SINGLE = frozenset(["response", "open-ended response", ""])


def read(table: RawTable, codebook: Codebook, located: Located | None, folder: Path, root: Path) -> Fields:
    """Return the columns of an export of all responses, expanded (two rows of headings) or condensed."""
    del located, folder, root
    places = keys(table.header)
    below = second_row(table)
    top = [tidy(heading) for heading in table.header]
    questions, current = [], ""
    for heading in top:
        current = heading or current
        questions.append(current)
    subs = below or [""] * len(top)
    names = numbered(_name(question, sub) for question, sub in zip(questions, subs, strict=True))
    fields = []
    for key, question, sub, name in zip(places, questions, subs, names, strict=True):
        alone = questions.count(question) == 1
        other = is_other(sub) or sub.casefold().startswith("other (")
        fields.append(
            Field(
                key,
                tuple(filter(None, dict.fromkeys((name, question) if alone else (name,)))),
                of=(question,) if sub.casefold() not in _SINGLE else (),
                options=(sub,) if sub.casefold() not in _SINGLE else (),
                own=sub == "" and (question.casefold() in OWN or _CUSTOM.fullmatch(question) is not None),
                free=other,
            )
        )
    fields += derived(fields, ["start date", "startdate"], ["end date", "enddate"])
    skip = 1 if below else 0
    several = {
        one.key
        for one in fields
        for column in codebook.of("multiple choice")
        if tidy(column.heading) in one.names or tidy(column.name) in one.names
    }
    options = [option for column in codebook.of("multiple choice") for option in column.options]
    separator = separator_of(table, several, options, skip)
    return Fields(codebook, tuple(fields), separator, skip, lambda column: joined_cells(column, separator))


def _name(question: str, sub: str) -> str:
    return question if sub.casefold() in _SINGLE else f"{question} [{sub}]"


def second_row(table: RawTable) -> list[str] | None:
    """Return the second row of headings, or None where the answers begin at once.

    The second row is blank under the columns that the program adds and filled under every question, which no row of
    answers is; or a heading is blank above it, which only happens where a question spans columns.
    """
    places = keys(table.header)
    first = next(iter(table.parts(places)), None)
    if first is None or not first.rows:
        return None
    cells = [tidy(first.columns[key][0].as_py() or "") for key in places]
    own = [tidy(heading).casefold() in OWN for heading in table.header]
    filled = [bool(cell) for cell in cells]
    if any(cell.casefold() in _SINGLE and cell for cell in cells) or any(not tidy(one) for one in table.header):
        return cells
    return cells if any(own) and not any(x for x, mine in zip(filled, own, strict=True) if mine) else None
