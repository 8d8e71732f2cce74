"""What is too long for one figure or table, and so is shown in several that follow each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ogpkit.report import blocks as b

__all__ = ["numbered", "parted"]

ItemT = TypeVar("ItemT")


def parted(rows: Sequence[ItemT], most: int, counts: Callable[[ItemT], bool] | None = None) -> list[list[ItemT]]:
    """Return rows in parts that hold at most ``most`` of those that count, and about as many each.

    Parameters
    ----------
    rows : sequence
        The rows in their order.
    most : int
        How many of a part may count; above 0.
    counts : callable
        Whether a row counts; by default every one does. Where none does, all are one part.

    Examples
    --------
    >>> parted("abcde", 2)
    [['a', 'b'], ['c', 'd'], ['e']]
    >>> parted(["section", "one", "two", "three"], 2, lambda row: row != "section")
    [['section', 'one', 'two'], ['three']]
    """
    counted = [counts is None or counts(row) for row in rows]
    total = sum(counted)
    size = -(-total // max(1, -(-total // most)))
    parts: list[list[ItemT]] = [[]]
    seen = 0
    for row, counts_too in zip(rows, counted, strict=True):
        if counts_too:
            if seen == size:
                parts.append([])
                seen = 0
            seen += 1
        parts[-1].append(row)
    return parts


def numbered(drawn: Sequence[b.Figure | b.Table], anchor: str | None = None) -> tuple[b.Block, ...]:
    """Return figures or tables with their anchors, each of several with its number in caption and alternative text.

    Links to the whole lead to the first of them.

    Examples
    --------
    >>> table = b.Table(columns=(), rows=(), caption=b.inlines("Ratings"))
    >>> [b.plain(one.caption) for one in numbered([table, table], "ratings")]
    ['Ratings (1 of 2)', 'Ratings (2 of 2)']
    """
    if len(drawn) == 1:
        return (drawn[0].model_copy(update={"anchor": anchor}),)
    shown: list[b.Block] = []
    for number, block in enumerate(drawn, 1):
        changed: dict[str, object] = {
            "caption": (*block.caption, *b.inlines(f" ({number} of {len(drawn)})")),
            "anchor": anchor if number == 1 or anchor is None else f"{anchor}-{number}",
        }
        if isinstance(block, b.Figure):
            changed["alt"] = f"Part {number} of {len(drawn)}. {block.alt}"
        shown.append(block.model_copy(update=changed))
    return tuple(shown)
