"""The same files and parameters give the same bytes, whoever runs them, where, and how often."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.report.record import document_from_notebook, read_notebook
from ogpkit.run.exporting import export


@pytest.fixture
def clone(tmp_path: Path, root: Path) -> Path:
    """Return a copy of the project under a path with blanks and letters of another alphabet."""
    clone = tmp_path / "a folder ґ" / "deep" / "er"
    for name in ("params", "data", "notebooks"):
        shutil.copytree(root / name, clone / name, ignore=shutil.ignore_patterns(".*"))
    return clone


def test_another_folder_time_zone_locale_home_and_umask_give_the_same_bytes(report_folder, clone, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    elsewhere = {
        "HOME": str(home),
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "TMPDIR": str(home),
        "TZ": "Pacific/Kiritimati",
        "COLUMNS": "33",
    }
    done = subprocess.run(
        [sys.executable, "-m", "ogpkit", "run", "khmelnytskyi-2021-2025"],
        cwd=clone / "data",
        env={**os.environ, **elsewhere},
        umask=0o077,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    made = clone / "reports" / "khmelnytskyi-2021-2025" / "inception"
    names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(report_folder).as_posix() for path in report_folder.rglob("*.*"))
    different = [name for name in names if (made / name).read_bytes() != (report_folder / name).read_bytes()]
    assert different == []


def test_nothing_of_the_machine_is_in_the_record(report_folder, root):
    record = (report_folder / "report.ipynb").read_text(encoding="utf-8")
    for machine in (str(root), str(Path.home()) + "/", str(report_folder), "ipykernel_", "start_time"):
        assert machine not in record


def test_an_export_of_the_record_is_byte_for_byte_what_the_run_wrote(report_folder, tmp_path):
    written = export(report_folder / "report.ipynb", ("html", "pdf", "csv", "json"), tmp_path)
    assert sorted(path.name for path in written.values()) == sorted(path.name for path in tmp_path.iterdir())
    for path in written.values():
        assert path.read_bytes() == (report_folder / path.name).read_bytes()


def test_plain_papermill_started_beside_the_notebook_shows_the_same_blocks(clone, document, tmp_path):
    out = tmp_path / "out.ipynb"
    params = "../params/khmelnytskyi-2021-2025.yaml"
    command = [sys.executable, "-m", "papermill", "inception.ipynb", str(out), "-f", params, "--no-progress-bar"]
    subprocess.run(command, cwd=clone / "notebooks", capture_output=True, check=True)
    same = document_from_notebook(read_notebook(out), "out.ipynb")
    assert same.blocks == document.blocks
    assert same.cover == document.cover
    assert {key: str(value) for key, value in same.parameters.items()} == {
        key: str(value) for key, value in document.parameters.items()
    }
    done = subprocess.run(
        [sys.executable, "-m", "ogpkit", "export", str(out)], capture_output=True, check=True, text=True
    )
    assert done.stdout.splitlines() == [str(tmp_path / "out.html"), str(tmp_path / "out.pdf")]
    assert done.stderr == ""
