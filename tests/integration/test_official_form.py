"""The official form stands whole, in its wording, order and numbering, in every format of the real report."""

from __future__ import annotations

import re

import pytest

FORMATS = ["ipynb", "html", "pdf"]


def squeezed(text: str) -> str:
    """Return a text without blanks: a PDF breaks lines where it likes, also after a slash."""
    return re.sub(r"\s+", "", text)


def positions(text: str, wanted: list[str]) -> list[int]:
    """Return where ``wanted`` stand in ``text``, each after the one before."""
    found, at = [], 0
    for one in wanted:
        at = text.find(squeezed(one), at)
        assert at >= 0, f"missing, or not in its place: {one}"
        found.append(at)
        at += len(squeezed(one))
    return found


def official(text: str, case) -> str:
    """Return the official part of a text, from the overview to the annexes."""
    start = text.index(squeezed(case.form.sections[0].heading), text.rindex(squeezed("Name of Evaluator")))
    return text[start : text.rindex(squeezed("Annex A. Indicators"))]


@pytest.mark.parametrize("name", FORMATS)
def test_every_question_stands_in_order_with_its_number(texts, case, name):
    asked = [f"{question.numbered(one.number if one else None)} {question.text}" for _, question, one in case.asked()]
    assert len(asked) == 10 + 5 * 3
    assert [text.split()[0] for text in asked][-5:] == ["3.1", "3.2", "3.3", "3.4", "3.5"]
    found = positions(official(squeezed(texts[name]), case), asked)
    assert found == sorted(set(found))


@pytest.mark.parametrize("name", FORMATS)
def test_every_answer_is_the_chosen_option_or_not_provided(texts, case, name):
    text = official(squeezed(texts[name]), case)
    wanted = []
    for _, question, one in case.asked():
        number = one.number if one else None
        wanted.append(f"{question.numbered(number)} {question.text}")
        stated = case.stated(question, number) if question.choice else None
        if question.choice:
            wanted.append(stated.text if stated else "not provided")
    assert wanted.count("not provided") >= 10
    positions(text, wanted)


@pytest.mark.parametrize("name", FORMATS)
def test_the_header_fields_and_the_commitments_stand_before_their_questions(texts, case, name):
    labels = [field.label for field in case.form.generation(case.assessment.header).fields]
    titles = [case.form.sections[2].item_heading.format(n=one.number) + one.title for one in case.plan.commitments]
    headings = [section.heading for section in case.form.sections]
    positions(squeezed(texts[name]), ["At a glance", case.form.overview, *labels, *headings, *titles, "Glossary"])


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_part_is_printed_as_not_provided(texts, case, name):
    empty = 0
    for _, question, one in case.asked():
        record = case.record(question, one.number if one else None)
        empty += sum(not (record and getattr(record, part)) for part in question.parts)
    assert empty > 10
    assert official(squeezed(texts[name]), case).count("notprovided") >= empty


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_coded_synthetic_or_restated_says_so(texts, name):
    for words in ("Reviewer's coding", "Restated, not quoted", "The survey is synthetic", "Nobody was asked"):
        assert squeezed(words) in squeezed(texts[name])


def test_no_stock_sentence_stands_for_a_missing_description(report_folder):
    for name in ("report.ipynb", "report.html"):
        assert "No description has been provided" not in (report_folder / name).read_text(encoding="utf-8")
