"""What a drawn sheet looks like to a reader: where its texts and shapes are, and whether one hides another."""

from __future__ import annotations

import warnings
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ogpkit.report.figures.style import WIDTH, Sheet
from tests.report.figures.matplotlib_sheet import drawn

NEAR = 1.5  # points by which boxes may touch: an accent on a capital reaches into the line above


def texts(sheet: Sheet) -> list[tuple[str, Bbox]]:
    """Return every text with its box in points."""
    canvas = drawn(sheet)
    renderer = FigureCanvasAgg(canvas).get_renderer()
    found = [text for text in canvas.findobj(Text) if text.get_text()]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        return [(text.get_text(), text.get_window_extent(renderer)) for text in found]


def shapes(sheet: Sheet) -> list[Bbox]:
    """Return the boxes of marks and dots; bars and grounds, on which text may stand, are left out."""
    found = []
    for (_, _, _, _, over), paths in sheet.paths.items():
        for path in paths if over == 3 else ():
            box = path.get_extents()
            found.append(Bbox.from_extents(box.x0, sheet.height - box.y1, box.x1, sheet.height - box.y0))
    return found


def overlap(one: Bbox, other: Bbox) -> bool:
    shared = Bbox.intersection(one, other)
    return shared is not None and shared.width > NEAR and shared.height > NEAR


def faults(sheet: Sheet) -> list[str]:
    """Return everything that is cut off or drawn over something else."""
    result = []
    placed = texts(sheet)
    for words, box in placed:
        if box.x0 < 0 or box.x1 > WIDTH or box.y0 < 0 or box.y1 > sheet.height:
            result.append(f"cut off: {words}")
    for (one, box), (other, other_box) in combinations(placed, 2):
        if overlap(box, other_box):
            result.append(f"one over the other: {one} | {other}")
    marks = shapes(sheet)
    result += [f"a shape over: {words}" for words, box in placed for mark in marks if overlap(box, mark)]
    result += ["a shape over a shape" for one, other in combinations(marks, 2) if overlap(one, other)]
    result += ["a shape cut off" for mark in marks if mark.x0 < 0 or mark.x1 > WIDTH or mark.y0 < 0]
    return result


def boxes(sheet: Sheet, fill: str) -> list[Bbox]:
    """Return the grounds of one colour, from left to right in points of the sheet."""
    found = [
        path.get_extents()
        for (of, _, _, _, over), paths in sheet.paths.items()
        if over == 2 and of == fill
        for path in paths
    ]
    return sorted(found, key=lambda box: (box.y0, box.x0))


def outside(sheet: Sheet) -> list[str]:
    """Return everything that is drawn beyond the edges of the sheet."""
    result = []
    for look, paths in sheet.paths.items():
        for path in paths:
            box = path.get_extents()
            if box.x0 < 0 or box.x1 > WIDTH or box.y0 < 0 or box.y1 > sheet.height:
                result.append(f"{look}: {box}")
    return result


def unreadable(sheet: Sheet) -> list[str]:
    """Return every text that runs over the edge of a coloured ground on which it stands in part."""
    grounds = [
        path.get_extents()
        for (fill, _, _, _, over), paths in sheet.paths.items()
        if over == 2 and fill not in ("white", "none")
        for path in paths
    ]
    result = []
    for words, box in texts(sheet):
        top, bottom = sheet.height - box.y1, sheet.height - box.y0
        for ground in grounds:
            shared = min(box.x1, ground.x1) - max(box.x0, ground.x0), min(bottom, ground.y1) - max(top, ground.y0)
            within = ground.x0 <= box.x0 and box.x1 <= ground.x1
            if min(shared) > NEAR and not within:
                result.append(f"{words}: {box} over {ground}")
    return result
