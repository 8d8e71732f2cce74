"""Intervals of estimates as lines with caps; only probability samples have them."""

from __future__ import annotations

from matplotlib.path import Path

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.figures.shares import in_words
from ogpkit.report.figures.style import INK, Sheet

__all__ = ["bounds_in_words", "check_interval", "level_in_words", "whisker"]


def check_interval(label: str, interval: Interval | None) -> None:
    """Check that the estimate lies within its bounds.

    Raises
    ------
    ValueError
        Where it does not, or they are not shares from 0 to 1. The message names the row.

    Examples
    --------
    >>> check_interval("Women", Interval(0.6, 0.5, 0.7))
    """
    if interval and not 0 <= interval.low <= interval.share <= interval.high <= 1:
        raise ValueError(
            f"{label}: {interval.share} with bounds {interval.low} and {interval.high} is no estimate of a share"
        )


def bounds_in_words(interval: Interval | None) -> str:
    r"""Return the bounds as they follow a count in brackets; nothing where there is no interval.

    Examples
    --------
    >>> bounds_in_words(Interval(0.6, 0.5, 0.7)).replace("\xa0", " "), bounds_in_words(None)
    ('; 50 % to 70 %', '')
    """
    return f"; {in_words(interval.low)} to {in_words(interval.high)}" if interval else ""


def level_in_words(interval: Interval) -> str:
    r"""Return what the interval is called.

    Examples
    --------
    >>> level_in_words(Interval(0.6, 0.5, 0.7, level=0.9)).replace("\xa0", " ")
    '90 % confidence interval'
    """
    return f"{in_words(interval.level)} confidence interval"


def whisker(sheet: Sheet, low: float, high: float, y: float, colour: str = INK) -> None:
    """Draw a line with caps between two places of the sheet."""
    for points in ([(low, y), (high, y)], [(low, y - 4), (low, y + 4)], [(high, y - 4), (high, y + 4)]):
        sheet.path(Path(points), edge=colour, line=1.5, over=4)
