"""Small tables of which a codebook is drafted, and drafts as the tests read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ogpkit.dossier.yaml import parse_yaml
from ogpkit.run.drafting import draft_codebook
from tests.dossier.survey_formats.exports import write_csv

__all__ = ["columns_of", "drafted_text", "write"]


def drafted_text(export, kind: str) -> str:
    one = export(kind)
    form = one.path.parent / "form.xlsx"
    return draft_codebook(one.path, form=form if form.exists() else None)


def write(tmp_path: Path, heading: str, cells: list[str]):
    rows = [[cell, "abcdefg"[number % 7], "uvw"[number % 3]] for number, cell in enumerate(cells)]
    return write_csv(tmp_path / "survey.csv", [[heading, "other", "more"], *rows])


def columns_of(text: str) -> list[dict[str, Any]]:
    return [dict(column) for column in parse_yaml(text, "survey.yaml").data["columns"]]
