"""A report appears whole or not at all, whatever goes wrong while it is put in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ogpkit.errors import ReportError
from ogpkit.run.publish import publish, scratch_folder

FILES = {"report.html": b"new html", "figures/figure-1.svg": b"<svg/>"}
EARLIER = {"report.html": b"old html", "report.pdf": b"old pdf", "notes.txt": b"mine", "sources/a.txt": b"mine too"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return the place of a report, with an earlier one in it and two things of the user's own."""
    target = tmp_path / "reports" / "inception"
    for name, content in EARLIER.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a system where two folders cannot change places in one step."""
    monkeypatch.setattr("ogpkit.run.publish._renaming", lambda: None)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(target: Path) -> None:
    with scratch_folder(target.parent) as scratch:
        publish(FILES, target, scratch)


def fail_at(number: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """Return a ``Path.rename`` that fails at its ``number``-th call."""
    calls: Iterator[int] = iter(range(1, 100))
    rename = Path.rename

    def renamed(self: Path, to: Path) -> Path:
        if next(calls) == number:
            raise error
        return rename(self, to)

    return renamed


def test_a_new_report_takes_the_place_of_the_old_one_and_the_users_own_files_stay(target):
    put(target)
    assert held(target) == FILES | {"notes.txt": b"mine", "sources/a.txt": b"mine too"}
    assert [path.name for path in target.parent.iterdir()] == ["inception"]


def test_a_first_report_appears_with_the_rights_that_the_user_gives_to_folders(tmp_path):
    before = os.umask(0o027)
    try:
        put(tmp_path / "reports" / "inception")
    finally:
        os.umask(before)
    assert held(tmp_path / "reports" / "inception") == FILES
    assert (tmp_path / "reports" / "inception").stat().st_mode & 0o777 == 0o750


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"])
def test_the_old_report_is_back_after_any_step_that_fails(target, monkeypatch, number, error):
    # Renames in order: the old report away, the new one in, then the user's two things after it.
    monkeypatch.setattr(Path, "rename", fail_at(number, error))
    with pytest.raises((ReportError, KeyboardInterrupt)) as caught:
        put(target)
    if isinstance(error, OSError):
        message = "the report cannot be written (No space left on device); what was there is kept"
        assert str(caught.value) == f"{target}: {message}"
    assert held(target) == EARLIER
    assert [path.name for path in target.parent.iterdir()] == ["inception"]


@pytest.mark.usefixtures("no_exchange")
def test_what_cannot_be_put_back_is_kept_and_named(target, monkeypatch):
    rename = Path.rename

    def renamed(self: Path, to: Path) -> Path:
        if to == target:
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(ReportError, match="what was there is kept in ") as caught:
        put(target)
    assert held(Path(str(caught.value).rpartition(" kept in ")[2])) == EARLIER


@pytest.mark.usefixtures("no_exchange")
def test_a_run_that_was_quicker_keeps_its_report_and_gets_the_users_own_files(target, monkeypatch):
    rename = Path.rename

    def renamed(self: Path, to: Path) -> Path:
        moved = rename(self, to)
        if self == target:
            target.mkdir()
            (target / "report.html").write_bytes(b"the other run's")
        return moved

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(ReportError):
        put(target)
    assert held(target) == {"report.html": b"the other run's", "notes.txt": b"mine", "sources/a.txt": b"mine too"}
    assert [path.name for path in target.parent.iterdir()] == ["inception"]


def test_a_disk_that_does_not_take_the_files_leaves_the_old_report(target, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError, match="No space left on device"):
        put(target)
    assert held(target) == EARLIER
    assert [path.name for path in target.parent.iterdir()] == ["inception"]


def test_a_file_in_the_reports_place_is_not_overwritten(tmp_path):
    target = tmp_path / "inception"
    target.write_bytes(b"mine")
    with pytest.raises(ReportError, match="this is a file; expected a folder for the report"):
        put(target)
    assert target.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["inception"]


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    below = tmp_path / "file" / "reports"
    with pytest.raises(ReportError) as caught, scratch_folder(below):
        pytest.fail("there is no such folder")
    assert str(caught.value) == f"{below}: nothing can be written here (Not a directory); check its rights"


@pytest.mark.parametrize("error", [None, ValueError(), KeyboardInterrupt(), SystemExit(1)])
def test_the_scratch_folder_is_gone_however_the_work_in_it_ends(tmp_path, error):
    def work() -> None:
        with scratch_folder(tmp_path) as scratch:
            (scratch / "half").write_bytes(b"done")
            assert scratch.name.startswith(".making-")
            if error is not None:
                raise error

    if error is None:
        work()
    else:
        with pytest.raises(type(error)):
            work()
    assert list(tmp_path.iterdir()) == []
