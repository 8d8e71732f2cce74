"""Forms are data: no code knows the id or the number of a question, so that a new form needs no code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from ogpkit.forms import form_names, load_form
from ogpkit.forms.model import Measure

SOURCES = Path(__file__).resolve().parents[2] / "src" / "ogpkit"
# Words that are the name of a measure too are part of the model's own vocabulary.
IDS = {question.id for name in form_names() for question in load_form(name).questions} - set(get_args(Measure))
NUMBER = re.compile(r"(?:\{n\}|[1-9]\d?|N)\.\d{1,2}")
# The demo invents answers to the questions of the form, as a person would write them.
CODE = sorted(path for path in SOURCES.rglob("*.py") if "demo" not in path.parts)
TEMPLATES = sorted(path for path in SOURCES.rglob("*") if path.suffix in {".typ", ".j2"})


def texts(source: str) -> list[tuple[int, str]]:
    """Return the texts in a Python source with their lines, docstrings left out."""
    tree = ast.parse(source)
    said = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said
    ]


def known(source: str) -> list[tuple[int, str]]:
    return sorted((line, text) for line, text in texts(source) if text in IDS or NUMBER.fullmatch(text))


def test_the_search_finds_ids_and_numbers_but_not_in_docstrings() -> None:
    source = '"""forum-exists 1.1"""\na = {"forum-exists": "1.1"}\nb = f"{x}.5"\nc = "{n}.4"\n'

    assert known(source) == [(2, "1.1"), (2, "forum-exists"), (4, "{n}.4")]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_code_knows_no_question(path: Path) -> None:
    assert known(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_templates_know_no_question(path: Path) -> None:
    source = re.sub(r"^\s*//.*$|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    quoted = re.findall(r"""["']([^"'\n]*)["']""", source)

    assert [text for text in quoted if text in IDS or NUMBER.fullmatch(text)] == []
