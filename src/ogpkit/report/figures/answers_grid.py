"""Every answer of the assessment at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ogpkit.report.blocks import Figure, Mark


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
    """

    question: str
    mark: Mark
    basis: Literal["stated", "coded"] = "stated"


@dataclass(frozen=True)
class AnswerRow:
    """The answers of one section or commitment. Rows of the same ``group`` that follow each other share their heads."""

    label: str
    cells: tuple[AnswerCell, ...]
    group: str = ""


def answers_grid(
    rows: Sequence[AnswerRow],
    *,
    caption: str = "All answers at a glance",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the grid of answers."""
    raise NotImplementedError
