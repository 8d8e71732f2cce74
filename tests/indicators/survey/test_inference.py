"""From a probability sample to the population: against second implementations, and attacked like every other figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.indicators.survey import release, survey_indicators
from ogpkit.indicators.survey.weighting import rake
from tests.indicators.survey.attack import Table, invented

SEEDS = range(30)
SEED = 4
CENSUS = tuple(
    CensusRow(group="first", option=f"first {number}", people=people, source="census")
    for number, people in enumerate((500, 300, 200))
)


def sampled(seed, *, rows=None, **changes):
    """Return an invented survey as if its people had been drawn by chance; of the group "first" nobody is untold."""
    survey = invented(seed)
    coded = dict(survey.answers.coded)
    first = np.abs(coded["first"].codes)
    coded["first"] = replace(coded["first"], codes=first.astype(np.int16))
    codebook = survey.codebook.model_copy(update={"sampling": "probability", **changes})
    return Survey(codebook, replace(survey.answers, coded=coded))


def census_of(survey):
    return tuple(row for row in CENSUS if row.option in survey.answers.coded["first"].options)


@pytest.mark.parametrize("sampling", ["opt-in", "list", "census"])
def test_nothing_is_inferred_from_people_who_were_not_drawn_by_chance(sampling):
    survey = sampled(8, sampling=sampling)
    found = release(survey, 3, census_of(survey))
    assert found.crosses
    assert found.weighting is None
    assert all(one.estimates is None for one in found.distributions.values())
    assert all(not one.estimates and one.p is None and one.adjusted is None for one in found.crosses)
    ids = {value.id for value in survey_indicators(found, census_of(survey))}
    assert not ids & {"survey-estimate", "survey-group-test", "survey-design-effect"}
    assert all(value.low is None and value.high is None for value in survey_indicators(found))


def test_a_simple_sample_has_wilson_intervals_as_statsmodels_computes_them():
    found = release(sampled(8), 3)
    one = found.distributions["rate"]
    assert one.estimates is not None
    for count, interval in zip(one.counts, one.estimates.intervals, strict=True):
        low, high = proportion_confint(count, one.valid, method="wilson")
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.005 + 1e-9)
        assert interval.share == pytest.approx(count / one.valid, abs=0.005 + 1e-9)


def test_tables_of_a_simple_sample_are_tested_as_scipy_does_and_adjusted_as_statsmodels_does():
    found = release(sampled(8), 3)
    tested = [one for one in found.crosses if one.p is not None]
    assert len(tested) > 2
    for one in tested:
        assert one.p == pytest.approx(chi2_contingency(np.array(one.counts), correction=False).pvalue)
    adjusted = multipletests([one.p for one in tested], method="holm")[1]
    assert [one.adjusted for one in tested] == pytest.approx(list(adjusted))


def test_a_table_of_a_weighted_sample_is_tested_under_its_design_not_by_its_design_effect():
    random = np.random.default_rng(1)
    group = random.integers(0, 2, 1000).astype(np.int16)
    answer = (random.random(1000) < np.where(group == 1, 0.75, 0.35)).astype(np.int16)
    found = release(two_questions(group, answer, random.uniform(0.5, 2.0, 1000)))
    (cross,) = found.crosses
    assert cross.p is not None
    assert cross.p < 1e-6
    same = release(two_questions(group, random.integers(0, 2, 1000).astype(np.int16), random.uniform(0.5, 2.0, 1000)))
    assert same.crosses[0].p is not None
    assert 0.01 < same.crosses[0].p <= 1


def two_questions(group, answer, weights):
    columns = (
        SurveyColumn(name="group", role="group", question="group", options=("a", "b")),
        SurveyColumn(name="answer", role="single choice", question="answer", options=("no", "yes")),
        SurveyColumn(name="weight", role="weight", question="weight"),
    )
    coded = {"group": Coded(("a", "b"), (), group), "answer": Coded(("no", "yes"), (), answer)}
    codebook = Codebook(title="Invented", sampling="probability", synthetic=True, columns=columns)
    return Survey(codebook, Answers(len(group), coded, numbers={"weight": weights}))


def test_weights_of_the_table_give_the_weighted_share():
    random = np.random.default_rng(2)
    group, answer = (random.integers(0, 2, 500).astype(np.int16) for _ in range(2))
    weights = np.where(answer == 1, 3.0, 1.0)
    found = release(two_questions(group, answer, weights))
    assert found.weighting is not None
    assert found.weighting.kind == "given"
    estimates = found.distributions["answer"].estimates
    assert estimates is not None
    assert estimates.intervals[1].share == pytest.approx(np.average(answer, weights=weights), abs=0.005)
    assert found.weighting.deff == pytest.approx(500 * (weights**2).sum() / weights.sum() ** 2)


def test_without_weights_of_its_own_a_sample_is_raked_to_the_census():
    survey = sampled(SEED)
    found = release(survey, 3, census_of(survey))
    assert found.weighting is not None
    assert found.weighting.kind == "raked"
    assert found.weighting.variables == ("first",)


def test_a_group_that_the_census_lacks_is_not_raked_and_the_report_says_so():
    survey = sampled(SEED)
    without = tuple(row.model_copy(update={"people": 0 if row.option == "first 0" else 5}) for row in census_of(survey))
    found = release(survey, 3, without)
    assert found.weighting is not None
    assert found.weighting.kind == "none"
    assert "not in the census" in found.weighting.problem


def rounded(table, cells, inside, weights, share):
    """Return the two inequalities that a whole percent of a weighted share tells of its sum."""
    value = weights * inside
    return [
        (weights * (inside & cells) - (share + 0.005) * value, 0.0),
        ((share - 0.005) * value - weights * (inside & cells), 0.0),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_weighted_shares_pin_no_small_cell_for_one_who_knows_the_weights(seed):
    threshold = (3, 5, 10)[seed % 3]
    survey = sampled(100 + seed)
    census = census_of(survey)
    found = release(survey, threshold, census)
    table = Table(survey)
    table.learn(found)
    if found.weighting is not None and found.weighting.kind == "raked":
        # One variable: a person's weight is that of their group, and the attacker can work it out.
        coded = survey.answers.coded["first"]
        raked = rake([coded.codes], [[row.people for row in census]])
        by_group = [float(raked.weights[coded.codes == number][0]) for number in range(len(coded.options))]
        weights = np.array([*by_group, 1.0])[table.places["first"]]
        for name, one in found.distributions.items():
            if one.estimates is not None:
                inside = ~table.of(name, (), untold=True)
                for block, interval in zip(one.estimates.blocks, one.estimates.intervals, strict=True):
                    cells = table.of(name, block.options)
                    assert (weights * (inside & cells) * table.counts).sum() / (
                        weights * inside * table.counts
                    ).sum() == pytest.approx(interval.share, abs=0.005 + 1e-9)
                    table.most += rounded(table, cells, inside, weights, interval.share)
    for cell in table.hidden():
        if cell.count < threshold:
            assert cell.width >= min(threshold, cell.known) - 1e-6, cell


def test_some_of_the_attacked_samples_do_have_weighted_shares():
    found = [release(sampled(100 + seed), (3, 5, 10)[seed % 3], census_of(sampled(100 + seed))) for seed in SEEDS]
    assert (
        sum(
            one.distributions.get("rate") is not None and one.distributions["rate"].estimates is not None
            for one in found
        )
        > 5
    )
