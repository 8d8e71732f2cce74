"""Putting small categories together, so that no published count stands for fewer people than the threshold.

Categories are never deleted from a table: a table with a hole tells the hole by its totals. They are joined instead, so
that each table is whole and each number in it is the threshold or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Counts", "Partition", "coarser", "joined_columns", "joined_rows", "partition", "tabled"]

Partition = tuple[tuple[int, ...], ...]
"""Which categories stand together: each inner tuple is one published category, by index."""

Counts = npt.NDArray[np.int64]
"""Numbers of people: rows and columns of a table."""


def partition(
    counts: Sequence[int], threshold: int, *, ordered: bool = False, bands: Sequence[int] = ()
) -> Partition | None:
    """Return the finest grouping found in which every category counts ``threshold`` people or more.

    Of categories in an order only neighbours are joined, those of one band first (``bands`` gives each category's:
    low, middle, high), so that the share of the top categories stays known where it can. Of others, those that are too
    small are joined, and where that is not enough the smallest of the rest with them.

    Returns
    -------
    tuple of tuples of int, or None
        None where all would have to be joined: then nothing can be told but how many answered.

    Examples
    --------
    >>> partition([40, 3, 60, 4], 10)
    ((0, 1, 3), (2,))
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
            other = min(near, key=lambda one: (_apart(groups[first], groups[one], bands), sizes[one], one))
        else:
            rest = (one for one in range(len(groups)) if one != first)
            other = min(rest, key=lambda one: (sizes[one] >= threshold, sizes[one], one))
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


def _rows_joined(table: Counts, threshold: int, *, ordered: bool, untold: int | None) -> Partition | None:
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
        other = min(near, key=lambda one: (one not in small, rows[one].sum(), one))
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
    table: Counts, columns: Sequence[Partition], threshold: int, *, ordered: bool = False, untold: int | None = None
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
        rows = _rows_joined(joined_columns(table, groups), threshold, ordered=ordered, untold=untold)
        if rows is not None and (best is None or len(rows) > len(best[0])):
            best = (rows, groups)
    return best
