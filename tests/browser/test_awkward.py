"""A document in which all that researchers get wrong comes together still passes the accessibility checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogpkit.report.blocks import (
    CodeBlock,
    Column,
    Cover,
    Document,
    FieldRow,
    Fields,
    Figure,
    Heading,
    IndicatorRow,
    Indicators,
    Link,
    Note,
    Paragraph,
    Question,
    Raw,
    Table,
    inlines,
)
from ogpkit.report.html import write_html
from tests.browser.conftest import Checker, Opener

RAW = """<h1>Big</h1><h4></h4><ul>loose<p>text</p></ul><li>stray</li><dt>term</dt><a href="https://e.org/"></a>
<table><thead><tr><th></th><th>n</th></tr></thead></table><table><tr><th scope="row">a</th><td>1</td></tr></table>
<img src="data:image/png;base64,AAAA"><p style="color:#eee;position:fixed" id="report" tabindex="9">x</p>"""


@pytest.fixture(scope="module")
def awkward_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bare = Table(columns=(Column(title=()), Column(title=())), rows=((inlines("a" * 200), ()), ((), inlines("b"))))
    blocks = (
        Heading(level=4, content=inlines("Starts too deep"), anchor="report"),
        Heading(level=6, content=()),
        Fields(rows=(FieldRow(label="L" * 324, value=inlines("v" * 324)),)),
        bare,
        bare,
        Table(columns=(Column(title=inlines("Only a head")),), rows=()),
        Table(columns=(), rows=(), caption=inlines("Nothing")),
        Indicators(rows=()),
        Indicators(rows=(IndicatorRow(id="i." + "x" * 90, name="", entity="", value=None),)),
        CodeBlock(text="x" * 300),
        CodeBlock(text=""),
        Raw(html=RAW, where="cell 1"),
        Raw(html=RAW, where="cell 1"),
        Note(title="", blocks=(Heading(level=1, content=inlines("In a note")),)),
        Note(title="", blocks=()),
        Question(number="10.5", text="Q?", anchor="q", level=6),
        Question(number="10.5", text="Q?", anchor="q", level=1),
        Figure(
            media="image/svg+xml", data="<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='9'/>", alt="Wide."
        ),
        Paragraph(content=(Link(href="https://example.org/" + "a" * 200, content=()),)),
    )
    cover = Cover(
        title="Звіт",
        status="final",
        date="2025-03-17",
        language="uk",
        member="m" * 324,
        period="p" * 324,
        authors=("a" * 324,),
    )
    path = tmp_path_factory.mktemp("awkward") / "report.html"
    path.write_text(write_html(Document(cover=cover, blocks=blocks)), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 360])
def test_the_checker_finds_nothing_in_an_awkward_report(
    awkward_html: Path, open_page: Opener, check_accessibility: Checker, width: int
) -> None:
    with open_page(awkward_html, width=width) as page:
        assert check_accessibility(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
