"""The table of options in docs/formats.md is that of the form, and what it says to write is understood."""

from __future__ import annotations

import re

from ogpkit.forms import load_form
from tests.conftest import ROOT


def test_table_of_options_is_that_of_the_form() -> None:
    form = load_form("inception")
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    table = text.partition("| question | write | official text |")[2].partition("\n\n")[0]
    written = re.findall(r"^\|[^|]*\| `(.+?)` \| (.+?) \|$", table, re.MULTILINE)

    assert written == [(option.name, option.text) for choice in form.choices.values() for option in choice.options]


def test_what_the_table_says_to_write_names_its_option() -> None:
    for choice in load_form("inception").choices.values():
        for option in choice.options:
            assert choice.find(option.name) is choice.find(option.text) is option
