"""The packed file that a workbook is: unpacked once in a stream and refused where it could do harm, before it is read.

A workbook is a ZIP archive of XML files. An archive of a few kilobytes can unpack to terabytes, and an XML file can
name entities that do the same or ask for other files. So every member is unpacked piece by piece, counted and looked
through, and nothing of it is kept.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ogpkit.errors import DataError, Problem

__all__ = ["Archive", "SheetFacts", "inspect"]

_PIECE = 1 << 20
_OVERLAP = 1 << 12
_MEMBERS = 5_000
_TOTAL = 2_000_000_000
_IN_MEMORY = 200_000_000
"""Shared texts, styles and the list of sheets are held in memory by the reader; sheets are not."""
_RATIO, _RATIO_FROM = 250, 10_000_000
"""Real sheets of very even answers pack some fifty times; a megabyte of one letter packs a thousand times."""
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""\A[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
_MOST_MERGED = 1000
_ODD = "the workbook is damaged or was made to do harm"
_SAVE = "open it in a spreadsheet program and save it again as an Excel workbook (.xlsx)"


@dataclass(frozen=True)
class SheetFacts:
    """What the reader of cells does not say about a sheet: whether it has formulas, and which cells are merged."""

    formulas: bool = False
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Archive:
    """A packed workbook that may be opened, with what was seen on the way (by the member's name)."""

    sheets: Mapping[str, SheetFacts] = field(default_factory=dict)


def inspect(path: Path, name: str) -> Archive:
    """Return what is known of a packed workbook once every member of it was unpacked and found harmless.

    Raises
    ------
    DataError
        The file is missing or no workbook; it is locked, damaged or too large once unpacked; or it holds entities.
    """
    try:
        with path.open("rb") as stream:
            _kind(stream, name)
        with zipfile.ZipFile(path) as packed:
            return _members(packed, name)
    except zipfile.BadZipFile:
        raise _refuse(name, "the workbook is cut off or damaged", "a whole file", "copy or download it again") from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _refuse(name, _ODD, "a whole workbook", _SAVE) from None
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        raise _refuse(name, what, "a readable file", "check that it is there, and its rights") from None


def _refuse(name: str, what: str, expected: str, todo: str, rule: str = "workbook") -> DataError:
    return DataError([Problem(name, None, what, expected, todo, rule=rule)])


def _kind(stream: IO[bytes], name: str) -> None:
    """Refuse what is no packed file, and say what it is instead."""
    first = stream.read(1 << 16)
    expected = "an Excel workbook (.xlsx)"
    if first.startswith(b"PK"):
        return
    if not first.strip():
        raise _refuse(name, "the file is empty", expected, "copy or export it again", "empty")
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        whole = first + stream.read(_IN_MEMORY)
        if "EncryptedPackage".encode("utf-16-le") in whole:
            todo = "open it, take the password off (File, Info, Protect Workbook) and save it"
            raise _refuse(name, "the workbook is locked with a password", "one that opens without", todo)
        raise _refuse(name, "this is a workbook of an old Excel (.xls)", expected, _SAVE)
    if first.startswith((b"$FL2", b"$FL3")):
        raise _refuse(name, "this is an SPSS file", expected, 'give it the ending ".sav"')
    if first.startswith(b"<stata_dta>"):
        raise _refuse(name, "this is a Stata file", expected, 'give it the ending ".dta"')
    if first.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise _refuse(name, "this is a web page or XML under the name of a workbook", expected, _SAVE)
    if b"\x00" not in first and any(mark in first for mark in (b",", b";", b"\t", b"\n")):
        todo = 'give it the ending ".csv"; renaming does not make a workbook'
        raise _refuse(name, "this is plain text, such as a CSV table", expected, todo)
    raise _refuse(name, "this is no workbook", expected, "check that this is the right file, or export it again")


def _members(packed: zipfile.ZipFile, name: str) -> Archive:
    members = packed.infolist()
    names = [member.filename for member in members]
    _of_the_right_kind(packed, names, name)
    if len(members) > _MEMBERS or len(set(names)) < len(names):
        raise _refuse(name, _ODD, f"at most {_MEMBERS} parts, each once", _SAVE)
    total, facts = 0, {}
    for member in members:
        if member.flag_bits & 0x1:
            raise _refuse(name, "the workbook is locked with a password", "one that opens without", _SAVE)
        if member.is_dir():
            continue
        seen = _Member(member, name)
        with packed.open(member) as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > _TOTAL:
                    raise _too_large(name, "the workbook unpacks", _TOTAL)
                seen.take(piece)
        facts[member.filename] = SheetFacts(seen.formulas, tuple(seen.merged))
    return Archive(facts)


def _too_large(name: str, what: str, limit: int) -> DataError:
    size = f"{limit / 1e9:.0f} GB" if limit >= 1e9 else f"{limit / 1e6:.0f} MB"
    todo = "check that this is the right file; save very large tables as CSV"
    return _refuse(name, f"{what} to more than {size}", "a table of answers", todo, "too-large")


_BOMB = (
    "a part of the workbook unpacks to very many times its size",
    "a table of answers",
    "check where the file comes from; save the sheet as CSV in a spreadsheet program",
    "too-large",
)


def _of_the_right_kind(packed: zipfile.ZipFile, names: list[str], name: str) -> None:
    expected = "an Excel workbook (.xlsx)"
    if "xl/workbook.bin" in names:
        raise _refuse(name, "this is a binary workbook (.xlsb)", expected, _SAVE)
    if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
        raise _refuse(name, "this is a LibreOffice document", expected, _SAVE)
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
        kind = "a Word document" if any(one.startswith("word/") for one in names) else "a packed file"
        raise _refuse(name, f"this is {kind}", expected, "unpack it, or export the answers as an Excel workbook")


class _Member:
    """One member while it is unpacked: its size, its first bytes, and what is looked for in it."""

    def __init__(self, member: zipfile.ZipInfo, name: str) -> None:
        self.packed, self.name = max(member.compress_size, 1), name
        self.is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
        self.is_sheet = "worksheets/" in member.filename and member.filename.endswith(".xml")
        self.size, self.before = 0, b""
        self.formulas, self.merged = False, list[str]()

    def take(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > _RATIO_FROM and self.size > _RATIO * self.packed:
            raise _refuse(self.name, *_BOMB)
        if not self.is_sheet and self.size > _IN_MEMORY:
            raise _too_large(self.name, "a part of the workbook that is no sheet unpacks", _IN_MEMORY)
        if not self.is_xml:
            return
        if self.size == len(piece):
            self.start(piece)
        text = self.before + piece
        if _DTD.search(text):
            todo = "this is no work of a spreadsheet program: ask where the file comes from, then save it there again"
            raise _refuse(self.name, "the workbook defines XML entities", "plain cells", todo, "xml-entities")
        if self.is_sheet:
            self.formulas = self.formulas or _FORMULA.search(text) is not None
            found = (one.decode("ascii") for one in _MERGED.findall(text))
            self.merged += [one for one in found if one not in self.merged][: _MOST_MERGED - len(self.merged)]
        self.before = text[-_OVERLAP:]

    def start(self, piece: bytes) -> None:
        # Another encoding would hide from what is looked for here; no spreadsheet program writes one.
        told = _ENCODING.match(piece)
        plain = piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"")
        if not plain or (told is not None and told[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")):
            raise _refuse(self.name, "a part of the workbook is in an encoding of its own", "UTF-8", _SAVE)
