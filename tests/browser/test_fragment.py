"""Blocks in the output of a cell, in a stand-in for JupyterLab: its own themes, and those rules that get in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ogpkit.report.html import fragment
from tests.browser.conftest import Checker, Opener
from tests.report.sample import sample_document

THEMES = Path(sys.prefix, "share/jupyter/lab/themes/@jupyterlab")
NOTEBOOK_STYLE = """
body { background: var(--jp-layout-color0); color: var(--jp-content-font-color1); }
.jp-RenderedHTMLCommon { color: var(--jp-content-font-color1); font-size: var(--jp-content-font-size1); }
.jp-RenderedHTMLCommon table { border-collapse: collapse; table-layout: fixed; margin: 0 auto 1em; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th { text-align: right; white-space: normal; max-width: none; }
.jp-RenderedHTMLCommon tbody tr:nth-child(even) { background: var(--jp-rendermime-table-row-background); }
.jp-RenderedHTMLCommon dl dt { float: left; width: 20%; }
.jp-RenderedHTMLCommon pre { background: var(--jp-layout-color0); color: var(--jp-content-font-color1); }
"""


@pytest.fixture(scope="module", params=["light", "dark"])
def notebook_html(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    theme = (THEMES / f"theme-{request.param}-extension" / "index.css").read_text(encoding="utf-8")
    outputs = (
        f'<div class="jp-RenderedHTMLCommon">{fragment(part)}</div>'
        for part in (sample_document().blocks[:8], sample_document().blocks[8:])
    )
    path = tmp_path_factory.mktemp("notebook") / "notebook.html"
    path.write_text(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title><style>{theme}</style>'
        f'<style>{NOTEBOOK_STYLE}</style></head><body data-jp-theme-light="{str(request.param == "light").lower()}">'
        f"<main><h1>Notebook</h1>{''.join(outputs)}</main></body></html>",
        encoding="utf-8",
    )
    return path


def test_the_checker_finds_nothing_in_a_cells_output(
    notebook_html: Path, open_page: Opener, check_accessibility: Checker
) -> None:
    with open_page(notebook_html, width=1000) as page:
        # The levels of a notebook's headings are its author's; a cell does not know what stands above it.
        assert [found for found in check_accessibility(page) if not found.startswith("heading-order")] == []


def test_the_notebooks_own_rules_do_not_bend_the_tables(notebook_html: Path, open_page: Opener) -> None:
    with open_page(notebook_html, width=1000) as page:
        cell = page.locator(".ogp tbody td").first
        assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "start"
        assert page.locator(".ogp dt").first.evaluate("part => getComputedStyle(part).float") == "none"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1000
