"""The page of indicators in the documentation is that of the catalogue, and no text of it becomes markup."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from ogpkit.indicators import CATALOGUE, Definition
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_what_the_catalogue_says(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main("check") == 0, capsys.readouterr().out


def test_page_that_is_stale_is_named_with_the_command_that_mends_it(
    tool: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tool.TOPICS, "Another", (Definition("x", "X", "What x is", "me"),))

    assert tool.main("check") == 1
    assert capsys.readouterr().out.endswith("python tools/catalogue.py write\n")


def test_every_indicator_has_its_heading_once(tool: ModuleType) -> None:
    page = tool.page()

    assert re.findall(r"^### .+\n\n`([\w.-]+)`", page, re.MULTILINE) == list(CATALOGUE)


def test_every_indicator_has_every_field_and_none_is_passed_over(tool: ModuleType) -> None:
    fields = re.findall(r"^:(\w+): \S", tool.page(), re.MULTILINE)

    assert fields == ["Formula", "Unit", "Range", "Denominator", "Source", "Caveats"] * len(CATALOGUE)


def test_hints_and_official_figures_are_marked(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = (
        Definition("a", "A", "What a is", "me", hint=True),
        Definition("b", "B", "What b is", "OGP", official=True),
    )
    monkeypatch.setattr(tool, "TOPICS", {"One": entries, "None yet": ()})
    page = tool.page()

    assert "`a`, the kit's own, **hint, no verdict**\n" in page
    assert "`b`, official\n" in page
    assert "2 indicators, 1 of them hints." in page
    assert "None yet" not in page


def test_no_sign_of_a_definition_becomes_markup(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a*b* _c_ `d` <b>e</b> [f](g) |h| ~~i~~ $j$ 1. - # k \\ l"
    monkeypatch.setattr(tool, "TOPICS", {"One": (Definition("a", "A", text, "me", formula=text, unit="%"),)})

    shown = MarkdownIt("commonmark").render(tool.page().partition("### A")[2].partition("`a`")[2])

    assert set(re.findall(r"<(\w+)", shown)) == {"p"}


def test_long_definition_begins_no_list_at_the_end_of_a_line(tool: ModuleType) -> None:
    text = "word " * 23 + "- 1. + 2) # end " * 30

    lines = list(tool._paragraph(text))

    assert " ".join(lines).split() == text.split()
    assert len(lines) > 3
    assert not [line for line in lines if re.match(r"\s*(?:[-+#]|\d+[.)]) ", line)]
