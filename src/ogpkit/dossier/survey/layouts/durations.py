"""How long a response took, where a program writes when it was begun and when it was ended, and no duration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from ogpkit.dossier.survey.layouts.fields import Field

__all__ = ["HEADING", "UNREADABLE", "between", "derived", "seconds_between"]

HEADING = "duration"
"""The heading by which a codebook calls the derived duration."""

UNREADABLE = "?"
"""What stands in place of the seconds where a time cannot be read. It is no duration, so that a check names the row."""

_NUMBERS = re.compile(
    r"(?P<one>\d{1,2})(?P<sign>[/.\-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2}),? +"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
)


def derived(fields: Sequence[Field], start: Iterable[str], end: Iterable[str]) -> tuple[Field, ...]:
    """Return a column of durations, made of the one column of the beginning and the one of the end.

    Nothing where one of them is not there or is there twice, or where another column is called so already.

    Examples
    --------
    >>> fields = [Field("start", ("start",), own=True), Field("end", ("end",), own=True)]
    >>> derived(fields, ["start"], ["end"])[0].until
    'end'
    >>> derived(fields[:1], ["start"], ["end"])
    ()
    """
    found = [[one for one in fields if one.own and _called(one, words)] for words in (start, end)]
    if any(len(one) != 1 for one in found) or any(_called(one, [HEADING]) for one in fields):
        return ()
    ((first,), (last,)) = found
    return (Field(first.key, (HEADING,), own=True, until=last.key),)


def _called(one: Field, words: Iterable[str]) -> bool:
    return bool({name.casefold() for name in one.names} & set(words))


def between(columns: list[Any]) -> Any:
    """Return the seconds from the times in the first column to those in the second, as texts; see ``seconds_between``.

    It is what a :class:`~ogpkit.dossier.survey.layouts.table.Source` makes of its two columns.
    """
    import pyarrow as pa

    first, last = (column.to_pylist() for column in columns)
    return pa.array([seconds_between(one or "", other or "") for one, other in zip(first, last, strict=True)])


def seconds_between(start: str, end: str) -> str:
    """Return the seconds from one time to another, as a text.

    Times are as ISO 8601 writes them, or a day in numbers with a time of day of 12 or 24 hours. Of such days nobody
    says whether the month or the day stands first. On one and the same day it does not matter; between two it may.

    Returns
    -------
    str
        Empty where one of the two is, where the end lies before the start (a clock was put back), and where the days
        can be read in two ways that differ. A question mark, which is no duration, where one cannot be read at all.

    Examples
    --------
    >>> seconds_between("2024-03-01T10:00:00.000+02:00", "2024-03-01T08:05:30Z")
    '330.0'
    >>> seconds_between("03/01/2024 11:59:00 AM", "03/01/2024 12:01:00 PM")
    '120.0'
    >>> seconds_between("03/01/2024 10:00:00 AM", ""), seconds_between("morning", "evening")
    ('', '?')
    """
    start, end = start.strip(), end.strip()
    if not start or not end:
        return ""
    found = {took for read in (_iso, _month_first, _day_first) if (took := _took(read, start, end)) is not None}
    if not found:
        return UNREADABLE
    took = found.pop()
    return "" if found or took < timedelta() else str(took.total_seconds())


def _took(read: Callable[[str], datetime | None], start: str, end: str) -> timedelta | None:
    first, last = read(start), read(end)
    if first is None or last is None or (first.tzinfo is None) != (last.tzinfo is None):
        return None
    return last - first


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _month_first(text: str) -> datetime | None:
    return _numbers(text, "one", "two")


def _day_first(text: str) -> datetime | None:
    return _numbers(text, "two", "one")


def _numbers(text: str, month: str, day: str) -> datetime | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        # Both ends are in the time of one place, which the program does not name.
        return datetime.combine(
            date(year, int(found[month]), int(found[day])), time(hour, int(found["minute"]), int(found["second"] or 0))
        )
    except ValueError:
        return None
