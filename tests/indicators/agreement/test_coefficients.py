"""The coefficients against published vectors and second implementations."""

from __future__ import annotations

import math
from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as second_fleiss

from ogpkit.indicators.agreement import (
    cohen_kappa,
    confusion,
    fleiss_kappa,
    krippendorff_alpha,
    pair_agreement,
)
from tests.indicators.agreement.vectors import DIAGNOSES, FOUR_CODERS, THREE_DIAGNOSES

OPTIONS = "abcd"
complete = st.integers(2, 4).flatmap(
    lambda many: st.lists(st.tuples(*[st.sampled_from(OPTIONS)] * many), min_size=1, max_size=30)
)
gappy = st.integers(2, 4).flatmap(
    lambda many: st.lists(st.tuples(*[st.sampled_from([*OPTIONS, None])] * many), min_size=1, max_size=30)
)
pairs = st.lists(st.tuples(*[st.sampled_from([*OPTIONS, None])] * 2), min_size=1, max_size=40)


def split(answers):
    return [row[0] for row in answers], [row[1] for row in answers]


def numbers(answers):
    """Return the answers as the package krippendorff takes them: one row a reviewer."""
    return np.array([[math.nan if one is None else OPTIONS.index(one) for one in row] for row in answers]).T


def test_kappa_of_cohens_200_patients():
    """Agreed .44 + .20 + .06 = .70, by chance .50·.60 + .30·.30 + .20·.10 = .41; (.70 − .41) / .59 = .492."""
    found = cohen_kappa(*split(THREE_DIAGNOSES))
    assert found.value == pytest.approx(0.29 / 0.59)
    assert (round(found.value, 3), found.units) == (0.492, 200)


def test_kappa_of_fleiss_thirty_patients_is_as_printed():
    found = fleiss_kappa(DIAGNOSES)
    assert (round(found.value, 3), found.units) == (0.430, 30)


def test_alpha_of_the_canonical_four_coders_is_as_printed():
    nominal, ordinal = krippendorff_alpha(FOUR_CODERS), krippendorff_alpha(FOUR_CODERS, "12345")
    assert (round(nominal.value, 3), round(ordinal.value, 3)) == (0.743, 0.815)
    assert nominal.units == 11, "unit 12 has one value alone"


def test_alpha_of_two_coders_and_nominal_data_is_as_printed():
    """Krippendorff (2011), section B: twelve articles, two observers, five categories; α = 0.692."""
    found = krippendorff_alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True)))
    assert round(found.value, 3) == 0.692


@given(pairs)
def test_cohens_kappa_is_that_of_statsmodels(answers):
    found = cohen_kappa(*split(answers))
    both = [row for row in answers if None not in row]
    table = np.zeros((4, 4))
    for one, other in both:
        table[OPTIONS.index(one), OPTIONS.index(other)] += 1
    if found.value is None:
        assert not both or len({one for row in both for one in row}) == 1
    else:
        assert found.value == pytest.approx(cohens_kappa(table, return_results=False))


@given(complete)
def test_fleiss_kappa_is_that_of_statsmodels(answers):
    found = fleiss_kappa(answers)
    if found.value is None:
        assert len({one for row in answers for one in row}) == 1
    else:
        counts, _ = aggregate_raters(np.array(answers))
        assert found.value == pytest.approx(second_fleiss(counts))


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
@given(answers=gappy)
def test_alpha_is_that_of_the_package_krippendorff(level, answers):
    found = krippendorff_alpha(answers, OPTIONS if level == "ordinal" else None)
    pairable = [[one for one in row if one is not None] for row in answers]
    pairable = [row for row in pairable if len(row) > 1]
    if found.value is None:
        assert len({one for row in pairable for one in row}) < 2
    else:
        # The other one takes single answers of a unit for values that occur; they bear on nothing.
        kept = [row for row in answers if sum(one is not None for one in row) > 1]
        expected = krippendorff.alpha(numbers(kept), level_of_measurement=level, value_domain=range(4))
        assert found.value == pytest.approx(expected)


@given(gappy)
def test_agreement_by_pairs_is_that_of_counting_them_one_by_one(answers):
    seen = [
        one == other
        for row in answers
        for place, one in enumerate(row)
        for other in row[:place]
        if one is not None and other is not None
    ]
    assert pair_agreement(answers) == (sum(seen), len(seen))


@given(gappy)
def test_reviewers_may_change_places(answers):
    turned = [tuple(reversed(row)) for row in answers]
    for one, other in [
        (krippendorff_alpha(answers), krippendorff_alpha(turned)),
        (krippendorff_alpha(answers, OPTIONS), krippendorff_alpha(turned, OPTIONS)),
        (fleiss_kappa(answers), fleiss_kappa(turned)),
        (cohen_kappa(*split(answers)), cohen_kappa(*reversed(split(answers)))),
    ]:
        assert one.value == pytest.approx(other.value)
        assert one.units == other.units


@given(gappy)
def test_no_coefficient_is_above_one_and_full_agreement_is_one(answers):
    same = [(row[0],) * len(row) for row in answers]
    for of in (krippendorff_alpha, fleiss_kappa, lambda table: cohen_kappa(*split(table))):
        assert of(answers).value is None or of(answers).value <= 1
        assert of(same).value in (None, pytest.approx(1))


@given(gappy)
def test_what_one_reviewer_alone_answered_bears_on_nothing(answers):
    more = [*answers, ("a", *[None] * (len(answers[0]) - 1))]
    assert krippendorff_alpha(more) == krippendorff_alpha(answers)
    assert pair_agreement(more) == pair_agreement(answers)
    assert cohen_kappa(*split(more)) == cohen_kappa(*split(answers))


@pytest.mark.parametrize("of", [krippendorff_alpha, fleiss_kappa, lambda table: cohen_kappa(*split(table))])
def test_one_option_throughout_gives_no_value_and_the_reason(of):
    found = of([("yes", "yes")] * 20)
    assert (found.value, found.units) == (None, 20)
    assert found.reason.startswith("all answers are the same option")


@pytest.mark.parametrize("of", [krippendorff_alpha, fleiss_kappa, lambda table: cohen_kappa(*split(table))])
@pytest.mark.parametrize("answers", [[("yes", None)], [(None, "yes"), ("no", None)], [(None, None)]])
def test_no_unit_answered_by_both_gives_no_value_and_the_reason(of, answers):
    found = of(answers)
    assert (found.value, found.units) == (None, 0)
    assert "no question was answered by" in found.reason


def test_a_reviewer_who_always_says_the_same_is_at_chance_not_undefined():
    assert cohen_kappa(["yes"] * 4, ["yes", "yes", "yes", "no"]).value == 0


def test_an_option_that_has_no_place_in_the_order_is_refused():
    with pytest.raises(ValueError, match="'much'"):
        krippendorff_alpha([("much", "modest")], ("unclear", "modest", "substantial"))


@given(pairs)
def test_the_confusion_table_counts_each_unit_answered_by_both_once(answers):
    table = confusion(*split(answers))
    assert Counter(row for row in answers if None not in row) == table
