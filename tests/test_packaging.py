"""What is built, installed and released from this folder is whole, and holds nothing of one machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import ogpkit

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "ogpkit"


def committed() -> list[Path]:
    """Return the files that git keeps, or skip where there is no git (in an unpacked source archive)."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    run = subprocess.run([git, "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip(f"git: {run.stderr.strip()}")
    return [ROOT / name for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (path,) = folder.glob("ogpkit-*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_every_file_of_the_package(wheel):
    here = {
        f"ogpkit/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store"
    }
    assert here == {name for name in wheel.namelist() if not name.startswith(f"ogpkit-{ogpkit.__version__}.dist-info/")}


def test_the_wheel_says_that_it_is_typed(wheel):
    assert "ogpkit/py.typed" in wheel.namelist()


def test_the_wheel_holds_the_licence_and_the_command(wheel):
    info = f"ogpkit-{ogpkit.__version__}.dist-info"
    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert "ogpkit = ogpkit.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()


def test_the_command_is_installed():
    (command,) = entry_points(group="console_scripts", name="ogpkit")
    assert callable(command.load())


def test_every_place_says_the_same_version():
    citation = YAML(typ="safe", pure=True).load(ROOT / "CITATION.cff")
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert version("ogpkit") == ogpkit.__version__
    assert citation["version"] == ogpkit.__version__
    assert newest is not None
    assert newest.group(1) == ogpkit.__version__


def test_make_help_names_every_target_that_is_meant_for_people():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"report", "test", "lab", "bench", "docs", "lock", "format", "clean", "help"} <= shown
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert shown <= set(phony.group(1).replace("\\", " ").split())


def test_committed_files_name_no_folder_of_one_machine():
    machine = re.compile(rb"/(?:home|Users)/[A-Za-z][\w.-]*/|/root/|/private/var/|[A-Z]:\\\\?Users\\")
    binary = {".pdf", ".png", ".ttf", ".xlsx"}
    found = [path for path in committed() if path.suffix not in binary and machine.search(path.read_bytes())]
    assert [path.relative_to(ROOT).as_posix() for path in found if path != Path(__file__)] == []


def test_committed_text_ends_lines_as_unix_does():
    text = {".cff", ".css", ".ipynb", ".j2", ".md", ".py", ".sh", ".toml", ".typ", ".yaml", ".yml"}
    found = [path for path in committed() if path.suffix in text and b"\r\n" in path.read_bytes()]
    assert [path.relative_to(ROOT).as_posix() for path in found if "data" not in path.parts] == []


def test_the_programs_that_machines_call_can_be_run():
    if sys.platform == "win32":
        pytest.skip("no such mark on files there")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("script", sorted((ROOT / "tools").glob("*.sh")), ids=lambda path: path.name)
def test_a_shell_script_is_plain_posix(script):
    shell = shutil.which("dash") or shutil.which("sh")
    if shell is None:
        pytest.skip("no shell here")
    run = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
