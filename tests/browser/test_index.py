"""The index of all reports in a browser: readable without its script, sorted and filtered with it, by keyboard too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from ogpkit.report.index import write_index
from ogpkit.report.index.comparison import COLUMNS
from tests.browser.conftest import Checker, Opener
from tests.report.index.sample import entries

SIZES = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
COUNT = 60


@pytest.fixture(scope="module")
def index_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "index.html"
    path.write_text(write_index(entries(COUNT)), encoding="utf-8")
    return path


def names(page: Page) -> list[str]:
    """Return the reports that are shown, in the order in which they are shown."""
    found = page.locator("table.reports tbody tr:visible code").all_text_contents()
    return [name.strip() for name in found]


def head(page: Page, title: str, table: int = 0) -> Locator:
    return page.locator("table.sortable").nth(table).get_by_role("columnheader", name=title)


@pytest.mark.parametrize("width, scheme", SIZES)
def test_the_checker_finds_nothing(
    index_html: Path, open_page: Opener, check_accessibility: Checker, width: int, scheme: str
) -> None:
    with open_page(index_html, width=width, scheme=scheme) as page:
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert check_accessibility(page) == []
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert check_accessibility(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1100, 1216, 1280, 1920])
def test_nothing_makes_the_page_wider_than_the_window(index_html: Path, open_page: Opener, width: int) -> None:
    with open_page(index_html, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(
    index_html: Path, open_page: Opener
) -> None:
    with open_page(index_html) as page:
        head(page, "Date").get_by_role("button").click()
        page.get_by_label("Find", exact=True).fill("ukraine")
        assert page.requests == [index_html.as_uri()]  # type: ignore[attr-defined]
        assert page.complaints == []  # type: ignore[attr-defined]


def test_without_the_script_everything_is_there_and_nothing_is_offered_that_does_nothing(
    index_html: Path, open_page: Opener
) -> None:
    with open_page(index_html, java_script_enabled=False) as page:
        assert len(names(page)) == COUNT
        assert page.locator("form.filters").is_hidden()
        assert page.locator("thead button").count() == 0
        assert page.locator("table.compared").first.is_visible()


def test_typing_filters_by_all_words_without_regard_to_accents_and_case(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.get_by_label("Find", exact=True).press_sequentially("CORDOBA final")
        shown = names(page)
        expected = [one.name for one in entries(COUNT) if one.country == "Argentina" and one.status == "final"]
        assert sorted(shown) == expected
        assert page.locator("#found").text_content() == f"{len(expected)} of {COUNT} reports are shown"


def test_names_in_other_scripts_are_found(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        for word, country in (("მარტვილი", "Georgia"), ("تطوان", "Morocco"), ("臺中", "Chinese Taipei")):
            page.get_by_label("Find", exact=True).fill(word)
            assert sorted(names(page)) == [one.name for one in entries(COUNT) if one.country == country]


def test_a_failed_report_is_found_by_its_message(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.get_by_label("Find", exact=True).fill("yse")
        assert sorted(names(page)) == [one.name for one in entries(COUNT) if one.message]


def test_choices_filter_the_list_the_comparison_and_the_failures_alike(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.get_by_label("Country", exact=True).select_option(
            label=f"Ukraine ({sum(e.country == 'Ukraine' for e in entries(COUNT))})"
        )
        ukraine = [one for one in entries(COUNT) if one.country == "Ukraine"]
        assert sorted(names(page)) == [one.name for one in ukraine]
        assert page.locator("table.compared tr[data-i]:visible").count() == sum(bool(e.indicators) for e in ukraine)
        assert page.locator("ul.failures li:not([hidden])").count() == sum(bool(e.message) for e in ukraine)
        assert page.locator("tr[data-c]:visible th bdi").all_text_contents() == ["Ukraine"]
        page.get_by_label("Status", exact=True).select_option(index=3)
        assert sorted(names(page)) == [one.name for one in ukraine if one.status == "final"]
        assert page.locator("tbody.sums").first.is_visible(), "sums are over all reports, whatever is filtered"


def test_nothing_found_says_so_and_can_be_cleared_by_keyboard(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.get_by_label("Find", exact=True).fill("no such town")
        assert page.locator("p.none").is_visible()
        page.locator("p.none button").press("Enter")
        page.wait_for_function("document.querySelector('p.none').hidden")
        assert len(names(page)) == COUNT
        assert page.evaluate("document.activeElement.id") == "q"


def test_a_column_is_sorted_by_keyboard_up_and_down_and_says_so(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        date = {one.name: one.date for one in entries(COUNT)}
        button = head(page, "Date").get_by_role("button")
        button.press("Enter")
        assert [date[name] for name in names(page)] == sorted(date.values())
        assert head(page, "Date").get_attribute("aria-sort") == "ascending"
        assert page.locator(".sorted").text_content() == "Sorted by Date, ascending"
        button.press("Space")
        assert [date[name] for name in names(page)] == sorted(date.values(), reverse=True)
        assert head(page, "Date").get_attribute("aria-sort") == "descending"
        head(page, "Country").get_by_role("button").press("Enter")
        assert page.locator("table.reports [aria-sort]").count() == 1


def test_a_status_is_sorted_from_draft_to_final_and_a_state_by_what_needs_care(
    index_html: Path, open_page: Opener
) -> None:
    with open_page(index_html) as page:
        listed = {one.name: one for one in entries(COUNT)}
        head(page, "Status").get_by_role("button").click()
        order = ["draft", "public-comment", "final"]
        places = [order.index(listed[name].status) for name in names(page)]
        assert places == sorted(places)
        head(page, "State").get_by_role("button").click()
        states = [listed[name].state for name in names(page)]
        assert list(dict.fromkeys(states)) == ["failed", "old", "missing", "current"]


@pytest.mark.parametrize("clicks", [1, 2])
def test_figures_are_sorted_as_numbers_and_what_is_not_known_comes_last(
    index_html: Path, open_page: Opener, clicks: int
) -> None:
    with open_page(index_html) as page:
        for _ in range(clicks):
            head(page, "Verifiable", 1).get_by_role("button").click()
        shares = [
            {key.id: key.n / key.N for key in one.indicators if key.n is not None and key.N}["commitments-verifiable"]
            for one in entries(COUNT)
            if one.indicators
        ]
        cells = page.locator("table.compared").first.locator("tr[data-i] td:nth-child(9)").all_text_contents()
        found = [int(cell.split()[0]) / int(cell.split()[2]) for cell in cells]
        assert found == sorted(shares, reverse=clicks == 2)
        head(page, "Requirements met").get_by_role("button").click()
        last = page.locator("table.reports tbody tr").last
        assert last.locator("td").nth(6).text_content() == "n/a"


def test_a_sum_stays_on_top_however_one_sorts(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        head(page, "Practices", 1).get_by_role("button").click()
        assert page.locator("table.compared tbody tr").first.locator("th").inner_text().startswith("All plans")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_is_a_table_for_a_screen_reader_even_where_it_is_shown_as_cards(
    index_html: Path, open_page: Opener, width: int
) -> None:
    with open_page(index_html, width=width) as page:
        table = page.get_by_role("table", name="Reports", exact=True)
        assert table.get_by_role("row").count() == COUNT + 1
        row = table.get_by_role("row").nth(1)
        assert row.get_by_role("rowheader").count() == 1
        assert row.get_by_role("cell").count() == 9


def test_the_link_to_a_reason_unfolds_it(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = false")
        page.locator("table.reports a[href^='#failure-']").first.click()
        page.locator("ul.failures li p").first.wait_for(state="visible")


def test_the_skip_link_is_first_and_leads_to_the_reports(index_html: Path, open_page: Opener) -> None:
    with open_page(index_html) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "reports"


def test_on_a_phone_the_comparison_scrolls_by_keyboard_and_keeps_the_members_in_sight(
    index_html: Path, open_page: Opener
) -> None:
    with open_page(index_html, width=360) as page:
        part = page.get_by_role("region", name="Table of plans compared: Inception Report")
        part.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("part => part.scrollLeft > 0", arg=part.element_handle())
        box = part.locator("tbody tr th").first.bounding_box()
        assert box is not None
        assert box["x"] >= 0


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_each_row_of_the_comparison_stands_in_one_line(index_html: Path, open_page: Opener, width: int) -> None:
    with open_page(index_html, width=width) as page:
        row = page.locator("table.compared tbody:not(.sums) tr").first
        tops = row.evaluate("row => [...row.cells].map(cell => cell.getBoundingClientRect().top)")
        assert len(tops) == 1 + len(COLUMNS)
        assert max(tops) - min(tops) < 1


def test_a_printed_index_holds_every_report_and_its_heads_on_each_page(index_html: Path, open_page: Opener) -> None:
    import pypdfium2

    with open_page(index_html) as page:
        printed = page.pdf(prefer_css_page_size=True)
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(printed)]
    whole = "\n".join(pages)
    assert all(one.name in whole for one in entries(COUNT))
    listing = [
        text for text in pages if "city-00" in text and "Plans compared" not in text and "What failed" not in text
    ]
    assert len(listing) > 1
    assert all("Country" in text and "Promising" in text for text in listing)
    assert "Find" not in whole
