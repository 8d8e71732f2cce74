"""Diversity of those who answered, and how they compare with the population."""

from __future__ import annotations

import math

import pytest
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st

from ogpkit.indicators.survey.diversity import (
    blau,
    blau_normalised,
    dissimilarity,
    representation,
    shannon_evenness,
)

tables = st.lists(st.integers(0, 10**6), min_size=2, max_size=12).filter(any)


@pytest.mark.parametrize(
    "counts, expected",
    [([1, 1, 1, 1], 0.75), ([85, 15], 0.255), ([7, 0, 0], 0.0), ([10, 20, 30, 40], 0.7), ([1], 0.0)],
)
def test_blau_of_known_groups(counts, expected):
    """By hand; the first two are the vectors by which the index was specified: 1 - 4/16, and 1 - 0.7225 - 0.0225."""
    assert blau(counts) == pytest.approx(expected)


@pytest.mark.parametrize(
    "counts, expected", [([1, 1, 1, 1], 1.0), ([85, 15], 0.51), ([9, 0], 0.0), ([10, 20, 30, 40], 14 / 15)]
)
def test_normalised_blau_of_known_groups(counts, expected):
    assert blau_normalised(counts) == pytest.approx(expected)


def test_evenness_of_known_groups():
    """By hand: H of one half, a quarter and a quarter is 1.5 ln 2."""
    assert shannon_evenness([2, 1, 1]) == pytest.approx(1.5 * math.log(2) / math.log(3))
    assert shannon_evenness([2, 1, 1, 0]) == pytest.approx(0.75)


@given(tables)
def test_evenness_agrees_with_scipy(counts):
    assert shannon_evenness(counts) == pytest.approx(scipy.stats.entropy(counts) / math.log(len(counts)), abs=1e-12)


@given(tables)
def test_blau_is_the_chance_that_two_people_differ(counts):
    pairs = sum(one * other for i, one in enumerate(counts) for j, other in enumerate(counts) if i != j)
    assert blau(counts) == pytest.approx(pairs / sum(counts) ** 2, abs=1e-12)


@pytest.mark.parametrize("measure", [blau, blau_normalised, shannon_evenness])
@given(counts=tables, times=st.integers(1, 1000), random=st.randoms(use_true_random=False))
def test_neither_order_nor_size_matters_and_all_lies_within_0_and_1(measure, counts, times, random):
    shuffled = [count * times for count in counts]
    random.shuffle(shuffled)
    assert 0 <= measure(counts) <= 1
    assert measure(shuffled) == pytest.approx(measure(counts), abs=1e-12)


@given(st.integers(2, 12), st.integers(1, 10**6))
def test_equal_groups_are_as_diverse_as_can_be(groups, people):
    assert blau_normalised([people] * groups) == pytest.approx(1)
    assert shannon_evenness([people] * groups) == pytest.approx(1)


def test_nobody_or_one_group_alone_has_no_measure():
    assert blau([0, 0]) is None
    assert [measure([0, 0]) for measure in (blau_normalised, shannon_evenness)] == [None, None]
    assert [measure([5]) for measure in (blau_normalised, shannon_evenness)] == [None, None]


def test_representation_and_dissimilarity_by_hand():
    """Shares 0.5, 0.3, 0.2 against 0.4, 0.4, 0.2: gaps 0.1, -0.1, 0, so one tenth would have to be of another group."""
    assert representation([50, 30, 20], [4000, 4000, 2000]) == pytest.approx((0.1, -0.1, 0.0))
    assert dissimilarity([50, 30, 20], [4000, 4000, 2000]) == pytest.approx(0.1)


@given(
    st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=9),
    st.randoms(use_true_random=False),
)
def test_dissimilarity_is_a_symmetric_part_of_all(rows, random):
    assume(any(one for one, _ in rows) and any(other for _, other in rows))
    counts, census = [one for one, _ in rows], [other for _, other in rows]
    found = dissimilarity(counts, census)
    assert 0 <= found <= 1
    assert dissimilarity(census, counts) == pytest.approx(found, abs=1e-12)
    assert sum(representation(counts, census)) == pytest.approx(0, abs=1e-12)
    random.shuffle(rows)
    assert dissimilarity([one for one, _ in rows], [other for _, other in rows]) == pytest.approx(found, abs=1e-12)


def test_dissimilarity_is_0_for_the_same_shares_and_1_for_no_group_in_common():
    assert dissimilarity([1, 2], [1000, 2000]) == 0
    assert dissimilarity([3, 0], [0, 5]) == 1


def test_without_people_there_is_nothing_to_compare():
    assert representation([0, 0], [1, 2]) is None
    assert dissimilarity([1, 2], [0, 0]) is None


@pytest.mark.parametrize("count", [-1, math.nan, math.inf])
def test_a_number_of_people_that_is_none_is_refused(count):
    with pytest.raises(ValueError, match="negative or endless"):
        blau([1, count])


def test_groups_must_be_the_same():
    with pytest.raises(ValueError, match="the same groups"):
        representation([1, 2], [1, 2, 3])
