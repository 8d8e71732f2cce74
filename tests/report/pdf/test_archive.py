"""What makes the PDF one that archives and screen readers take."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ogpkit.report.blocks import Question, walk
from ogpkit.report.pdf import write_pdf
from tests.report.pdf import reading
from tests.report.pdf.conftest import ATTACHED

ROOT = Path(__file__).parents[3]
WRITE = """
import hashlib, sys
sys.path.insert(0, {root!r})
from ogpkit.report.pdf import write_pdf
from tests.report.sample import sample_document
print(hashlib.sha256(write_pdf(sample_document(), attachments={{"b.json": b"1", "a.json": b"2"}})).hexdigest())
"""


def _hash_elsewhere(where: Path, **environment: str) -> str:
    # The fonts are copied to another place as well, in case a path finds its way into the PDF.
    done = subprocess.run(
        [sys.executable, "-c", WRITE.format(root=str(ROOT))],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(where), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert list(where.iterdir()) == []
    return done.stdout


def test_sample_is_pdf_ua_and_pdf_a(sample_pdf):
    assert reading.problems(sample_pdf) == []


def test_same_document_gives_the_same_bytes_on_every_machine(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there ü"
    here.mkdir()
    there.mkdir()
    first = _hash_elsewhere(here, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    assert first == _hash_elsewhere(there, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")


def test_warm_compiler_keeps_nothing_of_the_last_document(sample, report):
    alone = write_pdf(report(title="Another"))
    write_pdf(sample, attachments=ATTACHED)
    assert write_pdf(report(title="Another")) == alone


def test_attachments_are_equal_and_described(sample_pdf):
    with pikepdf.open(BytesIO(sample_pdf)) as opened:
        assert sorted(opened.attachments) == sorted(ATTACHED)
        for name, body in ATTACHED.items():
            spec = opened.attachments[name]
            assert spec.get_file().read_bytes() == body
            assert spec.description == f"Data behind this report: {name}"
        assert opened.attachments["indicators.json"].get_file().mime_type == "application/json"
        assert {str(spec.AFRelationship) for spec in opened.Root.AF} == {"/Data"}


def test_metadata_and_language(sample_pdf, sample):
    with pikepdf.open(BytesIO(sample_pdf)) as opened:
        assert opened.Root.Lang == "en"
        assert opened.docinfo.Title == sample.cover.title
        assert str(opened.docinfo.CreationDate).startswith("D:20250317000000")
        meta = opened.open_metadata()
        assert meta["dc:title"] == sample.cover.title
        assert list(meta["dc:creator"]) == [", ".join(sample.cover.authors)]
        assert "Draft. Not yet reviewed; do not publish." in meta["dc:description"]
        assert "Status: Draft" in meta["pdf:Keywords"]


@pytest.mark.parametrize("tag,language", [("uk", "uk"), ("pt-BR", "pt-BR"), ("es-419", "es"), ("ar", "ar")])
def test_language_of_the_report_is_the_language_of_the_pdf(report, tag, language):
    pdf = write_pdf(report(language=tag))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == language
    assert reading.problems(pdf) == []


def test_bookmarks_hold_headings_and_questions(sample_pdf, sample):
    marks = reading.bookmarks(sample_pdf)
    assert marks[:4] == [
        (0, "Contents"),
        (0, "Overview"),
        (0, "1 Compliance with co-creation requirements"),
        (1, "1.1 Does a forum exist?"),
    ]
    titles = [title for _, title in marks]
    asked = [f"{block.number} {block.text}" for block in walk(sample.blocks) if isinstance(block, Question)]
    assert [title for title in titles if title in asked] == asked


def test_figures_carry_their_alternative_texts(sample_pdf):
    assert reading.structure(sample_pdf, "/Figure") == [
        "Bar chart of answers: 6 Yes, 4 Unclear, 2 No.",
        "Bar chart of ratings from 1 to 4: 90, 64, 40 and 76 answers.",
        "The same bar chart, smaller and without a caption.",
    ]


def test_tables_have_header_cells(sample_pdf):
    assert len(reading.structure(sample_pdf, "/TH")) == 5 + 2 + 5
    assert len(reading.structure(sample_pdf, "/Table")) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_fork_of_a_process_that_has_written_can_write(sample_pdf, sample, tmp_path):
    written = tmp_path / "report.pdf"
    child = os.fork()
    if child == 0:
        try:
            written.write_bytes(write_pdf(sample, attachments=ATTACHED))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert written.read_bytes() == sample_pdf
