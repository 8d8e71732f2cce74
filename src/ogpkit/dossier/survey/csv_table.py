"""The table of a survey as a CSV file: read block by block, so that its size does not matter."""

from __future__ import annotations

import csv
import hashlib
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.source import invisible, refuse_other_formats
from ogpkit.dossier.survey.csv_rows import (
    BLOCK,
    Block,
    blocks,
    line_ends,
    parsed,
    records,
    separator_of,
    syntax_error,
    text_at,
)
from ogpkit.dossier.survey.matching import tidy
from ogpkit.dossier.survey.raw import Part, keys
from ogpkit.dossier.survey.variables import plain
from ogpkit.dossier.tables import row_length
from ogpkit.errors import DataError, Problem

__all__ = ["CsvTable"]

_MOST = 50
_SAYS_SEPARATOR = re.compile(rb"sep=([,;\t])[\r\n]+")


@dataclass(frozen=True)
class _Read:
    """A block that was read: the number of its first row, and where it stands; ``steady`` where each row is a line."""

    first: int
    start: int
    length: int
    line: int
    steady: bool


class CsvTable:
    """A CSV file as a :class:`~ogpkit.dossier.survey.raw.RawTable`: UTF-8, parted by commas, semicolons or tabs.

    A block goes through pyarrow where its quotes are plain and its rows are of one length. Else it goes through
    Python's csv module by strict rules, which finds the same cells, and names what is wrong where something is.

    Parameters
    ----------
    path : Path
        The file; it must be there and be a plain file.
    name : str
        Its name in messages.

    Raises
    ------
    DataError
        The file is empty, in another encoding, of another format, or has no first row.
    """

    labels: Mapping[str, Mapping[str, str]] = {}
    missing: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.sha256: str | None = None
        """The sum of the very bytes that were read; None until :meth:`parts` has gone through all of them."""
        self.size = 0
        with path.open("rb") as file:
            head = file.read(BLOCK)
        refuse_other_formats(head, name)
        self.separator, self._start, self.header_line, self.header = self._header(head)
        self._head, self._first_line = head[: self._start], 1 + line_ends(head[: self._start])
        self._read: list[_Read] = []
        self._texts: frozenset[str] | None = None
        self._lines: tuple[_Read, list[int]] | None = None

    def _header(self, head: bytes) -> tuple[str, int, int, tuple[str, ...]]:
        """Return the separator, where the rows of answers begin, the line of the headings, and the headings."""
        skipped = 3 if head.startswith(b"\xef\xbb\xbf") else 0
        said = _SAYS_SEPARATOR.match(head, skipped)
        if said:
            skipped = said.end()
        raw = head[skipped:]
        first = raw.lstrip(b"\r\n").replace(b"\r", b"\n").partition(b"\n")[0]
        separator = said[1].decode() if said else separator_of(first.decode("utf-8", "replace"))
        end = 0
        try:
            for begin, end in records(raw, separator):
                line = 1 + line_ends(head[: skipped + begin])
                _, cells = next(parsed(text_at(raw[begin:end], self.name, line), self.name, line, separator), (0, []))
                if any(cell.strip() for cell in cells):
                    self._refuse_invisible(cells, line)
                    return separator, skipped + end, line, tuple(tidy(cell) for cell in cells)
        except csv.Error as error:
            raise syntax_error(self.name, 1 + line_ends(head[: skipped + end]), str(error)) from None
        raise DataError([Problem(self.name, 1, "the table has no first row", "the names of the columns", "write them")])

    def _refuse_invisible(self, cells: Collection[str], line: int) -> None:
        found = next((sign for sign in (invisible(" ".join(cell.split())) for cell in cells) if sign), None)
        if found is not None:
            what = f"the line holds the invisible character {found}"
            todo, rule = "delete the character or type the line again", "control-character"
            raise DataError([Problem(self.name, line, what, "printable text", todo, rule=rule)])

    def line(self, row: int) -> int:
        """Return the line of the file on which a row of answers begins; see :class:`RawTable`."""
        read = self._read[max(0, bisect_right(self._read, row, key=lambda one: one.first) - 1)]
        if read.steady:
            return read.line + row - read.first
        if self._lines is None or self._lines[0] is not read:
            with self.path.open("rb") as file:
                file.seek(read.start)
                raw = file.read(read.length)
            rows = parsed(text_at(raw, self.name, read.line), self.name, read.line, self.separator)
            width = len(self.header)
            self._lines = read, [line for line, cells in rows if len(cells) == width and any(map(str.strip, cells))]
        return self._lines[1][row - read.first]

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the rows of answers; see :class:`RawTable`. A row that is blank throughout is none.

        Raises
        ------
        DataError
            The table cannot be read on, or (at the end, all at once) rows have more or fewer cells than the first.
        """
        names = keys(self.header)
        kept = [name for name in names if name in set(wanted)]
        digest = hashlib.sha256()
        problems: list[Problem] = []
        self._read, self._texts, self._lines, rows = [], None, None, 0
        with self.path.open("rb") as file:
            head = file.read(self._start)
            if head != self._head:
                raise DataError([Problem(self.name, None, "the file was changed while it was read", "", "try again")])
            digest.update(head)
            for block in blocks(file, self.name, self.separator, self._start, self._first_line, digest):
                part = self._quick(block, names, kept) or self._strict(block, names, kept, problems)
                steady = part.rows == line_ends(block.raw) + (not block.raw.endswith((b"\n", b"\r")))
                self._read.append(_Read(rows, block.start, len(block.raw), block.line, steady))
                rows += part.rows
                if part.rows:
                    yield part
                if len(problems) > _MOST:
                    break
            else:
                self.sha256, self.size = digest.hexdigest(), file.tell()
        if problems:
            raise DataError(problems)

    def _quick(self, block: Block, names: tuple[str, ...], kept: list[str]) -> Part | None:
        """Return a block's rows as pyarrow reads them, or None where the strict reader has to look."""
        import pyarrow as pa
        from pyarrow import csv as arrow

        if not block.raw.isascii() or b"\0" in block.raw:
            text_at(block.raw, self.name, block.line)
        if not block.plain:
            return None
        words = pa.dictionary(pa.int32(), pa.string())

        def read(columns: list[str]) -> Any:
            kinds = {name: pa.string() if name in (self._texts or ()) else words for name in columns}
            return arrow.read_csv(
                pa.py_buffer(block.raw),
                # Without threads: a process may be forked later on. A block is read in one piece.
                arrow.ReadOptions(use_threads=False, block_size=len(block.raw) + 1, column_names=names),
                arrow.ParseOptions(delimiter=self.separator, newlines_in_values=True),
                arrow.ConvertOptions(
                    check_utf8=False,
                    column_types=kinds,
                    include_columns=columns,
                    null_values=[],
                    strings_can_be_null=False,
                ),
            )

        try:
            table = read(kept or list(names[:1]))
            blank = _blank(table)
            if blank.any() and len(kept) < len(names):
                blank = _blank(read(list(names)))
        except pa.ArrowInvalid:
            return None
        if blank.any():
            table = table.filter(pa.array(~blank))
        columns = {name: table.column(name).combine_chunks() for name in kept}
        if self._texts is None:
            # Cells that are mostly different are quicker as plain texts.
            many = table.num_rows // 2
            self._texts = frozenset(name for name, cells in columns.items() if len(cells.dictionary) > many)
        return Part(table.num_rows, columns)

    def _strict(self, block: Block, names: tuple[str, ...], kept: list[str], problems: list[Problem]) -> Part:
        """Return a block's rows as Python's csv module reads them; rows of another length are left out and noted."""
        import pyarrow as pa

        places = {name: place for place, name in enumerate(names) if name in kept}
        columns: dict[str, list[str]] = {name: [] for name in kept}
        rows = 0
        for line, cells in parsed(text_at(block.raw, self.name, block.line), self.name, block.line, self.separator):
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(names):
                problems.append(row_length(self.name, line, cells, list(self.header)))
                if len(problems) > _MOST:
                    break
                continue
            rows += 1
            for name, place in places.items():
                columns[name].append(cells[place])
        return Part(rows, {name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def _blank(table: Any) -> npt.NDArray[np.bool_]:
    """Return for each row whether all its cells are blank."""
    import pyarrow as pa
    import pyarrow.compute as compute

    found = np.ones(table.num_rows, np.bool_)
    columns = [column.combine_chunks() for column in table.columns]
    for cells in sorted(columns, key=lambda one: not pa.types.is_dictionary(one.type)):
        if not found.any():
            break
        if pa.types.is_dictionary(cells.type):
            empty = np.array([not (word or "").strip() for word in cells.dictionary.to_pylist()], np.bool_)
            found &= empty[plain(cells.indices)] if empty.any() else False
        else:
            rows = np.flatnonzero(found)
            some = compute.take(cells, pa.array(rows)).to_pylist() if len(rows) < len(found) else cells.to_pylist()
            found[rows] = [not word.strip() for word in some]
    return found
