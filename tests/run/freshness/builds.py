"""Projects of several cities for tests of freshness, and reports of them that are made without running anything."""

from __future__ import annotations

import shutil
from pathlib import Path

from ogpkit.run.freshness.fingerprint import fingerprint
from ogpkit.run.freshness.plan import Planned, plan
from ogpkit.run.freshness.status import FILE, status_bytes
from tests.conftest import SOUND

CITIES = ("aster", "birch", "cedar")
OUTPUTS = {"report.ipynb": b"{}", "report.html": b"<p>", "report.pdf": b"%PDF", "figures/figure-1.svg": b"<svg/>"}


def cities(root: Path, names: tuple[str, ...] = CITIES) -> Path:
    """Return a project with a dossier of each name."""
    shutil.copytree(SOUND / "notebooks", root / "notebooks")
    (root / "params").mkdir()
    for name in names:
        shutil.copytree(SOUND / "data" / "raw" / "harbour-2024-2026", root / "data" / "raw" / name)
        text = (SOUND / "params" / "harbour.yaml").read_text(encoding="utf-8").replace("harbour-2024-2026", name)
        (root / "params" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def params_of(root: Path) -> list[Path]:
    """Return all params files of a project."""
    return sorted((root / "params").glob("*.yaml"))


def planned(root: Path, *, force: bool = False, thorough: bool = False) -> tuple[Planned, ...]:
    """Return the plan of the whole project."""
    return plan(root, root / "reports", params_of(root), force=force, thorough=thorough)


def build(root: Path, dossier: str, params: Path, form: str = "inception") -> Path:
    """Put a report in its place that only its status knows how it was made; return its folder."""
    folder = root / "reports" / dossier / form
    shutil.rmtree(folder, ignore_errors=True)
    inputs = fingerprint(root, params, dossier, form)
    status = status_bytes(dossier=dossier, form=form, inputs=inputs, outputs=OUTPUTS, entry={"place": dossier})
    for name, content in {**OUTPUTS, FILE: status}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def build_all(root: Path) -> None:
    """Build what the plan names and can be built."""
    for one in planned(root):
        if one.reasons and one.dossier is not None and one.form is not None:
            build(root, one.dossier, one.params, one.form)


def told(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the reasons of each report that has any."""
    return {one.name: one.reasons for one in planned(root) if one.reasons}
