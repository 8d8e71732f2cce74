"""The official part: every question of the form, with what the dossier says and nothing else."""

from __future__ import annotations

import pytest

from ogpkit.report.blocks import Evidence, Heading, Missing, Paragraph, Question, plain, walk
from ogpkit.report.chapters import sections


def asked(output) -> dict[str, Question]:
    """Return the questions of one section by number, which within a section comes once."""
    return {block.number: block for block in output if isinstance(block, Question)}


def said(question: Question, label: str) -> str:
    """Return the text under one label of a question."""
    (part,) = [part for part in question.parts if part.label.startswith(label)]
    return " ".join(plain(block.content) for block in walk(part.blocks) if isinstance(block, Paragraph))


def listed(question: Question) -> list[Evidence]:
    """Return the lists of evidence and of references under a question."""
    return [block for part in question.parts for block in part.blocks if isinstance(block, Evidence)]


def test_the_overview_holds_the_fields_of_the_form_of_that_year(harbour, changed):
    (_, fields) = sections.overview(harbour)
    assert [row.label for row in fields.rows] == ["Name of Evaluator", "Email", "Member Name", "Action Plan Title"]
    (_, fields) = sections.overview(changed(("inception.yaml", "header: current", "header: first")))
    assert [row.label for row in fields.rows] == ["Name of Evaluator", "Email", "Member", "Action Plan"]


def test_that_an_address_was_given_is_said_and_the_address_is_not(harbour, changed):
    (_, fields) = sections.overview(harbour)
    email = fields.rows[1].value
    assert isinstance(email[0], Missing)
    assert plain(email) == "withheld (addresses of persons are not printed)"
    (_, fields) = sections.overview(changed(("inception.yaml", "email: reviewer@example.org\n", "")))
    assert fields.rows[1].value == ()


def test_a_section_prints_its_questions_in_order_and_a_repeating_one_each_commitment(harbour):
    first = sections.section(harbour, "compliance")
    assert [question.number for question in asked(first).values()] == ["1.1", "1.2", "1.3", "1.4"]
    third = sections.section(harbour, "commitments")
    titles = [plain(block.content) for block in third if isinstance(block, Heading) and block.level == 2]
    assert titles == [
        "1 Commitment : Publish the budget as open data",
        "2 Commitment : Decide on small projects together",
    ]
    numbers = [f"{commitment}.{question}" for commitment in (1, 2) for question in range(1, 6)]
    assert [question.number for question in asked(third).values()] == numbers


def test_all_sections_have_anchors_of_their_own_though_numbers_come_twice(harbour):
    questions = [block for block in sections.sections(harbour) if isinstance(block, Question)]
    assert [one.number for one in questions].count("1.1") == 2
    assert len({one.anchor for one in questions}) == len(questions) == 20


def test_an_answer_is_the_official_text_of_its_option(harbour):
    compliance = asked(sections.section(harbour, "compliance"))
    assert [(one.answer.mark, one.answer.text) for one in compliance.values()] == [
        ("yes", "Yes"),
        ("yes", "Yes"),
        ("no", "No"),
        ("unclear", "Unclear"),
    ]
    new = asked(sections.section(harbour, "commitments"))["1.3"]
    assert new.answer.text == "a new regulation, policy, practice or requirement."


def test_a_coding_stands_beside_the_missing_answer_and_is_none(harbour):
    coded = asked(sections.section(harbour, "practices"))["2.6"]
    assert (coded.answer.mark, coded.answer.text) == ("not-provided", "not provided")
    assert (coded.coding.text, coded.coding.by, coded.coding.on) == ("Unclear", "First coder", "2024-09-01")
    assert coded.coding.why == "The list of members gives no details."


def test_a_commitment_that_is_not_verifiable_is_not_assessed_further(harbour):
    second = [one for number, one in asked(sections.section(harbour, "commitments")).items() if number[0] == "2"]
    assert [one.answer.mark for one in second[:4]] == ["no", "not-applicable", "not-applicable", "not-applicable"]


def test_a_coding_is_not_shown_where_the_question_does_not_apply(changed):
    coding = '2.2: {coding: {answer: "Yes", by: first, on: 2024-09-01, why: So.}, explanation: It is.}'
    dossier = changed(("inception.yaml", "2.2: {}", coding))
    question = asked(sections.section(dossier, "commitments"))["2.2"]
    assert question.answer.mark == "not-applicable"
    assert question.coding is None


def test_every_part_is_printed_and_an_empty_one_is_left_to_the_writer_as_empty(harbour):
    compliance = asked(sections.section(harbour, "compliance"))
    assert said(compliance["1.1"], "Provide a brief explanation") == "A forum exists."
    labels = {tuple(part.label for part in one.parts) for one in compliance.values()}
    assert labels == {
        (
            "Provide a brief explanation of your answer:",
            "Provide evidence for your answer:",
            "Provide references here (e.g. interviews):",
        )
    }
    unclear = compliance["1.4"]
    assert [bool(part.blocks) for part in unclear.parts] == [True, False, False]


def test_evidence_stands_under_its_question_with_its_address_or_without(harbour):
    compliance = asked(sections.section(harbour, "compliance"))
    (charter,) = [block for part in compliance["1.1"].parts for block in part.blocks if isinstance(block, Evidence)]
    assert [(item.id, item.address, item.no_address) for item in charter.items] == [
        ("charter", "https://example.org/charter", False)
    ]
    (chair,) = [block for part in compliance["1.3"].parts for block in part.blocks if isinstance(block, Evidence)]
    assert [(item.id, item.address, item.no_address) for item in chair.items] == [("chair", None, False)]


def test_an_address_of_a_page_that_names_a_person_is_no_link(changed):
    dossier = changed(("evidence.csv", "https://example.org/charter", "https://example.org/ann@example.org"))
    item = sections.evidence_item(dossier.evidence[0])
    assert item.address is None
    assert "ann@" not in " ".join(item.details)
    assert any("withheld" in detail for detail in item.details)


def test_an_unknown_section_is_an_error(harbour):
    with pytest.raises(KeyError):
        sections.section(harbour, "nonsense")
