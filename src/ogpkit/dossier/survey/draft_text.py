"""The text of a drafted codebook: YAML with comments that say what a person has to decide, correct or add."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ogpkit.dossier.survey.codebook import Layout
from ogpkit.dossier.survey.roles import Guess

__all__ = ["Variable", "head", "lines_of"]

_PLAIN = re.compile(r"[^\W\d_][\w –-]*[\w]\Z|[0-9]{1,4}\Z")
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
_SHORT_ENOUGH = 40
_SHOWN = frozenset(["group", "rating", "single choice", "multiple choice"])
_ASKED_FOR = """\
# A draft, guessed from the headings and values of {name}. Read every column: correct its role, its question and the
# order of its options (of a rating, lowest first). Values that occur often stand here as options: delete what somebody
# wrote of themselves or of others before you publish this file. Free text reaches no report unless somebody has read
# all of it and wrote "publishable: true". Lines that begin with "#" are not read: fill in those that you know, and take
# the "# " away.
title: {title}{placeholder}
# How the people came into the survey decides which statistics are allowed at all. Write one of these four:
#   probability   drawn at random from everyone, with a known chance
#   list          everyone on a list was invited
#   opt-in        whoever wanted could answer, as with a link on a website or in social media
#   census        everyone who is meant was asked
# sampling:
synthetic: false
# start: 2026-01-31  # the first day on which people could answer (this is an example)
# end: 2026-02-28  # the last day
# conducted_by:  # who carried the survey out; "sponsor:" names who paid for it
# population:  # whom the survey is about, and where
# recruitment:  # how people were invited, with reminders and rewards
"""


@dataclass(frozen=True)
class Variable:
    """One variable of the draft, and the columns that it takes."""

    name: str
    heading: str
    question: str
    guess: Guess
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Iterator[str]:
        """Everything of the variable that the draft would show."""
        found = self.guess
        yield from (self.heading, *self.fields, self.question, *found.options, *found.missing, *found.labels.values())


def head(
    file: str, title: str | None, *, language: str | None, layout: Layout, sheet: str | None, form: str | None
) -> Iterator[str]:
    """Yield the lines above the columns.

    Parameters
    ----------
    file : str
        The name of the table.
    title : str or None
        The title of the survey, where a form says it; else the draft asks for one.
    language, layout, sheet, form
        What the codebook's keys of these names say.
    """
    yield _ASKED_FOR.format(
        name=" ".join(file.split()),
        title=_scalar(title or f"Survey ({file})"),
        placeholder="" if title else "  # the name of the survey, as it is printed above every figure",
    )
    yield f"language: {_scalar(language)}\n" if language else ""
    yield f"layout: {layout}\n" if layout != "plain" else ""
    yield f"sheet: {_scalar(sheet)}\n" if sheet else ""
    yield f"form: {_scalar(form)}\n" if form else ""
    yield "columns:\n"


def lines_of(variable: Variable) -> Iterator[str]:
    r"""Yield the lines of one variable.

    Examples
    --------
    >>> age = Variable("age", "age", "How old are you?", Guess("group", ("18–29", "30 and over"), ordered=True))
    >>> print("".join(lines_of(age)), end="")
      - name: age
        role: group
        question: "How old are you?"
        options: ["18–29", "30 and over"]
        ordered: true
    """
    found = variable.guess
    yield f"  - name: {_scalar(variable.name)}\n"
    if variable.heading != variable.name and not variable.fields:
        yield f"    header: {_scalar(variable.heading)}\n"
    yield f"    role: {found.role}{f'  # {found.remark}' if found.remark else ''}\n"
    yield f"    question: {_scalar(variable.question)}\n"
    if found.role in _SHOWN and len(variable.question) > _SHORT_ENOUGH:
        yield "    # short:  # the question in a few words (at most 60 characters), for figures and tables\n"
    if found.options:
        yield f"    options: [{', '.join(map(_scalar, found.options))}]\n"
    if found.missing:
        yield f"    missing: [{', '.join(map(_scalar, found.missing))}]\n"
    if found.ordered:
        yield "    ordered: true\n"
    for key, pairs in (("labels", found.labels), ("fields", variable.fields)):
        if pairs:
            yield f"    {key}:\n"
            yield from (f"      {_scalar(one)}: {_scalar(other)}\n" for one, other in pairs.items())
    if found.separator is not None:
        yield f"    separator: {json.dumps(found.separator)}\n"


def _scalar(text: str) -> str:
    """Return a text as YAML: plain where nothing can be mistaken, else in quotes."""
    plain = _PLAIN.match(text) and len(text) <= 200 and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
