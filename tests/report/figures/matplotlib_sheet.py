"""A sheet drawn by matplotlib: the second implementation of what the kit writes as SVG itself."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from ogpkit.report.figures.lettering import font
from ogpkit.report.figures.style import WIDTH, Sheet

STROKES: dict[str, Any] = {"solid": "-", "dotted": (0, (1.2, 1.6)), "dashed": (0, (4, 3))}
SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "ogpkit", "path.simplify": False}


def drawn(sheet: Sheet) -> Figure:
    """Return the sheet as a figure of matplotlib, one point to a pixel."""
    figure = Figure(figsize=(WIDTH / 72, sheet.height / 72), dpi=72, facecolor="white", edgecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(sheet.height, 0)
    for (fill, edge, line, stroke, over), paths in sheet.paths.items():
        for path in paths:  # one by one: a collection of one path is written as a marker
            patch = PathPatch(path, fc=fill, ec=edge, lw=line, ls=STROKES[stroke], zorder=over)
            patch.set_capstyle("butt" if over == 1 else "round")
            patch.set_joinstyle("round")
            figure.add_artist(patch).set_transform(axes.transData)
    for x, y, text, size, bold, italic, colour, align in sheet.texts:
        properties = font(size, bold).copy()
        properties.set_style("italic" if italic else "normal")
        line = Text(x, y, text, color=colour, fontproperties=properties, parse_math=False, zorder=5)
        line.set_horizontalalignment(align)
        line.set_verticalalignment("baseline")
        figure.add_artist(line).set_transform(axes.transData)
    return figure


def matplotlib_svg(sheet: Sheet) -> str:
    """Return the sheet as matplotlib writes it."""
    target = io.StringIO()
    with mpl.rc_context(SETTINGS):
        FigureCanvasSVG(drawn(sheet)).print_svg(target, metadata={"Date": None})
    return target.getvalue()
