"""Rows that repeat an earlier one are told to whoever checks the files: by number, and never with what they hold."""

from __future__ import annotations

import numpy as np
import pytest

from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.run.repeats import MOST_ROWS, check_repeats
from tests.conftest import Project

CODEBOOK = """title: Trial
sampling: opt-in
synthetic: true
columns:
  - {name: mail, role: identifier, question: Address}
  - {name: used, role: single choice, question: Used?, options: ["yes", "no"]}
  - {name: rate, role: rating, question: How good?, options: ["1", "2", "3", "4"]}
"""


def survey(codes: list[int], repeated: list[bool] | None = None) -> Survey:
    """Return a survey of one question, and an identifier where rows are said to repeat one."""
    columns = [SurveyColumn(name="used", role="single choice", question="Used?", options=("yes", "no"))]
    if repeated is not None:
        columns.append(SurveyColumn(name="mail", role="identifier", question="Address"))
    coded = {"used": Coded(("yes", "no"), (), np.array(codes, np.int16))}
    flags = None if repeated is None else np.array(repeated)
    book = Codebook(title="Trial", sampling="opt-in", synthetic=True, columns=tuple(columns))
    return Survey(book, Answers(len(codes), coded, repeated=flags))


def test_rows_with_the_identifiers_or_the_answers_of_an_earlier_one_are_warned_of_by_number(sound: Project) -> None:
    sound.write("survey.yaml", CODEBOOK)
    rows = ["mail,used,rate", "a@example.org,yes,1", "b@example.org,no,2", "a@example.org,no,3", "c@example.org,no,2"]
    sound.write("survey.csv", "\n".join(rows) + "\n")

    found = [problem for problem in sound.check().problems if problem.rule == "repeated-rows"]

    assert [problem.what for problem in found] == [
        "1 row has all answers of an earlier row: row 4 of the answers, the first being row 1",
        "1 row has the identifiers of an earlier row: row 3 of the answers, the first being row 1",
    ]
    assert {(problem.level, problem.line, problem.file) for problem in found} == {
        ("warning", None, f"data/raw/{sound.slug}/survey.csv")
    }
    assert "example.org" not in " ".join(map(str, found))


def test_a_row_that_repeats_both_is_told_of_once() -> None:
    (problem,) = check_repeats(survey([0, 0, 1], [False, True, False]), "survey.csv")
    assert "the identifiers of an earlier row: row 2" in problem.what


def test_what_to_do_is_told_in_whole_sentences() -> None:
    (problem,) = check_repeats(survey([0, 0, 1]), "survey.csv")
    assert problem.todo.startswith("were they sent twice? People who agree are no fault. They stay in all figures;")


def test_of_many_rows_the_first_are_named_and_the_others_counted() -> None:
    (problem,) = check_repeats(survey([0] * 1_030), "survey.csv")
    assert "1,029 rows have all answers of an earlier row: rows 2, 3, 4," in problem.what
    assert "20, 21 and 1,009 more of the answers" in problem.what


@pytest.mark.parametrize("codes", [[], [0], [0, 1], [-1, -1, -1]])
def test_where_nothing_is_repeated_nothing_is_said(codes: list[int]) -> None:
    assert list(check_repeats(survey(codes, [False] * len(codes)), "survey.csv")) == []


def test_in_a_very_large_survey_equal_answers_are_no_sign_of_anything() -> None:
    assert list(check_repeats(survey([0] * (MOST_ROWS + 1)), "survey.csv")) == []
    assert len(list(check_repeats(survey([0] * MOST_ROWS), "survey.csv"))) == 1


def test_an_identifier_that_is_the_same_in_all_rows_tells_nobody_apart() -> None:
    assert list(check_repeats(survey([0, 1, -1], [False, True, True]), "survey.csv")) == []
    assert len(list(check_repeats(survey([0, 1], [False, True]), "survey.csv"))) == 1
