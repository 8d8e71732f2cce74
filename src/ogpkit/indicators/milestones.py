"""Indicators of the milestones: how many a commitment has, with which dates and owners, in the plan's years or not."""

from __future__ import annotations

import datetime
import math
from fractions import Fraction
from itertools import product

from ogpkit.dossier.base import PartialDate
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import Commitment, Milestone, Period
from ogpkit.indicators.definition import IndicatorValue, share
from ogpkit.indicators.spans import Bounds, bounded

__all__ = ["milestone_indicators", "overlap"]


def _dates(milestone: Milestone) -> tuple[PartialDate, PartialDate] | None:
    """Return a milestone's first and last date; one that is alone is a day somewhere in it."""
    start, end = milestone.start or milestone.end, milestone.end or milestone.start
    return None if start is None or end is None else (start, end)


def _inside(first: datetime.date, last: datetime.date, period: Period) -> Fraction:
    begun, ended = datetime.date(period.start, 1, 1), datetime.date(period.end, 12, 31)
    days = (min(last, ended) - max(first, begun)).days + 1
    return Fraction(max(days, 0), (last - first).days + 1)


def overlap(start: PartialDate, end: PartialDate, period: Period) -> tuple[Fraction, Fraction]:
    """Return the least and the most of a span that can lie in the years of a plan, as shares of its days from 0 to 1.

    A year or a month never lies on both sides of a year's end. So the share rises or falls steadily with each of the
    two dates, and its bounds are found among their first and last days.

    Examples
    --------
    >>> from ogpkit.dossier.base import partial_date
    >>> least, most = overlap(partial_date("2024-12-22"), partial_date("2025-01-10"), Period(start=2025, end=2026))
    >>> float(least), float(most)
    (0.5, 0.5)
    """
    shares = [
        _inside(first, last, period)
        for first, last in product((start.first, start.last), (end.first, end.last))
        if first <= last
    ]
    return min(shares), max(shares)


def _percents(low: Fraction, high: Fraction) -> Bounds:
    """Return shares as percents to one decimal: rounded half-up where they are one, else outwards."""
    if low == high:
        percent = math.floor(1000 * low + Fraction(1, 2)) / 10
        return Bounds(percent, percent)
    return Bounds(math.floor(1000 * low) / 10, math.ceil(1000 * high) / 10)


def _of(commitment: Commitment, period: Period) -> tuple[IndicatorValue, ...]:
    entity = f"commitment {commitment.number}"
    all_ = commitment.milestones
    total = len(all_)
    if not total:
        why = "needs the milestones of the commitment in plan.yaml"
        return (IndicatorValue("milestones", entity, None, flags=(why,)),)
    spans = [(number, dates) for number, dates in enumerate(map(_dates, all_), start=1) if dates is not None]
    owned = sum(milestone.owner is not None for milestone in all_)
    rows = [
        IndicatorValue("milestones", entity, total),
        share("milestones-dated", entity, len(spans), total),
        share("milestones-owned", entity, owned, total),
    ]
    if not spans:
        why = "needs the dates of milestones in plan.yaml"
        return (*rows, IndicatorValue("milestones-overlap", entity, None, 0, total, (why,)))
    shares = [(number, *overlap(*dates, period)) for number, dates in spans]
    outside = [str(number) for number, _, most in shares if most == 0]
    partly = [str(number) for number, least, most in shares if most > 0 and least < 1]
    flags = (
        f"outside the plan's period: milestone {', '.join(outside)}" if outside else "",
        f"partly outside: milestone {', '.join(partly)}" if partly else "",
    )
    low = sum((least for _, least, _ in shares), Fraction(0)) / len(shares)
    high = sum((most for _, _, most in shares), Fraction(0)) / len(shares)
    return (*rows, bounded("milestones-overlap", entity, _percents(low, high), len(spans), total, *flags))


def milestone_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return for each commitment, in the plan's order, what is known of its milestones."""
    return tuple(row for one in dossier.plan.commitments for row in _of(one, dossier.plan.period))
