"""One style for all figures: sizes, colours, measured text, and a sheet on which they are drawn.

A figure is drawn in points on a sheet as wide as the column of the report (170 mm), with y running down the page. Text
is measured with DejaVu Sans, which ships with matplotlib, and stays text in the SVG. Nothing of pyplot is used and no
setting outlives a drawing, so that a researcher's own style neither changes these figures nor is changed by them.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import BoxStyle
from matplotlib.path import Path
from matplotlib.text import Text

from ogpkit.report.blocks import Figure, inlines

__all__ = ["Sheet", "as_figure", "font", "text_width", "wrapped"]

WIDTH = 482.0
"""170 mm in points."""
MARGIN = 3.0
SIZE = 12.0
"""Size of text in points: nine pixels where the figure is 360 pixels wide."""
SMALL = 11.0
LEADING = 1.25

INK = "#1a1f25"
MUTED = "#565f69"
LINE = "#d3d9df"
STRONG_LINE = "#818b96"
PALE = "#dbe4ee"
BLUE = "#2f5d8c"
PURPLE = "#6b2f6b"

Align = Literal["left", "center", "right"]
Stroke = Literal["solid", "dotted", "dashed"]

_STROKES: dict[Stroke, Any] = {"solid": "-", "dotted": [(0, (1.2, 1.6))], "dashed": [(0, (4, 3))]}
_FAMILY = "DejaVu Sans"
_COMBINING = re.compile("[\u0300-\u036f]")
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "ogpkit",
    "svg.id": None,
    "text.usetex": False,
    "text.parse_math": False,
    "text.antialiased": True,
    "path.effects": [],
    "path.sketch": None,
    "path.simplify": True,
    "path.snap": True,
    "lines.scale_dashes": True,
    "font.family": [_FAMILY],
}


@contextmanager
def _settings() -> Iterator[None]:
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A script that DejaVu Sans lacks is set in the reader's own font; it is only measured a little wrong here.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


@lru_cache(maxsize=16)
def font(size: float, bold: bool) -> FontProperties:
    """Return DejaVu Sans in a size in points."""
    return FontProperties(family=_FAMILY, size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the width of a line of text in points.

    Examples
    --------
    >>> text_width("ii") < text_width("mm") < text_width("mm", bold=True)
    True
    """
    face = get_font(findfont(font(SIZE, bold)))
    face.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return float(face.get_width_height()[0]) / 64 + wide * 0.45 * size


def _drawable(text: str) -> str:
    """Return text as it is drawn: composed, without the accents for which there is no composed letter.

    The library that sets the pictures in the PDF reads no SVG in which a combining mark follows a letter of its own.
    Only the drawing goes without them: alternative texts and tables keep every mark.

    Examples
    --------
    >>> _drawable("и\u0306 и\u0301") == "й и"
    True
    """
    return _COMBINING.sub("", unicodedata.normalize("NFC", text))


def wrapped(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> tuple[str, ...]:
    """Return text in lines of at most ``width`` points; a word that is too long is parted, never cut off.

    Examples
    --------
    >>> wrapped("Compliance with co-creation requirements", 160)
    ('Compliance with', 'co-creation requirements')
    """
    lines: list[str] = []
    line = ""
    for word in _drawable(text).split():  # first, so that no letter is parted from its accent
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while text_width(word, size, bold=bold) > width and len(word) > 1:
            ends = range(len(word) - 1, 0, -1)
            end = next((n for n in ends if text_width(word[:n], size, bold=bold) <= width), 1)
            lines.append(word[:end])
            word = word[end:]
        line = word
    return (*lines, line) if line else tuple(lines)


class Sheet:
    """A white sheet, drawn on in points from its upper left corner.

    What is drawn is noted down and turned into matplotlib's artists all at once, in :meth:`finish`: an artist takes the
    settings of the moment in which it is made, and paths of one look are drawn three times as fast together.
    """

    def __init__(self) -> None:
        self.height = 0.0
        self.canvas = Canvas()
        self._texts: list[tuple[float, float, str, float, bool, bool, str, Align]] = []
        self._paths: dict[tuple[str, str, float, Stroke, int], list[Path]] = {}

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        italic: bool = False,
        colour: str = INK,
        align: Align = "left",
        backed: bool = False,
    ) -> None:
        """Set one line of text with its base line at ``y``; ``backed`` puts white behind it."""
        text = _drawable(text)
        if backed:
            width = text_width(text, size, bold=bold)
            left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
            self.box(left - 2, y - 0.85 * size, width + 4, 1.1 * size, fill="white")
        self._texts.append((x, y, text, size, bold, italic, colour, align))

    def lines(self, x: float, y: float, lines: Sequence[str], **options: Any) -> float:
        """Set lines of text, the first with its base line at ``y``; return the height that they take."""
        leading = LEADING * float(options.get("size", SIZE))
        for number, line in enumerate(lines):
            self.text(x, y + number * leading, line, **options)
        return leading * len(lines)

    def note(self, y: float, text: str) -> float:
        """Set small, muted text across the sheet from ``y`` on; return the height that it takes."""
        # narrower than the sheet by a twentieth: where letters are set on whole pixels, a line is wider than measured
        return self.lines(MARGIN, y + SMALL, wrapped(text, 0.95 * WIDTH - MARGIN, SMALL), size=SMALL, colour=MUTED)

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        colour: str = LINE,
        width: float = 0.8,
        dashed: bool = False,
    ) -> None:
        """Draw a straight line."""
        self.path(Path([(x, y), (to_x, to_y)]), edge=colour, line=width, stroke="dashed" if dashed else "solid", over=1)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = "none",
        line: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle, with round corners where ``radius`` is given."""
        path = Path([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], closed=True)
        if radius:
            path = BoxStyle.Round(0, rounding_size=min(radius, width / 2, height / 2))(x, y, width, height, 1.0)
        self.path(path, fill=fill, edge=edge, line=line, over=2)

    def path(
        self,
        path: Path,
        *,
        fill: str = "none",
        edge: str = "none",
        line: float = 1.0,
        stroke: Stroke = "solid",
        over: int = 3,
    ) -> None:
        """Draw a path that is given in points; ``over`` says what it hides: lines 1, grounds 2, marks 3, symbols 4."""
        self._paths.setdefault((fill, edge, line, stroke, over), []).append(path)

    def _draw(self) -> None:
        axes = self.canvas.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_autoscale_on(False)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(self.height, 0)
        for (fill, edge, line, stroke, over), paths in self._paths.items():
            style: Any = _STROKES[stroke]
            collection = PathCollection(
                paths, facecolors=fill, edgecolors=edge, linewidths=line, linestyles=style, zorder=over
            )
            collection.set_capstyle("butt" if over == 1 else "round")
            collection.set_joinstyle("round")
            axes.add_collection(collection, autolim=False)
        for x, y, text, size, bold, italic, colour, align in self._texts:
            properties = font(size, bold)
            if italic:
                properties = properties.copy()
                properties.set_style("italic")
            line_of_text = Text(x, y, text, color=colour, fontproperties=properties, parse_math=False, zorder=5)
            line_of_text.set_horizontalalignment(align)
            line_of_text.set_verticalalignment("baseline")
            axes.add_artist(line_of_text)

    def finish(self, height: float, notice: str = "") -> Sheet:
        """End the sheet at ``height``, below a framed notice where there is one."""
        if notice:
            lines = wrapped(notice, WIDTH - 2 * MARGIN - 16, SMALL, bold=True)
            room = LEADING * SMALL * len(lines) + 8
            self.box(MARGIN, height + 6, WIDTH - 2 * MARGIN, room, edge=PURPLE, line=1.2, radius=3)
            self.lines(MARGIN + 8, height + 6 + 4 + 0.95 * SMALL, lines, size=SMALL, bold=True, colour=PURPLE)
            height += room + 8
        self.height = height + MARGIN
        with _settings():
            self.canvas = Canvas(figsize=(WIDTH / 72, self.height / 72), dpi=72, facecolor="white", edgecolor="none")
            self._draw()
        return self

    def svg(self) -> str:
        """Return the sheet as SVG text, the same for the same drawing."""
        target = io.StringIO()
        with _settings():
            metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
            FigureCanvasSVG(self.canvas).print_svg(target, metadata=metadata)  # type: ignore[no-untyped-call]
        text = target.getvalue()
        return text[text.index("<svg") :].replace(f"'{_FAMILY}'", f"'{_FAMILY}', Verdana, sans-serif")


def as_figure(sheet: Sheet, *, alt: str, caption: str, source: str, notice: str, anchor: str | None) -> Figure:
    """Return a finished sheet as a block, its source and notice in the note."""
    notes = [f"Source: {source.rstrip('.')}." if source else "", f"{notice.rstrip('.')}." if notice else ""]
    return Figure(
        media="image/svg+xml",
        data=sheet.svg(),
        alt=" ".join(f"{notice.rstrip('.')}. {alt}".split()) if notice else " ".join(alt.split()),
        caption=inlines(caption),
        note=inlines(" ".join(note for note in notes if note)),
        anchor=anchor,
    )
