"""The marks of verdicts: each a shape and a symbol, so that none needs its colour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from ogpkit.report.blocks import Mark
from ogpkit.report.figures.style import MUTED, SIZE, Sheet, font, text_width

__all__ = ["CIRCLE", "COLOURS", "SHAPES", "SQUARE", "WORDS", "draw_mark", "legend", "legend_lines", "moved"]

COLOURS: dict[Mark, str] = {
    "yes": "#17692f",
    "no": "#a8201a",
    "unclear": "#7d5200",
    "neutral": "#3d4f66",
    "not-applicable": MUTED,
    "not-provided": MUTED,
}
WORDS: dict[Mark, str] = {
    "yes": "Yes",
    "no": "No",
    "unclear": "Unclear",
    "neutral": "option chosen",
    "not-applicable": "not applicable",
    "not-provided": "not provided",
}
CIRCLE = Path.unit_circle()
SQUARE = Path([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9), (-0.9, -0.9)], closed=True)
_DIAMOND = Path([(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0), (0, -1.2)], closed=True)
_HEXAGON = Path([(np.cos(a), np.sin(a)) for a in np.arange(7) * np.pi / 3], closed=True)
_TRIANGLE = Path([(0, -1.15), (1.1, 0.85), (-1.1, 0.85), (0, -1.15)], closed=True)
_TURNED = Path([(0, 1.15), (1.1, -0.85), (-1.1, -0.85), (0, 1.15)], closed=True)
_STAR = Path(
    [(r * np.sin(n * np.pi / 5), -r * np.cos(n * np.pi / 5)) for n, r in enumerate((1.3, 0.55) * 5)] + [(0, -1.3)],
    closed=True,
)
_PLUS = Path(
    [(-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4),
     (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4), (-0.4, -1.1)],
    closed=True,
)  # fmt: skip
SHAPES = (CIRCLE, SQUARE, _TRIANGLE, _DIAMOND, _STAR, _PLUS, _TURNED, _HEXAGON)
"""Shapes for kinds of things, told apart without colour; after eight kinds they come again, outlined."""
_OUTLINES: dict[Mark, Path] = {"yes": CIRCLE, "no": SQUARE, "unclear": _DIAMOND, "neutral": _HEXAGON}
_CHECK = Path([(-0.45, 0.05), (-0.1, 0.42), (0.48, -0.4)])
_CROSS = Path(
    [(-0.4, -0.4), (0.4, 0.4), (-0.4, 0.4), (0.4, -0.4)], [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO]
)


@cache
def _question_mark() -> Path:
    path = TextPath((0, 0), "?", prop=font(SIZE, True))
    box = path.get_extents()
    centred = path.vertices - np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    return Path(centred / box.height * 1.25 * np.array([1, -1]), path.codes)


def moved(path: Path, x: float, y: float, radius: float) -> Path:
    """Return a path of unit size at a place of the sheet."""
    return Path(np.asarray(path.vertices) * radius + np.array([x, y]), path.codes, closed=False)


def draw_mark(sheet: Sheet, x: float, y: float, mark: Mark, *, filled: bool = True, radius: float = 8.5) -> None:
    """Draw a mark around a point: filled, or outlined."""
    colour = COLOURS[mark]
    if mark == "not-provided":
        sheet.path(moved(CIRCLE, x, y, 0.8 * radius), edge=colour, line=1.3, stroke="dotted")
        return
    if mark == "not-applicable":
        sheet.rule(x - 0.6 * radius, y, x + 0.6 * radius, y, colour=colour, width=2.0)
        return
    sheet.path(moved(_OUTLINES[mark], x, y, radius), fill=colour if filled else "white", edge=colour, line=1.6)
    ink = "white" if filled else colour
    if mark == "yes":
        sheet.path(moved(_CHECK, x, y, radius), edge=ink, line=2.0, over=4)
    elif mark == "no":
        sheet.path(moved(_CROSS, x, y, radius), edge=ink, line=2.0, over=4)
    elif mark == "unclear":
        sheet.path(moved(_question_mark(), x, y, radius), fill=ink, over=4)
    else:
        sheet.path(moved(CIRCLE, x, y, 0.35 * radius), fill=ink, over=4)


def legend_lines(words: Sequence[str], left: float, right: float, size: float) -> list[list[tuple[float, str]]]:
    """Set words with room for a symbol before each in as few lines as they need; return the places of the symbols."""
    lines: list[list[tuple[float, str]]] = [[]]
    x = left
    for word in words:
        needed = 24 + text_width(word, size)
        if lines[-1] and x + needed > right:
            lines.append([])
            x = left
        lines[-1].append((x, word))
        x += needed + 16
    return lines


def legend(sheet: Sheet, y: float, entries: Sequence[tuple[Mark, bool, str]], left: float, right: float) -> float:
    """Draw marks with their words from ``y`` on; return the height that they take."""
    places = legend_lines([words for _, _, words in entries], left, right, SIZE)
    flat = [(x, number, words) for number, line in enumerate(places) for x, words in line]
    for (mark, filled, _), (x, number, words) in zip(entries, flat, strict=True):
        middle = y + 12 + number * 23
        draw_mark(sheet, x + 9, middle, mark, filled=filled, radius=7.5)
        sheet.text(x + 23, middle + 0.36 * SIZE, words)
    return 23.0 * len(places)
