"""How much evidence stands behind each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.report.blocks import Figure


@dataclass(frozen=True)
class QuestionEvidence:
    """What is given for one question: evidence and references, and how many of each have an address.

    ``section`` is the row's label, such as "Section 1 – Compliance" or "Commitment 3 – short title".
    """

    section: str
    question: str
    evidence: int
    references: int
    evidence_with_address: int = 0
    references_with_address: int = 0


def evidence_coverage(
    questions: Sequence[QuestionEvidence],
    *,
    caption: str = "Evidence and references for each question",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the coverage of the questions by evidence."""
    raise NotImplementedError
