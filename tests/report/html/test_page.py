from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from ogpkit.report.blocks import (
    Block,
    Column,
    Cover,
    Document,
    Figure,
    Glossary,
    GlossaryEntry,
    Heading,
    IndicatorRow,
    Indicators,
    Inline,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Question,
    Raw,
    Strong,
    Table,
    Term,
    Text,
    inlines,
    walk,
)
from ogpkit.report.html import write_html
from tests.report.sample import sample_document

COVER = Cover(title="Report", status="draft", date="2025-03-17", language="en")


def page(*blocks: Block, **cover: object) -> lxml_html.HtmlElement:
    return parsed(Document(cover=COVER.model_copy(update=cover), blocks=blocks))


def parsed(document: Document) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(write_html(document))


def paragraph(*content: Inline) -> Paragraph:
    return Paragraph(content=content)


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def sample() -> lxml_html.HtmlElement:
    return parsed(sample_document())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_html(sample_document()) == write_html(sample_document())


def test_the_sample_holds_every_kind_of_block() -> None:
    kinds = {block.kind for block in walk(sample_document().blocks)}
    every = {model.model_fields["kind"].default for model in Block.__args__[0].__args__}  # type: ignore[attr-defined]
    assert kinds == every - {"cover"}


def test_the_page_looks_as_it_did(snapshot: object) -> None:
    whole = write_html(sample_document())
    # Pictures and styles are looked at in the browser; here they would only hide what matters.
    whole = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", whole)
    whole = re.sub(r"<style>.*?</style>", "<style>…</style>", whole, flags=re.DOTALL)
    assert re.sub(r"sha256-[^']+", "sha256-…", whole) == snapshot


def test_one_title_and_headings_without_gaps(sample: lxml_html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in sample.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_jump_in_a_researchers_headings_is_closed() -> None:
    levels = (2, 5, 6, 1, 4)
    found = page(*(Heading(level=level, content=inlines(str(level))) for level in levels))
    assert [heading.tag for heading in found.iter("h1", "h2", "h3", "h4", "h5", "h6")] == [
        "h1",
        "h2",
        "h3",
        "h4",
        "h2",
        "h3",
    ]


def test_a_heading_that_says_nothing_is_left_out() -> None:
    assert not page(Heading(level=1, content=inlines("  "))).findall(".//h2")


def test_ids_are_unique_and_every_inner_link_has_its_target(sample: lxml_html.HtmlElement) -> None:
    ids = [str(element.get("id")) for element in sample.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    pointed = {href[1:] for href in sample.xpath("//a/@href") if href.startswith("#")}
    pointed |= set(sample.xpath("//@popovertarget | //@aria-labelledby"))
    assert pointed <= set(ids)


def test_anchors_of_a_document_cannot_take_the_pages_own_ids() -> None:
    wanted = ("report", "report-top", "glossary", "glossary-forum", "definition-forum", "a b", "a-b", "report")
    found = page(
        *(Heading(level=1, content=inlines(anchor), anchor=anchor) for anchor in wanted),
        paragraph(
            *(Link(href=f"#{anchor}", content=inlines(anchor)) for anchor in wanted), Term(key="forum", text="f")
        ),
        Glossary(entries=(GlossaryEntry(key="forum", term="Forum", definition="A group."),)),
    )
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert found.get_element_by_id("report").tag == "main"
    for link in found.xpath("//main/p/a"):
        assert text(found.get_element_by_id(link.get("href")[1:])) == text(link)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a.csv", "//x.y"]
)
def test_an_address_that_is_not_followed_stays_readable_as_text(href: str) -> None:
    found = page(paragraph(Link(href=href, content=inlines("the file"))))
    assert not found.xpath("//main//a")
    assert text(found.find(".//main/p")).startswith("the file (")


def test_a_link_to_an_anchor_that_is_not_there_stays_text() -> None:
    found = page(paragraph(Link(href="#gone", content=inlines("see there"))))
    assert text(found.find(".//main")) == "see there"
    assert not found.xpath("//main//a")


def test_nothing_that_can_be_pressed_stands_inside_a_link() -> None:
    inner = (Link(href="https://b.example/", content=inlines("b")), Strong(content=(Term(key="forum", text="forum"),)))
    found = page(
        paragraph(Link(href="https://a.example/", content=inner)),
        Glossary(entries=(GlossaryEntry(key="forum", term="Forum", definition="A group."),)),
    )
    assert not found.xpath("//a//a | //a//button")
    assert text(found.find(".//main/p")) == "bforum"


def test_only_captioned_tables_and_figures_are_numbered(sample: lxml_html.HtmlElement) -> None:
    assert [text(caption) for caption in sample.iter("caption")] == [
        "Table 1. Commitments and what was judged of them",
        "Table 2. Indicators of this report",
    ]
    assert [text(caption).partition(" Answers")[0] for caption in sample.iter("figcaption")] == [
        "Figure 1.",
        "Figure 2. Rating of the city's online resources (synthetic)",
    ]
    assert len(list(sample.iter("figure"))) == 3


def test_heads_of_tables_have_their_scope(sample: lxml_html.HtmlElement) -> None:
    assert set(sample.xpath("//main//div[@class='table']//thead//th/@scope")) == {"col"}
    assert set(sample.xpath("//main//div[@class='table']//tbody//th/@scope")) == {"row"}
    assert not [head for head in sample.iter("th") if not text(head)]


def test_the_reviewers_coding_stands_apart_from_the_published_answer(sample: lxml_html.HtmlElement) -> None:
    question = sample.get_element_by_id("q-1.1").getparent()
    assert text(question.find(".//p[@class='answer']")) == "Published answer: ○ not stated in the published report"
    assert text(question.find(".//div[@class='coding']")) == (
        "Reviewer's coding not official: ✓ Yes — coded by O. Sample on 2025-03-14. "
        'Reason: The explanation opens with "Yes, the forum exists."'
    )


def test_an_empty_part_is_printed_as_not_provided(sample: lxml_html.HtmlElement) -> None:
    question = sample.get_element_by_id("q-1.4").getparent()
    assert [text(part) for part in question.findall(".//dd")] == ["not provided"] * 3


def test_each_term_opens_its_definition_and_leads_to_the_glossary(sample: lxml_html.HtmlElement) -> None:
    terms = sample.xpath("//button[@class='term']")
    assert len(terms) == 5
    for term in terms:
        window = sample.get_element_by_id(term.get("popovertarget"))
        assert window.get("popover") is not None
        assert sample.get_element_by_id(window.find(".//a").get("href")[1:]).tag == "dt"


def test_a_term_that_the_glossary_does_not_know_is_plain_text() -> None:
    found = page(paragraph(Term(key="unknown", text="word")))
    assert not found.xpath("//button")
    assert text(found.find(".//main")) == "word"


def test_the_glossary_stands_once_at_the_end_under_one_heading() -> None:
    entry = GlossaryEntry(key="forum", term="Forum", definition="A group.")
    found = page(
        Heading(level=1, content=inlines("Glossary"), anchor="words"),
        Glossary(entries=(entry,)),
        Glossary(entries=(entry,)),
        paragraph(Link(href="#words", content=inlines("the glossary"))),
    )
    assert [text(heading) for heading in found.iter("h2")] == ["Glossary"]
    assert len(found.xpath("//dt[.='Forum']")) == 1
    assert found.xpath("//main/p/a/@href") == ["#words"]


def test_the_contents_list_chapters_parts_and_questions(sample: lxml_html.HtmlElement) -> None:
    contents = sample.find(".//nav")
    assert [text(link) for link in contents.xpath("./details/ol/li/a")] == [
        "Overview",
        "1 Compliance with co-creation requirements",
        "3 Initial evaluation of commitments",
        "Results",
        "Annex",
        "Glossary",
    ]
    assert text(contents.xpath(".//ol[@class='chips']//a")[0]) == "1.1 Does a forum exist?"


@pytest.mark.parametrize(
    "status, title, notice",
    [
        ("draft", "Draft: Report", "Draft. Not yet reviewed; do not publish."),
        ("public-comment", "For public comment: Report", "Version for public comment. Please do not cite."),
        ("final", "Report", "Final version."),
    ],
)
def test_the_status_stands_in_title_bar_metadata_and_print_margin(status: str, title: str, notice: str) -> None:
    found = page(status=status)
    assert found.findtext(".//title") == title
    assert text(found.find(".//aside")) == notice
    assert found.xpath("//meta[@name='status']/@content") == [status]
    assert bool(found.xpath("//meta[@name='robots']")) is (status == "draft")
    assert "@top-left{content:" in found.findtext(".//style")


def test_language_description_author_and_generator_are_stated() -> None:
    found = page(language="uk-UA", summary="A <summary>", authors=("A", "B"), generator="ogpkit 1")
    assert found.get("lang") == "uk-UA"
    names = {name: found.xpath(f"//meta[@name='{name}']/@content") for name in ("description", "author", "generator")}
    assert names == {"description": ["A <summary>"], "author": ["A", "B"], "generator": ["ogpkit 1"]}


def test_the_page_needs_no_network_and_holds_no_script(sample: lxml_html.HtmlElement) -> None:
    assert not sample.xpath("//script | //link | //iframe | //object | //@onclick | //@onerror | //@style")
    assert all(address.startswith("data:image/") for address in sample.xpath("//@src"))
    policy = sample.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(sample.findtext(".//style").encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "url(" not in sample.findtext(".//style")


def test_a_title_cannot_leave_the_style_sheet() -> None:
    found = page(title='"}</style><script>alert(1)</script>\\')
    assert not found.xpath("//script")
    assert found.findtext(".//h1") == '"}</style><script>alert(1)</script>\\'


def test_rows_longer_or_shorter_than_the_head_do_not_break_the_page() -> None:
    one = (inlines("x"),)
    found = page(Table(columns=(Column(title=inlines("A"), align="right"),), rows=(one * 3, (), one)))
    assert [len(row) for row in found.iter("tr")] == [1, 3, 0, 1]


def test_an_indicator_without_a_value_says_so_and_truth_has_words() -> None:
    rows = (
        IndicatorRow(id="a.a", name="A", entity="plan", value=None, flags=("not_applicable",)),
        IndicatorRow(id="a.b", name="B", entity="plan", value=False, official=True),
        IndicatorRow(id="a.c", name="C", entity="plan", value=2, n=2, N=5),
    )
    found = page(Indicators(rows=rows))
    assert [[text(cell) for cell in row] for row in found.findall(".//tbody/tr")] == [
        ["A", "plan", "not available", "", "not applicable; not official"],
        ["B", "plan", "No", "", ""],
        ["C", "plan", "2", "2 of 5", "not official"],
    ]


def test_control_characters_and_half_surrogates_are_left_out() -> None:
    whole = write_html(Document(cover=COVER, blocks=(paragraph(Text(text="a\x00\x0b\ud800b")),)))
    assert "<p>ab</p>" in whole
    assert whole.encode("utf-8")


def test_blocks_inside_others_keep_headings_numbers_and_ids_in_order() -> None:
    figure = Figure(media="image/png", data="AAAA", alt="Nothing.", caption=inlines("F"))
    found = page(
        figure,
        Note(title="N", blocks=(ListBlock(items=((figure, Heading(level=4, content=inlines("Inner"))),)),)),
        Question(number="1", text="Q?", anchor="q"),
    )
    assert [text(caption) for caption in found.iter("figcaption")] == ["Figure 1. F", "Figure 2. F"]
    assert [heading.tag for heading in found.iter("h2", "h3")] == ["h2", "h2"]
    assert [text(link) for link in found.xpath("//nav//a")] == ["1 Q?"]


def test_outside_html_cannot_close_what_holds_it() -> None:
    found = page(Raw(html="</div></main><h1>Big</h1><script>x</script>", where="cell 3"))
    assert text(found.find(".//main")) == "Big"
    assert len(list(found.iter("h1"))) == 1
