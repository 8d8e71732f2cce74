"""The files that a report is made from: all that a notebook may read in its dossier, by their contents."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from ogpkit.run.freshness.fingerprint import UNREADABLE, Fingerprints, Inputs, file_digest, fingerprint
from tests.run.freshness.builds import cities

DATA = "data/raw/aster"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return cities(tmp_path / "project")


def taken(root: Path) -> Inputs:
    return fingerprint(root, root / "params" / "aster.yaml", "aster", "inception")


def names(root: Path) -> set[str]:
    return {name.removeprefix(f"{DATA}/") for name in taken(root).files}


def test_the_files_are_params_all_of_the_dossier_and_the_notebook(root):
    data = {"evidence.csv", "events.csv", "inception.yaml", "plan.yaml", "survey.csv", "survey.yaml"}
    data |= {"reviews/anna.yaml", "reviews/boris.yaml"}
    assert names(root) == {"params/aster.yaml", "notebooks/inception.ipynb"} | data
    plan = (root / DATA / "plan.yaml").read_bytes()
    assert taken(root).files[f"{DATA}/plan.yaml"] == hashlib.sha256(plan).hexdigest()
    assert taken(root).params == "params/aster.yaml"


@pytest.mark.parametrize(
    "name",
    [".DS_Store", ".git/config", ".~lock.survey.csv#", "~$survey.xlsx", "Thumbs.db", "__pycache__/a.pyc", "x/.hidden"],
)
def test_what_programs_leave_behind_is_no_input(root, name):
    before = taken(root)
    (root / DATA / name).parent.mkdir(exist_ok=True)
    (root / DATA / name).write_bytes(b"x")
    assert taken(root) == before


def test_files_of_other_cities_and_an_empty_folder_are_no_input(root):
    before = taken(root)
    (root / "data" / "raw" / "birch" / "plan.yaml").write_bytes(b"x")
    (root / DATA / "attachments").mkdir()
    assert taken(root) == before


@pytest.mark.parametrize("gone", ["params/aster.yaml", f"{DATA}/events.csv", "notebooks/inception.ipynb"])
def test_a_file_that_is_missing_is_not_among_the_inputs(root, gone):
    before = taken(root)
    (root / gone).unlink()
    after = taken(root)
    assert set(before.files) - set(after.files) == {gone}
    assert after.params == "params/aster.yaml"


def test_a_dossier_that_is_missing_has_no_files(root):
    found = fingerprint(root, root / "params" / "aster.yaml", "nowhere", "inception").files
    assert set(found) == {"params/aster.yaml", "notebooks/inception.ipynb"}


def test_where_the_project_lies_plays_no_part(root, tmp_path):
    before = taken(root)
    root.rename(tmp_path / "elsewhere")
    assert taken(tmp_path / "elsewhere") == before


def test_a_params_file_outside_the_project_is_refused(root, tmp_path):
    with pytest.raises(ValueError, match="subpath"):
        fingerprint(root, tmp_path / "x.yaml", "aster", "inception")


def test_a_file_is_hashed_whole_also_where_it_is_larger_than_a_block(tmp_path):
    content = bytes(range(256)) * 4096 + b"end"
    (tmp_path / "large").write_bytes(content)
    assert file_digest(tmp_path / "large") == hashlib.sha256(content).hexdigest()
    assert file_digest(tmp_path / "none") is None
    assert file_digest(tmp_path) is None


def test_a_notebook_is_read_once_for_many_reports_and_anew_for_the_next_plan(root):
    prints = Fingerprints(root)
    notebook = root / "notebooks" / "inception.ipynb"
    first = prints.of(root / "params" / "aster.yaml", "aster", "inception").files
    notebook.write_bytes(b"{}")
    same = prints.of(root / "params" / "birch.yaml", "birch", "inception").files
    name = "notebooks/inception.ipynb"
    assert same[name] == first[name]
    assert taken(root).files[name] == hashlib.sha256(b"{}").hexdigest()


@posix
def test_a_link_inside_the_project_counts_by_what_it_leads_to(root):
    (root / "shared").mkdir()
    (root / "shared" / "census.csv").write_bytes(b"1")
    (root / DATA / "census.csv").symlink_to("../../../shared/census.csv")
    (root / DATA / "more").symlink_to("../../../shared")
    before = taken(root).files
    (root / "shared" / "census.csv").write_bytes(b"2")
    after = taken(root).files
    assert before.keys() == after.keys()
    assert {name for name in after if before[name] != after[name]} == {f"{DATA}/census.csv", f"{DATA}/more/census.csv"}


@posix
def test_a_link_that_leads_out_is_not_followed_and_counts_by_its_target(root, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.csv").write_bytes(b"1")
    (root / DATA / "census.csv").symlink_to(tmp_path / "outside" / "secret.csv")
    (root / DATA / "more").symlink_to(tmp_path / "outside")
    before = taken(root)
    (tmp_path / "outside" / "secret.csv").write_bytes(b"2")
    assert taken(root) == before
    assert {f"{DATA}/census.csv", f"{DATA}/more"} < set(before.files)
    assert str(tmp_path) not in str(before)
    (root / DATA / "census.csv").unlink()
    (root / DATA / "census.csv").symlink_to(tmp_path / "outside" / "other.csv")
    assert taken(root).files[f"{DATA}/census.csv"] != before.files[f"{DATA}/census.csv"]


@posix
def test_links_in_circles_and_to_each_other_come_to_an_end(root):
    for number in range(12):
        folder = root / DATA / f"folder-{number}"
        folder.mkdir()
        (folder / "file.txt").write_bytes(b"x")
        for other in range(12):
            (folder / f"to-{other}").symlink_to(f"../folder-{other}")
    (root / DATA / "self").symlink_to("self")
    (root / DATA / "up").symlink_to("..")
    found = taken(root).files
    assert sum(name.endswith("file.txt") for name in found) == 12
    assert found[f"{DATA}/self"] == UNREADABLE
    assert taken(root).files == found


@posix
def test_a_pipe_is_not_waited_for(root):
    os.mkfifo(root / DATA / "pipe.csv")
    (root / DATA / "survey.csv").unlink()
    os.mkfifo(root / DATA / "survey.csv")
    assert not names(root) & {"pipe.csv", "survey.csv"}


@posix
def test_folders_may_lie_deeper_than_python_recurses(root):
    depth, deepest = 1500, sys.getrecursionlimit()
    assert depth > deepest
    folders = [root / DATA / ("d/" * number) for number in range(1, depth + 1)]
    try:
        for folder in folders:
            folder.mkdir()
        (folders[-1] / "deep.txt").write_bytes(b"x")
        assert f"{DATA}/{'d/' * depth}deep.txt" in taken(root).files
    finally:
        # Nobody else can clear that up: what takes folders away recurses, too.
        (folders[-1] / "deep.txt").unlink(missing_ok=True)
        for folder in reversed(folders):
            if folder.is_dir():
                folder.rmdir()


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize("name", ["survey.csv", "reviews"])
def test_what_cannot_be_read_counts_as_that(root, name):
    path = root / DATA / name
    path.chmod(0)
    try:
        found = taken(root).files
    finally:
        path.chmod(0o755)
    assert found[f"{DATA}/{name}" + ("/" if name == "reviews" else "")] == UNREADABLE


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_fails_while_it_is_read_counts_as_unreadable(root, monkeypatch, kind):
    def fail(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(*((Path, "open", fail) if kind == "file" else (os, "scandir", fail)))
    found = taken(root).files
    name = f"{DATA}/plan.yaml" if kind == "file" else f"{DATA}/"
    assert found[name] == UNREADABLE


def test_a_file_that_goes_while_it_is_read_counts_as_missing(root, monkeypatch):
    def gone(*_args: object, **_more: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "open", gone)
    assert taken(root).files == {}
