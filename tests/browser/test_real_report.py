"""The real Khmelnytskyi report in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Checker, Opener


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_the_real_report_passes_the_checker_and_fits_the_window(
    report_folder: Path, open_page: Opener, check_accessibility: Checker, width: int, scheme: str
) -> None:
    page_file = report_folder / "report.html"
    with open_page(page_file, width=width, scheme=scheme) as page:
        assert check_accessibility(page) == [], "as it opens"
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert check_accessibility(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        asked = page.requests  # type: ignore[attr-defined]
        assert [address for address in asked if not address.startswith("data:")] == [page_file.as_uri()]
        assert page.complaints == []  # type: ignore[attr-defined]
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
