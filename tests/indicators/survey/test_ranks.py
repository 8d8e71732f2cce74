"""Ranks of values among those that occur."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey.ranks import ranks


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.float64])
@given(values=st.lists(st.integers(-128, 127), max_size=40))
def test_ranks_agree_with_the_words_of_the_definition(kind, values):
    found, number = ranks(np.array(values, dtype=kind))
    order = sorted(set(values))
    assert (found.tolist(), number) == ([order.index(value) for value in values], len(order))


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=20))
def test_values_far_apart_are_ranked_without_making_room_for_all_between(values):
    order = sorted(set(values))
    found, number = ranks(np.array(values, dtype=np.int64))
    assert (found.tolist(), number) == ([order.index(value) for value in values], len(order))
