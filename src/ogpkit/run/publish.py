"""Putting a report in its place: whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ogpkit.errors import ReportError

# Windows has no such locks: what a killed run leaves behind stays there.
fcntl: Any = import_module("fcntl") if os.name != "nt" else None

__all__ = ["clear_up", "publish", "replace_file", "scratch_folder", "write_file"]

OUTPUTS = frozenset(
    ["report.ipynb", "report.html", "report.pdf", "indicators.csv", "indicators.json", "figures", "status.json"]
)
"""What a report's folder holds; anything else in it is the user's and stays."""

_FRESH = "fresh"
_OLD = "old"
_LOCK = "lock"
_NAME = "name"
_MADE = "made"
"""Holds the number of the fresh folder, by which it is told from one that has changed places with it."""
_TRIES = 20
_AT_ONCE = 2
"""Linux's RENAME_EXCHANGE."""
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
        clear_up(parent)
        folder, lock = _locked_folder(parent)
    except OSError as error:
        raise ReportError(f"{parent}: nothing can be written here ({error.strerror}); check its rights") from None
    try:
        yield folder
    finally:
        # What stood in the target's place is still here only where it could not be put back.
        if _taken_away(folder) is None:
            _take_away(folder)
        lock.close()


def _locked_folder(parent: Path) -> tuple[Path, BinaryIO]:
    """Return a new folder and its lock; another run may have taken the first one for something left behind."""
    for left in reversed(range(_TRIES)):
        folder = Path(tempfile.mkdtemp(prefix=".making-", dir=parent))
        try:
            lock = (folder / _LOCK).open("wb")
        except FileNotFoundError:
            if not left:
                raise
            continue
        if fcntl is None:
            break
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not left or (folder / _LOCK).exists():
                break
        except BlockingIOError:
            pass
        except OSError:  # some network drives know no locks
            break
        lock.close()
    return folder, lock


def _take_away(scratch: Path) -> None:
    """Take a scratch folder away, its lock last: without it nobody could tell that the rest is only left behind."""
    for entry in sorted(scratch.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != _LOCK:
            with suppress(OSError):
                entry.unlink()
    shutil.rmtree(scratch, ignore_errors=True)


def clear_up(parent: Path) -> None:
    """Clear up what killed runs left in a folder: put back what they had taken away, and take their folders away."""
    for left in sorted(parent.glob(".making-*")):
        _clear_up(left)


def _clear_up(left: Path) -> None:
    if fcntl is None:
        return
    with suppress(OSError):
        left.rmdir()  # only where it is empty: killed before its lock was made, or after it was taken away
    with suppress(OSError), (left / _LOCK).open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails where the run still lives
        taken = _taken_away(left)
        if taken is not None:
            target = left.parent / (left / _NAME).read_text(encoding="utf-8")
            if target.exists():
                _move_own(taken, target, [])
            else:
                taken.rename(target)
        _take_away(left)


def _taken_away(scratch: Path) -> Path | None:
    """Return where in a scratch folder lies what stood in the target's place; None where nothing was taken away."""
    if (scratch / _OLD).exists():
        return scratch / _OLD
    with suppress(OSError, ValueError):
        if (scratch / _FRESH).stat().st_ino != int((scratch / _MADE).read_bytes()):
            return scratch / _FRESH
    return None


def write_file(path: Path, content: bytes) -> None:
    """Write a file through to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_file(target: Path, content: bytes, aside: Path) -> None:
    """Write a file whole or not at all: first ``aside``, on the same disk, then in its place.

    Raises
    ------
    ReportError
        Where it cannot be written; what stood there is then as it was.
    """
    try:
        write_file(aside, content)
        aside.replace(target)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise ReportError(f"{target}: this cannot be written ({error.strerror}); check the place") from None


def publish(files: Mapping[str, bytes], target: Path, scratch: Path) -> None:
    """Write ``files`` (names may hold a folder) into a new folder and put that in place of ``target``.

    What else lies in ``target`` moves along, so that a note that someone kept there is not lost. Where the system can
    let two folders change places at once, there is no moment without a report; two runs at the same time both end well.

    Raises
    ------
    ReportError
        Where it cannot be written; ``target`` is then as it was.
    """
    fresh, old = scratch / _FRESH, scratch / _OLD
    moved: list[tuple[Path, Path]] = []
    try:
        if target.is_symlink():
            raise ReportError(f"{target}: this is a link; expected a folder for the report; take the link away")
        if target.exists() and not target.is_dir():
            raise ReportError(f"{target}: this is a file; expected a folder for the report; move the file away")
        fresh.mkdir()
        for name, content in files.items():
            write_file(fresh / name, content)
        write_file(scratch / _NAME, target.name.encode())
        write_file(scratch / _MADE, str(fresh.stat().st_ino).encode())
        try:
            _take_place(fresh, target, old)
            if old.exists():
                _move_own(old, target, moved)
        except BaseException:  # also where a person presses Ctrl-C between two renames
            if old.exists():
                _put_back(target, old, fresh, moved)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        kept = f"what was there is kept in {old}" if old.exists() else "what was there is kept"
        raise ReportError(f"{target}: the report cannot be written ({error.strerror}); {kept}") from None


def _take_place(fresh: Path, target: Path, old: Path) -> None:
    """Put the new folder in its place; what was there is in ``old`` afterwards."""
    for left in reversed(range(_TRIES)):
        try:
            if not target.exists():
                fresh.rename(target)
            elif _exchange(fresh, target):
                try:
                    fresh.rename(old)
                except BaseException:
                    _exchange(fresh, target)
                    raise
            else:
                target.rename(old)
                fresh.rename(target)
        except OSError as error:
            # Another run put its report there, or took it away, since it was looked: what is true now counts.
            if old.exists() or not left or error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return False where system or disk cannot."""
    rename = _renaming()
    if rename is None:
        return False
    if rename(-100, os.fsencode(one), -100, os.fsencode(other), _AT_ONCE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV):
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renaming() -> Any:
    """Return the C library's function that knows how to exchange; None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def _move_own(folder: Path, to: Path, moved: list[tuple[Path, Path]]) -> None:
    """Move what is the user's own, and leave what is already there; note each move in ``moved``."""
    for entry in sorted(folder.iterdir()):
        if entry.name not in OUTPUTS and not (to / entry.name).exists():
            moved.append((entry, to / entry.name))
            entry.rename(to / entry.name)
    figures = folder / "figures"
    for entry in sorted(figures.iterdir()) if figures.is_dir() and not figures.is_symlink() else ():
        if not _FIGURE.fullmatch(entry.name) and not (to / "figures" / entry.name).exists():
            (to / "figures").mkdir(exist_ok=True)
            moved.append((entry, to / "figures" / entry.name))
            entry.rename(to / "figures" / entry.name)


def _put_back(target: Path, old: Path, fresh: Path, moved: list[tuple[Path, Path]]) -> None:
    """Undo what was done of a swap, so that ``target`` is as it was."""
    if target.exists() and fresh.exists():
        # Another run was quicker: its report stays.
        _move_own(old, target, [])
        shutil.rmtree(old, ignore_errors=True)
        return
    for place, now in reversed(moved):
        with suppress(FileNotFoundError):  # it was to be moved when the step failed
            now.rename(place)
    if target.exists():
        if _exchange(old, target):
            old.rename(fresh)
            return
        target.rename(fresh)
    old.rename(target)
