"""What the options of a codebook show is told: an order, no-answers, ratings turned round, options split at a comma."""

from __future__ import annotations

import pytest
import xlsxwriter

from ogpkit.dossier.survey.split_options import split_option
from tests.conftest import Project

HEAD = "title: S\nsampling: opt-in\nsynthetic: true\n"


def told(project: Project, *columns: str, table: str = "", head: str = HEAD) -> list[str]:
    """Return the messages on a codebook of these columns, with a table that has them and no row of answers."""
    names = [column.partition("name: ")[2].partition(",")[0] for column in columns]
    project.write("survey.yaml", head + "columns:\n" + "".join(f"  - {{{column}}}\n" for column in columns))
    project.write("survey.csv", table or ",".join(names) + "\n")
    return [line.removeprefix("~/") for line in project.problems()]


def one(role: str, options: str, more: str = "", name: str = "q") -> str:
    return f"name: {name}, role: {role}, question: Q, options: [{options}]{f', {more}' if more else ''}"


ORDER = (
    'survey.yaml:5: warning: the options of "q" look like steps of a scale, but the codebook does not say so; expected '
    'options in their order, with that key; {}write "ordered: true"; else small answers are joined with others that '
    "are not their neighbours"
)


@pytest.mark.parametrize("role", ["group", "single choice"])
@pytest.mark.parametrize(
    "options, todo",
    [
        ("very poor, poor, good, very good", ""),
        ("very good, good, poor, very poor", ""),
        ("good, poor, very good", "put them in their order, and "),
        ('"18–24", "25–64", "65+"', ""),
    ],
)
def test_a_scale_that_is_not_called_ordered_is_told(sound: Project, role: str, options: str, todo: str) -> None:
    assert told(sound, one(role, options)) == [ORDER.format(todo)]


@pytest.mark.parametrize(
    "column",
    [
        one("group", "under 18, 18–64, 65+", "ordered: true"),
        one("group", "65+, 18–64, under 18", "ordered: true"),
        one("group", '"yes", "no"'),
        one("group", "woman, man, other"),
        one("group", "good, bad"),
        one("rating", "poor, fair, good"),
        one("rating", "a, b, c"),
        one("single choice", '"yes", "no", not sure', "missing: [not sure]"),
        one("group", '"1", "2", "3"', 'labels: {"1": retired, "2": student, "3": employed}'),
        one("multiple choice", "never, sometimes, often", 'separator: ";"'),
        "name: q, role: group, question: Q",
    ],
)
def test_what_needs_no_warning_gets_none(sound: Project, column: str) -> None:
    assert told(sound, column) == []


def test_labels_show_a_scale_too(sound: Project) -> None:
    column = one("group", '"1", "2", "3"', 'labels: {"1": low, "2": medium, "3": high}')
    assert told(sound, column) == [ORDER.format("")]


def test_an_ordered_group_whose_options_are_mixed_is_told(sound: Project) -> None:
    assert told(sound, one("group", "18–64, under 18, 65+", "ordered: true")) == [
        (
            'survey.yaml:5: warning: "q" is ordered, but its options do not seem to stand in an order; expected '
            "neighbours side by side; put them in their order"
        )
    ]


@pytest.mark.parametrize(
    "options, how",
    [
        ("good, fair, poor", "the highest first"),
        ("fair, poor, good", "in no order"),
        ('"1 (very good)", "2", "3 (very bad)"', "the highest first"),
        ('"5 (very good)", "4", "3 (poor)"', "the highest first"),
    ],
)
def test_a_rating_that_does_not_begin_with_its_lowest_option_is_told(sound: Project, options: str, how: str) -> None:
    (line,) = told(sound, one("rating", options))
    assert f'the options of the rating "q" seem to stand {how}; expected the lowest first' in line


@pytest.mark.parametrize(
    "options, more, number",
    [
        ('"5", "4", "3", "2", "1"', "", 1),
        ('"3 (yellow)", "2", "1"', "", 1),
        ('"1", "2", "3"', "", 0),
        ('"3", "2", "1"', 'labels: {"3": dreadful, "1": marvellous}', 0),
        ('"2", "3", "1"', "", 0),
    ],
)
def test_a_rating_of_numbers_that_fall_is_told(sound: Project, options: str, more: str, number: int) -> None:
    found = told(sound, one("rating", options, more))
    assert ["numbers from the highest to the lowest" in line for line in found] == [True] * number


def test_values_that_occur_show_a_scale_and_are_not_repeated(sound: Project) -> None:
    table = "q\n" + "never\nsometimes\noften\n"
    (line,) = told(sound, "name: q, role: group, question: Q", table=table)
    assert 'list them in their order under "options", and write "ordered: true"' in line
    assert not any(word in line for word in ("never", "sometimes", "often"))


@pytest.mark.parametrize("role", ["group", "single choice", "rating"])
def test_no_answers_among_the_options_are_told(sound: Project, role: str) -> None:
    (line,) = told(sound, one(role, "a, b, prefer not to say"))
    assert line == (
        'survey.yaml:5: warning: "prefer not to say" among the answers to "q" most probably stands for no answer; '
        'expected no-answers under "missing"; add it to "missing"; else it counts as an answer, and small answers may '
        "be joined with it"
    )


@pytest.mark.parametrize(
    "options, more, number",
    [
        ('"1", "2", "3", "98", "99"', "", 1),
        ('"1", "2", "3", "99"', 'missing: ["99"]', 0),
        ('"1", "2", "3", "9"', "labels: {'9': don't know}", 1),
        ('"1", "2", "3", "99"', 'labels: {"99": another district}', 0),
        ('"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"', "", 0),
    ],
)
def test_codes_for_no_answer_are_told_unless_they_have_a_meaning(
    sound: Project, options: str, more: str, number: int
) -> None:
    found = told(sound, one("rating", options, more))
    assert ["no answer" in line for line in found] == [True] * number


def test_a_value_that_occurs_and_is_no_answer_is_not_repeated(sound: Project) -> None:
    (line,) = told(sound, "name: q, role: group, question: Q", table="q\nyes\nno\nn/a\n")
    assert 'a value among the answers to "q" most probably stands for no answer' in line
    assert "n/a" not in line


def test_two_ratings_with_the_same_options_in_contrary_order_are_told(sound: Project) -> None:
    columns = (
        one("rating", "sad, so, merry", name="a"),
        one("rating", "merry, so, sad", name="b"),
        one("rating", "sad, so, merry", name="c"),
        one("rating", "sad, merry, so", name="d"),
    )
    (line,) = told(sound, *columns)
    assert line == (
        'survey.yaml:6: warning: the rating "b" has the options of "a" in contrary order; expected the lowest first in '
        "each; turn round those of one, where both mean the same"
    )


def test_contrary_order_is_seen_in_labels_and_without_what_is_missing(sound: Project) -> None:
    columns = (
        one("rating", "sad, so, merry, dk", "missing: [dk]", name="a"),
        one("rating", '"1", "2", "3"', 'labels: {"1": Merry, "2": So, "3": Sad}', name="b"),
    )
    assert [line for line in told(sound, *columns) if "contrary" in line] != []


def test_many_single_numbers_are_advised_to_become_classes(sound: Project) -> None:
    ages = ", ".join(f'"{age}"' for age in range(18, 40))
    (line,) = told(sound, one("group", ages))
    assert '"q" has 22 single numbers for answers; expected a few classes' in line
    table = "q\n" + "".join(f"{age}\n" for age in range(18, 40))
    assert told(sound, "name: q, role: group, question: Q", table=table) == [line]


@pytest.mark.parametrize(
    "options, words",
    [
        (["parks", "squares", "parks, squares"], 'the option "parks, squares" may also be several other options'),
        (["a", "b", "c", "b,c"], 'the option "b,c" may also'),
        (["transport", "parks", "and streets"], 'the option "and streets" looks like the rest'),
        (["Transport", "Parks", "Schools", "squares"], 'the option "squares" looks like the rest'),
        (["roads (streets", "squares)"], 'the option "roads (streets" looks like the rest'),
        (["data", "parks, squares and streets"], None),
        (["data", "parks, squares", "parks"], None),
        (["Parks", "roads"], None),
        (["data (all)", "android"], None),
        ([], None),
    ],
)
def test_an_option_that_was_split_at_a_comma_shows(options: list[str], words: str | None) -> None:
    found = split_option(options, ",")
    assert (found is None) if words is None else str(found).startswith(words)
    assert split_option(options, ", ") == found


def test_another_sign_splits_no_option_at_its_commas() -> None:
    assert split_option(["parks", "squares", "parks, squares", "and streets"], ";") is None
    assert split_option(["a", "b c"], " ") is None


def test_a_split_option_is_one_warning(sound: Project) -> None:
    column = one("multiple choice", 'parks, squares, "parks, squares", and streets', 'separator: ","', name="w")
    assert told(sound, column, table="w\nparks\n") == [
        (
            'survey.yaml:5: warning: in "w" the option "parks, squares" may also be several other options in one cell; '
            "expected each option whole, as the form has it; write the options as in the form, or export each option "
            "in a column of its own"
        )
    ]


def test_the_title_of_a_draft_is_told(sound: Project) -> None:
    column = one("group", "a, b")
    (line,) = told(sound, column, head=HEAD.replace("title: S", 'title: "Survey (survey.csv)"'))
    assert line.startswith('survey.yaml:1: warning: "title" is still that of the draft, "Survey (survey.csv)"')


def form(project: Project, *choices: tuple[str, str]) -> None:
    with xlsxwriter.Workbook(project.dossier / "form.xlsx") as book:
        survey = book.add_worksheet("survey")
        survey.write_row(0, 0, ["type", "name", "label", "parameters"])
        survey.write_row(1, 0, ["select_one marks", "mark", "Your mark"])
        survey.write_row(3, 0, ["range", "level", "Level", "start=1 end=3"])
        survey.write_row(2, 0, ["select_multiple marks", "several", "Which?"])
        page = book.add_worksheet("choices")
        page.write_row(0, 0, ["list_name", "name", "label"])
        for number, (name, label) in enumerate(choices, start=1):
            page.write_row(number, 0, ["marks", name, label])


KOBO = HEAD + "layout: kobo\nform: form.xlsx\n"


def test_options_of_a_rating_and_a_multiple_choice_may_be_left_to_the_form(sound: Project) -> None:
    form(sound, ("a", "poor"), ("b", "fair"), ("c", "good"), ("dk", "don't know"))
    columns = (
        "name: mark, role: rating, question: Q, missing: [dk], labels: {a: Poor indeed}",
        "name: several, role: multiple choice, question: Q",
        "name: level, role: rating, question: Q",
    )
    assert told(sound, *columns, table="mark,several,level\na,a b,1\ndk,c,3\n", head=KOBO) == []
    (line,) = told(sound, columns[2], table="level\n4\n", head=KOBO)
    assert "expected one of 1, 2, 3" in line


def test_a_form_whose_options_stand_highest_first_is_told(sound: Project) -> None:
    form(sound, ("a", "good"), ("b", "fair"), ("c", "poor"), ("dk", "don't know"))
    lines = told(sound, "name: mark, role: rating, question: Q", table="mark\na\n", head=KOBO)
    assert [("highest first" in line, "no answer" in line) for line in lines] == [(False, True), (True, False)]


def test_a_rating_that_the_form_does_not_know_needs_its_options(sound: Project) -> None:
    form(sound, ("a", "poor"))
    (line,) = told(sound, "name: other, role: rating, question: Q", table="other\n1\n", head=KOBO)
    assert line.startswith('survey.yaml:7: "other" is a rating without options')


def test_a_label_of_no_option_of_the_form_is_told(sound: Project) -> None:
    form(sound, ("a", "poor"), ("b", "good"))
    column = "name: mark, role: rating, question: Q, labels: {z: superb}"
    (line,) = told(sound, column, table="mark\na\n", head=KOBO)
    assert line.startswith('survey.yaml:7: "mark" has a label for "z", which is no option')
