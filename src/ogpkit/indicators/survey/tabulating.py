"""Counting the answers of a survey. These counts are not safe to publish: they go to the disclosure control alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ogpkit.dossier.survey import Answers, Coded
from ogpkit.indicators.survey.grouping import Counts, Partition
from ogpkit.indicators.survey.release import Block

__all__ = [
    "CHOSEN",
    "NOT_CHOSEN",
    "Counted",
    "Crossings",
    "bands",
    "bands_of",
    "chosen",
    "counted",
    "crossed",
    "indexes",
]

CHOSEN, NOT_CHOSEN = "chosen", "not chosen"
_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Counted:
    """How often each option, each missing value and the empty cell occur."""

    options: tuple[int, ...]
    missing: tuple[int, ...]
    blank: int


def _slices(rows: int) -> Iterator[slice]:
    # What is made on the way is as wide as a machine's word; ten million of them at once would be 80 MB each.
    return (slice(start, start + _AT_ONCE) for start in range(0, rows, _AT_ONCE))


def counted(coded: Coded) -> Counted:
    """Return how often each code occurs.

    Examples
    --------
    >>> counted(Coded(("no", "yes"), ("don't know",), np.array([1, 1, 0, -1, -2], dtype=np.int16)))
    Counted(options=(1, 2), missing=(1,), blank=1)
    """
    lowest = -1 - len(coded.missing)
    width = len(coded.options) - lowest
    total = np.zeros(width, dtype=np.int64)
    for part in _slices(len(coded.codes)):
        total += np.bincount(coded.codes[part].astype(np.intp) - lowest, minlength=width)
    options = tuple(int(one) for one in total[-lowest:])
    return Counted(
        options,
        tuple(int(total[-2 - number - lowest]) for number in range(len(coded.missing))),
        int(total[-1 - lowest]),
    )


def crossed(rows: Coded, columns: Coded) -> Counts:
    """Return the counts of two variables: a row for each option of the first, and one more for those without any.

    Only those are counted who gave a valid answer to the second.

    Examples
    --------
    >>> group = Coded(("a", "b"), (), np.array([0, 0, 1, -1], dtype=np.int16))
    >>> answer = Coded(("no", "yes"), (), np.array([1, 0, 1, 1], dtype=np.int16))
    >>> crossed(group, answer).tolist()
    [[1, 1], [0, 1], [0, 1]]
    """
    shape = len(rows.options) + 1, len(columns.options)
    total = np.zeros(shape[0] * shape[1], dtype=np.int64)
    for part in _slices(len(rows.codes)):
        row, column = rows.codes[part].astype(np.intp), columns.codes[part].astype(np.intp)
        row[row < 0] = len(rows.options)
        valid = column >= 0
        total += np.bincount(row[valid] * shape[1] + column[valid], minlength=len(total))
    return total.reshape(shape)


def chosen(answers: Answers, name: str, option: str) -> Coded:
    """Return one option of a multiple choice as a variable: chosen or not, blank where nothing at all was chosen."""
    codes = answers.chosen[name][option].astype(np.int16)
    np.subtract(1, codes, out=codes)
    codes[~answers.answered[name]] = -1
    return Coded((CHOSEN, NOT_CHOSEN), (), codes)


class Crossings:
    """The tables of a survey's variables by its groups, each counted once: all rows are gone through for every one.

    Examples
    --------
    >>> group = Coded(("a", "b"), (), np.array([0, 0, 1, -1], dtype=np.int16))
    >>> answer = Coded(("no", "yes"), (), np.array([1, 0, 1, 1], dtype=np.int16))
    >>> tables = Crossings(Answers(4, {"age": group, "member": answer}))
    >>> tables.of("age", "member").tolist()
    [[1, 1], [0, 1], [0, 1]]
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._known: dict[tuple[str, str, str | None], Counts] = {}

    def variable(self, name: str, option: str | None = None) -> Coded:
        """Return a variable; of a multiple choice, one of its options (:func:`chosen`)."""
        # Not kept: of many options and rows these arrays would fill the memory, and one is made in no time.
        return self.answers.coded[name] if option is None else chosen(self.answers, name, option)

    def of(self, group: str, name: str, option: str | None = None) -> Counts:
        """Return the counts of a variable by a group: see :func:`crossed`."""
        key = group, name, option
        if key not in self._known:
            self._known[key] = crossed(self.answers.coded[group], self.variable(name, option))
            self._known[key].flags.writeable = False
        return self._known[key]


def bands(options: Sequence[str]) -> tuple[int, ...]:
    """Return for each category of a rating, lowest first, whether it belongs to its bottom, middle or top (0, 1, 2).

    The top is the two highest categories, and the bottom as many as are above the middle. Scales of fewer than four
    categories have no bands.

    Examples
    --------
    >>> bands("12345"), bands("1234"), bands("123")
    ((0, 0, 1, 2, 2), (0, 0, 2, 2), ())
    """
    many = len(options)
    if many < 4:
        return ()
    return tuple(2 if number >= many - 2 else 0 if number < 2 else 1 for number in range(many))


def bands_of(columns: Partition, options: Sequence[str]) -> tuple[int, ...]:
    """Return for each group of categories of a rating its band; empty where one of them lies in two bands."""
    levels = bands(options)
    inside = [{levels[one] for one in group} for group in columns] if levels else []
    return tuple(one.pop() for one in inside) if inside and all(len(one) == 1 for one in inside) else ()


def indexes(blocks: Sequence[Block], options: Sequence[str]) -> Partition:
    """Return published categories as indexes of their options."""
    place = {option: number for number, option in enumerate(options)}
    return tuple(tuple(place[option] for option in block.options) for block in blocks)
