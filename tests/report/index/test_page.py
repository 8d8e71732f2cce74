"""The index as a page: whole without its script, and safe whatever the entries say."""

from __future__ import annotations

import base64
import hashlib
import random
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from ogpkit.report.index import IndexEntry, KeyIndicator, write_index
from tests.report.index.sample import MESSAGE, entries

HOSTILE = "</script><script>alert(1)</script>'\"><img src=x onerror=alert(1)>{{ 7*7 }}"


def tree(listed: list[IndexEntry]) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(write_index(listed))


def text(element: lxml_html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).replace("\xad", "").split())


def test_every_report_is_listed_whatever_its_state() -> None:
    listed = entries(30)
    rows = tree(listed).xpath("//table[contains(@class, 'reports')]/tbody/tr")
    assert sorted(row.xpath("string(.//code)") for row in rows) == [one.name for one in listed]
    assert {one.state for one in listed} == {"current", "failed", "old", "missing"}


def test_the_same_entries_in_any_order_give_the_same_bytes() -> None:
    listed = entries(40)
    shuffled = random.Random(1).sample(listed, len(listed))
    assert write_index(listed) == write_index(shuffled)


def test_a_failed_report_is_named_with_its_whole_message() -> None:
    failed = [one for one in entries(30) if one.state in ("failed", "old")]
    items = tree(entries(30)).xpath("//ul[@class='failures']/li")
    assert len(items) == len(failed) > 0
    for item in items:
        assert str(item.xpath("string(p)")).strip() == MESSAGE


def test_a_report_that_is_not_there_has_no_link_to_a_file() -> None:
    missing = replace(entries(1)[0], state="missing", folder="", indicators=())
    assert tree([missing]).xpath("//tbody//a") == []


def test_links_are_relative_and_percent_encoded() -> None:
    odd = replace(entries(1)[0], folder="Хмельницький 1/a?b#c:d%", files=("report.html", "report.pdf"))
    found = [str(address) for address in tree([odd]).xpath("//td[@class='files']//a/@href")]
    assert [unquote(one) for one in found] == [
        "Хмельницький 1/a?b#c:d%/report.html",
        "Хмельницький 1/a?b#c:d%/report.pdf",
    ]
    assert all(one.isascii() and not set(one) & set(" ?#:\"'<>") for one in found)


@pytest.mark.parametrize("folder", ["../x", "/etc", "a/../../b", "//host/x", "a\\b", "a/\x00", "."])
def test_a_folder_that_leads_out_is_refused(folder: str) -> None:
    with pytest.raises(ValueError, match="inside the index"):
        replace(entries(1)[0], folder=folder)


class Elements(HTMLParser):
    """Counts the elements and collects the attributes' names of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}


def with_text(said: str) -> IndexEntry:
    base = next(one for one in entries(20) if one.state == "old")
    rate = KeyIndicator("requirements-met", said, said, None, None, None, (said,))
    level = KeyIndicator("participation-level", said, said, None, None, None, (said,))
    fields = ("name", "member", "country", "title", "form", "period", "language", "date", "message")
    return replace(base, notices=(said,), indicators=(rate, level), **dict.fromkeys(fields, said))


def test_hostile_text_adds_no_element_and_no_attribute() -> None:
    plain, hostile = (Elements(write_index([with_text(said)])) for said in ("plain", HOSTILE))
    assert hostile.tags == plain.tags
    assert hostile.names == plain.names


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_no_text_changes_the_elements_of_the_page(said: str) -> None:
    assert Elements(write_index([with_text(said)])).tags == Elements(write_index([with_text("plain")])).tags


def test_no_character_that_has_no_place_in_a_page_gets_in() -> None:
    page = write_index([with_text("a\x00b\x1bc\ud800d")])
    assert "abcd" in page
    page.encode("utf-8")


def test_the_policy_names_the_very_style_and_script_of_the_page() -> None:
    found = tree(entries(3))
    policy = str(found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (content,) = found.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(str(content).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_loads_nothing() -> None:
    page = tree(entries(12))
    assert page.xpath("//link | //img | //iframe | //*[@src] | //*[@style]") == []
    assert not any("//" in str(address) for address in page.xpath("//@href"))
    assert "url(" not in str(page.xpath("string(//style)"))


def test_sums_stand_above_the_plans_and_say_for_how_many_they_are_known() -> None:
    listed = [one for one in entries(4) if one.indicators]
    (row,) = tree(listed).xpath("//tbody[contains(@class, 'sums')]/tr")
    heads = [text(head) for head in tree(listed).xpath("(//table[contains(@class, 'compared')])[1]/thead//th")]
    said = {head: text(one) for head, one in zip(heads, row, strict=True)}
    # Entries 0 to 3: requirements met 4, 3, 4 and 4 of 4; 15 of 16 is 93.75 %.
    assert said["Requirements"].startswith("15 of 16 94 % known for 4 of 4")
    assert said["Requirements"].endswith("2 with coding")
    # Addresses: 0 of 0 (nothing to count), 0 of 1, 0 of 2, 0 of 3.
    assert said["Evidence with address"] == "0 of 6 0 % known for 3 of 4"


def test_invented_plans_are_summed_apart_from_real_ones() -> None:
    real = entries(3)
    invented = [replace(one, name=f"i-{one.name}") for one in entries(5, synthetic=True)]
    sums = tree(real + invented).xpath("(//tbody[contains(@class, 'sums')])[1]/tr")
    assert [text(row[0]) for row in sums] == [
        "All real plans 3 plans",
        "All invented plans 5 plans Synthetic: invented data",
    ]


def test_one_plan_has_no_sums() -> None:
    assert tree(entries(1)).xpath("//tbody[contains(@class, 'sums')]") == []


def test_a_second_report_on_a_plan_says_that_it_is_not_added_up() -> None:
    first = entries(1)[0]
    second = replace(first, name="city-0000-en", language="en", date="2025-01-01")
    page = tree([first, second, entries(2)[1]])
    assert "not added up: same plan as city-0000" in text(page)
    assert "1 report is on a plan that another report stands for and is not added again" in text(page)
    (row,) = page.xpath("//tbody[contains(@class, 'sums')]/tr")
    assert text(row[0]) == "All plans 2 plans"


def test_figures_by_country_add_up_to_those_of_all() -> None:
    page = tree(entries(40))
    sums, lands = page.xpath("(//table[contains(@class, 'compared')])[1]"), page.xpath("//tr[@data-c]")
    whole = [text(one).split(" %")[0] for one in sums[0].xpath("tbody[1]/tr[1]/td")]
    for place, all_of_it in enumerate(whole):
        if " of " not in all_of_it or "met" in all_of_it or "consultation" in all_of_it:
            continue
        n, _, of = all_of_it.split()[:3]
        parts = [text(land.xpath("td")[place]).split()[:3] for land in lands]
        parts = [part for part in parts if len(part) == 3]
        assert sum(int(part[0]) for part in parts) == int(n)
        assert sum(int(part[2]) for part in parts) == int(of)


def test_forms_are_compared_apart() -> None:
    listed = [replace(one, form="Other form" if place % 2 else one.form) for place, one in enumerate(entries(6))]
    heads = [text(head) for head in tree(listed).xpath("//h2[starts-with(@id, 'compared')]")]
    assert heads == ["Plans compared: Inception Report", "Plans compared: Other form"]


def test_a_version_for_public_comment_is_not_to_be_cited() -> None:
    page = tree([replace(one, status="public-comment") for one in entries(1)])
    assert "1 report is a version for public comment. Please do not cite it." in text(page)


def test_one_report_needs_no_filter() -> None:
    assert tree(entries(1)).xpath("//form") == []
    assert len(tree(entries(2)).xpath("//form")) == 1


def test_drafts_and_invented_reports_are_announced_and_drafts_not_indexed() -> None:
    page = tree([replace(one, status="draft") for one in entries(2, synthetic=True)])
    assert "2 reports are drafts: not yet reviewed; do not publish them" in text(page)
    assert "2 reports are synthetic" in text(page)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree([replace(one, status="final") for one in entries(2)]).xpath("//meta[@name='robots']") == []


def test_an_index_of_nothing_says_so() -> None:
    page = tree([])
    assert "There is no report yet." in text(page)
    assert page.xpath("//table | //form") == []


def test_a_text_in_another_language_is_marked_with_it() -> None:
    assert tree(entries(1)).xpath("//tbody//small[@lang='uk']")
