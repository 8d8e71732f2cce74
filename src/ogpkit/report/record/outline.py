"""The outline of a report: levels without gaps, anchors without doubles, and no second title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ogpkit.report.blocks import Block, Figure, Heading, Question, Table, plain

__all__ = ["outlined"]


def _anchor(heading: Heading) -> str:
    """Return the anchor that Jupyter gives a heading, so that links written for the notebook lead there."""
    return re.sub(r"[^\w.-]+", "-", plain(heading.content)).strip("-") or "section"


def _without_title(blocks: Iterable[Block], title: str) -> list[Block]:
    """Drop the first chapter heading where it only repeats what stands on the cover."""
    result = list(blocks)
    for index, block in enumerate(result):
        if isinstance(block, Heading) and block.level == 1 and block.number is None:
            if " ".join(plain(block.content).split()).casefold() == " ".join(title.split()).casefold():
                del result[index]
            break
    return result


def outlined(blocks: Iterable[Block], title: str) -> tuple[Block, ...]:
    """Return blocks with the title's repetition dropped, heading levels without gaps, and unique anchors.

    A level that skips one (a ``###`` right under a ``#``) is drawn up, as PDF/UA and screen readers require; levels
    that follow each other stay as they are.

    Examples
    --------
    >>> from ogpkit.report.blocks import inlines
    >>> blocks = [Heading(level=level, content=inlines(text)) for level, text in ((1, "Plan"), (2, "A"), (4, "B"))]
    >>> [(block.level, block.anchor) for block in outlined(blocks, "Plan")]
    [(1, 'A'), (2, 'B')]
    """
    result: list[Block] = []
    open_levels: list[tuple[int, int]] = []  # the level as written, and as it is in the report
    kept = _without_title(blocks, title)
    taken = {block.anchor for block in kept if isinstance(block, Question)}
    for block in kept:
        if isinstance(block, Heading | Question):
            while open_levels and open_levels[-1][0] >= block.level:
                open_levels.pop()
            level = block.level
            if isinstance(block, Heading):
                level = open_levels[-1][1] + 1 if open_levels else 1
            open_levels.append((block.level, level))
            if level != block.level:
                block = block.model_copy(update={"level": level})
        wanted = _anchor(block) if isinstance(block, Heading) and not block.anchor else getattr(block, "anchor", None)
        if isinstance(block, Heading | Figure | Table) and wanted:
            anchor, number = wanted, 1
            while anchor in taken:
                number += 1
                anchor = f"{wanted}-{number}"
            taken.add(anchor)
            if anchor != block.anchor:
                block = block.model_copy(update={"anchor": anchor})
        result.append(block)
    return tuple(result)
