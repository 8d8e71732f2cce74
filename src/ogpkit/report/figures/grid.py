"""A grid of questions: rows are sections or commitments, columns are the questions that a group of rows shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from ogpkit.report.figures.style import LEADING, LINE, MARGIN, MUTED, SIZE, SMALL, STRONG_LINE, WIDTH, Sheet, wrapped

__all__ = ["GridRow", "Group", "draw_grid", "grouped", "joined", "places_in_words"]

CellT = TypeVar("CellT")

_LEFT = 222.0  # where the cells begin
_WIDEST, _PAD = 60.0, 7.0


@dataclass(frozen=True)
class GridRow(Generic[CellT]):
    """A row: its label, the group that it stands in, and its cells by question number."""

    label: str
    group: str
    cells: tuple[tuple[str, CellT], ...]


@dataclass(frozen=True)
class Group(Generic[CellT]):
    """Rows that share their column heads; ``columns`` are the keys of ``rows``' cells, ``heads`` what is printed."""

    title: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, dict[str, CellT]], ...]

    @property
    def pitch(self) -> float:
        """The width of a column."""
        return min(_WIDEST, (WIDTH - MARGIN - _LEFT) / max(len(self.columns), 1))


def grouped(rows: Iterable[GridRow[CellT]]) -> list[Group[CellT]]:
    """Return rows in groups; a group of several rows is headed "N.1", "N.2" where its rows' numbers differ in N only.

    Examples
    --------
    >>> rows = [GridRow(f"Commitment {n}", "Commitments", ((f"{n}.1", "x"), (f"{n}.2", "y"))) for n in (1, 2)]
    >>> grouped(rows)[0].heads
    ('N.1', 'N.2')
    """
    groups = []
    keyed = groupby(enumerate(rows), key=lambda pair: pair[1].group or pair[0])
    for _, members in keyed:
        block = [row for _, row in members]
        numbers = [number for row in block for number, _ in row.cells]
        several = len({number.partition(".")[0] for number in numbers}) > 1 and all("." in number for number in numbers)

        def key(number: str, several: bool = several) -> str:
            return number.partition(".")[2] if several else number

        columns = tuple(dict.fromkeys(key(number) for number in numbers))
        groups.append(
            Group(
                title=block[0].group,
                columns=columns,
                heads=tuple(f"N.{column}" if several else column for column in columns),
                rows=tuple((row.label, {key(number): cell for number, cell in row.cells}) for row in block),
            )
        )
    return groups


def draw_grid(
    sheet: Sheet,
    groups: Sequence[Group[CellT]],
    y: float,
    height: Callable[[CellT, float], float],
    draw: Callable[[CellT, float, float, float], None],
) -> float:
    """Draw groups of rows from ``y`` on; return where they end.

    ``height(cell, pitch)`` says how much room a cell needs in a column of that width, and ``draw(cell, x, y, pitch)``
    draws it around its middle.
    """
    for number, group in enumerate(groups):
        pitch = group.pitch
        y += 12 if number else 0
        title = wrapped(group.title, _LEFT - MARGIN - _PAD, SMALL, bold=True)
        base = y + max(len(title), 1) * LEADING * SMALL
        sheet.lines(MARGIN, base - (len(title) - 1) * LEADING * SMALL, title, size=SMALL, bold=True)
        for column, head in enumerate(group.heads):
            sheet.text(_LEFT + (column + 0.5) * pitch, base, head, size=SMALL, colour=MUTED, align="center")
        y = base + 5
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
        for at, (label, cells) in enumerate(group.rows):
            lines = wrapped(label, _LEFT - MARGIN - _PAD)
            text_height = LEADING * SIZE * len(lines)
            tall = max([text_height, 20.0, *(height(cell, pitch) for cell in cells.values())]) + _PAD
            if at:
                sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
            sheet.lines(MARGIN, y + (tall - text_height) / 2 + 0.98 * SIZE, lines)
            for column, name in enumerate(group.columns):
                if name in cells:
                    draw(cells[name], _LEFT + (column + 0.5) * pitch, y + tall / 2, pitch)
            y += tall
    return y


def joined(parts: Sequence[str], most: int = 12, word: str = "and") -> str:
    """Return parts as a list in words, ``word`` before the last.

    Examples
    --------
    >>> joined(["a", "b", "c"]), joined(["a", "b", "c"], most=1)
    ('a, b and c', 'a and 2 more')
    """
    shown = list(parts[:most])
    if len(parts) > most:
        return f"{', '.join(shown)} {word} {len(parts) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}" if shown else ""


def places_in_words(places: Sequence[tuple[str, str]], most: int = 12) -> str:
    """Return question numbers with the rows they stand in; "Commitment 3 – short title" is named "Commitment 3".

    Examples
    --------
    >>> places_in_words([("1.3", "Compliance"), ("1.4", "Compliance"), ("2.1", "Commitment 2 – Open data")])
    '1.3 and 1.4 (Compliance); 2.1 (Commitment 2)'
    """
    shown = places[:most]
    rows = dict.fromkeys(label for _, label in shown)
    parts = [f"{joined([n for n, label in shown if label == row])} ({row.partition(' – ')[0]})" for row in rows]
    more = len(places) - len(shown)
    return "; ".join(parts) + (f"; and {more} more" if more else "")
