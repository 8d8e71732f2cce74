"""From an executed notebook to files, without running anything."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from nbformat import write

from ogpkit.errors import ReportError, UsageError
from ogpkit.report.blocks import Cover, Document, Figure
from ogpkit.run.exporting import export, figure_files, render

PNG = base64.b64encode(b"\x89PNG picture").decode()


@pytest.fixture
def record(executed, tmp_path: Path) -> Path:
    path = tmp_path / "my report.ipynb"
    write(executed, path)
    return path


def test_figures_are_numbered_in_their_order_and_named_by_their_kind():
    cover = Cover(title="T", status="draft", date="2024-01-02", language="en")
    blocks = (
        Figure(media="image/svg+xml", data="<svg/>", alt="A."),
        Figure(media="image/png", data=PNG, alt="B."),
        Figure(media="image/jpeg", data=PNG, alt="C."),
    )
    files = figure_files(Document(cover=cover, blocks=blocks))
    assert list(files) == ["figures/figure-1.svg", "figures/figure-2.png", "figures/figure-3.jpg"]
    assert files["figures/figure-1.svg"] == b"<svg/>"
    assert files["figures/figure-2.png"] == b"\x89PNG picture"


def test_an_unknown_format_is_refused_before_the_notebook_is_read(tmp_path):
    with pytest.raises(UsageError, match='there is no format "docx"; expected one of: html, pdf, csv, json'):
        export(tmp_path / "missing.ipynb", ("html", "docx"))


def test_render_refuses_an_unknown_format():
    cover = Cover(title="T", status="draft", date="2024-01-02", language="en")
    with pytest.raises(UsageError, match='there is no format "odt"'):
        render(Document(cover=cover, blocks=()), "odt")


def test_files_appear_beside_the_notebook_which_stays_as_it_is(record):
    before = record.read_bytes()
    written = export(record, ("html", "csv", "html"))
    assert written == {"html": record.with_suffix(".html"), "csv": record.with_name("indicators.csv")}
    assert record.read_bytes() == before
    assert sorted(path.name for path in record.parent.iterdir()) == [
        "indicators.csv",
        "my report.html",
        "my report.ipynb",
    ]


def test_a_file_that_cannot_take_its_place_leaves_no_half_of_it(record, tmp_path):
    (tmp_path / "my report.html").mkdir()
    with pytest.raises(ReportError, match="this cannot be written"):
        export(record, ("html",))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my report.html", "my report.ipynb"]


def test_what_some_format_does_not_show_is_told(record, executed):
    executed.cells[0].source += "\n\n<iframe src='https://example.org'></iframe>\n"
    write(executed, record)
    told: list[str] = []
    export(record, ("html",), tell=told.append)
    assert [warning.split(":")[0] for warning in told] == ["cell 1"]
