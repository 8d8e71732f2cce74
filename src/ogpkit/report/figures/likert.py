"""Ratings as bars that are centred on the middle of their scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.path import Path

from ogpkit.indicators.survey.summary import in_top
from ogpkit.report.blocks import Figure
from ogpkit.report.figures.grid import joined
from ogpkit.report.figures.palette import ink_on
from ogpkit.report.figures.segments import Segmented, check_scale, scale_legend, segment_colour, spans
from ogpkit.report.figures.shares import n_of, whole_percent
from ogpkit.report.figures.style import (
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

__all__ = ["MOST_ROWS", "LikertRow", "likert", "likert_alt", "likert_sheet"]

MOST_ROWS = 24
"""How many bars one figure may have; more than ten are small on a printed page."""
_BAR, _TOP = 22.0, 54.0
_MOST_SAID, _MOST_SHARES = 12, 60


@dataclass(frozen=True)
class LikertRow(Segmented):
    """The answers to one question, or those of one group to it; its segments stand in the order of the scale."""

    @property
    def top_two(self) -> int | None:
        """How many chose one of the two highest options.

        None where these are put together with others, on a scale of fewer than four, and where nobody answered.
        """
        if not self.valid:
            return None
        return in_top([segment.options for segment in self.segments], [segment.count for segment in self.segments])


def _left_share(row: LikertRow, scale: Sequence[str]) -> float:
    """Return the share that lies left of the middle; of a segment across the middle, in proportion to its options."""
    middle, left = (len(scale) - 1) / 2, 0.0
    for segment, span in zip(row.segments, spans(row.label, row.segments, scale), strict=True):
        part = (middle - (span[0] - 0.5)) / len(span)
        left += segment.count * min(max(part, 0.0), 1.0)
    return left / row.valid


def _across(row: LikertRow, scale: Sequence[str]) -> bool:
    """Tell whether several options are put together across the middle, and not as many on both sides of it."""
    places = spans(row.label, row.segments, scale) if row.valid else []
    ends = [(span[0], span[-1]) for span in places if len(span) > 1]
    middle = (len(scale) - 1) / 2
    return any(first < middle < last or middle in (first, last) for first, last in ends)


def _draw_bar(sheet: Sheet, row: LikertRow, scale: Sequence[str], y: float, centre: float, unit: float) -> float:
    """Draw a bar from ``y`` on; return the height that it takes, with the names of what is put together."""
    x = centre - _left_share(row, scale) * unit
    hidden, named = False, []
    for segment, span in zip(row.segments, spans(row.label, row.segments, scale), strict=True):
        if not segment.count:
            continue
        width = segment.count / row.valid * unit
        colour = segment_colour(len(scale), span)
        if segment.merged and width > 4:
            sheet.box(x + 1.2, y + 0.6, width - 2.4, _BAR - 1.2, fill=colour, edge=INK, line=1.2)
        else:
            sheet.box(x, y, width, _BAR, fill=colour, edge="white", line=1.2)
        share = whole_percent(segment.count, row.valid)
        full = f"{segment.words}: {share}"
        # In a narrow bar the number stands alone: the note below says that it is a percent.
        words = share if text_width(share, SMALL) + 5 <= width else share.partition("\xa0")[0]
        if segment.merged and text_width(full, SMALL) + 8 <= width:
            words = full
        elif segment.merged:
            named.append(f"{segment.words} ({share})")
        needed = text_width(words, SMALL)
        if needed + 5 <= width:
            at = x + width / 2
            sheet.text(at, y + _BAR / 2 + 0.36 * SMALL, words, size=SMALL, colour=ink_on(colour), align="center")
            hidden = hidden or abs(at - centre) < needed / 2 + 2
        x += width
    ends = [(y - 4, y + 2), (y + _BAR - 2, y + _BAR + 4)] if hidden else [(y - 4, y + _BAR + 4)]
    for top, bottom in ends:  # a number that stands on the line is not crossed out
        sheet.path(Path([(centre, top), (centre, bottom)]), edge=INK, line=1.3, over=4)
    if not named:
        return _BAR
    return _BAR + 4 + sheet.note(y + _BAR + 4, f"outlined: {'; '.join(named)}")


def _top_words(scale: Sequence[str]) -> str:
    """Return the head of the column of the two highest options, with their names where these are short enough."""
    named = f"two highest, {joined(scale[-2:], word='or')}"
    return named if text_width(named, SMALL) <= WIDTH - 2 * MARGIN else "two highest"


def likert_sheet(
    rows: Sequence[LikertRow], scale: Sequence[str], notice: str = "", among: Sequence[LikertRow] = ()
) -> Sheet:
    """Draw the bars."""
    sheet = Sheet()
    shown = [row for row in (*rows, *among) if row.valid]
    has_top = any(row.top_two is not None for row in shown)
    zone = WIDTH - 2 * MARGIN - (_TOP if has_top else 0.0)
    lefts = [_left_share(row, scale) for row in shown]
    left = max([0.06, *lefts])
    unit = zone / (left + max([0.06, *(1 - share for share in lefts)]))
    centre = MARGIN + left * unit
    y = MARGIN  # for the accents of capitals
    if has_top:
        sheet.text(WIDTH - MARGIN, y + SMALL, _top_words(scale), size=SMALL, colour=MUTED, align="right")
        y += LEADING * SMALL + 2
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
        y += 3
    for number, row in enumerate(rows):
        if number:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
            y += 4
        base = f"n = {n_of(row.valid, row.asked)}" if row.segments else ""
        lines = wrapped(row.label, WIDTH - 2 * MARGIN - text_width(base, SMALL) - 30)
        sheet.text(WIDTH - MARGIN, y + 0.98 * SIZE, base, size=SMALL, colour=MUTED, align="right")
        y += sheet.lines(MARGIN, y + 0.98 * SIZE, lines) + 6
        if row.valid:
            top = row.top_two
            if has_top:
                said = "–" if top is None else whole_percent(top, row.valid)
                sheet.text(WIDTH - MARGIN, y + _BAR / 2 + 0.36 * SIZE, said, bold=True, align="right")
            y += _draw_bar(sheet, row, scale, y, centre, unit) + 8
        else:
            words = "no valid answer" if row.segments else row.withheld
            y += sheet.lines(MARGIN, y + SMALL, wrapped(words, zone - 20, SMALL), size=SMALL, colour=MUTED) + 6
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    y += 6
    if shown:
        merged = any(segment.merged for row in rows for segment in row.segments)
        y += scale_legend(sheet, y, scale, merged=merged)
    note = "Numbers in the bars: percent of n, the valid answers. The dark line marks the middle of the scale."
    if any(_across(row, scale) for row in rows):
        note += " What is put together across it is divided as if its answers were equally frequent."
    if has_top and any(row.valid and row.top_two is None for row in rows):
        note += " –: one of the two highest is put together with others."
    return sheet.finish(y + sheet.note(y, note) + 4, notice)


def _said(row: LikertRow) -> str:
    if not row.segments:
        return f"{row.label}: {row.withheld}"
    parts = [f"{segment.words}: {whole_percent(segment.count, row.valid)}" for segment in row.segments]
    said = ", ".join(parts) if row.valid else "no valid answer"
    return f"{row.label} (n = {n_of(row.valid, row.asked)}) – {said}"


def likert_alt(rows: Sequence[LikertRow], scale: Sequence[str]) -> str:
    """Return in words what the bars show: where the two highest answers are most and least frequent, and every share.

    Examples
    --------
    >>> from ogpkit.report.figures import Segment
    >>> rows = [
    ...     LikertRow("Website", (Segment(("1", "2"), 10), Segment(("3",), 20), Segment(("4",), 10)), 50),
    ...     LikertRow("Portal", tuple(Segment((step,), 10) for step in "1234"), 50),
    ... ]
    >>> print(likert_alt(rows, "1234"))
    2 ratings on a scale of 4 from 1 to 4. The two highest answers, 3 or 4, are most frequent for Website: 75 % (30 of
    40), and least frequent for Portal: 50 % (20 of 40). Website (n = 40 of 50) – 1 or 2: 25 %, 3: 50 %, 4: 25 %. Portal
    (n = 40 of 50) – 1: 25 %, 2: 25 %, 3: 25 %, 4: 25 %.
    """
    text = f"{len(rows)} rating{'s' * (len(rows) != 1)} on a scale of {len(scale)} from {scale[0]} to {scale[-1]}."
    tops = [(top / row.valid, top, row) for row in rows if (top := row.top_two) is not None]
    if tops:
        kinds = ("most", "least") if len({share for share, _, _ in tops}) > 1 else ("equally",)
        found = []
        for kind in kinds:
            wanted = (max if kind == "most" else min)(share for share, _, _ in tops)
            named = [(top, row) for share, top, row in tops if share == wanted]
            top, row = named[0]
            counts = f" ({n_of(top, row.valid)})" if len(named) == 1 else ""
            where = joined([row.label for _, row in named], 4)
            found.append(f"{kind} frequent for {where}: {whole_percent(top, row.valid)}{counts}")
        words = " ".join(f"{', and '.join(found)}.".split())
        if len(tops) == 1:
            words = f"chosen by {whole_percent(tops[0][1], tops[0][2].valid)} for {tops[0][2].label}."
        text += f" The two highest answers, {scale[-2]} or {scale[-1]}, are {words}"
    most = min(_MOST_SAID, _MOST_SHARES // len(scale))
    text += "".join(f" {_said(row)}." for row in rows[:most])
    if len(rows) > most:
        text += f" And {len(rows) - most} more."
    return " ".join(text.split())


def likert(
    rows: Sequence[LikertRow],
    *,
    scale: Sequence[str],
    among: Sequence[LikertRow] = (),
    caption: str = "Ratings",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return ratings as stacked bars, centred on the middle of their scale.

    The middle option of an odd scale is halved by the centre line; an even scale is parted between its two middle
    options. Percents are whole, rounded half-up, of the valid answers.

    Parameters
    ----------
    rows : sequence of LikertRow
        Questions on the same scale in the order of the codebook, or the groups that answered one question.
    scale : sequence of str
        The options as they are printed, lowest first; from 2 to 11.
    among : sequence of LikertRow
        All rows where ``rows`` are a part of them, so that figures that follow each other can be compared.
    caption, source, notice : str
        The caption; where the answers come from; what must be said of them, such as "Synthetic: invented answers".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no row or more than 24, the scale cannot be drawn, or a row does not cover it in its order.

    Examples
    --------
    >>> from ogpkit.report.figures import Segment
    >>> row = LikertRow("Website", (Segment(("poor",), 10), Segment(("fair",), 20), Segment(("good",), 30)), asked=70)
    >>> likert([row], scale=("poor", "fair", "good")).alt
    '1 rating on a scale of 3 from poor to good. Website (n = 60 of 70) – poor: 17 %, fair: 33 %, good: 50 %.'
    """
    if not rows:
        raise ValueError("there is no rating to draw")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} ratings do not fit into one figure; at most {MOST_ROWS} do")
    check_scale(scale)
    for row in (*rows, *among):
        if row.segments:
            spans(row.label, row.segments, scale)
    sheet = likert_sheet(rows, scale, notice, among)
    alt = likert_alt(rows, scale)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
