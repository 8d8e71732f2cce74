"""Reading a sheet of an Excel workbook as a table of texts, row by row. Macros, links and formulas are never run."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ogpkit.dossier.nearest import nearest
from ogpkit.dossier.source import invisible, shown
from ogpkit.dossier.survey.archive import SheetFacts, inspect
from ogpkit.dossier.survey.cells import address, rows_of, spans_columns, text_of_cell, touches
from ogpkit.dossier.survey.raw import Part, keys
from ogpkit.errors import DataError, Problem

__all__ = ["SheetTable", "read_sheets", "read_workbook"]

_ROWS, _COLUMNS = 1_048_576, 16_384
_PEEKED = 100
_BATCH = 10_000
_MOST = 50
_ERRORS = frozenset(["#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])


@dataclass(frozen=True)
class SheetTable:
    """One sheet as a :class:`~ogpkit.dossier.survey.raw.RawTable`; cells are texts as they would be typed.

    A whole number has no decimals, a date is written as in 2024-03-01, true and false are TRUE and FALSE.
    """

    path: Path
    name: str
    sheet: str
    header: tuple[str, ...]
    first: int
    """The row of the sheet with the headings, from 1."""
    facts: SheetFacts = field(default_factory=SheetFacts)
    blank: list[int] = field(default_factory=list, repr=False, compare=False)
    """Rows without any cell, which are left out; known once the table was read."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def merged_headings(self) -> tuple[str, ...]:
        """Ranges of merged cells that begin in the row of headings and span several columns, such as B1:D1."""
        return tuple(one for one in self.facts.merged if rows_of(one)[0] == self.first and spans_columns(one))

    def line(self, row: int) -> int:
        """Return the row of the sheet on which a row of answers stands; right for rows that were read."""
        number = self.first + 1 + row
        for blank in self.blank:
            if blank > number:
                break
            number += 1
        return number

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the rows of answers; see :class:`~ogpkit.dossier.survey.raw.RawTable`.

        Raises
        ------
        DataError
            The sheet is damaged, or wanted cells hold errors, formulas without a value, or are merged.
        """
        import pyarrow as pa

        places = {key: place for place, key in enumerate(keys(self.header)) if key in set(wanted)}
        found = _Found(self, set(places.values()))
        rows = self._rows(found)
        while batch := list(islice(rows, _BATCH)):
            yield self._part(batch, places, pa)
        found.settle()

    def _part(self, rows: list[tuple[Any, ...]], places: Mapping[str, int], pa: Any) -> Part:
        columns = {}
        for key, place in places.items():
            cells = [text_of_cell(row[place]) if place < len(row) else None for row in rows]
            columns[key] = pa.array(cells, pa.string())
        return Part(len(rows), columns)

    def _rows(self, found: _Found) -> Iterator[tuple[Any, ...]]:
        width = len(self.header)
        self.blank.clear()
        with _opened(self.path, self.name) as book, _formulas(self) as formulas:
            try:
                for number, cells in enumerate(book[self.sheet].iter_rows(values_only=formulas is None), start=1):
                    row = cells if formulas is None else tuple(cell.value for cell in cells)
                    unknown = () if formulas is None else _without_value(cells, next(formulas, ()))
                    if number <= self.first:
                        continue
                    if number > _ROWS:
                        raise ValueError("too many rows")
                    found.look(number, row, unknown, width)
                    if any(cell is not None and cell != "" for cell in row):
                        yield row
                    else:
                        self.blank.append(number)
            except DataError:
                raise
            except Exception:
                raise _damaged(self.name) from None


class _Found:
    """The problems that are met while the rows go by; all of them are told at the end, so that all are told at once."""

    def __init__(self, table: SheetTable, wanted: set[int]) -> None:
        self.table, self.wanted = table, wanted
        self.problems: list[Problem] = []
        for one in table.facts.merged:
            top, bottom = rows_of(one)
            if bottom > table.first and bottom > top >= table.first and touches(one, wanted):
                what = f"the cells {one} are merged, so that only one of these rows has the answer"
                self.add(max(top, table.first + 1), what, "each answer in its own cell", "unmerge and fill them")

    def add(self, row: int, what: str, expected: str, todo: str) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(self.table.name, row, what, expected, todo, rule="cell"))

    def look(self, number: int, row: tuple[Any, ...], unknown: Sequence[int], width: int) -> None:
        for place in unknown:
            if place in self.wanted:
                what = f"the formula in {address(place, number)} has no stored value"
                self.add(number, what, "a value", "open the workbook in a spreadsheet program and save it")
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if place >= width:
                if cell != "":
                    what = f"cell {address(place, number)} is filled, and there is no heading above it"
                    self.add(number, what, "a heading above each column of answers", "write one, or clear the cell")
                    return
            elif place in self.wanted and isinstance(cell, str) and cell in _ERRORS:
                what = f"cell {address(place, number)} holds the error {cell}"
                self.add(number, what, "an answer, or an empty cell", "mend its formula, or clear the cell")

    def settle(self) -> None:
        if self.problems:
            raise DataError(sorted(self.problems))


def read_workbook(path: Path, name: str, sheet: str | None) -> SheetTable:
    """Return a sheet of a workbook as a table; the first visible one where none is named.

    ``name`` of the table is that of the file with the sheet behind it, as in ``survey.xlsx!Answers``; rows count as in
    the sheet. The first row that is not empty holds the headings. Hidden rows and columns are read like others.

    Raises
    ------
    DataError
        The file is no workbook, locked, damaged or harmful; there is no such sheet; or the sheet is empty.
    """
    archive = inspect(path, name)
    with _opened(path, name) as book:
        one = _choose(book, name, sheet)
        full = f"{name}!{_printable(one.title)}"
        first, header = _header(one, full)
        facts = archive.sheets.get(str(getattr(one, "_worksheet_path", "")).lstrip("/"), SheetFacts())
    return SheetTable(path, full, one.title, header, first, facts)


def read_sheets(path: Path, name: str, wanted: Collection[str]) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """Return small sheets of a workbook whole, by their names: each row that is not empty, with its number.

    A sheet that is not there is left out; the names may differ in capitals.

    Raises
    ------
    DataError
        The file is no workbook, locked, damaged or harmful.
    """
    inspect(path, name)
    found = {}
    with _opened(path, name) as book:
        for one in book.worksheets:
            if one.title.strip().casefold() not in wanted:
                continue
            one.reset_dimensions()
            try:
                rows = enumerate(islice(one.iter_rows(values_only=True), _ROWS), start=1)
                texts = ((number, tuple(text_of_cell(cell) or "" for cell in row)) for number, row in rows)
                kept = [(number, row) for number, row in texts if any(row)]
            except Exception:
                raise _damaged(name) from None
            found[one.title.strip().casefold()] = kept
    return found


@contextmanager
def _opened(path: Path, name: str, *, data_only: bool = True) -> Iterator[Any]:
    from openpyxl import load_workbook

    with warnings.catch_warnings(), _stream(path, name) as stream:
        # openpyxl warns of what it leaves out: charts, drop-downs, styles. None of them is an answer.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
        except Exception:
            raise _damaged(name) from None
        try:
            for one in book.worksheets:
                one.reset_dimensions()  # what the file says of its own size may be wrong
            yield book
        finally:
            book.close()


def _stream(path: Path, name: str) -> IO[bytes]:
    # A file that the library opened itself would stay open where the library fails.
    try:
        return path.open("rb")
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        problem = Problem(name, None, what, "a readable file", "check its rights", rule="unreadable")
        raise DataError([problem]) from None


@contextmanager
def _formulas(table: SheetTable) -> Iterator[Iterator[tuple[Any, ...]] | None]:
    """Give the rows a second time with formulas in place of values, where the sheet has formulas at all."""
    if not table.facts.formulas:
        yield None
        return
    with _opened(table.path, table.name, data_only=False) as book:
        yield book[table.sheet].iter_rows(values_only=True)


def _without_value(cells: Sequence[Any], formulas: Sequence[Any]) -> list[int]:
    """Return the places of formulas of which no value is stored; an empty text is one, and is stored as such."""
    return [
        place
        for place, (cell, formula) in enumerate(zip(cells, formulas, strict=False))
        if cell.value is None and formula is not None and cell.data_type != "str"
    ]


def _choose(book: Any, name: str, wanted: str | None) -> Any:
    sheets = {one.title: one for one in book.worksheets}
    if not sheets:
        what, todo = "the workbook has no sheet with cells", "export the answers again"
        raise DataError([Problem(name, None, what, "a sheet with the answers", todo, rule="sheet")])
    if wanted is None:
        return next((one for one in sheets.values() if one.sheet_state == "visible"), next(iter(sheets.values())))
    if wanted not in sheets:
        there = ", ".join(shown(title) for title in list(sheets)[:20])
        match = nearest(wanted, sheets)
        todo = f'did you mean {shown(match)}? Write it under "sheet"' if match else 'write one of these under "sheet"'
        what = f"there is no sheet {shown(wanted)}"
        raise DataError([Problem(name, None, what, f"one of {there}", todo, rule="sheet")])
    return sheets[wanted]


def _header(sheet: Any, full: str) -> tuple[int, tuple[str, ...]]:
    first, width = 0, 0
    header: tuple[Any, ...] = ()
    try:
        rows = enumerate(islice(sheet.iter_rows(values_only=True), _ROWS), start=1)
        for number, row in rows:
            filled = max((place + 1 for place, cell in enumerate(row) if text_of_cell(cell)), default=0)
            if not first and filled:
                first, header = number, row[:filled]
            width = max(width, filled)
            if first and number >= first + _PEEKED:
                break
    except Exception:
        raise _damaged(full) from None
    if not first:
        others = '; where the answers are on another sheet, write its name under "sheet" in survey.yaml'
        raise DataError(
            [Problem(full, None, "the sheet is empty", "a row of headings", f"export it again{others}", rule="empty")]
        )
    if width > _COLUMNS:
        raise _damaged(full)
    texts = [unicodedata.normalize("NFC", " ".join((text_of_cell(cell) or "").split())) for cell in header]
    texts += [""] * (width - len(texts))
    unseen = [place for place, text in enumerate(texts) if invisible(text)]
    if unseen:
        raise DataError(
            Problem(
                full,
                first,
                f"the heading in {address(place, first)} holds the invisible character {invisible(texts[place])}",
                "printable text",
                "type the heading again",
                rule="control-character",
            )
            for place in unseen[:_MOST]
        )
    return first, tuple(texts)


def _damaged(name: str) -> DataError:
    what, todo = "the workbook cannot be read: it is damaged", "open it in a spreadsheet program and save it again"
    return DataError([Problem(name, None, what, "an Excel workbook (.xlsx)", todo, rule="workbook")])


def _printable(title: str) -> str:
    return "".join(sign for sign in " ".join(title.split())[:60] if invisible(sign) is None)
