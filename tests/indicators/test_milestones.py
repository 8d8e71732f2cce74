"""Milestones, against plans that were counted by hand and a count of every possible day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.base import PartialDate, partial_date
from ogpkit.dossier.plan import Period
from ogpkit.indicators import IndicatorValue, milestone_indicators
from ogpkit.indicators.milestones import overlap
from tests.indicators.conftest import small

Value = Callable[..., IndicatorValue]
PERIOD = Period(start=2024, end=2025)


def plan(*milestones: dict[str, str]) -> dict[str, object]:
    steps = [{"title": f"Step {n}", **milestone} for n, milestone in enumerate(milestones, start=1)]
    return {
        "period": {"start": 2024, "end": 2025},
        "commitments": [{"number": 1, "title": "One", "milestones": steps}, {"number": 2, "title": "Two"}],
    }


def test_milestones_are_counted_with_their_dates_and_owners(value: Value) -> None:
    dossier = small(
        plan=plan(
            {"start": "2024-03-01", "end": "2024-05-31", "owner": "City Council"},
            {"end": "2025"},
            {"owner": "Library"},
            {},
        )
    )

    found = {name: value(dossier, f"milestones{name}", "commitment 1") for name in ("", "-dated", "-owned")}

    assert found[""].value == 4
    assert (found["-dated"].value, found["-dated"].n, found["-dated"].N) == (50, 2, 4)
    assert (found["-owned"].value, found["-owned"].n, found["-owned"].N) == (50, 2, 4)


def test_overlap_is_the_mean_of_the_dated_milestones(value: Value) -> None:
    """Wholly inside 1; from 22 December 2025 to 10 January 2026 10 of 20 days; in 2026 none: (1 + 1/2 + 0) / 3."""
    dossier = small(
        plan=plan(
            {"start": "2024-03-01", "end": "2024-05-31"},
            {"start": "2025-12-22", "end": "2026-01-10"},
            {"end": "2026-05"},
            {},
        )
    )

    found = value(dossier, "milestones-overlap", "commitment 1")

    assert (found.value, found.n, found.N) == (50, 3, 4)
    assert found.flags == ("outside the plan's period: milestone 3", "partly outside: milestone 2")


def test_partial_dates_at_the_edge_give_bounds(value: Value) -> None:
    # from some day of December 2025 to some day of January 2026: at the least 31 December to 31 January, 1 of 32 days;
    # at the most 1 December to 1 January, 31 of 32
    found = value(small(plan=plan({"start": "2025-12", "end": "2026-01"})), "milestones-overlap", "commitment 1")

    assert (found.value, found.low, found.high) == (None, 3.1, 96.9)
    assert found.flags[0] == "between 3.1 and 96.9: some dates are known to the month or year alone"


def test_bounds_of_an_overlap_are_rounded_outwards_and_whole_ones_are_whole_numbers(value: Value) -> None:
    """From 22 December 2025 to a day of March 2026: 10 of 70 days to 10 of 100, that is 14.2857… to 10."""
    dossier = small(plan=plan({"start": "2025-12-22", "end": "2026-03"}))

    found = value(dossier, "milestones-overlap", "commitment 1")

    assert (found.low, found.high) == (10, 14.3)
    assert type(found.low) is int
    # by three milestones 1/30 and 1/21: 3.33… to 4.76…
    thirds = value(
        small(plan=plan({"start": "2025-12-22", "end": "2026-03"}, {"end": "2026-05"}, {"end": "2026-05"})),
        "milestones-overlap",
        "commitment 1",
    )
    assert (thirds.low, thirds.high) == (3.3, 4.8)


def test_partial_dates_inside_cost_no_precision(value: Value) -> None:
    found = value(small(plan=plan({"start": "2024", "end": "2025-06"})), "milestones-overlap", "commitment 1")

    assert (found.value, found.flags) == (100, ())


def test_milestones_without_dates_have_no_overlap(value: Value) -> None:
    found = value(small(plan=plan({}, {})), "milestones-overlap", "commitment 1")

    assert (found.value, found.n, found.N) == (None, 0, 2)
    assert found.flags == ("needs the dates of milestones in plan.yaml",)


def test_commitments_come_in_the_plan_s_order_and_one_without_milestones_is_not_said_to_have_none() -> None:
    rows = milestone_indicators(small(plan=plan({})))

    assert [(row.entity, row.id) for row in rows] == [
        ("commitment 1", "milestones"),
        ("commitment 1", "milestones-dated"),
        ("commitment 1", "milestones-owned"),
        ("commitment 1", "milestones-overlap"),
        ("commitment 2", "milestones"),
    ]
    assert rows[-1].value is None


def days_of(date: PartialDate) -> list[datetime.date]:
    # The first, the last, and some between.
    days = [date.first + datetime.timedelta(days=n) for n in range((date.last - date.first).days + 1)]
    return [*days[::9], days[-1]]


dates = st.builds(
    lambda year, month, day: partial_date(
        "-".join([f"{year}", f"{month:02}", f"{day:02}"][: 1 + (month > 0) + (day > 0)])
    ),
    st.integers(2023, 2026),
    st.integers(1, 12),
    st.integers(0, 28),
)


@given(dates, dates)
def test_bounds_of_an_overlap_hold_every_possible_span(start: PartialDate, end: PartialDate) -> None:
    spans = [(first, last) for first in days_of(start) for last in days_of(end) if first <= last]
    if not spans:
        return
    within = {datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(731)}
    shares = []
    for first, last in spans:
        days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
        shares.append(Fraction(len(within.intersection(days)), len(days)))

    assert overlap(start, end, PERIOD) == (min(shares), max(shares))


@pytest.mark.parametrize("day, share", [("2024-01-01", 1), ("2023-12-31", 0), ("2025-12-31", 1), ("2026-01-01", 0)])
def test_period_runs_from_its_first_day_to_its_last(day: str, share: int) -> None:
    assert overlap(partial_date(day), partial_date(day), PERIOD) == (share, share)
