"""The indicators of a document as data: JSON and CSV, and the parameters of its run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ogpkit.report.blocks import Document, IndicatorRow

__all__ = ["indicators_csv", "indicators_json", "parameters_json", "table_csv"]

_COLUMNS = ("id", "name", "entity", "value", "n", "N", "unit", "official", "method", "flags", "low", "high")


_FORMULA = re.compile(r"[\t\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]")
"""How a text begins that a spreadsheet may take for a formula; full-width and small forms of the signs included."""

_PARTED = re.compile(r'[,;\t"\n\v\f\x1c-\x1e\x85\u2028\u2029|]')


def _dump(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode()


def indicators_json(document: Document) -> bytes:
    """Return the indicators as JSON: a list of one object each, flat, so that pandas reads it as a table.

    Which report they belong to stands in the report itself, and in the ``parameters.json`` beside it in the PDF.
    """
    return _dump([row.model_dump(mode="json") for row in document.indicators])


def _cell(value: Any) -> str:
    # csv leaves a bare carriage return without quotes, and readers take it for the end of the row.
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    # A spreadsheet takes such a text for a formula and would run it, some of them after blanks, too.
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _quoted(text: str) -> str:
    # Where the list separator is a semicolon or a tab, a spreadsheet parts an unquoted cell there.
    return '"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text


def _values(row: IndicatorRow) -> list[Any]:
    values = row.model_dump() | {"flags": "; ".join(row.flags), "official": "yes" if row.official else "no"}
    return [values[column] for column in _COLUMNS]


def indicators_csv(document: Document) -> bytes:
    """Return the indicators as CSV (UTF-8), one row each; flags are parted by semicolons."""
    return table_csv(_COLUMNS, (_values(row) for row in document.indicators))


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    r"""Return a table as CSV (UTF-8); no text in it can be taken for a formula by a spreadsheet, nor for two cells.

    Examples
    --------
    >>> table_csv(["name"], [["=1+1"], [-1]])
    b"name\n'=1+1\n-1\n"
    """
    lines = [",".join(_quoted(_cell(value)) for value in row) for row in (columns, *rows)]
    # A row of one empty cell would be an empty line, which readers pass over.
    return "".join((line or '""') + "\n" for line in lines).encode()


def parameters_json(document: Document) -> bytes:
    """Return the parameters that the notebook ran with, as JSON."""
    return _dump(document.parameters)
