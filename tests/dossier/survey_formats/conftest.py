"""Each export of the synthetic survey, written once, with its codebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ogpkit.dossier.survey import Answers, Codebook
from ogpkit.dossier.survey.coding import code
from ogpkit.dossier.survey.csv_table import CsvTable
from ogpkit.dossier.survey.layouts import arranged
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.dossier.survey.statistics_file import read_statistics_file
from ogpkit.dossier.survey.workbook import read_workbook
from ogpkit.dossier.yaml import parse_yaml
from ogpkit.errors import Problem
from tests.dossier.survey_formats.exports import EXPORTS


@dataclass(frozen=True)
class Export:
    """A file as a program exported it, with its codebook as YAML says it."""

    path: Path
    book: dict[str, Any]

    def table(self) -> RawTable:
        if self.path.suffix == ".xlsx":
            return read_workbook(self.path, self.path.name, self.book.get("sheet"))
        if self.path.suffix == ".csv":
            return CsvTable(self.path, self.path.name)
        return read_statistics_file(self.path, self.path.name)

    def arranged(self) -> tuple[RawTable, Codebook, list[Problem]]:
        located = parse_yaml(yaml.safe_dump(self.book, allow_unicode=True, sort_keys=False), "survey.yaml")
        codebook = Codebook.model_validate(self.book)
        return arranged(self.table(), codebook, located, self.path.parent, self.path.parent)

    def read(self) -> tuple[Answers, list[Problem]]:
        table, codebook, problems = self.arranged()
        answers, more = code(table, codebook)
        return answers, [*problems, *more]


@pytest.fixture
def export(tmp_path):
    """Return a function that writes the synthetic survey as one program exports it."""

    def make(kind: str) -> Export:
        return Export(*EXPORTS[kind](tmp_path))

    return make
