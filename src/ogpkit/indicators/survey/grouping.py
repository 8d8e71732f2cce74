"""Putting small categories together, so that no published count stands for fewer people than the threshold.

Categories are never deleted from a table: a table with a hole tells the hole by its totals. They are joined instead, so
that each table is whole and each number in it is the threshold or more.

With whom a small one is joined is drawn by lot. Were it always the smallest other one, whoever knows the rule could
work back from who was joined to how many they are. The lot hangs on all answers of the survey together (:class:`Lot`),
so the same survey is always published alike, and nobody without its answers can draw it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Counts", "Lot", "Partition", "coarser", "joined_columns", "joined_rows", "partition", "tabled"]

Partition = tuple[tuple[int, ...], ...]
"""Which categories stand together: each inner tuple is one published category, by index."""

Counts = npt.NDArray[np.int64]
"""Numbers of people: rows and columns of a table."""


_AMONG = 3


class Lot:
    """Draws by lot, the same for the same seed and question.

    Examples
    --------
    >>> Lot(b"answers").drawn("age", [3, 5, 7]) == Lot(b"answers").drawn("age", [3, 5, 7])
    True
    """

    def __init__(self, seed: bytes = b"") -> None:
        self.seed = seed

    def drawn(self, what: object, among: Sequence[int]) -> int:
        """Return one of several numbers."""
        told = hashlib.sha256(self.seed + repr((what, tuple(among))).encode()).digest()
        return among[int.from_bytes(told[:8]) % len(among)]


def partition(
    counts: Sequence[int],
    threshold: int,
    *,
    ordered: bool = False,
    bands: Sequence[int] = (),
    lot: Lot | None = None,
    what: object = "",
) -> Partition | None:
    """Return the finest grouping found in which every category counts ``threshold`` people or more.

    Of categories in an order only neighbours are joined, those of one band first (``bands`` gives each category's:
    low, middle, high), so that the share of the top categories stays known where it can. Of others, those that are too
    small are joined, and where that is not enough one of the three smallest of the rest with them, by ``lot``; ``what``
    names the question to it.

    Returns
    -------
    tuple of tuples of int, or None
        None where all would have to be joined: then nothing can be told but how many answered.

    Examples
    --------
    >>> partition([40, 30, 60, 4, 7], 10)
    ((0,), (1,), (2,), (3, 4))
    >>> partition([3, 20, 30, 40, 50], 10, ordered=True)
    ((0, 1), (2,), (3,), (4,))
    >>> partition([6, 5], 10) is None
    True
    """
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(counts))]
    sizes = [int(count) for count in counts]
    while len(groups) > 1 and min(sizes) < threshold:
        first = min(range(len(groups)), key=lambda one: (sizes[one], one))
        if ordered:
            near = [one for one in (first - 1, first + 1) if 0 <= one < len(groups)]
            near = [one for one in near if not _apart(groups[first], groups[one], bands)] or near
        else:
            rest = [one for one in range(len(groups)) if one != first]
            near = [one for one in rest if sizes[one] < threshold] or sorted(rest, key=lambda one: (sizes[one], one))
        other = (lot or Lot()).drawn((what, groups[first]), sorted(near[:_AMONG]))
        low, high = sorted((first, other))
        groups[low] = tuple(sorted((*groups[low], *groups.pop(high))))
        sizes[low] += sizes.pop(high)
    if len(groups) < 2 or min(sizes) < threshold:
        return None
    return tuple(groups)


def _apart(one: tuple[int, ...], other: tuple[int, ...], bands: Sequence[int]) -> bool:
    return bool(bands) and {bands[number] for number in one} != {bands[number] for number in other}


def joined_columns(table: Counts, groups: Partition) -> Counts:
    """Return a table whose columns are joined as ``groups`` says.

    Examples
    --------
    >>> joined_columns(np.array([[1, 2, 3]]), ((0, 2), (1,))).tolist()
    [[4, 2]]
    """
    return np.stack([table[:, list(group)].sum(axis=1) for group in groups], axis=1)


def joined_rows(table: Counts, groups: Partition) -> Counts:
    """Return a table whose rows are joined as ``groups`` says."""
    return joined_columns(table.T, groups).T


def coarser(counts: Sequence[int], *, ordered: bool, bands: Sequence[int] = ()) -> Iterator[Partition]:
    """Go through groupings of categories from the finest to one of two categories.

    A rating's are all its categories, then its bands, then the top against the rest; of other questions the smallest
    are joined one by one, neighbours alone where they stand in an order.

    Examples
    --------
    >>> list(coarser([5, 9, 7], ordered=False))
    [((0,), (1,), (2,)), ((0, 2), (1,))]
    >>> list(coarser([1, 1, 1, 1, 1], ordered=True, bands=(0, 0, 1, 2, 2)))[1:]
    [((0, 1), (2,), (3, 4)), ((0, 1, 2), (3, 4))]
    """
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(counts))]
    yield tuple(groups)
    if bands:
        levels = sorted(set(bands))
        by_band = tuple(tuple(n for n, band in enumerate(bands) if band == level) for level in levels)
        for found in (by_band, (tuple(n for group in by_band[:-1] for n in group), by_band[-1])):
            if 1 < len(found) < len(groups) and all(found):
                yield found
        return
    sizes = [int(count) for count in counts]
    while len(groups) > 2:
        first = min(range(len(groups)), key=lambda one: (sizes[one], one))
        near = [one for one in range(len(groups)) if (abs(one - first) == 1 if ordered else one != first)]
        low, high = sorted((first, min(near, key=lambda one: (sizes[one], one))))
        groups[low] = tuple(sorted((*groups[low], *groups.pop(high))))
        sizes[low] += sizes.pop(high)
        yield tuple(groups)


def _rows_joined(
    table: Counts, threshold: int, *, ordered: bool, untold: int | None, lot: Lot, what: object
) -> Partition | None:
    """Return the grouping of rows in which every cell is ``threshold`` or more; None where fewer than two would stay.

    ``untold`` is the row of those who named no group. How many they are is known, so they hide nobody: the other rows
    are made safe without them, and they join the largest one where they cannot stand alone.
    """
    told = [number for number in range(len(table)) if number != untold]
    groups: list[tuple[int, ...]] = [(number,) for number in told]
    rows = [np.asarray(table[number]) for number in told]
    while len(groups) > 1:
        small = [one for one, row in enumerate(rows) if row.min() < threshold]
        if not small:
            break
        first = min(small, key=lambda one: (rows[one].sum(), one))
        near = [one for one in range(len(groups)) if (abs(one - first) == 1 if ordered else one != first)]
        near = sorted(near, key=lambda one: (one not in small, rows[one].sum(), one))
        other = lot.drawn((what, groups[first]), sorted(near[:_AMONG]))
        low, high = sorted((first, other))
        groups[low] = tuple(sorted((*groups[low], *groups.pop(high))))
        rows[low] = rows[low] + rows.pop(high)
    if len(groups) < 2 or min(row.min() for row in rows) < threshold:
        return None
    if untold is not None:
        if table[untold].min() >= threshold:
            groups.append((untold,))
        elif table[untold].sum():
            largest = max(range(len(groups)), key=lambda one: (rows[one].sum(), -one))
            groups[largest] = (*groups[largest], untold)
    return tuple(groups)


def tabled(
    table: Counts,
    columns: Sequence[Partition],
    threshold: int,
    *,
    ordered: bool = False,
    untold: int | None = None,
    lot: Lot | None = None,
    what: object = "",
) -> tuple[Partition, Partition] | None:
    """Return how rows and columns of a table are joined so that every cell is ``threshold`` or more.

    Of all ``columns`` that are tried, from the finest on, the one that keeps the most rows apart is taken, and of those
    the finest.

    Parameters
    ----------
    table : array of int, groups by answers
        The counts.
    columns : sequence of Partition
        The groupings of the answers that may be used, the finest first.
    threshold : int
        The least count that may be published.
    ordered : bool
        Whether the groups stand in an order, so that only neighbours are joined.
    untold : int or None
        The row of those who named no group, where there are any.
    lot : Lot or None
        Draws with whom a small row is joined; ``what`` names the table to it.

    Returns
    -------
    tuple of Partition and Partition, or None
        Rows and columns; None where no table of two rows and two columns is safe.

    Examples
    --------
    >>> table = np.array([[30, 4, 20], [25, 15, 30], [2, 12, 11]])
    >>> tabled(table, [((0,), (1,), (2,)), ((0, 1), (2,))], 10)
    (((0,), (1,), (2,)), ((0, 1), (2,)))
    """
    best: tuple[Partition, Partition] | None = None
    for groups in columns:
        joined = joined_columns(table, groups)
        rows = _rows_joined(joined, threshold, ordered=ordered, untold=untold, lot=lot or Lot(), what=(what, groups))
        if rows is not None and (best is None or len(rows) > len(best[0])):
            best = (rows, groups)
    return best
