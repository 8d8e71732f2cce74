"""The PDF of the real report passes the checks of archives and screen readers, and carries its data."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO

import pikepdf

from ogpkit.report.blocks import Figure, walk
from tests.report.pdf import reading


def test_the_pdf_is_ua_1_and_a_3a(pdf):
    assert reading.problems(pdf) == []


def test_the_attached_data_equal_the_files(pdf, report_folder, document):
    with pikepdf.open(BytesIO(pdf)) as opened:
        held = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert sorted(held) == ["indicators.json", "parameters.json"]
    assert held["indicators.json"] == (report_folder / "indicators.json").read_bytes()
    assert json.loads(held["parameters.json"]) == document.parameters
    assert document.parameters["dossier"] == "khmelnytskyi-2021-2025"


def test_csv_and_json_hold_the_same_indicators(report_folder, document):
    rows = list(csv.DictReader(io.StringIO((report_folder / "indicators.csv").read_text(encoding="utf-8"))))
    data = json.loads((report_folder / "indicators.json").read_text(encoding="utf-8"))
    assert [(row["id"], row["entity"], row["n"], row["N"]) for row in rows] == [
        (one["id"], one["entity"], "" if one["n"] is None else str(one["n"]), "" if one["N"] is None else str(one["N"]))
        for one in data
    ]
    assert len(rows) == len({(row["id"], row["entity"]) for row in rows}) > 10


def test_every_figure_is_a_file_and_is_described_in_the_pdf(pdf, report_folder, document):
    figures = [block for block in walk(document.blocks) if isinstance(block, Figure)]
    files = sorted((report_folder / "figures").iterdir(), key=lambda path: int(path.stem.removeprefix("figure-")))
    assert [path.name for path in files] == [f"figure-{number}.svg" for number in range(1, len(figures) + 1)]
    assert [path.read_text(encoding="utf-8") for path in files] == [figure.data for figure in figures]
    assert reading.structure(pdf, "/Figure") == [" ".join(figure.alt.split()) for figure in figures]
