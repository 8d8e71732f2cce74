"""The axis of time above a figure: the words at its ticks, and the names of the deadlines that cross it."""

from __future__ import annotations

from collections.abc import Sequence

from ogpkit.report.figures.dated_events import TimelineMarker
from ogpkit.report.figures.dates import PartialDate, Scale, month_start
from ogpkit.report.figures.style import LEADING, MARGIN, MUTED, SMALL, STRONG_LINE, WIDTH, Sheet, text_width, wrapped

__all__ = ["draw_axis", "draw_markers"]


def draw_axis(sheet: Sheet, scale: Scale, y: float) -> float:
    """Write the dates of the ticks below ``y`` and draw the axis; return where it lies."""
    y += LEADING * SMALL
    for tick in scale.ticks:
        text = scale.label(tick)
        half = text_width(text, SMALL) / 2
        x = min(scale(month_start(tick)), WIDTH - MARGIN - half)
        sheet.text(x, y, text, size=SMALL, colour=MUTED, align="center", backed=True)
    y += 6
    sheet.rule(scale.left, y, scale.right, y, colour=STRONG_LINE, width=1.0)
    return y


def draw_markers(
    sheet: Sheet, scale: Scale, markers: Sequence[TimelineMarker], y: float
) -> tuple[float, list[tuple[float, float]]]:
    """Write the markers' names one below the other; return where they end, and where their lines run.

    The latest stands first and each name ends at its line, so that no line runs through a name.
    """
    lines_at = []
    for marker in sorted(markers, key=lambda one: PartialDate.read(one.date).last, reverse=True):
        when = PartialDate.read(marker.date)
        x = (scale(when.first) + scale(when.last, after=True)) / 2
        lines = wrapped(f"{marker.label}, {when}", x - MARGIN - 14, SMALL)
        lines_at.append((x, y + 2))
        y += sheet.lines(x - 5, y + SMALL, lines, size=SMALL, align="right") + 2
    return y, lines_at
