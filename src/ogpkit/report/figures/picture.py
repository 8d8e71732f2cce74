"""A picture as SVG: shapes of one look together, and text as text.

A figure is nothing but straight and round shapes and lines of text, whose places are known; so it is written down as it
is. Drawing it through matplotlib's figures and axes takes several times as long, and the tests hold it against that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.path import Path

from ogpkit.report.figures.lettering import FAMILY

__all__ = ["Align", "Lettering", "Look", "Picture", "Stroke"]

Align = Literal["left", "center", "right"]
Stroke = Literal["solid", "dotted", "dashed"]

_ANCHORS: dict[Align, str] = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
_DASHES: dict[Stroke, tuple[float, ...]] = {"solid": (), "dotted": (1.2, 1.6), "dashed": (4.0, 3.0)}
_POINTS = {
    int(Path.MOVETO): ("M", 1),
    int(Path.LINETO): ("L", 1),
    int(Path.CURVE3): ("Q", 2),
    int(Path.CURVE4): ("C", 3),
}
_CLOSE = int(Path.CLOSEPOLY)


class Look(NamedTuple):
    """How paths are drawn: colours, the width of the edge in points, its stroke, and what they lie over."""

    fill: str
    edge: str
    line: float
    stroke: Stroke
    over: int


class Lettering(NamedTuple):
    """One line of text; ``y`` is its base line, and ``x`` where it begins, has its middle or ends."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    italic: bool
    colour: str
    align: Align


def _number(value: float) -> str:
    """Return a number of points with six decimals at most, as fine as matplotlib writes them."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _outline(path: Path) -> str:
    """Return a path in the commands of SVG."""
    places = [f"{_number(x)} {_number(y)}" for x, y in np.asarray(path.vertices).tolist()]
    if path.codes is None:
        return f"M{'L'.join(places)}"
    codes = np.asarray(path.codes).tolist()
    parts, at = [], 0
    while at < len(codes):
        if codes[at] == _CLOSE:  # it carries a point that means nothing
            parts.append("Z")
            at += 1
            continue
        command, points = _POINTS[codes[at]]
        parts.append(command + " ".join(places[at : at + points]))
        at += points
    return "".join(parts)


class Picture:
    """A white ground of a width and height in points; what is added lies over what is there.

    Examples
    --------
    >>> picture = Picture(20, 10)
    >>> picture.text(Lettering(1, 9, "<", 8.0, False, False, "#000000", "left"))
    >>> picture.svg().splitlines()[-2]
    '<text x="1" y="9" font-size="8" fill="#000000">&lt;</text>'
    """

    def __init__(self, width: float, height: float) -> None:
        across, down = _number(width), _number(height)
        size = f'width="{across}pt" height="{down}pt" viewBox="0 0 {across} {down}"'
        letters = f"font-family=\"'{FAMILY}', Verdana, sans-serif\""
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size} {letters}>',
            f'<rect width="{across}" height="{down}" fill="white"/>',
        ]

    def paths(self, look: Look, paths: Iterable[Path]) -> None:
        """Add paths of one look, one over the other."""
        said = f'fill="{look.fill}"'
        if look.edge != "none":
            said += f' stroke="{look.edge}" stroke-width="{_number(look.line)}" stroke-linejoin="round"'
            if look.over > 1:
                said += ' stroke-linecap="round"'
            if dashes := _DASHES[look.stroke]:
                said += f' stroke-dasharray="{" ".join(_number(look.line * dash) for dash in dashes)}"'
        self._parts += [f"<g {said}>", *(f'<path d="{_outline(path)}"/>' for path in paths), "</g>"]

    def text(self, line: Lettering) -> None:
        """Add a line of text."""
        said = f'x="{_number(line.x)}" y="{_number(line.y)}" font-size="{_number(line.size)}" fill="{line.colour}"'
        said += _ANCHORS[line.align]
        said += ' font-weight="700"' if line.bold else ""
        said += ' font-style="italic"' if line.italic else ""
        self._parts.append(f"<text {said}>{escape(line.text)}</text>")

    def svg(self) -> str:
        """Return the picture, the same for the same things in the same order."""
        return "\n".join((*self._parts, "</svg>\n"))
