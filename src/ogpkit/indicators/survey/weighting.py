"""Weights that bring a probability sample to the margins of a census: raking, and what it costs.

Raking makes groups count as much as they do in the population. It cannot make up for who was never asked: so it is done
for probability samples alone, and never for those who chose themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ogpkit.indicators.survey.ranks import ranks

__all__ = ["Raked", "Unrakeable", "design_effect", "rake"]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights after raking.

    Parameters
    ----------
    weights : array of float
        One for each row, with mean 1.
    iterations : int
        How often all margins were gone through.
    converged : bool
        Whether every margin is met within the tolerance (and no weight is above the cap). Where not, the weights are
        not fit for use.
    error : float
        The largest difference between a weighted share and its target that is left.
    deff : float
        Kish's design effect of the weights: see :func:`design_effect`.
    trimmed : int
        How many rows have the largest weight that was allowed; 0 where there was no cap.
    """

    weights: Real
    iterations: int
    converged: bool
    error: float
    deff: float
    trimmed: int


@dataclass(frozen=True)
class Unrakeable:
    """Why there are no weights: the first variable that stands in the way, and which of its categories.

    ``reason``: "nobody" where the census has people in a category and the survey has nobody; "not in census" where the
    census has nobody in a category of which there are answers, so that weights would silence them.
    """

    variable: int
    categories: tuple[int, ...]
    reason: Literal["nobody", "not in census"]


def rake(
    codes: Sequence[npt.ArrayLike],
    targets: Sequence[npt.ArrayLike],
    base: npt.ArrayLike | None = None,
    *,
    most: float | None = None,
    tolerance: float = 1e-8,
    iterations: int = 100,
) -> Raked | Unrakeable:
    """Return weights with which every variable has the shares of its census.

    Parameters
    ----------
    codes : sequence of array of int
        For each variable, for each row, its category. A row whose code is below 0 keeps its weight while this variable
        is adjusted: the target is then met among those who state a category, and they keep the weight that they have
        together. So nobody is dropped, and nothing is guessed of those who said nothing.
    targets : sequence of array of float
        For each variable the people (or shares) of the census, by category; only their proportions count.
    base : array of float, optional
        Weights to begin with, such as those of the design; above 0.
    most : float, optional
        No weight may be more than so many times the mean weight; above 1. Weights above it are cut, and all others are
        raised in proportion, in each iteration.
    tolerance : float
        How far a weighted share may be from its target.
    iterations : int
        How often to go through all margins at most.

    Raises
    ------
    ValueError
        Arguments that do not fit each other, or a number out of its range.

    Notes
    -----
    Deming and Stephan (1940), Annals of Mathematical Statistics 11:427–444; for surveys: Battaglia, Hoaglin and Frankel
    (2009), Survey Practice 2(5). Rows alike in every variable are adjusted as one, so time hardly grows with rows.

    Examples
    --------
    >>> found = rake([[0, 0, 0, 1], [0, 1, 1, 1]], [[0.5, 0.5], [0.25, 0.75]])
    >>> found.weights.round(3).tolist(), found.converged
    ([1.0, 0.5, 0.5, 2.0], True)
    """
    arrays = [np.maximum(np.asarray(one), -1) for one in codes]
    wanted = [np.asarray(one, dtype=np.float64) for one in targets]
    rows = len(arrays[0]) if arrays else 0
    start = np.ones(rows) if base is None else np.asarray(base, dtype=np.float64)
    if not rows or len(wanted) != len(arrays) or any(one.shape != (rows,) for one in (*arrays, start)):
        raise ValueError("at least one variable and one row; codes, targets and base fit each other")
    if not bool(np.all(np.isfinite(start) & (start > 0))):
        raise ValueError("a weight to begin with is not above 0")
    if not (most is None or most > 1):
        raise ValueError("the cap on a weight is above 1")
    for place, (code, target) in enumerate(zip(arrays, wanted, strict=True)):
        obstacle = _obstacle(place, code, target)
        if obstacle is not None:
            return obstacle
    alike, first = _alike([*arrays, *([] if base is None else [start])])
    people = np.bincount(alike).astype(np.float64)
    weight = start[first] * (rows / float(np.sum(start)))
    cells = [code[first].astype(np.int64) for code in arrays]
    shares = [target / target.sum() for target in wanted]
    done, error = 0, np.inf
    while done < iterations and error > tolerance:
        done += 1
        for cell, share in zip(cells, shares, strict=True):
            weight = _adjusted(weight, people, cell, share)
        if most is not None:
            weight = _capped(weight, people, most)
        error = max(_error(weight, people, cell, share) for cell, share in zip(cells, shares, strict=True))
    weights = weight[alike]
    trimmed = 0 if most is None else int(np.sum(weights >= most * (1 - 1e-12)))
    return Raked(weights, done, error <= tolerance, float(error), design_effect(weights), trimmed)


def design_effect(weights: npt.ArrayLike) -> float:
    """Return Kish's design effect of weights: how much larger they make the variance, where they are of no use to it.

    At least 1; 1 where all weights are alike.

    Raises
    ------
    ValueError
        There is no weight above 0, or one below 0.

    Notes
    -----
    n Σw² / (Σw)²: Kish (1992), Journal of Official Statistics 8:183–200.

    Examples
    --------
    >>> design_effect([1, 1, 2])
    1.125
    """
    found = np.asarray(weights, dtype=np.float64)
    total = float(np.sum(found))
    if not (found.size and float(found.min()) >= 0 and 0 < total < np.inf):
        raise ValueError("weights are not below 0, and one is above 0")
    return max(len(found) * float(np.sum(found * found)) / total**2, 1.0)


def _obstacle(place: int, code: npt.NDArray[Any], target: Real) -> Unrakeable | None:
    """Return why this variable cannot be brought to its target, if so."""
    if target.ndim != 1 or not bool(np.all(np.isfinite(target) & (target >= 0))) or not float(target.sum()) > 0:
        raise ValueError("people of a census are not below 0, and somebody lives there")
    if int(code.max()) >= len(target):
        raise ValueError("each category has a target")
    found = np.bincount(code[code >= 0], minlength=len(target)) > 0
    absent = np.flatnonzero((target > 0) & ~found)
    if len(absent):
        return Unrakeable(place, tuple(absent.tolist()), "nobody")
    foreign = np.flatnonzero((target == 0) & found)
    return Unrakeable(place, tuple(foreign.tolist()), "not in census") if len(foreign) else None


def _alike(variables: Sequence[npt.NDArray[Any]]) -> tuple[Whole, Whole]:
    """Return for each row the number of its kind (rows equal in all variables), and for each kind its first row."""
    kind = np.zeros(len(variables[0]), dtype=np.int64)
    for variable in variables:
        rank, number = ranks(variable)
        kind, _ = ranks(kind * number + rank)
    first = np.zeros(int(kind.max()) + 1, dtype=np.int64)
    # Of several rows of a kind the one that is written last stays: from the end, that is the first.
    first[kind[::-1]] = np.arange(len(kind))[::-1]
    return kind, first


def _adjusted(weight: Real, people: Real, cell: Whole, share: Real) -> Real:
    """Return the weights after one margin is met, among those who state a category."""
    stated = cell >= 0
    held = np.bincount(cell[stated], (weight * people)[stated], len(share))
    factor = np.divide(share * held.sum(), held, out=np.ones(len(share)), where=held > 0)
    return np.where(stated, weight * factor[cell], weight)


def _capped(weight: Real, people: Real, most: float) -> Real:
    """Return the weights with none above ``most``; the others are raised so that the mean stays 1."""
    total = float(np.sum(people))
    free = np.ones(len(weight), dtype=bool)
    while bool(np.any(weight[free] > most)):
        free &= weight < most
        held = float(np.sum((weight * people)[free]))
        rest = total - most * float(np.sum(people[~free]))
        weight = np.where(free, weight * (rest / held if held > 0 else 1.0), most)
    return weight


def _error(weight: Real, people: Real, cell: Whole, share: Real) -> float:
    """Return the largest difference between a weighted share and its target."""
    stated = cell >= 0
    held = np.bincount(cell[stated], (weight * people)[stated], len(share))
    return float(np.max(np.abs(held / held.sum() - share)))
