"""How wide the columns of a table are, and how small its letters have to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.report.pdf.text import width

__all__ = ["Columns", "fit"]

TEXT_WIDTH = 442.0
"""Points between the margins of the page; ``theme.typ`` sets them."""

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
_PADDING = 13.0
_LONGEST_WORD = 11.0
"""Ems; no column is widened for a longer word, such as an address, which is broken instead."""
_LONGEST_LINE = 45.0


@dataclass(frozen=True)
class Columns:
    """The size of letters in points, the widths in points, and from how many characters on a word is broken."""

    size: float
    widths: tuple[float, ...]
    breaks: tuple[int, ...]


def fit(columns: Sequence[Sequence[str]], room: float = TEXT_WIDTH) -> Columns:
    """Return widths for ``columns``, each given as the texts of its cells, head included, in ``room`` points.

    The largest size is taken at which every word has room; what is left goes to the columns with long texts.

    Examples
    --------
    >>> fit([["Meetings", "Invitations"], ["n", "30"]]).size
    9.5
    >>> sum(fit([["a long text " * 9], ["n"]]).widths)
    442.0
    """
    words = [max((_longest_word(cell) for cell in column), default=0.5) for column in columns]
    lines = [
        max(word, *(min(width(cell), _LONGEST_LINE) for cell in column), 1.5)
        for word, column in zip(words, columns, strict=True)
    ]
    size = next((size for size in _SIZES if _sum(words, size) <= room), _SIZES[-1])
    widths = [line * size * 1.08 + _PADDING for line in lines]
    if sum(widths) > room:
        least = [word * size * 1.08 + _PADDING for word in words]
        spare = room - sum(least)
        if spare >= 0:
            wishes = [wide - few for wide, few in zip(widths, least, strict=True)]
            widths = [few + spare * wish / (sum(wishes) or 1) for few, wish in zip(least, wishes, strict=True)]
        else:
            widths = [few * room / sum(least) for few in least]
    breaks = tuple(max(2, int((wide - _PADDING) / (size * 0.62))) for wide in widths)
    return Columns(size, tuple(round(wide, 2) for wide in widths), breaks)


def _sum(words: Sequence[float], size: float) -> float:
    return sum(word * size * 1.08 + _PADDING for word in words)


def _longest_word(text: str) -> float:
    return min(max((width(word) for word in text.split(" ")), default=0.5), _LONGEST_WORD)
