"""Rows that repeat an earlier one are told to whoever checks the files: by number, and never with what they hold."""

from __future__ import annotations

import numpy as np
import pytest

from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.run.repeats import MOST_ROWS, check_repeats
from tests.conftest import Project

QUESTIONS = 12
MARKS = ("0", "1", "2", "3", "4")
NAMES = [f"q{number}" for number in range(QUESTIONS)]
CODEBOOK = """title: Trial
sampling: opt-in
synthetic: true
columns:
  - {name: mail, role: identifier, question: Address}
""" + "".join(f"  - {{name: {name}, role: rating, question: How good?, options: {list(MARKS)}}}\n" for name in NAMES)


def survey(answers: list[list[int]], repeated: list[bool] | None = None) -> Survey:
    """Return a survey with these answers, a row each, and an identifier where rows are said to repeat one."""
    table = np.array(answers, np.int16).reshape(len(answers), len(answers[0]) if answers else 1)
    names = [f"q{number}" for number in range(table.shape[1])]
    columns = [SurveyColumn(name=name, role="single choice", question="Used?", options=MARKS) for name in names]
    if repeated is not None:
        columns.append(SurveyColumn(name="mail", role="identifier", question="Address"))
    coded = {name: Coded(MARKS, (), table[:, place]) for place, name in enumerate(names)}
    flags = None if repeated is None else np.array(repeated)
    book = Codebook(title="Trial", sampling="opt-in", synthetic=True, columns=tuple(columns))
    return Survey(book, Answers(len(answers), coded, repeated=flags))


def different(rows: int, questions: int = QUESTIONS) -> list[list[int]]:
    """Return answers by chance, to questions of five options each."""
    table = np.random.default_rng(20_240_301).integers(0, 5, (rows, questions))
    return [list(map(int, row)) for row in table]


def test_rows_with_the_identifiers_or_the_answers_of_an_earlier_one_are_warned_of_by_number(sound: Project) -> None:
    sound.write("survey.yaml", CODEBOOK)
    answers = different(40)
    answers[20] = answers[10]
    people = [f"person{number}@example.org" for number in range(40)]
    people[30] = people[5]
    rows = [
        ",".join(["mail", *NAMES]),
        *(",".join([one, *map(str, given)]) for one, given in zip(people, answers, strict=True)),
    ]
    sound.write("survey.csv", "\n".join(rows) + "\n")

    found = [problem for problem in sound.check().problems if problem.rule == "repeated-rows"]

    assert [problem.what for problem in found] == [
        "1 row has all answers of an earlier row: row 21 of the answers, the first being row 1",
        "1 row has the identifiers of an earlier row: row 31 of the answers, the first being row 1",
    ]
    assert {(problem.level, problem.line, problem.file) for problem in found} == {
        ("warning", None, f"data/raw/{sound.slug}/survey.csv")
    }
    assert "example.org" not in " ".join(map(str, found))


def test_a_row_that_repeats_both_is_told_of_once() -> None:
    answers = different(30)
    flags = [False] * 30
    answers[1], flags[1] = answers[0], True
    (problem,) = check_repeats(survey(answers, flags), "survey.csv")
    assert "the identifiers of an earlier row: row 2" in problem.what


def test_what_to_do_is_told_in_whole_sentences() -> None:
    answers = different(30)
    (problem,) = check_repeats(survey([*answers, answers[3]]), "survey.csv")
    assert problem.todo.startswith("were they sent twice? People who agree are no fault. They stay in all figures;")


def test_of_many_rows_the_first_are_named_and_the_others_counted() -> None:
    (problem,) = check_repeats(survey(different(500) * 2), "survey.csv")
    assert "500 rows have all answers of an earlier row: rows 501, 502, 503," in problem.what
    assert "519, 520 and 480 more of the answers" in problem.what


@pytest.mark.parametrize("questions", [1, 2, 3])
def test_few_questions_are_answered_alike_by_chance(questions: int) -> None:
    answers = different(60, questions)
    assert len(set(map(tuple, answers))) < 60
    assert list(check_repeats(survey(answers), "survey.csv")) == []


def test_an_answer_that_most_people_give_is_no_sign_that_it_was_sent_twice() -> None:
    alike = [[4] * QUESTIONS] * 15
    *others, rare = different(21)
    found = [problem.what for problem in check_repeats(survey([*others, *alike, rare, rare]), "survey.csv")]
    assert found == ["1 row has all answers of an earlier row: row 37 of the answers, the first being row 1"]


def test_people_who_are_content_with_everything_are_no_sign_that_it_was_sent_twice() -> None:
    random = np.random.default_rng(20_240_301)
    mood = random.normal(size=(1_000, 1)) + 0.4 * random.normal(size=(1_000, 6))
    answers = [list(map(int, row)) for row in np.clip(np.round(2 + mood), 0, 4)]
    assert len(set(map(tuple, answers))) < 800
    assert list(check_repeats(survey(answers), "survey.csv")) == []


def test_blanks_are_answered_alike_by_chance() -> None:
    hardly = [[one % 5, *[-1] * (QUESTIONS - 1)] for one in range(30)]
    assert list(check_repeats(survey([*different(20), *hardly]), "survey.csv")) == []


def test_where_more_than_half_of_the_rows_repeat_one_none_is_named() -> None:
    answers = different(50)
    assert len(list(check_repeats(survey(answers * 2), "survey.csv"))) == 1
    assert list(check_repeats(survey(answers * 3), "survey.csv")) == []


def test_identifiers_that_come_twice_always_count() -> None:
    flags = [False] + [True, False] * 2
    (problem,) = check_repeats(survey([[0], [0], [1], [1], [0]], flags), "survey.csv")
    assert "2 rows have the identifiers of an earlier row: rows 2 and 4" in problem.what


@pytest.mark.parametrize("answers", [[], [[0]], [[0], [1]], [[-1], [-1], [-1]]])
def test_where_nothing_is_repeated_nothing_is_said(answers: list[list[int]]) -> None:
    assert list(check_repeats(survey(answers, [False] * len(answers)), "survey.csv")) == []


def test_in_a_very_large_survey_equal_answers_are_no_sign_of_anything() -> None:
    answers = different(MOST_ROWS, 2 * QUESTIONS)
    answers[-1] = answers[0]
    assert len(list(check_repeats(survey(answers), "survey.csv"))) == 1
    assert list(check_repeats(survey([*answers, answers[0]]), "survey.csv")) == []


def test_an_identifier_that_is_the_same_in_all_rows_tells_nobody_apart() -> None:
    assert list(check_repeats(survey([[0], [1], [-1]], [False, True, True]), "survey.csv")) == []
    assert len(list(check_repeats(survey([[0], [1]], [False, True]), "survey.csv"))) == 1
