"""SYNTHETIC: a survey of 24 people who do not exist, and its form. Every export of the tests holds these answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["MULTIPLE", "QUESTIONS", "RESPONDENTS", "Question", "codebook"]


@dataclass(frozen=True)
class Question:
    """A question: its name, its role, its text, and its options by code."""

    name: str
    role: str
    text: str
    options: dict[str, str]
    ukrainian: tuple[str, ...] = ()


QUESTIONS = (
    Question(
        "gender",
        "group",
        "What is your gender?",
        {"1": "woman", "2": "man", "3": "another, or none"},
        ("жінка", "чоловік", "інша"),
    ),
    Question(
        "age",
        "group",
        "How old are you?",
        {"1": "18–29", "2": "30–59", "3": "60 and over"},
        ("18–29", "30–59", "60 і більше"),
    ),
    Question("used", "single choice", "Have you used open data?", {"1": "yes", "2": "no"}, ("так", "ні")),
    Question(
        "rate_site",
        "rating",
        "How do you rate the city's online resources? [Website]",
        {**{str(i): str(i) for i in range(1, 6)}, "9": "don't know"},
    ),
    Question(
        "rate_data",
        "rating",
        "How do you rate the city's online resources? [Open data]",
        {**{str(i): str(i) for i in range(1, 6)}, "9": "don't know"},
    ),
    Question(
        "priorities",
        "multiple choice",
        "What should the plan put first?",
        {"1": "open data", "2": "parks, squares and streets", "3": "transport", "4": "Other"},
        ("відкриті дані", "парки", "транспорт", "Інше"),
    ),
    Question("suggestion", "free text", "What would you suggest?", {}),
)
MULTIPLE = "priorities"


def _respondent(i: int) -> dict[str, Any]:
    """Return the invented answers of one person, as codes; a key that is absent was left blank."""
    answers: dict[str, Any] = {
        "gender": "1231"[i % 4],
        "age": "123"[(i * 2 + i // 5) % 3],
        "used": "12"[(i // 3) % 2],
        "rate_site": str(1 + i * 7 % 5),
        "rate_data": "9" if i % 6 == 0 else str(1 + i * 3 % 5),
        MULTIPLE: [code for code, step in zip("1234", (2, 3, 4, 7), strict=True) if i % step == 0],
    }
    if i % 5 == 1:
        words = ("(SYNTHETIC) More data, in one place, please", "(SYNTHETIC) Більше даних; і мап")[i % 2]
        answers["suggestion"] = f"{words}: idea {i}"
    if i % 8 == 3:
        del answers["rate_site"]
    if i == 13:
        del answers["gender"], answers["used"]
    if not answers[MULTIPLE]:
        del answers[MULTIPLE]
    if "4" in answers.get(MULTIPLE, []):
        answers["priorities_other"] = f"(SYNTHETIC) cycling {i}, and trams to place {i}"
    return answers


RESPONDENTS = tuple(_respondent(i) for i in range(24))


def codebook(
    *, codes: bool, layout: str = "plain", headers: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """Return the codebook of the survey, with options as codes and labels, or as the labels alone.

    ``more`` gives further keys of single columns by their names, or of the codebook itself.
    """
    columns = []
    for question in QUESTIONS:
        column: dict[str, Any] = {"name": question.name, "role": question.role, "question": question.text}
        if question.options:
            column["options"] = list(question.options) if codes else list(question.options.values())
        if codes and question.options:
            column["labels"] = {code: label for code, label in question.options.items() if code != label}
        if question.role == "rating":
            column["missing"] = ["9"] if codes else ["don't know"]
        if headers and question.name in headers:
            column["header"] = headers[question.name]
        column |= more.pop(question.name, {})
        columns.append({key: value for key, value in column.items() if value not in (None, {}, [])})
    return {
        "title": "Survey for trials (SYNTHETIC)",
        "sampling": "opt-in",
        "synthetic": True,
        "layout": layout,
        **more,
        "columns": columns,
    }
