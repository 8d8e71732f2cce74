"""The median category of the answers to one question."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["median_category"]


def median_category(counts: Sequence[int]) -> tuple[int, int] | None:
    """Return the indexes of the lower and the upper median category; None where there is no answer.

    They differ only where exactly half of the answers lie up to one category and the others start above it. No number
    is put between two categories: a rating is an order, not a measure.

    Raises
    ------
    ValueError
        A count is negative.

    Examples
    --------
    >>> median_category([5, 10, 20, 40, 25]), median_category([3, 0, 3])
    ((3, 3), (0, 2))
    """
    if counts and min(counts) < 0:
        raise ValueError("no count is negative")
    total = sum(counts)
    if total == 0:
        return None
    return _category(counts, (total + 1) // 2), _category(counts, total // 2 + 1)


def _category(counts: Sequence[int], place: int) -> int:
    """Return the category of the answer at this place in the order, counted from 1."""
    reached = 0
    for category, count in enumerate(counts):
        reached += count
        if reached >= place:
            return category
    raise AssertionError("the place lies within the counts")
