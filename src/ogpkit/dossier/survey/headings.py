"""Headings of a table before they are copied into a draft: none may lead to a person, none may be somebody's answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ogpkit.dossier.privacy import has_contact
from ogpkit.dossier.survey.matching import number_of, tidy
from ogpkit.dossier.survey.profile import Profile
from ogpkit.errors import DataError, Problem

__all__ = ["refuse_contacts", "refuse_contacts_in_words", "seems_headless"]

_LONG = 300
_WHAT = "an e-mail address, a telephone number, a name after @ or an address of a page"


def refuse_contacts(file: str, headings: Sequence[str], line: int = 1) -> None:
    """Refuse a table in whose headings something leads to a person; the message says where, and not what.

    Parameters
    ----------
    file : str
        Its name in messages.
    headings : sequence of str
        The headings of all columns, in their order.
    line : int
        The line on which they stand.

    Raises
    ------
    DataError
        One problem for each such heading.
    """
    problems = [
        Problem(
            file,
            line,
            f"the heading of column {number} holds what may lead to a person: {_WHAT}",
            "headings that may be published",
            "take it out of the heading; where the table has no row of headings, put one above the answers",
            rule="heading",
        )
        for number, heading in enumerate(headings, start=1)
        if has_contact(heading, figures=True, hosts=True)
    ]
    if problems:
        raise DataError(problems)


def refuse_contacts_in_words(file: str, words: Iterable[tuple[str, str]]) -> None:
    """Refuse words that a form or a file gives for a variable where something in them leads to a person.

    ``words`` are pairs of the variable's name in the draft and the text.

    Raises
    ------
    DataError
        One problem for each such variable.
    """
    names = dict.fromkeys(name for name, text in words if has_contact(text, figures=True, hosts=True))
    if names:
        raise DataError(
            Problem(
                file,
                None,
                f"the question or an option of variable {name} holds what may lead to a person: {_WHAT}",
                "words that may be published",
                "take it out of the form, or of the labels in the file",
                rule="heading",
            )
            for name in names
        )


def seems_headless(headings: Mapping[str, str], profiles: Mapping[str, Profile]) -> bool:
    """Return whether the first row is most probably one of answers: a third of it are numbers, values or long texts.

    Parameters
    ----------
    headings : mapping of str to str
        The headings by the keys of their columns.
    profiles : mapping of str to Profile
        The values by the same keys.
    """
    told = {key: tidy(heading) for key, heading in headings.items() if tidy(heading) and key in profiles}
    like = [
        key
        for key, heading in told.items()
        if _is_number(heading) or len(heading) > _LONG or heading in profiles[key].values
    ]
    return len(like) * 3 >= len(told) > 0


def _is_number(text: str) -> bool:
    return number_of(text) is not None or text.replace(",", ".").replace(".", "", 1).isdecimal()
