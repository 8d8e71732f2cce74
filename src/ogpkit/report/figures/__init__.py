"""The figures of the inception report, one file a figure, all in one style."""

from __future__ import annotations

from ogpkit.report.figures.answers_grid import AnswerCell, AnswerRow, answers_grid
from ogpkit.report.figures.evidence_coverage import QuestionEvidence, evidence_coverage
from ogpkit.report.figures.timeline import TimelineEvent, TimelineMarker, timeline
from ogpkit.report.figures.value_matrix import OGP_VALUES, CommitmentValues, value_matrix

__all__ = [
    "OGP_VALUES",
    "AnswerCell",
    "AnswerRow",
    "CommitmentValues",
    "QuestionEvidence",
    "TimelineEvent",
    "TimelineMarker",
    "answers_grid",
    "evidence_coverage",
    "timeline",
    "value_matrix",
]
