"""A table of answers as it lies in a file, whatever the file: read in parts, column by column, all cells as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Part", "RawTable", "keys"]


@dataclass(frozen=True)
class Part:
    """Some rows that follow each other: how many, and of each wanted column the cells.

    Cells are a ``pyarrow`` array of texts, or of texts as a dictionary (which is what makes large tables quick); they
    are stripped of blanks on both sides when they are coded, and an empty text or null is an empty cell.
    """

    rows: int
    columns: Mapping[str, Any]


class RawTable(Protocol):
    """What every reader of a format gives, and what every layout takes and gives."""

    @property
    def name(self) -> str:
        """The file, as the user knows it."""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of the columns, in their order."""

    @property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """What the file itself says that codes mean: heading, code, label (SPSS, Stata, XLSForm)."""

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """The codes that the file itself declares as missing, by heading (SPSS, Stata)."""

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the table from its first row of answers; only columns in ``wanted`` are read.

        A column is asked for by its heading, or by its key where the heading is empty or doubled; see :func:`keys`.

        Raises
        ------
        DataError
            Where the table cannot be read on, with the place.
        """

    def line(self, row: int) -> int:
        """Return the line of the file (the row of the sheet) on which a row of answers begins; the first row is 0."""


def keys(header: Sequence[str]) -> tuple[str, ...]:
    r"""Return for each column the word by which ``parts`` gives it: its heading, where that is the first of its name.

    A column without a heading, and a second one of the same heading, is given by its number. No heading can be taken
    for such a key, because it begins with a control character.

    Examples
    --------
    >>> keys(["age", "", "age"])
    ('age', '\x002', '\x003')
    """
    seen: set[str] = set()
    found = []
    for number, heading in enumerate(header, start=1):
        found.append(f"\x00{number}" if not heading or heading in seen else heading)
        seen.add(heading)
    return tuple(found)
