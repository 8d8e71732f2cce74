"""Small codebooks and tables for the tests of surveys, and how they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ogpkit.dossier.survey import Answers, Codebook
from ogpkit.dossier.survey.coding import code
from ogpkit.dossier.survey.csv_table import CsvTable
from ogpkit.errors import DataError


def column(name: str, role: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "role": role, "question": f"{name}?"} | keys


def codebook(*columns: dict[str, Any], **keys: Any) -> Codebook:
    return Codebook.model_validate(
        {"title": "Trial", "sampling": "opt-in", "synthetic": True, "columns": list(columns)} | keys
    )


def coded(path: Path, text: str | bytes, book: Codebook) -> tuple[Answers, list[str]]:
    """Write a table, and return its answers with the messages, each without the rest of its sentence."""
    file = path / "survey.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    try:
        table = CsvTable(file, "survey.csv")
    except DataError as error:
        return Answers(0), [str(problem).partition(";")[0] for problem in error.problems]
    answers, problems = code(table, book, decimal_comma=table.separator != ",")
    return answers, [str(problem).partition(";")[0] for problem in problems]


def words(answers: Answers, name: str) -> list[str | None]:
    """Return what each row answered, in words: None where it is blank, in brackets where it counts as missing."""
    found = answers.coded[name]
    return [
        found.options[code] if code >= 0 else None if code == -1 else f"({found.missing[-2 - code]})"
        for code in found.codes.tolist()
    ]


def choices(answers: Answers, name: str) -> list[set[str]]:
    """Return the options that each row chose."""
    return [{option for option, rows in answers.chosen[name].items() if rows[row]} for row in range(answers.rows)]
