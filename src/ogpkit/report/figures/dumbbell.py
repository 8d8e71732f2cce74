"""Who answered, against who lives there: the sample's shares beside those of the census."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from matplotlib.path import Path

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.blocks import Figure
from ogpkit.report.figures.intervals import bounds_in_words, check_interval, level_in_words, whisker
from ogpkit.report.figures.marks import CIRCLE, legend_lines, moved
from ogpkit.report.figures.shares import axis_end, in_points, in_words, n_of
from ogpkit.report.figures.style import (
    BLUE,
    INK,
    LEADING,
    LINE,
    MARGIN,
    MUTED,
    SIZE,
    SMALL,
    STRONG_LINE,
    WIDTH,
    Sheet,
    as_figure,
    text_width,
    wrapped,
)

__all__ = ["MOST_ROWS", "ShareRow", "dumbbell", "dumbbell_alt", "dumbbell_sheet"]

MOST_ROWS = 30
"""How many rows one figure may have; more than fifteen are small on a printed page."""
_LEFT, _RIGHT = 168.0, 54.0
_PERCENT = 40.0  # room for a label on both sides of the axis
_RADIUS, _CORNER = 4.2, 9.0  # of the circle; of the diamond, so much larger that it is seen around the circle
_DIAMOND = Path([(0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)], closed=True)
_MOST_SAID = 12


@dataclass(frozen=True)
class ShareRow:
    """One category of a group: its share in the sample and in the census.

    Parameters
    ----------
    label : str
        The category; categories that are put together say so, as in "student or other".
    count, valid : int
        How many of the sample belong to it, and how many told their group: n.
    census : float or None
        The census share, from 0 to 1; None where the census has none.
    group : str
        The title of the rows of one group, such as "Age"; they follow each other.
    asked : int or None
        How many were asked, N.
    interval : Interval or None
        For probability samples the estimate with its bounds; where it is weighted, its share is drawn in place of
        ``count / valid``.

    Raises
    ------
    ValueError
        Where a number contradicts another, or the census share is not from 0 to 1.

    Examples
    --------
    >>> ShareRow("Women", 60, 100, 0.53).share
    0.6
    """

    label: str
    count: int
    valid: int
    census: float | None
    group: str = ""
    asked: int | None = None
    interval: Interval | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.valid or not self.valid:
            raise ValueError(f"{self.label}: {self.count} of {self.valid} is no share")
        if self.asked is not None and self.valid > self.asked:
            raise ValueError(f"{self.label}: more valid answers than people asked")
        if self.census is not None and not 0 <= self.census <= 1:
            raise ValueError(f"{self.label}: the census share, {self.census}, is not from 0 to 1")
        check_interval(self.label, self.interval)

    @property
    def share(self) -> float:
        """The share in the sample, from 0 to 1."""
        return self.interval.share if self.interval and self.interval.weighted else self.count / self.valid

    @property
    def weighted(self) -> bool:
        """Whether the share is made from weights, and not that of the counts."""
        return self.interval is not None and self.interval.weighted

    @property
    def points(self) -> float | None:
        """The sample's share less that of the census, from -1 to 1."""
        return None if self.census is None else self.share - self.census


def _sample(sheet: Sheet, x: float, y: float) -> None:
    sheet.path(moved(CIRCLE, x, y, _RADIUS), fill=BLUE, edge=BLUE, over=4)


def _census(sheet: Sheet, x: float, y: float) -> None:
    sheet.path(moved(_DIAMOND, x, y, _CORNER), fill="white", edge=INK, line=1.5)


def _draw_row(sheet: Sheet, row: ShareRow, y: float, left: float, unit: float) -> None:
    at = left + row.share * unit
    ends = [at - _RADIUS, at + _RADIUS]
    if row.interval:
        low, high = left + row.interval.low * unit, left + row.interval.high * unit
        whisker(sheet, low, high, y, BLUE)
        ends = [min(ends[0], low), max(ends[1], high)]
    base = y + 0.36 * SMALL
    sample = in_words(row.share)
    if row.census is None:
        _sample(sheet, at, y)
        sheet.text(ends[1] + 4, base, sample, size=SMALL, bold=True, colour=BLUE)
        return
    there = left + row.census * unit
    sheet.path(Path([(at, y), (there, y)]), edge=STRONG_LINE, line=2.5, over=2)
    _census(sheet, there, y)
    _sample(sheet, at, y)
    # The label of the one that lies farther left stands left of everything, so that no label covers a mark.
    outer = min(ends[0], there - _CORNER) - 4, max(ends[1], there + _CORNER) + 4
    lower, upper = (outer[1], outer[0]) if row.share > row.census else outer
    sides = ("left", "right") if row.share > row.census else ("right", "left")
    sheet.text(lower, base, sample, size=SMALL, bold=True, colour=BLUE, align="left" if sides[0] == "left" else "right")
    sheet.text(upper, base, in_words(row.census), size=SMALL, align="left" if sides[1] == "left" else "right")


def dumbbell_sheet(rows: Sequence[ShareRow], census: str, notice: str = "", among: Sequence[ShareRow] = ()) -> Sheet:
    """Draw the shares."""
    sheet = Sheet()
    every = (*rows, *among)
    shares = [share for row in every for share in (row.share, row.census or 0.0)]
    end = axis_end([*shares, *(row.interval.high for row in every if row.interval)])
    left = _LEFT + _PERCENT
    unit = (WIDTH - MARGIN - _RIGHT - _PERCENT - left) / end
    y = LEADING * SMALL + 4
    sheet.text(WIDTH - MARGIN, SMALL, "difference in points", size=SMALL, colour=MUTED, align="right")
    for title, members in groupby(rows, key=lambda row: row.group):
        some = list(members)
        base = f"n = {n_of(some[0].valid, some[0].asked)}"
        heads = wrapped(title, WIDTH - 2 * MARGIN - text_width(base, SMALL) - 30, bold=True)
        sheet.text(WIDTH - MARGIN, y + 1.1 * SIZE, base, size=SMALL, colour=MUTED, align="right")
        y += max(sheet.lines(MARGIN, y + 1.1 * SIZE, heads, bold=True), LEADING * SIZE) + 3
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
        top = y
        for number, row in enumerate(some):
            lines = wrapped(row.label, _LEFT - MARGIN - 11)
            tall = max(len(lines) * LEADING * SIZE + 6, 24.0)
            if number:
                sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
            sheet.lines(MARGIN, y + (tall - len(lines) * LEADING * SIZE) / 2 + 0.98 * SIZE, lines)
            middle = y + tall / 2
            _draw_row(sheet, row, middle, left, unit)
            said = "–" if row.points is None else in_points(row.points)
            sheet.text(WIDTH - MARGIN, middle + 0.36 * SIZE, said, bold=True, align="right")
            y += tall
        sheet.rule(left, top, left, y, colour=LINE)
        sheet.rule(left + end * unit, top, left + end * unit, y, colour=LINE)
        y += 6
    y -= 6
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    sheet.text(left, y + SMALL + 1, "0", size=SMALL, colour=MUTED, align="center")
    sheet.text(left + end * unit, y + SMALL + 1, in_words(end), size=SMALL, colour=MUTED, align="center")
    return sheet.finish(_draw_legend(sheet, rows, census, y + LEADING * SMALL + 3), notice)


def _draw_legend(sheet: Sheet, rows: Sequence[ShareRow], census: str, y: float) -> float:
    bounds = next((row.interval for row in rows if row.interval), None)
    names = ["sample", "census", *([level_in_words(bounds)] if bounds else [])]
    number = 0
    for line in legend_lines(names, MARGIN, WIDTH - MARGIN, SIZE):
        for x, words in line:
            if number == 0:
                _sample(sheet, x + 9, y + 11)
            elif number == 1:
                _census(sheet, x + 9, y + 11)
            else:
                whisker(sheet, x + 1, x + 18, y + 11, BLUE)
            sheet.text(x + 23, y + 11 + 0.36 * SIZE, words)
            number += 1
        y += 22
    note = (
        f"Census: {census.rstrip('.')}. n: people who told their group. Differences: sample less census, in percentage"
    )
    weighted = any(row.weighted for row in rows)
    note += " points." if weighted else " points, from shares that are not rounded."
    if weighted:
        note += " Shares are weighted, in whole percents; n is not."
    if any(row.census is None for row in rows):
        note += " –: the census has no such figure."
    return y + 1 + sheet.note(y + 1, note) + 4


def _said(row: ShareRow) -> str:
    text = f"{row.label} {in_words(row.share)} ({n_of(row.count, row.valid)}{bounds_in_words(row.interval)})"
    return f"{text}, no census figure" if row.census is None else f"{text}, census {in_words(row.census)}"


def dumbbell_alt(rows: Sequence[ShareRow], census: str) -> str:
    """Return in words what the figure shows: where sample and census differ most, and all shares.

    Examples
    --------
    >>> print(dumbbell_alt([ShareRow("Women", 62, 100, 0.53), ShareRow("Men", 38, 100, 0.47)], "2020"))
    Shares in the sample and in the census (2020). The sample lies farthest above the census for Women, by 9 percentage
    points, and farthest below it for Men, by 9. Women 62 % (62 of 100), census 53 %. Men 38 % (38 of 100), census 47 %.
    """
    text = f"Shares in the sample and in the census ({census.rstrip('.')})."
    if any(row.weighted for row in rows):
        text = f"Weighted shares in the sample, and shares in the census ({census.rstrip('.')}); counts are unweighted."
    compared = [(row.points, row) for row in rows if row.points is not None and in_points(row.points) != "0"]
    above = max((pair for pair in compared if pair[0] > 0), key=lambda pair: pair[0], default=None)
    below = min((pair for pair in compared if pair[0] < 0), key=lambda pair: pair[0], default=None)
    parts: list[str] = []
    for pair, way in ((above, "above"), (below, "below")):
        if pair:
            unit = "" if parts else f" percentage point{'s' * (in_points(pair[0])[1:] != '1')}"
            where = f"{way} the census" if not parts else f"{way} it"
            parts.append(f"farthest {where} for {pair[1].label}, by {in_points(pair[0])[1:]}{unit}")
    if parts:
        text += f" The sample lies {', and '.join(parts)}."
    elif any(row.census is not None for row in rows):
        text += " They do not differ by a percentage point."
    said = 0
    for title, members in groupby(rows, key=lambda row: row.group):
        some = list(members)[: _MOST_SAID - said]
        text += f" {title}{'' if title.endswith('?') else ':'}" if title and some else ""
        text += "".join(f" {_said(row)}." for row in some)
        said += len(some)
    if len(rows) > said:
        text += f" And {len(rows) - said} more."
    return " ".join(text.split())


def dumbbell(
    rows: Sequence[ShareRow],
    *,
    census: str,
    among: Sequence[ShareRow] = (),
    caption: str = "The sample against the census",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the sample's shares beside those of the census: a filled circle, an open diamond, a line between them.

    Parameters
    ----------
    rows : sequence of ShareRow
        The categories of one group after the other, in the order of the codebook.
    census : str
        Whose census it is, and of what year.
    among : sequence of ShareRow
        All rows where ``rows`` are a part of them: the axis is that of all.
    caption, source, notice : str
        The caption; where the answers come from; what must be said of them, such as "Synthetic: invented answers".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no row or more than 30, nothing is said of the census, or rows of a group differ in their base.

    Examples
    --------
    >>> rows = [ShareRow("Women", 62, 100, 0.53, "Gender", 120), ShareRow("Men", 38, 100, 0.47, "Gender", 120)]
    >>> dumbbell(rows, census="State Statistics Service, 2020").media
    'image/svg+xml'
    """
    if not rows:
        raise ValueError("there is no share to draw")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows do not fit into one figure; at most {MOST_ROWS} do")
    if not census.strip():
        raise ValueError("the source and the year of the census must be said")
    for title, members in groupby(rows, key=lambda row: row.group):
        if len({(row.valid, row.asked) for row in members}) > 1:
            raise ValueError(f"{title or 'the group'}: rows of one group have one base")
    sheet = dumbbell_sheet(rows, census, notice, among)
    alt = dumbbell_alt(rows, census)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
