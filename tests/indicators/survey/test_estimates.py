"""The median category of the answers to one question."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey.estimates import median_category

tables = st.lists(st.integers(0, 50), min_size=2, max_size=8)


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
