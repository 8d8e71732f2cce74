"""Length, lead time, days of consultation and lateness, against dates that were reckoned by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.base import partial_date
from ogpkit.indicators import IndicatorValue
from ogpkit.indicators.process import consultation_days, duration
from tests.indicators.conftest import small

Value = Callable[..., IndicatorValue]


def test_length_between_exact_days_is_exact(value: Value) -> None:
    # 2024-01-15 to 2024-07-01: 16 + 29 + 31 + 30 + 31 + 30 + 1 = 168 days; 168 / 30.4375 = 5.52
    found = value(
        small(
            events=[
                {"kind": "meeting", "start": "2024-03-01", "end": "2024-03-02"},
                {"kind": "training", "start": "2024-01-15"},
                {"kind": "submission", "end": "2024-07-01"},
                {"kind": "survey"},
            ]
        ),
        "process-months",
    )

    assert (found.value, found.n, found.N, found.low) == (5.5, 3, 4, None)
    assert found.flags == ("1 of 4 events without a date",)


def test_length_with_partial_dates_is_an_interval_rounded_outwards(value: Value) -> None:
    # begun between 1 and 31 March, ended between 1 and 31 May: 31 days (1.0185) at least, 91 (2.9897) at most
    found = value(
        small(events=[{"kind": "meeting", "start": "2024-03"}, {"kind": "meeting", "start": "2024-05"}]),
        "process-months",
    )

    assert (found.value, found.low, found.high) == (None, 1, 3)
    assert found.flags == ("between 1 and 3: some dates are known to the month or year alone",)


def test_partial_date_that_cannot_be_first_or_last_costs_no_precision(value: Value) -> None:
    days = ["2024-01-15", "2024-03", "2024-07-01"]

    assert value(small(events=[{"kind": "meeting", "start": day} for day in days]), "process-months").value == 5.5


def test_length_is_never_below_nought(value: Value) -> None:
    found = value(
        small(events=[{"kind": "meeting", "start": "2024"}, {"kind": "meeting", "start": "2024-05"}]), "process-months"
    )

    assert (found.low, found.high) == (0, 12)  # 365 / 30.4375 = 11.992 rounded up


@pytest.mark.parametrize("events", [[], [{"kind": "meeting"}], [{"kind": "meeting", "start": "2024-05-01"}]])
def test_one_date_is_no_length(value: Value, events: list[dict[str, str]]) -> None:
    found = value(small(events=events), "process-months")

    assert found.value is None
    assert found.flags == ("needs the dates of at least two events in events.csv",)


def test_lead_time_is_counted_over_meetings_with_both_days(value: Value) -> None:
    # 10, 3, -1 and 4 days: median 3.5, least -1
    dossier = small(
        events=[
            {"kind": "meeting", "informed": "2024-02-20", "start": "2024-03-01"},
            {"kind": "training", "informed": "2024-03-01", "start": "2024-03-04"},
            {"kind": "meeting", "informed": "2024-03-06", "start": "2024-03-05"},
            {"kind": "final meeting", "informed": "2024-05-01", "start": "2024-05-05"},
            {"kind": "meeting", "informed": "2024-05", "start": "2024-06-05"},
            {"kind": "meeting", "start": "2024-06-05"},
            {"kind": "survey", "informed": "2024-01-01", "start": "2024-06-05"},
        ]
    )

    middle, least = value(dossier, "information-lead-median"), value(dossier, "information-lead-least")

    assert (middle.value, middle.n, middle.N) == (3.5, 4, 6)
    assert (least.value, least.n, least.N) == (-1, 4, 6)
    assert middle.flags == least.flags == ("1 with partial dates left out", "sent after the beginning in 1")


def test_lead_time_without_days_is_not_available(value: Value) -> None:
    found = value(
        small(events=[{"kind": "meeting", "informed": "2024-05", "start": "2024-06"}]), "information-lead-median"
    )

    assert (found.value, found.n, found.N) == (None, 0, 1)
    assert found.flags[0].startswith("needs the columns informed and start of events.csv")


def test_days_of_consultation_are_counted_once(value: Value) -> None:
    # survey 1 to 14 March (14), consultation 10 to 20 March (11, of which 15 to 20 are new: 6), one on 2 April
    dossier = small(
        events=[
            {"kind": "survey", "start": "2024-03-01", "end": "2024-03-14"},
            {"kind": "consultation", "start": "2024-03-10", "end": "2024-03-20"},
            {"kind": "consultation", "start": "2024-04-02"},
            {"kind": "consultation", "start": "2024-03-05"},
            {"kind": "consultation"},
            {"kind": "meeting", "start": "2024-05-01", "end": "2024-05-30"},
        ]
    )

    found = value(dossier, "consultation-days")

    assert (found.value, found.n, found.N) == (21, 4, 5)  # 14 + 6 + 1
    assert found.flags == ("1 of 5 events without a date",)


def test_consultations_in_a_month_are_days_within_bounds(value: Value) -> None:
    found = value(small(events=[{"kind": "consultation", "times": 3, "start": "2024-03"}]), "consultation-days")
    vague = value(
        small(events=[{"kind": "consultation", "times": 3, "start": "2024-03", "at_least": "yes"}]), "consultation-days"
    )

    assert (found.value, found.low, found.high) == (None, 1, 3)
    assert (vague.value, vague.low, vague.high) == (None, 1, 31)


def test_survey_without_an_end_is_a_lower_bound(value: Value) -> None:
    found = value(small(events=[{"kind": "survey", "start": "2024-03-01"}]), "consultation-days")

    assert (found.value, found.low, found.high) == (1, 1, None)
    assert found.flags == ("a lower bound: 1 survey has no end and counts as one day",)


def test_surveys_without_an_end_leave_no_upper_bound_whatever_else_is_known(value: Value) -> None:
    # 10 days for certain, and at least one each on 1 April and in May; how long the two went on nobody knows
    dossier = small(
        events=[
            {"kind": "survey", "start": "2024-04-01"},
            {"kind": "survey", "start": "2024-05"},
            {"kind": "consultation", "start": "2024-03-01", "end": "2024-03-10"},
            {"kind": "consultation"},
        ]
    )

    found = value(dossier, "consultation-days")

    assert (found.value, found.low, found.high, found.n, found.N) == (12, 12, None, 3, 4)
    assert found.flags == (
        "a lower bound: 2 surveys have no end and count as one day each",
        "1 of 4 events without a date",
    )


def test_several_consultations_between_two_days_are_certain_on_these_two_alone(value: Value) -> None:
    row = {"kind": "consultation", "times": 3, "start": "2024-03-01", "end": "2024-03-31"}

    alone = value(small(events=[row]), "consultation-days")
    beside = value(small(events=[row, {"kind": "survey", "start": "2024-03-05", "end": "2024-03-14"}]),
                   "consultation-days")  # fmt: skip
    once = value(small(events=[row | {"times": 1}]), "consultation-days")
    one_day = value(small(events=[row | {"end": "2024-03-01"}]), "consultation-days")

    assert (alone.value, alone.low, alone.high) == (None, 2, 31)
    assert alone.flags == (
        "between 2 and 31: a row that stands for several events does not say on which days they were",
    )
    assert (beside.low, beside.high) == (12, 31)
    assert (once.value, one_day.value) == (31, 1)


def test_several_consultations_between_two_months_have_both_reasons_said(value: Value) -> None:
    found = value(
        small(events=[{"kind": "consultation", "times": 2, "start": "2024-03", "end": "2024-04"}]), "consultation-days"
    )

    assert (found.low, found.high) == (1, 61)
    (flag,) = found.flags
    assert flag.partition(": ")[2] == (
        "some dates are known to the month or year alone, and a row that stands for several events does not say on "
        "which days they were"
    )


@pytest.mark.parametrize(
    "plan, report, days",
    [
        ("2024-08-31", "2024-10-31", 0),
        ("2024-08-31", "2024-11-05", 5),
        ("2024-08-31", "2024-10-21", -10),
        ("2023-12-31", "2024-03-01", 1),  # due on 29 February of a leap year
        ("2022-12-31", "2023-03-01", 1),  # due on 28 February
    ],
)
def test_report_is_due_two_calendar_months_after_the_plan(value: Value, plan: str, report: str, days: int) -> None:
    found = value(small(plan={"submitted": plan}, submitted=report), "report-lateness")

    assert (found.value, found.low, found.high) == (days, None, None)


def test_lateness_from_partial_dates_is_an_interval(value: Value) -> None:
    # submitted from 1 to 31 August, so due from 1 to 31 October; handed in on 1 December 2024
    found = value(small(plan={"submitted": "2024-08"}, submitted="2024-12-01"), "report-lateness")

    assert (found.value, found.low, found.high) == (None, 31, 61)
    assert found.flags[1] == "due 2024-10-01 to 2024-10-31, handed in 2024-12-01"


def test_plan_s_lateness_needs_a_deadline(value: Value) -> None:
    late = value(small(plan={"due": "2024-08-31", "submitted": "2024-12-31"}), "plan-lateness")
    unknown = value(small(plan={"submitted": "2024-12-31"}), "plan-lateness")

    assert (late.value, late.flags) == (122, ("due 2024-08-31, handed in 2024-12-31",))  # 30 + 31 + 30 + 31
    assert (unknown.value, unknown.flags) == (None, ("needs due in plan.yaml",))


@pytest.mark.parametrize(
    "plan, report, needed",
    [
        ({"submitted": "2024-12-31"}, None, "needs submitted in inception.yaml"),
        ({}, "2024-12-31", "needs submitted in plan.yaml"),
        ({}, None, "needs submitted in plan.yaml and submitted in inception.yaml"),
    ],
)
def test_report_s_lateness_names_only_what_is_missing(
    value: Value, plan: dict[str, str], report: str | None, needed: str
) -> None:
    assert value(small(plan=plan, submitted=report), "report-lateness").flags == (needed,)


@pytest.mark.parametrize("year", ["1900", "2199"])
def test_dates_at_the_ends_of_the_calendar_are_reckoned_with(value: Value, year: str) -> None:
    found = value(small(plan={"submitted": f"{year}-12-31"}, submitted=f"{year}-12-31"), "report-lateness")

    assert found.value == -59  # due on the last of February


@st.composite
def processes(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events of spring 2024, each with a day or a month, some with an end."""
    events = []
    for _ in range(draw(st.integers(2, 3))):
        month = draw(st.integers(1, 3))
        start = f"2024-{month:02}" + draw(st.sampled_from(["", "-04", "-20"]))
        event = {"kind": draw(st.sampled_from(["meeting", "consultation", "survey"])), "start": start}
        if draw(st.booleans()):
            event["end"] = f"2024-{month + draw(st.integers(1, 2)):02}" + draw(st.sampled_from(["", "-11"]))
        events.append(event)
    return events


def possible(text: str) -> list[datetime.date]:
    """Return a known day, or the first, a middle and the last day of a month."""
    date = partial_date(text)
    return sorted({date.first, date.last, date.first + (date.last - date.first) // 2})


@given(processes())
def test_every_length_and_every_consultation_that_the_dates_admit_lies_within_the_bounds(
    events: list[dict[str, Any]],
) -> None:
    dossier = small(events=events)
    months, days = duration(dossier), consultation_days(dossier)
    spans = [
        [(s, e) for s in possible(event["start"]) for e in possible(event["end"])]
        if "end" in event
        else [(s, s) for s in possible(event["start"])]
        for event in events
    ]
    open_ = [event["kind"] != "meeting" for event in events]

    for choice in product(*spans):
        length = (max(end for _, end in choice) - min(start for start, _ in choice)).days / (365.25 / 12)
        if months.value is not None:
            assert months.value == pytest.approx(length, abs=0.051)
        else:
            assert months.low is not None
            assert months.high is not None
            assert months.low <= length <= months.high
        taken = {
            start + datetime.timedelta(days=n)
            for (start, end), counts in zip(choice, open_, strict=True)
            if counts
            for n in range((end - start).days + 1)
        }
        if days.low is not None:
            assert days.low <= len(taken) <= (days.high or 366)
        elif any(open_):
            assert days.value == len(taken)
