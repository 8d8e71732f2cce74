"""Days between dates that may be partial: an exact number where both days are known, else the bounds."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ogpkit.dossier.base import PartialDate
from ogpkit.indicators.definition import IndicatorValue

__all__ = ["PARTIAL", "Bounds", "between", "bounded", "covered", "median_of", "months_after"]

PARTIAL = "some dates are known to the month or year alone"
"""Why a number is mostly known by its bounds alone."""


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a number can be; equal where it is known exactly."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.low == self.high


def between(start: PartialDate, end: PartialDate) -> Bounds:
    """Return how many days lie from ``start`` to ``end``; below nought where ``end`` comes first.

    Examples
    --------
    >>> from ogpkit.dossier.base import partial_date
    >>> between(partial_date("2024-03-01"), partial_date("2024-03-11"))
    Bounds(low=10, high=10)
    >>> between(partial_date("2024-02"), partial_date("2024-03-11"))
    Bounds(low=11, high=39)
    """
    return Bounds((end.first - start.last).days, (end.last - start.first).days)


def _later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_after(date: PartialDate, months: int) -> PartialDate:
    """Return the date ``months`` calendar months later: the same day, or the last one of a month that is too short.

    Examples
    --------
    >>> from ogpkit.dossier.base import partial_date
    >>> later = months_after(partial_date("2023-12-31"), 2)
    >>> later.first.isoformat(), later.exact
    ('2024-02-29', True)
    """
    first, last = _later(date.first, months), _later(date.last, months)
    return PartialDate(text=f"{first} to {last}" if first < last else first.isoformat(), first=first, last=last)


def median_of(ages: Sequence[Bounds]) -> Bounds:
    """Return the bounds of the median of numbers that are known by their bounds.

    The median never falls where a number rises; so its bounds are the medians of the bounds.

    Examples
    --------
    >>> median_of([Bounds(1, 1), Bounds(2, 8), Bounds(5, 5)])
    Bounds(low=2, high=5)
    """
    return Bounds(median(one.low for one in ages), median(one.high for one in ages))


def _union(spans: Sequence[tuple[datetime.date, datetime.date]]) -> int:
    days, end = 0, datetime.date.min
    for first, last in sorted(spans):
        if last > end:
            days += (last - max(first, end + datetime.timedelta(days=1))).days + 1
            end = last
    return days


def _needed(
    windows: Sequence[tuple[datetime.date, datetime.date]], certain: Sequence[tuple[datetime.date, datetime.date]]
) -> int:
    """Return on how few further days all events can have been of which only a window is known."""
    days, day = 0, datetime.date.min
    for first, last in sorted(windows, key=lambda window: window[1]):
        met = first <= day or any(begun <= last and first <= ended for begun, ended in certain)
        if not met:
            days, day = days + 1, last
    return days


def covered(spans: Sequence[tuple[PartialDate, PartialDate, int | None]]) -> Bounds:
    """Return how many days of the calendar events take, a day with two of them counted once.

    An event is given by its first date, its last one, and how many days it takes at most (None where it takes all from
    the first to the last, else only these two are certain). The least is the days on which an event is certain, or one;
    the most is the days on which one is possible, or the sum of what each can take.

    Examples
    --------
    >>> from ogpkit.dossier.base import partial_date
    >>> day = [partial_date(f"2024-03-{number:02}") for number in range(1, 32)]
    >>> covered([(day[0], day[9], None), (day[5], day[14], None)])
    Bounds(low=15, high=15)
    """
    certain = [(start.last, end.first) for start, end, most in spans if start.last <= end.first and most is None]
    for start, end, most in spans:
        certain += [(date.first, date.last) for date in (start, end) if most is not None and date.exact]
    possible = [(start.first, max(end.last, start.first)) for start, end, _ in spans]
    longest = sum(
        (last - first).days + 1 if most is None else most
        for (first, last), (_, _, most) in zip(possible, spans, strict=True)
    )
    high = min(_union(possible), longest)
    return Bounds(min(_union(certain) + _needed(possible, certain), high), high)


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def bounded(
    name: str, entity: str, bounds: Bounds, n: int | None, total: int | None, *flags: str, why: str = ""
) -> IndicatorValue:
    """Return an indicator that is a number where it is known exactly, and else only its bounds, told in a flag.

    Examples
    --------
    >>> found = bounded("process-months", "plan", Bounds(1.2, 3), 2, 2, why="dates are partial")
    >>> found.value, found.low, found.high, found.flags
    (None, 1.2, 3, ('between 1.2 and 3: dates are partial',))
    """
    said = tuple(flag for flag in flags if flag)
    if bounds.exact:
        return IndicatorValue(name, entity, _plain(bounds.low), n, total, said)
    low, high = _plain(bounds.low), _plain(bounds.high)
    return IndicatorValue(
        name, entity, None, n, total, (f"between {low} and {high}: {why or PARTIAL}", *said), low=low, high=high
    )
