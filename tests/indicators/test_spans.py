"""Days between dates that may be partial, against a count of every possibility and of a calendar."""

from __future__ import annotations

import calendar
import datetime
from itertools import product
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.base import PartialDate, partial_date
from ogpkit.indicators.spans import Bounds, between, bounded, covered, median_of, months_after

DAY = datetime.timedelta(days=1)


def days_of(date: PartialDate) -> list[datetime.date]:
    return [date.first + n * DAY for n in range((date.last - date.first).days + 1)]


@st.composite
def dates(draw: st.DrawFn, months: int = 3) -> PartialDate:
    month = draw(st.integers(1, months))
    day = draw(st.integers(1, 28) | st.none())
    return partial_date(f"2024-{month:02}" + ("" if day is None else f"-{day:02}"))


@given(dates(), dates())
def test_bounds_between_dates_are_those_of_all_pairs_of_days(start: PartialDate, end: PartialDate) -> None:
    possible = [(last - first).days for first, last in product(days_of(start), days_of(end))]

    assert between(start, end) == Bounds(min(possible), max(possible))


@pytest.mark.parametrize(
    "start, months, later",
    [
        ("2021-08-31", 2, "2021-10-31"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2022-12-31", 2, "2023-02-28"),
        ("2024-11-15", 2, "2025-01-15"),
        ("2024-10-31", 1, "2024-11-30"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one_of_a_shorter_month(start: str, months: int, later: str) -> None:
    assert months_after(partial_date(start), months).first.isoformat() == later


def test_months_after_a_month_keep_its_bounds() -> None:
    later = months_after(partial_date("2024-01"), 1)

    assert (later.first.isoformat(), later.last.isoformat()) == ("2024-02-01", "2024-02-29")


@given(st.lists(st.lists(st.integers(-5, 9), min_size=1, max_size=3), min_size=1, max_size=4))
def test_median_of_bounds_holds_every_possible_median_and_no_wider(numbers: list[list[int]]) -> None:
    possible = [median(one) for one in product(*numbers)]

    assert median_of([Bounds(min(one), max(one)) for one in numbers]) == Bounds(min(possible), max(possible))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 9)), min_size=1, max_size=5))
def test_exact_spans_cover_the_days_of_a_calendar_each_once(spans: list[tuple[int, int]]) -> None:
    days = {first + n for first, more in spans for n in range(more + 1)}
    given_ = [
        (
            partial_date((datetime.date(2024, 1, 1) + first * DAY).isoformat()),
            partial_date((datetime.date(2024, 1, 1) + (first + more) * DAY).isoformat()),
            None,
        )
        for first, more in spans
    ]

    assert covered(given_) == Bounds(len(days), len(days))


@pytest.mark.parametrize(
    "spans, low, high",
    [
        # one day, somewhere in March
        ([("2024-03", "2024-03", 1)], 1, 1),
        # three consultations, somewhere in March: on one day to three
        ([("2024-03", "2024-03", 3)], 1, 3),
        # from some day of March to some day of May: surely 31 March to 1 May (32), at most 1 March to 31 May (92)
        ([("2024-03", "2024-05", None)], 32, 92),
        # two days in different months are two
        ([("2024-03", "2024-03", 1), ("2024-05", "2024-05", 1)], 2, 2),
        # a day of 2024 may be the one in March
        ([("2024-03", "2024-03", 1), ("2024", "2024", 1)], 1, 2),
        # a day of March may be one of the ten that are certain
        ([("2024-03-01", "2024-03-10", None), ("2024-03", "2024-03", 1)], 10, 11),
        # three times between two days: on these for certain
        ([("2024-03-01", "2024-03-31", 31)], 2, 31),
        ([], 0, 0),
    ],
)
def test_partial_spans_have_bounds(spans: list[tuple[str, str, int | None]], low: int, high: int) -> None:
    given_ = [(partial_date(start), partial_date(end), most) for start, end, most in spans]

    assert covered(given_) == Bounds(low, high)


@given(st.lists(dates(2), min_size=1, max_size=3))
def test_single_days_that_are_not_known_lie_within_the_bounds(days: list[PartialDate]) -> None:
    # Every third day of a month is enough to meet and to miss the others.
    counts = {len(set(choice)) for choice in product(*(days_of(day)[::3] for day in days))}
    found = covered([(day, day, 1) for day in days])

    assert found.low <= min(counts)
    assert max(counts) <= found.high <= len(days)


def test_exact_number_is_a_value_and_bounds_are_none() -> None:
    exact = bounded("process-months", "plan", Bounds(3, 3), 1, 1)
    open_ = bounded("process-months", "plan", Bounds(0, 3.5), 1, 1, "", "why not")

    assert (exact.value, exact.low, exact.high, exact.flags) == (3, None, None, ())
    assert (open_.value, open_.low, open_.high) == (None, 0, 3.5)
    assert open_.flags == ("between 0 and 3.5: some dates are known to the month or year alone", "why not")


def test_calendar_of_the_standard_library_agrees_on_the_last_days_of_months() -> None:
    for month in range(1, 13):
        last = calendar.monthrange(2024, month)[1]
        assert months_after(partial_date("2023-12-31"), month).first == datetime.date(2024, month, last)
