"""LimeSurvey: headings are codes, texts or both; options and rows of arrays stand in brackets behind their question."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.layouts.fields import Field, Fields, is_other, meanings, numbered, other_of, tidy
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.yaml import Located
from ogpkit.errors import Problem

__all__ = ["DURATION", "OWN", "read"]

DURATION = frozenset(["interviewtime", "total time"])
"""The column of the program's own that a codebook may use: how long the interview took, in seconds."""

OWN = frozenset(
    [
        *("id", "response id", "submitdate", "date submitted", "lastpage", "last page", "startlanguage"),
        *(
            "start language",
            "seed",
            "startdate",
            "date started",
            "datestamp",
            "date last action",
            "ipaddr",
            "ip address",
        ),
        *(
            "refurl",
            "referrer url",
            "token",
            "access code",
            "firstname",
            "first name",
            "lastname",
            "last name",
            "email",
        ),
        *(
            "email address",
            "emailstatus",
            "participant_id",
            "interviewtime",
            "total time",
            "tid",
            "language",
            "usesleft",
        ),
        *("validfrom", "validuntil", "sent", "remindersent", "remindercount", "completed", "blacklisted"),
    ]
)
_SUBMITTED = ("submitdate", "date submitted")
_TIMES = re.compile(r"(?:(?:group|question) ?time\b|grouptime\d|attribute_\d+\Z)", re.IGNORECASE)
_CODE = r"[A-Za-z]\w*(?:\[[^\[\]]*\])*"
_BOTH = re.compile(rf"({_CODE})\s*[.:]\s+(\S.*)")
_BRACKETS = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\Z")


def read(table: RawTable, codebook: Codebook, located: Located | None, folder: Path, root: Path) -> Fields:
    """Return the columns of a response export of LimeSurvey, with headings as codes, texts or both."""
    del located, folder, root
    names = numbered(tidy(heading) for heading in table.header)
    fields = tuple(_field(key, name) for key, name in zip(keys(table.header), names, strict=True))
    submitted = next((one for one in fields if set(map(str.casefold, one.names)) & set(_SUBMITTED)), None)
    problems = _incomplete(table, submitted.key) if submitted else ()
    return Fields(codebook, fields, rewrite=_rewrite, problems=problems)


def _field(key: str, name: str) -> Field:
    both = _BOTH.fullmatch(name)
    forms = [name, *(both.groups() if both else ())]
    of, options = [], []
    for form in forms:
        found = _BRACKETS.fullmatch(form)
        if found is not None and not (both and form == name):
            of.append(found[1])
            options.append(found[2])
        elif found is None and "_" in form and " " not in form:
            # Codes for expressions write an underscore in place of the brackets.
            of.append(form.rpartition("_")[0])
            options.append(form.rpartition("_")[2])
    own = any(form.casefold() in OWN or _TIMES.match(form) for form in forms)
    free = any(option.casefold() in ("other", "comment") or option.endswith("comment") for option in options)
    return Field(
        key, tuple(filter(None, forms)), tuple(of), tuple(options), own=own, free=free or any(map(is_other, options))
    )


def _rewrite(column: SurveyColumn) -> Callable[[str], str]:
    """Return what reads a cell: "N/A" is what LimeSurvey writes where a question was not shown."""
    other, kept = other_of(column), meanings(column)

    def rewrite(cell: str) -> str:
        if cell == "N/A" and cell not in kept:
            return ""
        return other if cell == "-oth-" and other is not None else cell

    return rewrite


def _incomplete(table: RawTable, key: str) -> tuple[Problem, ...]:
    """Return a warning where some respondents never pressed "submit"."""
    blank = rows = 0
    for part in table.parts([key]):
        rows += part.rows
        blank += sum(not (cell or "").strip() or cell == "N/A" for cell in part.columns[key].to_pylist())
    if not blank:
        return ()
    what = f"{blank} of {rows} responses were never submitted; they are read, with what was left out as blank"
    todo = 'to leave them out, export "Completed responses only"'
    return (Problem(table.name, None, what, "submitted responses", todo, level="warning", rule="incomplete"),)
