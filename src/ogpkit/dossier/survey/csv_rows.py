"""The rows of a CSV file, cut from its bytes block by block, with the line on which each block begins."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from ogpkit.errors import DataError, Problem

__all__ = ["BLOCK", "Block", "blocks", "line_ends", "parsed", "records", "separator_of", "syntax_error", "text_at"]

BLOCK = 4_000_000
"""How many bytes are read at once; a single row may not be longer."""

_QUOTE = 34
_QUOTED = re.compile(r'"[^"]*"?')


@dataclass(frozen=True)
class Block:
    """Some whole rows as they stand in the file: where they begin, on which line, and whether their quotes are plain.

    Quotes are plain where each cell that holds one is quoted as a whole; then any reader finds the same cells.
    """

    raw: bytes
    start: int
    line: int
    plain: bool


def line_ends(raw: bytes) -> int:
    r"""Return how many lines end in ``raw``; a line ends with LF, CR LF or CR.

    Examples
    --------
    >>> line_ends(b"a\r\nb\rc\nd")
    3
    """
    found = raw.count(b"\n")
    return found if b"\r" not in raw else found + raw.count(b"\r") - raw.count(b"\r\n")


def separator_of(line: str) -> str:
    """Return what parts the cells of a first row: comma, semicolon or tab, whichever stands most often outside quotes.

    Examples
    --------
    >>> separator_of('"Name, first and last";Age'), separator_of("age")
    (';', ',')
    """
    outside = _QUOTED.sub("", line)
    # Excel writes semicolons where the comma parts decimals, as in most of Europe.
    return max(",;\t", key=outside.count)


def syntax_error(name: str, line: int, reason: str) -> DataError:
    """Return the error of a table whose quotes are wrong."""
    return DataError(
        [
            Problem(
                name,
                line,
                f"the table cannot be read from here ({reason})",
                "cells parted by commas, with every quote closed",
                'look for a single " and double or delete it',
                rule="csv-syntax",
            )
        ]
    )


def text_at(raw: bytes, name: str, line: int) -> str:
    """Return the text of some rows that begin on ``line``, with line feeds as line ends.

    Raises
    ------
    DataError
        The bytes are no UTF-8, or hold a NUL.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        what, expected = f"byte {raw[error.start]:#04x} is not UTF-8", "UTF-8 text"
        todo, place = 'save the file again with the encoding "UTF-8"', error.start
        rule = "encoding"
    else:
        place = raw.find(b"\0")
        if place < 0:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        what, expected = "the line holds the invisible character U+0000", "printable text"
        todo, rule = "delete the character, or export the table again", "control-character"
    raise DataError([Problem(name, line + line_ends(raw[:place]), what, expected, todo, rule=rule)])


def parsed(text: str, name: str, line: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows of a text by the strict rules: the line on which each begins, and its cells.

    Raises
    ------
    DataError
        Its quotes do not close, or text follows a closing quote.
    """
    with _long_cells():
        reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
        begin = 1
        try:
            for row in reader:
                if row:
                    yield line + begin - 1, row
                begin = reader.line_num + 1
        except csv.Error as error:
            raise syntax_error(name, line + begin - 1, str(error)) from None


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell be as long as a row; the module's own limit of 128 kB is less than some people write."""
    limit = csv.field_size_limit(2 * BLOCK)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _quotes(raw: bytes, separator: str) -> tuple[npt.NDArray[np.intp], bool]:
    """Return the places of all quotes, and whether every cell that holds one is quoted as a whole."""
    view = np.frombuffer(raw, np.uint8)
    places = np.flatnonzero(view == _QUOTE)
    if not places.size:
        return places, True
    edge = np.zeros(256, np.bool_)
    edge[[_QUOTE, ord(separator), 10, 13]] = True
    # The first, third, fifth … open: before them a cell begins, or a doubled quote. The others close.
    opening, closing = places[::2], places[1::2]
    before = edge[view[opening[opening > 0] - 1]]
    after = edge[view[closing[closing < view.size - 1] + 1]]
    return places, bool(before.all() and after.all())


def _cut(raw: bytes, places: npt.NDArray[np.intp]) -> int:
    """Return where the last whole row ends, or 0 where none does; a line end in quotes ends no row."""
    end = len(raw)
    while end > 0:
        # A CR at the very end may be the first half of a line end.
        at = max(raw.rfind(b"\n", 0, end), raw.rfind(b"\r", 0, min(end, len(raw) - 1)))
        if at < 0:
            return 0
        quotes = int(np.searchsorted(places, at))
        if quotes % 2 == 0:
            return at + 1
        end = int(places[quotes - 1])
    return 0


def blocks(
    file: BinaryIO, name: str, separator: str, start: int, line: int, digest: hashlib._Hash | None = None
) -> Iterator[Block]:
    """Go through a file whose next row begins at byte ``start`` and on ``line``, in blocks of whole rows.

    Raises
    ------
    DataError
        A row does not end within :data:`BLOCK` bytes.
    """
    rest, at_end = b"", False
    while not at_end:
        read = file.read(BLOCK)
        if digest is not None:
            digest.update(read)
        at_end = len(read) < BLOCK
        raw = rest + read
        places, plain = _quotes(raw, separator)
        if at_end:
            end, plain = len(raw), plain and len(places) % 2 == 0
        else:
            end = _cut(raw, places) if plain else _strict_cut(raw, separator)
        if end:
            block = raw[:end]
            yield Block(block, start, line, plain)
            start, line = start + end, line + line_ends(block)
        elif len(raw) > BLOCK:
            raise _too_long(name, line)
        rest = raw[end:]


def records(raw: bytes, separator: str) -> Iterator[tuple[int, int]]:
    """Go through the rows of ``raw`` by the strict rules: the byte at which each begins, and the one behind it.

    Raises
    ------
    csv.Error
        Its quotes do not close, or text follows a closing quote.
    """
    read = end = 0

    def lines() -> Iterator[str]:
        nonlocal read
        # Latin-1 keeps each byte as one character, and only LF, CR LF and CR end lines here.
        for one in io.StringIO(raw.decode("latin-1"), newline=""):
            read += len(one)
            yield one

    with _long_cells():
        for _ in csv.reader(lines(), delimiter=separator, strict=True):
            yield end, read
            end = read


def _strict_cut(raw: bytes, separator: str) -> int:
    """Return where the last whole row ends, where quotes alone do not tell, or the end of what holds a broken row."""
    whole = max(raw.rfind(b"\n"), raw.rfind(b"\r", 0, len(raw) - 1)) + 1
    end = 0
    try:
        for _, behind in records(raw[:whole], separator):
            end = behind
    except csv.Error as error:
        # A quote that is open at the end may be closed in the next block; any other fault is told by who parses.
        return end if "unexpected end" in str(error) else whole
    return end


def _too_long(name: str, line: int) -> DataError:
    what, expected = f"the row has more than {BLOCK // 1_000_000} MB", "cells parted by commas, with every quote closed"
    todo = 'look for a single " and double or delete it'
    return DataError([Problem(name, line, what, expected, todo, rule="csv-syntax")])
