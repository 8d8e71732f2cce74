"""Indicators as data: what a program or a spreadsheet reads."""

from __future__ import annotations

import csv
import io
import json

import pandas
import pytest

from ogpkit.report.blocks import Cover, Document, IndicatorRow, Indicators
from ogpkit.report.data import indicators_csv, indicators_json, parameters_json, table_csv

ROWS = (
    IndicatorRow(id="a", name="Sha,re", entity="plan", value=67, n=2, N=3, unit="%", flags=("coded: 2", "small")),
    IndicatorRow(id="b", name='A "quoted"\nname', entity="commitment 1", value=None, official=True),
    IndicatorRow(id="c", name="Verdict", entity="план", value="met"),
    IndicatorRow(id="d", name="Truth", entity="plan", value=False),
)


def document(*rows: IndicatorRow, **more: object) -> Document:
    cover = Cover(title="T", status="draft", date="2024-01-02", language="en", generator="ogpkit 1")
    return Document.model_validate({"cover": cover, "blocks": (Indicators(rows=rows),), **more})


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv_holds_a_row_for_each_indicator():
    rows = read(indicators_csv(document(*ROWS)))
    assert [row["name"] for row in rows] == ["Sha,re", 'A "quoted"\nname', "Verdict", "Truth"]
    assert [row["value"] for row in rows] == ["67", "", "met", "False"]
    assert [(row["n"], row["N"], row["flags"]) for row in rows[:2]] == [("2", "3", "coded: 2; small"), ("", "", "")]
    assert [row["official"] for row in rows] == ["no", "yes", "no", "no"]


def test_whole_bounds_are_written_as_whole_numbers():
    row = IndicatorRow(id="days", name="Days", entity="plan", value=None, low=8, high=8.5)
    (read_,) = read(indicators_csv(document(row)))
    assert (read_["low"], read_["high"]) == ("8", "8.5")
    assert b'"low": 8,' in indicators_json(document(row))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@a",
        "\tx",
        "\rx",
        " =1+1",
        "\n  -1",
        "\xa0@a",
        "\ufeff=1",
        "\uff1d1",
        " \uff0b1",
        "\uff0d1",
        "\uff20a",
    ],
)
def test_no_text_in_csv_is_a_formula_of_a_spreadsheet(text):
    (row,) = read(indicators_csv(document(IndicatorRow(id="a", name=text, entity=text, value=text, flags=(text,)))))
    assert {row[key] for key in ("name", "entity", "value", "flags")} == {f"'{text}".replace("\r", "\n")}


@pytest.mark.parametrize("mark", [",", ";", "\t", "\n", '"', "|"])
def test_a_text_with_a_separator_of_any_kind_stands_in_quotes(mark):
    text = f"a{mark}b"
    lines = table_csv(["c"], [[text], ["plain"]]).decode()
    assert lines == 'c\n"{}"\nplain\n'.format(text.replace('"', '""'))
    assert read(lines.encode())[0] == {"c": text}


def test_a_row_of_one_empty_cell_is_a_row():
    assert [row["c"] for row in read(table_csv(["c"], [[None], [""]]))] == ["", ""]


def test_a_negative_number_in_csv_stays_a_number():
    (row,) = read(indicators_csv(document(IndicatorRow(id="a", name="a", entity="plan", value=-3))))
    assert row["value"] == "-3"


def test_json_is_a_list_that_holds_values_with_their_types():
    data = json.loads(indicators_json(document(*ROWS)))
    assert [one["value"] for one in data] == [67, None, "met", False]
    assert data[0]["flags"] == ["coded: 2", "small"]
    assert "план" in indicators_json(document(*ROWS)).decode(), "readable as it is"


def test_pandas_reads_json_and_csv_in_one_line_each_as_the_same_rows():
    of_json = pandas.read_json(io.BytesIO(indicators_json(document(*ROWS))))
    of_csv = pandas.read_csv(io.BytesIO(indicators_csv(document(*ROWS))))
    assert list(of_json["id"]) == list(of_csv["id"]) == [row.id for row in ROWS]
    assert set(of_json.columns) == set(of_csv.columns)
    assert list(of_json["N"].dropna()) == list(of_csv["N"].dropna()) == [row.N for row in ROWS if row.N is not None]


def test_a_report_without_indicators_gives_empty_data_that_still_parse():
    empty = document()
    assert read(indicators_csv(empty)) == []
    assert indicators_csv(empty).startswith(b"id,name,entity,value,")
    assert json.loads(indicators_json(empty)) == []


def test_parameters_are_written_as_they_were_given():
    given = {"dossier": "007", "disclosure_threshold": 10, "language": "en"}
    assert json.loads(parameters_json(document(parameters=given))) == given
