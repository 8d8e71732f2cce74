from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.errors import Problem
from ogpkit.run.outcomes import Outcome, counts
from ogpkit.run.outcomes.outcome import STATES, clean, duration, named_state, shortened

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


def test_all_states_are_counted(outcomes):
    assert counts(outcomes) == {"made": 1, "unchanged": 1, "failed": 2, "would make": 1}


def test_complaints_are_the_message_and_every_problem(outcomes):
    both = Outcome("x", "params/x.yaml", "failed", message="stopped", problems=outcomes[1].problems)

    assert both.complaints == ("stopped", *map(str, outcomes[1].problems))


def test_a_failure_without_reason_says_so_and_a_report_that_was_made_says_nothing(outcomes):
    assert Outcome("x", "params/x.yaml", "failed").complaints == ("no reason was given",)
    assert outcomes[0].complaints == ()


def test_outcome_can_be_handed_from_process_to_process(outcomes):
    assert pickle.loads(pickle.dumps(outcomes)) == outcomes


def test_every_state_has_words():
    assert [named_state(state, 3) for state in STATES] == ["3 made", "3 unchanged", "3 failed", "3 would be made"]


@given(ANY_TEXT)
def test_cleaned_text_can_be_written_and_holds_no_control_character(text):
    cleaned = clean(text)

    cleaned.encode("utf-8")
    assert not [one for one in cleaned if ord(one) < 32 and one not in "\t\n"]
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "text, expected",
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x00\x07\x08a\tb\x7f", "a\tb"),
        ("\ud83d alone, \U0001f600 whole", "\ufffd alone, \U0001f600 whole"),
        ("a\u202eb\u2066c\ufffe\U0010ffff", "abc"),
        ("Хмельницький – ქართული", "Хмельницький – ქართული"),
    ],
)
def test_orders_to_a_terminal_go_and_words_stay(text, expected):
    assert clean(text) == expected


@given(st.floats())
def test_duration_is_never_negative_and_always_a_number(seconds):
    assert 0 <= duration(seconds) < float("inf")


@given(st.text(), st.integers(1, 20))
def test_shortened_text_is_no_longer_than_asked_and_whole_where_it_fits(text, most):
    short = shortened(text, most)

    assert len(short) <= most
    assert (short == text) == (len(text) <= most) or text.endswith("…")


def test_a_problem_keeps_its_place_in_a_complaint():
    outcome = Outcome("x", "params/x.yaml", "failed", problems=(Problem("plan.yaml", 7, "wrong"),))

    assert outcome.complaints == ("plan.yaml:7: wrong",)
