"""How much evidence stands behind each answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ogpkit.report.blocks import Figure
from ogpkit.report.figures.grid import GridRow, draw_grid, grouped, places_in_words
from ogpkit.report.figures.marks import CIRCLE, SQUARE, legend_lines, moved
from ogpkit.report.figures.style import (
    BLUE,
    INK,
    MARGIN,
    MUTED,
    SIZE,
    SMALL,
    STRONG_LINE,
    WIDTH,
    Sheet,
    as_figure,
    wrapped,
)

__all__ = ["QuestionEvidence", "coverage_alt", "coverage_sheet", "evidence_coverage"]

_RADIUS, _STEP = 4.0, 10.5
_MOST_LINES = 3
_KINDS = (
    ("evidence", True, "evidence named, with an address"),
    ("evidence", False, "evidence named, without an address"),
    ("reference", True, "reference named, with an address"),
    ("reference", False, "reference named, without an address"),
)


@dataclass(frozen=True)
class QuestionEvidence:
    """How often evidence and references are named for one question, and how often with an address.

    These are mentions: an entry of the register that is named under three questions counts three times.

    ``section`` is the row's label, such as "Section 1 – Compliance" or "Commitment 3 – short title"; rows of the same
    ``group`` that follow each other share their heads.
    """

    section: str
    question: str
    evidence: int
    references: int
    evidence_with_address: int = 0
    references_with_address: int = 0
    group: str = ""

    def __post_init__(self) -> None:
        if not (0 <= self.evidence_with_address <= self.evidence):
            raise ValueError(f"{self.section}, {self.question}: more evidence with an address than evidence")
        if not (0 <= self.references_with_address <= self.references):
            raise ValueError(f"{self.section}, {self.question}: more references with an address than references")

    @property
    def total(self) -> int:
        """Evidence and references together."""
        return self.evidence + self.references


def _dot(sheet: Sheet, x: float, y: float, kind: str, addressed: bool) -> None:
    shape, colour = (CIRCLE, BLUE) if kind == "evidence" else (SQUARE, INK)
    sheet.path(moved(shape, x, y, _RADIUS), fill=colour if addressed else "white", edge=colour, line=1.3)


def _dots(cell: QuestionEvidence) -> list[tuple[str, bool]]:
    return (
        [("evidence", True)] * cell.evidence_with_address
        + [("evidence", False)] * (cell.evidence - cell.evidence_with_address)
        + [("reference", True)] * cell.references_with_address
        + [("reference", False)] * (cell.references - cell.references_with_address)
    )


def _per_line(pitch: float) -> int:
    return max(1, int((pitch - 2) / _STEP))


def _is_crowded(cell: QuestionEvidence, pitch: float) -> bool:
    """Tell whether there are too many dots to count them by eye."""
    return cell.total > _per_line(pitch) * _MOST_LINES


def _lines(cell: QuestionEvidence, pitch: float) -> int:
    return min(_MOST_LINES, max(1, -(-cell.total // _per_line(pitch))))


def _draw_cell(sheet: Sheet, cell: QuestionEvidence, x: float, y: float, pitch: float) -> None:
    per_line = _per_line(pitch)
    if not cell.total:
        sheet.text(x, y + 0.36 * SMALL, "none", size=SMALL, italic=True, colour=MUTED, align="center")
        return
    if _is_crowded(cell, pitch):
        sheet.text(x, y - 1, str(cell.total), bold=True, align="center")
        addressed = cell.evidence_with_address + cell.references_with_address
        sheet.text(x, y + SMALL, f"({addressed})", size=SMALL, align="center")
        return
    dots = _dots(cell)
    lines = [dots[at : at + per_line] for at in range(0, len(dots), per_line)]
    for number, line in enumerate(lines):
        at_y = y + (number - (len(lines) - 1) / 2) * _STEP
        for place, (kind, addressed_dot) in enumerate(line):
            _dot(sheet, x + (place - (len(line) - 1) / 2) * _STEP, at_y, kind, addressed_dot)


def coverage_sheet(questions: Sequence[QuestionEvidence], notice: str = "") -> Sheet:
    """Draw the coverage of the questions by evidence."""
    sheet = Sheet()
    rows: dict[tuple[str, str], list[QuestionEvidence]] = {}
    for question in questions:
        rows.setdefault((question.group, question.section), []).append(question)
    groups = grouped(
        GridRow(section, group, tuple((cell.question, cell) for cell in cells))
        for (group, section), cells in rows.items()
    )
    y = draw_grid(
        sheet,
        groups,
        0,
        lambda cell, pitch: _lines(cell, pitch) * _STEP + 4,
        lambda cell, x, at, pitch: _draw_cell(sheet, cell, x, at, pitch),
    )
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    shown = {dot for question in questions for dot in _dots(question)}
    entries = [entry for entry in _KINDS if entry[:2] in shown]
    y += 5
    for line in legend_lines([words for _, _, words in entries], MARGIN, WIDTH - MARGIN, SIZE) if entries else []:
        for x, words in line:
            kind, addressed, _ = next(entry for entry in entries if entry[2] == words)
            _dot(sheet, x + 9, y + 12, kind, addressed)
            sheet.text(x + 20, y + 12 + 0.36 * SIZE, words)
        y += 21
    if any(_is_crowded(cell, group.pitch) for group in groups for _, cells in group.rows for cell in cells.values()):
        words = "A number says how often, where there are many; in brackets, how often with an address."
        y += sheet.lines(MARGIN, y + 15, wrapped(words, WIDTH - 2 * MARGIN, SMALL), size=SMALL) + 6
    return sheet.finish(y + 4, notice)


def _times(counts: Iterable[int]) -> str:
    """Return in words how often: an entry of the register is named under several questions, so these are no pieces."""
    count = sum(counts)
    return "once" if count == 1 else f"{count} times"


def coverage_alt(questions: Sequence[QuestionEvidence]) -> str:
    """Return in words what the figure shows: totals, and every question without evidence or reference.

    Examples
    --------
    >>> coverage_alt([QuestionEvidence("Compliance", "1.1", 2, 1, 1), QuestionEvidence("Compliance", "1.2", 0, 0)])
    '2 questions: 1 has evidence or a reference, 1 has none: 1.2 (Compliance). Evidence is named 2 times under these
    questions, once with an address; references are named once, 0 times with an address. Most often something is named
    under 1.1 (Compliance): 3 times.'
    """
    empty = [(question.question, question.section) for question in questions if not question.total]
    filled = len(questions) - len(empty)
    text = f"{len(questions)} question{'s' * (len(questions) != 1)}: "
    text += f"{filled} {'has' if filled == 1 else 'have'} evidence or a reference, "
    text += f"{len(empty)} {'has' if len(empty) == 1 else 'have'} none"
    text += f": {places_in_words(empty)}. " if empty else ". "
    text += f"Evidence is named {_times(q.evidence for q in questions)} under these questions, "
    text += f"{_times(q.evidence_with_address for q in questions)} with an address; "
    text += f"references are named {_times(q.references for q in questions)}, "
    text += f"{_times(q.references_with_address for q in questions)} with an address."
    most = max(question.total for question in questions)
    top = [(question.question, question.section) for question in questions if question.total == most]
    if most and len(top) <= 3:
        text += f" Most often something is named under {places_in_words(top)}: {_times([most])}."
    return text


def evidence_coverage(
    questions: Sequence[QuestionEvidence],
    *,
    caption: str = "Evidence and references for each question",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the coverage of the questions by evidence: a dot for each mention, filled where it has an address.

    Parameters
    ----------
    questions : sequence of QuestionEvidence
        The questions in the order of the report; at least one.
    caption, source, notice : str
        The caption; where the counts come from; what must be said of them, such as "Not official".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no question to draw.

    Examples
    --------
    >>> evidence_coverage([QuestionEvidence("Compliance", "1.1", 0, 0)]).media
    'image/svg+xml'
    """
    if not questions:
        raise ValueError("there is no question to draw")
    sheet = coverage_sheet(questions, notice)
    return as_figure(sheet, alt=coverage_alt(questions), caption=caption, source=source, notice=notice, anchor=anchor)
