"""A survey: its codebook, and its answers as codes."""

from __future__ import annotations

from ogpkit.dossier.survey.answers import Answers, Coded, Survey
from ogpkit.dossier.survey.codebook import Codebook, Dispositions, SurveyColumn

__all__ = ["Answers", "Codebook", "Coded", "Dispositions", "Survey", "SurveyColumn"]
