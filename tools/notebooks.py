"""Keep committed notebooks free of outputs, and equal to their text twins.

``check`` reports what is wrong and changes nothing; ``sync`` puts it right: where a notebook and its twin differ the
younger file wins, then outputs, execution counts and what an editor leaves behind are taken out of the notebook.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import jupytext
import nbformat

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
TWIN = "py:percent"
CONFIG = tomllib.loads((ROOT / "jupytext.toml").read_text(encoding="utf-8"))

# What may stand in the notebook's own metadata: anything else is one person's editor talking.
KEPT_METADATA = {"kernelspec", "ogpkit", "title"}
KEPT_CELL_METADATA = {"editable", "name", "ogpkit", "raw_mimetype", "slideshow", "tags", "title"}


def cell_id(stem: str, number: int) -> str:
    """Return the id of the ``number``-th cell (from 1): the same in every clone, and easy to name in a message.

    Examples
    --------
    >>> cell_id("inception", 7)
    'inception-07'
    """
    return f"{stem.replace('_', '-')}-{number:02d}"


def cells(notebook: nbformat.NotebookNode) -> list[tuple[str, str, list[str]]]:
    """Return what a notebook says: type, source and tags of each cell."""
    return [(cell.cell_type, cell.source.rstrip(), list(cell.metadata.get("tags", []))) for cell in notebook.cells]


def dumps(notebook: nbformat.NotebookNode) -> str:
    """Return the notebook as the text that is committed."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text + "\n"


def cleaned(notebook: nbformat.NotebookNode, stem: str) -> nbformat.NotebookNode:
    """Return the notebook as it is to be committed: no outputs, no counts, cell ids that are stable."""
    notebook = deepcopy(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for key in set(notebook.metadata) - KEPT_METADATA:
        del notebook.metadata[key]
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    taken: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        kept = cell.get("id", "")
        if not kept.startswith(f"{stem.replace('_', '-')}-") or kept in taken:
            kept = next(name for name in free_ids(stem, number) if name not in taken and not used(notebook, name))
        cell["id"] = kept
        taken.add(kept)
        for key in set(cell.metadata) - KEPT_CELL_METADATA:
            del cell.metadata[key]
        cell.source = cell.source.rstrip("\n")
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


def free_ids(stem: str, number: int) -> Iterator[str]:
    """Yield ids for the ``number``-th cell: the plain one, then with a count, so that its neighbours keep theirs."""
    yield cell_id(stem, number)
    for count in range(1, 1000):
        yield f"{cell_id(stem, number)}-{count}"


def used(notebook: nbformat.NotebookNode, name: str) -> bool:
    """Tell whether a cell has this id already."""
    return any(cell.get("id") == name for cell in notebook.cells)


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook or a text twin."""
    notebook: nbformat.NotebookNode = jupytext.read(path, fmt=TWIN if path.suffix == ".py" else None)
    return notebook


def problems(path: Path) -> Iterator[str]:
    """Yield what is wrong with one notebook, in words."""
    twin = path.with_suffix(".py")
    notebook = read(path)
    for cell in notebook.cells:
        name = f"{path.name}, cell {cell.get('id', '?')}"
        if cell.get("outputs"):
            yield f"{name}: holds an output"
        if cell.get("execution_count") is not None:
            yield f"{name}: holds an execution count"
        for key in sorted(set(cell.metadata) - KEPT_CELL_METADATA):
            yield f'{name}: holds metadata "{key}"'
    if not twin.exists():
        yield f"{path.name}: has no text twin {twin.name}"
    elif cells(notebook) != cells(read(twin)):
        yield f"{path.name}: differs from its text twin {twin.name}"
    if path.read_text(encoding="utf-8") != dumps(cleaned(notebook, path.stem)):
        yield f"{path.name}: is not written as it is committed (cell ids, metadata or layout)"


def sync(path: Path) -> bool:
    """Make a notebook and its twin equal and clean; return whether a file changed."""
    twin = path.with_suffix(".py")
    before = [file.read_text(encoding="utf-8") if file.exists() else None for file in (path, twin)]
    if twin.exists() and (not path.exists() or twin.stat().st_mtime > path.stat().st_mtime):
        source = read(twin)
        if path.exists():
            source = with_ids_of(source, read(path))
    else:
        source = read(path)
    notebook = cleaned(source, path.stem)
    after: list[str] = [dumps(notebook), as_twin(notebook)]
    # The notebook first: the twin is then never older than the notebook for having been written by this tool.
    for file, old, new in zip((path, twin), before, after, strict=True):
        if old != new:
            file.write_text(new, encoding="utf-8", newline="\n")
    return before != after


def with_ids_of(source: nbformat.NotebookNode, old: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Give cells read from a twin, which holds no ids, the ids that they had in the notebook."""
    known: dict[tuple[str, str], list[str]] = {}
    for cell in old.cells:
        known.setdefault((cell.cell_type, cell.source.rstrip()), []).append(cell.get("id", ""))
    same_length = len(source.cells) == len(old.cells)
    for number, cell in enumerate(source.cells):
        ids = known.get((cell.cell_type, cell.source.rstrip()))
        if ids:
            cell["id"] = ids.pop(0)
        elif same_length:
            cell["id"] = old.cells[number].get("id", "")
        else:
            cell["id"] = ""
    return source


def as_twin(notebook: nbformat.NotebookNode) -> str:
    """Return the text twin of a notebook."""
    options = {key: CONFIG[key] for key in ("notebook_metadata_filter", "cell_metadata_filter")}
    copy: nbformat.NotebookNode = deepcopy(notebook)
    copy.metadata["jupytext"] = options
    text: str = jupytext.writes(copy, fmt=TWIN)
    return text


def main() -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["check", "sync"])
    task = parser.parse_args().task
    stems = sorted({path.stem for pattern in ("*.ipynb", "*.py") for path in NOTEBOOKS.glob(pattern)})
    paths = [NOTEBOOKS / f"{stem}.ipynb" for stem in stems]
    if task == "sync":
        for path in paths:
            print(f"{path.name}: {'written' if sync(path) else 'unchanged'}")
        return 0
    found = [
        line
        for path in paths
        for line in (problems(path) if path.exists() else [f"{path.stem}.py: has no notebook {path.name}"])
    ]
    for line in found:
        print(f"notebooks/{line}", file=sys.stderr)
    if found:
        print("To put it right: make notebooks", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
