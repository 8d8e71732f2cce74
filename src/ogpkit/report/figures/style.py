"""One style for all figures: sizes, colours, measured text, and a sheet on which they are drawn.

A figure is drawn in points on a sheet as wide as the column of the report (170 mm), with y running down the page, and
its text stays text in the SVG. No setting of matplotlib is read or written, so that a researcher's own style neither
changes these figures nor is changed by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.patches import BoxStyle
from matplotlib.path import Path

from ogpkit.report.blocks import Figure, inlines
from ogpkit.report.figures.lettering import drawable, font, text_width, wrapped
from ogpkit.report.figures.picture import Align, Lettering, Look, Picture, Stroke

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


class Sheet:
    """A white sheet, drawn on in points from its upper left corner.

    What is drawn is noted down, in ``texts`` and in ``paths`` by their look, and becomes a picture in :meth:`svg`.
    """

    def __init__(self) -> None:
        self.height = 0.0
        self.texts: list[Lettering] = []
        self.paths: dict[Look, list[Path]] = {}

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
        text = drawable(text)
        if not text:
            return
        if backed:
            width = text_width(text, size, bold=bold)
            left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
            self.box(left - 2, y - 0.85 * size, width + 4, 1.1 * size, fill="white")
        self.texts.append(Lettering(x, y, text, size, bold, italic, colour, align))

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
        self.paths.setdefault(Look(fill, edge, line, stroke, over), []).append(path)

    def finish(self, height: float, notice: str = "") -> Sheet:
        """End the sheet at ``height``, below a framed notice where there is one."""
        if notice:
            lines = wrapped(notice, WIDTH - 2 * MARGIN - 16, SMALL, bold=True)
            room = LEADING * SMALL * len(lines) + 8
            self.box(MARGIN, height + 6, WIDTH - 2 * MARGIN, room, edge=PURPLE, line=1.2, radius=3)
            self.lines(MARGIN + 8, height + 6 + 4 + 0.95 * SMALL, lines, size=SMALL, bold=True, colour=PURPLE)
            height += room + 8
        self.height = height + MARGIN
        return self

    def svg(self) -> str:
        """Return the sheet as SVG text, the same for the same drawing."""
        picture = Picture(WIDTH, self.height)
        for look, paths in sorted(self.paths.items(), key=lambda item: item[0].over):
            picture.paths(look, paths)
        for line in self.texts:
            picture.text(line)
        return picture.svg()


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
