"""The consistency checks that published reports fail: each message, and what must not be taken for it."""

from __future__ import annotations

import pytest

from ogpkit.dossier.emails import has_email
from ogpkit.errors import Problem
from ogpkit.report.prose import withhold
from tests.conftest import Project

YES_11 = '  1.1: {answer: "Yes", explanation: A forum exists., evidence: [charter]}\n'
YES_12 = '  1.2: {answer: "Yes", explanation: It has members from civil society., evidence: [charter]}\n'
NO_13 = '  1.3: {answer: "No", explanation: No meeting was held., references: [chair]}\n'
UNCLEAR_14 = "  1.4: {answer: Unclear, explanation: The minutes do not say.}\n"


def only(project: Project) -> Problem:
    (problem,) = project.check().problems
    return problem


def answer(
    project: Project, old: str, number: str, option: str, explanation: str = "So it is.", more: str = ""
) -> None:
    """Put another answer in the place of one of the sound dossier."""
    project.edit("inception.yaml", old, f'  {number}: {{answer: "{option}", explanation: "{explanation}"{more}}}\n')


# answer given, explanation empty


@pytest.mark.parametrize("empty", ["", ", explanation: ", ', explanation: ""', ', explanation: "  "'])
def test_answer_without_an_explanation_is_an_error(sound: Project, empty: str) -> None:
    sound.edit("inception.yaml", ", explanation: The minutes do not say.", empty)

    assert str(only(sound)).partition(": ")[2] == (
        "question 1.4 is answered, but the explanation is empty; expected a brief explanation of the answer; "
        'add "explanation: …"'
    )
    assert (only(sound).line, only(sound).level) == (12, "error")


def test_coding_without_an_explanation_is_none_of_its_errors(sound: Project) -> None:
    sound.edit("inception.yaml", "    explanation: The members are listed.\n", "")

    assert sound.problems() == []


def test_free_text_needs_no_explanation(sound: Project) -> None:
    sound.edit("inception.yaml", "2.5: {}", "2.5: {answer: Say who decides.}")

    assert sound.problems() == []


# Yes, but no evidence and no reference


def test_yes_without_evidence_or_reference_is_a_warning(sound: Project) -> None:
    sound.edit("inception.yaml", "    evidence: [page]\n", "    evidence: []\n    references: []\n")

    checked = sound.check()

    warning = next(problem for problem in checked.warnings if problem.rule == "yes-without-evidence")
    assert str(warning).partition(": ")[2] == (
        "warning: question 2.1 is answered Yes without any evidence or reference; expected at least one entry of "
        "evidence.csv; name its id under evidence or references"
    )
    assert checked.errors == ()


def test_coded_yes_without_evidence_says_that_it_is_coded(sound: Project) -> None:
    sound.edit("inception.yaml", "      answer: Unclear\n", "      answer: yes\n")

    assert only(sound).what == "question 2.6 is coded Yes without any evidence or reference"


def test_warning_on_a_commitment_names_it_since_numbers_occur_twice(sound: Project) -> None:
    sound.edit("inception.yaml", "It names a file and a date., evidence: [charter]", "It names a file and a date.")

    assert only(sound).what == "question 1.1 (commitment 1) is answered Yes without any evidence or reference"


def test_reference_alone_is_enough_for_a_yes(sound: Project) -> None:
    sound.edit("inception.yaml", "    evidence: [page]\n", "    references: [page]\n")

    assert sound.problems() == []


@pytest.mark.parametrize("option", ["No", "Unclear"])
def test_other_answers_need_no_evidence(sound: Project, option: str) -> None:
    answer(sound, NO_13, "1.3", option, more=", references: [chair]")
    answer(sound, UNCLEAR_14, "1.4", option)

    assert sound.problems() == []


# the explanation opens with Yes or No, the option says otherwise


@pytest.mark.parametrize(
    "opening",
    ["Yes, it did.", "yes: it did", "YES; it did", "Yes. It did.", "Yes – it did", "Yes — it did", "Yes - it did",
     "Yes", " Yes ", "Yes!", "Yes,it did", "\\n Yes, it did"],
)  # fmt: skip
def test_explanation_that_opens_with_yes_under_no_is_an_error(sound: Project, opening: str) -> None:
    answer(sound, UNCLEAR_14, "1.4", "No", opening)

    problem = only(sound)
    assert problem.level == "error"
    assert problem.what.casefold() == ('the explanation of question 1.4 opens with "yes", but the answer is no')
    assert (problem.line, problem.rule) == (12, "contradicting-explanation")


def test_explanation_that_opens_with_no_under_yes_is_an_error(sound: Project) -> None:
    answer(sound, UNCLEAR_14, "1.4", "Yes", "No, it was not.", ", references: [chair]")

    assert only(sound).what == 'the explanation of question 1.4 opens with "No", but the answer is Yes'


def test_explanation_is_compared_with_the_coding_where_no_answer_is_stated(sound: Project) -> None:
    sound.edit("inception.yaml", "      answer: Unclear\n", "      answer: No\n")
    sound.edit("inception.yaml", "The members are listed.", "Yes, all of them.")

    problem = only(sound)
    assert problem.what == 'the explanation of question 2.6 opens with "Yes", but the coding is No'
    assert problem.level == "warning", "a reviewer may read the text in another way"


@pytest.mark.parametrize("opening", ["Yes, some say.", "No, it is not known."])
def test_explanation_that_opens_with_yes_or_no_under_unclear_is_an_error(sound: Project, opening: str) -> None:
    answer(sound, UNCLEAR_14, "1.4", "Unclear", opening)

    problem = only(sound)
    assert (problem.level, problem.rule) == ("error", "contradicting-explanation")


@pytest.mark.parametrize(
    "option, explanation",
    [
        ("Unclear", "No meeting was held."),
        ("Yes", "No meeting was missed."),
        ("Yes", "No-one was left out."),
        ("Yes", "No. 12 of the decisions says so."),
        ("Yes", "Nobody objected."),
        ("Yes", "Not only the city: all endorsed it."),
        ("Yes", "None, said the chair, voted against it."),
        ("Yes", "Notes: the minutes."),
        ("Yes", "The answer is: no, nobody objected."),
        ("No", "Yesterday, it was put off."),
        ("No", "Yes-men endorsed it."),
        ("No", "Eyes: all on the city."),
        ("No", "The city said: Yes, later."),
        ("Yes", "Yes, they did."),
        ("No", "No, they did not."),
    ],
)
def test_words_that_only_look_like_yes_or_no_are_no_contradiction(
    sound: Project, option: str, explanation: str
) -> None:
    answer(sound, UNCLEAR_14, "1.4", option, explanation, ", references: [chair]")

    assert sound.problems() == []


# no forum, and yet …


def no_forum(project: Project) -> None:
    answer(project, YES_11, "1.1", "No", more=", references: [charter]")


def rules(project: Project) -> list[tuple[str, str, int | None]]:
    return [(problem.rule, problem.level, problem.line) for problem in project.check().problems]


def test_no_forum_that_is_multi_stakeholder_is_an_error(sound: Project) -> None:
    no_forum(sound)

    assert str(only(sound)).partition(": ")[2] == (
        "no forum exists, and yet it is said to be multi-stakeholder; expected answers that agree; "
        "change one of the two answers"
    )
    assert rules(sound) == [("no-forum-but-multi-stakeholder", "error", 10)]


def test_no_forum_that_met_is_an_error(sound: Project) -> None:
    no_forum(sound)
    answer(sound, YES_12, "1.2", "No")
    answer(sound, NO_13, "1.3", "Yes", more=", references: [chair]")

    assert rules(sound) == [("no-forum-but-meeting", "error", 11)]


def test_no_forum_whose_stakeholders_endorsed_the_plan_is_a_warning(sound: Project) -> None:
    no_forum(sound)
    answer(sound, YES_12, "1.2", "No")
    answer(sound, UNCLEAR_14, "1.4", "Yes", more=", references: [chair]")

    assert rules(sound) == [("no-forum-but-endorsed", "warning", 12)]


@pytest.mark.parametrize("forum", ["Yes", "Unclear"])
def test_other_answers_on_the_forum_contradict_nothing(sound: Project, forum: str) -> None:
    answer(sound, YES_11, "1.1", forum, more=", references: [charter]")
    answer(sound, NO_13, "1.3", "Yes", more=", references: [chair]")
    answer(sound, UNCLEAR_14, "1.4", "Yes", more=", references: [chair]")

    assert rules(sound) == []


def test_no_forum_and_nothing_else_contradicts_nothing(sound: Project) -> None:
    no_forum(sound)
    answer(sound, YES_12, "1.2", "Unclear")

    assert rules(sound) == []


# commitments


def test_commitment_assessed_though_not_verifiable_is_a_warning_for_each_answer(sound: Project) -> None:
    sound.edit("inception.yaml", "2.3: {}", "2.3: {answer: new, explanation: It is new.}")
    sound.edit("inception.yaml", "2.4: {}", "2.4: {answer: modest, explanation: It is small.}")

    assert rules(sound) == [
        ("assessed-though-not-verifiable", "warning", 40),
        ("assessed-though-not-verifiable", "warning", 41),
    ]
    assert sound.problems()[0].endswith(
        "commitment 2: the commitment is not verifiable, and yet it is assessed further; expected answers that agree; "
        'the report shows this answer as "not applicable"; leave it out or change the answer on verifiability'
    )


@pytest.mark.parametrize("option", ["Yes", "Unclear"])
def test_verifiable_or_unclear_commitment_may_be_assessed_further(sound: Project, option: str) -> None:
    old = '      2.1: {answer: "No", explanation: It names no steps.}\n'
    sound.edit("inception.yaml", old, f"      2.1: {{answer: {option}, explanation: So., references: [chair]}}\n")
    sound.edit("inception.yaml", "2.3: {}", "2.3: {answer: new, explanation: It is new.}")

    assert rules(sound) == []


def test_ongoing_practice_with_binding_change_is_a_warning(sound: Project) -> None:
    sound.edit("inception.yaml", "answer: new", "answer: continuation")
    sound.edit("inception.yaml", "answer: modest", "answer: substantial")

    assert rules(sound) == [("ongoing-but-binding", "warning", 34)]
    assert only(sound).what == (
        "commitment 1: the commitment continues ongoing practice, and yet it will bring a binding or "
        "institutionalized change"
    )


@pytest.mark.parametrize("novelty, potential", [("new", "substantial"), ("continuation", "modest")])
def test_other_pairs_of_novelty_and_potential_are_fine(sound: Project, novelty: str, potential: str) -> None:
    sound.edit("inception.yaml", "answer: new", f"answer: {novelty}")
    sound.edit("inception.yaml", "answer: modest", f"answer: {potential}")

    assert rules(sound) == []


TECHNOLOGY = "Technology and Innovation for Transparency and Accountability"


def test_relevant_commitment_that_names_technology_alone_is_a_warning(sound: Project) -> None:
    sound.edit("inception.yaml", "- number: 1\n", f"- number: 1\n    ogp_values: [{TECHNOLOGY}]\n")

    assert rules(sound) == [("technology-only", "warning", 30)]
    assert only(sound).what == "commitment 1 is called relevant, but the only OGP value named is technology"


def test_values_of_the_plan_count_where_the_assessment_names_none(sound: Project) -> None:
    sound.edit("plan.yaml", "ogp_values: [Access to information]", f"ogp_values: [{TECHNOLOGY}]")

    assert rules(sound) == [("technology-only", "warning", 29)]


def test_technology_beside_another_value_is_fine(sound: Project) -> None:
    sound.edit("inception.yaml", "- number: 1\n", f"- number: 1\n    ogp_values: [{TECHNOLOGY}, Civic Participation]\n")

    assert rules(sound) == []


def test_technology_alone_is_fine_where_the_commitment_is_not_called_relevant(sound: Project) -> None:
    sound.edit("plan.yaml", "      - Civic Participation", f"      - {TECHNOLOGY}")

    assert rules(sound) == []


# evidence


@pytest.mark.parametrize("kind", ["link", "document"])
def test_link_or_document_without_an_address_is_a_warning(sound: Project, kind: str) -> None:
    sound.edit("evidence.csv", "page,link,Page of the city,https://example.org/ogp", f"page,{kind},More here.,")

    assert str(only(sound)) == (
        f'data/raw/{sound.slug}/evidence.csv:3: warning: "More here." has no address; expected an address where a '
        "reader can look it up; fill in the address; until then the report prints that there is none"
    )


@pytest.mark.parametrize("kind", ["interview", "file"])
def test_interview_or_file_needs_no_address(sound: Project, kind: str) -> None:
    sound.edit("evidence.csv", "page,link,Page of the city,https://example.org/ogp", f"page,{kind},Page,")

    assert rules(sound) == []


def test_evidence_that_no_answer_names_is_a_warning(sound: Project) -> None:
    sound.append("evidence.csv", "photo,file,Photograph,,,\n")

    assert str(only(sound)).partition(": ")[2] == (
        "warning: evidence photo supports no answer; expected an answer that names it; name it under evidence or "
        "references of a question, or delete the row"
    )


def test_more_files_than_the_form_takes_are_a_warning(sound: Project) -> None:
    sound.append("evidence.csv", "".join(f"f{n},file,File {n},,,\n" for n in range(4)))
    sound.edit("inception.yaml", "evidence: [page]", "evidence: [page, f0, f1, f2, f3]")

    assert str(only(sound)).partition(": ")[2] == (
        "warning: question 2.1 has 4 files as evidence; expected at most 3; the form takes no more; leave some out, "
        "or give addresses instead"
    )


def test_three_files_and_an_address_are_what_the_form_takes(sound: Project) -> None:
    sound.append("evidence.csv", "".join(f"f{n},file,File {n},,,\n" for n in range(3)))
    sound.edit("inception.yaml", "evidence: [page]", "evidence: [page, f0, f1, f2]")

    assert rules(sound) == []


def test_shipped_dossier_has_warnings_of_two_kinds_and_no_error(project: Project) -> None:
    checked = project.check()

    assert checked.errors == ()
    assert {problem.rule for problem in checked.warnings} <= {"yes-without-evidence", "reference-without-address"}


# what does not apply, and what is marked as a remark


def test_question_that_does_not_apply_needs_no_entry(sound: Project) -> None:
    for number in (2, 3, 4):
        sound.edit("inception.yaml", f"      2.{number}: {{}}\n", "")

    assert sound.problems() == []


def test_coding_on_what_does_not_apply_asks_for_no_evidence(sound: Project) -> None:
    coding = "2.2: {coding: {answer: Yes, by: first, why: It opens a process.}}"
    sound.edit("inception.yaml", "2.2: {}", coding)

    assert rules(sound) == [("assessed-though-not-verifiable", "warning", 39)]


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("inception.yaml", "explanation: The city keeps a page.", "explanation: The city keeps a page.  # see below"),
        ("inception.yaml", "explanation: The city keeps a page.", 'explanation: "The city # 1 keeps a page."'),
        ("inception.yaml", "explanation: The city keeps a page.", 'explanation: "The city keeps a page." # see below'),
        ("inception.yaml", "explanation: The city keeps a page.", "explanation: |\n      Decision # 12.\n      So."),
        ("inception.yaml", "explanation: The city keeps a page.", "explanation: Decision#12 and C#."),
        ("inception.yaml", "2.1:\n", "2.1: # by the form\n"),
        ("inception.yaml", "2.2: {}", "2.2:\n        answer: # Yes, No or Unclear"),
        ("plan.yaml", "submitted: 2024-06", "submitted: 2024-06 # by its letter"),
        ("plan.yaml", "id: minutes", "id: minutes # of the forum"),
        ("params", "status: draft", "status: draft # draft, public-comment or final"),
    ],
)
def test_remark_that_takes_nothing_from_a_text_is_fine(sound: Project, file: str, old: str, new: str) -> None:
    sound.edit(file, old, new)

    assert sound.problems() == []


def test_email_address_under_its_own_key_and_in_the_survey_is_fine(sound: Project) -> None:
    sound.edit("survey.csv", "young,parks; data,", "young,parks; data,a@example.org")

    assert "@" in sound.read("inception.yaml")
    assert sound.problems() == []


@pytest.mark.parametrize(
    "text",
    ["Write to a.b@example.org.", "mailto:x@example.org", "<y+z@sub.example.org>", "3 @ 5", "@home", "a@b", "і@о.укр"],
)
def test_what_is_said_to_be_withheld_is_what_reports_withhold(text: str) -> None:
    assert has_email(text) == (withhold(text) != text)
