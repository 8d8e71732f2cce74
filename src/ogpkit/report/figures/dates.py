"""Dates of which only the year or the month may be known, and their places on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ogpkit.dossier.base import PartialDate as DossierDate
from ogpkit.dossier.base import partial_date

__all__ = ["PartialDate", "Scale", "date_in_words", "month_start"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between two ticks


@dataclass(frozen=True)
class PartialDate:
    """A day, month or year; it took place between ``first`` and ``last``, both included.

    Examples
    --------
    >>> when = PartialDate.read("2021-06")
    >>> str(when), when.first, when.last, when.exact
    ('Jun 2021', datetime.date(2021, 6, 1), datetime.date(2021, 6, 30), False)
    """

    first: date
    last: date
    words: str

    @classmethod
    @lru_cache(maxsize=4096)  # the figures of a process ask for the same few dates again and again
    def read(cls, text: str) -> PartialDate:
        """Read "2021", "2021-06" or "2021-06-15".

        Raises
        ------
        ValueError
            Where the text is none of these.
        """
        try:
            when = partial_date(text)
        except ValueError:
            raise ValueError(
                f'"{text}" is not a date; expected a year, a month or a day as in 2021, 2021-06 or 2021-06-15'
            ) from None
        parts = len(when.text.split("-"))
        words = (f"{when.first.day}", _MONTHS[when.first.month - 1], f"{when.first.year}")
        return cls(when.first, when.last, " ".join(words[3 - parts :]))

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def precision(self) -> str:
        """What is known: "day", "month" or "year"."""
        return "day" if self.exact else "month" if self.first.month == self.last.month else "year"

    def __str__(self) -> str:
        return self.words


def date_in_words(date: DossierDate) -> str:
    r"""Return a date of a dossier as figures and tables print it; no line ends within it, as one would at a hyphen.

    Examples
    --------
    >>> date_in_words(partial_date("2021-09-07"))
    '7\xa0Sep\xa02021'
    """
    return str(PartialDate.read(date.text)).replace(" ", "\N{NO-BREAK SPACE}")


class Scale:
    """Turns days into places between two sides of the sheet, from a tick before the first day to one after the last.

    Examples
    --------
    >>> scale = Scale([date(2021, 3, 1), date(2022, 6, 1)], 0, 240)
    >>> [scale.label(tick) for tick in scale.ticks], round(scale(date(2021, 7, 1)))
    (['Jan 2021', 'Jul 2021', 'Jan 2022', 'Jul 2022'], 80)
    """

    def __init__(self, days: Sequence[date], left: float, right: float) -> None:
        self.left, self.right = left, right
        first, last = min(days), max(days)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        room = (self.right - self.left) / 59
        self.step = next((step for step in _STEPS if months / step <= room), _STEPS[-1])
        begin = (first.year * 12 + first.month - 1) // self.step * self.step
        self.ticks = [begin]
        while self.ticks[-1] <= last.year * 12 + last.month - 1:
            self.ticks.append(self.ticks[-1] + self.step)
        self.first, self.last = month_start(self.ticks[0]), month_start(self.ticks[-1])

    def __call__(self, day: date, *, after: bool = False) -> float:
        """Return the place of a day: where it begins, or where it ends."""
        days = (day - self.first).days + after
        return self.left + (self.right - self.left) * days / (self.last - self.first).days

    def label(self, tick: int) -> str:
        """Return the words at a tick."""
        day = month_start(tick)
        return str(day.year) if self.step >= 12 else str(PartialDate.read(f"{day:%Y-%m}"))


def month_start(number: int) -> date:
    """Return the first day of a month that is counted from the year 0."""
    return date(number // 12, number % 12 + 1, 1)
