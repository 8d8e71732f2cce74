"""Indicators: pure functions from a dossier to values with their numerators, denominators and caveats."""

from __future__ import annotations

from ogpkit.dossier.dossier import Dossier
from ogpkit.indicators.catalogue import CATALOGUE, TOPICS
from ogpkit.indicators.cocreation import participation_level, practices, requirements
from ogpkit.indicators.commitments import (
    CommitmentVerdicts,
    commitment_indicators,
    commitment_verdicts,
    value_commitments,
)
from ogpkit.indicators.definition import Definition, IndicatorValue, percent
from ogpkit.indicators.events import event_indicators
from ogpkit.indicators.evidence import Coverage, coverage, evidence_indicators
from ogpkit.indicators.milestones import milestone_indicators
from ogpkit.indicators.process import process_indicators
from ogpkit.indicators.register import register_indicators
from ogpkit.indicators.specificity import specificity_hints

__all__ = [
    "CATALOGUE",
    "TOPICS",
    "CommitmentVerdicts",
    "Coverage",
    "Definition",
    "IndicatorValue",
    "commitment_indicators",
    "commitment_verdicts",
    "compute",
    "coverage",
    "event_indicators",
    "evidence_indicators",
    "milestone_indicators",
    "participation_level",
    "percent",
    "practices",
    "process_indicators",
    "register_indicators",
    "requirements",
    "specificity_hints",
    "value_commitments",
]


def compute(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return all indicators of an inception report, in the order in which the annex prints them.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> compute(load("khmelnytskyi-2021-2025"))[0].N
    4
    """
    return (
        *requirements(dossier),
        practices(dossier),
        participation_level(dossier),
        *event_indicators(dossier),
        *process_indicators(dossier),
        *evidence_indicators(dossier),
        *register_indicators(dossier),
        *commitment_indicators(dossier),
        *value_commitments(dossier),
        *milestone_indicators(dossier),
        *specificity_hints(dossier),
    )
