"""The interval of α: the same each time, and that of resampling the units one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.indicators.agreement import alpha_with_interval, krippendorff_alpha
from tests.indicators.agreement.vectors import DIAGNOSES, FOUR_CODERS


def test_the_same_answers_give_the_same_interval():
    assert alpha_with_interval(DIAGNOSES) == alpha_with_interval(DIAGNOSES)
    assert alpha_with_interval(DIAGNOSES) != alpha_with_interval(DIAGNOSES, seed=1)


@pytest.mark.parametrize("order", [None, "12345"])
@pytest.mark.parametrize("answers", [DIAGNOSES, FOUR_CODERS * 3])
def test_the_interval_is_that_of_drawing_the_units_one_by_one(answers, order):
    """A second implementation: draw rows with Python's own random numbers and compute α of each draw from scratch."""
    paired = [row for row in answers if sum(one is not None for one in row) > 1]
    draw = random.Random(3)
    alphas = [krippendorff_alpha(draw.choices(paired, k=len(paired)), order).value for _ in range(1500)]
    low, high = np.percentile(alphas, [2.5, 97.5])
    found = alpha_with_interval(answers, order)
    # Two runs of 1,500 and 2,000 draws differ by chance; a sixth of the interval's width is far more than that.
    assert found.low == pytest.approx(low, abs=(high - low) / 6)
    assert found.high == pytest.approx(high, abs=(high - low) / 6)


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.sampled_from("ab")] * 2), min_size=2, max_size=30))
def test_an_interval_lies_in_the_range_of_alpha_and_its_value_is_that_without_it(answers):
    found = alpha_with_interval(answers)
    assert found.value == krippendorff_alpha(answers).value
    if found.low is not None:
        assert -1 <= found.low <= found.high <= 1


def test_where_many_draws_have_no_alpha_there_is_no_interval_but_the_reason():
    found = alpha_with_interval([("yes", "yes")] * 11 + [("no", "no")])
    assert found.value == 1
    assert (found.low, found.high) == (None, None)
    assert "one option only" in found.reason


def test_without_alpha_there_is_no_interval():
    found = alpha_with_interval([("yes", "yes")] * 12)
    assert (found.value, found.low, found.high) == (None, None, None)


def test_draws_in_several_parts_are_as_many_as_asked_for():
    answers = [("a", "a"), ("b", "b"), ("a", "b")] * 700
    found = alpha_with_interval(answers, replicates=1000)
    assert found.low < found.value < found.high
