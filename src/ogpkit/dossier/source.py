"""Reading a user's text file: safely, and with a clear message where it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ogpkit.errors import DataError, Problem

__all__ = [
    "LIMITS",
    "check_file",
    "invisible",
    "is_there",
    "named",
    "put_right",
    "read_bytes",
    "refuse_other_formats",
    "shown",
    "similar",
    "text_of",
]

LIMITS = {"yaml": 2_000_000, "csv": 50_000_000}
"""The largest files that are read, in bytes; real ones are a hundredth of it."""

# Controls, line ends that editors do not count, surrogates and private characters cannot be printed; an override of the
# writing direction can make a text read as something that it is not.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a\u202b\u202d\u202e\u2066-\u2068\ud800-\uf8ff\U000f0000-\U0010ffff]"
)
_MOST = 20
_SHEETS = ("xlsx", "xlsm", "xls", "ods", "numbers", "tsv")


def named(path: Path, root: Path) -> str:
    """Return ``path`` as the user knows it: relative to the project folder, with forward slashes.

    Examples
    --------
    >>> named(Path("/p/data/raw/x/plan.yaml"), Path("/p"))
    'data/raw/x/plan.yaml'
    """
    try:
        name = path.relative_to(root).as_posix()
    except ValueError:
        name = path.name
    # A name that is no UTF-8 could not be printed.
    return name.encode("utf-8", "replace").decode("utf-8")


def is_there(path: Path) -> bool:
    """Return whether something of this name can be reached; no rights or too long a name count as no."""
    try:
        return path.exists()
    except OSError:
        return False


def shown(value: object) -> str:
    """Return a user's value for a message: quoted, on one line, not too long; lists and groups are only named.

    Examples
    --------
    >>> shown("Yse"), shown(["a"]), shown(None)
    ('"Yse"', 'a list', 'nothing')
    """
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    text = " ".join(str(value).split())
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def invisible(text: str) -> str | None:
    r"""Return the name of the first character that no report can show, or None.

    Examples
    --------
    >>> invisible("pay \u202e001"), invisible("a\tb")
    ('U+202E', None)
    """
    found = _INVISIBLE.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


def _refuse(name: str, what: str, expected: str, todo: str, rule: str, line: int | None = None) -> DataError:
    return DataError([Problem(name, line, what, expected, todo, rule=rule)])


def _size(limit: int) -> str:
    return f"{limit / 1_000_000:.0f} MB"


def similar(name: str, there: Iterable[str]) -> str | None:
    """Return the file that was probably meant to be ``name``: of another ending, or in other letters.

    Examples
    --------
    >>> similar("plan.yaml", ["Plan.yml"]), similar("evidence.csv", ["evidence.xlsx"]), similar("plan.yaml", ["x.txt"])
    ('Plan.yml', 'evidence.xlsx', None)
    """
    stem, _, ending = name.rpartition(".")
    endings = {"yaml": ("yaml", "yml", "yaml.txt", "yml.txt", "txt", "json"), "csv": ("csv", "csv.txt", *_SHEETS)}
    meant = {f"{stem}.{one}" for one in endings.get(ending, ())}
    return next((one for one in sorted(there) if one.casefold() in meant and one != name), None)


def put_right(name: str, found: str, *, told: bool = False) -> str:
    """Return what to do with ``found``, which was meant to be ``name``; ``told`` where the problem is about it."""
    if found.casefold().endswith(_SHEETS):
        return f'save "{found}" as "CSV UTF-8" under the name "{name}"'
    return f'did you mean "{name}"? Rename the file' if told else f'did you mean "{found}"? Rename it to "{name}"'


def _unreadable(name: str, error: OSError) -> DataError:
    reason = error.strerror or type(error).__name__
    return _refuse(name, f"the file cannot be read ({reason})", "a readable file", "check its rights", "unreadable")


def check_file(path: Path, name: str, limit: int) -> None:
    """Refuse what is no plain file of the right size, before it is opened.

    Raises
    ------
    DataError
        The file is missing, a folder, no plain file, or larger than ``limit`` bytes.
    """
    try:
        if path.is_dir():
            raise _refuse(name, "this is a folder", "a file", "move the folder away and put the file here", "folder")
        if not path.is_file():
            what, todo = ("the file is missing", "write it, or copy it from another dossier and change it")
            if path.exists() or path.is_symlink():
                what, todo = ("this is no plain file", "put a plain file here")
            raise _refuse(name, what, "a file", todo, "missing-file")
        size = path.stat().st_size
        if size > limit:
            raise _refuse(
                name,
                f"the file has {size / 1_000_000:.1f} MB",
                f"at most {_size(limit)}",
                "check that this is the right file; large attachments belong beside the dossier, not inside it",
                "too-large",
            )
    except OSError as error:
        raise _unreadable(name, error) from None


def read_bytes(path: Path, name: str, limit: int) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    DataError
        The file is missing, a folder, no plain file, unreadable or larger than ``limit`` bytes.
    """
    check_file(path, name, limit)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from None


def _packed(raw: bytes, name: str) -> DataError | None:
    """Return the error of a file that a spreadsheet or a word processor wrote in its own format."""
    kinds = {b"xl/": "an Excel workbook", b"word/": "a Word document", b"opendocument": "a LibreOffice document"}
    if raw.startswith(b"PK\x03\x04"):
        what = next((kind for mark, kind in kinds.items() if mark in raw), "a packed file")
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        what = "a workbook or document of an old Office"
    else:
        return None
    table = name.endswith(".csv")
    todo = 'open it there and save it as "CSV UTF-8"; renaming is not enough' if table else "save it as plain text"
    return _refuse(name, f"this is {what}", "a CSV table" if table else "plain text", todo, "packed")


def refuse_other_formats(raw: bytes, name: str) -> None:
    """Refuse the first bytes of what is no text in UTF-8.

    Raises
    ------
    DataError
        They are those of a workbook or document, or of UTF-16, or there is nothing but blanks.
    """
    packed = _packed(raw, name)
    if packed is not None:
        raise packed
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(raw) > 3 and b"\x00" in raw[:4] and raw[:4] != b"\x00" * 4):
        raise _refuse(name, "the file is in UTF-16", "UTF-8", 'save it again with the encoding "UTF-8"', "encoding")
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        raise _refuse(name, "the file is empty", "content", "fill it in, or delete it if it is not needed", "empty")


def _decode(raw: bytes, name: str) -> str:
    refuse_other_formats(raw, name)
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


def text_of(raw: bytes, name: str) -> str:
    """Return the text of a UTF-8 file's bytes, with line ends as line feeds and in Unicode's composed form (NFC).

    Raises
    ------
    DataError
        The bytes are no UTF-8, empty, or hold characters that cannot be printed.
    """
    text = _decode(raw, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _refuse(name, "the file is empty", "content", "fill it in, or delete it if it is not needed", "empty")
    if _INVISIBLE.search(text):
        found = ((number, invisible(line)) for number, line in enumerate(text.split("\n"), start=1))
        raise DataError(
            Problem(
                name,
                number,
                f"the line holds the invisible character {character}",
                "printable text",
                "delete the character or type the line again",
                rule="control-character",
            )
            for number, character in islice(((n, c) for n, c in found if c is not None), _MOST)
        )
    return unicodedata.normalize("NFC", text)
