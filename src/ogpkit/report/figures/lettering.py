"""Text of figures: which of it can be drawn, how wide it is, and where its lines end.

Text is measured with DejaVu Sans, which ships with matplotlib. Words are measured one by one and kept: the font sets no
letter closer to a space, so that a line is as wide as its words and spaces together. (Where signs stand alone between
words of two scripts, the sum may be a point off.)
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_right
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FAMILY", "drawable", "font", "text_width", "wrapped"]

FAMILY = "DejaVu Sans"
_SIZE = 12.0
_COMBINING = re.compile("[\u0300-\u036f]")
_SPACES = re.compile("([ \u00a0])")


@lru_cache(maxsize=16)
def font(size: float, bold: bool) -> FontProperties:
    """Return DejaVu Sans in a size in points."""
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


@cache
def _file(bold: bool) -> str:
    return findfont(font(_SIZE, bold))


@lru_cache(maxsize=16384)
def _measured(word: str, size: float, bold: bool) -> int:
    """Return the width of a word in the font's own steps, 64 to the point."""
    face: FT2Font = get_font(_file(bold))
    face.set_size(size, 72)
    with warnings.catch_warnings():
        # A script that DejaVu Sans lacks is set in the reader's own font; it is only measured a little wrong here.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        face.set_text(word, 0.0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0]


def _to_the_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = _SIZE, *, bold: bool = False) -> float:
    """Return the width of a line of text in points.

    Examples
    --------
    >>> text_width("ii") < text_width("mm") < text_width("mm", bold=True)
    True
    """
    words = [word for word in _SPACES.split(text) if word]
    if text.isascii():
        return sum(_measured(word, size, bold) for word in words) / 64
    # An accent stands on the space before it, and signs in a text from right to left part from their word.
    if any(unicodedata.category(word[0])[0] == "M" for word in words) or _to_the_left(text):
        words = [text]
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return sum(_measured(word, size, bold) for word in words) / 64 + wide * 0.45 * size


def drawable(text: str) -> str:
    """Return text as it is drawn: composed, without the accents for which there is no composed letter.

    The library that sets the pictures in the PDF reads no SVG in which a combining mark follows a letter of its own.
    Only the drawing goes without them: alternative texts and tables keep every mark.

    Examples
    --------
    >>> drawable("и\u0306 и\u0301") == "й и"
    True
    """
    return text if text.isascii() else _COMBINING.sub("", unicodedata.normalize("NFC", text))


def _fitting(word: str, width: float, size: float, bold: bool) -> int:
    """Return how many letters of a word fit into the width; one is the least."""
    return max(1, bisect_right(range(1, len(word)), width, key=lambda end: text_width(word[:end], size, bold=bold)))


def wrapped(text: str, width: float, size: float = _SIZE, *, bold: bool = False) -> tuple[str, ...]:
    """Return text in lines of at most ``width`` points; a word that is too long is parted, never cut off.

    Examples
    --------
    >>> wrapped("Compliance with co-creation requirements", 160)
    ('Compliance with', 'co-creation requirements')
    """
    lines: list[str] = []
    line = ""
    for word in drawable(text).split():  # first, so that no letter is parted from its accent
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while text_width(word, size, bold=bold) > width and len(word) > 1:
            end = _fitting(word, width, size, bold)
            lines.append(word[:end])
            word = word[end:]
        line = word
    return (*lines, line) if line else tuple(lines)
