"""The same question by group: small panels of bars that all have the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from matplotlib.path import Path

from ogpkit.report.blocks import Figure
from ogpkit.report.figures.segments import CONFIDENTIAL, Segmented, check_scale, spans
from ogpkit.report.figures.shares import axis_end, in_words, n_of, whole_percent
from ogpkit.report.figures.style import (
    BLUE,
    INK,
    LEADING,
    LINE,
    MARGIN,
    MUTED,
    PALE,
    SMALL,
    STRONG_LINE,
    WIDTH,
    Sheet,
    as_figure,
    text_width,
    wrapped,
)

__all__ = ["MOST_PANELS", "Panel", "multiples", "multiples_alt", "multiples_sheet"]

MOST_PANELS = 36
"""How many panels one figure may have; more than twelve are small on a printed page."""
_WIDEST_LABEL, _NARROWEST, _GAP = 150.0, 92.0, 14.0
_BAR, _PERCENT, _FRAME = 11.0, 38.0, 4.0
_MOST_SAID, _MOST_SHARES = 12, 60


@dataclass(frozen=True)
class Panel(Segmented):
    """One panel: the answers of one group. Where groups are put together, its label names them all.

    Parameters
    ----------
    question : str
        The title of the panels of one question, where there are several questions; they follow each other.
    groups : tuple of int
        Which groups of the codebook's list it holds, counted from 0: panels of one group stand below each other, and
        one that holds several is outlined. Empty where panels are just set side by side.
    """

    question: str = ""
    groups: tuple[int, ...] = ()

    @property
    def joined(self) -> bool:
        """Whether several groups are put together in it."""
        return len(self.groups) > 1


@dataclass(frozen=True)
class _Band:
    """The panels of one question, and the lines on which their bars stand."""

    question: str
    panels: tuple[Panel, ...]
    lines: tuple[str, ...]
    places: tuple[tuple[tuple[int, ...], ...], ...]
    """For each panel, for each of its segments, the lines that it covers."""


def _bands(panels: Sequence[Panel], scale: Sequence[str]) -> list[_Band]:
    """Return the panels by question.

    Where all panels put the same options together, these have one line; otherwise every option has its own and a bar
    for several stands in their middle. Where these are no neighbours, the bar has a line of its own, the last.
    """
    bands = []
    for question, members in groupby(panels, key=lambda panel: panel.question):
        some = tuple(members)
        drawn = [panel for panel in some if panel.segments]
        if len({tuple(segment.options for segment in panel.segments) for panel in drawn}) == 1:
            lines = tuple(segment.words for segment in drawn[0].segments)
            own = tuple((number,) for number in range(len(lines)))
            bands.append(_Band(question, some, lines, tuple(own if panel.segments else () for panel in some)))
            continue
        found = {panel: spans(panel.label, panel.segments, scale, ordered=False) for panel in drawn}
        apart = [  # put together, but no neighbours
            segment.words
            for panel in drawn
            for segment, span in zip(panel.segments, found[panel], strict=True)
            if max(span) - min(span) >= len(span)
        ]
        extra = list(dict.fromkeys(apart))
        used = {
            place for panel in drawn for span in found[panel] if max(span) - min(span) < len(span) for place in span
        }
        kept = sorted(used)
        lines = (*(scale[place] for place in kept), *extra)
        places = []
        for panel in some:
            of_panel = []
            for segment, span in zip(panel.segments, found.get(panel, []), strict=True):
                beside = max(span) - min(span) < len(span)
                of_panel.append(
                    tuple(kept.index(place) for place in sorted(span))
                    if beside
                    else (len(kept) + extra.index(segment.words),)
                )
            places.append(tuple(of_panel))
        bands.append(_Band(question, some, lines, tuple(places)))
    return bands


def _draw_panel(
    sheet: Sheet,
    panel: Panel,
    places: Sequence[Sequence[int]],
    x: float,
    tops: Sequence[float],
    room: float,
    end: float,
) -> None:
    """Draw the bars of a panel from ``x`` on; its lines begin at ``tops``, of which the last one ends the panel."""
    if not panel.valid:
        words = "no valid answer" if panel.segments else panel.withheld
        lines = wrapped(words, room + _PERCENT, SMALL)
        sheet.lines(x, tops[0] + SMALL, lines, size=SMALL, colour=MUTED)
        return
    sheet.rule(x, tops[0], x, tops[-1], colour=STRONG_LINE, width=1.0)
    for segment, lines_of in zip(panel.segments, places, strict=True):
        top, bottom = tops[lines_of[0]], tops[lines_of[-1] + 1]
        middle = (top + bottom) / 2
        width = segment.count / panel.valid / end * room
        if segment.count:
            fill = PALE if segment.merged else BLUE
            sheet.box(x, middle - _BAR / 2, width, _BAR, fill=fill, edge=INK if segment.merged else BLUE, line=0.8)
        if len(lines_of) > 1:
            inner = (top + 3, bottom - 3)
            bracket = [(x - 1, inner[0]), (x - 5, inner[0]), (x - 5, inner[1]), (x - 1, inner[1])]
            sheet.path(Path(bracket), edge=INK, line=1.0, over=4)
        said = whole_percent(segment.count, panel.valid)
        sheet.text(x + width + 4, middle + 0.36 * SMALL, said, size=SMALL)


def _slots(panels: Sequence[Panel]) -> tuple[int, ...]:
    """Return the groups for which each line keeps a place: the first one of every panel. None where two share it."""
    places = [(panel.question, panel.groups[:1]) for panel in panels]
    if not all(panel.groups for panel in panels) or len(set(places)) < len(places):
        return ()
    return tuple(sorted({panel.groups[0] for panel in panels}))


_Placed = tuple[int, Panel, tuple[tuple[int, ...], ...]]


def _rows(band: _Band, slots: Sequence[int], columns: int) -> list[list[_Placed]]:
    """Return the panels of a question in the lines in which they stand, each with its column."""
    lines: dict[int, list[_Placed]] = {}
    for number, (panel, places) in enumerate(zip(band.panels, band.places, strict=True)):
        at = slots.index(panel.groups[0]) if slots else number
        lines.setdefault(at // columns, []).append((at % columns, panel, places))
    return [lines[line] for line in sorted(lines)]


def _draw_heads(sheet: Sheet, y: float, some: Sequence[tuple[float, Panel]], wide: float) -> float:
    """Draw the names of panels and their bases from ``y`` on; return the height that they take."""
    heads = [wrapped(panel.label, wide - 2 * _FRAME * panel.joined, SMALL, bold=True) for _, panel in some]
    tall = max(map(len, heads)) * LEADING * SMALL + 2 * _FRAME * any(panel.joined for _, panel in some)
    based = 0
    for (x, panel), head in zip(some, heads, strict=True):
        frame = _FRAME * panel.joined
        high = len(head) * LEADING * SMALL
        top = y + tall - high - frame
        if panel.joined:
            across = max(text_width(line, SMALL, bold=True) for line in head) + 2 * frame
            sheet.box(x, top - frame, across, high + 2 * frame - 1, fill="white", edge=INK, line=0.8)
        sheet.lines(x + frame, top + SMALL, head, size=SMALL, bold=True)
        if panel.segments:
            of = wrapped(f"n = {n_of(panel.valid, panel.asked)}", wide, SMALL)
            based = max(based, len(of))
            sheet.lines(x, y + tall + SMALL, of, size=SMALL, colour=MUTED)
    return tall + based * LEADING * SMALL


def multiples_sheet(
    panels: Sequence[Panel], scale: Sequence[str], notice: str = "", among: Sequence[Panel] = ()
) -> Sheet:
    """Draw the panels."""
    sheet = Sheet()
    bands = _bands(panels, scale)
    end = axis_end(share for panel in (*panels, *among) for share in panel.shares)
    widest = max((text_width(line, SMALL) for band in bands for line in band.lines), default=0.0)
    left = MARGIN + min(_WIDEST_LABEL, widest) + _GAP
    most = max(1, int((WIDTH - MARGIN - left + _GAP) / (_NARROWEST + _GAP)))
    slots = _slots(panels)
    count = len(slots) or max(len(band.panels) for band in bands)
    columns = -(-count // -(-count // most))  # as many in each line, where they need several
    pitch = (WIDTH - MARGIN - left + _GAP) / columns
    wide = min(pitch - _GAP, 200.0)
    y = MARGIN  # for the accents of capitals
    for number, band in enumerate(bands):
        if number:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE)
            y += 6
        if band.question:
            title = wrapped(band.question, 0.95 * WIDTH - MARGIN, bold=True)
            y += sheet.lines(MARGIN, y + 12, title, bold=True) + 4
        labels = [wrapped(line, left - MARGIN - _GAP + 1, SMALL) for line in band.lines]
        heights = [max(len(label) * LEADING * SMALL + 2, 17.0) for label in labels] or [2 * LEADING * SMALL]
        for number, some in enumerate(_rows(band, slots, columns)):
            if number:
                sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
                y += 5
            y += _draw_heads(sheet, y, [(left + at * pitch, panel) for at, panel, _ in some], wide) + 4
            tops = [y + sum(heights[:line]) for line in range(len(heights) + 1)]
            for label, top, height in zip(labels, tops, heights, strict=False):
                lead = top + (height - len(label) * LEADING * SMALL) / 2 + 0.98 * SMALL
                sheet.lines(MARGIN, lead, label, size=SMALL)
            for at, panel, places in some:
                _draw_panel(sheet, panel, places, left + at * pitch, tops, wide - _PERCENT, end)
            y = tops[-1] + 7
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    note = f"Percent of n, the valid answers of each group. All panels have the same axis, from 0 to {in_words(end)}."
    answers = any(segment.merged for panel in panels for segment in panel.segments)
    if answers or any(panel.joined for panel in panels):
        said = CONFIDENTIAL if answers else CONFIDENTIAL.replace("answers", "groups")
        if answers and any(panel.joined for panel in panels):
            said = CONFIDENTIAL.replace("answers", "answers or groups")
        note += f" {said[0].upper()}{said[1:]}."
    if any(len(lines) > 1 for band in bands for places in band.places for lines in places):
        note += " A bracket shows which."
    return sheet.finish(y + 4 + sheet.note(y + 4, note) + 4, notice)


def _said(panel: Panel) -> str:
    if not panel.valid:
        return f"{panel.label}: {'no valid answer' if panel.segments else panel.withheld}"
    parts = ", ".join(f"{segment.words}: {whole_percent(segment.count, panel.valid)}" for segment in panel.segments)
    return f"{panel.label} (n = {n_of(panel.valid, panel.asked)}) – {parts}"


def _widest_range(panels: Sequence[Panel]) -> str:
    """Return in words which answer's share differs most between panels; nothing where there is but one panel."""
    shares: dict[str, list[tuple[float, str]]] = {}
    for panel in panels:
        for segment, share in zip(panel.segments, panel.shares, strict=False):
            shares.setdefault(segment.words, []).append((share, panel.label))
    ranges = [(max(found)[0] - min(found)[0], words) for words, found in shares.items() if len(found) > 1]
    if not ranges:
        return ""
    widest, words = max(ranges, key=lambda one: one[0])
    if not widest:
        return "The panels do not differ."
    low, high = min(shares[words], key=lambda one: one[0]), max(shares[words], key=lambda one: one[0])
    return (
        f"The widest range is that of {words}: from {in_words(low[0])} ({low[1]}) to {in_words(high[0])} ({high[1]})."
    )


def multiples_alt(panels: Sequence[Panel], scale: Sequence[str]) -> str:
    """Return in words what the panels show: the answer whose share differs most between groups, and every share.

    Examples
    --------
    >>> from ogpkit.report.figures import Segment
    >>> young = Panel("Young", (Segment(("yes",), 30), Segment(("no",), 10)))
    >>> old = Panel("Old", (Segment(("yes",), 10), Segment(("no",), 30)))
    >>> print(multiples_alt([young, old], ("yes", "no")))
    Shares of 2 answers in 2 panels. The widest range is that of yes: from 25 % (Old) to 75 % (Young). Young (n = 40)
    – yes: 75 %, no: 25 %. Old (n = 40) – yes: 25 %, no: 75 %.
    """
    text = f"Shares of {len(scale)} answers in {len(panels)} panel{'s' * (len(panels) != 1)}."
    most = min(_MOST_SAID, _MOST_SHARES // len(scale))
    said = 0
    for question, members in groupby(panels, key=lambda panel: panel.question):
        some = list(members)
        if said < most:
            text += f" Question: {question.rstrip('.:')} –" if question else ""
            text += f" {_widest_range(some)}"
            text += "".join(f" {_said(panel)}." for panel in some[: most - said])
        said += len(some)
    if said > most:
        text += f" And {said - most} more."
    return " ".join(text.split())


def multiples(
    panels: Sequence[Panel],
    *,
    scale: Sequence[str],
    among: Sequence[Panel] = (),
    caption: str = "Answers by group",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the answers of each group as a panel of bars; all panels have the same lines and the same axis.

    Parameters
    ----------
    panels : sequence of Panel
        The groups in the order of the codebook; or, of several questions on one scale, the groups of each.
    scale : sequence of str
        The options as they are printed, in their order; from 2 to 11.
    among : sequence of Panel
        All panels where ``panels`` are a part of them: the axis is that of all.
    caption, source, notice : str
        The caption; where the answers come from; what must be said of them, such as "Synthetic: invented answers".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no panel or more than 36, the scale cannot be drawn, or a panel does not cover it.

    Examples
    --------
    >>> from ogpkit.report.figures import Segment
    >>> panel = Panel("18 to 29", (Segment(("yes",), 30), Segment(("no",), 10)))
    >>> multiples([panel], scale=("yes", "no")).alt
    'Shares of 2 answers in 1 panel. 18 to 29 (n = 40) – yes: 75 %, no: 25 %.'
    """
    if not panels:
        raise ValueError("there is no panel to draw")
    if len(panels) > MOST_PANELS:
        raise ValueError(f"{len(panels)} panels do not fit into one figure; at most {MOST_PANELS} do")
    check_scale(scale)
    for panel in (*panels, *among):
        if panel.segments:
            spans(panel.label, panel.segments, scale, ordered=False)
    sheet = multiples_sheet(panels, scale, notice, among)
    alt = multiples_alt(panels, scale)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
