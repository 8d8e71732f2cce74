"""The draft of a codebook: what is guessed of each export, what a check says of it, and what never gets into it."""

from __future__ import annotations

import re

import pytest

from ogpkit.dossier.yaml import parse_yaml
from ogpkit.errors import DataError, UsageError
from ogpkit.run.drafting import draft_codebook, save_codebook
from tests.dossier.survey_formats.drafts import drafted_text, write
from tests.dossier.survey_formats.exports import EXPORTS, write_csv
from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS, RESPONDENTS


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_draft_with_sampling_filled_in_is_accepted_by_check(export, sound, kind):
    one = export(kind)
    text = drafted_text(export, kind)
    for path in one.path.parent.iterdir():
        if path.is_file():
            sound.write(path.name, path.read_bytes())
    if one.path.name != "survey.csv":
        (sound.dossier / "survey.csv").unlink(missing_ok=True)
    sound.write("survey.yaml", text)
    problems = [problem for problem in sound.check().problems if problem.level == "error"]
    assert [problem.what for problem in problems] == ['key "sampling" is missing']
    sound.edit("survey.yaml", "# sampling:\n", "sampling: opt-in\n")
    problems = sound.check().problems
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    drafted = {problem.rule for problem in problems} & {"order", "no-answer", "classes", "split-options", "draft-title"}
    assert drafted == (set() if (sound.dossier / "form.xlsx").exists() else {"draft-title"})


@pytest.mark.parametrize("kind", EXPORTS)
def test_roles_are_guessed_from_values_and_forms(export, kind):
    text = drafted_text(export, kind)
    roles = re.findall(r"role: ([a-z ]+?)(?:  #.*)?\n", text)
    # Codes such as A1 without their labels do not tell a rating from another choice.
    ratings = 0 if kind == "limesurvey_codes" else 2
    assert roles.count("rating") == ratings
    assert roles.count("multiple choice") == 1
    assert roles.count("free text") == 1
    assert roles.count("group") + roles.count("single choice") == 5 - ratings
    # SurveyMonkey, and a form of KoboToolbox that asks for it, say when a response was begun and ended.
    assert roles.count("duration") == (kind == "kobo" or kind.startswith("surveymonkey"))
    assert len(roles) - roles.count("duration") == len(QUESTIONS)


@pytest.mark.parametrize("kind", EXPORTS)
def test_no_text_of_a_respondent_and_no_address_gets_into_a_draft(export, kind):
    text = drafted_text(export, kind)
    assert "SYNTHETIC) More" not in text
    assert "cycling" not in text
    assert "@" not in text
    assert "203.0.113" not in text
    assert {one["suggestion"] for one in RESPONDENTS if "suggestion" in one} & set(text.splitlines()) == set()


def test_sampling_is_left_to_a_person_with_its_four_choices(export):
    text = drafted_text(export, "plain_csv")
    assert "\nsampling" not in text
    assert all(f"#   {word}" in text for word in ("probability", "list", "opt-in", "census"))
    assert "synthetic: false" in text


@pytest.mark.parametrize(
    "kind, layout",
    [
        ("plain_csv", None),
        ("spss", None),
        ("kobo", "kobo"),
        ("odk_central", "kobo"),
        ("google_sheet", "google-forms"),
        ("limesurvey_codes", "limesurvey"),
        ("limesurvey_both", "limesurvey"),
        ("limesurvey_texts", "limesurvey"),
        ("surveymonkey", "surveymonkey"),
        ("surveymonkey_condensed", "surveymonkey"),
    ],
)
def test_the_program_is_known_by_its_headings(export, kind, layout):
    text = draft_codebook(export(kind).path)
    assert re.findall(r"^layout: (.*)$", text, re.MULTILINE) == ([layout] if layout else [])


@pytest.mark.parametrize("heading", ["interviewtime", "interviewtime. Total time", "Total time"])
def test_the_time_that_limesurvey_measures_is_drafted_as_a_duration(tmp_path, heading):
    first = {
        "interviewtime": ("id", "submitdate", "startlanguage"),
        "Total time": ("Response ID", "Date submitted", "Seed"),
    }
    names = first.get(heading, ("id. Response ID", "submitdate. Date submitted", "seed. Seed"))
    question = {"interviewtime": "G1Q1", "Total time": "Used it?"}.get(heading, "G1Q1. Used it?")
    lines = [",".join((*names, question, heading))]
    lines += [f"{number},2024-03-01,1,{'yes' if number % 2 else 'no'},{100 + number}.5" for number in range(20)]
    (tmp_path / "survey.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "role: duration  # seconds\n" in draft_codebook(tmp_path / "survey.csv", layout="limesurvey")


@pytest.mark.parametrize("ends", ["tomorrow", ""])
def test_no_duration_is_drafted_of_times_that_cannot_be_read(tmp_path, ends):
    lines = ["start,end,_uuid,used", *(f"2024-03-01T10:00:{n},{ends},u{n},{'yn'[n % 2]}" for n in range(10, 40))]
    (tmp_path / "survey.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = draft_codebook(tmp_path / "survey.csv")
    assert "layout: kobo" in text
    assert "duration" not in text


def test_a_kobo_export_is_drafted_without_its_form_too(export):
    text = draft_codebook(export("kobo").path)
    assert f"name: {MULTIPLE}\n    role: multiple choice" in text


@pytest.mark.parametrize(
    "heading, cells, role",
    [
        ("Contact", [f"person{i}@example.org" for i in range(20)], "identifier"),
        ("Contact", ["a@example.org", "a@example.org"] * 5, "identifier"),
        ("Where from", [f"203.0.113.{i}" for i in range(20)], "identifier"),
        ("When", [f"2024-03-01 10:{i:02d}:00" for i in range(20)], "identifier"),
        ("Telephone", [f"+380 44 000 {i:04d}" for i in range(20)], "identifier"),
        ("Code", [f"R{i}x" for i in range(20)], "identifier"),
        ("Place", [f"50.4{i:04d} 30.5{i:04d} 0 5" for i in range(20)], "identifier"),
        ("Year of birth", [str(1950 + i * 3 % 50) for i in range(60)], "identifier"),
        ("Marks", ["1", "2", "3", "4", "5", "4"] * 4, "rating"),
        ("Marks", ["1", "2", "3", "4", "5", "don't know"] * 4, "rating"),
        ("Age", ["18–29", "30 and over"] * 8, "group"),
        ("Стать", ["жінка", "чоловік"] * 8, "group"),
        ("Answer", ["yes", "no", "no"] * 8, "single choice"),
        ("Answers", ["data; parks", "parks; roads", "roads", "data"] * 5, "multiple choice"),
        ("Why", [f"because of the reason number {i}, and so on" for i in range(20)], "free text"),
        ("Why", ["good " * 30] * 20, "free text"),
        ("Nothing", [""] * 20, "free text"),
        ("weight", ["1.25", "0.75"] * 10, "weight"),
    ],
)
def test_a_role_is_guessed_from_heading_and_values(tmp_path, heading, cells, role):
    text = draft_codebook(write(tmp_path, heading, cells))
    assert re.findall(r"role: ([a-z ]+?)(?:  #.*)?\n", text)[0] == role


def test_values_that_look_like_a_persons_own_are_never_options(tmp_path):
    own = ["My street is dark", "Call Olena on Monday"]
    cells = [*(["yes", "no"] * 10), *own, "write to me: a@example.org"]
    assert "role: free text" in draft_codebook(write(tmp_path, "Answer", cells))
    text = draft_codebook(write(tmp_path, "Answer", cells[:-1]))
    assert 'options: ["no", "yes"]' in text
    assert not any(words in text for words in own)
    assert "left out" in text


def people(tmp_path, *cells: str, times: int = 2, heading: str = "Said"):
    """Write a table of 40 people with three questions, and some who sent the form several times with the same text."""
    rows = [[str(n), ["yes", "no"][n % 2], "abcde"[n % 5], "no idea"] for n in range(40)]
    for number, cell in enumerate(cells):
        rows += [[str(100 + number * 10 + n), "yes", "abcde"[number % 5], cell] for n in range(times)]
    return write_csv(tmp_path / "survey.csv", [["id", "used", "area", heading], *rows])


@pytest.mark.parametrize("times", [2, 3, 6])
def test_who_sent_the_form_several_times_makes_no_option_of_a_text(tmp_path, times):
    text = draft_codebook(people(tmp_path, "I am HIV positive", "Ivan Franko", times=times))
    assert "HIV" not in text
    assert "Franko" not in text


def test_what_three_different_people_say_is_an_option_and_what_is_rarer_than_2_percent_is_none(tmp_path):
    rows = [[["yes", "no", "maybe"][n % 3], f"area {n % 20}", "abcdefg"[n % 7]] for n in range(400)]
    for often, word in ((3, "rare"), (12, "usual")):
        for n in range(often):
            rows[31 * n + often][0] = word
    path = write_csv(tmp_path / "survey.csv", [["used", "area", "third"], *rows])
    text = draft_codebook(path)
    assert "usual" in text
    assert "rare]" not in text
    assert "rare," not in text
    assert "rare values were left out" in text


@pytest.mark.parametrize(
    "cell", ["+380 67 123 4567", "call me at 0671234567", "tg @oksana", "ivan [at] y.org", "fb.com/oksana", "a @ y.org"]
)
def test_what_leads_to_a_person_is_no_option_however_often_it_occurs(tmp_path, cell):
    cells = ["yes", "no", cell] * 14
    assert cell not in draft_codebook(write(tmp_path, "Said", cells))
    assert cell not in draft_codebook(write(tmp_path, "Said", [f"{one}; data" for one in cells]))


def test_years_and_sums_are_options(tmp_path):
    text = draft_codebook(write(tmp_path, "Income", ["10 000–19 999", "20 000–29 999", "2014–2019"] * 14))
    assert 'options: ["2014–2019", "10 000–19 999", "20 000–29 999"]' in text


def test_a_long_value_is_no_option_however_often_it_occurs(tmp_path):
    long = "word " * 13
    assert long.strip() not in draft_codebook(write(tmp_path, "Said", ["yes", "no", long] * 14))


def test_many_rare_values_make_a_column_free_text(tmp_path):
    cells = [*["yes", "no"] * 20, *(f"own words {n}" for n in range(4))]
    assert "role: free text" in draft_codebook(write(tmp_path, "Said", cells))


@pytest.mark.parametrize("heading", ["Ask bob@example.org", "Call 067 123 45 67", "bob (at) example.org", "t.me/bob"])
def test_a_heading_that_leads_to_a_person_is_refused_and_not_repeated(tmp_path, heading):
    path = people(tmp_path, heading=heading)
    with pytest.raises(DataError) as caught:
        draft_codebook(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("survey.csv", 1)
    assert problem.what.startswith("the heading of column 4 holds")
    assert heading not in str(problem)


@pytest.mark.parametrize("heading", ["How good is city.gov.ua?", "The plan of 2021-2024", "Since 24.02.2022?"])
def test_a_heading_with_a_site_or_years_is_copied(tmp_path, heading):
    text = draft_codebook(people(tmp_path, heading=heading))
    assert parse_yaml(text, "survey.yaml").data["columns"][3]["question"] == heading


def test_a_table_without_headings_gives_a_warning_and_nothing_of_its_first_row(tmp_path):
    rows = [["The mayor hits his wife", "1", "4"], *[["Fine", "2", "4"], ["Bad", "3", "5"]] * 10]
    told: list[str] = []
    text = draft_codebook(write_csv(tmp_path / "survey.csv", rows), tell=told.append)
    assert "mayor" not in text
    assert [one for one in told if "first row looks like answers" in one] == told != []


def test_a_table_with_headings_gives_no_warning(tmp_path):
    told: list[str] = []
    draft_codebook(people(tmp_path), tell=told.append)
    assert told == []


def test_hostile_headings_stay_text(tmp_path):
    headings = ['"}\n- name: x', "a: b # c", "=cmd()", "- [x]", "{{x}}", "*", "&a", "null", "yes", "🙂", "שלום"]
    path = write_csv(tmp_path / "survey.csv", [headings, *[["x"] * len(headings)] * 4])
    text = draft_codebook(path)
    drafted = parse_yaml(text, "survey.yaml").data["columns"]
    assert [column["question"] for column in drafted] == [" ".join(heading.split()) for heading in headings]


def test_a_draft_overwrites_nothing(tmp_path):
    path = tmp_path / "survey.yaml"
    save_codebook("a\n", path)
    with pytest.raises(UsageError, match="nothing was overwritten"):
        save_codebook("b\n", path)
    assert path.read_text(encoding="utf-8") == "a\n"


@pytest.mark.parametrize(
    "name, more, words",
    [
        ("nothing.csv", {}, 'there is no file "nothing.csv"'),
        ("survey.docx", {}, "is no table"),
        ("survey.csv", {"layout": "qualtrics"}, 'there is no layout "qualtrics"'),
        ("survey.csv", {"form": "nothing.xlsx"}, 'there is no file "nothing.xlsx"'),
        ("survey.csv", {"sheet": "A"}, "has no sheets"),
    ],
)
def test_a_wrong_call_is_one_message(tmp_path, name, more, words):
    for known in ("survey.csv", "survey.docx"):
        (tmp_path / known).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(words)):
        draft_codebook(tmp_path / name, **more)


def test_a_table_with_very_many_columns_is_refused(tmp_path):
    path = write_csv(tmp_path / "survey.csv", [[f"c{i}" for i in range(2001)], ["1"] * 2001])
    with pytest.raises(DataError, match="2001 columns"):
        draft_codebook(path)


def test_the_typed_text_of_the_fixture_is_really_in_the_exports(export):
    assert "cycling" in export("google_sheet").path.read_text(encoding="utf-8")
