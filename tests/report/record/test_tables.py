from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.report.blocks import Table, plain
from ogpkit.report.record.tables import fragment, table_from_html


def table(text: str) -> Table:
    result = table_from_html(fragment(text))
    assert result is not None
    return result


def body(result: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in result.rows]


def test_a_span_in_the_body_is_repeated_for_heads_only() -> None:
    result = table(
        "<table><tr><th>a</th><th>b</th><th>c</th></tr>"
        "<tr><th rowspan=2>x</th><td colspan=2>1</td></tr><tr><td>2</td><td>3</td></tr></table>"
    )
    assert body(result) == [["x", "1", ""], ["x", "2", "3"]]
    assert result.row_header


def test_rows_of_unequal_length_are_filled_up() -> None:
    assert body(table("<table><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>")) == [["1", ""], ["2", "3"]]


@pytest.mark.parametrize("span", ["1000000000", "-3", "x", "0"])
def test_a_senseless_span_counts_as_one(span: str) -> None:
    assert body(table(f"<table><tr><td colspan={span} rowspan={span}>1</td></tr></table>")) == [["1"]]


def test_a_foot_stands_last() -> None:
    text = "<table><tfoot><tr><td>sum</td></tr></tfoot><tbody><tr><td>1</td></tr></tbody></table>"
    assert body(table(text)) == [["1"], ["sum"]]


def test_a_shortened_frame_says_its_size() -> None:
    with pd.option_context("display.max_rows", 4):
        result = table(pd.DataFrame({"n": range(50)})._repr_html_())  # type: ignore[operator]
    assert plain(result.note) == "50 rows × 1 columns"


@pytest.mark.parametrize(
    "values, align",
    [
        (["1", "2.5", "−3"], "right"),
        (["1,234", "–", ""], "right"),
        (["12 %", "NaN", "3.0%"], "right"),
        (["€ 5", "$7"], "right"),
        (["1e-3", "(4)"], "right"),
        (["1", "two"], "left"),
        (["2024-05-31"], "left"),
        (["", "–"], "left"),
    ],
)
def test_columns_of_numbers_stand_to_the_right(values: list[str], align: str) -> None:
    rows = "".join(f"<tr><td>x</td><td>{value}</td></tr>" for value in values)
    assert table(f"<table><tr><th>a</th><th>b</th></tr>{rows}</table>").columns[1].align == align


@pytest.mark.parametrize(
    "text",
    [
        "<p>x</p>",
        "<table></table>",
        "<p>words</p><table><tr><td>1</td></tr></table>",
        "<table><tr><td>1</td></tr></table><table><tr><td>1</td></tr></table>",
        "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>",
        "<table><tr><td><img src='x'></td></tr></table>",
    ],
)
def test_what_is_not_just_a_table_is_none(text: str) -> None:
    assert table_from_html(fragment(text)) is None


label = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="&<>$"), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(label, label), min_size=1, max_size=5, unique=True),
    st.lists(label, min_size=1, max_size=4, unique=True),
)
def test_every_cell_of_a_frame_arrives(index: list[tuple[str, str]], columns: list[str]) -> None:
    frame = pd.DataFrame(
        [[row * len(columns) + column for column in range(len(columns))] for row in range(len(index))],
        index=pd.MultiIndex.from_tuples(index, names=["first", "second"]),
        columns=columns,
    )
    result = table(frame.to_html())
    assert [plain(column.title) for column in result.columns] == ["first", "second", *columns]
    assert body(result) == [[*key, *map(str, row)] for key, row in zip(index, frame.to_numpy().tolist(), strict=True)]
