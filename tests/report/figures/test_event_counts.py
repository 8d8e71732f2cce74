"""Counts of many events by month and kind, against events counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.report.blocks import plain
from ogpkit.report.figures import TimelineEvent, TimelineMarker, event_counts, timeline
from ogpkit.report.figures.dates import Scale
from ogpkit.report.figures.event_counts import event_counts_alt, event_counts_sheet
from ogpkit.report.figures.timeline import timeline_sheet
from tests.report.figures.drawing import boxes, faults, outside, texts
from tests.report.figures.labels import label, some

BLUE = "#2f5d8c"


def of(kind: str, *dates: str | None) -> list[TimelineEvent]:
    return [TimelineEvent(f"Event {number}", date, kind) for number, date in enumerate(dates)]


# March 2021: 3 meetings, 1 poll; April: none; May and June: nothing; July: 1 meeting, 2 polls
SPRING = [
    *of("meeting", "2021-03-01", "2021-03-31", "2021-03", "2021-07-09", "2021"),
    *of("poll", "2021-03-15", "2021-07", "2021-07-31", None, None),
]


def test_events_are_counted_by_month_and_kind_and_the_finding_is_said() -> None:
    assert event_counts_alt(SPRING, [TimelineMarker("plan submitted", "2021-06")]) == (
        "10 events by month and kind. From Mar 2021 to Jul 2021. The most in one month: 4 in Mar 2021. "
        "In 3 of 5 months nothing began, the longest gap being Apr 2021 to Jun 2021. "
        "By kind: meeting 5 (at most 3 in Mar 2021); poll 5 (at most 2 in Jul 2021). "
        "Not drawn: 1 event of which only the year is known and 2 events without a date. "
        "Lines mark plan submitted (Jun 2021)."
    )


def test_bars_are_as_high_as_their_counts_on_one_scale() -> None:
    heights = sorted(round(box.height, 3) for box in boxes(event_counts_sheet(SPRING), BLUE))

    assert len(heights) == 4
    assert [height / heights[-1] for height in heights] == pytest.approx([1 / 3, 1 / 3, 2 / 3, 1], abs=1e-3)


def test_what_is_not_drawn_is_said_in_the_figure_too() -> None:
    shown = " ".join(text for text, _ in texts(event_counts_sheet(SPRING)))

    assert "Not drawn: 1 event of which only the year is known and 2 events without a date." in shown
    assert "Each event counts once, in the month in which it began." in shown


@pytest.mark.parametrize(
    "dates, said",
    [
        (["2021-03-01", "2021-03-02"], "2 events by month and kind. All began in Mar 2021. By kind: a 2."),
        (
            ["2021-03-01", None],
            (
                "2 events by month and kind. All that are drawn began in Mar 2021. By kind: a 2. "
                "Not drawn: 1 event without a date."
            ),
        ),
        (
            ["2019", "2020", "2020-05"],
            (
                "3 events by year and kind. From 2019 to 2020. The most in one year: 2 in 2020. "
                "None of the 2 years is without an event. By kind: a 3 (at most 2 in 2020)."
            ),
        ),
        (
            ["2015-01", "2021-01", "2021-03-05"],
            (
                "3 events by quarter and kind. From Jan – Mar 2015 to Jan – Mar 2021. "
                "The most in one quarter: 2 in Jan – Mar 2021. In 23 of 25 quarters nothing began, the longest gap "
                "being Apr – Jun 2015 to Oct – Dec 2020. By kind: a 3 (at most 2 in Jan – Mar 2021)."
            ),
        ),
        ([None, None], "2 events by kind. By kind: a 2. Not drawn: 2 events without a date."),
    ],
)
def test_spans_are_as_long_as_the_process_and_its_dates_make_them(dates: list[str | None], said: str) -> None:
    assert event_counts_alt(of("a", *dates)) == said


def test_centuries_are_counted_by_years_in_tens() -> None:
    figure = event_counts(of("a", "1900", "1903-05", "2199-12-31"))

    assert plain(figure.caption) == "Events of the co-creation by 10-year span and kind"
    assert "The most in one 10-year span: 2 in 1900 – 1909." in figure.alt


def test_an_event_with_an_end_alone_counts_when_it_ended() -> None:
    assert "All began in Apr 2021" in event_counts_alt([TimelineEvent("a", None, "poll", "2021-04-02")])


def test_rare_kinds_are_put_together_and_none_is_lost() -> None:
    events = [event for number in range(30) for event in of(f"kind {number:02}", *["2021-03-01"] * (30 - number))]
    shown = [text for text, _ in texts(event_counts_sheet(events))]

    # The eleven most frequent stand alone: 30 + 29 + … + 20 = 275 of 465.
    assert "kind 10" in shown
    assert "kind 11" not in shown
    assert "19 other kinds" in shown
    assert "190" in shown


def test_five_thousand_events_are_one_small_figure() -> None:
    first = dt.date(2021, 1, 1)
    events = [TimelineEvent(f"E{n}", str(first + dt.timedelta(n * 7919 % 900)), f"kind {n % 11}") for n in range(5000)]
    figure = event_counts(events)

    assert figure.alt.startswith("5,000 events by month and kind. From Jan 2021 to Jun 2023.")
    assert len(figure.data) < 200_000  # measured: 67 KB


@pytest.mark.parametrize("years", [1, 3, 8, 40, 100, 180, 250, 299])
def test_dates_on_the_axis_never_crowd_however_long_the_span(years: int) -> None:
    """A year is 29 points wide, a month with its year 54."""
    scale = Scale([dt.date(1900, 1, 1), dt.date(1900 + years, 12, 31)], 0, 240)

    assert 2 <= len(scale.ticks) <= 7
    assert 240 / (len(scale.ticks) - 1) >= 34


@pytest.mark.parametrize("draw", [timeline_sheet, event_counts_sheet])
def test_three_centuries_are_drawn_without_one_thing_over_another(draw) -> None:  # type: ignore[no-untyped-def]
    found = of("a", "1900", "1904-02-03", "1999-12", "2021-07-01", "2199-12-31")

    assert faults(draw(found, [TimelineMarker("plan submitted", "2021-09")])) == []


def test_a_timeline_of_events_without_kinds_names_none() -> None:
    assert timeline([TimelineEvent("Poll", "2021")]).alt.startswith("1 event. Of 1 event only the year is known.")


DATES = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).flatmap(
    lambda day: st.sampled_from([str(day), str(day)[:7], str(day)[:4]])
) | st.dates(dt.date(2021, 1, 1), dt.date(2022, 12, 31)).map(str)  # fmt: skip


@some
@given(
    st.lists(st.tuples(DATES, label), min_size=1, max_size=40),
    st.lists(st.tuples(label, DATES.filter(bool)), max_size=2),
)
def test_counts_fit(found: list[tuple[str | None, str]], lines: list[tuple[str, str]]) -> None:
    events = [TimelineEvent("Event", date, kind) for date, kind in found]
    sheet = event_counts_sheet(events, [TimelineMarker(*one) for one in lines])

    assert faults(sheet) == []
    assert outside(sheet) == []
