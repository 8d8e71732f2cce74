"""Every answer of the assessment at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ogpkit.report.blocks import Figure, Mark
from ogpkit.report.figures.grid import GridRow, draw_grid, grouped, joined, places_in_words
from ogpkit.report.figures.marks import WORDS, draw_mark, legend
from ogpkit.report.figures.style import LEADING, MARGIN, STRONG_LINE, WIDTH, Sheet, as_figure, wrapped

__all__ = ["AnswerCell", "AnswerRow", "answers_grid", "answers_sheet"]

_WORD_SIZE = 9.5
_BASIS: dict[str, str] = {
    "stated": "filled: stated on the form",
    "coded": "outlined: a reviewer's coding",
}


@dataclass(frozen=True)
class AnswerCell:
    """One answer.

    Parameters
    ----------
    question : str
        The question's number as it is printed, such as "1.1".
    mark : Mark
        How the answer is drawn.
    basis : {"stated", "coded"}
        Whether the published report states the answer, or a reviewer coded it.
    word : str
        One or two words printed under the mark, for options that "Yes" and "No" do not say.
    """

    question: str
    mark: Mark
    basis: Literal["stated", "coded"] = "stated"
    word: str = ""


@dataclass(frozen=True)
class AnswerRow:
    """The answers of one section or commitment.

    Rows of the same ``group`` that follow each other stand under its title and share their heads; a row without a
    group has heads of its own.
    """

    label: str
    cells: tuple[AnswerCell, ...]
    group: str = ""


def _is_answer(cell: AnswerCell) -> bool:
    return cell.mark not in ("not-applicable", "not-provided")


def _words(cell: AnswerCell, pitch: float) -> tuple[str, ...]:
    return wrapped(cell.word, pitch - 3, _WORD_SIZE)


def answers_sheet(rows: Sequence[AnswerRow], notice: str = "") -> Sheet:
    """Draw the grid of answers."""
    sheet = Sheet()

    def draw(cell: AnswerCell, x: float, y: float, pitch: float) -> None:
        words = _words(cell, pitch)
        top = y - len(words) * LEADING * _WORD_SIZE / 2
        draw_mark(sheet, x, top, cell.mark, filled=cell.basis == "stated")
        for number, word in enumerate(words):
            sheet.text(x, top + 12 + (number + 0.8) * LEADING * _WORD_SIZE, word, size=_WORD_SIZE, align="center")

    def height(cell: AnswerCell, pitch: float) -> float:
        return 20 + LEADING * _WORD_SIZE * len(_words(cell, pitch))

    groups = grouped(GridRow(row.label, row.group, tuple((cell.question, cell) for cell in row.cells)) for row in rows)
    y = draw_grid(sheet, groups, 0, height, draw)
    sheet.rule(MARGIN, y, WIDTH - MARGIN, y, colour=STRONG_LINE, width=1.0)
    cells = [cell for row in rows for cell in row.cells]
    used = [mark for mark in get_args(Mark) if any(cell.mark == mark for cell in cells)]
    filled = any(cell.basis == "stated" for cell in cells if _is_answer(cell))
    y += 5
    y += legend(sheet, y, [(mark, filled, WORDS[mark]) for mark in used], MARGIN, WIDTH - MARGIN)
    sample: Mark = next((cell.mark for cell in cells if _is_answer(cell)), "yes")
    bases = [basis for basis in _BASIS if any(cell.basis == basis for cell in cells if _is_answer(cell))]
    y += legend(sheet, y, [(sample, basis == "stated", _BASIS[basis]) for basis in bases], MARGIN, WIDTH - MARGIN)
    return sheet.finish(y + 4, notice)


def answers_alt(rows: Sequence[AnswerRow]) -> str:
    """Return in words what the grid shows: counts, what each rests on, and every answer that is not "Yes".

    Examples
    --------
    >>> print(answers_alt([AnswerRow("Compliance", (AnswerCell("1.1", "yes"), AnswerCell("1.2", "no", "coded")))]))
    Of 2 questions, 1 is answered Yes and 1 No. 1 is stated on the form, 1 is a reviewer's coding.
    No: 1.2 (Compliance).
    """
    cells = [(row.label, cell) for row in rows for cell in row.cells]
    counts = Counter(cell.mark for _, cell in cells)
    parts: list[str] = []
    for mark in get_args(Mark):
        if counts[mark]:
            verb = "" if parts else (" is answered" if counts[mark] == 1 else " are answered")
            parts.append(f"{counts[mark]}{verb} {WORDS[mark]}")
    text = f"Of {len(cells)} question{'s' * (len(cells) != 1)}, {joined(parts)}. "
    bases = Counter(cell.basis for _, cell in cells if _is_answer(cell))
    stated, coded = bases["stated"], bases["coded"]
    if stated and coded:
        text += f"{stated} {'is' if stated == 1 else 'are'} stated on the form, "
        text += f"{coded} {'is' if coded == 1 else 'are'} a reviewer's coding."
    elif stated:
        text += "All answers are stated on the form."
    elif coded:
        text += "All answers are a reviewer's coding; the form states none."
    for mark in get_args(Mark):
        places = places_in_words([(cell.question, label) for label, cell in cells if cell.mark == mark])
        if mark not in ("yes", "neutral") and places:
            text += f" {WORDS[mark][0].upper()}{WORDS[mark][1:]}: {places}."
    chosen = Counter(cell.word for _, cell in cells if cell.mark == "neutral" and cell.word)
    if chosen:
        text += f" Options chosen: {joined([f'{word} ({count})' for word, count in chosen.items()])}."
    return text


def answers_grid(
    rows: Sequence[AnswerRow],
    *,
    caption: str = "All answers at a glance",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the grid of answers: a mark for each question, filled where the published report states it.

    Parameters
    ----------
    rows : sequence of AnswerRow
        Sections and commitments, in the order of the report; at least one answer.
    caption, source, notice : str
        The caption; where the answers come from; what must be said of them, such as "Not official".
    anchor : str or None
        The name by which the report links to the figure.

    Raises
    ------
    ValueError
        Where there is no answer to draw.

    Examples
    --------
    >>> figure = answers_grid([AnswerRow("Compliance", (AnswerCell("1.1", "yes"), AnswerCell("1.2", "yes")))])
    >>> figure.alt
    'Of 2 questions, 2 are answered Yes. All answers are stated on the form.'
    """
    if not any(row.cells for row in rows):
        raise ValueError("there is no answer to draw")
    sheet = answers_sheet(rows, notice)
    return as_figure(sheet, alt=answers_alt(rows), caption=caption, source=source, notice=notice, anchor=anchor)
