"""The columns of an export, all the words by which a codebook may call them, and which of them are the program's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.errors import Problem

__all__ = ["OTHER", "Field", "Fields", "is_other", "meanings", "numbered", "other_of", "tidy"]

OTHER = frozenset(
    [
        *("other", "-oth-", "other:", "other…", "other (please specify)", "other, please specify", "інше", "інше:"),
        *(
            "другое",
            "другое:",
            "otro",
            "otra",
            "otros",
            "autre",
            "autres",
            "andere",
            "sonstiges",
            "inne",
            "outro",
            "altro",
        ),
    ]
)
"""What the programs, and people who write forms, call the answer that has a text of its own."""


def tidy(text: str) -> str:
    """Return a text as it is compared: composed (NFC), with single blanks.

    Examples
    --------
    >>> tidy("  Your  age? ")
    'Your age?'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_other(text: str) -> bool:
    """Return whether a text is a name of the answer "other".

    Examples
    --------
    >>> is_other("Other (please specify)"), is_other("Others' views")
    (True, False)
    """
    return tidy(text).casefold() in OTHER


@dataclass(frozen=True)
class Field:
    """One column of an export.

    ``names`` are the words for it as a variable of its own, the best first. Where it may be one option of a multiple
    choice, ``of`` are the words for the question and ``options`` those for the option. ``own`` marks what the program
    adds (numbers, times, addresses), ``free`` the text that goes with "other"; both are left out unless they are named.
    A column that is made of two has in ``until`` the key of a second: it holds the seconds from the time in the one to
    that in the other.
    """

    key: str
    names: tuple[str, ...]
    of: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    own: bool = False
    free: bool = False
    until: str | None = None


@dataclass(frozen=True)
class Fields:
    """All columns of an export, as one layout reads them.

    ``separator`` parts several options in one cell; ``rewrite`` gives for a variable what turns its cells into the
    options of the codebook, or None; ``skip`` is the number of rows under the headings that are headings too.
    ``codebook`` has what a form beside the table adds.
    """

    codebook: Codebook
    fields: tuple[Field, ...]
    separator: str | None = None
    skip: int = 0
    rewrite: Callable[[SurveyColumn], Callable[[str], str] | None] | None = None
    problems: tuple[Problem, ...] = field(default=())


def numbered(names: Iterable[str]) -> list[str]:
    """Return names, a second one of the same words with its number, as in "Why? (2)".

    Examples
    --------
    >>> numbered(["Why?", "Age", "Why?"])
    ['Why?', 'Age', 'Why? (2)']
    """
    counts: dict[str, int] = {}
    found = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        found.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return found


def meanings(column: SurveyColumn) -> dict[str, str]:
    """Return for each word that a cell may hold, an option or its label, the option."""
    values = (*column.options, *column.missing)
    return {tidy(column.printed(value)): value for value in values} | {tidy(value): value for value in values}


def other_of(column: SurveyColumn) -> str | None:
    """Return the option "other" of a variable, where it has one."""
    return next((one for one in column.options if is_other(one) or is_other(column.printed(one))), None)
