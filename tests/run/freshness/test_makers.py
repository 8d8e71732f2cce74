"""What makes a report: the code of this package to the last byte, Python, and the libraries that shape a report."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from ogpkit.run.freshness.makers import code_digest, made_by, shaping


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "forms").mkdir()
    (tmp_path / "a.py").write_bytes(b"1")
    (tmp_path / "forms" / "b.yaml").write_bytes(b"2")
    return tmp_path


def test_every_direct_dependency_is_told_but_those_that_leave_no_trace():
    untold = {"httpx", "jupyterlab", "jupytext", "psutil", "rich", "typer"}
    required = [one for one in metadata.requires("ogpkit") or [] if "extra" not in one]
    direct = {re.split(r"[\[<>=!~; ]", one)[0].lower().replace(".", "-") for one in required}
    assert len(direct) > 15
    assert direct - untold <= made_by().keys()
    assert not untold & made_by().keys()


def test_the_versions_are_those_that_are_installed():
    import matplotlib
    import PIL
    import ruamel.yaml

    assert made_by()["matplotlib"] == matplotlib.__version__
    assert made_by()["pillow"] == PIL.__version__
    assert made_by()["ruamel-yaml"] == ruamel.yaml.__version__
    assert made_by()["python"] == sys.version.split()[0]
    assert "not installed" not in made_by().values()


def test_the_code_is_that_of_the_whole_package():
    import ogpkit

    assert made_by()["code"] == code_digest(Path(ogpkit.__file__).parent)


def test_a_name_is_told_once_however_it_is_written():
    assert shaping(["ruamel.yaml>=0.19", "Ruamel_YAML"]) == shaping(["ruamel-yaml[x]>=0.19; python_version > '3'"])


@pytest.mark.parametrize(
    "change",
    [
        lambda at: (at / "a.py").write_bytes(b"3"),
        lambda at: (at / "c.typ").write_bytes(b""),
        lambda at: (at / "forms" / "b.yaml").unlink(),
        lambda at: (at / "a.py").rename(at / "z.py"),
        lambda at: (at / "forms" / "b.yaml").rename(at / "b.yaml"),
    ],
    ids=["changed", "added", "removed", "renamed", "moved"],
)
def test_any_change_of_the_code_changes_its_digest(package, change):
    before = code_digest(package)
    change(package)
    assert code_digest(package) != before


@pytest.mark.parametrize("other", [{"1": b"a", "2": b"bc"}, {"1": b"ab2\0\0c"}, {"1": b"ab", "2": b"c", "3": b""}])
def test_contents_that_move_from_one_file_to_the_next_change_the_digest(tmp_path, other):
    for folder, files in (("x", {"1": b"ab", "2": b"c"}), ("y", other)):
        (tmp_path / folder).mkdir()
        for name, content in files.items():
            (tmp_path / folder / name).write_bytes(content)
    assert code_digest(tmp_path / "x") != code_digest(tmp_path / "y")


def test_the_order_in_which_a_disk_names_files_plays_no_part(package, monkeypatch):
    rglob = Path.rglob
    one = code_digest(package)
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: sorted(rglob(self, pattern), reverse=True))
    two = code_digest(package)
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: sorted(rglob(self, pattern)))
    assert one == two == code_digest(package)


def test_bytecode_and_hidden_files_are_no_code(package):
    before = code_digest(package)
    for name in ("__pycache__/a.cpython-311.pyc", "a.pyc", ".DS_Store", "forms/.ipynb_checkpoints/b.yaml"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_bytes(b"x")
    assert code_digest(package) == before


def test_where_the_package_lies_plays_no_part(package, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere") / "ogpkit"
    before = code_digest(package)
    package.rename(other)
    assert code_digest(other) == before


def test_nothing_heavy_is_imported_to_make_a_plan():
    program = (
        "import sys, pathlib; from ogpkit.run.freshness.plan import plan; from ogpkit.run.freshness.makers import "
        "made_by; made_by(); plan(pathlib.Path(), pathlib.Path('reports'), []); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "ogpkit.run.freshness.plan" in loaded
    assert not loaded & {"pandas", "papermill", "pydantic", "ruamel.yaml", "numpy", "matplotlib", "nbformat", "typst"}


def test_fonts_of_a_persons_own_count_by_their_contents(tmp_path, monkeypatch):
    from ogpkit.report.pdf.fonts import VARIABLE
    from ogpkit.run.freshness.makers import FONTS

    assert FONTS == VARIABLE
    (tmp_path / "a.ttf").write_bytes(b"one")
    found = []
    for content, folder in ((b"one", str(tmp_path)), (b"two", str(tmp_path)), (b"two", "")):
        (tmp_path / "a.ttf").write_bytes(content)
        monkeypatch.setenv(FONTS, folder)
        found.append(made_by.__wrapped__().get("fonts"))
    assert found[2] is None
    assert len(set(found)) == 3
