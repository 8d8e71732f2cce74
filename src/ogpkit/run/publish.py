"""Putting a report in its place: whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from ogpkit.errors import ReportError

# Windows has no such locks: what a killed run leaves behind stays there.
fcntl: Any = import_module("fcntl") if os.name != "nt" else None

__all__ = ["publish", "scratch_folder", "write_file"]

OUTPUTS = frozenset(
    ["report.ipynb", "report.html", "report.pdf", "indicators.csv", "indicators.json", "figures", "status.json"]
)
"""What a report's folder holds; anything else in it is the user's and stays."""

_OLD = "old"
_LOCK = "lock"
_NAME = "name"
_FIGURE = re.compile(r"figure-\d+\.(svg|png|jpg)")


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """Give a folder beside the target, on the same disk, and take it away again.

    Raises
    ------
    ReportError
        Where nothing can be written there.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for left in sorted(parent.glob(".making-*")):
            _clear_up(left)
        folder = Path(tempfile.mkdtemp(prefix=".making-", dir=parent))
        lock = (folder / _LOCK).open("wb")
    except OSError as error:
        raise ReportError(f"{parent}: nothing can be written here ({error.strerror}); check its rights") from None
    try:
        if fcntl is not None:
            with suppress(OSError):  # some network drives know no locks
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    finally:
        lock.close()
        # What stood in the target's place is still here only where it could not be put back.
        if not (folder / _OLD).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _clear_up(left: Path) -> None:
    """Clear up after a run that was killed: put back what it had taken out of its place, and take its folder away."""
    if fcntl is None:
        return
    with suppress(OSError), (left / _LOCK).open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails where the run still lives
        old = left / _OLD
        if old.exists():
            target = left.parent / (left / _NAME).read_text(encoding="utf-8")
            if target.exists():
                _move_own(old, target)
            else:
                old.rename(target)
        shutil.rmtree(left, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file through to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def publish(files: Mapping[str, bytes], target: Path, scratch: Path) -> None:
    """Write ``files`` (names may hold a folder) into a new folder and put that in place of ``target``.

    What else lies in ``target`` moves along, so that a note that someone kept there is not lost.

    Raises
    ------
    ReportError
        Where it cannot be written; ``target`` is then as it was.
    """
    fresh, old = scratch / "fresh", scratch / _OLD
    try:
        if target.is_symlink():
            raise ReportError(f"{target}: this is a link; expected a folder for the report; take the link away")
        if target.exists() and not target.is_dir():
            raise ReportError(f"{target}: this is a file; expected a folder for the report; move the file away")
        for name, content in files.items():
            write_file(fresh / name, content)
        write_file(scratch / _NAME, target.name.encode())
        try:
            if target.exists():
                target.rename(old)
            fresh.rename(target)
            if old.exists():
                _move_own(old, target)
        except BaseException:  # also where a person presses Ctrl-C between two renames
            if old.exists():
                _put_back(target, old, fresh)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        kept = f"what was there is kept in {old}" if old.exists() else "what was there is kept"
        raise ReportError(f"{target}: the report cannot be written ({error.strerror}); {kept}") from None


def _move_own(folder: Path, to: Path) -> None:
    """Move what is the user's own, and leave what is already there."""
    for entry in sorted(folder.iterdir()):
        if entry.name not in OUTPUTS and not (to / entry.name).exists():
            entry.rename(to / entry.name)
    figures = folder / "figures"
    for entry in sorted(figures.iterdir()) if figures.is_dir() and not figures.is_symlink() else ():
        if not _FIGURE.fullmatch(entry.name) and not (to / "figures" / entry.name).exists():
            (to / "figures").mkdir(exist_ok=True)
            entry.rename(to / "figures" / entry.name)


def _put_back(target: Path, old: Path, fresh: Path) -> None:
    """Undo what was done of a swap, so that ``target`` is as it was."""
    if target.exists() and fresh.exists():
        # Another run was quicker: its report stays.
        _move_own(old, target)
        shutil.rmtree(old, ignore_errors=True)
        return
    if target.exists():
        _move_own(target, old)
        target.rename(fresh)
    old.rename(target)
