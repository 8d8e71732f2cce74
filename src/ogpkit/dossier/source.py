"""Reading a user's text file: safely, and with a clear message where it cannot be read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from ogpkit.errors import DataError, Problem

__all__ = ["LIMITS", "named", "read_bytes", "read_text"]

LIMITS = {"yaml": 2_000_000, "csv": 50_000_000}
"""The largest files that are read, in bytes; real ones are a hundredth of it."""

_ALLOWED_CONTROLS = frozenset("\t\n\r")
# An override of the writing direction can make a text read as something that it is not.
_DECEPTIVE = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def named(path: Path, root: Path) -> str:
    """Return ``path`` as the user knows it: relative to the project folder, with forward slashes.

    Examples
    --------
    >>> named(Path("/p/data/raw/x/plan.yaml"), Path("/p"))
    'data/raw/x/plan.yaml'
    """
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def _refuse(name: str, what: str, expected: str, todo: str, rule: str, line: int | None = None) -> DataError:
    return DataError([Problem(name, line, what, expected, todo, rule=rule)])


def _size(limit: int) -> str:
    return f"{limit / 1_000_000:.0f} MB"


def read_bytes(path: Path, name: str, limit: int) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    DataError
        The file is missing, a folder, no plain file, unreadable or larger than ``limit`` bytes.
    """
    if path.is_dir():
        raise _refuse(name, "this is a folder", "a file", "move the folder away and put the file here", "folder")
    try:
        if not path.is_file():
            what, todo = ("the file is missing", "write it, or copy it from another dossier and change it")
            if path.exists() or path.is_symlink():
                what, todo = ("this is no plain file", "put a plain file here")
            raise _refuse(name, what, "a file", todo, "missing-file")
        size = os.stat(path).st_size
        if size > limit:
            raise _refuse(
                name,
                f"the file has {size / 1_000_000:.1f} MB",
                f"at most {_size(limit)}",
                "check that this is the right file; large attachments belong beside the dossier, not inside it",
                "too-large",
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refuse(
            name, f"the file cannot be read ({reason})", "a readable file", "check its rights", "unreadable"
        ) from None


def _decode(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(raw) > 3 and b"\x00" in raw[:4] and raw[:4] != b"\x00" * 4):
        raise _refuse(name, "the file is in UTF-16", "UTF-8", 'save it again with the encoding "UTF-8"', "encoding")
    try:
        # Excel and Notepad put a byte order mark before UTF-8; it is no part of the text.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refuse(
            name,
            f"byte {raw[error.start]:#04x} is not UTF-8",
            "UTF-8 text",
            'save the file again with the encoding "UTF-8"',
            "encoding",
            line,
        ) from None


def read_text(path: Path, name: str, limit: int) -> str:
    """Return the text of a UTF-8 file, with line ends as ``\\n`` and in Unicode's composed form (NFC).

    Raises
    ------
    DataError
        The file cannot be read, is no UTF-8, is empty, or holds characters that cannot be printed.
    """
    text = _decode(read_bytes(path, name, limit), name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refuse(name, "the file is empty", "content", "fill it in, or delete it if it is not needed", "empty")
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        for character in line:
            if character in _DECEPTIVE or (
                unicodedata.category(character) in {"Cc", "Cs", "Co"} and character not in _ALLOWED_CONTROLS
            ):
                problems.append(
                    Problem(
                        name,
                        number,
                        f"the line holds the invisible character U+{ord(character):04X}",
                        "printable text",
                        "delete the character or type the line again",
                        rule="control-character",
                    )
                )
                break
    if problems:
        raise DataError(problems[:20])
    return unicodedata.normalize("NFC", text)
