"""An attacker who has everything that was published of a survey, and a linear programme.

The unknowns are all cells of the full table of every variable by every other, those who gave no answer included. What
was published are equations between sums of them. The least and the greatest value that a hidden cell can have under
these equations is all that can be known of it; how far apart they are is its protection.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.indicators.survey.release import Release

__all__ = ["Hidden", "Table", "invented"]


@dataclass(frozen=True)
class Hidden:
    """A cell that was not published: what it is, how many people are in it, and what can be known of it."""

    what: str
    count: int
    low: float
    high: float
    known: int
    """How many people at most can be in it by what is exempt: those who named no group, and answered."""

    @property
    def width(self) -> float:
        return self.high - self.low


def invented(seed: int, *, blanks: bool = True) -> Survey:
    """Return a random survey of two groups, a rating or two choices, and a multiple choice of two or three options."""
    random = np.random.default_rng(seed)
    rows = int(random.choice([40, 80, 150, 300, 600]))
    correlation = float(random.choice([0.0, 0.5, 0.9, 0.99]))
    latent = random.normal(size=rows)

    def codes(options: int) -> np.ndarray:
        mixed = correlation * latent + np.sqrt(1 - correlation**2) * random.normal(size=rows)
        found = np.searchsorted(np.sort(random.normal(size=options - 1) * 1.2), mixed).astype(np.int16)
        if blanks and random.random() < 0.6:
            found[random.random(rows) < random.choice([0.01, 0.05, 0.2])] = -1
        return found

    columns, coded = [], {}
    for name, role, options in (
        ("first", "group", int(random.integers(2, 4))),
        ("second", "group", int(random.integers(2, 4))),
        ("rate", "rating", int(random.choice([3, 5]))),
    ):
        words = tuple(f"{number + 1}" if role == "rating" else f"{name} {number}" for number in range(options))
        ordered = bool(random.random() < 0.5)
        columns.append(SurveyColumn(name=name, role=role, question=name, options=words, ordered=ordered))
        coded[name] = Coded(words, (), codes(options))
    wishes = ("left", "right", "both ways")[: int(random.integers(2, 4))]
    chosen = {option: codes(2) == 1 for option in wishes}
    columns.append(SurveyColumn(name="wish", role="multiple choice", question="wish", options=wishes, separator=";"))
    codebook = Codebook(title="Invented", sampling="opt-in", synthetic=True, columns=tuple(columns))
    answered = np.any(list(chosen.values()), axis=0)
    return Survey(codebook, Answers(rows, coded, {"wish": chosen}, {"wish": answered}))


class Table:
    """The full table of a survey, and the equations that a release makes between its cells."""

    def __init__(self, survey: Survey) -> None:
        answers = survey.answers
        self.axes: dict[str, tuple[str, ...]] = {}
        axes = []
        for name, coded in answers.coded.items():
            self.axes[name] = coded.options
            axes.append(np.where(coded.codes < 0, len(coded.options), coded.codes))
        for name, picked in answers.chosen.items():
            for option, chosen in picked.items():
                self.axes[f"{name}/{option}"] = ("not chosen", "chosen")
                axes.append(chosen.astype(np.int64))
        # Options of a multiple choice have no blank of their own.
        shape = [len(words) + ("/" not in name) for name, words in self.axes.items()]
        self.counts = np.bincount(np.ravel_multi_index(np.array(axes), shape), minlength=int(np.prod(shape)))
        places = np.unravel_index(np.arange(len(self.counts)), shape)
        self.places = dict(zip(self.axes, places, strict=True))
        self.rows: list[np.ndarray] = []
        self.sums: list[float] = []
        self.most: list[tuple[np.ndarray, float]] = []
        """Sums that are at most so large: what rounded figures tell."""
        self.published: set[bytes] = set()

    def of(self, name: str, options: tuple[str, ...], untold: bool = False) -> np.ndarray:
        """Return which cells belong to some options of a variable."""
        words = self.axes[name]
        wanted = [words.index(option) for option in options] + ([len(words)] if untold else [])
        return np.isin(self.places[name], wanted)

    def answered(self, name: str) -> np.ndarray:
        """Return which cells belong to people who answered a multiple choice: who chose anything."""
        return np.any([self.places[axis] == 1 for axis in self.axes if axis.startswith(f"{name}/")], axis=0)

    def publish(self, cells: np.ndarray, count: int) -> None:
        assert count == self.counts[cells].sum(), "a published number is wrong"
        self.rows.append(cells)
        self.sums.append(count)
        self.published.add(cells.tobytes())

    def learn(self, found: Release) -> None:
        """Write down every number of a release as an equation."""
        assert found.rows is not None
        self.publish(np.ones(len(self.counts), dtype=bool), found.rows)
        for name, one in found.distributions.items():
            for block, count in zip(one.blocks, one.counts, strict=True):
                self.publish(self.of(name, block.options), count)
            self.publish(self.of(name, (), untold=True), one.blank + sum(count for _, count in one.missing))
        for name, choices in found.choices.items():
            self.publish(self.answered(name), choices.answered)
            for option, count in zip(choices.options, choices.counts, strict=True):
                if count is not None:
                    self.publish(self.of(f"{name}/{option}", ("chosen",)), count)
        for cross in found.crosses:
            for row, counts in zip(cross.rows, cross.counts, strict=True):
                group = self.of(cross.group.name, row.options, row.untold)
                for block, count in zip(cross.blocks, counts, strict=True):
                    if cross.option is None:
                        cells = self.of(cross.column.name, block.options)
                    else:
                        cells = self.of(f"{cross.column.name}/{cross.option}", block.options)
                        cells &= self.answered(cross.column.name)
                    self.publish(group & cells, count)

    def bounds(self, cells: np.ndarray) -> tuple[float, float]:
        """Return the least and the greatest number of people that these cells can hold."""
        equations = csr_matrix(np.array(self.rows, dtype=float))
        found = []
        for sign in (1, -1):
            solved = linprog(
                sign * cells.astype(float),
                A_ub=np.array([row for row, _ in self.most]) if self.most else None,
                b_ub=[limit for _, limit in self.most] if self.most else None,
                A_eq=equations,
                b_eq=self.sums,
                method="highs",
            )
            assert solved.status == 0, solved.message
            found.append(sign * solved.fun)
        return found[0], found[1]

    def hidden(self, groups: tuple[str, ...] = ("first", "second")) -> Iterator[Hidden]:
        """Go through all cells of one variable, and of a group by a question, that were not published."""
        for name, words in self.axes.items():
            for word in words:
                if "/" in name and word == "not chosen":
                    continue
                yield from self._hidden(f"{name} {word}", self.of(name, (word,)))
        for group in groups:
            for name in (axis for axis in self.axes if axis not in groups):
                answered = self.answered(name.split("/")[0]) if "/" in name else ~self.of(name, (), untold=True)
                for word in self.axes[name]:
                    cells = self.of(name, (word,)) & answered
                    untold = self.of(group, (), untold=True)
                    for option in self.axes[group]:
                        yield from self._hidden(f"{group} {option}, {name} {word}", self.of(group, (option,)) & cells)
                    known = int(self.counts[untold & answered].sum())
                    yield from self._hidden(f"{group} untold, {name} {word}", untold & cells, known)

    def _hidden(self, what: str, cells: np.ndarray, known: int | None = None) -> Iterator[Hidden]:
        if cells.tobytes() not in self.published:
            count = int(self.counts[cells].sum())
            yield Hidden(what, count, *self.bounds(cells), len(self.counts) if known is None else known)
