"""Nobody can take a draft for a final report: its status stands on every page, on screen and in the metadata."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from lxml import html as lxml_html

from ogpkit.report.words import words
from ogpkit.run.exporting import render
from tests.report.pdf import reading

STATUSES = ["draft", "public-comment", "final"]


@pytest.fixture(scope="module")
def rendered(document):
    """Return the real report in each status, as HTML and PDF."""
    made = {}
    for status in STATUSES:
        changed = document.model_copy(update={"cover": document.cover.model_copy(update={"status": status})})
        made[status] = (render(changed, "html").decode(), render(changed, "pdf"))
    return made


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_stands_on_every_page_of_the_pdf_and_in_its_metadata(rendered, status):
    pdf = rendered[status][1]
    notice = words("en")[f"{status}_notice"]
    pages = reading.pages(pdf)
    assert len(pages) > 5
    if status == "final":
        assert not any(words("en")[f"{other}_notice"] in text for other in STATUSES[:2] for text in pages)
    assert [number for number, text in enumerate(pages, 1) if words("en")[status] not in text] == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        assert notice in meta["dc:description"]
        assert f"Status: {words('en')[status]}" in meta["pdf:Keywords"]


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_stands_on_the_html_page_and_in_its_metadata(rendered, status):
    page = lxml_html.fromstring(rendered[status][0])
    (bar,) = page.xpath("//aside[contains(@class, 'status')]")
    assert words("en")[f"{status}_notice"] in " ".join(bar.text_content().split())
    head = lxml_html.tostring(page.find("head"), encoding="unicode")
    assert words("en")[status] in head
    others = [words("en")[f"{other}_notice"] for other in STATUSES if other != status]
    assert not any(other in rendered[status][0] for other in others)
