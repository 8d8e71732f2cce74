"""Flags of answers that may have been given without care."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey import quality
from ogpkit.indicators.survey.quality import identical, speeders, straight_liners

rows_of_codes = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(-2, 2), min_size=width, max_size=width), min_size=1, max_size=40)
)


def columns(rows, kind=np.int16):
    return [np.array(column, dtype=kind) for column in zip(*rows, strict=True)]


def test_speeders_are_below_a_part_of_the_median():
    """By hand: the median of the five known durations is 100; 30 is not below 0.3 of it, 29.9 is."""
    seconds = np.array([100, 30, 29.9, 500, 200, np.nan])
    assert speeders(seconds).tolist() == [False, False, True, False, False, False]
    assert speeders(seconds, share=0.5).tolist() == [False, True, True, False, False, False]


def test_durations_that_cannot_be_count_as_not_known():
    assert speeders(np.array([-5.0, np.inf, 100.0, 100.0, 1.0])).tolist() == [False, False, False, False, True]


def test_without_a_duration_nothing_is_known_of_speed():
    assert speeders(np.array([np.nan, np.nan])) is None
    assert speeders(np.array([])) is None


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=50), st.integers(1, 20))
def test_speed_is_relative(seconds, power):
    times = 2.0**power
    assert np.array_equal(speeders(np.array(seconds)), speeders(np.array(seconds) * times))
    assert speeders(np.array(seconds)).mean() <= 0.5


@pytest.mark.parametrize("share", [0, 1, float("nan")])
def test_a_threshold_that_flags_nobody_or_half_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        speeders(np.array([1.0]), share)


@given(rows_of_codes)
def test_straight_liners_agree_with_the_words_of_the_definition(rows):
    found = straight_liners(columns(rows))
    if len(rows[0]) < 3:
        assert found is None
    else:
        assert found.tolist() == [len(set(row)) == 1 and row[0] >= 0 for row in rows]


def seen_before(rows):
    seen, found = set(), []
    for row in rows:
        found.append(tuple(row) in seen and any(code >= 0 for code in row))
        seen.add(tuple(row))
    return found


@given(rows_of_codes)
def test_identical_rows_agree_with_the_words_of_the_definition(rows):
    assert identical(columns(rows)).tolist() == seen_before(rows)


@given(st.lists(st.lists(st.integers(-(2**15), 2**15 - 1), min_size=9, max_size=9), min_size=1, max_size=12), st.data())
def test_many_wide_variables_are_compared_exactly(rows, data):
    """Nine codes of 16 bits do not fit into one whole number of 64 bits, so they are ranked on the way."""
    rows = [*rows, *data.draw(st.lists(st.sampled_from(rows), max_size=5))]
    assert identical(columns(rows)).tolist() == seen_before(rows)


def test_ranking_on_the_way_changes_nothing(monkeypatch):
    rows = np.random.default_rng(1).integers(-1, 4, (500, 6))
    once = identical(list(rows.T))
    monkeypatch.setattr(quality, "_ROOM", 2000)
    assert np.array_equal(identical(list(rows.T)), once)
    assert 0 < once.sum() < 500


def test_chosen_options_are_compared_too_and_rows_that_state_nothing_are_not_flagged():
    chosen = np.array([True, True, False, False, False])
    codes = np.array([-1, -1, -1, -1, 2])
    assert identical([chosen, codes]).tolist() == [False, True, False, False, False]


def test_no_row_is_identical_to_none():
    assert identical([np.array([], dtype=np.int16)]).tolist() == []
