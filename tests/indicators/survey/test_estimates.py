"""Rates and medians of the answers to one question."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey.estimates import median_category, top_box

tables = st.lists(st.integers(0, 50), min_size=2, max_size=8)


def test_top_two_of_five():
    """By hand: 40 + 25 of 5 + 10 + 20 + 40 + 25."""
    assert top_box([5, 10, 20, 40, 25]) == (65, 100)


def test_top_box_may_be_one_category():
    assert top_box([1, 2, 3], top=1) == (3, 6)


def test_top_box_of_nobody_has_a_denominator_of_0():
    assert top_box([0, 0, 0]) == (0, 0)


@pytest.mark.parametrize("counts, top", [([1, 2], 2), ([1, 2], 0), ([1, -2, 3], 2), ([], 1)])
def test_a_top_that_leaves_nothing_is_refused(counts, top):
    with pytest.raises(ValueError, match="the top is part of the categories"):
        top_box(counts, top)


@given(tables, st.data())
def test_the_top_and_the_rest_are_all(counts, data):
    top = data.draw(st.integers(1, len(counts) - 1))
    found, total = top_box(counts, top)
    rest, same = top_box(counts[::-1], len(counts) - top)
    assert (found + rest, total) == (sum(counts), same)


@given(tables)
def test_the_median_agrees_with_the_standard_library(counts):
    answers = [category for category, count in enumerate(counts) for _ in range(count)]
    expected = (statistics.median_low(answers), statistics.median_high(answers)) if answers else None
    assert median_category(counts) == expected


def test_the_median_of_an_even_split_is_two_categories():
    assert median_category([3, 0, 3, 0]) == (0, 2)


def test_a_negative_count_has_no_median():
    with pytest.raises(ValueError, match="no count is negative"):
        median_category([1, -1])
