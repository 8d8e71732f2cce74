"""The variables of a survey while its table is read: each takes its columns part by part and keeps codes alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey.answers import BLANK, Coded
from ogpkit.dossier.survey.codebook import SurveyColumn
from ogpkit.dossier.survey.matching import FOREIGN, Matcher, tidy

__all__ = [
    "Cells",
    "Fault",
    "Listed",
    "Occurring",
    "Variable",
    "cells_of",
    "first_of_each",
    "foreign_value",
    "joined",
    "plain",
    "printed_word",
]

Number = TypeVar("Number", bound=np.generic)

_MOST_GROUPS = 200
_MOST = 51


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be understood: its row, what is wrong, what was expected, what to do, and the rule."""

    row: int
    what: str
    expected: str
    todo: str
    rule: str


@dataclass(frozen=True)
class Cells:
    """The cells of a column in one part: its different words, and for each row the number of its word (-1: null)."""

    words: Sequence[str]
    numbers: npt.NDArray[np.int32]


class Variable(Protocol):
    """What takes the columns of one variable, and in the end gives its arrays to the answers."""

    column: SurveyColumn

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Code the cells of one part, whose first row has the number ``first``; return what cannot be understood."""

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Put what was coded into the parts of ``Answers``, by their names."""


def plain(array: Any, null: float = -1) -> npt.NDArray[Any]:
    """Return the numbers of a pyarrow array, ``null`` where there is none.

    numpy's own conversion loads pandas, which would cost a check of files half of its time.

    Examples
    --------
    >>> import pyarrow as pa
    >>> plain(pa.array([3, None, 5], pa.int32())).tolist(), plain(pa.array([1, 2, 3])[1:]).tolist()
    ([3, -1, 5], [2, 3])
    """
    if array.null_count:
        array = array.fill_null(null)
    kind = {"int32": np.int32, "int64": np.int64, "double": np.float64}.get(str(array.type))
    if kind is None or not len(array):
        return np.asarray(array)
    return np.frombuffer(array.buffers()[1], kind)[array.offset : array.offset + len(array)]


def cells_of(column: Any) -> Cells:
    """Return a column of a part as words and numbers; it is a pyarrow array of texts, or of texts as a dictionary."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = [word or "" for word in column.dictionary.to_pylist()]
    return Cells(words, plain(column.indices).astype(np.int32, copy=False))


def first_of_each(cells: Cells, wrong: Sequence[int]) -> list[tuple[int, int]]:
    """Return for some words the row in which each stands first, in the order of rows, and not more than are told."""
    flagged = np.zeros(len(cells.words) + 1, np.bool_)
    flagged[list(wrong)] = True
    rows = np.flatnonzero(flagged[cells.numbers])
    words, at = np.unique(cells.numbers[rows], return_index=True)
    return sorted(zip(rows[at].tolist(), words.tolist(), strict=True))[:_MOST]


def joined(parts: list[npt.NDArray[Number]], kind: type[Number]) -> npt.NDArray[Number]:
    """Return the arrays of all parts as one, and let go of them."""
    whole = np.concatenate([np.zeros(0, kind), *parts])
    parts.clear()
    return whole


def foreign_value(column: SurveyColumn, row: int, options: Sequence[str], meant: str | None = None) -> Fault:
    """Return the fault of a value that is no option; ``meant`` is the option that it was probably meant to be."""
    shown = ", ".join(options[:20]) + (f" and {len(options) - 20} more" if len(options) > 20 else "")
    return Fault(
        row,
        f'column "{column.heading}" holds a value that the codebook does not list',
        f"one of {shown}",
        ("" if meant is None else f'did you mean "{meant}"? ')
        + ("C" if meant else "c")
        + "orrect the value, or add it to options or missing in survey.yaml",
        "foreign-value",
    )


class Listed:
    """A variable whose options the codebook lists: each cell becomes the number of its option."""

    def __init__(self, column: SurveyColumn, labels: Mapping[str, str], missing: Sequence[str]) -> None:
        self.column = column
        known = {tidy(value) for value in column.missing}
        self.missing = (*column.missing, *(value for value in missing if tidy(value) not in known))
        away = {tidy(value) for value in self.missing}
        self.options = tuple(option for option in column.options if tidy(option) not in away)
        self.labels = {**labels, **column.labels}
        self.matcher = Matcher(self.options, self.missing, self.labels)
        self._known: dict[str, int] = {}
        self._codes: list[npt.NDArray[np.int16]] = []

    def code(self, word: str) -> int:
        """Return the code of a cell."""
        found = self._known.get(word)
        if found is None:
            found = BLANK if not word or word.isspace() else self.matcher.code(word)
            self._known[word] = found
        return found

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Code a part; see :class:`Variable`."""
        cells = cells_of(columns[self.column.heading])
        # A value that was told of once is not told of again.
        new = [i for i, word in enumerate(cells.words) if word not in self._known]
        codes = np.array([*map(self.code, cells.words), BLANK], np.int16)
        wrong = [i for i in new if codes[i] == FOREIGN]
        codes[codes == FOREIGN] = BLANK
        self._codes.append(codes[cells.numbers])
        if not wrong:
            return []
        return [
            foreign_value(self.column, first + row, self.options, self.matcher.meant(cells.words[number]))
            for row, number in first_of_each(cells, wrong)
        ]

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the codes to ``coded``; see :class:`Variable`."""
        codes = joined(self._codes, np.int16)
        printed = tuple(printed_word(self.column, self.labels, option) for option in self.options)
        missing = tuple(printed_word(self.column, self.labels, value) for value in self.missing)
        answers["coded"][self.column.name] = Coded(printed, missing, codes)


def printed_word(column: SurveyColumn, labels: Mapping[str, str], option: str) -> str:
    """Return an option in the words in which it is printed: the codebook's label, else the file's own."""
    return column.labels.get(option) or labels.get(option) or option


class Occurring:
    """A variable whose options are those that occur, in the order of the file's labels or else of the alphabet."""

    def __init__(self, column: SurveyColumn, labels: Mapping[str, str], missing: Sequence[str]) -> None:
        self.column, self.labels = column, {tidy(value): label for value, label in labels.items()}
        self.missing = tuple(dict.fromkeys((*column.missing, *missing)))
        self.matcher = Matcher((), self.missing, {})
        self._known: dict[str, int] = {}
        self._codes: list[npt.NDArray[np.int32]] = []

    def code(self, word: str) -> int:
        """Return the code of a cell, a new one where its value was not met before."""
        value = tidy(word)
        if not value:
            return BLANK
        code = self.matcher.code(value)
        return self._known.setdefault(value, len(self._known)) if code == FOREIGN else code

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Code a part; see :class:`Variable`."""
        cells = cells_of(columns[self.column.heading])
        before = len(self._known)
        codes = np.array([*map(self.code, cells.words), BLANK], np.int32)
        self._codes.append(codes[cells.numbers])
        if self.column.role in {"stratum", "cluster"} or before > _MOST_GROUPS or len(self._known) <= _MOST_GROUPS:
            return []
        row = int(np.argmax(self._codes[-1] == _MOST_GROUPS))
        return [
            Fault(
                first + row,
                f'column "{self.column.heading}" holds more than {_MOST_GROUPS} different values',
                "a few values that occur again and again",
                'list its options in survey.yaml, or give it the role "free text" or "identifier"',
                "too-many-values",
            )
        ]

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the codes to ``coded``; see :class:`Variable`."""
        places = {value: place for place, value in enumerate(self.labels)}
        ordered = sorted(self._known, key=lambda value: (places.get(value, len(places)), value))
        wide = np.int16 if len(ordered) + len(self.missing) < 32_000 else np.int32
        renamed = np.zeros(len(ordered) + len(self.missing) + 1, wide)
        renamed[[self._known[value] for value in ordered]] = np.arange(len(ordered), dtype=wide)
        # Blanks and missing values count from the end, where they stay what they are.
        for code in range(-1, -2 - len(self.missing), -1):
            renamed[code] = code
        codes = renamed[joined(self._codes, np.int32)]
        printed = tuple(printed_word(self.column, self.labels, value) for value in ordered)
        missing = tuple(printed_word(self.column, self.labels, value) for value in self.missing)
        answers["coded"][self.column.name] = Coded(printed, missing, codes)
