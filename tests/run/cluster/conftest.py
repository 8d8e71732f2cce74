"""A project of invented cities, and the reports that a batch on this machine makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ogpkit.demo import write_demo
from ogpkit.run.batch.batch import Batch, Wanted, plan_batch
from ogpkit.run.freshness.fingerprint import file_digest
from tests.run.cluster.machines import Machines

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("dossier", "form", "language", "status", "date", "disclosure_threshold")


def files(folder: Path) -> dict[str, str]:
    """Return the digests of all files in a folder of reports, hidden ones too."""
    found = ((path, file_digest(path)) for path in sorted(folder.rglob("*")))
    return {path.relative_to(folder).as_posix(): digest for path, digest in found if digest is not None}


@dataclass(frozen=True)
class Kit:
    """A project, and a folder for its reports."""

    root: Path
    reports: Path

    def plan(self, **more: object) -> Batch:
        return plan_batch(Wanted([str(self.root / "params")], to=self.reports, **more))  # type: ignore[arg-type]

    def notebook(self, *cells: str) -> None:
        """Write a notebook of a few cells in place of the shipped one; a text that begins with # is Markdown."""
        first = new_code_cell("\n".join(f"{name} = None" for name in NAMES), metadata={"tags": ["parameters"]})
        rest = [(new_markdown_cell if cell.startswith("#") else new_code_cell)(cell) for cell in cells]
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        node = new_notebook(cells=[first, *rest], metadata={"kernelspec": spec})
        for number, cell in enumerate(node.cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(node, self.root / "notebooks" / "inception.ipynb")

    @property
    def slugs(self) -> list[str]:
        return sorted(path.stem for path in (self.root / "params").iterdir())


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """Return a project of three cities."""
    return written(tmp_path, 3)


def written(place: Path, cities: int) -> Kit:
    write_demo(place / "kit", cities, notebooks=ROOT / "notebooks")
    return Kit(place / "kit", place / "reports")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Return a scheduler and two workers for tests that leave them as they are."""
    machines = Machines(tmp_path_factory.mktemp("machines") / "standing")
    yield machines
    machines.close()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Callable[..., Machines]]:
    """Return a function that starts a scheduler and workers; they end with the test."""
    begun = []

    def begin(**more: Any) -> Machines:
        begun.append(Machines(tmp_path / f"machines-{len(begun)}", **more))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()
