"""The date that somebody meant who wrote it another way than this kit reads it."""

from __future__ import annotations

import datetime
import re

from ogpkit.dossier.base import FIRST_YEAR, LAST_YEAR

__all__ = ["looks_like_a_date", "meant_date"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_EXCEL = datetime.date(1899, 12, 30)
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})(?:[./-](\d{1,4}))?(?:[T ][\d:.]+Z?)?")
_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2}),?)?,? (\d{4})", re.IGNORECASE)


def looks_like_a_date(text: str) -> bool:
    """Return whether a text is a date written another way, be it known which day is meant or not.

    Examples
    --------
    >>> looks_like_a_date("01/02/2024"), looks_like_a_date("soon")
    (True, False)
    """
    return len(text) <= 40 and (_PARTS.fullmatch(text) is not None or meant_date(text) is not None)


def meant_date(text: str) -> str | None:
    """Return a date as the kit reads it, where only one can be meant; else None.

    Dots part a day from the month after it everywhere. Between slashes either may come first, so that only a number
    above twelve tells them apart. Five digits are how Excel counts days.

    Examples
    --------
    >>> [meant_date(text) for text in ["15.07.2024", "07/15/2024", "Jul 2024", "45488", "01/02/2024"]]
    ['2024-07-15', '2024-07-15', '2024-07', '2024-07-15', None]
    """
    text = text.strip()
    if len(text) > 40:
        return None
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if found:
        return _date(*found.groups())
    if re.fullmatch(r"[34]\d{4}", text) and int(text) >= 36526:  # 2000-01-01
        return (_EXCEL + datetime.timedelta(days=int(text))).isoformat()
    found = _WORDS.fullmatch(text)
    if found:
        before, name, after, year = found.groups()
        months = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name.casefold())]
        return _date(year, str(months[0]), before or after) if len(months) == 1 and not (before and after) else None
    found = re.fullmatch(r"(\d{1,2})[./-](\d{4})", text)
    if found:
        return _date(found[2], found[1], None)
    found = _PARTS.fullmatch(text)
    return None if found is None else _in_order(text, *found.groups())


def _in_order(text: str, first: str, second: str, third: str | None) -> str | None:
    if len(first) == 4:
        return _date(first, second, third)
    if third is None:
        return None
    if len(third) != 4 or len(first) > 2:
        return None
    if "." in text or int(first) > 12 or first == second:
        return _date(third, second, first)
    return _date(third, first, second) if int(second) > 12 else None


def _date(year: str, month: str, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    return date.isoformat() if day else date.isoformat()[:7]
