"""What all exports of the synthetic survey are written with: its words, and files of rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS

__all__ = ["FIRST", "LABELS", "TEXTS", "Made", "chosen", "label", "write_csv", "write_sheet"]

FIRST = next(question for question in QUESTIONS if question.name == MULTIPLE)
TEXTS = {question.name: question.text for question in QUESTIONS}
LABELS = {question.name: question.options for question in QUESTIONS}
Made = tuple[Path, dict[str, Any]]


def label(name: str, answers: dict[str, Any]) -> str:
    """Return an answer in words."""
    code = answers.get(name, "")
    return LABELS[name].get(code, code)


def chosen(answers: dict[str, Any]) -> list[str]:
    return answers.get(MULTIPLE, [])


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], separator: str = ",", *, quote: int = csv.QUOTE_MINIMAL
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, quoting=quote).writerows(rows)
    return path


def write_sheet(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path
