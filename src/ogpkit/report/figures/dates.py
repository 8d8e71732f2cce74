"""Dates of which only the year or the month may be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["PartialDate"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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
    def read(cls, text: str) -> PartialDate:
        """Read "2021", "2021-06" or "2021-06-15".

        Raises
        ------
        ValueError
            Where the text is none of these.
        """
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                f'"{text}" is not a date; expected a year, a month or a day as in 2021, 2021-06 or 2021-06-15'
            )
        year, month, day = int(match[1]), match[2], match[3]
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31), str(year))
        first = date(year, int(month), int(day or 1))
        name = f"{_MONTHS[first.month - 1]} {year}"
        if day is not None:
            return cls(first, first, f"{first.day} {name}")
        after = date(year + first.month // 12, first.month % 12 + 1, 1)
        return cls(first, after - timedelta(days=1), name)

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
