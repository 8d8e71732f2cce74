"""Whatever text stands in whatever field of whatever block: it comes out as that text and never as markup."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from ogpkit.report.blocks import Document
from ogpkit.report.html import fragment, write_html
from ogpkit.report.markdown import to_markdown
from tests.report.sample import sample_document

# Keys that choose what a node is, or that have a grammar of their own; everything else is free text.
CHOSEN = {"kind", "mark", "tone", "align", "media", "status", "language", "date", "key", "level", "start", "data"}
SAMPLE = sample_document().model_dump(mode="json")
HOSTILE = '<script>alert("x")</script>\'--></style><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&amp;\\'


def filled(value: Any, text: str) -> Any:
    """Return the sample with ``text`` appended to every string in it that is free."""
    if isinstance(value, dict):
        return {name: item if name in CHOSEN else filled(item, text) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item, text) for item in value]
    return value + text if isinstance(value, str) else value


def outline(page: str) -> list[tuple[str, list[str]]]:
    """Return the elements of a page and their attributes' names, without what follows from addresses."""
    root = lxml_html.document_fromstring(page)
    return [
        (str(element.tag), sorted(element.attrib))
        for element in root.iter()
        if element.tag not in {"a", "span", "code"}
    ]


def document(text: str) -> Document:
    return Document.model_validate(filled(SAMPLE, text))


def without_raw(sample: Document) -> Document:
    return sample.model_copy(update={"blocks": tuple(block for block in sample.blocks if block.kind != "raw")})


def test_hostile_text_in_every_field_adds_no_element_and_no_attribute() -> None:
    whole = write_html(without_raw(document(HOSTILE)))
    assert outline(whole) == outline(write_html(without_raw(document("x"))))
    assert "<script" not in whole
    assert "onerror=alert(1)&gt;" in whole


def test_hostile_text_is_shown_as_it_is() -> None:
    root = lxml_html.document_fromstring(write_html(without_raw(document(HOSTILE))))
    assert root.findtext(".//h1").endswith(HOSTILE)
    assert all(picture.get("alt").endswith(HOSTILE) for picture in root.iter("img"))


def test_hostile_outside_html_is_cleaned_in_its_place() -> None:
    root = lxml_html.document_fromstring(write_html(document(HOSTILE)))
    assert not root.xpath("//script | //@onerror | //img[@src='x']")
    assert len(root.findall(".//style")) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("<>&\"'`{}%#[]()*_\\|\n"), st.characters(exclude_categories=["Cs"])),
        min_size=1,
        max_size=30,
    )
)
def test_any_text_in_every_field_keeps_page_and_fragment_whole(text: str) -> None:
    hostile, calm = without_raw(document(text)), without_raw(document("x"))
    assert outline(write_html(hostile)) == outline(write_html(calm))
    assert "<script" not in fragment(hostile.blocks)
    assert to_markdown(hostile.blocks).encode("utf-8", "surrogatepass")
