"""A form with a fault in it cannot be read; and an option is found by its value and its texts, by nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ogpkit.errors import UsageError
from ogpkit.forms import Choice, Form, load_form

SMALL: dict[str, Any] = {
    "form": "small",
    "title": "Small",
    "heading": "Small – {plan}",
    "due": "",
    "per": "action plan",
    "overview": "",
    "generations": [],
    "labels": {"explanation": "E", "evidence": "V", "references": "R"},
    "evidence_rules": {"max_files": 1, "max_megabytes": 1, "text": ""},
    "choices": {
        "yn": {"options": [{"value": v, "text": v.title(), "mark": v} for v in ("yes", "no")]},
    },
    "sections": [
        {
            "id": "one",
            "number": "1",
            "heading": "One",
            "label": "One",
            "questions": [
                {"id": "a", "number": "1.1", "text": "A?", "short": "a", "choice": "yn"},
                {"id": "b", "number": "1.2", "text": "B?", "short": "b", "choice": "yn", "unless": {"a": "no"}},
            ],
        },
        {
            "id": "two",
            "number": "2",
            "heading": "Two",
            "label": "Two",
            "repeats": "commitment",
            "questions": [
                {"id": "c", "number": "{n}.1", "text": "C?", "short": "c", "choice": "yn"},
                {"id": "d", "number": "{n}.2", "text": "D?", "short": "d"},
            ],
        },
    ],
    "rules": [{"id": "r", "when": {"a": "no", "b": "*"}, "level": "error", "what": "w", "todo": "t"}],
    "participation": {"levels": ["None", "Inform"]},
}


def test_the_form_that_the_cases_spoil_is_sound() -> None:
    assert [question.id for question in Form.model_validate(SMALL).questions] == ["a", "b", "c", "d"]


FIRST, SECOND = ("sections", 0, "questions", 0), ("sections", 0, "questions", 1)
FAULTS = [
    ("unknown choice", (*FIRST, "choice"), "maybe", "question a: no choice is called maybe"),
    ("id twice", (*SECOND, "id"), "a", "question id a occurs twice"),
    ("id twice over sections", ("sections", 1, "questions", 0, "id"), "a", "question id a occurs twice"),
    ("number twice", (*SECOND, "number"), "1.1", "question number 1.1 occurs twice"),
    ("repeated number twice", ("sections", 1, "questions", 1, "number"), "{n}.1", "number {n}.1 occurs twice"),
    ("number without {n}", ("sections", 1, "questions", 0, "number"), "3.1", "only numbers of a repeating"),
    ("{n} where nothing repeats", (*FIRST, "number"), "{n}.9", "only numbers of a repeating"),
    ("rule on an unknown question", ("rules", 0, "when"), {"x": "no"}, "no question has the id x"),
    ("rule on an unknown option", ("rules", 0, "when"), {"a": "perhaps"}, "question a has no option perhaps"),
    ("condition on an unknown question", (*SECOND, "unless"), {"x": "no"}, "no question has the id"),
    ("condition on an unknown option", (*SECOND, "unless"), {"a": "x"}, "question a has no option x"),
    ("condition on itself", (*SECOND, "unless"), {"b": "no"}, "depends on b, which does not come"),
    ("condition on a later question", (*FIRST, "unless"), {"b": "no"}, "depends on b, which does"),
    ("unknown level", (*FIRST, "participation"), "Empower", "the ladder has no level Empower"),
    ("level without a ladder", ("participation",), None, "x"),
    ("option twice", ("choices", "yn", "options", 1, "value"), "yes", "option yes occurs twice"),
    ("unknown key", ("titel",), "Small", "Extra inputs are not permitted"),
    ("unknown measure", (*FIRST, "measure"), "requirements", "Input should be 'requirement'"),
]  # fmt: skip


@pytest.mark.parametrize("path, value, message", [pytest.param(*fault[1:], id=fault[0]) for fault in FAULTS])
def test_form_with_a_fault_is_refused(path: tuple[Any, ...], value: object, message: str) -> None:
    faulty = copy.deepcopy(SMALL)
    if path == ("participation",):
        faulty["sections"][0]["questions"][0]["participation"] = "Inform"
        message = "the ladder has no level Inform"
    spot = faulty
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value

    with pytest.raises(ValidationError) as raised:
        Form.model_validate(faulty)

    assert message in str(raised.value)


def test_unknown_form_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(UsageError, match='there is no form "glossary"; expected one of: inception'):
        load_form("glossary")


CHOICES = load_form("inception").choices


@pytest.mark.parametrize("name", CHOICES)
def test_option_is_found_by_value_text_and_short_name_in_any_case(name: str) -> None:
    for option in CHOICES[name].options:
        for text in filter(None, (option.value, option.text, option.short)):
            for written in (text, text.upper(), f"  {text}\n", text.rstrip("."), text.replace(" ", "\n  ")):
                assert CHOICES[name].find(written) is option


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("text", ["", " ", ".", "...", "\n", "Yse", "yes no", "neutral", "y", "1", "true"])
def test_nothing_and_other_words_are_no_option(name: str, text: str) -> None:
    assert CHOICES[name].find(text) is None


@given(st.text(max_size=40))
def test_text_that_is_none_of_the_names_is_no_option(text: str) -> None:
    choice: Choice = CHOICES["yes-no-unclear"]
    if " ".join(text.split()).casefold().rstrip(".") not in {"yes", "no", "unclear"}:
        assert choice.find(text) is None


def test_free_text_has_no_option() -> None:
    form = load_form("inception")

    assert form.option(form.questions[-1], "Yes") is None
