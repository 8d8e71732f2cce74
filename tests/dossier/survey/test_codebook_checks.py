"""What is wrong with a codebook is named at its line, before the table is counted."""

from __future__ import annotations

import pytest

from tests.conftest import Project

HEAD = "title: S\nsampling: opt-in\nsynthetic: true\n"


def book(*columns: str, head: str = HEAD) -> str:
    return head + "columns:\n" + "".join(f"  - {column}\n" for column in columns)


AGE = "{name: age, role: group, question: Q, options: [young, old]}"
WISHES = "{name: w, role: multiple choice, question: Q, options: [a, b], %s}"

CASES = {
    "heading twice": (
        book(AGE, "{name: years, header: age, role: group, question: Q}"),
        (
            ':6: heading "age" is named twice (first by "age"); expected each heading once; give each variable the '
            "heading "
            "of its own column"
        ),
    ),
    "field twice": (
        book(AGE, WISHES % "fields: {a: age, b: w2}"),
        (
            ':6: heading "age" is named twice (first by "age"); expected each heading once; give each variable the '
            "heading "
            "of its own column"
        ),
    ),
    "option twice but for its blanks": (
        book("{name: age, role: group, question: Q, options: [very young, old, very  young]}"),
        ':5: option "very young" of "age" occurs twice; expected each option once; delete one',
    ),
    "label twice": (
        book('{name: age, role: group, question: Q, options: ["1", "2"], labels: {"1": old, "2": old}}'),
        (
            ':5: two options of "age" are printed as "old"; expected a label of its own for each; correct one of the '
            "labels"
        ),
    ),
    "label of no option": (
        book("{name: age, role: group, question: Q, options: [y], labels: {y: young, o: old}}"),
        (
            ':5: "age" has a label for "o", which is no option; expected labels of options; add the option, or '
            "delete the "
            "label"
        ),
    ),
    "rating without options": (
        book("{name: age, role: rating, question: Q}"),
        (
            ':5: "age" is a rating without options; expected the options in their order; list them under "options", '
            "lowest "
            "first"
        ),
    ),
    "rating of which all options are missing": (
        book("{name: age, role: rating, question: Q, options: [x], missing: [x]}"),
        (
            ':5: "age" is a rating without options; expected the options in their order; list them under "options", '
            "lowest "
            "first"
        ),
    ),
    "multiple choice without options": (
        book("{name: age, role: multiple choice, question: Q, separator: ;}"),
        (
            ':5: "age" is a multiple choice without options; expected the options in their order; list them under '
            '"options"'
        ),
    ),
    "separator and fields": (
        book(AGE, WISHES % 'separator: ";", fields: {a: w1, b: w2}'),
        (
            ':6: "w" has both "separator" and "fields"; expected its options in one cell, or each in a column of '
            "its own; "
            "keep the one that fits the table"
        ),
    ),
    "separator of a group": (
        book('{name: age, role: group, question: Q, separator: ";"}'),
        (
            ':5: "separator" is given for "age", which is a group; expected it only where the role takes it; delete '
            "it, or "
            "correct the role"
        ),
    ),
    "options of a free text": (
        book("{name: age, role: free text, question: Q, options: [a]}"),
        (
            ':5: "options" is given for "age", which is a free text; expected it only where the role takes it; '
            "delete it, "
            "or correct the role"
        ),
    ),
    "field of no option": (
        book(AGE, WISHES % "fields: {a: w1, b: w2, c: w3}"),
        (
            ':6: "w" has a field for "c", which is no option; expected fields of options; add the option, or delete '
            "the field"
        ),
    ),
    "option without a field": (
        book(AGE, WISHES % "fields: {a: w1}"),
        (
            ':6: option "b" of "w" has no field; expected the heading of a column for each option; add it, or '
            "delete the "
            "option"
        ),
    ),
    "publishable group": (
        book("{name: age, role: group, question: Q, publishable: true}"),
        ':5: "age" is publishable, but is a group; expected the key only of free texts; delete "publishable"',
    ),
    "ordered text": (
        book("{name: age, role: free text, question: Q, ordered: true}"),
        (
            ':5: "age" is ordered, but is a free text; expected the key only of groups and single choices; delete '
            '"ordered"'
        ),
    ),
    "two weights": (
        book("{name: v, role: weight, question: Q}", "{name: w, role: weight, question: Q}"),
        (
            ':6: "w" is a second weight; expected one weight at most; keep one, and delete the other from the '
            "codebook or "
            "give it another role"
        ),
    ),
    "two strata": (
        book("{name: s, role: stratum, question: Q}", "{name: t, role: stratum, question: Q}"),
        (
            ':6: "t" is a second stratum; expected one stratum at most; keep one, and delete the other from the '
            "codebook or give it another role"
        ),
    ),
    "follow-up that is no question": (
        book("{name: age, role: group, question: Q, options: [y, o], follow_up: true}"),
        ':5: "age" is a follow-up, but is a group; expected the key only of questions; delete "follow_up"',
    ),
    "dispositions of an opt-in survey": (
        book(AGE, head=HEAD + "dispositions: {complete: 3}\n"),
        (
            ':4: "dispositions" stands beside sampling "opt-in"; expected sampling "probability", "list" or "census", '
            "where it is known who was invited; delete the dispositions, or correct the sampling"
        ),
    ),
    "sheet of a table that is no workbook": (
        book(AGE, head=HEAD + "sheet: Answers\n"),
        ':4: "sheet" is given, but survey.csv is no workbook; expected a sheet only of survey.xlsx; delete the key',
    ),
    "form without its layout": (
        book(AGE, head=HEAD + "form: form.xlsx\n"),
        (
            ':4: "form" is given, but the layout is "plain"; expected an XLSForm only with the layout kobo; write '
            "layout: "
            "kobo, or delete the key"
        ),
    ),
    "form in another folder": (
        book(AGE, head=HEAD + "layout: kobo\nform: ../form.xlsx\n"),
        (
            ':5: "form" is "../form.xlsx"; expected a file beside survey.yaml; copy the file into the dossier and '
            "write its "
            "name alone"
        ),
    ),
    "unknown layout": (
        book(AGE, head=HEAD + "layout: kobos\n"),
        (
            ':4: "layout" is "kobos"; expected "plain", "kobo", "google-forms", "limesurvey" or "surveymonkey"; did '
            "you mean "
            '"kobo"?'
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_of_a_codebook_is_named_at_its_line(sound: Project, name: str) -> None:
    text, printed = CASES[name]
    sound.write("survey.yaml", text)

    assert sound.problems() == [f"~/survey.yaml{printed}"]


def test_missing_value_may_be_listed_among_the_options(sound: Project) -> None:
    sound.edit("survey.yaml", "options: [young, old], missing", "options: [young, old, not said], missing")

    assert sound.problems() == []


def test_field_that_is_misspelt_in_the_table_is_named_there(sound: Project) -> None:
    sound.write("survey.yaml", book(AGE, WISHES % 'fields: {a: "Q [a]", b: "Q [b]"}'))
    sound.write("survey.csv", "age,Q [a],Q [c]\nyoung,1,0\n")

    assert sound.problems() == [
        (
            '~/survey.csv:1: unknown column "Q [c]"; expected one of age, Q [a], Q [b]; did you mean "Q [b]"? '
            "Rename the "
            "column"
        ),
    ]


def test_fields_that_resemble_no_heading_are_named_in_the_codebook(sound: Project) -> None:
    sound.write("survey.yaml", book(AGE, WISHES % "fields: {a: weather, b: wishes}"))
    sound.write("survey.csv", "age,wishes\nyoung,1\n")

    assert sound.problems() == [
        '~/survey.yaml:6: the table has no column "weather"; expected a heading of ~/survey.csv; correct the heading'
    ]


def test_two_faults_of_a_codebook_are_named_together(sound: Project) -> None:
    both = book(
        "{name: age, role: group, question: Q, options: [a, a], publishable: true}",
        head=HEAD + "dispositions: {complete: 1}\n",
    )
    sound.write("survey.yaml", both)

    assert [line.split(":")[1] for line in sound.problems()] == ["4", "6", "6"]


@pytest.mark.parametrize("complete, partial, right", [(1, 0, True), (0, 1, True), (2, 0, False), (0, 0, False)])
def test_dispositions_that_cannot_be_those_of_the_table_are_an_error(sound: Project, complete, partial, right) -> None:
    head = HEAD.replace("opt-in", "list") + f"dispositions: {{complete: {complete}, partial: {partial}}}\n"
    sound.write("survey.yaml", book(AGE, head=head))
    sound.write("survey.csv", "age\nyoung\n")
    told = f"the dispositions count {complete} complete and {partial} partial interviews, but the table has 1 rows"

    assert [told in line for line in sound.problems()] == ([] if right else [True])
