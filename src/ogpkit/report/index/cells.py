"""What stands in the cells of the index: texts, keys to sort by, and addresses of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ogpkit.report.index.comparison import LEVELS, VERDICTS, Column, Total
from ogpkit.report.index.entry import IndexEntry
from ogpkit.report.index.key import KeyIndicator
from ogpkit.report.inline import Mark

__all__ = ["Bar", "Cell", "cell", "href", "shown_percent", "spread_bars", "spread_text"]

_JOINED = "\N{NO-BREAK SPACE}"
_CODED = re.compile(r"(\d+ of \d+) answers are a reviewer's coding")
_OPEN = re.compile(r"\d+ (?:unclear|not provided|undetermined|not applicable)(?:, \d+ not provided)?")
_LADDER = re.compile(r"([\w.]+ (?:unclear|not provided)): \w[\w ]* undetermined")
_MARKS: dict[str, Mark] = {"met": "yes", "not met": "no", "undetermined": "unclear"}
_FIFTHS = ("0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 100")
_BAR_WIDTH, _BAR_STEP, _BAR_HEIGHT = 10, 12, 20


@dataclass(frozen=True)
class Cell:
    """A cell of the cross-city table; ``sort`` is a number to sort by, "" where the value is not known.

    ``text`` is n of N, a word, or "" for what is not available; ``part`` the percent; ``coded`` how much of it is a
    reviewer's coding; ``remarks`` what else a reader must know before quoting it.
    """

    text: str
    sort: str = ""
    part: str = ""
    mark: Mark | None = None
    coded: str = ""
    remarks: tuple[str, ...] = ()


def shown_percent(value: int | None) -> str:
    """Return a whole percent as it is printed; "" where there is none."""
    return "" if value is None else f"{value}{_JOINED}%"


def href(entry: IndexEntry, file: str) -> str:
    """Return the address of a report's file, relative to the index and percent-encoded.

    Examples
    --------
    >>> one = IndexEntry("x", "Xville", "draft", "2026-11-23", "current", folder="a b/javascript:1")
    >>> href(one, "report.html")
    'a%20b/javascript%3A1/report.html'
    """
    return "/".join(quote(part, safe="") for part in (*entry.folder.split("/"), file))


def cell(column: Column, indicators: Mapping[str, KeyIndicator]) -> Cell:
    """Return the cell of one report in one column."""
    one = indicators.get(column.id)
    if one is None:
        return Cell("")
    coded = next((found[1] for flag in one.flags if (found := _CODED.fullmatch(flag))), "")
    coded = f"{coded} coded" if coded else ""
    remarks = tuple(flag for flag in one.flags if _OPEN.fullmatch(flag))
    if column.kind == "rate":
        if one.n is None or one.N is None:
            return Cell(one.value, "" if one.percent is None else str(one.percent), coded=coded, remarks=remarks)
        if one.N == 0:
            return Cell("", remarks=("nothing to count",))
        text = f"{one.n} of {one.N}".replace(" ", _JOINED)
        return Cell(text, f"{one.n / one.N:.4g}", shown_percent(one.percent), None, coded, remarks)
    order = VERDICTS if column.kind == "verdict" else LEVELS
    sort = str(order.index(one.value)) if one.value in order else ""
    if column.kind == "verdict":
        return Cell(one.value, sort, mark=_MARKS.get(one.value), coded=coded)
    remarks = tuple(found[1] for flag in one.flags if (found := _LADDER.fullmatch(flag)))
    return Cell(one.value, sort, coded=coded, remarks=remarks)


@dataclass(frozen=True)
class Bar:
    """A bar of a small picture of how plans are spread, in the picture's own units."""

    x: int
    y: float
    width: int
    height: float


def spread_bars(total: Total) -> tuple[Bar, ...]:
    """Return one bar for each fifth of the percent, from 0; the highest count fills the height."""
    most = max(total.spread, default=0)
    if not most:
        return ()
    heights = [round(_BAR_HEIGHT * count / most, 1) for count in total.spread]
    return tuple(
        Bar(place * _BAR_STEP, _BAR_HEIGHT - height, _BAR_WIDTH, height) for place, height in enumerate(heights)
    )


def spread_text(total: Total) -> str:
    """Return in words what the small picture shows.

    Examples
    --------
    >>> spread_text(Total(plans=6, known=6, spread=(1, 0, 0, 2, 3)))
    'Plans by percent: 0 to 19: 1; 60 to 79: 2; 80 to 100: 3.'
    """
    parts = (f"{name}: {count}" for name, count in zip(_FIFTHS, total.spread, strict=False) if count)
    return f"Plans by percent: {'; '.join(parts)}."
