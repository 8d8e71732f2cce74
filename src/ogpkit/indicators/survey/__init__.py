"""Indicators of a survey: what may be published of its answers, and nothing else."""

from __future__ import annotations

from ogpkit.indicators.survey.disclosure import release
from ogpkit.indicators.survey.release import Release
from ogpkit.indicators.survey.summary import survey_indicators

__all__ = ["Release", "release", "survey_indicators"]
