"""What people chose: a bar for each option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.blocks import Figure
from ogpkit.report.figures.grid import joined
from ogpkit.report.figures.intervals import bounds_in_words, check_interval, level_in_words, whisker
from ogpkit.report.figures.shares import axis_end, in_words, n_of, whole_percent
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

__all__ = ["LIGHT_BLUE", "MOST_ROWS", "ChoiceRow", "choice_bars", "choice_bars_alt", "choice_bars_sheet"]

LIGHT_BLUE = "#a3bfdb"
"""The ground of a bar on which the line of an interval is seen."""
MOST_ROWS = 30
"""How many options one figure may have; more than fifteen are small on a printed page."""
_LABEL, _PERCENT, _BAR = 176.0, 48.0, 14.0
_MOST_SAID = 12


@dataclass(frozen=True)
class ChoiceRow:
    """One option, and how many chose it.

    Parameters
    ----------
    label : str
        The option as it is printed.
    count : int or None
        How many chose it; None where that may not be published.
    interval : Interval or None
        For probability samples the estimate with its bounds; where it is weighted, its share is drawn in place of that
        of the counts.

    Raises
    ------
    ValueError
        Where the count is negative, or withheld beside an interval that would tell it, or the bounds are none.
    """

    label: str
    count: int | None
    interval: Interval | None = None

    def __post_init__(self) -> None:
        if self.count is not None and self.count < 0:
            raise ValueError(f"{self.label}: a count below 0")
        if self.count is None and self.interval:
            raise ValueError(f"{self.label}: an interval for a count that is not shown")
        check_interval(self.label, self.interval)

    def share(self, answered: int) -> float:
        """Return the share of those who answered, from 0 to 1."""
        if self.interval and self.interval.weighted:
            return self.interval.share
        return (self.count or 0) / answered if answered else 0.0

    def percent(self, answered: int) -> str:
        """Return the share as it is printed."""
        return in_words(self.share(answered)) if self.weighted else whole_percent(self.count or 0, answered)

    @property
    def weighted(self) -> bool:
        """Whether the share is made from weights, and not that of the counts."""
        return self.interval is not None and self.interval.weighted


def choice_bars_sheet(
    rows: Sequence[ChoiceRow],
    answered: int,
    asked: int | None = None,
    *,
    several: bool = True,
    withheld: str = "not shown",
    notice: str = "",
) -> Sheet:
    """Draw the bars."""
    sheet = Sheet()
    shown = [row for row in rows if row.count is not None]
    end = axis_end(
        [*(row.share(answered) for row in shown), *(row.interval.high for row in shown if row.interval)],
    )
    counts = [n_of(row.count or 0, answered) for row in shown]
    column = max([text_width(words, SMALL) for words in counts], default=0.0)
    left = MARGIN + _LABEL
    room = WIDTH - MARGIN - column - 10 - _PERCENT - left
    top = y = MARGIN  # for the accents of capitals
    ground = LIGHT_BLUE if any(row.interval for row in shown) else BLUE
    for number, (row, words) in enumerate(zip(shown, counts, strict=True)):
        lines = wrapped(row.label, _LABEL - 10)
        tall = max(len(lines) * LEADING * SIZE + 5, 23.0)
        if number:
            sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=LINE)
        sheet.lines(MARGIN, y + (tall - len(lines) * LEADING * SIZE) / 2 + 0.98 * SIZE, lines)
        middle = y + tall / 2
        width = row.share(answered) / end * room
        if width:
            sheet.box(left, middle - _BAR / 2, width, _BAR, fill=ground, edge=BLUE, line=0.8)
        if row.interval:
            whisker(sheet, left + row.interval.low / end * room, left + row.interval.high / end * room, middle)
            width = max(width, row.interval.high / end * room)
        sheet.text(left + width + 5, middle + 0.36 * SIZE, row.percent(answered), bold=True)
        sheet.text(WIDTH - MARGIN, middle + 0.36 * SMALL, words, size=SMALL, colour=MUTED, align="right")
        y += tall
    if shown:
        sheet.rule(left, top, left, y, colour=STRONG_LINE, width=1.0)
        sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    y += 3
    if len(shown) < len(rows):
        names = "; ".join(row.label for row in rows if row.count is None)
        said = f"{withheld[0].upper()}{withheld[1:]}: {names}"
        y += sheet.lines(MARGIN, y + SIZE, wrapped(said, 0.95 * WIDTH - MARGIN)) + 2
    note = _base(rows, answered, asked, several=several)
    return sheet.finish(y + 1 + sheet.note(y + 1, note) + 4, notice)


def _base(rows: Sequence[ChoiceRow], answered: int, asked: int | None, *, several: bool) -> str:
    """Return what the shares and the lines are, and of whom."""
    shown = [row for row in rows if row.count is not None]
    bounds = next((row.interval for row in shown if row.interval), None)
    weighted = any(row.weighted for row in shown)
    more = "; several answers were possible, so shares do not add up to 100 %" if several else ""
    whom = (
        f"{n_of(answered)} who answered, which is everybody"
        if answered == asked
        else f"{n_of(answered, asked)} who answered"
    )
    if bounds and weighted:
        text = f"Weighted estimates with {level_in_words(bounds)}s (lines); counts are unweighted, of the "
        text += f"{whom}{more}."
        return text if all(row.weighted for row in shown) else f"{text} Bars without a line are unweighted."
    text = f"Percent of the {whom}{more}."
    return f"{text} Lines: {level_in_words(bounds)}s." if bounds else text


def _counts(row: ChoiceRow, count: str, *, partly: bool) -> str:
    return f"{count}{bounds_in_words(row.interval)}{'; unweighted' if partly and not row.weighted else ''}"


def choice_bars_alt(
    rows: Sequence[ChoiceRow],
    answered: int,
    asked: int | None = None,
    *,
    several: bool = True,
    withheld: str = "not shown",
) -> str:
    """Return in words what the bars show: the most and the least frequent option, every share, and what is withheld.

    Examples
    --------
    >>> print(choice_bars_alt([ChoiceRow("Budget", 30), ChoiceRow("Land", 12), ChoiceRow("Other", None)], 40, 50))
    Most often chosen: Budget, 75 % (30 of 40). Land 30 % (12). Not shown: Other. Percent of the 40 of 50 who answered;
    several answers were possible, so shares do not add up to 100 %.
    """
    shown = [row for row in rows if row.count is not None]
    parts: list[str] = []
    if shown:
        partly = any(row.weighted for row in shown)
        most = max(row.share(answered) for row in shown)
        top = [row for row in shown if row.share(answered) == most]
        rest = [row for row in shown if row not in top]
        first = top[0]
        if not most:
            parts.append("None of the options was chosen.")
            rest = []
        elif len(top) > 1 and len({(row.count, row.interval) for row in top}) == 1:
            text = f"Most often chosen: {joined([row.label for row in top], 4)}, {first.percent(answered)}"
            parts.append(f"{text} ({_counts(first, n_of(first.count or 0, answered), partly=partly)} each).")
        else:
            each = [
                f"{row.label}, {row.percent(answered)} ({_counts(row, n_of(row.count or 0, answered), partly=partly)})"
                for row in top
            ]
            parts.append(f"Most often chosen: {' and '.join(each)}.")
        said = [
            f"{row.label} {row.percent(answered)} ({_counts(row, n_of(row.count or 0), partly=partly)})" for row in rest
        ]
        more = [f"and {len(said) - _MOST_SAID} more"] if len(said) > _MOST_SAID else []
        parts += [f"{', '.join(said[:_MOST_SAID] + more)}."] if said else []
    if names := [row.label for row in rows if row.count is None]:
        parts.append(f"{withheld[0].upper()}{withheld[1:]}: {'; '.join(names)}.")
    parts.append(_base(rows, answered, asked, several=several))
    return " ".join(" ".join(parts).split())


def choice_bars(
    rows: Sequence[ChoiceRow],
    *,
    answered: int,
    asked: int | None = None,
    several: bool = True,
    withheld: str = "not shown",
    caption: str = "Answers chosen",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return a bar for each option with its percent and counts; what may not be published is named below.

    Parameters
    ----------
    rows : sequence of ChoiceRow
        The options, sorted by the caller.
    answered, asked : int
        How many answered the question (the denominator of every share), and how many were asked.
    several : bool
        Whether one person could choose several options.
    withheld : str
        What is said of options whose count is None, such as "not shown: fewer than 10"; the default gives no reason,
        because a count may also be withheld to protect another one.
    caption, source, notice : str
        The caption; where the answers come from; what must be said of them, such as "Synthetic: invented answers".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no option or more than 30, or a number contradicts another.

    Examples
    --------
    >>> choice_bars([ChoiceRow("Budget", 30), ChoiceRow("Land", None)], answered=40, asked=50, several=False).alt
    'Most often chosen: Budget, 75 % (30 of 40). Not shown: Land. Percent of the 40 of 50 who answered.'
    """
    if not rows:
        raise ValueError("there is no option to draw")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} options do not fit into one figure; at most {MOST_ROWS} do")
    if not withheld:
        raise ValueError("say in a word or two what is withheld")
    if asked is not None and answered > asked:
        raise ValueError("more answered than were asked")
    if more := [row.label for row in rows if row.count is not None and row.count > answered]:
        raise ValueError(f"chosen by more people than answered: {', '.join(more)}")
    sheet = choice_bars_sheet(rows, answered, asked, several=several, withheld=withheld, notice=notice)
    alt = choice_bars_alt(rows, answered, asked, several=several, withheld=withheld)
    return as_figure(sheet, alt=alt, caption=caption, source=source, notice=notice, anchor=anchor)
