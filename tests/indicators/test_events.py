"""Meetings, attendance and answers to proposals, against small processes that were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators import IndicatorValue, compute
from ogpkit.indicators.events import event_indicators
from tests.indicators.conftest import small

Value = Callable[..., IndicatorValue]


def test_meetings_count_their_times_and_leave_out_what_is_no_meeting(value: Value) -> None:
    # training 1 + consultations 3 + final meeting 1 = 5; invitation, survey and publication are none
    dossier = small(
        events=[
            {"kind": "invitation"},
            {"kind": "training"},
            {"kind": "consultation", "times": 3},
            {"kind": "survey"},
            {"kind": "final meeting"},
            {"kind": "publication"},
        ]
    )

    total = value(dossier, "meetings")
    kinds = [(one.entity, one.value, one.n, one.N) for one in compute(dossier) if one.id == "meetings-by-kind"]

    assert (total.value, total.low, total.flags) == (5, None, ())
    assert kinds == [("training", 1, 1, 5), ("consultation", 3, 3, 5), ("final meeting", 1, 1, 5)]


def test_at_least_of_a_number_of_times_makes_the_count_a_lower_bound(value: Value) -> None:
    dossier = small(events=[{"kind": "meeting", "times": 2, "at_least": "yes"}, {"kind": "training"}])

    total, kind = value(dossier, "meetings"), value(dossier, "meetings-by-kind", "meeting")

    assert (total.value, total.low, total.high) == (3, 3, None)
    assert total.flags == kind.flags == ("a lower bound: of 1 row the source says “at least”",)
    assert value(dossier, "meetings-by-kind", "training").flags == ()


def test_no_events_file_is_no_count_and_events_without_a_meeting_are_nought(value: Value) -> None:
    assert value(small(), "meetings").value is None
    assert value(small(events=[{"kind": "survey"}]), "meetings").value == 0


def test_participants_are_added_up_by_sector_over_the_meetings_that_counted_them(value: Value) -> None:
    # civil society: 12 + 0 over 2 of 3 meetings; academia in none; the survey's 400 are no participants of a meeting
    dossier = small(
        events=[
            {"kind": "meeting", "government": 5, "civil_society": 12},
            {"kind": "focus group", "civil_society": 0, "residents": 7, "at_least": "yes"},
            {"kind": "training", "government": 4},
            {"kind": "survey", "residents": 400},
        ]
    )

    found = {
        sector: value(dossier, "attendance", sector)
        for sector in ("government", "civil society", "academia", "residents")
    }

    assert {sector: (one.value, one.n, one.N, one.low) for sector, one in found.items()} == {
        "government": (9, 2, 3, None),
        "civil society": (12, 2, 3, 12),
        "academia": (None, 0, 3, None),
        "residents": (7, 1, 3, 7),
    }
    assert found["residents"].flags == ("a lower bound: of 1 row the source says “at least”",)
    assert found["academia"].flags == ("needs the column academia of events.csv",)


def test_share_and_parity_are_those_of_meetings_that_counted_both_sides(value: Value) -> None:
    """Government 5 + 3 = 8, others 12 + 4 = 16: p = 16 / 24 = 2/3, parity 1 - |4/3 - 1| = 2/3.

    The training counted one side alone and would have made p = 16 / 44.
    """
    dossier = small(
        events=[
            {"kind": "meeting", "government": 5, "civil_society": 12},
            {
                "kind": "final meeting",
                "government": 3,
                "civil_society": 1,
                "academia": 1,
                "business": 1,
                "residents": 1,
            },
            {"kind": "training", "government": 20},
        ]
    )

    rate, parity = value(dossier, "non-government-share"), value(dossier, "non-government-parity")

    assert (rate.value, rate.n, rate.N) == (67, 16, 24)
    assert (parity.value, parity.n, parity.N) == (0.67, 16, 24)
    assert rate.flags == ("from 2 of 3 meetings in events.csv", "not every sector is counted in 1 meeting")


@pytest.mark.parametrize(
    "government, others, parity",
    [(10, 10, 1.0), (0, 7, 0.0), (7, 0, 0.0), (3, 1, 0.5), (1, 3, 0.5), (85, 15, 0.3), (1, 199, 0.01), (1, 399, 0.01)],
)
def test_parity_is_one_for_halves_and_nought_for_one_side_alone(
    value: Value, government: int, others: int, parity: float
) -> None:
    dossier = small(events=[{"kind": "meeting", "government": government, "residents": others}])

    assert value(dossier, "non-government-parity").value == parity


@given(st.integers(0, 999), st.integers(0, 999))
def test_parity_is_the_same_from_both_sides_and_twice_the_smaller_share(one: int, other: int) -> None:
    found = [
        row
        for pair in ((one, other), (other, one))
        for row in event_indicators(small(events=[{"kind": "meeting", "government": pair[0], "residents": pair[1]}]))
        if row.id == "non-government-parity"
    ]

    assert found[0].value == found[1].value
    if one + other:
        assert abs(float(found[0].value or 0) - 2 * Fraction(min(one, other), one + other)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    "events",
    [[], [{"kind": "meeting", "government": 4}], [{"kind": "meeting", "residents": 4}],
     [{"kind": "meeting", "government": 4}, {"kind": "meeting", "residents": 4}],
     [{"kind": "meeting", "government": 0, "residents": 0}]],
)  # fmt: skip
def test_one_side_alone_gives_no_share(value: Value, events: list[dict[str, object]]) -> None:
    rate, parity = (value(small(events=events), name) for name in ("non-government-share", "non-government-parity"))

    assert (rate.value, rate.n, rate.N, parity.value) == (None, 0, 0, None)
    assert rate.flags[0].startswith("needs the columns government and")


def test_invitations_and_participants_are_compared_within_an_event_or_series(value: Value) -> None:
    # meeting: 9 of 20; series: 6 of 10 + 5; together 15 of 35 = 42.86 %
    dossier = small(
        events=[
            {"kind": "meeting", "invitations": 20, "government": 4, "residents": 5},
            {"kind": "invitation", "series": "launch", "invitations": 10},
            {"kind": "invitation", "series": "launch", "invitations": 5},
            {"kind": "final meeting", "series": "launch", "civil_society": 6},
            {"kind": "invitation", "invitations": 100},
            {"kind": "training", "government": 50},
        ]
    )

    found = value(dossier, "participants-per-invitation")

    assert (found.value, found.n, found.N, found.flags) == (43, 15, 35, ())


def test_series_with_several_counted_meetings_is_left_out_because_people_would_count_twice(value: Value) -> None:
    dossier = small(
        events=[
            {"kind": "invitation", "series": "a", "invitations": 10, "at_least": "yes"},
            {"kind": "meeting", "series": "a", "residents": 6},
            {"kind": "meeting", "series": "a", "residents": 6},
        ]
    )

    found = value(dossier, "participants-per-invitation")

    assert (found.value, found.n, found.N) == (None, 0, 0)
    assert found.flags[1:] == (
        "at least 10 invitations are known",
        "left out: 1 occasion, which has several counts of people or of invitations",
    )


@pytest.mark.parametrize(
    "several", [{"kind": "meeting", "residents": 6, "times": 2}, {"kind": "meeting", "residents": 6}]
)
def test_row_that_stands_for_several_events_is_left_out_with_its_series(
    value: Value, several: dict[str, object]
) -> None:
    times = 1 if "times" in several else 2
    dossier = small(
        events=[
            {"kind": "invitation", "series": "a", "invitations": 10, "times": times},
            {"series": "a", **several},
            {"kind": "meeting", "invitations": 20, "residents": 5},
            {"kind": "meeting", "invitations": 20, "residents": 40, "times": 3},
        ]
    )

    found = value(dossier, "participants-per-invitation")

    assert (found.value, found.n, found.N) == (25, 5, 20)
    assert found.flags == ("left out: 2 occasions, which have several counts of people or of invitations",)


def test_who_answers_a_survey_or_hands_in_a_plan_is_no_participant_of_a_meeting(value: Value) -> None:
    # the meeting: 5 of 20; of the survey neither invitations nor people count, alone or in the series of a meeting
    dossier = small(
        events=[
            {"kind": "survey", "invitations": 1000, "residents": 400},
            {"kind": "submission", "invitations": 10, "government": 3},
            {"kind": "invitation", "series": "a", "invitations": 20},
            {"kind": "survey", "series": "a", "invitations": 500, "residents": 90},
            {"kind": "meeting", "series": "a", "residents": 5},
        ]
    )

    found = value(dossier, "participants-per-invitation")

    assert (found.value, found.n, found.N, found.flags) == (25, 5, 20, ())


def test_answered_proposals_are_compared_with_those_of_the_same_rows(value: Value) -> None:
    # 8 of 10 and 0 of 6: 8 of 16 = 50 %; the 40 of which no answer is known stay out
    dossier = small(
        events=[
            {"kind": "consultation", "proposals": 10, "answered": 8},
            {"kind": "survey", "proposals": 40},
            {"kind": "meeting", "proposals": 6, "answered": 0, "at_least": "yes"},
        ]
    )

    found = value(dossier, "reasoned-response-rate")

    assert (found.value, found.n, found.N) == (50, 8, 16)
    assert found.flags == (
        "1 row with proposals left out: how many were answered is not known",
        "rests on lower bounds in 1 row",
    )


def test_proposals_of_which_no_answer_is_known_give_no_rate(value: Value) -> None:
    found = value(small(events=[{"kind": "survey", "proposals": 40}]), "reasoned-response-rate")

    assert (found.value, found.n, found.N) == (None, 0, 0)
    assert found.flags == ("needs the columns proposals and answered of events.csv", "40 proposals are known")
