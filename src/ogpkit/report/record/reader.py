"""Reading a record: the file, its cells, and the document that they make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import to_notebook
from nbformat.validator import NotebookValidationError, iter_validate

from ogpkit.errors import DataError, NotebookContentError, Problem
from ogpkit.report.blocks import Block, CodeBlock, Cover, Document, Heading, Raw, plain
from ogpkit.report.record.characters import one_line, printable
from ogpkit.report.record.cover import derived_cover, front_matter
from ogpkit.report.record.findings import Findings, Place
from ogpkit.report.record.markdown import markdown_blocks
from ogpkit.report.record.options import read_options
from ogpkit.report.record.outline import outlined
from ogpkit.report.record.outputs import output_blocks

__all__ = ["MOST_BYTES", "document_from_notebook", "read_notebook", "read_record"]

MOST_BYTES = 200 * 1024 * 1024
"""The largest notebook that is read."""

_MOST_PROBLEMS = 20


def read_record(path: Path | str) -> Document:
    """Read an executed notebook from a file into the document that the writers read.

    Raises
    ------
    DataError
        Where the file is no notebook of format 4: missing, too large, not JSON, not valid.
    NotebookContentError
        Where the notebook holds something that no report can show; every such place is named.
    """
    return document_from_notebook(read_notebook(path), str(path))


def read_notebook(path: Path | str) -> nbformat.NotebookNode:
    """Read a notebook of format 4 from a file and validate it.

    Raises
    ------
    DataError
        Where the file is missing, too large, not JSON, of another format, or not valid.
    """
    name = str(path)
    path = Path(path)

    def refuse(what: str, expected: str = "", todo: str = "") -> DataError:
        return DataError([Problem(name, None, what, expected, todo, rule="notebook")])

    deep = refuse("the notebook is nested too deeply", "at most some hundred levels", "show simpler outputs")
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # A device may never end, and a pipe may never begin.
            raise refuse("this is no plain file", "a Jupyter notebook (.ipynb)", "put a plain file here")
        if (size := path.stat().st_size) > MOST_BYTES:
            limit = MOST_BYTES // 1024**2
            raise refuse(
                f"the notebook has {size // 1024**2} MB",
                f"at most {limit} MB",
                "show tables and pictures of a smaller size",
            )
        content = path.read_bytes()
    except OSError as error:
        raise refuse(f"the notebook cannot be read ({error.strerror or error})") from None
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse("the file is not UTF-8 text", "a Jupyter notebook (.ipynb)") from None
    except RecursionError:
        raise deep from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise DataError(
            [Problem(name, line, "the file is not JSON", "a Jupyter notebook (.ipynb)", rule="notebook")]
        ) from None
    if not isinstance(value, dict) or "nbformat" not in value:
        raise refuse("the file is JSON but not a notebook", "a Jupyter notebook (.ipynb)")
    if value["nbformat"] != 4:
        raise refuse(
            f"the notebook has format {value['nbformat']}", "format 4", "open it in JupyterLab and save it again"
        )
    try:
        node = nbformat.from_dict(value)  # type: ignore[no-untyped-call]
    except RecursionError:
        raise deep from None
    try:
        nbformat.validator.validate(node, version=4, version_minor=node.get("nbformat_minor"), relax_add_props=True)
    except (NotebookValidationError, TypeError, AttributeError, KeyError, ValueError, RecursionError):
        raise DataError(_faults(node, name)) from None
    try:
        result: nbformat.NotebookNode = to_notebook(node)  # type: ignore[no-untyped-call]
    except RecursionError:
        raise deep from None
    return result


def _faults(node: nbformat.NotebookNode, name: str) -> list[Problem]:
    """Return every way in which a notebook breaks its format, each as one line."""
    expected = "a valid Jupyter notebook of format 4"
    problems = []
    try:
        errors = iter_validate(node, version=4, relax_add_props=True)  # type: ignore[no-untyped-call]
        for error in errors:
            where = [str(part + 1) if isinstance(part, int) else str(part) for part in error.relative_path]
            text = one_line(error.message)
            text = text if len(text) <= 200 else f"{text[:200]}…"
            place = f"{' '.join(where).replace('cells ', 'cell ').replace('outputs ', 'output ')}: " if where else ""
            problems.append(Problem(name, None, f"{place}{text}", expected, rule="notebook"))
            if len(problems) == _MOST_PROBLEMS:
                break
    except (TypeError, AttributeError, KeyError, ValueError, RecursionError):
        pass
    return problems or [Problem(name, None, "the notebook is not valid", expected, rule="notebook")]


def document_from_notebook(node: nbformat.NotebookNode, name: str) -> Document:
    r"""Return what an executed notebook shows as a document; ``name`` is the notebook as the user knows it.

    Raises
    ------
    NotebookContentError
        Where the notebook holds something that no report can show; every such place is named.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> node = new_notebook(cells=[new_markdown_cell("# Findings\n\nAll is well.")], metadata={"date": "2024-05-31"})
    >>> document = document_from_notebook(node, "my.ipynb")
    >>> document.cover.title, plain(document.blocks[0].content)
    ('Findings', 'All is well.')
    """
    findings = Findings(name)
    cells = list(node.get("cells") or ())
    front: dict[str, Any] = {}
    if cells and cells[0].get("cell_type") in ("raw", "markdown"):
        findings.place = Place(1)
        front, rest = front_matter(str(cells[0].get("source") or ""), findings)
        if front:
            cells[0] = {**cells[0], "cell_type": "markdown", "source": rest}
    _check_executed(cells, findings)
    blocks: list[Block] = []
    heading = ""
    for number, cell in enumerate(cells, 1):
        findings.place = Place(number, heading)
        for block in _cell_blocks(cell, node, findings):
            blocks.append(block)
            if isinstance(block, Heading):
                heading = " ".join(part for part in (block.number, one_line(plain(block.content))) if part)
            if isinstance(block, Cover) and sum(isinstance(other, Cover) for other in blocks) > 1:
                findings.problem("a second cover", "one cover", "remove one of them", "cover")
    parameters = _parameters(node)
    cover = next((block for block in blocks if isinstance(block, Cover)), None)
    content = [block for block in blocks if not isinstance(block, Cover)]
    if cover is None:
        cover = derived_cover(node, front, parameters, content, findings)
    if findings.problems or cover is None:
        raise NotebookContentError(findings.problems)
    return Document(
        cover=cover,
        blocks=outlined(content, cover.title),
        parameters=parameters,
        warnings=tuple(findings.warnings),
    )


def _parameters(node: Mapping[str, Any]) -> dict[str, Any]:
    papermill = (node.get("metadata") or {}).get("papermill")
    parameters = papermill.get("parameters") if isinstance(papermill, Mapping) else None
    return dict(parameters) if isinstance(parameters, Mapping) else {}


def _cell_blocks(cell: Mapping[str, Any], node: Mapping[str, Any], findings: Findings) -> list[Block]:
    """Return what one cell shows."""
    kind, source = cell.get("cell_type"), str(cell.get("source") or "")
    options = read_options(cell, findings)
    if kind == "code":
        # An error spoils a report even where its cell is not shown, so the outputs are looked at in any case.
        errors = [output for output in cell.get("outputs") or () if output.get("output_type") == "error"]
        if not (options.show and options.output):
            if "raises-exception" not in options.tags:
                output_blocks(errors, options, findings)
            shown: list[Block] = []
        else:
            shown = output_blocks(cell.get("outputs") or (), options, findings)
        echoed = options.show and options.echo and options.source.strip()
        return ([CodeBlock(text=options.source, language=_language(node))] if echoed else []) + shown
    if not options.show:
        return []
    if kind == "markdown":
        return list(markdown_blocks(source, findings, cell.get("attachments")))
    return _raw_cell(cell, source, findings)


def _raw_cell(cell: Mapping[str, Any], source: str, findings: Findings) -> list[Block]:
    """Return what a raw cell shows: it holds text for one format, named in its metadata."""
    metadata = cell.get("metadata") or {}
    form = str(metadata.get("raw_mimetype") or metadata.get("format") or "")
    if not source.strip():
        return []
    if form == "text/markdown":
        return list(markdown_blocks(source, findings, cell.get("attachments")))
    if form == "text/html":
        findings.warning("HTML has no form in the PDF and stands in the HTML report only")
        return [Raw(html=printable(source), where=findings.place.printed)]
    findings.warning(f"a raw cell{f' ({one_line(form)})' if form else ''} is left out")
    return []


def _language(node: Mapping[str, Any]) -> str | None:
    metadata = node.get("metadata") or {}
    info = metadata.get("language_info") or metadata.get("kernelspec") or {}
    return str(info.get("name") or info.get("language") or "") or None


def _check_executed(cells: list[Mapping[str, Any]], findings: Findings) -> None:
    """Note code cells that were never run: their outputs would be missing without a word."""
    code = [
        (number, cell)
        for number, cell in enumerate(cells, 1)
        if cell.get("cell_type") == "code" and str(cell.get("source") or "").strip()
    ]
    idle = [number for number, cell in code if cell.get("execution_count") is None and not cell.get("outputs")]
    if idle and len(idle) == len(code):
        findings.place = Place(0)
        findings.problem(
            "no cell of the notebook was run", "an executed notebook", "run all cells and save it", "not-run"
        )
        return
    for number in idle:
        findings.place = Place(number)
        cell = cells[number - 1]
        if read_options(cell, Findings(findings.notebook)).evaluated:
            findings.warning("the cell was not run")
