"""What is counted in the answers to one question: rates as numerator and denominator, and the median category."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["median_category", "top_box"]


def top_box(counts: Sequence[int], top: int = 2) -> tuple[int, int]:
    """Return how many valid answers are in the top categories of a rating, and how many valid answers there are.

    Parameters
    ----------
    counts : sequence of int
        Valid answers by category, lowest category first. Blanks and "don't know" are not among them.
    top : int
        How many categories count as the top; fewer than there are.

    Raises
    ------
    ValueError
        ``top`` leaves no category below it, or a count is negative.

    Examples
    --------
    >>> top_box([5, 10, 20, 40, 25])
    (65, 100)
    """
    if not 0 < top < len(counts) or min(counts) < 0:
        raise ValueError("the top is part of the categories, and no count is negative")
    return sum(counts[-top:]), sum(counts)


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
