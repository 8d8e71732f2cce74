"""Nothing private of a dossier is in any file of its report."""

from __future__ import annotations

import base64
import csv
import re
from io import BytesIO

import pikepdf
import pytest

from ogpkit.run.running import make_report
from tests.report.pdf import reading

MARK = "zq7-private"
EMAIL = f"{MARK}@example.org"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory, request) -> dict[str, bytes]:
    """Return the files of a report whose dossier names a person's address wherever a text may stand."""
    root = tmp_path_factory.mktemp("private")
    source = request.config.rootpath / "tests" / "dossier" / "sound"
    for path in (path for path in source.rglob("*") if path.is_file()):
        target = root / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (root / "notebooks" / "inception.ipynb").write_bytes(
        (request.config.rootpath / "notebooks" / "inception.ipynb").read_bytes()
    )
    dossier = root / "data" / "raw" / "harbour-2024-2026"
    marked = {
        "inception.yaml": [
            ("A. Reviewer", f"A. Reviewer <{EMAIL}>"),
            ("reviewer@example.org", EMAIL),
            ("First coder", f"First coder ({EMAIL})"),
            (
                "A forum exists.",
                f"A forum exists. {EMAIL} https://example.org/ask?who={EMAIL} mailto:{EMAIL}",
            ),
            ("The list of members gives no details.", f"{EMAIL} wrote so."),
            ("Publish all years.", f"Publish all years. {EMAIL}"),
        ],
        "plan.yaml": [("title: ", f"title: {EMAIL} "), ("country: ", f"country: {EMAIL} ")],
        "evidence.csv": [("https://example.org/", f"https://example.org/{EMAIL}/")],
        "survey.csv": [("parks; data,", f"parks; data,{MARK} said a resident")],
    }
    for name, changes in marked.items():
        text = (dossier / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{name} has no {old}"
            text = text.replace(old, new)
        (dossier / name).write_text(text, encoding="utf-8")
    made = make_report(root / "params" / "harbour.yaml", to=root / "out")
    return {name: (made.folder / name).read_bytes() for name in made.files}


def _decoded(name: str, content: bytes) -> bytes:
    """Return a file with what is packed in it: the streams of a PDF and its text, embedded pictures."""
    if name.endswith(".pdf"):
        with pikepdf.open(BytesIO(content)) as opened:
            streams = [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
            return b"\n".join([reading.text(content).encode(), str(opened.docinfo).encode(), *streams])
    packed = re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", content)
    return b"\n".join([content, *(base64.b64decode(one) for one in packed)])


def test_no_address_of_a_person_and_no_free_text_of_the_survey_is_in_any_file(outputs):
    assert len(outputs) >= 8
    for name, content in outputs.items():
        assert MARK.encode() not in _decoded(name, content), name


def test_an_address_that_was_given_is_said_to_be_withheld(outputs):
    assert b"e-mail address withheld" in outputs["report.html"]
    assert "withheld" in reading.text(outputs["report.pdf"])


def test_the_real_report_holds_no_address_and_no_answer_of_its_survey(report_folder, root):
    with (root / "data/raw/khmelnytskyi-2021-2025/survey.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = {row["suggestion"] for row in rows if row["suggestion"]} | {row["response"] for row in rows}
    assert len(said) > 50
    for path in (path for path in report_folder.rglob("*") if path.is_file()):
        content = _decoded(path.name, path.read_bytes())
        readable = reading.text(path.read_bytes()).encode() if path.suffix == ".pdf" else content
        assert re.findall(rb"(?<![\w.+-])[\w.+-]+@[\w-]+\.[A-Za-z]{2,}", readable) == [], path.name
        words = set(re.findall(r"[\w-]+", readable.decode()))
        assert [one for one in said if one in (words if " " not in one else readable.decode())] == [], path.name
