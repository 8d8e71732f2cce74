"""Indicators of the process in time: how long it took, how early people were told, and what came late."""

from __future__ import annotations

import math
from statistics import median

from ogpkit.dossier.base import PartialDate
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.events import Event
from ogpkit.indicators.cocreation import PLAN
from ogpkit.indicators.definition import IndicatorValue
from ogpkit.indicators.events import held
from ogpkit.indicators.spans import PARTIAL, Bounds, between, bounded, covered, months_after

__all__ = ["consultation_days", "duration", "lateness", "lead_time", "process_indicators"]

_MONTH = 365.25 / 12
"""Days in a month of the Julian year, on average."""

_CONSULTATIONS = ("consultation", "survey")
_MONTHS_FOR_THE_REPORT = 2


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _undated(dated: int, total: int) -> str:
    return f"{total - dated} of {total} events without a date" if dated < total else ""


def _dates(event: Event) -> tuple[PartialDate, PartialDate] | None:
    """Return an event's first and last date; one that is alone stands for both."""
    start, end = event.start or event.end, event.end or event.start
    return None if start is None or end is None else (start, end)


def duration(dossier: Dossier) -> IndicatorValue:
    """Return how many months lie between the first and the last dated event.

    Where dates are partial, the least reckons from the latest possible beginning to the earliest possible end, and the
    most the other way round. Both are rounded outwards, so that the truth lies between them.
    """
    dated = [dates for dates in map(_dates, dossier.events) if dates is not None]
    total = len(dossier.events)
    if len(dated) < 2:
        why = "needs the dates of at least two events in events.csv"
        return IndicatorValue("process-months", PLAN, None, len(dated), total, (why,))
    begun = (min(start.first for start, _ in dated), min(start.last for start, _ in dated))
    ended = (max(end.first for _, end in dated), max(end.last for _, end in dated))
    low, high = max(0, (ended[0] - begun[1]).days), (ended[1] - begun[0]).days
    if low == high:
        months = Bounds(round(low / _MONTH, 1), round(low / _MONTH, 1))
    else:
        months = Bounds(math.floor(10 * low / _MONTH) / 10, math.ceil(10 * high / _MONTH) / 10)
    return bounded("process-months", PLAN, months, len(dated), total, _undated(len(dated), total))


def lead_time(dossier: Dossier) -> tuple[IndicatorValue, IndicatorValue]:
    """Return how many days before a meeting its material was sent: the median, and the least.

    Only meetings count of which both days are known exactly; below nought the material came after the meeting began.
    """
    rows = held(dossier)
    told = [(event.informed, event.start) for event in rows if event.informed and event.start]
    days = [(start.first - informed.first).days for informed, start in told if informed.exact and start.exact]
    names = ("information-lead-median", "information-lead-least")
    if not days:
        why = "needs the columns informed and start of events.csv, both with the day, for at least one meeting"
        median_, least = (IndicatorValue(name, PLAN, None, 0, len(rows), (why,)) for name in names)
        return median_, least
    late = sum(number < 0 for number in days)
    flags = (
        f"{len(told) - len(days)} with partial dates left out" if len(told) > len(days) else "",
        f"sent after the beginning in {late}" if late else "",
    )
    middle = median(days)
    return (
        bounded(names[0], PLAN, Bounds(middle, middle), len(days), len(rows), *flags),
        bounded(names[1], PLAN, Bounds(min(days), min(days)), len(days), len(rows), *flags),
    )


def consultation_days(dossier: Dossier) -> IndicatorValue:
    """Return on how many days of the calendar a consultation or a survey was open, each day counted once.

    A row that stands for several events took place on its first and on its last day for certain, and on any day between
    them perhaps. A survey without an end was open on its first day at the least, and nobody knows for how long: then
    the value is a lower bound.
    """
    rows = [event for event in dossier.events if event.kind in _CONSULTATIONS]
    spans = []
    for event in rows:
        dates = _dates(event)
        if dates is not None:
            spans.append((*dates, _most_days(event, *dates)))
    if not spans:
        why = "needs the dates of consultations or surveys in events.csv"
        return IndicatorValue("consultation-days", PLAN, None, 0, len(rows), (why,))
    endless = sum(event.kind == "survey" and event.start is not None and event.end is None for event in rows)
    days, undated = covered(spans), _undated(len(spans), len(rows))
    if endless:
        one = endless == 1
        flag = (
            f"{_count(endless, 'survey')} {'has' if one else 'have'} no end and {'counts' if one else 'count'} as one"
        )
        low = int(days.low)
        flags = tuple(said for said in (f"a lower bound: {flag} day{'' if one else ' each'}", undated) if said)
        return IndicatorValue("consultation-days", PLAN, low, len(spans), len(rows), flags, low=low)
    partial = any(not (start.exact and end.exact) for start, end, _ in spans)
    several = any((event.times or 1) > 1 for event in rows)
    reasons = [PARTIAL] if partial or not several else []
    reasons += ["a row that stands for several events does not say on which days they were"] if several else []
    return bounded("consultation-days", PLAN, days, len(spans), len(rows), undated, why=", and ".join(reasons))


def _most_days(event: Event, start: PartialDate, end: PartialDate) -> int | None:
    """Return on how many days an event took place at most, None where it took place on all of its days."""
    times = event.times or 1
    if event.start is not None and event.end is not None:
        return (end.last - start.first).days + 1 if times > 1 else None
    # Without a second date it took a day, or a day for each time; of "at least" so many, its date is the bound.
    return times if event.at_least == "no" else None


def _late(name: str, due: tuple[PartialDate | None, str], done: tuple[PartialDate | None, str]) -> IndicatorValue:
    """Return the days from a deadline to the day on which it was kept; each comes with where it would be written."""
    if due[0] is None or done[0] is None:
        missing = " and ".join(where for date, where in (due, done) if date is None)
        return IndicatorValue(name, PLAN, None, flags=(f"needs {missing}",))
    return bounded(name, PLAN, between(due[0], done[0]), None, None, f"due {due[0]}, handed in {done[0]}")


def lateness(dossier: Dossier) -> tuple[IndicatorValue, IndicatorValue]:
    """Return how many days the plan and the report were handed in after their deadlines; below nought they were early.

    The report is due two calendar months after the plan was submitted.
    """
    plan, report = dossier.plan, dossier.assessment
    due = months_after(plan.submitted, _MONTHS_FOR_THE_REPORT) if plan.submitted else None
    return (
        _late("plan-lateness", (plan.due, "due in plan.yaml"), (plan.submitted, "submitted in plan.yaml")),
        _late(
            "report-lateness",
            (due, "submitted in plan.yaml"),
            (report.submitted, f"submitted in {dossier.form.form}.yaml"),
        ),
    )


def process_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return duration, lead time of information, days of consultation, and lateness."""
    return (duration(dossier), *lead_time(dossier), consultation_days(dossier), *lateness(dossier))
