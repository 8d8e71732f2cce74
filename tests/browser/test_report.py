"""What must hold for a report in a browser; each test takes the path of a page."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html
from matplotlib.image import imread

from tests.browser.conftest import Checker, Opener

SIZES = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_checker_finds_nothing(
    report_html: Path, open_page: Opener, check_accessibility: Checker, width: int, scheme: str
) -> None:
    with open_page(report_html, width=width, scheme=scheme) as page:
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert check_accessibility(page) == []


def test_the_checker_finds_nothing_while_a_definition_is_open(
    report_html: Path, open_page: Opener, check_accessibility: Checker
) -> None:
    with open_page(report_html) as page:
        page.locator("button.term").first.press("Enter")
        assert check_accessibility(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1100, 1280])
def test_nothing_makes_the_page_wider_than_the_window(report_html: Path, open_page: Opener, width: int) -> None:
    with open_page(report_html, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wide_table_scrolls_inside_a_part_that_the_keyboard_reaches(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html, width=360) as page:
        wide = page.locator(".table .scroll").filter(has=page.locator("caption")).first
        assert wide.evaluate("part => part.scrollWidth > part.clientWidth")
        wide.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("part => part.scrollLeft > 0", arg=wide.element_handle())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_beyond_which_a_table_goes_on_is_shaded_on_screens_alone(
    report_html: Path, open_page: Opener, scheme: str
) -> None:
    with open_page(report_html, width=360, scheme=scheme) as page:
        wide = page.locator(".table .scroll").filter(has=page.locator("caption")).first
        wide.evaluate("part => part.querySelector('table').style.opacity = 0")

        def shaded(at: str) -> tuple[bool, bool]:
            """Tell whether the left and the right edge differ from the middle."""
            wide.evaluate("(part, left) => { part.scrollLeft = left }", 0 if at == "start" else 9999)
            picture = imread(BytesIO(wide.screenshot()))
            left, right, middle = (float(picture[len(picture) // 2, x, :3].mean()) for x in (1, -2, 180))
            return abs(left - middle) > 0.15, abs(right - middle) > 0.15

        assert shaded("start") == (False, True)
        assert shaded("end") == (True, False)
        page.emulate_media(media="print")
        assert wide.evaluate("part => getComputedStyle(part).backgroundImage") == "none"


def test_a_definition_opens_and_closes_by_keyboard(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html) as page:
        term = page.locator("button.term").first
        window = page.locator(f"[id='{term.get_attribute('popovertarget')}']")
        term.focus()
        page.keyboard.press("Enter")
        assert window.is_visible()
        assert window.evaluate("window => window === document.activeElement")
        page.keyboard.press("Tab")
        assert window.evaluate("window => window.contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert window.is_hidden()
        assert term.evaluate("term => term === document.activeElement")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_open_definition_lies_inside_the_window_beside_its_term(
    report_html: Path, open_page: Opener, width: int
) -> None:
    with open_page(report_html, width=width) as page:
        for term in page.locator("button.term").all():
            term.click()
            box = page.locator(":popover-open").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 800
            page.keyboard.press("Escape")


def test_the_page_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(
    report_html: Path, open_page: Opener
) -> None:
    with open_page(report_html) as page:
        asked = page.requests  # type: ignore[attr-defined]
        assert [address for address in asked if not address.startswith("data:")] == [report_html.as_uri()]
        assert page.complaints == []  # type: ignore[attr-defined]
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")


def test_the_page_reads_the_same_without_javascript(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html, java_script_enabled=False) as page:
        assert page.locator("h1").is_visible()
        assert page.locator("main .question").first.is_visible()
        page.locator("button.term").first.click()
        assert page.locator(".definition").first.is_visible()


def test_the_status_stays_in_sight(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html, width=360) as page:
        page.locator("footer").scroll_into_view_if_needed()
        box = page.locator("aside.status").bounding_box()
        assert box is not None
        assert box["y"] == 0
        assert box["height"] < 60


def test_a_link_of_the_contents_leads_below_the_status_bar(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html) as page:
        link = page.locator("nav a").nth(2)
        link.click()
        target = page.locator(f"[id='{str(link.get_attribute('href'))[1:]}']").bounding_box()
        bar = page.locator("aside.status").bounding_box()
        assert target is not None
        assert bar is not None
        assert target["y"] >= bar["height"]


def test_the_contents_are_a_column_on_wide_screens_and_fold_on_narrow_ones(
    report_html: Path, open_page: Opener
) -> None:
    with open_page(report_html) as page:
        assert page.locator("nav details > ol").is_visible()
        assert page.locator("nav summary").is_hidden()
    with open_page(report_html, width=360) as page:
        assert page.locator("nav summary").is_visible()
        assert not page.locator("nav details").evaluate("part => part.open")


def test_the_skip_link_is_first_and_leads_to_the_report(report_html: Path, open_page: Opener) -> None:
    with open_page(report_html) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "report"


def test_every_printed_page_bears_the_status_and_its_number(report_html: Path, open_page: Opener) -> None:
    import pypdfium2

    notice = lxml_html.parse(report_html).find(".//aside[@class='status']").text_content().strip()
    with open_page(report_html) as page:
        printed = page.pdf(prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(printed)
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    document.close()
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert text.count(notice) == 1
        assert re.search(rf"Page {number} of {len(pages)}\b", text)
