"""Coefficients of agreement: pure functions of who answered what. No verdict such as "good" is made of them.

A table of answers has one row for each unit (a question) and one column for each reviewer; None stands where a reviewer
gave no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Answers",
    "Coefficient",
    "alpha_of",
    "cohen_kappa",
    "coincidences",
    "confusion",
    "fleiss_kappa",
    "krippendorff_alpha",
    "pair_agreement",
]

Answers = Sequence[Sequence[str | None]]
"""One row for each unit, one column for each reviewer."""

_ONE_CATEGORY = "all answers are the same option, so that agreement by chance cannot be told from any other"
_NO_PAIR = "no question was answered by two reviewers"


@dataclass(frozen=True)
class Coefficient:
    """A coefficient, on how many units it rests, and where it has no value, why.

    ``low`` and ``high`` are the bounds of its interval where one was asked for and could be computed.
    """

    value: float | None
    units: int
    reason: str = ""
    low: float | None = None
    high: float | None = None


def pair_agreement(answers: Answers) -> tuple[int, int]:
    """Return how many pairs of answers to the same unit are equal, and how many pairs there are.

    With two reviewers a pair is a unit. With more the share is the average over all pairs of reviewers, each weighted
    by the units that both answered.

    Examples
    --------
    >>> pair_agreement([("yes", "yes"), ("yes", "no"), ("no", None)]), pair_agreement([("yes", "yes", "no")])
    ((1, 2), (1, 3))
    """
    equal = total = 0
    for row in answers:
        given = [one for one in row if one is not None]
        total += len(given) * (len(given) - 1) // 2
        equal += sum(count * (count - 1) // 2 for count in Counter(given).values())
    return equal, total


def confusion(first: Sequence[str | None], second: Sequence[str | None]) -> dict[tuple[str, str], int]:
    """Return how often the first reviewer's answer met which answer of the second, over units that both answered.

    Examples
    --------
    >>> confusion(["yes", "yes", "no", None], ["yes", "no", "no", "no"])
    {('yes', 'yes'): 1, ('yes', 'no'): 1, ('no', 'no'): 1}
    """
    pairs = zip(first, second, strict=True)
    return dict(Counter((one, other) for one, other in pairs if one is not None and other is not None))


def cohen_kappa(first: Sequence[str | None], second: Sequence[str | None]) -> Coefficient:
    """Return Cohen's κ of two reviewers: (p_o − p_e) / (1 − p_e), at most 1, 0 at chance, below 0 under it.

    p_o is the share of units with equal answers; p_e is what it would be if each reviewer kept their own shares of the
    options and answered at random (Cohen 1960). Units that one of the two left out are left out. κ has no value where
    both gave one and the same option throughout: then p_e is 1.

    Examples
    --------
    >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"]).value
    0.5
    >>> cohen_kappa(["yes", "yes"], ["yes", "yes"]).reason
    'all answers are the same option, so that agreement by chance cannot be told from any other'
    """
    table = confusion(first, second)
    units = sum(table.values())
    if units == 0:
        return Coefficient(None, 0, _NO_PAIR)
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (one, other), count in table.items():
        rows[one] += count
        columns[other] += count
    equal = sum(count for (one, other), count in table.items() if one == other)
    # In whole numbers (units² times the shares), so that what is 1 is not nearly 1.
    by_chance = sum(rows[option] * columns[option] for option in rows)
    if by_chance == units * units:
        return Coefficient(None, units, _ONE_CATEGORY)
    return Coefficient((equal * units - by_chance) / (units * units - by_chance), units)


def fleiss_kappa(answers: Answers) -> Coefficient:
    """Return Fleiss' κ of any number of reviewers, over the units that all of them answered (Fleiss 1971).

    (P̄ − P̄_e) / (1 − P̄_e): P̄ is the mean over units of the share of equal pairs, P̄_e the sum of the squared shares of
    the options over all answers.

    Examples
    --------
    >>> fleiss_kappa([("yes", "yes", "yes"), ("no", "no", "no")]).value
    1.0
    """
    whole = [row for row in answers if len(row) > 1 and all(one is not None for one in row)]
    if not whole:
        return Coefficient(None, 0, "no question was answered by all reviewers")
    equal, pairs = pair_agreement(whole)
    counts = Counter(one for row in whole for one in row)
    total = sum(counts.values())
    by_chance = sum(count * count for count in counts.values())
    if by_chance == total * total:
        return Coefficient(None, len(whole), _ONE_CATEGORY)
    chance = by_chance / (total * total)
    return Coefficient((equal / pairs - chance) / (1 - chance), len(whole))


def coincidences(answers: Answers, order: Sequence[str] | None = None) -> NDArray[np.float64]:
    """Return the coincidence matrix of each unit with at least two answers: units × options × options.

    A unit with m answers adds each of its ordered pairs with the weight 1 / (m − 1), so that every answer counts once
    (Krippendorff 2011, step 2). Options are in the order given, or else in that of the alphabet.

    Raises
    ------
    ValueError
        An answer is none of the options in ``order``.
    """
    given = {one for row in answers for one in row if one is not None}
    options = sorted(given) if order is None else list(order)
    if not given <= set(options):
        raise ValueError(f"answers that are not in the order of options: {sorted(given - set(options))}")
    place = {option: number for number, option in enumerate(options)}
    counts = np.zeros((len(answers), len(options)))
    for unit, row in enumerate(answers):
        for one in row:
            if one is not None:
                counts[unit, place[one]] += 1
    counts = counts[counts.sum(axis=1) > 1]
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(len(options))
    pairs[:, diagonal, diagonal] -= counts
    weighted: NDArray[np.float64] = pairs / (counts.sum(axis=1) - 1)[:, None, None]
    return weighted


def alpha_of(matrices: NDArray[np.float64], *, ordinal: bool = False) -> NDArray[np.float64]:
    """Return α of each of many coincidence matrices (matrices × options × options); not-a-number where it has none."""
    totals = matrices.sum(axis=2)
    n = totals.sum(axis=1)
    size = matrices.shape[1]
    if ordinal:
        # Squared distance of two ranks: all answers from the one to the other, half of those at the ends (δ² of
        # Krippendorff 2011). It depends on how often each option was given, so each matrix has its own.
        middles = totals.cumsum(axis=1) - totals / 2
        distances = (middles[:, :, None] - middles[:, None, :]) ** 2
    else:
        distances = np.broadcast_to(1.0 - np.eye(size), matrices.shape)
    observed = (matrices * distances).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distances).sum(axis=(1, 2))
    # Sums of whole numbers and simple fractions: what is nought may be a rounding error away from it.
    varied = (totals > 1e-9).sum(axis=1) > 1
    alphas = np.full(len(matrices), np.nan)
    alphas[varied] = 1 - (n[varied] - 1) * observed[varied] / expected[varied]
    return alphas


def krippendorff_alpha(answers: Answers, order: Sequence[str] | None = None) -> Coefficient:
    """Return Krippendorff's α: 1 − observed / expected disagreement; at most 1, 0 at chance, below 0 under it.

    Nominal without ``order``; ordinal with the options from the lowest to the highest. Any number of reviewers; answers
    may be missing, and units with fewer than two are left out. Source: K. Krippendorff, Computing Krippendorff's
    Alpha-Reliability, 2011.

    Raises
    ------
    ValueError
        An answer is none of the options in ``order``.

    Examples
    --------
    >>> round(krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", None)]).value, 3)
    0.444
    """
    matrices = coincidences(answers, order)
    if len(matrices) == 0:
        return Coefficient(None, 0, _NO_PAIR)
    value = float(alpha_of(matrices.sum(axis=0, keepdims=True), ordinal=order is not None)[0])
    if np.isnan(value):
        return Coefficient(None, len(matrices), _ONE_CATEGORY)
    return Coefficient(value, len(matrices))
