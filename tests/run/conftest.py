"""A project whose notebook a test writes cell by cell, and a look at what a run left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ogpkit.run.running import Made, make_report

NAMES = ("dossier", "form", "language", "status", "date", "disclosure_threshold")


@dataclass(frozen=True)
class Bench:
    """A project folder and a folder for its reports."""

    root: Path
    params: Path
    to: Path
    slug: str

    @property
    def target(self) -> Path:
        """Where the report appears."""
        return self.to / self.slug / "inception"

    @property
    def aside(self) -> Path:
        """Where a notebook is kept that no report was made of."""
        return self.to / self.slug / "inception.failed.ipynb"

    def notebook(self, *cells: nbformat.NotebookNode | str) -> None:
        """Write the form's notebook: its parameters, then ``cells``; a text that begins with # is Markdown."""
        first = new_code_cell("\n".join(f"{name} = None" for name in NAMES), metadata={"tags": ["parameters"]})
        rest = [
            cell if not isinstance(cell, str) else (new_markdown_cell if cell.startswith("#") else new_code_cell)(cell)
            for cell in cells
        ]
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        node = new_notebook(cells=[first, *rest], metadata={"kernelspec": spec})
        for number, cell in enumerate(node.cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(node, self.root / "notebooks" / "inception.ipynb")

    def run(self, **more: object) -> Made:
        return make_report(self.params, to=self.to, **more)  # type: ignore[arg-type]

    def earlier(self) -> dict[str, bytes]:
        """Put an earlier report in place and return what its folder holds."""
        self.target.mkdir(parents=True)
        for name in ("report.html", "report.pdf", "my notes.txt"):
            (self.target / name).write_bytes(f"earlier {name}".encode())
        ran = {"papermill": {"parameters": {"dossier": self.slug, "form": "inception"}}}
        nbformat.write(new_notebook(metadata=ran), self.target / "report.ipynb")
        return self.there()

    def there(self) -> dict[str, bytes]:
        """Return all files in the report's folder."""
        files = (path for path in self.target.rglob("*") if path.is_file())
        return {path.relative_to(self.target).as_posix(): path.read_bytes() for path in files}

    def scraps(self) -> list[str]:
        """Return what lies beside the report and the notebook that was put aside."""
        if not self.target.parent.is_dir():
            return []
        kept = {self.target.name, self.aside.name}
        return sorted(path.name for path in self.target.parent.iterdir() if path.name not in kept)


@pytest.fixture
def bench(sound, tmp_path: Path) -> Bench:
    return Bench(sound.root, sound.params, tmp_path / "out", sound.slug)


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that puts a function in place of the one that runs the notebook."""

    def replace(function: Callable[..., object]) -> None:
        monkeypatch.setattr("ogpkit.run.running.execute", function)

    return replace


@pytest.fixture
def executed() -> nbformat.NotebookNode:
    """Return a notebook as it is after it ran, with one paragraph."""
    node = new_notebook(metadata={"title": "Trial", "date": "2024-09-30"})
    node.cells = [new_markdown_cell("# Findings\n\nAll is well.", id="only")]
    return node
