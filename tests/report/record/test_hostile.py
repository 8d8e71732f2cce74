"""Notebooks made to stall or break what reads them: each is refused, or cut, with a word on what was wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from ogpkit.errors import DataError, NotebookContentError
from ogpkit.report.blocks import MIME, CodeBlock, Cover, Document, IndicatorRow
from ogpkit.report.html import write_html
from ogpkit.report.record import document_from_notebook, read_record
from ogpkit.report.record.characters import terminal_text
from ogpkit.report.record.svg import UnsafePictureError, clean_svg
from ogpkit.report.record.tables import TooLargeTableError, fragment, table_from_html

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def shown(output: dict[str, Any], source: str = "x") -> Document:
    cell = new_code_cell(source, outputs=[output], execution_count=1)
    return document_from_notebook(new_notebook(cells=[cell], metadata={"date": "2024-05-31"}), "a.ipynb")


def displayed(media: str, data: Any, source: str = "x") -> Document:
    return shown(new_output("display_data", {media: data}), source)


@pytest.mark.parametrize("href", ["href", "xlink:href"])
@pytest.mark.parametrize(
    "inside",
    [
        "<g id='a'><path/></g><g id='b'><use {}='#a'/><use {}='#a'/></g><use {}='#b'/>",
        "<path id='a'/><use id='b' {}='#a'/><use {}='#b'/>",
        "<g id='a'><use {}='#a'/></g>",
        "<path id='a'/><g id='a'><use {}='#b'/></g><use {}='#a'/>",
    ],
)
def test_a_picture_that_copies_copies_is_refused(inside: str, href: str) -> None:
    with pytest.raises(UnsafePictureError, match="copies of copies"):
        clean_svg(f"{HEAD}{inside.replace('{}', href)}</svg>")


def test_the_refusal_of_copies_names_the_cell() -> None:
    svg = f"{HEAD}<g id='a'><use href='#a'/></g></svg>"
    with pytest.raises(NotebookContentError, match="cell 1: the picture cannot be used: it draws copies of copies"):
        displayed("image/svg+xml", svg, "#| fig-alt: a\nx")


def test_many_copies_of_many_elements_are_refused() -> None:
    inside = "<g id='a'>" + "<path/>" * 1000 + "</g>" + "<use href='#a'/>" * 600
    with pytest.raises(UnsafePictureError, match="it draws 600,600 copies"):
        clean_svg(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize(
    "inside, kept",
    [
        ("<filter id='f'><feTurbulence numOctaves='200'/></filter><rect filter='url(#f)'/>", "<rect/>"),
        ("<rect style='fill: red; filter: blur(9px); stroke: blue'/>", '<rect style="fill: red; ; stroke: blue"/>'),
        ("<rect style='filter/**/:blur(9px)'/>", '<rect style=""/>'),
        ("<style>rect{fill:red;backdrop-filter:blur(9px)}</style>", "<style>rect{fill:red;}</style>"),
    ],
)
def test_filters_are_taken_out(inside: str, kept: str) -> None:
    clean, removed = clean_svg(f"{HEAD}{inside}</svg>")
    assert clean == f"{HEAD}{kept}</svg>"
    assert removed


@pytest.mark.parametrize(
    "rows",
    [
        ("<tr>" + "<td colspan=200 rowspan=200>1</td>" * 50 + "</tr>") * 200,
        "<tr>" + "<td>1</td>" * 1000 + "</tr>" + "<tr><td>1</td></tr>" * 300,
    ],
)
def test_a_table_is_bounded_with_its_spans(rows: str) -> None:
    with pytest.raises(TooLargeTableError, match="the table has more than 200,000 cells"):
        table_from_html(fragment(f"<table>{rows}</table>"))


def test_a_table_too_large_is_named_with_its_cell() -> None:
    row = "<tr>" + "<td colspan=200 rowspan=200>1</td>" * 50 + "</tr>"
    for media in ("text/html", "text/markdown"):
        with pytest.raises(NotebookContentError, match="cell 1: the table has more than 200,000 cells"):
            displayed(media, f"<table>{row * 30}</table>")


@pytest.mark.parametrize(
    "text, left_out",
    [
        ("line\n" * 3000, "2,000 more lines"),
        ("x" * 60_000, "10,000 more characters"),
        (("x" * 99 + "\n") * 3000, "49,999 more characters and 2,000 more lines"),
    ],
)
def test_long_printed_text_is_cut_and_says_so(text: str, left_out: str) -> None:
    document = shown(new_output("stream", name="stdout", text=text))
    (block,) = document.blocks
    assert isinstance(block, CodeBlock)
    assert block.text.endswith(f"\n… ({left_out} are left out)")
    assert len(block.text) < 51_000
    assert document.warnings == (f"cell 1: {left_out} of its output are left out",)


@pytest.mark.parametrize(
    "text", ["\x1bP" * 200_000, "a" * 200_000 + "\b" * 200_000, "a" * 200_000 + "\ra" * 200_000, "\x1b]" * 200_000]
)
def test_hostile_terminal_text_is_read_in_one_pass(text: str) -> None:
    start = perf_counter()
    terminal_text(text)
    assert perf_counter() - start < 5  # minutes, where the time grows with the square


@pytest.mark.parametrize("depth, refused", [(40, False), (150, True), (400, True), (2000, True)])
def test_deep_blocks_are_read_or_refused(tmp_path: Path, depth: int, refused: bool) -> None:
    deep = '{"kind":"quote","blocks":[' * depth + '{"kind":"rule"}' + "]}" * depth
    own = f'{{"version":1,"blocks":[{deep}]}}'
    node = new_notebook(cells=[new_code_cell("x", outputs=[new_output("display_data", {MIME: "?"})])])
    node.cells[0].execution_count = 1
    node.metadata["date"] = "2024-05-31"
    path = tmp_path / "deep.ipynb"
    path.write_text(json.dumps(node).replace('"?"', own), encoding="utf-8")
    if refused:
        with pytest.raises((DataError, NotebookContentError), match="nested too deeply"):
            read_record(path)
    else:
        assert write_html(read_record(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(DataError, match="this is no plain file; expected a Jupyter notebook"):
        read_record(tmp_path / "pipe.ipynb")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_an_indicator_has_a_value_that_json_can_carry(value: str) -> None:
    row = {"id": "a", "name": "b", "entity": "c", "value": json.loads(value)}
    with pytest.raises(NotebookContentError, match="its block cannot be read"):
        displayed(MIME, {"version": 1, "blocks": [{"kind": "indicators", "rows": [row]}]})


def test_indicator_values_keep_their_kind() -> None:
    for value in (1, 1.5, "1", True, None):
        kept = IndicatorRow(id="a", name="b", entity="c", value=value).value
        assert (type(kept), kept) == (type(value), value)


def test_a_cover_has_a_date_of_the_calendar() -> None:
    with pytest.raises(ValueError, match="2024-13-45 is a date that no calendar has"):
        Cover(title="a", status="draft", date="2024-13-45", language="en")
