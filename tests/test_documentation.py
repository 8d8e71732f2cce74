"""The documentation is true: its examples run, its commands and options exist, and every command is in it."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
import typer.main

from ogpkit.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "reports" / "README.md"]
)
GROUP = typer.main.get_command(app)
COMMANDS = GROUP.commands  # type: ignore[attr-defined]
MADE = {"out.ipynb", "out"}
"""Files of examples that a command before them makes."""


def fenced(page: str, language: str) -> list[str]:
    """Return the contents of a page's fenced blocks of one language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = re.findall(rf"^([ \t]*)```{language}\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL)
    return [block for _, block in found]


def examples() -> list[tuple[str, str]]:
    """Return each command line of the pages that begins with ``$``."""
    return [
        (page, line.strip()[1:].strip())
        for page in PAGES
        for language in ("console", "sh", "shell", "bash")
        for block in fenced(page, language)
        for line in block.splitlines()
        if line.strip().startswith("$ ")
    ]


def called(line: str) -> list[str]:
    """Return the words of an example after ``ogpkit``; empty where it calls something else."""
    words = shlex.split(line, comments=True)
    return words[1:] if words and Path(words[0]).name == "ogpkit" else []


def test_there_are_examples():
    assert len([line for _, line in examples() if called(line)]) >= 5


@pytest.mark.parametrize("page, line", [(page, line) for page, line in examples() if called(line)])
def test_a_command_in_the_documentation_parses(page, line):
    name, *rest = called(line)
    assert name in COMMANDS, f"{page}: {line}"
    if "--help" in rest:
        return
    # Parsing converts every option and argument; it runs nothing.
    context = COMMANDS[name].make_context(name, rest)
    assert context.params is not None


@pytest.mark.parametrize("page, line", examples())
def test_a_file_in_an_example_exists(page, line):
    words = shlex.split(line, comments=True)
    named = [word for word in words[1:] if re.search(r"\.(yaml|ipynb|csv)$", word) and not word.isupper()]
    for name in named:
        if name in MADE or name.startswith("reports/") or "SLUG" in name:
            continue
        assert (ROOT / name).is_file(), f"{page}: {line}"


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_give_what_they_show(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    blocks = [block for block in fenced(page, "python") if ">>>" in block]
    test = doctest.DocTestParser().get_doctest("\n\n".join(blocks), {}, page, page, 0)
    assert len(test.examples) == sum(block.count(">>> ") for block in blocks)
    runner = doctest.DocTestRunner(optionflags=flags)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    match = re.search(rf"^## ogpkit {name}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"docs/commands.md has no chapter on ogpkit {name}"
    options = [option for one in COMMANDS[name].params for option in one.opts if option.startswith("--")]
    assert [option for option in options if f"`{option}" not in match[1] and f"{option} " not in match[1]] == []


def test_no_command_is_documented_that_does_not_exist():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## ogpkit ([a-z]+)$", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_a_link_to_a_file_leads_to_one(page):
    text = re.sub(
        r"^([ \t]*)```.*?^\1```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"
