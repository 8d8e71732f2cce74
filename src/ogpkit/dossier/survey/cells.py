"""The cells of a sheet: what they say as text, and what their places are called."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import Any

__all__ = ["address", "columns_of", "rows_of", "spans_columns", "text_of_cell", "touches"]

_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")


def text_of_cell(cell: Any) -> str | None:
    """Return a cell as it would be typed into a plain table, or None where it is empty.

    Examples
    --------
    >>> [text_of_cell(cell) for cell in (1.0, 2.5, True, datetime.date(2024, 3, 1), "007", None)]
    ['1', '2.5', 'TRUE', '2024-03-01', '007', None]
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell) if "_x" in cell else cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def _letters(place: int) -> str:
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(place: int, row: int) -> str:
    """Return what a spreadsheet program calls a cell: its column, counted from 0, and its row, from 1.

    Examples
    --------
    >>> address(0, 1), address(27, 12)
    ('A1', 'AB12')
    """
    return f"{_letters(place)}{row}"


def rows_of(merged: str) -> tuple[int, int]:
    """Return the first and the last row of merged cells, such as B1:D1."""
    top, bottom = (int(re.sub(r"\D", "", corner)) for corner in merged.split(":"))
    return top, bottom


def columns_of(merged: str) -> tuple[int, int]:
    """Return the first and the last column of merged cells, counted from 0.

    Examples
    --------
    >>> columns_of("B1:D1")
    (1, 3)
    """
    left, right = (re.sub(r"\d", "", corner) for corner in merged.split(":"))
    return _place(left), _place(right)


def _place(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def spans_columns(merged: str) -> bool:
    """Return whether merged cells lie in more than one column."""
    left, right = columns_of(merged)
    return right > left


def touches(merged: str, places: Collection[int]) -> bool:
    """Return whether merged cells lie in one of some columns."""
    left, right = columns_of(merged)
    return any(left <= place <= right for place in places)
