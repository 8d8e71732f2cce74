"""The draft of a codebook: scales in order, no-answers, ages, ranges and groups of a form, and what it asks for."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import xlsxwriter

from ogpkit.dossier.survey.profile import Profile
from ogpkit.dossier.survey.roles import guess
from ogpkit.dossier.yaml import parse_yaml
from ogpkit.run.drafting import draft_codebook
from tests.dossier.survey_formats.drafts import columns_of, drafted_text, write
from tests.dossier.survey_formats.exports import write_csv
from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS


@pytest.mark.parametrize(
    "cells, options, missing",
    [
        ("Very good|Poor|Good|Don't know", "Poor|Good|Very good", "Don't know"),
        ("agree|disagree|neutral", "disagree|neutral|agree", ""),
        ("65+|18–24|under 18|25–64|prefer not to say", "under 18|18–24|25–64|65+", "prefer not to say"),
        ("часто|ніколи|іноді|важко сказати", "ніколи|іноді|часто", "важко сказати"),
    ],
)
def test_the_steps_of_a_scale_are_drafted_in_their_order_without_no_answers(tmp_path, cells, options, missing):
    text = draft_codebook(write(tmp_path, "Said", cells.split("|") * 14))
    drafted = columns_of(text)[0]
    assert drafted["options"] == options.split("|")
    assert drafted.get("missing", []) == [one for one in missing.split("|") if one]
    assert drafted["ordered"] == "true"


def test_an_answer_that_has_no_order_is_not_called_ordered(tmp_path):
    drafted = columns_of(draft_codebook(write(tmp_path, "Gender", ["man", "woman", "prefer not to say"] * 14)))[0]
    assert drafted["options"] == ["man", "woman"]
    assert drafted["missing"] == ["prefer not to say"]
    assert "ordered" not in drafted


@pytest.mark.parametrize("code, missing", [("99", ["99"]), ("98", ["98"]), ("9", ["9"])])
def test_a_code_far_from_the_marks_is_drafted_as_no_answer_with_a_remark(tmp_path, code, missing):
    text = draft_codebook(write(tmp_path, "Marks", ["1", "2", "3", "4", "5", code] * 8))
    drafted = columns_of(text)[0]
    assert (drafted["role"], drafted["missing"]) == ("rating", missing)
    assert drafted["options"] == ["1", "2", "3", "4", "5"]
    assert "numbers far from the others were taken for no answer" in text


def test_marks_that_nobody_gave_are_named_in_a_remark(tmp_path):
    assert "; 5 did not occur" in draft_codebook(write(tmp_path, "Marks", ["1", "2", "3", "4"] * 9))
    assert "did not occur" not in draft_codebook(write(tmp_path, "Marks", ["1", "2", "3", "4", "5"] * 9))


def test_marks_with_words_at_the_ends_are_a_rating(tmp_path):
    cells = ["5 (very good)", "2", "3", "4", "1 (very bad)", "don't know"] * 8
    drafted = columns_of(draft_codebook(write(tmp_path, "Marks", cells)))[0]
    assert drafted["role"] == "rating"
    assert drafted["options"] == ["1 (very bad)", "2", "3", "4", "5 (very good)"]
    assert drafted["missing"] == ["don't know"]


@pytest.mark.parametrize("number, role", [(6, "group"), (30, "identifier")])
def test_plain_ages_come_with_the_advice_to_group_them(tmp_path, number, role):
    text = draft_codebook(write(tmp_path, "How old are you?", [str(20 + n % number) for n in range(number * 8)]))
    assert re.search(rf"role: {role}  # .*write the class in place of each", text)


def test_a_draft_asks_for_what_a_report_prints(tmp_path):
    question = "What do you think of the website of the city council?"
    text = draft_codebook(write(tmp_path, question, ["yes", "no"] * 20))
    assert 'title: "Survey (survey.csv)"  # the name of the survey' in text
    assert [key for key in ("start", "end", "population", "recruitment") if f"\n# {key}:" not in text] == []
    assert text.count("    # short:") == 1
    assert parse_yaml(text, "survey.yaml").data["title"] == "Survey (survey.csv)"
    assert draft_codebook(write(tmp_path, "Used?", ["yes", "no"] * 20)).count("# short:") == 0


def test_options_that_were_split_or_put_together_at_a_comma_come_with_a_remark(tmp_path):
    cells = ["data, parks, squares", "roads, data", "parks, squares, roads", "roads", "data"] * 8
    text = draft_codebook(write(tmp_path, "Wishes", cells))
    assert columns_of(text)[0]["options"] == ["data", "parks, squares", "roads"]
    assert 'look whether "," stands within an option' in text
    text = draft_codebook(write(tmp_path, "Wishes", [cell.replace(", squares", "") for cell in cells]))
    assert "stands within" not in text


@pytest.mark.parametrize("kind", ["kobo_groups", "kobo_labels", "odk_central"])
def test_groups_in_headings_hide_no_words_of_the_form(export, kind):
    drafted = {column["name"]: column for column in columns_of(drafted_text(export, kind))}
    assert list(drafted) == [question.name for question in QUESTIONS]
    assert [drafted[one.name]["question"] for one in QUESTIONS] == [one.text for one in QUESTIONS]
    labels = next(one.options for one in QUESTIONS if one.name == MULTIPLE)
    assert dict(drafted[MULTIPLE]["labels"]) == labels


def test_a_group_of_questions_with_yes_and_no_is_no_multiple_choice(tmp_path):
    rows = [
        ["_id", "_uuid", "views/a", "views/b"],
        *[[str(n), f"u{n}", "01"[n % 2], "01"[n % 3 % 2]] for n in range(9)],
    ]
    write_form(tmp_path / "form.xlsx", [["select_one yn", "a", "A?", ""], ["select_one yn", "b", "B?", ""]])
    text = draft_codebook(write_csv(tmp_path / "survey.csv", rows), form=tmp_path / "form.xlsx")
    assert [(column["name"], column["role"]) for column in columns_of(text)] == [
        ("a", "single choice"),
        ("b", "single choice"),
    ]


def write_form(path, questions: list[list[str]]):
    sheets = {
        "survey": [["type", "name", "label", "parameters"], *questions],
        "choices": [["list_name", "name", "label"], ["yn", "1", "yes"], ["yn", "0", "no"]],
        "settings": [["form_title"], ["Views of (the) city"]],
    }
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)


@pytest.mark.parametrize(
    "parameters, role, options",
    [
        ("start=1 end=5 step=1", "rating", ["1", "2", "3", "4", "5"]),
        ("start = 5, end = 1", "rating", ["1", "2", "3", "4", "5"]),
        ("end=1 step=0.5", "rating", ["0.0", "0.5", "1.0"]),
        ("", "rating", [str(number) for number in range(11)]),
        ("start=0 end=100", "identifier", None),
        ("start=0 end=5 step=0", "identifier", None),
    ],
)
def test_a_range_of_few_steps_is_a_rating_and_else_numbers(tmp_path, parameters, role, options):
    write_form(tmp_path / "form.xlsx", [["range", "mark", "Your mark?", parameters]])
    rows = [["_id", "_uuid", "views/mark"], *[[str(n), f"u{n}", str(n % 2)] for n in range(9)]]
    text = draft_codebook(write_csv(tmp_path / "survey.csv", rows), form=tmp_path / "form.xlsx")
    (drafted,) = columns_of(text)
    assert (drafted["name"], drafted["role"], drafted.get("options")) == ("mark", role, options)
    assert 'title: "Views of (the) city"\n' in text
    assert ("write the class in place of each" in text) == (role == "identifier")


def profile_of(*values: str) -> Profile:
    counts = Counter(values)
    return Profile(values=counts, different=counts, rows=len(values), filled=len(values))


AGREEMENT = {"1": "Strongly agree", "2": "Agree", "3": "Neutral", "4": "Disagree", "9": "Don't know"}


def test_labels_of_a_file_tell_the_order_of_codes_and_which_of_them_is_no_answer():
    found = guess("The city listens", profile_of(*"12349" * 8), AGREEMENT, (), own=False)
    assert (found.role, found.ordered) == ("single choice", True)
    assert (found.options, found.missing) == (("4", "3", "2", "1"), ("9",))


def test_a_scale_with_labels_at_its_ends_does_not_reach_to_the_code_for_no_answer():
    labels = {"1": "1", "5": "5", "9": "don't know"}
    found = guess("Mark", profile_of(*"123459" * 8), labels, (), own=False)
    assert (found.role, found.options, found.missing) == ("rating", tuple("12345"), ("9",))


def test_codes_with_labels_that_are_no_scale_keep_their_order():
    found = guess("District", profile_of(*"123" * 8), {"1": "Old town", "2": "Harbour", "3": "Hill"}, (), own=False)
    assert (found.role, found.options, found.ordered) == ("group", ("1", "2", "3"), False)


@pytest.mark.parametrize(
    "values, labels, declared, role",
    [
        ("129", {"1": "woman", "2": "man", "9": "refused"}, ("9",), "group"),
        ("1239", {"1": "woman", "2": "man"}, ("9",), "group"),
        ("12348", {"8": "Refused"}, (), "rating"),
        ("12345", {"1": "very bad", "5": "very good"}, (), "rating"),
        ("123459", {"1": "very bad", "5": "very good"}, ("9",), "rating"),
    ],
)
def test_numbers_without_labels_are_marks_where_they_lie_between_named_ones(values, labels, declared, role):
    assert guess("Gender", profile_of(*values * 8), labels, declared, own=False).role == role


def test_marks_whose_words_say_that_they_begin_with_the_best_are_turned_round():
    labels = {"1": "very good", "5": "very bad"}
    assert guess("Mark", profile_of(*"12345" * 8), labels, (), own=False).options == tuple("54321")
    worded = profile_of(*["1 (good)", "2", "3 (bad)"] * 8)
    assert guess("Mark", worded, {}, (), own=False).options == ("3 (bad)", "2", "1 (good)")
