from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.report.figures.shares import axis_end, in_points, in_words, whole_percent


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_percents_are_rounded_half_up_from_counts_and_from_shares_alike(part: int, rest: int) -> None:
    total = part + rest
    exact = floor(Fraction(100 * part, total) + Fraction(1, 2))
    assert whole_percent(part, total) == f"{exact}\xa0%"
    assert in_words(part / total) == f"{exact}\xa0%"


@pytest.mark.parametrize(
    "difference, said", [(0.005, "+1"), (-0.005, "−1"), (0.0049, "0"), (-0.0049, "0"), (1.0, "+100"), (-0.325, "−33")]
)
def test_a_difference_is_rounded_away_from_zero_and_has_a_sign(difference: float, said: str) -> None:
    assert in_points(difference) == said


@given(st.lists(st.floats(0, 1), max_size=5))
def test_an_axis_has_room_for_every_share(shares: list[float]) -> None:
    assert max(shares, default=0) <= axis_end(shares) <= 1
