"""A probability sample: the variance of its shares under its design, by Taylor linearisation.

A share in a survey is a ratio of two estimated totals: of the weights of those who gave an answer, and of the weights
of all who answered. Its linearised value for one respondent is ``w (member − share · domain) / Σ w domain``. The
variance of the sum of these is estimated from the primary sampling units within each stratum, as if they were drawn
with replacement. No finite population correction is made: it would shorten intervals a little, unless much of a city
was asked.

Formula: V = Σₕ nₕ/(nₕ−1) Σⱼ (zₕⱼ − z̄ₕ)², with zₕⱼ the sum of linearised values in unit j of stratum h, of nₕ units.
Source: Woodruff (1971), JASA 66:411–414; Särndal, Swensson and Wretman (1992), *Model Assisted Survey Sampling*, §5.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.indicators.survey.ranks import ranks

__all__ = ["Design", "Sample", "Table"]

_BLOCK = 4_000_000

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """A share estimated from a sample, with what its design makes of its precision.

    Parameters
    ----------
    share : float or None
        Weighted share, from 0 to 1; None where nobody is in the domain.
    n : int
        How many rows of positive weight are in the domain.
    variance : float or None
        Of the share; None where fewer than two primary sampling units exist, so that nothing can be said.
    df : int
        Degrees of freedom: primary sampling units less strata, of those with somebody in the domain.
    deff : float or None
        Variance against that of a simple random sample of ``n``, drawn with replacement: V / (p (1 − p) / (n − 1)).
        None where the share is 0 or 1 (there the variance is 0, and tells nothing), or where there is no variance.
    n_effective : float
        Size of a simple random sample that is as precise: n / deff, but never more than ``n``, as Korn and Graubard
        (1998) advise; where ``deff`` is None, (Σw)² / Σw² after Kish.
    lonely : int
        How many strata have one primary sampling unit alone. Its deviation is then taken from the mean of all units,
        not from its own, which would be 0: this rather overstates the variance than understates it, as the choice
        "adjust" of the R package survey does. A reader must be told.
    simple : bool
        Whether the sample has neither weights nor strata nor clusters.
    """

    share: float | None
    n: int
    variance: float | None
    df: int
    deff: float | None
    n_effective: float
    lonely: int = 0
    simple: bool = False

    @property
    def standard_error(self) -> float | None:
        """Square root of the variance."""
        return None if self.variance is None else self.variance**0.5


class Sample:
    """The design of a sample: weights, strata and clusters, each optional.

    Parameters
    ----------
    rows : int
        Number of respondents.
    weights : array of float, optional
        Not negative and finite; a row of weight 0 takes no part, but its primary sampling unit does.
    strata, clusters : array of int, optional
        One code for each row. A cluster lies within its stratum: the same code in another stratum is another cluster.
        Rows whose code is below 0 count as one stratum more, or as one cluster more in their stratum.

    Raises
    ------
    ValueError
        A weight that is negative or not a number, or an array of another length.

    Examples
    --------
    >>> Sample(4).share(np.array([True, True, True, False])).share
    0.75
    """

    def __init__(
        self,
        rows: int,
        weights: npt.ArrayLike | None = None,
        strata: npt.ArrayLike | None = None,
        clusters: npt.ArrayLike | None = None,
    ) -> None:
        if any(np.shape(one) != (rows,) for one in (weights, strata, clusters) if one is not None):
            raise ValueError("weights, strata and clusters hold one entry for each row")
        self.rows = rows
        self.weights: Real | None = None if weights is None else np.asarray(weights, dtype=np.float64)
        if self.weights is not None and not bool(np.all(np.isfinite(self.weights) & (self.weights >= 0))):
            raise ValueError("a weight is negative or not a number")
        self._stratum: Whole | None = None
        self._unit: Whole | None = None
        self._units = np.array([rows])
        """How many primary sampling units each stratum has."""
        self._home = np.zeros(1, dtype=np.int64)
        """The stratum of each unit, where the units are clusters."""
        if strata is not None:
            self._stratum, found = ranks(np.asarray(strata))
            self._units = np.bincount(self._stratum, minlength=found)
        if clusters is not None:
            named, found = ranks(np.asarray(clusters))
            pairs = named if self._stratum is None else self._stratum * found + named
            self._unit, units = ranks(pairs)
            self._home = np.zeros(units, dtype=np.int64)
            if self._stratum is not None:
                self._home[self._unit] = self._stratum
            self._units = np.bincount(self._home, minlength=len(self._units))

    @property
    def simple(self) -> bool:
        """Whether it has neither weights nor strata nor clusters."""
        return self.weights is None and self._stratum is None and self._unit is None

    @property
    def df(self) -> int:
        """Degrees of freedom of the design: primary sampling units less strata."""
        return int(self._units.sum()) - len(self._units)

    @property
    def lonely(self) -> int:
        """How many strata have one primary sampling unit alone."""
        return int((self._units == 1).sum())

    def share(self, member: npt.ArrayLike, domain: npt.ArrayLike | None = None) -> Design:
        """Return the share of the members among the rows of a domain (all rows, where none is given)."""
        inside = True if domain is None else np.asarray(domain, dtype=bool)
        return self.table(np.where(inside, np.asarray(member, dtype=bool), np.int8(-1)), 2).share([1])

    def table(self, cells: npt.ArrayLike, size: int) -> Table:
        """Return the totals of the cells of a table and how they vary: one pass over the rows for all its shares.

        Parameters
        ----------
        cells : array of int
            For each row its cell, from 0 to ``size`` − 1; below 0 for rows that are in no cell.
        size : int
            How many cells there are. A question by a group makes cells numbered group · options + option.

        Raises
        ------
        ValueError
            A cell that is not below ``size``.

        Examples
        --------
        >>> table = Sample(6).table(np.array([0, 0, 1, 2, 3, -1]), 4)
        >>> table.share([0], domain=[0, 1]).share, table.share([2], domain=[2, 3]).n
        (0.6666666666666666, 2)
        """
        cell = np.asarray(cells)
        if cell.shape != (self.rows,) or (cell.size and int(cell.max()) >= size):
            raise ValueError("cells hold one entry for each row, all below size")
        inside = cell >= 0
        if self.weights is not None:
            inside &= self.weights > 0
        kept = np.flatnonzero(inside)
        code = cell[kept].astype(np.int64)
        weight = np.ones(len(kept)) if self.weights is None else self.weights[kept]
        strata = len(self._units)
        place = code if self._stratum is None else self._stratum[kept] * size + code
        sums = np.bincount(place, weight, strata * size).reshape(strata, size)
        squares = np.bincount(place, weight * weight, strata * size).reshape(strata, size)
        counts = np.bincount(place, minlength=strata * size).reshape(strata, size)
        alone = self._units == 1
        everyone = max(int(self._units.sum()), 1)
        centre = np.where(alone[:, None], sums.sum(axis=0) / everyone, sums / np.maximum(self._units, 1)[:, None])
        factor = np.where(alone, 1.0, self._units / np.maximum(self._units - 1, 1))
        if self._unit is None:
            # Σ (t − c)(t − c)' over rows that have weight in one cell at most, without going through them again.
            covariance = (
                np.diag(np.einsum("h,hi->i", factor, squares))
                - np.einsum("h,hi,hj->ij", factor, sums, centre)
                - np.einsum("h,hi,hj->ij", factor, centre, sums)
                + np.einsum("h,hi,hj->ij", factor * self._units, centre, centre)
            )
            present: npt.NDArray[Any] = counts
            home = np.arange(strata)
        else:
            covariance, present = self._by_cluster(self._unit[kept], code, weight, centre, factor)
            home = self._home
        return Table(
            sums.sum(axis=0),
            squares.sum(axis=0),
            counts.sum(axis=0),
            covariance if everyone > 1 else None,
            present,
            home,
            int(alone.sum()),
            self.simple,
        )

    def _by_cluster(
        self, unit: Whole, code: Whole, weight: Real, centre: Real, factor: Real
    ) -> tuple[Real, npt.NDArray[np.bool_]]:
        """Return the covariance of the totals, and in which cells each cluster has anybody; few clusters at a time."""
        units, size = len(self._home), centre.shape[1]
        step = max(_BLOCK // size, 1)
        if units > step:
            order = np.argsort(unit, kind="stable")
            unit, code, weight = unit[order], code[order], weight[order]
        covariance = np.zeros((size, size))
        present = np.zeros((units, size), dtype=bool)
        for start in range(0, units, step):
            stop = min(start + step, units)
            rows = slice(None) if units <= step else slice(*np.searchsorted(unit, (start, stop)))
            place = (unit[rows] - start) * size + code[rows]
            sums = np.bincount(place, weight[rows], (stop - start) * size).reshape(-1, size)
            present[start:stop] = sums > 0
            home = self._home[start:stop]
            deviation = sums - centre[home]
            covariance += np.einsum("ui,uj->ij", deviation * factor[home, None], deviation)
        return covariance, present


@dataclass(frozen=True, eq=False)
class Table:
    """The weighted totals of the cells of a table, and all that the precision of their shares needs.

    ``totals`` and ``squares`` are the sums of the weights of each cell and of their squares; ``counts`` its rows;
    ``covariance`` that of the totals (None where there is one primary sampling unit alone). ``present`` says how many
    primary sampling units of each stratum (or whether each cluster) have somebody in each cell; ``home`` is the stratum
    of each row of ``present``. ``lonely`` and ``simple`` are as in :class:`Design`.
    """

    totals: Real
    squares: Real
    counts: Whole
    covariance: Real | None
    present: npt.NDArray[np.int64 | np.bool_]
    home: Whole
    lonely: int
    simple: bool

    def share(self, members: Sequence[int], domain: Sequence[int] | None = None) -> Design:
        """Return the share of some cells among those of a domain (all cells, where none is given)."""
        inside = self._cells(domain)
        n = int(self.counts[inside].sum())
        if n == 0:
            return Design(None, 0, None, 0, None, 0.0, self.lonely, self.simple)
        total = float(self.totals[inside].sum())
        value = min(float(self.totals[self._cells(members) & inside].sum()) / total, 1.0)
        variance = self.covariance_of((members, domain), (members, domain))
        kish = total**2 / float(self.squares[inside].sum())
        if variance is None or n == 1 or not 0 < value < 1:
            return Design(value, n, variance, self._df(inside), None, kish, self.lonely, self.simple)
        deff = variance * (n - 1) / (value * (1 - value))
        return Design(value, n, variance, self._df(inside), deff, n / max(deff, 1.0), self.lonely, self.simple)

    def covariance_of(
        self,
        one: tuple[Sequence[int], Sequence[int] | None],
        other: tuple[Sequence[int], Sequence[int] | None],
    ) -> float | None:
        """Return the covariance of two shares, each given by its members and its domain.

        Of a share with itself it is the variance. Shares of two groups vary together where clusters hold people of
        both. None where nothing can be said.
        """
        first, second = self._scores(*one), self._scores(*other)
        if self.covariance is None or first is None or second is None:
            return None
        value = float(np.einsum("i,ij,j->", first, self.covariance, second))
        return max(value, 0.0) if one == other else value

    def df(self, *domains: Sequence[int]) -> int:
        """Return the degrees of freedom of what rests on these cells together (all cells, where none are given)."""
        return self._df(self._cells([cell for domain in domains for cell in domain] if domains else None))

    def _cells(self, cells: Sequence[int] | None) -> npt.NDArray[np.bool_]:
        """Return for each cell of the table whether it is one of these."""
        found = np.full(len(self.totals), cells is None)
        if cells is not None:
            found[list(cells)] = True
        return found

    def _scores(self, members: Sequence[int], domain: Sequence[int] | None) -> Real | None:
        """Return what one unit of weight in each cell adds to the linearised share."""
        inside = self._cells(domain)
        total = float(self.totals[inside].sum())
        if total == 0:
            return None
        member = self._cells(members) & inside
        value = float(self.totals[member].sum()) / total
        return np.asarray((member - value * inside) / total)

    def _df(self, inside: npt.NDArray[np.bool_]) -> int:
        """Return primary sampling units less strata, of those with somebody in these cells."""
        found = self.present[:, inside]
        units = int(found.any(axis=1).sum()) if found.dtype == bool else int(found.sum())
        return units - len(np.unique(self.home[found.any(axis=1)]))
