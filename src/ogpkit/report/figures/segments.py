"""The segments of a bar: the categories of a scale as they are published, some of them put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.report.figures.grid import joined
from ogpkit.report.figures.marks import legend_lines
from ogpkit.report.figures.palette import LONGEST, SHORTEST, ink_on, merged_colour, scale_colours
from ogpkit.report.figures.style import INK, LEADING, MARGIN, SIZE, SMALL, WIDTH, Sheet, text_width, wrapped

__all__ = ["CONFIDENTIAL", "Segment", "Segmented", "check_scale", "scale_legend", "segment_colour", "spans"]

CONFIDENTIAL = "outlined: answers put together for confidentiality"
_BOX = 14.0


@dataclass(frozen=True)
class Segment:
    """One category as it is published: an option of the scale, or several put together because one is too small.

    Parameters
    ----------
    options : tuple of str
        The options in the words of the scale.
    count : int
        How many people chose one of them.
    label : str
        What is printed for several, such as "1 or 2"; the default joins the options with "or".

    Raises
    ------
    ValueError
        Where there is no option, or the count is negative.

    Examples
    --------
    >>> Segment(("1", "2"), 14).words, Segment(("1", "2"), 14).merged
    ('1 or 2', True)
    """

    options: tuple[str, ...]
    count: int
    label: str = ""

    def __post_init__(self) -> None:
        if not self.options:
            raise ValueError("a segment without an option")
        if self.count < 0:
            raise ValueError(f"{self.words}: a count below 0")

    @property
    def merged(self) -> bool:
        """Whether several options are put together."""
        return len(self.options) > 1

    @property
    def words(self) -> str:
        """What is printed for it."""
        return self.label or joined(self.options, word="or")


@dataclass(frozen=True)
class Segmented:
    """The answers of some people to one question, in segments: what a bar or a panel is drawn from.

    Parameters
    ----------
    label : str
        What is printed above: the question in a few words, or the group.
    segments : tuple of Segment
        The categories as they are published; together they cover the scale. Empty where nothing may be published.
    asked : int or None
        How many were asked, N; the valid answers, n, are the sum of the counts.
    withheld : str
        Printed in place of the bars where there are no segments.

    Raises
    ------
    ValueError
        Where more answers are valid than people were asked.
    """

    label: str
    segments: tuple[Segment, ...]
    asked: int | None = None
    withheld: str = "not shown"

    def __post_init__(self) -> None:
        if self.asked is not None and self.valid > self.asked:
            raise ValueError(f"{self.label}: more valid answers than people asked")

    @property
    def valid(self) -> int:
        """How many answers are valid: the denominator of every share."""
        return sum(segment.count for segment in self.segments)

    @property
    def shares(self) -> list[float]:
        """The share of each segment, from 0 to 1; empty where nobody answered."""
        return [segment.count / self.valid for segment in self.segments] if self.valid else []


def check_scale(scale: Sequence[str]) -> None:
    """Check that a scale can be drawn.

    Raises
    ------
    ValueError
        Where it has fewer than 2 options, more than 11, or one of them twice.
    """
    if not SHORTEST <= len(scale) <= LONGEST:
        raise ValueError(f"a scale has from {SHORTEST} to {LONGEST} options, this one {len(scale)}")
    if twice := [option for option, count in Counter(scale).items() if count > 1]:
        raise ValueError(f"twice on the scale: {', '.join(twice)}")


def spans(name: str, segments: Sequence[Segment], scale: Sequence[str], *, ordered: bool = True) -> list[list[int]]:
    """Return for each segment the places of its options on the scale, counted from 0.

    Raises
    ------
    ValueError
        Where the segments do not cover the scale, each option once; or, of an ordered scale, not in its order. The
        message names the row.

    Examples
    --------
    >>> spans("Website", [Segment(("1", "2"), 3), Segment(("3",), 5)], ["1", "2", "3"])
    [[0, 1], [2]]
    """
    found = [option for segment in segments for option in segment.options]
    if unknown := [option for option in found if option not in scale]:
        raise ValueError(f"{name}: not on the scale: {', '.join(unknown)}")
    if sorted(map(list(scale).index, found)) != list(range(len(scale))):
        raise ValueError(f"{name}: each option of the scale must stand in one segment")
    if ordered and found != list(scale):
        raise ValueError(f"{name}: the segments do not follow the order of the scale")
    return [[list(scale).index(option) for option in segment.options] for segment in segments]


def segment_colour(steps: int, span: Sequence[int]) -> str:
    """Return the colour of a segment: that of its step, or the mean of several."""
    return scale_colours(steps)[span[0]] if len(span) == 1 else merged_colour(steps, span[0], span[-1])


def scale_legend(sheet: Sheet, y: float, scale: Sequence[str], *, merged: bool) -> float:
    """Draw what the colours of a scale mean from ``y`` on; return the height that it takes.

    Where the options between the ends are numbers or as short, they stand in a strip between the words of the ends;
    otherwise each option has a line or a part of one.
    """
    begin = y
    colours = scale_colours(len(scale))
    cell = 32.0 if len(scale) < 8 else 24.0
    room = (WIDTH - 2 * MARGIN - cell * len(scale)) / 2 - 12
    short = [text_width(word, SMALL) <= cell - 5 for word in scale]
    ends = [() if fits else wrapped(word, room, SMALL) for word, fits in ((scale[0], short[0]), (scale[-1], short[-1]))]
    unparted = all(text_width(word, SMALL) <= room for end in (scale[0], scale[-1]) for word in end.split())
    if all(short[1:-1]) and (len(scale) > 2 or all(short)) and (unparted or all(short)):
        tall = max(18.0, *(len(end) * LEADING * SMALL for end in ends))
        left = MARGIN + max((text_width(line, SMALL) for line in ends[0]), default=-10) + 10
        middle = y + tall / 2
        for number, (word, colour) in enumerate(zip(scale, colours, strict=True)):
            sheet.box(left + number * cell, middle - 9, cell, 18, fill=colour, edge="white", line=1.2)
            if short[number]:
                x = left + (number + 0.5) * cell
                sheet.text(x, middle + 0.36 * SMALL, word, size=SMALL, colour=ink_on(colour), align="center")
        top = middle - len(ends[0]) * LEADING * SMALL / 2 + 0.95 * SMALL
        sheet.lines(left - 6, top, ends[0], size=SMALL, align="right")
        top = middle - len(ends[1]) * LEADING * SMALL / 2 + 0.95 * SMALL
        sheet.lines(left + len(scale) * cell + 6, top, ends[1], size=SMALL)
        y += tall + 4
    else:
        y += _listed(sheet, y, list(zip(scale, colours, strict=True)))
    if merged:
        sheet.box(MARGIN + 1, y + 3, 20, _BOX, fill="white", edge=INK, line=1.2)
        lines = wrapped(CONFIDENTIAL, WIDTH - 2 * MARGIN - 28, SMALL)
        y += sheet.lines(MARGIN + 28, y + 3 + _BOX / 2 + 0.36 * SMALL, lines, size=SMALL) + 6
    return y - begin


def _listed(sheet: Sheet, y: float, entries: Sequence[tuple[str, str]]) -> float:
    room = 0.95 * WIDTH - MARGIN - 22
    begin = y
    if all(text_width(word, SIZE) <= room - 4 for word, _ in entries):
        flat = iter(entries)
        for line in legend_lines([word for word, _ in entries], MARGIN, WIDTH - MARGIN, SIZE):
            for x, _ in line:
                word, colour = next(flat)
                sheet.box(x + 1, y + 3, _BOX, _BOX, fill=colour)
                sheet.text(x + 21, y + 3 + _BOX / 2 + 0.36 * SIZE, word)
            y += 21
        return y - begin
    for word, colour in entries:
        sheet.box(MARGIN + 1, y + 3, _BOX, _BOX, fill=colour)
        y += sheet.lines(MARGIN + 21, y + 3 + _BOX / 2 + 0.36 * SIZE, wrapped(word, room)) + 5
    return y - begin
