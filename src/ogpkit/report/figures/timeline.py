"""The events of the co-creation, with as much of each date as is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ogpkit.report.blocks import Figure
from ogpkit.report.figures.dated_events import NO_DATE, TimelineEvent, TimelineMarker
from ogpkit.report.figures.dates import PartialDate, Scale, month_start
from ogpkit.report.figures.grid import joined
from ogpkit.report.figures.marks import SHAPES, legend_lines, moved
from ogpkit.report.figures.style import (
    BLUE,
    INK,
    LEADING,
    LINE,
    MARGIN,
    MUTED,
    PALE,
    SIZE,
    SMALL,
    STRONG_LINE,
    WIDTH,
    Sheet,
    as_figure,
    text_width,
    wrapped,
)
from ogpkit.report.figures.time_axis import draw_axis, draw_markers

__all__ = ["timeline", "timeline_alt", "timeline_sheet"]

_LEFT, _RIGHT = 214.0, WIDTH - MARGIN - 27
_LABEL = MARGIN + 20


def _kinds(events: Sequence[TimelineEvent]) -> list[str]:
    return list(dict.fromkeys(event.kind for event in events))


def _symbol(sheet: Sheet, x: float, y: float, kind: int, radius: float = 5.5) -> None:
    sheet.path(moved(SHAPES[kind % len(SHAPES)], x, y, radius), fill=BLUE if kind < len(SHAPES) else "white", edge=BLUE)


def _draw_date(
    sheet: Sheet, scale: Scale, event: TimelineEvent, y: float, kind: int, lines_at: Sequence[tuple[float, float]]
) -> None:
    start, finish = event.start or event.finish, event.finish or event.start
    if start is None or finish is None:
        sheet.text(_LEFT + 4, y + 0.36 * SMALL, NO_DATE, size=SMALL, italic=True, colour=MUTED)
        return
    left, right = scale(start.first), scale(finish.last, after=True)
    point = start.exact and finish == start
    left, right = (left - 5.5, left + 5.5) if point else (left, max(right, left + 5))
    width = text_width(event.when, SMALL)
    beside = right + 5 + width <= WIDTH - MARGIN
    before = left - 5 - width >= _LEFT
    if beside and before:  # on the side where no marker's line runs through the words
        beside = not any(right < x < right + 8 + width for x, _ in lines_at) or any(
            left - 8 - width < x < left for x, _ in lines_at
        )
    inside = right - left >= width + 6 and not event.end
    if not (beside or before or inside):
        y -= 8
    if point:
        _symbol(sheet, left + 5.5, y, kind)
    else:
        sheet.box(left, y - 7, right - left, 14, fill=PALE, edge=BLUE, line=1.0, radius=4)
        if event.end and finish.first > start.last:  # it certainly lasted between these two
            sure = scale(start.last), scale(finish.first)
            sheet.box(sure[0], y - 7, sure[1] - sure[0], 14, fill=BLUE, edge=BLUE, line=1.0)
    base = y + 0.36 * SMALL
    if beside:
        sheet.text(right + 5, base, event.when, size=SMALL, backed=True)
    elif before:
        sheet.text(left - 5, base, event.when, size=SMALL, align="right", backed=True)
    elif inside:
        sheet.text((left + right) / 2, base, event.when, size=SMALL, align="center")
    else:
        middle = min((left + right) / 2, WIDTH - MARGIN - width / 2)
        sheet.text(middle, base + 17, event.when, size=SMALL, align="center", backed=True)


def timeline_sheet(
    events: Sequence[TimelineEvent],
    markers: Sequence[TimelineMarker] = (),
    notice: str = "",
    among: Sequence[TimelineEvent] = (),
) -> Sheet:
    """Draw the timeline."""
    sheet = Sheet()
    among = among or events
    kinds = _kinds(among)
    known = [when for event in among for when in (event.start, event.finish) if when]
    known += [PartialDate.read(marker.date) for marker in markers]
    scale = Scale([day for when in known for day in (when.first, when.last)], _LEFT, _RIGHT) if known else None
    y, lines_at = 0.0, list[tuple[float, float]]()
    if scale:
        y, lines_at = draw_markers(sheet, scale, markers, y)
        y = draw_axis(sheet, scale, y)
    top = y
    for number, event in enumerate(sorted(events, key=lambda one: one.order)):
        lines = wrapped(event.label, _LEFT - _LABEL - 12)
        text_height = LEADING * SIZE * len(lines)
        tall = max(text_height + 8, 46.0 if event.end else 24.0)
        if number:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE, width=0.6)
        middle = y + tall / 2
        _symbol(sheet, MARGIN + 7, middle, kinds.index(event.kind))
        sheet.lines(_LABEL, middle - text_height / 2 + 0.98 * SIZE, lines)
        if scale:
            _draw_date(sheet, scale, event, middle, kinds.index(event.kind), lines_at)
        else:
            sheet.text(_LEFT, middle + 0.36 * SMALL, NO_DATE, size=SMALL, italic=True, colour=MUTED)
        y += tall
    for x, begin in lines_at:
        sheet.rule(x, begin, x, y, colour=INK, width=1.2, dashed=True)
    if scale:
        for tick in scale.ticks:
            sheet.rule(scale(month_start(tick)), top, scale(month_start(tick)), y, colour=LINE, width=0.6)
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    return sheet.finish(_draw_legend(sheet, among, kinds, y + 4), notice)


def _draw_legend(sheet: Sheet, events: Sequence[TimelineEvent], kinds: Sequence[str], y: float) -> float:
    if list(kinds) == ["event"]:
        kinds = []
    names = list(kinds)
    spans = any(event.start and not event.start.exact for event in events)
    lasting = any(
        event.end and event.start and event.finish and event.finish.first > event.start.last for event in events
    )
    names += ["took place sometime within this span"] * spans + ["lasted this long"] * lasting
    number = 0
    for line in legend_lines(names, MARGIN, WIDTH - MARGIN, SIZE):
        for x, words in line:
            middle = y + 12
            if number < len(kinds):
                _symbol(sheet, x + 8, middle, number)
            else:
                span = spans and number == len(kinds)
                sheet.box(x + 1, middle - 6, 18, 12, fill=PALE if span else BLUE, edge=BLUE, radius=3)
            sheet.text(x + 23, middle + 0.36 * SIZE, words)
            number += 1
        y += 21
    return y + 4


def _exactness(counts: Sequence[int]) -> str:
    """Return a sentence on how many events are known to the day, to the month, to the year, and not at all.

    Examples
    --------
    >>> _exactness([0, 1, 0, 0]), _exactness([2, 1, 0, 1])
    ('Of 1 event only the month is known.', 'Of 2 events the day is known, of 1 only the month, of 1 no date is given.')
    """
    parts: list[str] = []
    for count, words in zip(counts, ("the day", "only the month", "only the year", "no date is given"), strict=True):
        if count and parts:
            parts.append(f"of {count} {words}")
        elif count:  # the first part holds the noun and the verb for those that follow
            verb = "" if words.startswith("no ") else " is known"
            parts.append(f"Of {count} event{'s' * (count != 1)} {words}{verb}")
    return f"{', '.join(parts)}."


def timeline_alt(events: Sequence[TimelineEvent], markers: Sequence[TimelineMarker] = ()) -> str:
    """Return in words what the timeline shows: how many events, how exactly they are dated, and which came when.

    Examples
    --------
    >>> timeline_alt([TimelineEvent("Focus group", "2021", "meeting"), TimelineEvent("Poll", None, "survey")])
    '2 events (1 meeting, 1 survey). Of 1 event only the year is known, of 1 no date is given. In order: 2021: Focus
    group; date not given: Poll.'
    """
    ordered = sorted(events, key=lambda one: one.order)
    known = [event.start or event.finish for event in events]
    precision = Counter(when.precision for when in known if when)
    kinds = Counter(event.kind for event in events)
    text = f"{len(events)} event{'s' * (len(events) != 1)}"
    if list(kinds) != ["event"]:
        text += f" ({', '.join(f'{count} {kind}' for kind, count in kinds.items())})"
    text += f". {_exactness([precision['day'], precision['month'], precision['year'], known.count(None)])}"
    shown = [f"{event.when}: {event.label.rstrip('.')}" for event in ordered]
    if len(shown) > 12:
        dated = [event for event in ordered if not event.order[0]]
        text += f" First: {shown[0]}. Last with a date: {dated[-1].when}: {dated[-1].label}." if dated else ""
    else:
        text += f" In order: {'; '.join(shown)}."
    if markers:
        named = [f"{marker.label} ({PartialDate.read(marker.date)})" for marker in markers]
        text += f" Lines mark {joined(named)}."
    return text


def timeline(
    events: Sequence[TimelineEvent],
    markers: Sequence[TimelineMarker] = (),
    *,
    among: Sequence[TimelineEvent] = (),
    caption: str = "Events of the co-creation",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the timeline: a point for a day, a bar over the month or year where no more is known.

    Parameters
    ----------
    events : sequence of TimelineEvent
        The events, in any order; at least one. Those without a date stand last and say so.
    markers : sequence of TimelineMarker
        Deadlines and turning points.
    among : sequence of TimelineEvent
        All events where ``events`` are a part of them: scale, symbols and legend are those of all, so that figures
        that follow each other can be compared.
    caption, source, notice : str
        The caption; where the dates come from; what must be said of them, such as "Not official".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no event, or a date is none.

    Examples
    --------
    >>> timeline([TimelineEvent("Training", "2021-07", "training")]).caption[0].text
    'Events of the co-creation'
    """
    if not events:
        raise ValueError("there is no event to draw")
    sheet = timeline_sheet(events, markers, notice, among)
    alt = timeline_alt(events, markers)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
