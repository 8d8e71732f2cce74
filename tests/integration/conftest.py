"""The real report of Khmelnytskyi, as each of its formats is read."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from lxml import html as lxml_html

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.load import read_dossier
from ogpkit.forms import load_form
from ogpkit.report.blocks import Document
from ogpkit.report.record import read_record
from tests.report.pdf import reading

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def case() -> Dossier:
    return read_dossier(ROOT / "data" / "raw" / "khmelnytskyi-2021-2025", load_form("inception"), ROOT).dossier


@pytest.fixture(scope="session")
def document(report_folder: Path) -> Document:
    return read_record(report_folder / "report.ipynb")


@pytest.fixture(scope="session")
def record(report_folder: Path) -> nbformat.NotebookNode:
    return nbformat.read(report_folder / "report.ipynb", as_version=4)


@pytest.fixture(scope="session")
def pdf(report_folder: Path) -> bytes:
    return (report_folder / "report.pdf").read_bytes()


@pytest.fixture(scope="session")
def texts(report_folder: Path, record: nbformat.NotebookNode, pdf: bytes) -> dict[str, str]:
    """Return what a reader of each format reads, with single blanks."""
    shown = [
        output["data"]["text/html"]
        for cell in record.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    page = (report_folder / "report.html").read_text(encoding="utf-8")
    return {
        "ipynb": _read("<div>" + "".join(shown) + "</div>"),
        "html": _read(page),
        "pdf": reading.text(pdf),
    }


def _read(markup: str) -> str:
    tree = lxml_html.fromstring(markup)
    for unread in tree.xpath("//style|//script|//nav|//svg|//head"):
        unread.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())
