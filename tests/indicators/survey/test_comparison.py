"""Tests of whether groups differ."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.multitest import multipletests

from ogpkit.indicators.survey.comparison import association, correction, holm, independence
from ogpkit.indicators.survey.sample import Sample
from tests.indicators.survey.test_sample import schools

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=20)
tables = arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 200))


@settings(max_examples=15)  # each call of statsmodels takes a tenth of a second
@given(p_values)
def test_holm_agrees_with_statsmodels(values):
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1], abs=1e-12)


@given(p_values, st.randoms(use_true_random=False))
def test_holm_lowers_no_p_value_and_does_not_heed_their_order(values, random):
    adjusted = holm(values)
    assert all(1 >= after >= before for before, after in zip(values, adjusted, strict=True))
    shuffled = values.copy()
    random.shuffle(shuffled)
    assert sorted(holm(shuffled)) == sorted(adjusted)


def test_holm_of_nothing_is_nothing():
    assert holm([]) == ()


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan])
def test_holm_refuses_what_is_no_p_value(value):
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.5, value])


def test_independence_of_a_published_table():
    """Agresti (2007), An Introduction to Categorical Data Analysis, table 2.5: X2 30.07, df 2; R prints 2.954e-07."""
    assert independence([[762, 327, 468], [484, 239, 477]]) == pytest.approx(2.954e-07, rel=2e-4)


@given(tables)
def test_independence_agrees_with_scipy_wherever_expected_counts_are_5_or_more(table):
    full = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(full.shape) < 2:
        assert independence(table) is None
        return
    expected = scipy.stats.chi2_contingency(full, correction=False)
    found = independence(table)
    assert (found is None) == bool(expected.expected_freq.min() < 5)
    if found is not None:
        assert found == pytest.approx(expected.pvalue, abs=1e-12, rel=1e-6)


@given(tables, st.randoms(use_true_random=False))
def test_rows_columns_and_their_order_are_alike_to_independence(table, random):
    order = list(range(len(table)))
    random.shuffle(order)
    found = independence(table, least=0)
    assume(found is not None)
    assert independence(table.T, least=0) == pytest.approx(found, abs=1e-12)
    assert independence(table[order], least=0) == pytest.approx(found, abs=1e-12)


def test_there_is_no_test_where_less_than_5_are_expected():
    """Expected in the first cell: 10 x 9 / 20 = 4.5; with one answer more in that column 5 and above."""
    assert independence([[2, 8], [7, 3]]) is None
    assert independence([[3, 7], [7, 3]]) == pytest.approx(
        scipy.stats.chi2_contingency([[3, 7], [7, 3]], correction=False).pvalue
    )


@pytest.mark.parametrize("table", [[[1, -1], [1, 1]], [[1, math.nan], [1, 1]]])
def test_impossible_tables_are_refused(table):
    with pytest.raises(ValueError, match="counts are not negative"):
        independence(table)


def test_the_corrections_of_rao_and_scott_give_the_values_of_r():
    """R 4.6.1, survey 4.5: svychisq(~stype + awards) of the cluster sample apiclus1, statistic "F" and "Chisq".

    Printed to 15 digits in test/r_reference/chisq.csv of Survey.jl (clus1_w): F 4.92628761345023, ndf 1.71200283432057,
    ddf 23.9680396804879, p 0.0200399451888242; X2 12.3661500622019, p 0.00725338071380109. R tests although 4.05
    schools are expected in one cell; hence ``least``.
    """
    whole, cells = schools()
    table = whole.table(cells, 6)
    pearson = scipy.stats.chi2_contingency(table.counts.reshape(2, 3), correction=False).statistic
    found = correction(table, rows=2)
    assert pearson == pytest.approx(12.3661500622019, rel=1e-12)
    assert scipy.stats.chi2.sf(pearson / found.mean, found.size) == pytest.approx(0.00725338071380109, rel=1e-10)
    assert pearson / found.trace == pytest.approx(4.92628761345023, rel=1e-12)
    assert (found.ndf, found.ndf * table.df()) == pytest.approx((1.71200283432057, 23.9680396804879), rel=1e-12)
    assert association(table, rows=2, least=4) == pytest.approx(0.0200399451888242, rel=1e-10)
    assert association(table, rows=2) is None


@pytest.mark.parametrize("clusters", [2, 3, 4, 10])
def test_few_clusters_seldom_make_a_difference_where_there_is_none(clusters):
    """Group and answer each hang together within clusters, but not with each other: at most 9 % below 0.05.

    400 invented samples of 50 people in each cluster; χ² in place of F finds a difference in 43, 26, 16 and 10 % of
    them.
    """
    random, found = np.random.default_rng(7), []
    for _ in range(400):
        of_group, of_answer = random.beta(2.5, 2.5, (2, clusters))
        cluster = np.repeat(np.arange(clusters), 50)
        group = random.random(50 * clusters) < of_group[cluster]
        answer = random.random(50 * clusters) < of_answer[cluster]
        found.append(association(Sample(50 * clusters, clusters=cluster).table(group * 2 + answer, 4), rows=2))
    tested = [p for p in found if p is not None]
    assert len(tested) > 380
    assert 0.01 < np.mean([p < 0.05 for p in tested]) < 0.09


def test_there_is_no_test_with_fewer_degrees_of_freedom_than_the_table_has():
    """A table of 3 by 3 has four: five clusters leave as many, four do not; a cluster for each stratum leaves none."""
    cells = np.random.default_rng(1).integers(0, 9, 315)
    rows = np.arange(len(cells))
    assert association(Sample(len(cells), clusters=rows % 5).table(cells, 9), rows=3) is not None
    assert association(Sample(len(cells), clusters=rows % 4).table(cells, 9), rows=3) is None
    assert association(Sample(len(cells), None, rows % 5, rows % 5).table(cells, 9), rows=3) is None


@given(st.lists(st.integers(1, 60), min_size=6, max_size=6))
def test_a_simple_sample_needs_no_correction_but_n_by_n_less_1(counts):
    cells = np.repeat(np.arange(6), counts)
    n = len(cells)
    for rows in (2, 3):
        found = correction(Sample(n).table(cells, 6), rows)
        assert (found.mean, found.ndf, found.size) == pytest.approx((n / (n - 1), 2, 2))


def test_rows_and_columns_without_anybody_are_left_out_of_the_correction():
    cells = np.array([0, 0, 1, 1, 1, 6, 7, 7, 0, 6])
    small = np.array([0, 0, 1, 1, 1, 2, 3, 3, 0, 2])
    assert correction(Sample(10).table(cells, 9), rows=3).mean == pytest.approx(
        correction(Sample(10).table(small, 4), rows=2).mean
    )
    assert correction(Sample(4).table([0, 1, 0, 1], 4), rows=2) is None
    assert correction(Sample(4, clusters=[1, 1, 1, 1]).table([0, 1, 2, 3], 4), rows=2) is None


def test_weights_are_brought_to_the_number_of_people_before_a_test():
    """All people of weight 1,000: the statistic of the counts, not a thousand times as much."""
    cells = np.repeat(np.arange(4), [30, 20, 20, 30])
    found = association(Sample(100, np.full(100, 1000.0)).table(cells, 4), rows=2)
    assert found == pytest.approx(scipy.stats.f.sf(4 * 99 / 100, 1, 99))


def test_few_people_of_great_weight_are_no_ground_for_a_test():
    cells, weights = np.repeat(np.arange(4), [2, 20, 20, 3]), np.repeat([30.0, 1.0, 1.0, 30.0], [2, 20, 20, 3])
    assert association(Sample(45, weights).table(cells, 4), rows=2) is not None
    few = np.repeat(np.arange(4), [2, 3, 20, 20])
    assert association(Sample(45, np.repeat([30.0, 30.0, 1.0, 1.0], [2, 3, 20, 20])).table(few, 4), rows=2) is None
