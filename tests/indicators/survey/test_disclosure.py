"""Disclosure control, attacked: from all that is published, no small cell can be worked out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ogpkit.dossier.survey import Answers, Coded, Survey
from ogpkit.indicators.survey.disclosure import release
from ogpkit.indicators.survey.release import Block
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
    return counts + [n for n in found.counts.values() if n is not None]


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
    assert found.withheld == {("first",): "all answers but fewer than 10 are the same"}


def test_a_question_that_few_answered_is_left_out_and_says_why():
    found = release(with_codes(first=[0] * 5 + [-1] * 100), 10)
    assert found.withheld == {("first",): "fewer than 10 valid answers"}


def test_a_small_option_is_joined_to_the_smallest_other_one():
    survey = invented(0)
    options = ("a", "b", "c")
    coded = Coded(options, (), np.repeat(np.array([0, 1, 2], np.int16), [50, 4, 30]))
    column = survey.codebook.columns[0].model_copy(update={"options": options, "ordered": False})
    found = release(
        Survey(survey.codebook.model_copy(update={"columns": (column,)}), Answers(84, {column.name: coded})), 10
    )
    one = found.distributions[column.name]
    assert one.blocks == (Block(("a",)), Block(("b", "c")))
    assert one.counts == (50, 34)


def test_neither_codebook_nor_release_nor_their_repr_holds_an_answer_of_a_person():
    survey = invented(5)
    assert "array" not in repr(survey)
    assert "array" not in repr(release(survey))
