"""A browser for the tests, pages opened in it, and the accessibility checker.

A test takes ``report_html``, the path of a page; what must hold for every report is a function of that path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from ogpkit.report.html import write_html
from tests.report.sample import sample_document

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Opener = Callable[..., AbstractContextManager[Page]]
Checker = Callable[[Page], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give the system's Chromium; without one the test is skipped, or fails where a browser is required.

    Closed after each module, because other tests cannot run an event loop while Playwright's is running.
    """
    program = os.environ.get("OGPKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        reason = "Chromium was not found; install it, or name it in OGPKIT_CHROMIUM"
        if os.environ.get("OGPKIT_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Opener:
    """Open a file in a window of a given width and colour scheme; ``page.requests`` lists what it asked for."""

    @contextmanager
    def opened(
        path: Path, *, width: int = 1280, height: int = 800, scheme: str = "light", **more: Any
    ) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            **more,
        )
        page = context.new_page()
        page.requests = []  # type: ignore[attr-defined]
        page.complaints = []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.requests.append(request.url))  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
        page.goto(path.as_uri())
        yield page
        context.close()

    return opened


@pytest.fixture(scope="module")
def check_accessibility() -> Checker:
    """Return what axe-core finds wrong in a page, one line for each element."""
    axe = Axe()

    def check(page: Page) -> list[str]:
        # The shades at the edges of scrolled tables hide from axe what the ground of their text is.
        page.evaluate("for (const part of document.querySelectorAll('.scroll')) part.style.backgroundImage = 'none'")
        found = axe.run(page).response["violations"]
        return [f"{rule['id']}: {node['html']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return check


@pytest.fixture(scope="module")
def report_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the path of a page to look at."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(write_html(sample_document()), encoding="utf-8")
    return path
