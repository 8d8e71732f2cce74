"""The record in its normal form: the same inputs give the same bytes, whenever and wherever the notebook ran."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat

__all__ = ["normalise", "record_bytes", "write_record"]

_INJECTED = "injected-parameters"
_RUN_ONLY = ("execution", "ExecuteTime", "trusted")
_STYLER = re.compile(r"\bT_([0-9a-f]{5,})(?=[\"_ {#.,])")
# An object's address in memory, as in "<Line2D object at 0x7f57490e7e90>".
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")
# The file in which a kernel says that a cell's code stands, as in "/tmp/ipykernel_4711/1358205391.py:3: UserWarning".
_CELL_FILE = re.compile(r"(?<![^\s\"'(])[^\s\"'(]*[/\\]ipykernel_\d+[/\\](\d+\.py)\b")


def normalise(node: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy of an executed notebook without what differs from run to run.

    Taken out: papermill's times, paths and version; the cells' execution times; the version of the language; addresses
    of objects in memory, and the temporary folder that a kernel names in warnings. Made the same: the id of the cell
    with the injected parameters, pandas' random style ids, the pieces in which printed text arrived, and execution
    counts where the cells ran in order. All else is kept; the keys are sorted.

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> node = new_notebook(metadata={"papermill": {"parameters": {"a": 1}, "duration": 3.1, "exception": None}})
    >>> normalise(node).metadata
    {'papermill': {'parameters': {'a': 1}}}
    """
    result = copy.deepcopy(node)
    metadata = result.setdefault("metadata", {})
    _settle_papermill(metadata)
    if isinstance(language := metadata.get("language_info"), dict):
        language.pop("version", None)
    cells = result.setdefault("cells", [])
    for cell in cells:
        _settle_cell(cell)
    _settle_ids(cells)
    _settle_counts(cells)
    sorted_node: nbformat.NotebookNode = nbformat.from_dict(_sorted(result))  # type: ignore[no-untyped-call]
    return sorted_node


def record_bytes(record: nbformat.NotebookNode) -> bytes:
    """Return a notebook as the bytes of a file; :func:`normalise` gives it the form that is the same in every run.

    One line for each cell: the usual form, with one for each bracket, takes ten times as long to write, for it is not
    the quick half of Python's writer that indents.
    """
    rest = {key: value for key, value in record.items() if key != "cells"}
    cells = ",\n".join(_json(cell) for cell in record["cells"])
    parts = [f'"cells": [\n{cells}\n]', *(f"{_json(key)}: {_json(rest[key])}" for key in sorted(rest))]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def write_record(node: nbformat.NotebookNode, path: Path | str) -> None:
    """Write an executed notebook in its normal form.

    Raises
    ------
    nbformat.ValidationError
        Where the notebook is not valid; nothing is written then.
    """
    record = normalise(node)
    nbformat.validate(record)
    Path(path).write_bytes(record_bytes(record))


def _settle_papermill(metadata: dict[str, Any]) -> None:
    papermill = metadata.get("papermill")
    if not isinstance(papermill, Mapping):
        return
    kept = {key: papermill[key] for key in ("default_parameters", "parameters") if papermill.get(key)}
    if papermill.get("exception"):
        kept["exception"] = papermill["exception"]
    if kept:
        metadata["papermill"] = kept
    else:
        del metadata["papermill"]


def _settle_cell(cell: dict[str, Any]) -> None:
    metadata = cell.setdefault("metadata", {})
    for key in _RUN_ONLY:
        metadata.pop(key, None)
    papermill = metadata.pop("papermill", None)
    if isinstance(papermill, Mapping) and papermill.get("exception"):
        metadata["papermill"] = {"exception": papermill["exception"], "status": papermill.get("status", "failed")}
    if cell.get("cell_type") != "code":
        return
    outputs: list[dict[str, Any]] = []
    for output in cell.get("outputs") or ():
        before = outputs[-1] if outputs else {}
        if output.get("output_type") == "stream" and before.get("name") == output.get("name"):
            # How often the kernel flushed what was printed is a matter of time.
            before["text"] = _joined(before.get("text")) + _joined(output.get("text"))
        else:
            outputs.append(output)
    for number, output in enumerate(outputs, 1):
        if output.get("output_type") == "stream":
            output["text"] = _settle_text(_joined(output.get("text")))
        data = output.get("data")
        if isinstance(data, dict):
            if "text/plain" in data:
                data["text/plain"] = _settle_text(_joined(data["text/plain"]))
            if "text/html" in data:
                data["text/html"] = _settle_style_ids(_joined(data["text/html"]), number)
    cell["outputs"] = outputs


def _settle_text(text: str) -> str:
    r"""Take out where in memory and in which temporary folder something was.

    Examples
    --------
    >>> _settle_text("/tmp/ipykernel_4711/13582.py:3: UserWarning: see <object at 0x7f57490e7e90>")
    'ipykernel/13582.py:3: UserWarning: see <object at 0x…>'
    """
    return _CELL_FILE.sub(r"ipykernel/\1", _ADDRESS.sub("at 0x…", text))


def _settle_style_ids(html: str, number: int) -> str:
    """Name pandas' styled tables by their order in the cell instead of at random."""
    names: dict[str, str] = {}
    return _STYLER.sub(lambda found: "T_" + names.setdefault(found[1], f"{number}x{len(names) + 1}"), html)


def _settle_ids(cells: list[dict[str, Any]]) -> None:
    taken = {cell.get("id") for cell in cells}
    for cell in cells:
        tags = (cell.get("metadata") or {}).get("tags") or ()
        if _INJECTED not in tags or "id" not in cell or re.fullmatch(rf"{_INJECTED}(-\d+)?", cell["id"]):
            continue
        wanted, number = _INJECTED, 1
        while wanted in taken:
            number += 1
            wanted = f"{_INJECTED}-{number}"
        cell["id"] = wanted
        taken.add(wanted)


def _settle_counts(cells: list[dict[str, Any]]) -> None:
    """Count executed cells from 1 where they ran from top to bottom; another order is news and is kept."""
    run = [cell for cell in cells if cell.get("cell_type") == "code" and cell.get("execution_count") is not None]
    counts = [cell["execution_count"] for cell in run]
    if any(later <= earlier for earlier, later in pairwise(counts)):
        return
    for number, cell in enumerate(run, 1):
        cell["execution_count"] = number
        for output in cell.get("outputs") or ():
            if output.get("output_type") == "execute_result":
                output["execution_count"] = number


def _joined(text: Any) -> str:
    return "".join(str(line) for line in text) if isinstance(text, list) else str(text or "")


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value
