"""Layouts: which words find a column, what is left out, what is told, and forms that do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from ogpkit.dossier.survey import Answers, Codebook
from ogpkit.dossier.survey.coding import code
from ogpkit.dossier.survey.csv_table import CsvTable
from ogpkit.dossier.survey.layouts import arranged
from ogpkit.dossier.survey.workbook import read_workbook
from ogpkit.dossier.yaml import parse_yaml
from ogpkit.errors import DataError, Problem
from tests.dossier.survey_formats.exports import write_csv, write_sheet, write_xlsform


def column(name: str, role: str = "single choice", **more: Any) -> dict[str, Any]:
    return {"name": name, "role": role, "question": "Why?", **more}


def several(name: str, options: list[str], **more: Any) -> dict[str, Any]:
    return column(name, "multiple choice", options=options, **more)


def read(folder: Path, layout: str, rows: list[list[str]], *columns: dict[str, Any], **more: Any):
    """Return the headings that are left, the answers, and all problems, of a table and the columns of its codebook."""
    book = {"title": "T", "sampling": "opt-in", "synthetic": True, "layout": layout, **more, "columns": list(columns)}
    located = parse_yaml(yaml.safe_dump(book, sort_keys=False, allow_unicode=True), "survey.yaml")
    table = CsvTable(write_csv(folder / "survey.csv", rows), "survey.csv")
    made, codebook, problems = arranged(table, Codebook.model_validate(book), located, folder, folder)
    answers: Answers | None = None
    if not any(problem.level == "error" for problem in problems):
        answers, found = code(made, codebook)
        problems = [*problems, *found]
    return made.header, answers, problems


def told(problems: list[Problem]) -> list[str]:
    return [f"{problem.line}: {problem.what}" for problem in problems]


@pytest.mark.parametrize("layout", ["kobo", "google-forms", "limesurvey", "surveymonkey"])
def test_a_question_that_nobody_named_stays_and_what_the_program_adds_goes(tmp_path, layout):
    own = {
        "kobo": ["start", "_id", "_uuid", "formhub/uuid", "meta/instanceID"],
        "google-forms": ["Timestamp", "Email Address"],
        "limesurvey": ["id", "submitdate", "ipaddr", "Group time: Opening", "attribute_1"],
        "surveymonkey": ["Respondent ID", "Collector ID", "IP Address", "Custom Data 1"],
    }[layout]
    rows = [[*own, "used", "forgotten"], [*["2024-03-01"] * len(own), "yes", "x"]]
    header, _, problems = read(tmp_path, layout, rows, column("used"))
    assert (header, problems) == (("used", "forgotten"), [])


def test_what_a_program_adds_is_read_where_it_is_named(tmp_path):
    rows = [["id", "submitdate", "interviewtime", "Q1"], ["1", "2024-03-01", "61.5", "yes"]]
    header, answers, problems = read(tmp_path, "limesurvey", rows, column("interviewtime", "duration"), column("Q1"))
    assert (header, problems) == (("interviewtime", "Q1"), [])
    assert answers.numbers["interviewtime"].tolist() == [61.5]


@pytest.mark.parametrize(
    "heading", ["Q1", "Q1. Why is that?", "Q1: Why is that?", "group/Q1", "group/sub group/Q1", "group-Q1"]
)
def test_a_variable_is_found_behind_its_group_or_before_its_text(tmp_path, heading):
    layout = "kobo" if "group" in heading else "limesurvey"
    header, answers, problems = read(tmp_path, layout, [[heading], ["yes"], ["no"]], column("Q1"))
    assert (header, problems) == (("Q1",), [])
    assert answers.coded["Q1"].codes.tolist() == [1, 0]


def test_two_columns_of_one_name_are_told_and_a_whole_heading_chooses(tmp_path):
    rows = [["a/rate", "b/rate"], ["yes", "no"]]
    _, _, problems = read(tmp_path, "kobo", rows, column("rate"))
    assert told(problems) == ['6: "rate" may mean several columns: "a/rate" and "b/rate"']
    header, _, problems = read(tmp_path, "kobo", rows, column("rate", header="b/rate"), column("a/rate"))
    assert (header, problems) == (("b/rate", "a/rate"), [])


def test_two_questions_of_the_same_text_are_told_apart_by_their_number(tmp_path):
    rows = [["Timestamp", "Why?", "Why?"], ["", "yes", "no"]]
    first, second = column("a", header="Why?"), column("b", header="Why? (2)")
    header, answers, problems = read(tmp_path, "google-forms", rows, first, second)
    assert (header, problems) == (("Why?", "Why? (2)"), [])
    assert [answers.coded[name].options for name in ("a", "b")] == [("yes",), ("no",)]


def test_options_in_columns_that_do_not_fit_the_codebook_are_told(tmp_path):
    rows = [["Q1[A]", "Q1[B]"], ["Y", ""]]
    _, _, problems = read(tmp_path, "limesurvey", rows, several("Q1", ["A", "C"]))
    assert told(problems) == [
        '9: the table has an option "B" that the codebook does not list',
        "9: there is no column for the option C",
    ]


def test_fields_that_the_codebook_names_are_taken(tmp_path):
    rows = [["id", "Q1[A]", "Q1[B]"], ["1", "Y", ""], ["2", "", ""], ["3", "Y", "Y"]]
    book = several("why", ["a", "b"], fields={"a": "Q1[A]", "b": "Q1[B]"})
    header, answers, problems = read(tmp_path, "limesurvey", rows, book)
    assert (header, problems) == (("Q1[A]", "Q1[B]"), [])
    assert {option: marks.tolist() for option, marks in answers.chosen["why"].items()} == {
        "a": [True, False, True],
        "b": [False, False, True],
    }


def test_several_options_in_one_cell_of_kobo_are_parted_by_blanks(tmp_path):
    rows = [["_id", "why"], ["1", "a b"], ["2", ""], ["3", "b"]]
    _, answers, problems = read(tmp_path, "kobo", rows, several("why", ["a", "b"]))
    assert problems == []
    assert {option: marks.tolist() for option, marks in answers.chosen["why"].items()} == {
        "a": [True, False, False],
        "b": [True, False, True],
    }


def test_a_code_that_no_option_is_is_told_in_a_layout_too(tmp_path):
    _, _, problems = read(tmp_path, "kobo", [["why"], ["a c"]], several("why", ["a", "b"]))
    assert [(problem.line, problem.rule) for problem in problems] == [(2, "foreign-value")]


@pytest.mark.parametrize(
    "cell, chosen",
    [
        ("data", ["data"]),
        ("data, parks, roads and squares", ["data", "parks, roads and squares"]),
        ("parks, roads and squares, data", ["data", "parks, roads and squares"]),
        ("parks, roads and squares, my own, and another", ["parks, roads and squares", "Other"]),
        ("something of my own", ["Other"]),
        ("data, Other", ["data", "Other"]),
        ("databases", ["Other"]),
        ("", []),
    ],
)
def test_options_with_commas_and_typed_texts_of_google_are_understood(tmp_path, cell, chosen):
    book = several("why", ["data", "parks, roads and squares", "Other"])
    _, answers, problems = read(tmp_path, "google-forms", [["why", "age"], [cell, "x"]], book, column("age"))
    assert problems == []
    assert [option for option, marks in answers.chosen["why"].items() if marks.tolist() == [True]] == chosen


def test_a_text_without_the_option_other_is_told(tmp_path):
    rows = [["why", "age"], ["data, my own", "x"]]
    _, _, problems = read(tmp_path, "google-forms", rows, several("why", ["data", "parks"]), column("age"))
    assert [problem.rule for problem in problems] == ["foreign-value"]
    assert "my own" not in str(problems[0])


@pytest.mark.parametrize("cell, option", [("data", "data"), ("typed by hand", "Other"), ("Other", "Other")])
def test_one_choice_with_other_counts_a_typed_text_as_other(tmp_path, cell, option):
    _, answers, problems = read(tmp_path, "google-forms", [["why"], [cell]], column("why", options=["data", "Other"]))
    assert problems == []
    assert answers.coded["why"].options[answers.coded["why"].codes[0]] == option


def test_a_question_that_was_not_shown_is_blank_unless_it_is_an_option(tmp_path):
    rows = [["Q1"], ["N/A"], ["A1"], ["-oth-"]]
    _, answers, problems = read(tmp_path, "limesurvey", rows, column("Q1", options=["A1", "Other"]))
    assert problems == []
    assert answers.coded["Q1"].codes.tolist() == [-1, 0, 1]
    _, answers, _ = read(tmp_path, "limesurvey", rows, column("Q1", options=["A1", "Other"], missing=["N/A"]))
    assert answers.coded["Q1"].codes.tolist() == [-2, 0, 1]


def test_responses_that_were_never_submitted_are_counted_in_a_warning(tmp_path):
    rows = [["id", "submitdate", "Q1"], ["1", "2024-03-01", "a"], ["2", "", "a"], ["3", "", ""]]
    _, answers, problems = read(tmp_path, "limesurvey", rows, column("Q1"))
    assert [(problem.level, problem.what) for problem in problems] == [
        ("warning", "2 of 3 responses were never submitted; they are read, with what was left out as blank")
    ]
    assert answers.rows == 3


def test_lines_stay_those_of_the_file_under_two_rows_of_headings(tmp_path):
    rows = [["Respondent ID", "Used?"], ["", "Response"], ["1", "yes"], ["2", "perhaps"]]
    _, _, problems = read(tmp_path, "surveymonkey", rows, column("used", header="Used?", options=["yes", "no"]))
    assert [problem.line for problem in problems] == [4]


def test_a_table_of_headings_alone_has_no_answers(tmp_path):
    for layout in ("kobo", "google-forms", "limesurvey", "surveymonkey"):
        header, answers, problems = read(tmp_path, layout, [["used"]], column("used", options=["yes", "no"]))
        assert (header, answers.rows, problems) == (("used",), 0, [])


def test_labels_joined_in_one_cell_of_kobo_are_understood_with_the_form(tmp_path):
    write_xlsform(tmp_path / "form.xlsx")
    rows = [["priorities"], ["open data parks, squares and streets"], ["відкриті дані транспорт"], ["2 3"]]
    book = column("priorities", "multiple choice")
    _, answers, problems = read(tmp_path, "kobo", rows, book, form="form.xlsx", language="uk")
    assert problems == []
    assert {option: marks.tolist() for option, marks in answers.chosen["priorities"].items()} == {
        "відкриті дані": [True, True, False],
        "парки": [True, False, True],
        "транспорт": [False, True, True],
        "Інше": [False, False, False],
    }


@pytest.mark.parametrize("form", ["absent.xlsx", "../form.xlsx", "/etc/hostname", "x" * 300])
def test_a_form_that_is_not_in_the_folder_is_told_with_its_line(tmp_path, form):
    (tmp_path / "inside").mkdir()
    write_xlsform(tmp_path / "form.xlsx")
    with pytest.raises(DataError) as caught:
        read(tmp_path / "inside", "kobo", [["used"], ["1"]], column("used"), form=form)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("survey.yaml", 5)
    assert "is not in the folder of the dossier" in problem.what


@pytest.mark.parametrize(
    "rows, words",
    [
        ([["question", "name"], ["text", "a"]], 'form.xlsx!survey:1: column "type" is missing'),
        ([["type"]], 'form.xlsx!survey:1: column "name" is missing'),
        ([], 'form.xlsx: there is no sheet "survey" with rows'),
    ],
)
def test_a_workbook_that_is_no_xlsform_is_told(tmp_path, rows, words):
    write_sheet(tmp_path / "form.xlsx", rows, "survey")
    with pytest.raises(DataError) as caught:
        read(tmp_path, "kobo", [["used"], ["1"]], column("used"), form="form.xlsx")
    assert str(caught.value).startswith(words)


def test_the_plain_layout_changes_nothing(tmp_path):
    table = CsvTable(write_csv(tmp_path / "survey.csv", [["used"], ["yes"]]), "survey.csv")
    book = Codebook.model_validate({"title": "T", "sampling": "opt-in", "synthetic": True, "columns": [column("used")]})
    located = parse_yaml("title: T\n", "survey.yaml")
    assert arranged(table, book, located, tmp_path, tmp_path) == (table, book, [])


def test_merged_headings_of_a_plain_sheet_are_one_message(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.merge_range("A3:B3", "rates")
        page.write_row(3, 0, [1, 2])
    table = read_workbook(path, "survey.xlsx", None)
    book_ = Codebook.model_validate(
        {"title": "T", "sampling": "opt-in", "synthetic": True, "columns": [column("rates")]}
    )
    (problem,) = arranged(table, book_, parse_yaml("title: T\n", "survey.yaml"), tmp_path, tmp_path)[2]
    assert str(problem).startswith("survey.xlsx!Answers:3: the headings A3:B3 are merged over several columns;")
