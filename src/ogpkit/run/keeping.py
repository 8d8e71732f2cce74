"""Keeping what a person changed in a report's folder when the report is made again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ogpkit.errors import ReportError

__all__ = ["SUMS", "changed_files", "sums"]

SUMS = ".made.sha256"
"""Holds the sum of each file as it was made, in the form that ``sha256sum --check`` reads."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_FIGURE = re.compile(r"figures/figure-\d+\.(svg|png|jpg)")


def sums(files: Mapping[str, bytes]) -> bytes:
    r"""Return the SHA-256 sums of files as lines.

    Examples
    --------
    >>> sums({"a.txt": b"a"})[:12], sums({"a.txt": b"a"})[-8:]
    (b'ca978112ca1b', b'  a.txt\n')
    """
    return "".join(f"{_sum(content)}  {name}\n" for name, content in files.items()).encode()


def changed_files(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what ``files`` would overwrite in ``folder`` and a person changed since it was made, under other names.

    Where the sums are missing all that differs from ``files`` counts as changed.

    Raises
    ------
    ReportError
        A file cannot be read, or a folder has its name.
    """
    kept: dict[str, bytes] = {}
    try:
        made = _made(folder / SUMS)
        # A figure that the new report no longer has would go, too; other names in the sums are not believed.
        names = dict.fromkeys((*files, *(name for name in made if _FIGURE.fullmatch(name))))
        for name in names:
            path = folder / name
            if path.is_dir():
                raise ReportError(f"{path}: this is a folder; expected a file of the report; move the folder away")
            if not path.is_file():
                continue
            content = path.read_bytes()
            if content != files.get(name) and _sum(content) != made.get(name):
                kept[_free(folder, name, content)] = content
    except OSError as error:
        place = error.filename or folder
        raise ReportError(f"{place}: this cannot be read ({error.strerror}), and may be worth keeping") from None
    return kept


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _made(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    return {found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found}


def _free(folder: Path, name: str, content: bytes) -> str:
    """Return a name under which nothing lies, or the same."""
    path, number = PurePosixPath(name), 1
    while True:
        more = "" if number == 1 else f"-{number}"
        free = path.with_name(f"{path.stem}.earlier{more}{path.suffix}").as_posix()
        there = folder / free
        if not (there.exists() or there.is_symlink()) or (there.is_file() and there.read_bytes() == content):
            return free
        number += 1
