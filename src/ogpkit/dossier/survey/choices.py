"""Multiple choices while their table is read: several options in one cell, or a column for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey.codebook import SurveyColumn
from ogpkit.dossier.survey.matching import FOREIGN, tidy
from ogpkit.dossier.survey.variables import (
    Fault,
    Listed,
    cells_of,
    first_of_each,
    foreign_value,
    joined,
    printed_word,
)

__all__ = ["Chosen", "Marked"]

_NOT_CHOSEN = frozenset(["0", "no", "n", "false", "not selected"])
_CHOSEN = frozenset(["1", "yes", "y", "true", "x", "selected", "checked"])
_SHORT, _MOST_MARKS = 20, 1000


class Chosen:
    """A multiple choice in one column, whose cells hold several options with a separator between them."""

    def __init__(self, column: SurveyColumn, labels: Mapping[str, str], missing: Sequence[str]) -> None:
        self.column = column
        self.listed = Listed(column, labels, missing)
        self.options = self.listed.options
        split = self._split
        # How many pieces the longest option falls into, where options hold the separator themselves.
        words = (*self.options, *self.listed.missing, *self.listed.labels.values())
        self._longest = max((len(split(word)) for word in words), default=1)
        self._known: dict[str, npt.NDArray[np.bool_] | None] = {}
        self._rows: list[npt.NDArray[np.bool_]] = []

    def _split(self, text: str) -> list[str]:
        separator = self.column.separator
        if separator is None:
            return [text]
        return text.split() if separator.isspace() else text.split(separator)

    def _choice(self, word: str) -> npt.NDArray[np.bool_] | None:
        """Return for each option whether a cell names it, or None where it names something else."""
        row = np.zeros(len(self.options), np.bool_)
        pieces, at = self._split(word), 0
        whole = self.listed.code(word)
        if whole != FOREIGN:
            row[whole : whole + 1] = whole >= 0
            at = len(pieces)
        while at < len(pieces):
            if not pieces[at].strip():
                at += 1
                continue
            for behind in range(min(len(pieces), at + self._longest), at, -1):
                code = self.listed.matcher.code((self.column.separator or "").join(pieces[at:behind]))
                if code != FOREIGN:
                    break
            else:
                return None
            if code >= 0:
                row[code] = True
            at = behind
        return row

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Code a part; see :class:`Variable`."""
        cells = cells_of(columns[self.column.heading])
        nothing = np.zeros(len(self.options), np.bool_)
        new = [i for i, word in enumerate(cells.words) if word not in self._known]
        self._known |= {cells.words[i]: self._choice(cells.words[i]) for i in new}
        found = [self._known[word] for word in cells.words]
        wrong = [i for i in new if found[i] is None]
        table = np.array([nothing if row is None else row for row in (*found, nothing)], np.bool_)
        self._rows.append(table.T[:, cells.numbers])
        return (
            [foreign_value(self.column, first + row, self.options) for row, _ in first_of_each(cells, wrong)]
            if wrong
            else []
        )

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the choices to ``chosen`` and ``answered``; see :class:`Variable`."""
        chosen = np.concatenate([np.zeros((len(self.options), 0), np.bool_), *self._rows], axis=1)
        self._rows.clear()
        give_choices(self.column, self.listed.labels, dict(zip(self.options, chosen, strict=True)), answers)


def give_choices(
    column: SurveyColumn,
    labels: Mapping[str, str],
    chosen: Mapping[str, npt.NDArray[np.bool_]],
    answers: dict[str, dict[str, Any]],
) -> None:
    """Give the choices of a multiple choice, by option, to ``chosen`` and ``answered``."""
    answers["chosen"][column.name] = {printed_word(column, labels, option): row for option, row in chosen.items()}
    answers["answered"][column.name] = np.logical_or.reduce(list(chosen.values()))


class Marked:
    """A multiple choice in many columns, one for each option, with a mark where it was chosen."""

    def __init__(self, column: SurveyColumn, labels: Mapping[str, str], missing: Mapping[str, Sequence[str]]) -> None:
        self.column, self.labels = column, {**labels, **column.labels}
        away = set(map(tidy, column.missing))
        self.fields = {option: heading for option, heading in column.fields.items() if tidy(option) not in away}
        self._missing = {
            option: {tidy(value).casefold() for value in (*column.missing, *missing.get(heading, ()))}
            for option, heading in self.fields.items()
        }
        self._known: dict[str, dict[str, bool | None]] = {option: {} for option in self.fields}
        self._rows: dict[str, list[npt.NDArray[np.bool_]]] = {option: [] for option in self.fields}
        self._strange: dict[str, set[str]] = {}
        """Marks of another language, such as "Tak", with the options under which they stand."""
        self._doubted = False

    def _mark(self, option: str, word: str) -> bool | None:
        """Return whether a cell says that the option was chosen, or None where it says something else."""
        value = tidy(word).casefold()
        if not value or value in _NOT_CHOSEN or value in self._missing[option]:
            return False
        words = {option, self.fields[option], printed_word(self.column, self.labels, option)}
        if value in _CHOSEN or value in {tidy(one).casefold() for one in words}:
            return True
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            if len(value) <= _SHORT and (value in self._strange or len(self._strange) < _MOST_MARKS):
                self._strange.setdefault(value, set()).add(option)
            return True
        # Any other number may be a rank, or a code such as 2 for "no".
        return None if number not in (0.0, 1.0) else bool(number)

    def take(self, columns: Mapping[str, Any], first: int) -> list[Fault]:
        """Code a part; see :class:`Variable`."""
        faults = []
        for option, heading in self.fields.items():
            cells, known = cells_of(columns[heading]), self._known[option]
            new = [i for i, word in enumerate(cells.words) if word not in known]
            known |= {cells.words[i]: self._mark(option, cells.words[i]) for i in new}
            wrong = [i for i in new if known[cells.words[i]] is None]
            marks = np.array([*(known[word] is True for word in cells.words), False], np.bool_)
            self._rows[option].append(marks[cells.numbers])
            faults += [
                Fault(
                    first + row,
                    f'column "{heading}" holds a number that says neither chosen nor not chosen',
                    "1 or a word where the option was chosen, 0 or nothing where it was not",
                    "correct the value, or add it to missing in survey.yaml where it stands for not chosen",
                    "foreign-value",
                )
                for row, _ in (first_of_each(cells, wrong) if wrong else ())
            ]
        return faults + self._doubts(first)

    def _doubts(self, first: int) -> list[Fault]:
        """Return a fault where two unknown words each stand under several options: one of them may mean "no"."""
        common = [word for word, options in self._strange.items() if len(options) > 1]
        if self._doubted or len(common) < 2:
            return []
        self._doubted = True
        return [
            Fault(
                first,
                f'the columns of "{self.column.name}" hold different words in place of one mark for "chosen"',
                "one word, or 1, where an option was chosen, and 0 or nothing where it was not",
                'add the word that stands for "not chosen" to missing in survey.yaml',
                "foreign-value",
            )
        ]

    def give(self, answers: dict[str, dict[str, Any]]) -> None:
        """Give the choices to ``chosen`` and ``answered``; see :class:`Variable`."""
        chosen = {option: joined(rows, np.bool_) for option, rows in self._rows.items()}
        give_choices(self.column, self.labels, chosen, answers)
