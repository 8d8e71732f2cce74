"""A small project folder for tests: params, dossier and notebooks in a folder of their own, to be edited at will."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from ogpkit.errors import Problem
from ogpkit.run.checking import Checked, check
from ogpkit.run.running import make_report

ROOT = Path(__file__).resolve().parent.parent
# Where a change is judged the same examples are tried each time; new ones are looked for where someone can mend them.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

SOUND = ROOT / "tests" / "dossier" / "sound"


@dataclass(frozen=True)
class Project:
    """A project folder with one run in it."""

    root: Path
    slug: str
    params: Path

    @property
    def dossier(self) -> Path:
        return self.root / "data" / "raw" / self.slug

    def path(self, file: str) -> Path:
        """Return where a file of the dossier lies; "params" and names with a slash are of the project."""
        if file == "params":
            return self.params
        return self.root / file if "/" in file else self.dossier / file

    def read(self, file: str) -> str:
        return self.path(file).read_text(encoding="utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        self.path(file).write_bytes(raw)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs exactly once."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def append(self, file: str, text: str) -> None:
        self.write(file, self.read(file) + text)

    def check(self) -> Checked:
        return check(self.params)

    def problems(self) -> list[str]:
        """Return all problems as they are printed, the dossier's folder written as ``~``."""
        return [str(problem).replace(f"data/raw/{self.slug}", "~") for problem in self.check().problems]

    def found(self, rule: str) -> list[Problem]:
        return [problem for problem in self.check().problems if problem.rule == rule]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project folder with the shipped run of Khmelnytskyi."""
    slug = "khmelnytskyi-2021-2025"
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data" / "raw" / slug, root / "data" / "raw" / slug)
    (root / "params").mkdir()
    params = root / "params" / f"{slug}.yaml"
    shutil.copyfile(ROOT / "params" / f"{slug}.yaml", params)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return Project(root, slug, params)


@pytest.fixture
def sound(tmp_path: Path) -> Project:
    """Return a project folder with a small invented dossier that has no error and no warning."""
    root = tmp_path / "sound"
    shutil.copytree(SOUND, root)
    return Project(root, "harbour-2024-2026", root / "params" / "harbour.yaml")


@pytest.fixture(scope="session")
def report_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real Khmelnytskyi report, made once for all test processes; nobody writes into it."""
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    claim, done = base / "report.claimed", base / "report.done"
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        end = time.monotonic() + 240
        while not done.exists() and time.monotonic() < end:
            time.sleep(0.1)
    else:
        try:
            make_report(ROOT / "params" / "khmelnytskyi-2021-2025.yaml", to=base / "reports")
        finally:
            done.touch()
    folder = base / "reports" / "khmelnytskyi-2021-2025" / "inception"
    assert (folder / "report.pdf").is_file(), "the report was not made; see the first test that asked for it"
    return folder
