"""Shares as they are printed in figures of surveys: whole percents, with their counts."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from ogpkit.indicators.definition import percent

__all__ = ["axis_end", "in_points", "in_words", "n_of", "whole_percent"]

_ENDS = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def whole_percent(count: int, total: int) -> str:
    r"""Return ``count`` of ``total`` as a whole percent, rounded half-up; "–" where ``total`` is 0.

    Examples
    --------
    >>> whole_percent(1, 8).replace("\xa0", " "), whole_percent(0, 0)
    ('13 %', '–')
    """
    found = percent(count, total)
    return "–" if found is None else f"{found}\xa0%"


def in_words(share: float) -> str:
    r"""Return a share from 0 to 1 as a whole percent, rounded half-up.

    Examples
    --------
    >>> in_words(0.125).replace("\xa0", " "), in_words(0.29 * 0.5).replace("\xa0", " ")
    ('13 %', '15 %')
    """
    return f"{floor(round(100 * share, 9) + 0.5)}\xa0%"


def in_points(difference: float) -> str:
    """Return a difference of two shares in whole percentage points, with its sign; a half is rounded away from zero.

    Examples
    --------
    >>> in_points(0.125), in_points(-0.125), in_points(-0.001)
    ('+13', '−13', '0')
    """
    points = floor(round(100 * abs(difference), 9) + 0.5)
    return f"{'+' if difference > 0 else '−'}{points}" if points else "0"


def n_of(count: int, total: int | None = None) -> str:
    r"""Return a count with what it is part of.

    Examples
    --------
    >>> n_of(1234, 2000).replace("\xa0", " "), n_of(12)
    ('1,234 of 2,000', '12')
    """
    return f"{count:,}" if total is None else f"{count:,}\xa0of\xa0{total:,}"


def axis_end(shares: Iterable[float]) -> float:
    """Return where an axis ends that has room for all shares.

    Examples
    --------
    >>> axis_end([0.1, 0.33]), axis_end([]), axis_end([1.0])
    (0.4, 0.1, 1.0)
    """
    most = max(shares, default=0.0)
    return next((end for end in _ENDS if most <= end), 1.0)
