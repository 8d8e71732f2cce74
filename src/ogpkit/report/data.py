"""The indicators of a document as data: JSON and CSV, and the parameters of its run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from ogpkit.report.blocks import Document, IndicatorRow

__all__ = ["indicators_csv", "indicators_json", "parameters_json", "table_csv"]

_COLUMNS = ("id", "name", "entity", "value", "n", "N", "unit", "official", "method", "flags", "low", "high")


def _dump(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode()


def indicators_json(document: Document) -> bytes:
    """Return the indicators as JSON: what report they belong to, and one object each."""
    cover = document.cover
    about = {
        "title": cover.title,
        "member": cover.member,
        "period": cover.period,
        "status": cover.status,
        "date": cover.date,
        "generator": cover.generator,
    }
    return _dump({"report": about, "indicators": [row.model_dump(mode="json") for row in document.indicators]})


def _cell(value: Any) -> str:
    # csv leaves a bare carriage return without quotes, and readers take it for the end of the row.
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    # A spreadsheet takes such a text for a formula and would run it.
    return f"'{text}" if isinstance(value, str) and text[:1] in {"=", "+", "-", "@", "\t", "\n"} else text


def _values(row: IndicatorRow) -> list[Any]:
    values = row.model_dump() | {"flags": "; ".join(row.flags), "official": "yes" if row.official else "no"}
    return [values[column] for column in _COLUMNS]


def indicators_csv(document: Document) -> bytes:
    """Return the indicators as CSV (UTF-8), one row each; flags are parted by semicolons."""
    return table_csv(_COLUMNS, (_values(row) for row in document.indicators))


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    r"""Return a table as CSV (UTF-8); no text in it can be taken for a formula by a spreadsheet.

    Examples
    --------
    >>> table_csv(["name"], [["=1+1"], [-1]])
    b"name\n'=1+1\n-1\n"
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode()


def parameters_json(document: Document) -> bytes:
    """Return the parameters that the notebook ran with, as JSON."""
    return _dump(document.parameters)
