"""A table whose columns are named, chosen and rewritten anew, while the cells still stream from the one below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ogpkit.dossier.survey.raw import Part, RawTable

__all__ = ["ArrangedTable", "Source", "each", "ticked"]

_YES = frozenset(
    ["1", "x", "y", "yes", "true", "selected", "checked", "quoted", "так", "да", "ja", "oui", "sí", "si", "tak"]
)
_NO = frozenset(["0", "n", "no", "false", "not selected", "unchecked", "not quoted", "n/a", "ні", "нет", "nein"])
_NO_TOO = frozenset(["non", "nie", "não", "nu"])


@dataclass(frozen=True)
class Source:
    """Where a column comes from: the keys of columns of the table below, and what is made of their cells."""

    keys: tuple[str, ...]
    make: Callable[[list[Any]], Any] | None = None


@dataclass(frozen=True)
class ArrangedTable:
    """A :class:`~ogpkit.dossier.survey.raw.RawTable` made of another: ``columns`` by their new headings.

    ``skip`` rows at the beginning belong to the headings and are no answers.
    """

    below: RawTable
    columns: Mapping[str, Source]
    skip: int = 0
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file, as the user knows it."""
        return self.below.name

    @property
    def header(self) -> tuple[str, ...]:
        """The new headings."""
        return tuple(self.columns)

    def line(self, row: int) -> int:
        """Return the line of the file on which a row of answers begins."""
        return self.below.line(row + self.skip)

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the rows of answers; see :class:`~ogpkit.dossier.survey.raw.RawTable`."""
        chosen = {heading: source for heading, source in self.columns.items() if heading in set(wanted)}
        below = {key for source in chosen.values() for key in source.keys}
        left = self.skip
        for part in self.below.parts(below):
            away = min(left, part.rows)
            left -= away
            rows = part.rows - away
            if not rows and away:
                continue
            cells = {key: column.slice(away) if away else column for key, column in part.columns.items()}
            made = {}
            for heading, source in chosen.items():
                own = [cells[key] for key in source.keys]
                made[heading] = own[0] if source.make is None else source.make(own)
            yield Part(rows, made)


def _plain(column: Any) -> Any:
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.dictionary_encode() if not pa.types.is_dictionary(column.type) else column


def each(rewrite: Callable[[str], str]) -> Callable[[list[Any]], Any]:
    """Return what rewrites the cells of one column, each different text once; empty cells stay empty."""
    import pyarrow as pa

    known: dict[str, str] = {}

    def make(columns: list[Any]) -> Any:
        (column,) = columns
        coded = _plain(column)
        texts = []
        for text in coded.dictionary.to_pylist():
            stripped = (text or "").strip()
            if stripped not in known:
                known[stripped] = rewrite(stripped) if stripped else ""
            texts.append(known[stripped])
        return pa.array(texts, pa.string()).take(coded.indices)

    return make


def _tick(text: str | None, *, free: bool) -> str:
    """Return "1", "0" or "" for a cell of an option's column, or the cell itself where it says neither."""
    folded = " ".join((text or "").split()).casefold()
    folded = folded.removesuffix(".0")  # as spreadsheets write whole numbers
    if not folded or folded in _NO or folded in _NO_TOO:
        return "0"
    return "1" if free or folded in _YES else (text or "")


def ticked(place: int, names: tuple[frozenset[str], ...], free: tuple[bool, ...]) -> Callable[[list[Any]], Any]:
    """Return what makes "1" and "0" of the column of one option among all columns of its question.

    A row in which no option is ticked is empty: no form can tell it from a question that was left out. ``names`` are
    for each column the texts that mean its option, ``free`` says which of them hold texts of their own.
    """
    import numpy as np
    import pyarrow as pa

    def ticks(i: int, column: Any) -> tuple[Any, Any]:
        coded = _plain(column)
        texts = []
        for text in [*coded.dictionary.to_pylist(), None]:
            meant = text is not None and " ".join(text.split()) in names[i]
            texts.append("1" if meant else _tick(text, free=free[i]))
        found = np.array(texts, dtype=object)
        indices = coded.indices.fill_null(len(texts) - 1).to_numpy(zero_copy_only=False)
        return found, indices

    def make(columns: list[Any]) -> Any:
        some = np.zeros(len(columns[0]), dtype=bool)
        for i, column in enumerate(columns):
            found, indices = ticks(i, column)
            some |= (found != "0")[indices]
        found, indices = ticks(place, columns[place])
        return pa.array(np.where(some, found[indices], ""), pa.string())

    return make
