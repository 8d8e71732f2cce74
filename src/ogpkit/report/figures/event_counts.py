"""How many events there were by month and kind, where there are too many to draw each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ogpkit.report.blocks import Figure
from ogpkit.report.figures.dated_events import NO_DATE, TimelineEvent, TimelineMarker
from ogpkit.report.figures.dates import PartialDate, Scale, month_start
from ogpkit.report.figures.grid import joined
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
    wrapped,
)
from ogpkit.report.figures.time_axis import draw_axis, draw_markers

__all__ = ["MOST_SINGLE_EVENTS", "EventCounts", "event_counts", "event_counts_alt", "event_counts_sheet"]

MOST_SINGLE_EVENTS = 120
"""Five pages of single events: nobody reads on, and each page costs a tenth of a second."""

_LEFT, _RIGHT = 132.0, WIDTH - MARGIN - 62
_BAR = 26.0
_MOST_KINDS = 12
_MOST_BARS = 48
_NAMES = {1: "month", 3: "quarter", 12: "year"}
_STEPS = (1, 3, 12, 60, 120, 240)


@dataclass(frozen=True)
class EventCounts:
    """Counts by span of time and kind; ``step`` is the length of a span in months.

    A span is named by its first month, counted from the year 0. ``vague`` events are known too roughly for the span.
    """

    step: int
    counts: Mapping[str, Mapping[int, int]]
    totals: Mapping[str, int]
    vague: int
    undated: int
    months: tuple[int, int] | None = None
    all: Counter[int] = field(default_factory=Counter)

    @property
    def span(self) -> str:
        """What a span is called."""
        return _NAMES.get(self.step, f"{self.step // 12}-year span")

    @property
    def spans(self) -> str:
        """What several spans are called."""
        return f"{self.span}s"

    def named(self, month: int) -> str:
        """Return the words for the span that begins with a month."""
        first, last = (month_start(month + more) for more in (0, self.step - 1))
        begun, ended = (str(PartialDate.read(f"{day:%Y-%m}")) for day in (first, last))
        if self.step == 1:
            return begun
        if self.step < 12:  # never over the end of a year
            return f"{begun.split()[0]} – {ended}"
        return f"{first.year}" if self.step == 12 else f"{first.year} – {last.year}"


def _month(when: PartialDate) -> int:
    return when.first.year * 12 + when.first.month - 1


def _step(begun: Sequence[PartialDate]) -> int:
    """Return the shortest span that leaves room for each bar and of which most dates are known exactly enough."""
    fine = [_month(when) for when in begun if when.precision != "year"]
    every = [_month(when) for when in begun]
    for step in _STEPS:
        months = every if step >= 12 else fine
        if months and 2 * len(months) >= len(every) and (max(months) - min(months)) // step < _MOST_BARS - 1:
            return step
    return _STEPS[-1]


def _counted(events: Sequence[TimelineEvent]) -> EventCounts:
    begun = [(event.kind, event.start or event.finish) for event in events]
    dated = [(kind, when) for kind, when in begun if when is not None]
    step = _step([when for _, when in dated]) if dated else _STEPS[0]
    placed = [(kind, _month(when) // step * step) for kind, when in dated if step >= 12 or when.precision != "year"]
    totals = Counter(kind for kind, _ in begun)
    ranked = sorted(totals, key=lambda kind: (-totals[kind], kind))
    shown, rest = ranked, list[str]()
    if len(ranked) > _MOST_KINDS:
        shown, rest = ranked[: _MOST_KINDS - 1], ranked[_MOST_KINDS - 1 :]
    # A kind of this name may be among the others: both are in one row then.
    named = {kind: kind for kind in shown} | dict.fromkeys(rest, f"{len(rest)} other kinds")
    counts: dict[str, Counter[int]] = {name: Counter() for name in named.values()}
    for kind, month in placed:
        counts[named[kind]][month] += 1
    rows: Counter[str] = Counter()
    for kind, number in totals.items():
        rows[named[kind]] += number
    months = [month for _, month in placed]
    return EventCounts(
        step,
        counts,
        {name: rows[name] for name in counts},
        len(dated) - len(placed),
        len(begun) - len(dated),
        (min(months), max(months)) if months else None,
        Counter(months),
    )


def event_counts_sheet(
    events: Sequence[TimelineEvent], markers: Sequence[TimelineMarker] = (), notice: str = ""
) -> Sheet:
    """Draw a row of bars for each kind, all to one scale."""
    found = _counted(events)
    sheet = Sheet()
    y, lines_at = 0.0, list[tuple[float, float]]()
    scale = None
    if found.months:
        days = [month_start(found.months[0]), month_start(found.months[1] + found.step - 1)]
        days += [day for one in markers for when in [PartialDate.read(one.date)] for day in (when.first, when.last)]
        scale = Scale(days, _LEFT, _RIGHT)
        y, lines_at = draw_markers(sheet, scale, markers, y)
        y = draw_axis(sheet, scale, y)
    else:
        y += LEADING * SMALL + 6
    sheet.text(WIDTH - MARGIN, y - 6, "in all", size=SMALL, colour=MUTED, align="right", backed=True)
    top = y
    most = max((number for row in found.counts.values() for number in row.values()), default=1)
    for kind, row in found.counts.items():
        lines = wrapped(kind, _LEFT - MARGIN - 14)
        height = max(_BAR + 18, LEADING * SIZE * len(lines) + 8)
        foot = y + height
        sheet.lines(MARGIN, foot - LEADING * SIZE * (len(lines) - 1) - 5, lines)
        sheet.text(WIDTH - MARGIN, foot - 5, f"{found.totals[kind]:,}", align="right")
        if scale:
            _draw_bars(sheet, scale, row, found.step, foot, most)
        else:
            sheet.text(_LEFT, foot - 5, NO_DATE, size=SMALL, italic=True, colour=MUTED)
        y = foot
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE, width=0.6)
    for x, begin in lines_at:
        sheet.rule(x, begin, x, y, colour=INK, width=1.2, dashed=True)
    if scale:
        for tick in scale.ticks:
            sheet.rule(scale(month_start(tick)), top, scale(month_start(tick)), y, colour=LINE, width=0.6)
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    y += 4
    y += sheet.note(y, " ".join(said for said in (_how(found) if scale else "", _left_out(found)) if said))
    return sheet.finish(y, notice)


def _draw_bars(sheet: Sheet, scale: Scale, row: Mapping[int, int], step: int, foot: float, most: int) -> None:
    """Draw the bars of one kind with its highest number above the first bar that reaches it."""
    for month, number in row.items():
        left, right = scale(month_start(month)), scale(month_start(month + step))
        high = max(_BAR * number / most, 1.2)
        gap = min(0.8, 0.1 * (right - left))
        sheet.box(left + gap, foot - high, right - left - 2 * gap, high, fill=BLUE)
    if row:
        peak = min(month for month, number in row.items() if number == max(row.values()))
        middle = (scale(month_start(peak)) + scale(month_start(peak + step))) / 2
        high = max(_BAR * row[peak] / most, 1.2)
        sheet.text(middle, foot - high - 3, f"{row[peak]:,}", size=SMALL, align="center", backed=True)


def _how(found: EventCounts) -> str:
    return (
        f"Each event counts once, in the {found.span} in which it began. All bars have one scale; "
        f"the number stands above the highest of each kind."
    )


def _events(number: int) -> str:
    return f"{number:,} event{'s' * (number != 1)}"


def _left_out(found: EventCounts) -> str:
    parts = [f"{_events(found.vague)} of which only the year is known"] * bool(found.vague)
    parts += [f"{_events(found.undated)} without a date"] * bool(found.undated)
    return f"Not drawn: {joined(parts)}." if parts else ""


def _peak(found: EventCounts, row: Mapping[int, int]) -> str:
    """Return in words the highest count and where it is."""
    most = max(row.values())
    months = sorted(month for month, number in row.items() if number == most)
    if len(months) > 3:
        return f"{most:,} in each of {len(months)} {found.spans}"
    return f"{most:,}{' each' * (len(months) > 1)} in {joined([found.named(month) for month in months])}"


def _gaps(found: EventCounts, first: int, last: int) -> str:
    """Return in words in how many spans nothing began, and the longest gap of these."""
    spans = range(first, last + 1, found.step)
    gaps = [list(run) for there, run in groupby(spans, key=lambda month: month in found.all) if not there]
    if not gaps:
        return f"None of the {len(spans)} {found.spans} is without an event."
    longest = max(gaps, key=len)
    text = f"In {sum(map(len, gaps))} of {len(spans)} {found.spans} nothing began"
    if len(longest) > 1:
        text += f", the longest gap being {found.named(longest[0])} to {found.named(longest[-1])}"
    return f"{text}."


def event_counts_alt(events: Sequence[TimelineEvent], markers: Sequence[TimelineMarker] = ()) -> str:
    """Return in words what the figure shows: when most began, where nothing did, and how many there were of each kind.

    Examples
    --------
    >>> event_counts_alt([TimelineEvent(f"Talk {day}", f"2021-03-{day}", "meeting") for day in (10, 11)])
    '2 events by month and kind. All began in Mar 2021. By kind: meeting 2.'
    """
    found = _counted(events)
    said = [f"{_events(len(events))} by {found.span} and kind."]
    single = found.months is not None and found.months[0] == found.months[1]
    if found.months is None:
        said = [f"{_events(len(events))} by kind."]
    elif single:
        everything = "All" if found.all.total() == len(events) else "All that are drawn"
        said.append(f"{everything} began in {found.named(found.months[0])}.")
    else:
        first, last = found.months
        said.append(f"From {found.named(first)} to {found.named(last)}.")
        said.append(f"The most in one {found.span}: {_peak(found, found.all)}.")
        said.append(_gaps(found, first, last))
    kinds = []
    for kind, row in found.counts.items():
        peak = "" if single or max(row.values(), default=0) < 2 else f" (at most {_peak(found, row)})"
        kinds.append(f"{kind} {found.totals[kind]:,}{peak}")
    said += [f"By kind: {'; '.join(kinds)}.", _left_out(found)]
    if markers and found.months:
        named = [f"{marker.label} ({PartialDate.read(marker.date)})" for marker in markers]
        said.append(f"Lines mark {joined(named)}.")
    return " ".join(sentence for sentence in said if sentence)


def event_counts(
    events: Sequence[TimelineEvent],
    markers: Sequence[TimelineMarker] = (),
    *,
    caption: str = "",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return a figure of how many events of each kind began in each month, or in longer spans of a long process.

    Parameters
    ----------
    events : sequence of TimelineEvent
        The events, in any order; at least one. Those whose date is not known exactly enough are counted below.
    markers : sequence of TimelineMarker
        Deadlines and turning points.
    caption, source, notice : str
        The caption (by default it names the span); where the dates come from; what must be said of them.
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no event, or a date is none.

    Examples
    --------
    >>> event_counts([TimelineEvent("Training", "2021-07", "training")]).caption[0].text
    'Events of the co-creation by month and kind'
    """
    if not events:
        raise ValueError("there is no event to draw")
    sheet = event_counts_sheet(events, markers, notice)
    alt = event_counts_alt(events, markers)
    caption = caption or f"Events of the co-creation by {_counted(events).span} and kind"
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
