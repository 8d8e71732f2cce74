"""Warnings on the options of a survey: an order that is not told, no-answers among them, options that were split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ogpkit.dossier.source import shown
from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.matching import number_of, tidy
from ogpkit.dossier.survey.no_answer import is_no_answer, no_answer_codes
from ogpkit.dossier.survey.scales import LEAST_STEPS, direction, in_order, marks_in_order
from ogpkit.dossier.survey.split_options import split_option
from ogpkit.dossier.yaml import Key, Located
from ogpkit.errors import Problem

__all__ = ["check_scales"]

_SHOWN_ROLES = ("group", "rating", "single choice")
_NUMBERS = 12

_Found = tuple[tuple[Key, ...], str, str, str, str]


@dataclass(frozen=True)
class _Options:
    """The options of one variable that are answers, in the codebook's order, and what they mean."""

    place: int
    column: SurveyColumn
    values: tuple[str, ...]
    labels: Mapping[str, str]
    listed: bool

    @property
    def printed(self) -> tuple[str, ...]:
        return tuple(tidy(self.labels.get(value, value)).casefold() for value in self.values)


def check_scales(
    codebook: Codebook,
    located: Located,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    occurring: Mapping[str, Sequence[str]] | None = None,
) -> list[Problem]:
    """Return warnings on options whose order, or whose kind, the codebook does not say or says wrongly.

    Small answers of a group or a choice are joined for disclosure control: with their neighbours where the options
    stand in an order, with any others where they do not. So an order that is not told makes groups without sense.

    Parameters
    ----------
    codebook : Codebook
        The codebook, with the options that a form adds.
    located : Located
        Where each key stands in ``survey.yaml``.
    labels : mapping, optional
        What the table itself says that codes mean, by heading.
    occurring : mapping, optional
        The values that occur, by variable, of those whose options the codebook does not list. None of them is ever
        part of a message.
    """
    every = [_options(i, column, labels or {}, occurring or {}) for i, column in enumerate(codebook.columns)]
    found = [(one.place, told) for one in every for told in _of_one(one)] + list(_turned(every))
    return [
        Problem(located.name, located.line(("columns", i, *path)), what, expected, todo, level="warning", rule=rule)
        for i, (path, what, expected, todo, rule) in sorted(found, key=lambda pair: pair[0])
    ]


def _options(
    place: int,
    column: SurveyColumn,
    labels: Mapping[str, Mapping[str, str]],
    occurring: Mapping[str, Sequence[str]],
) -> _Options:
    away = {tidy(value) for value in column.missing}
    values = column.options or tuple(occurring.get(column.name, ())) or tuple(column.fields)
    meant = {**labels.get(column.heading, {}), **column.labels}
    return _Options(
        place, column, tuple(value for value in values if tidy(value) not in away), meant, bool(column.options)
    )


def _of_one(one: _Options) -> Iterator[_Found]:
    name, column = shown(one.column.name), one.column
    if column.role == "multiple choice" and not column.fields:
        split = split_option(one.values, column.separator)
        if split is not None:
            yield ("options",), f"in {name} {split}", *_SPLIT
    if column.role not in _SHOWN_ROLES:
        return
    codes = no_answer_codes([value for value in one.values if value not in one.labels])
    away = [value for value in one.values if value in codes or is_no_answer(one.labels.get(value, value))]
    if away:
        words = ", ".join(shown(value) for value in away[:3]) if one.listed else "a value"
        what = f"{words} among the answers to {name} most probably stand{'' if len(away) > 1 else 's'} for no answer"
        todo = 'add it to "missing"; else it counts as an answer, and small answers may be joined with it'
        yield ("options",), what, 'no-answers under "missing"', todo, "no-answer"
    left = [value for value in one.values if value not in away]
    if column.role != "rating":
        numbers = sum(number_of(tidy(one.labels.get(value, value))) is not None for value in left)
        if numbers > _NUMBERS and numbers == len(left):
            what, todo = f"{name} has {numbers} single numbers for answers", "write the class in place of each number"
            yield ("options",), what, "a few classes, such as the ages 18–29 and 30–44", todo, "classes"
            return
    elif (
        (marks := marks_in_order(left))
        and tuple(left) == marks[::-1]
        and not any(map(one.labels.get, left))
        and not direction(left)
    ):
        what = f"the options of the rating {name} are numbers from the highest to the lowest"
        todo = "turn them round; where 1 is the best mark they stand rightly, and labels that say so end this warning"
        yield ("options",), what, "the worst first: the last two count as the top", todo, "order"
    stands = direction(left, one.labels)
    known = len(left) >= LEAST_STEPS and in_order(left, one.labels) is not None
    if known or (column.role == "rating" and stands == -1):
        yield from _of_an_order(name, column, stands, listed=one.listed)


def _of_an_order(name: str, column: SurveyColumn, stands: int, *, listed: bool) -> Iterator[_Found]:
    """Yield what is wrong with the options of a known scale, which ``stands`` as :func:`direction` says."""
    if column.role == "rating":
        if stands != 1:
            how = "the highest first" if stands else "in no order"
            what, todo = f"the options of the rating {name} seem to stand {how}", "turn them round"
            todo = todo if stands else "put them in their order"
            yield ("options",), what, "the lowest first: the last two count as the top", todo, "order"
    elif not column.ordered:
        what = f"the options of {name} look like steps of a scale, but the codebook does not say so"
        todo = 'write "ordered: true"; else small answers are joined with others that are not their neighbours'
        if not listed:
            todo = f'list them in their order under "options", and {todo}'
        elif not stands:
            todo = f"put them in their order, and {todo}"
        yield ("options",) if listed else (), what, "options in their order, with that key", todo, "order"
    elif not stands:
        what, todo = f"{name} is ordered, but its options do not seem to stand in an order", "put them in their order"
        yield ("options",), what, "neighbours side by side", todo, "order"


def _turned(every: Sequence[_Options]) -> Iterator[tuple[int, _Found]]:
    """Yield a warning for each rating whose options are those of an earlier one, in the contrary order."""
    first: dict[frozenset[str], _Options] = {}
    for one in every:
        if one.column.role != "rating" or len(one.values) < 2:
            continue
        other = first.setdefault(frozenset(one.printed), one)
        if other.printed == one.printed[::-1]:
            what = (
                f"the rating {shown(one.column.name)} has the options of {shown(other.column.name)} in contrary order"
            )
            todo = "turn round those of one, where both mean the same"
            yield one.place, (("options",), what, "the lowest first in each", todo, "order")


_SPLIT = (
    "each option whole, as the form has it",
    "write the options as in the form, or export each option in a column of its own",
    "split-options",
)
