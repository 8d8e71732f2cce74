"""How many rows of a survey are flagged: answered twice, too fast, or all alike. Not safe to publish as they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey import Answers, Survey
from ogpkit.dossier.survey.answers import BLANK
from ogpkit.indicators.survey.quality import identical, speeders, straight_liners
from ogpkit.indicators.survey.response import completes

__all__ = ["flagged"]


def flagged(survey: Survey) -> dict[str, int]:
    """Return the number of rows by the id of their indicator; what the codebook has no column for is not among them.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> sorted(flagged(load("khmelnytskyi-2021-2025").survey))[:2]
    ['survey-completes', 'survey-duplicates']
    """
    codebook, answers = survey.codebook, survey.answers
    found: dict[str, int] = {}
    questions = _answered(survey)
    if questions:
        found["survey-completes"], found["survey-starts"] = completes(questions)
    if answers.repeated is not None and codebook.of("identifier"):
        found["survey-duplicates"] = int(answers.repeated.sum())
    together: list[npt.NDArray[Any]] = [one.codes for one in answers.coded.values()]
    together += [picked for options in answers.chosen.values() for picked in options.values()]
    if together and answers.rows:
        found["survey-identical"] = int(identical(together).sum())
    for column in codebook.of("duration"):
        fast = speeders(answers.numbers[column.name])
        if fast is not None:
            found["survey-speeders"] = int(fast.sum())
    for ratings in _batteries(survey, answers):
        alike = straight_liners(ratings)
        if alike is not None:
            found["survey-straight-liners"] = int(alike.sum())
    return found


def _answered(survey: Survey) -> list[npt.NDArray[np.bool_]]:
    coded = [
        survey.answers.coded[one.name].codes != BLANK for one in survey.codebook.of("group", "rating", "single choice")
    ]
    return [*coded, *(survey.answers.answered[one.name] for one in survey.codebook.of("multiple choice"))]


def _batteries(survey: Survey, answers: Answers) -> list[list[npt.NDArray[np.int16]]]:
    """Return the ratings in sets of one scale each; only the largest set counts as a battery."""
    sets: dict[tuple[str, ...], list[npt.NDArray[np.int16]]] = {}
    for column in survey.codebook.of("rating"):
        coded = answers.coded[column.name]
        sets.setdefault(coded.options, []).append(coded.codes)
    return [max(sets.values(), key=len)] if sets else []
