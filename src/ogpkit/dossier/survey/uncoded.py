"""The variables of a survey that have no options: numbers, free texts, and identifiers, of which nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.privacy import has_contact
from ogpkit.dossier.source import invisible
from ogpkit.dossier.survey.codebook import SurveyColumn
from ogpkit.dossier.survey.matching import tidy
from ogpkit.dossier.survey.variables import Cells, Fault, Listed, cells_of, first_of_each, joined, plain

__all__ = ["MOST_TEXTS", "TEXT_LENGTH", "Identifier", "Numbers", "Texts", "repeated", "sums_of"]

MOST_TEXTS = 200
"""How many publishable texts are kept of one variable."""

TEXT_LENGTH = 500
"""How many characters of a publishable text are kept."""

_DECIMAL = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?")
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)")
_UNKNOWN = frozenset(["", "na", "nan", "n/a", "null", "none", "."])


class Numbers:
    """Weights, or durations in seconds."""

    def __init__(self, column: SurveyColumn, missing: Sequence[str], *, decimal_comma: bool) -> None:
        self.column, self.decimal_comma = column, decimal_comma
        self.missing = frozenset(map(tidy, (*column.missing, *missing)))
        self._values: list[npt.NDArray[np.float64]] = []
        self._told: set[str] = set()

    def _numbers(self, words: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the numbers of some words, and behind them that of no word."""
        import pyarrow as pa

        if not self.missing:
            try:
                quick = plain(pa.array(words, pa.string()).cast(pa.float64()))
            except pa.ArrowInvalid:
                pass
            else:
                if np.isfinite(quick).all() and (quick > 0).all():
                    return np.append(quick, self._number(""))
        return np.array([*map(self._number, words), self._number("")], np.float64)

    def _number(self, word: str) -> float:
        """Return a cell as a number: not-a-number where it is empty, minus infinity where it is wrong."""
        value = tidy(word)
        if value in self.missing or (self.column.role == "duration" and value.casefold() in _UNKNOWN):
            return -np.inf if self.column.role == "weight" else np.nan
        clock = _CLOCK.fullmatch(value) if self.column.role == "duration" else None
        if clock:
            return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3].replace(",", "."))
        if _DECIMAL.fullmatch(value) is None or ("," in value and not self.decimal_comma):
            return -np.inf
        number = float(value.replace(",", "."))
        return number if np.isfinite(number) and (number > 0 or self.column.role == "duration") else -np.inf

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Keep the numbers of a part; see :class:`~ogpkit.dossier.survey.variables.Variable`."""
        cells = cells_of(columns[self.column.heading])
        values = self._numbers(cells.words)
        values[values < 0] = -np.inf
        taken = values[cells.numbers]
        self._values.append(taken)
        if not np.isneginf(taken).any():
            return []
        # A wrong value that was told of once is not told of again; -1 stands for a null.
        words = (*cells.words, "")
        wrong = [i for i in np.flatnonzero(np.isneginf(values)).tolist() if words[i] not in self._told]
        self._told |= {words[i] for i in wrong}
        mark = " or 1,25" if self.decimal_comma else ""
        expected = f"a number above nought, such as 1.25{mark}"
        todo = "correct the weight; a row that has none cannot be counted"
        if self.column.role == "duration":
            expected, todo = "seconds, or hours, minutes and seconds such as 0:12:30", "correct it, or leave it empty"
        return [
            Fault(first + row, f'column "{self.column.heading}" holds no {self.column.role}', expected, todo, "number")
            for row, _ in first_of_each(cells, wrong)
        ]

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the numbers to ``numbers``; see :class:`~ogpkit.dossier.survey.variables.Variable`."""
        answers["numbers"][self.column.name] = joined(self._values, np.float64)


class Texts:
    """Free texts: whether there is one, and where the codebook says so some that may be printed.

    ``left_out`` counts the different texts that are not, because they hold what may lead to a person (see
    :func:`~ogpkit.dossier.privacy.has_contact`) or what no report can show.
    """

    def __init__(self, column: SurveyColumn, missing: Sequence[str]) -> None:
        self.column = column
        self.missing = frozenset(map(tidy, (*column.missing, *missing)))
        self._answered: list[npt.NDArray[np.bool_]] = []
        self._kept: dict[str, None] = {}
        self._left_out: set[int] = set()

    @property
    def left_out(self) -> int:
        """How many different texts are not printed though the codebook calls them publishable."""
        return len(self._left_out)

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Note which cells of a part hold a text; see :class:`~ogpkit.dossier.survey.variables.Variable`."""
        import pyarrow as pa
        import pyarrow.compute as compute

        del first
        column = columns[self.column.heading]
        keeping = self.column.publishable and len(self._kept) < MOST_TEXTS
        if not keeping and not self.missing and not pa.types.is_dictionary(column.type):
            length = compute.binary_length(compute.utf8_trim_whitespace(column))
            self._answered.append(plain(length, 0) > 0)
            return []
        cells = cells_of(column)
        words = [tidy(word) for word in cells.words]
        answered = np.array([*(bool(word) and word not in self.missing for word in words), False], np.bool_)
        self._answered.append(answered[cells.numbers])
        if keeping:
            self._keep(cells, words, answered)
        return []

    def _keep(self, cells: Cells, words: Sequence[str], answered: npt.NDArray[np.bool_]) -> None:
        seen, at = np.unique(cells.numbers, return_index=True)
        for number in seen[np.argsort(at)].tolist():
            word = words[number]
            if len(self._kept) == MOST_TEXTS:
                return
            if not answered[number]:
                continue
            if has_contact(word) or invisible(word) is not None:
                self._left_out.add(hash(word))
            else:
                self._kept[word if len(word) <= TEXT_LENGTH else word[: TEXT_LENGTH - 1] + "…"] = None

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give to ``answered`` and ``texts``; see :class:`~ogpkit.dossier.survey.variables.Variable`."""
        answers["answered"][self.column.name] = joined(self._answered, np.bool_)
        if self.column.publishable:
            # In the alphabet's order, so that no two answers can be told to be of the same person.
            answers["texts"][self.column.name] = tuple(sorted(self._kept))


class Identifier:
    """What tells people apart: only a number made from it is kept, and only while the table is read."""

    def __init__(self, column: SurveyColumn, labels: Mapping[str, str], missing: Sequence[str]) -> None:
        self.column = column
        self.listed = Listed(column, labels, missing) if column.options else None
        self._sums: list[npt.NDArray[np.uint64]] = []

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Keep a number for each cell of a part; see :class:`~ogpkit.dossier.survey.variables.Variable`."""
        cells = columns[self.column.heading]
        self._sums.append(sums_of(cells))
        return [] if self.listed is None else self.listed.take(columns, first)

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the numbers to ``sums``, which no answers hold; see :func:`repeated`."""
        answers["sums"][self.column.name] = joined(self._sums, np.uint64)


def sums_of(column: Any) -> npt.NDArray[np.uint64]:
    r"""Return a number of 64 bits for each cell, nought for a blank one.

    It is the sum of the cell's bytes, each times a fixed random number for its place, modulo 2^64: of two different
    cells the chance to get the same is below 2^-55 (a multilinear hash; see Lemire & Kaser, *Strongly universal string
    hashing is fast*, The Computer Journal 57, 2014).

    Examples
    --------
    >>> import pyarrow as pa
    >>> sums = sums_of(pa.array(["a", "b", " a", None, ""]))
    >>> sums[0] == sums[2], sums[0] == sums[1], int(sums[3]), int(sums[4])
    (np.True_, np.False_, 0, 0)
    """
    import pyarrow as pa
    import pyarrow.compute as compute

    if pa.types.is_dictionary(column.type):
        words: npt.NDArray[np.uint64] = np.append(sums_of(column.dictionary), np.uint64(0))
        return np.take(words, plain(column.indices))
    texts = column.cast(pa.large_string())
    # To fill nulls loads pandas, and tables of text have none.
    texts = compute.utf8_trim_whitespace(compute.fill_null(texts, "") if texts.null_count else texts)
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if not len(texts) or ends[-1] == ends[0]:
        return np.zeros(len(texts), np.uint64)
    raw = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].astype(np.uint64) + np.uint64(1)
    starts, lengths = ends[:-1] - ends[0], np.diff(ends)
    places = np.arange(len(raw)) - np.repeat(starts, lengths)
    # The first numbers of one generator: the same at every run, and in every part whatever its longest cell.
    factors = np.random.PCG64(20_211_207).random_raw(int(lengths.max()))
    total: npt.NDArray[np.uint64] = np.append(np.uint64(0), np.cumsum(raw * factors[places], dtype=np.uint64))
    sums: npt.NDArray[np.uint64] = total[ends[1:] - ends[0]] - total[starts]
    return sums


def repeated(sums: Sequence[npt.NDArray[np.uint64]], rows: int) -> npt.NDArray[np.bool_] | None:
    """Return for each row whether an earlier one has the same identifiers; None where there is none to go by.

    An identifier that is the same in every row tells nobody apart and is left out, unless it is the only one. A row
    whose identifiers are all blank repeats no other.
    """
    if not sums:
        return None
    telling = [one for one in sums if len(one) and (one != one[0]).any()] or sums
    together, known = telling[0], telling[0] != 0
    for one in telling[1:]:
        together = together * np.uint64(0x9E3779B97F4A7C15) + one
        known |= one != 0
    # Sorting numbers takes a third of the memory of sorting rows, and most tables have few rows that repeat another.
    ordered = np.sort(together)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    result = np.zeros(rows, np.bool_)
    again = np.flatnonzero(np.isin(together, twice) & known) if len(twice) else np.zeros(0, np.intp)
    result[again] = True
    _, first = np.unique(together[again], return_index=True)
    result[again[first]] = False
    return result
