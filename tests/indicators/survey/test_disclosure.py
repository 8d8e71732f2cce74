"""Disclosure control, attacked: from all that is published, no small cell can be worked out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ogpkit.dossier.survey import Answers, Coded, Survey, SurveyColumn
from ogpkit.indicators.survey.disclosure import release
from tests.indicators.survey.attack import Table, invented

SEEDS = range(40)
THRESHOLDS = (3, 5, 10)


def every_count(found):
    """Return every number of people that a release holds, but for those who gave no answer."""
    counts = [n for one in found.distributions.values() for n in one.counts]
    for one in found.choices.values():
        counts += [n for n in one.counts if n is not None]
        counts += [one.answered - n for n in one.counts if n is not None]
    counts += [n for cross in found.crosses for row in cross.counts for n in row]
    return counts + [one[0] for one in found.counts.values() if one is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_cell_is_pinned_to_within_the_threshold(seed):
    survey, threshold = invented(seed), THRESHOLDS[seed % 3]
    table = Table(survey)
    table.learn(release(survey, threshold))
    for cell in table.hidden():
        if cell.count < threshold:
            assert cell.width >= min(threshold, cell.known) - 1e-6, cell


@pytest.mark.parametrize("seed", SEEDS)
def test_where_all_answered_no_hidden_cell_is_pinned_small_or_not(seed):
    survey, threshold = invented(1000 + seed, blanks=False), THRESHOLDS[seed % 3]
    survey = replace(survey, answers=replace(survey.answers, chosen={}, answered={}))
    survey = replace(survey, codebook=survey.codebook.model_copy(update={"columns": survey.codebook.columns[:3]}))
    table = Table(survey)
    table.learn(release(survey, threshold))
    assert all(cell.width >= min(threshold, cell.known) - 1e-6 for cell in table.hidden())


def test_the_attack_finds_what_a_careless_table_tells():
    survey = invented(3)
    table = Table(survey)
    careless = release(survey, 1)
    assert min(every_count(careless)) < 10
    table.learn(careless)
    assert any(cell.width < 10 for cell in table.hidden())


@pytest.mark.parametrize("seed", range(200))
def test_every_published_count_and_its_complement_is_the_threshold_or_more(seed):
    threshold = THRESHOLDS[seed % 3]
    assert min(every_count(release(invented(seed), threshold)), default=threshold) >= threshold


def test_random_surveys_do_give_tables_to_attack():
    found = [release(invented(seed), THRESHOLDS[seed % 3]) for seed in SEEDS]
    assert sum(len(one.crosses) for one in found) > 50
    assert sum(block.merged for one in found for dist in one.distributions.values() for block in dist.blocks) > 20
    assert any(row.untold for one in found for cross in one.crosses for row in cross.rows)


def with_codes(**codes):
    """Return an invented survey whose variables hold these codes."""
    survey = invented(0)
    rows = len(next(iter(codes.values())))
    coded = {
        name: Coded(survey.answers.coded[name].options, (), np.array(one, np.int16)) for name, one in codes.items()
    }
    columns = tuple(column for column in survey.codebook.columns if column.name in codes)
    return Survey(survey.codebook.model_copy(update={"columns": columns}), Answers(rows, coded))


def test_of_fewer_people_than_the_threshold_nothing_is_told_not_even_how_many():
    found = release(with_codes(first=[0, 1] * 4), 10)
    assert found.rows is None
    assert not found.distributions
    assert not found.withheld


def test_a_question_on_which_all_but_a_few_agree_is_left_out_and_says_why():
    found = release(with_codes(first=[0] * 100 + [1] * 9), 10)
    assert not found.distributions
    assert found.withheld == {("first",): "all gave the same answer, or all but fewer than 10"}


def test_a_question_that_few_answered_is_left_out_and_says_why():
    found = release(with_codes(first=[0] * 5 + [-1] * 100), 10)
    assert found.withheld == {("first",): "fewer than 10 valid answers"}


def one_question(counts, **about):
    options = tuple("abcdefg"[: len(counts)])
    coded = Coded(options, (), np.repeat(np.arange(len(counts), dtype=np.int16), counts))
    column = SurveyColumn(name="q", role="single choice", question="q", options=about.get("options", options))
    codebook = invented(0).codebook.model_copy(update={"columns": (column,)})
    return Survey(codebook, Answers(sum(counts), {"q": coded}))


def test_a_small_option_is_joined_to_another_one():
    found = release(one_question([50, 4, 30]), 10).distributions["q"]
    assert len(found.blocks) == 2
    assert any(block.merged and "b" in block.options for block in found.blocks)
    assert sum(found.counts) == 84


def test_with_whom_it_is_joined_hangs_on_all_answers_and_on_nothing_else():
    joined = set()
    for extra in range(20):
        found = release(one_question([50 + extra, 4, 30, 40, 35]), 10).distributions["q"]
        again = release(one_question([50 + extra, 4, 30, 40, 35]), 10).distributions["q"]
        assert found.blocks == again.blocks
        joined |= {block.options for block in found.blocks if block.merged}
    assert len(joined) > 1, "always the same one would tell who is smallest"


def test_a_rare_answer_gives_no_category_its_name_where_the_codebook_lists_none():
    survey = one_question([50, 4, 30, 1], options=())
    found = release(survey, 10).distributions["q"]
    assert {option for block in found.blocks for option in block.options} == {"a", "c", "other answers"}
    assert found.valid == 85


def test_the_reason_why_a_question_is_left_out_is_the_true_one():
    assert release(one_question([100, 9]), 10).withheld["q",] == "all gave the same answer, or all but fewer than 10"
    assert "cannot be put together" in release(one_question([9, 9, 9]), 10).withheld["q",]


def test_numbers_of_flagged_rows_are_rounded_to_whole_thresholds():
    survey = one_question([33, 50])
    (flag,) = [one for name, one in release(survey, 10).counts.items() if name == "survey-identical"]
    assert flag is None or flag[0] % 10 == 0


def test_a_hidden_option_of_a_multiple_choice_cannot_be_worked_out_from_who_chose_anything():
    chosen = {
        "roads": np.arange(100) < 50,
        "parks": (np.arange(100) >= 50) & (np.arange(100) < 91),
        "nothing": np.arange(100) >= 91,
    }
    column = SurveyColumn(name="w", role="multiple choice", question="w", options=tuple(chosen), separator=";")
    codebook = invented(0).codebook.model_copy(update={"columns": (column,)})
    survey = Survey(codebook, Answers(100, {}, {"w": chosen}, {"w": np.ones(100, bool)}))
    found = release(survey, 10).choices["w"]
    assert found.counts == (50, None, None), "roads and parks add up to 91: the other nine would be known"


def test_neither_codebook_nor_release_nor_their_repr_holds_an_answer_of_a_person():
    survey = invented(5)
    assert "array" not in repr(survey)
    assert "array" not in repr(release(survey))
