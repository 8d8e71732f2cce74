"""Shares and their precision under a design, against R, against svy and against a plain second writing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey import sample as module
from ogpkit.indicators.survey.sample import Sample
from tests.indicators.survey.samples import design

AWARDS = {
    637: (2, 0, 0, 6, 1, 2), 437: (1, 0, 0, 1, 1, 1), 778: (0, 0, 1, 1, 0, 0), 197: (1, 0, 3, 9, 0, 0),
    406: (0, 0, 0, 2, 0, 0), 815: (2, 1, 1, 0, 0, 0), 178: (0, 0, 1, 2, 1, 0), 255: (3, 0, 0, 10, 0, 3),
    568: (2, 2, 1, 2, 2, 0), 135: (8, 0, 0, 26, 0, 0), 510: (4, 2, 1, 12, 0, 2), 716: (9, 3, 1, 21, 0, 3),
    61: (1, 0, 2, 9, 0, 1), 413: (0, 0, 0, 1, 0, 0), 448: (0, 0, 1, 9, 1, 1),
}  # fmt: skip
"""The cluster sample ``apiclus1`` of the R package survey: for each school district (the cluster) how many schools of
type E, H and M have no award, and how many have one. All schools have one weight."""

ROWS = [
    (0, 0, 0, 1, 2.4), (0, 0, 0, 0, 2.7), (0, 0, 0, 2, 2.5), (0, 0, 1, 0, 1.2), (0, 1, 0, 1, 1.9), (0, 1, 1, 1, 2.5),
    (0, 1, 1, 1, 1.0), (0, 1, 1, 2, 0.6), (0, 2, 0, 1, 1.7), (0, 2, 0, 2, 1.8), (0, 2, 1, 1, 0.5), (1, 0, 1, 2, 1.0),
    (1, 0, 0, 0, 2.6), (1, 1, 0, 2, 1.8), (1, 1, 1, 2, 2.1), (1, 1, 1, 1, 1.9), (1, 2, 1, 2, 1.4), (1, 2, 0, 0, 1.5),
    (2, 0, 0, 1, 1.4), (2, 0, 0, 2, 2.0), (2, 0, 0, 1, 2.2), (2, 1, 1, 1, 1.1), (2, 1, 1, 0, 2.9), (2, 1, 0, 2, 1.3),
    (2, 2, 0, 2, 0.8), (2, 2, 0, 1, 2.8), (2, 2, 1, 0, 1.0), (3, 0, 0, 0, 1.0), (3, 0, 0, 1, 2.1), (3, 1, 1, 2, 1.1),
    (3, 1, 0, 2, 1.7), (3, 1, 1, 1, 2.4), (3, 2, 1, 1, 0.6), (3, 2, 0, 2, 2.1),
]  # fmt: skip
"""Stratum, cluster within it, answer (0 or 1), group (0 to 2), weight: invented."""


def schools() -> tuple[Sample, np.ndarray]:
    """Return the design of ``apiclus1``, and for each school its cell: award · 3 + type."""
    clusters = np.repeat(list(AWARDS), [sum(counts) for counts in AWARDS.values()])
    cells = np.concatenate([np.repeat(np.arange(6), counts) for counts in AWARDS.values()])
    return Sample(183, np.full(183, 33.846996307373), None, clusters), cells


@pytest.mark.parametrize(
    "members, share, error",
    [
        ([0, 3], 0.78688524590164, 0.0468025716133837),
        ([1, 4], 0.0765027322404372, 0.0270798559291773),
        ([2, 5], 0.136612021857924, 0.0299472342965666),
        ([0, 1, 2], 0.289617486338798, 0.0333503726041141),
        ([3, 4, 5], 0.710382513661203, 0.0333503726041141),
    ],
)
def test_clusters_give_the_standard_errors_of_r(members, share, error):
    """R 4.6.1, survey 4.5: svymean(~stype), svymean(~awards) of svydesign(id=~dnum, weights=~pw, data=apiclus1).

    As printed to 15 digits in test/r_reference/proportions.csv of Survey.jl (design clus1_w); degf: 14.
    """
    whole, cells = schools()
    found = whole.table(cells, 6).share(members)
    assert found.share == pytest.approx(share, rel=1e-13)
    assert found.standard_error == pytest.approx(error, rel=1e-12)
    assert (found.n, found.df, found.lonely) == (183, 14, 0)


def test_strata_and_weights_give_the_standard_error_of_r():
    """R 4.6.1, survey 4.5: svymean(~awards) of svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat); degf: 197.

    The same source, design strat_w. Schools without an award: 27 of 100, 34 of 50 and 26 of 50.
    """
    weights = np.repeat([44.2099990844727, 15.1000003814697, 20.3600006103516], [100, 50, 50])
    strata = np.repeat(["E", "H", "M"], [100, 50, 50])
    without = np.concatenate([np.arange(100) < 27, np.arange(50) < 34, np.arange(50) < 26])
    found = design(weights, np.unique(strata, return_inverse=True)[1], None, without)
    assert found.share == pytest.approx(0.361063935949422, rel=1e-13)
    assert found.standard_error == pytest.approx(0.0348975177769063, rel=1e-12)
    assert found.df == 197


def test_a_simple_sample_gives_the_standard_error_of_r():
    """The same source, design srs_w: 76 of the 200 schools of apisrs have no award; degf: 199."""
    found = design(None, None, None, np.arange(200) < 76)
    assert found.standard_error == pytest.approx(0.0344081327303582, rel=1e-12)
    assert found.deff == pytest.approx(1)
    assert found.df == 199


@pytest.mark.parametrize(
    "group, share, error, df",
    [
        (None, 0.3697916666666667, 0.10310699923254463, 8),
        (0, 0.3953488372093023, 0.14402636798896662, 2),
        (1, 0.4081632653061224, 0.1486488421254988, 6),
        (2, 0.30693069306930687, 0.06975918866493108, 7),
    ],
)
def test_domains_of_a_stratified_cluster_sample_agree_with_svy(group, share, error, df):
    """svy 0.35.0 (Python): Sample(df, Design(wgt=, stratum=, psu=)).estimation.prop("y", by="g")."""
    strata, clusters, answers, groups, weights = (np.array(column) for column in zip(*ROWS, strict=True))
    found = design(weights, strata, clusters, answers == 1, None if group is None else groups == group)
    assert found.share == pytest.approx(share, rel=1e-13)
    assert found.standard_error == pytest.approx(error, rel=1e-12)
    assert found.df == df


@pytest.mark.parametrize(
    "group, share, error, df",
    [
        (None, 0.3460764587525151, 0.11101232977077252, 6),
        (0, 0.3953488372093023, 0.14402636798896662, 2),
        (1, 0.3255813953488372, 0.1514468432398758, 4),
        (2, 0.33333333333333326, 0.07903423593558628, 6),
    ],
)
def test_a_stratum_of_one_cluster_is_centred_on_all_and_told(group, share, error, df):
    """svy 0.35.0: the same without the last two clusters, with singleton="center"."""
    rows = [row for row in ROWS if row[0] < 3 or row[1] == 0]
    strata, clusters, answers, groups, weights = (np.array(column) for column in zip(*rows, strict=True))
    found = design(weights, strata, clusters, answers == 1, None if group is None else groups == group)
    assert found.share == pytest.approx(share, rel=1e-13)
    assert found.standard_error == pytest.approx(error, rel=1e-12)
    assert (found.df, found.lonely) == (df, 1)


def plain(rows, member, domain):
    """Write the formula down once more, one primary sampling unit after the other."""
    total = sum(row["w"] for row in rows if domain(row))
    share = sum(row["w"] for row in rows if domain(row) and member(row)) / total
    units: dict[int, dict[int, float]] = {}
    for place, row in enumerate(rows):
        unit = units.setdefault(row["h"], {})
        name = place if row["c"] is None else row["c"]
        unit[name] = unit.get(name, 0.0) + (row["w"] * (member(row) - share) / total if domain(row) else 0.0)
    everything = [value for stratum in units.values() for value in stratum.values()]
    variance = 0.0
    for stratum in units.values():
        centre = sum(stratum.values()) / len(stratum) if len(stratum) > 1 else sum(everything) / len(everything)
        factor = len(stratum) / (len(stratum) - 1) if len(stratum) > 1 else 1.0
        variance += factor * sum((value - centre) ** 2 for value in stratum.values())
    return share, variance


@st.composite
def samples(draw, clustered=None):
    """Draw some rows with stratum, cluster, weight, answer and group."""
    if clustered is None:
        clustered = draw(st.booleans())
    return [
        {
            "h": draw(st.integers(0, 3)),
            "c": draw(st.integers(0, 3)) if clustered else None,
            "w": draw(st.floats(0.1, 20)),
            "y": draw(st.integers(0, 2)),
            "g": draw(st.integers(0, 1)),
        }
        for _ in range(draw(st.integers(2, 25)))
    ]


def of(rows, *names):
    return [None if rows[0][name] is None else np.array([row[name] for row in rows]) for name in names]


@given(samples(), st.integers(0, 1))
def test_every_share_of_a_table_agrees_with_the_formula_written_down_plainly(rows, group):
    weights, strata, clusters, answers, groups = of(rows, "w", "h", "c", "y", "g")
    table = Sample(len(rows), weights, strata, clusters).table(groups * 3 + answers, 6)
    domain = [group * 3 + option for option in range(3)]
    if not (groups == group).any():
        assert table.share([domain[0]], domain).share is None
        return
    for option in range(3):
        found = table.share([domain[option]], domain)
        share, variance = plain(rows, lambda row, y=option: row["y"] == y, lambda row: row["g"] == group)
        assert found.share == pytest.approx(share, abs=1e-12)
        if found.variance is not None:
            assert found.variance == pytest.approx(variance, abs=1e-12)


@given(samples(), st.floats(0.01, 100))
def test_a_scale_of_weights_changes_nothing(rows, times):
    weights, strata, clusters, answers = of(rows, "w", "h", "c", "y")
    one = design(weights, strata, clusters, answers == 1)
    other = design(weights * times, strata, clusters, answers == 1)
    assert other.share == pytest.approx(one.share)
    assert other.n_effective == pytest.approx(one.n_effective, rel=1e-6)
    assert other.df == one.df


@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_strata_and_clusters_change_nothing(rows, random):
    weights, strata, clusters, answers = of(rows, "w", "h", "c", "y")
    one = design(weights, strata, clusters, answers == 1)
    shuffled = rows.copy()
    random.shuffle(shuffled)
    weights, strata, clusters, answers = of(shuffled, "w", "h", "c", "y")
    renamed = None if clusters is None else 7000 - 11 * clusters
    other = design(weights, 10**9 * (strata - 2), renamed, answers == 1)
    assert other.share == pytest.approx(one.share, abs=1e-12)
    assert (other.df, other.lonely) == (one.df, one.lonely)
    if one.variance is not None:
        assert other.variance == pytest.approx(one.variance, abs=1e-12)


@given(samples(clustered=False))
def test_clusters_of_one_row_are_no_clusters(rows):
    weights, strata, answers, groups = of(rows, "w", "h", "y", "g")
    one = design(weights, strata, None, answers == 1, groups == 1)
    other = design(weights, strata, np.arange(len(rows)), answers == 1, groups == 1)
    assert (other.share, other.n, other.df, other.lonely) == (one.share, one.n, one.df, one.lonely)
    if one.variance is not None:
        assert other.variance == pytest.approx(one.variance, abs=1e-12)


@given(samples())
def test_the_share_of_the_others_is_as_precise(rows):
    weights, strata, clusters, answers = of(rows, "w", "h", "c", "y")
    one = design(weights, strata, clusters, answers == 1)
    other = design(weights, strata, clusters, answers != 1)
    assert one.share + other.share == pytest.approx(1)
    if one.variance is not None:
        assert other.variance == pytest.approx(one.variance, abs=1e-12)


@given(samples(clustered=True))
def test_clusters_that_are_summed_some_at_a_time_give_the_same(rows):
    weights, strata, clusters, answers = of(rows, "w", "h", "c", "y")
    whole = Sample(len(rows), weights, strata, clusters)
    once = whole.table(answers, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 6)
        parts = whole.table(answers, 3)
    assert np.array_equal(once.present, parts.present)
    if once.covariance is not None:
        assert parts.covariance == pytest.approx(once.covariance, abs=1e-9)


@given(samples())
def test_two_groups_that_share_clusters_vary_together(rows):
    """The variance of a difference, from the covariance, is that of the difference of the linearised values."""
    weights, strata, clusters, answers, groups = of(rows, "w", "h", "c", "y", "g")
    table = Sample(len(rows), weights, strata, clusters).table(groups * 3 + answers, 6)
    one, other = ([0], [0, 1, 2]), ([3], [3, 4, 5])
    both = table.covariance_of(one, other)
    if both is None:
        return
    parts = [table.covariance_of(part, part) for part in (one, other)]
    assert abs(both) <= (parts[0] * parts[1]) ** 0.5 + 1e-12
    assert table.covariance_of(other, one) == pytest.approx(both, abs=1e-15)


def test_groups_of_a_simple_sample_hardly_vary_together():
    table = Sample(8).table(np.array([0, 1, 1, 0, 2, 3, 3, 3]), 4)
    assert table.covariance_of(([0], [0, 1]), ([2], [2, 3])) == pytest.approx(0, abs=1e-16)
    assert table.df([0, 1], [2, 3]) == 7
    assert table.df([0, 1]) == 3


def test_rows_of_weight_0_take_no_part():
    found = design([1.0, 1.0, 0.0, 2.0], None, None, [True, False, True, False])
    assert (found.share, found.n, found.df) == (0.25, 3, 2)


def test_a_share_of_nothing_or_all_says_that_its_variance_tells_nothing():
    found = design([1.0, 1.0, 2.0], None, None, [True, True, True])
    assert (found.share, found.variance, found.deff) == (1.0, 0.0, None)
    assert found.n_effective == pytest.approx(16 / 6)


def test_one_cluster_alone_has_no_variance():
    found = design(None, None, [5, 5, 5], [True, False, True])
    assert (found.variance, found.standard_error, found.deff, found.df, found.lonely) == (None, None, None, 0, 1)


def test_rows_without_a_stratum_or_cluster_are_one_more():
    strata, clusters = np.array([0, 0, 0, 0, -1, -1]), np.array([1, 1, 2, -1, 1, -2])
    members = [True, False, True, True, False, True]
    found = design(None, strata, clusters, members)
    assert found == design(None, strata + 1, clusters + 2, members)
    assert found.df == 3


def test_nobody_at_all_is_no_error():
    found = design(None, None, None, [])
    assert (found.share, found.n, found.df) == (None, 0, 0)


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight):
    with pytest.raises(ValueError, match="a weight is negative"):
        Sample(2, [1.0, weight])


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="one entry for each row"):
        Sample(3, strata=[0, 1])
    with pytest.raises(ValueError, match="all below size"):
        Sample(2).table(np.array([0, 2]), 2)
    with pytest.raises(ValueError, match="all below size"):
        Sample(2).table(np.array([0]), 2)


def test_results_are_equal_to_the_last_bit_when_computed_again():
    random = np.random.default_rng(5)
    weights, strata, clusters = random.uniform(0.2, 5, 3000), random.integers(0, 9, 3000), random.integers(0, 40, 3000)
    cells = random.integers(-1, 20, 3000)
    one, other = (Sample(3000, weights, strata, clusters).table(cells, 20) for _ in range(2))
    assert one.covariance.tobytes() == other.covariance.tobytes()
    assert one.totals.tobytes() == other.totals.tobytes()
