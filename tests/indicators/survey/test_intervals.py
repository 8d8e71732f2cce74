"""Wilson's interval of a share, and the interval under a design."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from ogpkit.indicators.survey.intervals import interval, wilson
from ogpkit.indicators.survey.sample import Design
from tests.indicators.survey.samples import design

shares = st.floats(0, 1)
sizes = st.floats(0.5, 1e7)
levels = st.floats(0.5, 0.999)


@pytest.mark.parametrize(
    "found, n, low, high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_intervals_that_newcombe_printed(found, n, low, high):
    """Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3."""
    assert wilson(found / n, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 10**6), st.data(), levels)
def test_wilson_agrees_with_statsmodels(n, data, level):
    found = data.draw(st.integers(0, n))
    expected = proportion_confint(found, n, alpha=1 - level, method="wilson")
    assert wilson(found / n, n, level) == pytest.approx(expected, abs=1e-9)


@given(shares, sizes, levels)
def test_the_interval_holds_the_share_and_stays_within_0_and_1(share, n, level):
    low, high = wilson(share, n, level)
    assert 0 <= low <= share <= high <= 1
    assert low < high


@given(shares, sizes, levels)
def test_the_interval_of_the_others_is_the_mirror_image(share, n, level):
    low, high = wilson(share, n, level)
    assert wilson(1 - share, n, level) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(shares, sizes, st.floats(1.1, 100))
def test_more_people_never_widen_the_interval(share, n, times):
    low, high = wilson(share, n)
    narrow_low, narrow_high = wilson(share, n * times)
    assert narrow_high - narrow_low <= high - low + 1e-12


@given(shares, sizes, st.integers(1, 200))
def test_few_degrees_of_freedom_widen_the_interval(share, n, df):
    low, high = wilson(share, n)
    wide_low, wide_high = wilson(share, n, df=df)
    assert wide_low <= low + 1e-12
    assert wide_high >= high - 1e-12


@pytest.mark.parametrize("n", [1, 7, 10**6])
def test_a_share_of_nothing_or_all_has_that_bound_exactly(n):
    assert wilson(0.0, n)[0] == 0.0
    assert wilson(1.0, n)[1] == 1.0
    assert wilson(0.0, n)[1] == pytest.approx(3.8414588206941227 / (n + 3.8414588206941227))


@pytest.mark.parametrize(
    "share, n, level, df",
    [(-0.1, 5, 0.95, None), (1.1, 5, 0.95, None), (float("nan"), 5, 0.95, None), (0.5, 0, 0.95, None),
     (0.5, float("inf"), 0.95, None), (0.5, float("nan"), 0.95, None), (0.5, 5, 0, None), (0.5, 5, 1, None),
     (0.5, 5, 0.95, 0)],
)  # fmt: skip
def test_arguments_out_of_range_are_refused(share, n, level, df):
    with pytest.raises(ValueError, match="share from 0 to 1"):
        wilson(share, n, level, df)


def test_a_design_without_a_degree_of_freedom_has_no_interval():
    assert interval(design(None, None, [1, 1, 1], [True, False, True])) is None
    assert interval(design(None, [1, 2], None, [True, False])) is None
    assert interval(design(None, None, None, [True])) is None


def test_nobody_in_the_domain_has_no_interval():
    assert interval(design(None, None, None, [True, False], [False, False])) is None


def test_the_interval_of_a_design_rests_on_effective_size_and_degrees_of_freedom():
    found = Design(0.3, 100, 0.0042, 14, 1.98, 50.5)
    assert interval(found, 0.9) == wilson(0.3, 50.5, 0.9, 14)
    assert interval(found) != wilson(0.3, 100)


@given(st.lists(st.booleans(), min_size=2, max_size=60))
def test_of_a_simple_sample_the_interval_is_wilsons_own(members):
    found = design(None, None, None, members)
    assert found.n_effective == pytest.approx(len(members))
    assert interval(found) == wilson(sum(members) / len(members), len(members))
    weighted = design([2.0] * len(members), None, None, members)
    assert interval(weighted) == pytest.approx(wilson(found.share, len(members), df=len(members) - 1))


@given(st.lists(st.tuples(st.booleans(), st.floats(0.1, 10)), min_size=3, max_size=60))
def test_weights_never_add_to_the_effective_size(rows):
    members = [member for member, _ in rows]
    assume(any(members))
    found = design([weight for _, weight in rows], None, None, members)
    assert 0 < found.n_effective <= found.n + 1e-9


def test_no_library_of_statistics_is_loaded_before_an_interval_is_asked_for():
    """Loading one costs more time than a whole survey of a city takes."""
    code = """if True:
        import sys
        import ogpkit.indicators.survey.comparison
        import ogpkit.indicators.survey.intervals as intervals
        import ogpkit.indicators.survey.weighting
        print("scipy" in sys.modules)
        intervals.wilson(0.5, 10)
        print(any(name in sys.modules for name in ("scipy.stats", "statsmodels")))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
