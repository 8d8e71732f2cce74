"""A project of several small towns whose one notebook does for a town what a test wants, and runs of its batch."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook

from ogpkit.run.batch.batch import Wanted, plan_batch

SOUND = Path(__file__).resolve().parents[2] / "dossier" / "sound"
NAMES = ("dossier", "form", "language", "status", "date", "disclosure_threshold")
TOWNS = ("alder", "birch", "cedar")
LEFT = ("index.html", "batch.json", "junit.xml", "summary.md")
"""What a batch leaves beside the reports; times stand in it."""

_TRICK = """
from pathlib import Path
trick = Path("tricks") / f"{dossier}.py"
if trick.exists():
    exec(trick.read_text())
"""
_SHOWS = """
import os, sys
import matplotlib
import matplotlib.pyplot as plt
import ogpkit.dossier.dossier as reading
from ogpkit.report.blocks import Cover
from ogpkit.report.display import Output
print(sorted(name for name in os.environ if name.startswith("LEAK")), os.path.basename(os.getcwd()))
print(sys.path.count("/leak"))
print(matplotlib.rcParams["font.size"], getattr(reading, "leaked", None), len(plt.get_fignums()), "leaked" in globals())
Output((Cover(title=dossier, status="draft", date="2024-05-06", language="en"),))
"""


@dataclass(frozen=True)
class Towns:
    """A project folder with a few towns."""

    root: Path

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    def trick(self, town: str, code: str) -> None:
        """Have the notebook of a town run this, too."""
        place = self.root / "tricks" / f"{town}.py"
        place.parent.mkdir(exist_ok=True)
        place.write_text(code, encoding="utf-8")

    def no_tricks(self) -> None:
        shutil.rmtree(self.root / "tricks", ignore_errors=True)

    def hangs(self, town: str, *, before: str = "") -> Path:
        """Have the notebook of a town hang; return the file that will hold the number of its process."""
        started = self.root.parent / f"{town}.started"
        self.trick(
            town,
            f"import os, time\n{before}\n"
            f"with open({str(started)!r} + '.new', 'w') as file: file.write(str(os.getpid()))\n"
            f"os.rename({str(started)!r} + '.new', {str(started)!r})\ntime.sleep(300)",
        )
        return started

    def made(self, folder: Path | None = None) -> dict[str, bytes]:
        """Return all files of all reports."""
        return files_in(folder or self.reports)

    def stale(self) -> dict[str, tuple[str, ...]]:
        """Return what the plan says has to be made, and why."""
        batch = plan_batch(Wanted([str(self.root / "params")]))
        return {one.params.stem: one.reasons for one in batch.stale}

    def scraps(self) -> list[str]:
        """Return what lies hidden beside reports."""
        return sorted(str(path.relative_to(self.reports)) for path in self.reports.rglob(".*"))


def write_towns(root: Path, towns: tuple[str, ...] = TOWNS) -> Towns:
    """Write a project."""
    (root / "params").mkdir(parents=True)
    for town in towns:
        shutil.copytree(SOUND / "data" / "raw" / "harbour-2024-2026", root / "data" / "raw" / town)
        text = (SOUND / "params" / "harbour.yaml").read_text(encoding="utf-8")
        (root / "params" / f"{town}.yaml").write_text(text.replace("harbour-2024-2026", town), encoding="utf-8")
    first = new_code_cell("\n".join(f"{name} = None" for name in NAMES), metadata={"tags": ["parameters"]})
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    node = new_notebook(cells=[first, new_code_cell(_TRICK), new_code_cell(_SHOWS)], metadata={"kernelspec": spec})
    for number, cell in enumerate(node.cells):
        cell["id"] = f"cell-{number}"
    (root / "notebooks").mkdir()
    nbformat.write(node, root / "notebooks" / "inception.ipynb")
    return Towns(root)


def files_in(reports: Path) -> dict[str, bytes]:
    """Return the files of all reports, without what a batch leaves beside them and what was put aside."""
    return {
        path.relative_to(reports).as_posix(): path.read_bytes()
        for path in reports.glob("*/*/**/*")
        if path.is_file() and not any(part.startswith(".making-") for part in path.relative_to(reports).parts)
    }


def differing(made: Mapping[str, bytes], clean: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that are not the same in two builds."""
    return sorted(name for name in {*made, *clean} if made.get(name) != clean.get(name))


@dataclass
class Run:
    """A batch in a process of its own, whose whole family can be told by a mark."""

    process: subprocess.Popen[str]
    mark: str
    killed: list[int] = field(default_factory=list)

    def family(self) -> list[psutil.Process]:
        """Return all processes that the batch or anything under it started, and that live."""
        found = []
        for one in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if one.environ().get("OGPKIT_TEST_MARK") == self.mark and one.status() != psutil.STATUS_ZOMBIE:
                    found.append(one)
        return found

    def server(self) -> psutil.Process:
        """Return the process that forks."""
        (found,) = [one for one in self.family() if "ogpkit.run.warm.server" in " ".join(one.cmdline()) and _leads(one)]
        return found

    def ended(self, seconds: float = 60) -> tuple[int, str]:
        """Wait for the end; return the exit status and all that was said."""
        out, err = self.process.communicate(timeout=seconds)
        return self.process.returncode, out + err

    def gone(self, seconds: float = 5) -> bool:
        """Return whether nothing of the family lives any more some seconds later."""
        end = time.monotonic() + seconds
        while self.family():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


def _leads(process: psutil.Process) -> bool:
    """Return whether a process was started, not forked from one with the same command line."""
    parent = process.parent()
    return parent is None or parent.cmdline() != process.cmdline()


@contextlib.contextmanager
def batch(towns: Towns, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Run]:
    """Start a batch, and end what is left of it."""
    mark = uuid.uuid4().hex
    run = Run(
        subprocess.Popen(
            [sys.executable, "-m", "ogpkit", "batch", "params", *options],
            cwd=towns.root,
            env={**os.environ, "OGPKIT_TEST_MARK": mark, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ),
        mark,
    )
    try:
        yield run
    finally:
        for one in run.family():
            with contextlib.suppress(psutil.Error):
                one.kill()
        with contextlib.suppress(ValueError, subprocess.TimeoutExpired):
            run.process.communicate(timeout=10)


def whole_batch(towns: Towns, *options: str, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a batch to its end; nothing of it may live afterwards."""
    with batch(towns, *options, environment=environment) as run:
        ended = run.ended(120)
        assert run.gone(), [one.cmdline() for one in run.family()]
    assert "Traceback" not in ended[1], ended[1]
    return ended


def wait_for(until: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def number_in(started: Path) -> int:
    """Wait for the process that writes its number into a file; return it."""
    wait_for(started.exists)
    return int(started.read_text())


def kill(process: int) -> None:
    """Kill a process that a test started."""
    os.kill(process, signal.SIGKILL)
