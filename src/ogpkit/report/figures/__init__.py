"""The figures of the reports, one file a figure, all in one style."""

from __future__ import annotations

from ogpkit.report.figures.answers_grid import AnswerCell, AnswerRow, answers_grid
from ogpkit.report.figures.choice_bars import ChoiceRow, choice_bars
from ogpkit.report.figures.dated_events import TimelineEvent, TimelineMarker
from ogpkit.report.figures.dumbbell import ShareRow, dumbbell
from ogpkit.report.figures.event_counts import MOST_SINGLE_EVENTS, event_counts
from ogpkit.report.figures.evidence_coverage import QuestionEvidence, evidence_coverage
from ogpkit.report.figures.likert import LikertRow, likert
from ogpkit.report.figures.multiples import Panel, multiples
from ogpkit.report.figures.segments import Segment
from ogpkit.report.figures.shares import in_points, in_words
from ogpkit.report.figures.timeline import timeline
from ogpkit.report.figures.value_matrix import OGP_VALUES, CommitmentValues, value_matrix

__all__ = [
    "MOST_SINGLE_EVENTS",
    "OGP_VALUES",
    "AnswerCell",
    "AnswerRow",
    "ChoiceRow",
    "CommitmentValues",
    "LikertRow",
    "Panel",
    "QuestionEvidence",
    "Segment",
    "ShareRow",
    "TimelineEvent",
    "TimelineMarker",
    "answers_grid",
    "choice_bars",
    "dumbbell",
    "event_counts",
    "evidence_coverage",
    "in_points",
    "in_words",
    "likert",
    "multiples",
    "timeline",
    "value_matrix",
]
