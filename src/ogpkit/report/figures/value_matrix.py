"""Which OGP values each commitment names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.dossier.plan import OGP_VALUES
from ogpkit.report.blocks import Figure
from ogpkit.report.figures.grid import joined
from ogpkit.report.figures.marks import CIRCLE, moved
from ogpkit.report.figures.style import (
    BLUE,
    LEADING,
    LINE,
    MARGIN,
    MUTED,
    SIZE,
    SMALL,
    STRONG_LINE,
    WIDTH,
    Sheet,
    as_figure,
    text_width,
    wrapped,
)

__all__ = ["OGP_VALUES", "CommitmentValues", "value_matrix", "values_alt", "values_sheet"]

_TOTAL = 38.0
_HEAD = 10.5
_HEAD_LINES, _WIDEST = 4, 110.0


@dataclass(frozen=True)
class CommitmentValues:
    """One commitment and the OGP values named for it, in the words of :data:`ogpkit.dossier.plan.OGP_VALUES`."""

    label: str
    named: tuple[str, ...]


def _widths(values: Sequence[str]) -> list[float]:
    """Return the width of each column: its name is set in four lines at most, and no word of it is parted."""
    result = []
    for value in values:
        width = max(text_width(word, _HEAD) for word in value.split()) + 9
        while len(wrapped(value, width - 4, _HEAD)) > _HEAD_LINES and width < _WIDEST:
            width += 2
        result.append(width)
    return result


def _dot(sheet: Sheet, x: float, y: float, named: bool) -> None:
    if named:
        sheet.path(moved(CIRCLE, x, y, 7.0), fill=BLUE, edge=BLUE, line=1.2)
    else:
        sheet.path(moved(CIRCLE, x, y, 4.0), fill="white", edge=STRONG_LINE, line=1.2)


def values_sheet(
    commitments: Sequence[CommitmentValues], values: Sequence[str] = OGP_VALUES, notice: str = ""
) -> Sheet:
    """Draw the matrix of commitments and values."""
    sheet = Sheet()
    widths = _widths(values)
    left = WIDTH - MARGIN - _TOTAL - sum(widths)
    middles = [left + sum(widths[:number]) + width / 2 for number, width in enumerate(widths)]
    heads = [wrapped(value, width - 4, _HEAD) for value, width in zip(values, widths, strict=True)]
    base = max(len(head) for head in heads) * LEADING * _HEAD
    for head, x in zip(heads, middles, strict=True):
        top = base - (len(head) - 1) * LEADING * _HEAD
        sheet.lines(x, top, head, size=_HEAD, align="center")
    total_x = WIDTH - MARGIN - _TOTAL / 2
    sheet.text(total_x, base, "total", size=_HEAD, colour=MUTED, align="center")
    y = base + 6
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    for number, commitment in enumerate(commitments):
        lines = wrapped(commitment.label, left - MARGIN - 6, SMALL)
        text_height = LEADING * SMALL * len(lines)
        tall = max(text_height, 18.0) + 8
        if number:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
        sheet.lines(MARGIN, y + (tall - text_height) / 2 + 0.98 * SMALL, lines, size=SMALL)
        for value, x in zip(values, middles, strict=True):
            _dot(sheet, x, y + tall / 2, value in commitment.named)
        count = sum(value in commitment.named for value in values)
        sheet.text(total_x, y + tall / 2 + 0.36 * SIZE, str(count), bold=True, align="center")
        y += tall
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    base = y + 5 + 0.98 * SIZE
    sheet.text(
        MARGIN, base, f"of {len(commitments)} commitment{'s' * (len(commitments) != 1)}", size=SMALL, colour=MUTED
    )
    for value, x in zip(values, middles, strict=True):
        count = sum(value in commitment.named for commitment in commitments)
        sheet.text(x, base, str(count), bold=True, align="center")
    y = base + 8
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    _dot(sheet, MARGIN + 8, y + 16, named=True)
    sheet.text(MARGIN + 22, y + 16 + 0.36 * SIZE, "named")
    _dot(sheet, MARGIN + 88, y + 16, named=False)
    sheet.text(MARGIN + 102, y + 16 + 0.36 * SIZE, "not named")
    return sheet.finish(y + 28, notice)


def values_alt(commitments: Sequence[CommitmentValues], values: Sequence[str] = OGP_VALUES) -> str:
    """Return in words what the matrix shows: how many commitments name each value, and what stands out.

    Examples
    --------
    >>> values_alt(
    ...     [CommitmentValues("Open data", ("Access to information",))],
    ...     ("Access to information", "Civic Participation"),
    ... )
    'How many of 1 commitment name each OGP value: Access to information 1, Civic Participation 0. No commitment here
    names Civic Participation.'
    """
    counts = {value: sum(value in commitment.named for commitment in commitments) for value in values}
    plural = "s" * (len(commitments) != 1)
    text = f"How many of {len(commitments)} commitment{plural} name each OGP value: "
    text += ", ".join(f"{value} {count}" for value, count in counts.items()) + "."
    if missing := [value for value, count in counts.items() if not count]:
        text += f" No commitment here names {joined(missing, word='or')}."
    if len(commitments) > 1:
        per = {commitment.label: sum(value in commitment.named for value in values) for commitment in commitments}
        most = max(per.values())
        top = [label for label, count in per.items() if count == most]
        if most and len(top) == len(per):
            text += f" Every commitment here names {most} of {len(values)}."
        elif most:
            text += (
                f" The most, {most} of {len(values)}, {'is' if len(top) == 1 else 'are'} named for {joined(top, 4)}."
            )
        if none := [label for label, count in per.items() if not count]:
            text += f" No value is named for {joined(none)}."
    return text


def value_matrix(
    commitments: Sequence[CommitmentValues],
    *,
    values: Sequence[str] = OGP_VALUES,
    caption: str = "OGP values named for each commitment",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the matrix of commitments and values, with totals for both.

    Parameters
    ----------
    commitments : sequence of CommitmentValues
        The commitments in the order of the plan; at least one.
    values : sequence of str
        The values in the order of the columns.
    caption, source, notice : str
        The caption; where the values are named; what must be said of them, such as "Not official".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no commitment, or one names a value that is not among ``values``.

    Examples
    --------
    >>> value_matrix([CommitmentValues("Open data", ("Access to information",))]).caption[0].text
    'OGP values named for each commitment'
    """
    if not commitments:
        raise ValueError("there is no commitment to draw")
    if unknown := sorted({value for commitment in commitments for value in commitment.named} - set(values)):
        raise ValueError(f"not among the values: {', '.join(unknown)}")
    sheet = values_sheet(commitments, values, notice)
    alt = values_alt(commitments, values)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
