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
from ogpkit.indicators.definition import percent
from ogpkit.indicators.survey import release, survey_indicators
from ogpkit.indicators.survey.release import Block, Estimates
from ogpkit.indicators.survey.weighting import rake
from tests.indicators.survey.attack import Table, invented

RAKED = (3, 16, 18, 27, 30, 32, 36, 38, 39, 40, 43, 46, 49, 51, 56, 59, 61, 64, 66, 67)
"""Surveys that are raked and have estimates."""
JOINED = (11, 28, 30, 43, 49, 69, 71, 90, 104, 108, 114, 121)
"""Surveys with a table in which the few who named no group are joined to one."""
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
        assert (interval.low, interval.high) == pytest.approx((low - 0.005, high + 0.005), abs=0.005 + 1e-9)
        assert interval.low <= low < high <= interval.high
        assert 100 * interval.share == pytest.approx(percent(count, one.valid))
        assert not interval.weighted


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


def two_questions(group, answer, weights=None, **design):
    columns = [
        SurveyColumn(name="group", role="group", question="group", options=("a", "b")),
        SurveyColumn(name="answer", role="single choice", question="answer", options=("no", "yes")),
    ]
    coded = {"group": Coded(("a", "b"), (), group), "answer": Coded(("no", "yes"), (), answer)}
    if weights is not None:
        columns.append(SurveyColumn(name="weight", role="weight", question="weight"))
    for role, codes in design.items():
        columns.append(SurveyColumn(name=role, role=role, question=role))
        coded[role] = Coded(
            tuple(f"{role} {number}" for number in range(max(codes) + 1)), (), np.array(codes, np.int16)
        )
    codebook = Codebook(title="Invented", sampling="probability", synthetic=True, columns=tuple(columns))
    return Survey(codebook, Answers(len(group), coded, numbers={} if weights is None else {"weight": weights}))


def test_a_half_percent_is_rounded_up_and_bounds_outwards():
    """57 of 200 are 28.5 %; Wilson's bounds are 22.7 and 35.1 %."""
    answer = np.repeat([1, 0], [57, 143]).astype(np.int16)
    found = release(two_questions(np.tile([0, 1], 100).astype(np.int16), answer))
    no, yes = found.distributions["answer"].estimates.intervals
    assert (yes.share, yes.low, yes.high) == (0.29, 0.22, 0.36)
    assert (no.share, no.low, no.high) == (0.72, 0.64, 0.78)


def test_the_design_is_told_with_its_degrees_of_freedom():
    random = np.random.default_rng(3)
    group, answer = (random.integers(0, 2, 400).astype(np.int16) for _ in range(2))
    rows = np.arange(400)
    found = release(two_questions(group, answer, cluster=rows // 20, stratum=rows // 100)).weighting
    assert (found.df, found.lonely, found.strata, found.clusters, found.weighted) == (16, 0, True, True, False)
    assert found.deffs is not None
    assert 0 < found.deffs[0] <= found.deffs[1]
    lonely = release(two_questions(group, answer, cluster=rows // 100, stratum=rows // 200 + rows // 300))
    assert (lonely.weighting.df, lonely.weighting.lonely) == (1, 2)
    assert lonely.distributions["answer"].estimates is not None


@pytest.mark.parametrize("design", [{"cluster": [0] * 400}, {"cluster": [0, 1] * 200, "stratum": [0, 1] * 200}])
def test_where_no_degree_of_freedom_is_left_nothing_is_estimated(design):
    random = np.random.default_rng(3)
    group, answer = (random.integers(0, 2, 400).astype(np.int16) for _ in range(2))
    found = release(two_questions(group, answer, **design))
    assert found.weighting.df == 0
    assert found.weighting.deffs is None
    assert found.distributions["answer"].estimates is None
    assert [(one.estimates, one.p) for one in found.crosses] == [((), None)]


def untold(rows, few, weights=None):
    random = np.random.default_rng(6)
    group = random.integers(0, 2, rows).astype(np.int16)
    group[:few] = -1
    answer = (random.random(rows) < np.where(group == 1, 0.4, 0.6)).astype(np.int16)
    (cross,) = release(two_questions(group, answer, weights)).crosses
    told = [[int(((group == row) & (answer == option)).sum()) for option in (0, 1)] for row in (0, 1)]
    return cross, group, answer, np.array(told)


def test_people_who_named_no_group_are_left_out_of_its_test_and_estimates():
    cross, _, _, told = untold(400, 60)
    assert [row.label for row in cross.rows] == ["a", "b", "not told"]
    assert cross.p == pytest.approx(chi2_contingency(told, correction=False).pvalue)
    assert cross.estimates[2] is None
    for row, counts in zip(cross.estimates, told, strict=False):
        assert [round(100 * one.share) for one in row.intervals] == [percent(int(n), int(counts.sum())) for n in counts]


def test_few_people_who_named_no_group_are_not_told_by_the_difference_to_an_estimate():
    """The row that holds them has no estimate, and the test is that of the counts as they are printed."""
    cross, _, _, told = untold(400, 3)
    joined = [row.untold for row in cross.rows]
    assert sum(joined) == 1
    assert [row is None for row in cross.estimates] == joined
    assert np.sum(cross.counts) == told.sum() + 3
    assert cross.p == pytest.approx(chi2_contingency(np.array(cross.counts), correction=False).pvalue)


def test_weights_that_nobody_knows_let_the_few_be_left_out_of_every_group():
    weights = np.random.default_rng(8).uniform(0.5, 2.0, 400)
    cross, group, answer, _ = untold(400, 3, weights)
    for number, row in enumerate(cross.estimates):
        yes = np.average(answer[group == number], weights=weights[group == number])
        assert row.intervals[1].share == pytest.approx(yes, abs=0.005 + 1e-9)
        assert row.intervals[1].weighted


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
    assert found.weighting.deff == pytest.approx(500 * (weights**2).sum() / weights.sum() ** 2, abs=0.05)


def test_without_weights_of_its_own_a_sample_is_raked_to_the_census():
    survey = sampled(SEED)
    found = release(survey, 3, census_of(survey))
    assert found.weighting is not None
    assert found.weighting.kind == "raked"
    assert found.weighting.variables == ("first",)


def test_weights_that_are_alike_within_a_group_hide_nobody():
    """The share of a group whose people all count the same is that of its counts, whatever the others count."""
    cross, group, _, _ = untold(400, 3, None)
    (largest,) = (number for number, row in enumerate(cross.rows) if row.untold)
    again, *_ = untold(400, 3, np.where(group == largest, 0.5, 3.0))
    assert again.rows == cross.rows
    assert [row is None for row in again.estimates] == [row.untold for row in cross.rows]


def test_there_is_no_test_where_a_group_would_hold_many_who_named_none():
    """Of 200 people in a group 9 who named none are less than a twentieth; of weight 3 beside 0.5 they are a fifth."""
    few, group, _, _ = untold(400, 9)
    assert few.p is not None
    weights = np.where(group < 0, 3.0, 0.5)
    heavy, *_ = untold(400, 9, weights)
    assert any(row.untold and row.options for row in heavy.rows)
    assert heavy.p is None
    assert heavy.adjusted is None


def test_a_sample_that_does_not_come_to_its_census_is_not_estimated_from():
    """12 of 400 are men, half of the city: weights of 16 would be needed, and 5 is the most."""
    group = np.repeat([0, 1], [388, 12]).astype(np.int16)
    answer = (np.arange(400) % 4 > 1).astype(np.int16)
    census = [CensusRow(group="group", option=option, people=50, source="census") for option in "ab"]
    found = release(two_questions(group, answer), 5, census)
    assert found.weighting.failed
    assert "no weights of at most five times the mean one" in found.weighting.problem
    assert all(one.estimates is None for one in found.distributions.values())
    assert all(one.estimates == () for one in found.crosses)
    assert "survey-estimate" not in {value.id for value in survey_indicators(found, census)}


def test_a_census_names_its_groups_by_code_or_by_label():
    group = np.repeat([0, 1], [250, 150]).astype(np.int16)
    survey = two_questions(group, np.tile([0, 1], 200).astype(np.int16))
    column = survey.codebook.columns[0].model_copy(update={"labels": {"a": "Alpha", "b": "Beta"}})
    codebook = survey.codebook.model_copy(update={"columns": (column, *survey.codebook.columns[1:])})
    coded = {**survey.answers.coded, "group": Coded(("Alpha", "Beta"), (), group)}
    for options in ("ab", ("Alpha", "Beta")):
        census = [CensusRow(group="group", option=option, people=50, source="census") for option in options]
        found = release(Survey(codebook, replace(survey.answers, coded=coded)), 10, census)
        assert (found.weighting.kind, found.weighting.problem) == ("raked", "")


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


def learn_estimates(table, found, weights):
    """Write down what every estimate tells of those who told: a group's are of the people who named it."""
    for name, one in found.distributions.items():
        told = [(one.estimates, ~table.of(name, (), untold=True))] if one.estimates is not None else []
        for estimates, inside in told:
            learn_shares(table, name, estimates, inside, weights)
    for name, choices in found.choices.items():
        for option, interval in zip(choices.options, choices.estimates, strict=False):
            if interval is not None:
                estimates = Estimates((Block(("chosen",)),), (interval,), 1.0)
                learn_shares(table, f"{name}/{option}", estimates, table.answered(name), weights)
    for cross in found.crosses:
        for row, estimates in zip(cross.rows, cross.estimates, strict=False):
            if estimates is not None:
                inside = table.of(cross.group.name, row.options)
                if cross.option is None:
                    inside &= ~table.of(cross.column.name, (), untold=True)
                    learn_shares(table, cross.column.name, estimates, inside, weights)
                else:
                    inside &= table.answered(cross.column.name)
                    learn_shares(table, f"{cross.column.name}/{cross.option}", estimates, inside, weights)


def learn_shares(table, name, estimates, inside, weights):
    for block, interval in zip(estimates.blocks, estimates.intervals, strict=True):
        cells = table.of(name, block.options)
        share = (weights * (inside & cells) * table.counts).sum() / (weights * inside * table.counts).sum()
        assert share == pytest.approx(interval.share, abs=0.005 + 1e-9)
        table.most += rounded(table, cells, inside, weights, interval.share)


def assert_protected(table, threshold):
    for cell in table.hidden():
        if cell.count < threshold:
            assert cell.width >= min(threshold, cell.known) - 1e-6, cell


@pytest.mark.parametrize("seed", RAKED)
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
        raked = rake([coded.codes], [[row.people for row in census]], most=5.0)
        by_group = [float(raked.weights[coded.codes == number][0]) for number in range(len(coded.options))]
        learn_estimates(table, found, np.array([*by_group, 1.0])[table.places["first"]])
    assert_protected(table, threshold)


@pytest.mark.parametrize("seed", JOINED)
def test_shares_of_groups_tell_nothing_of_the_few_who_named_none(seed):
    threshold = (3, 5, 10)[seed % 3]
    survey = sampled(100 + seed)
    found = release(survey, threshold)
    table = Table(survey)
    table.learn(found)
    learn_estimates(table, found, np.ones(len(table.counts)))
    assert_protected(table, threshold)


def test_the_attacked_samples_do_have_weighted_shares_and_people_who_named_no_group():
    raked = [release(sampled(100 + seed), (3, 5, 10)[seed % 3], census_of(sampled(100 + seed))) for seed in RAKED]
    assert sum(any(one.estimates for one in found.distributions.values()) for found in raked) > 10
    joined = [release(sampled(100 + seed), (3, 5, 10)[seed % 3]) for seed in JOINED]
    assert sum(any(row.untold and row.options for one in found.crosses for row in one.rows) for found in joined) > 6
    assert sum(any(estimates for one in found.crosses for estimates in one.estimates) for found in joined) > 3


def post_stratified():
    """Return 100 people with the weights of two groups; few of the small group said yes."""
    group = np.repeat([0, 1], [85, 15]).astype(np.int16)
    answer = np.zeros(100, np.int16)
    answer[:27] = 1
    answer[85:88] = 1
    return two_questions(group, answer, np.where(group == 0, 70 / 85, 30 / 15))


def test_weights_that_follow_from_the_groups_give_no_estimate_where_a_group_has_a_small_cell():
    found = release(post_stratified())
    assert ("answer", "group") in found.withheld
    assert found.distributions["answer"].estimates is None
    assert all(one.p is None and not one.estimates for one in found.crosses)


def test_the_effect_of_raked_weights_is_withheld_where_few_of_one_group_are_in_another():
    random = np.random.default_rng(3)
    codes = {
        "group": np.repeat([0, 1], [70, 30]).astype(np.int16),
        "age": np.concatenate([np.repeat([0, 1], [47, 23]), np.repeat([0, 1], [28, 2])]).astype(np.int16),
        "answer": random.integers(0, 2, 100).astype(np.int16),
    }
    columns = tuple(
        SurveyColumn(
            name=name, role="single choice" if name == "answer" else "group", question=name, options=("a", "b")
        )
        for name in codes
    )
    coded = {name: Coded(("a", "b"), (), one) for name, one in codes.items()}
    survey = Survey(
        Codebook(title="Invented", sampling="probability", synthetic=True, columns=columns), Answers(100, coded)
    )
    census = tuple(
        CensusRow(group=group, option=option, people=people, source="census")
        for group in ("group", "age")
        for option, people in (("a", 50), ("b", 50))
    )
    found = release(survey, 10, census)
    assert found.weighting is not None
    assert found.weighting.kind == "raked"
    assert found.weighting.deff is None
    (value,) = [one for one in survey_indicators(found, census) if one.id == "survey-design-effect"]
    assert value.value is None
