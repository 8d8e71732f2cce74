"""How many rows of a survey are flagged: answered twice, too fast, or all alike. Not safe to publish as they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey import Answers, Survey
from ogpkit.dossier.survey.answers import BLANK
from ogpkit.indicators.survey.quality import identical, speeders, straight_liners
from ogpkit.indicators.survey.response import completes

__all__ = ["doubled", "flagged", "repeating"]

_PAIR = 2


def flagged(survey: Survey) -> dict[str, tuple[int, int]]:
    """Return how many rows are flagged, of how many that could be, by the id of their indicator.

    What the codebook has no column for is not among them. A complete interview needs no answer to a follow-up question.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> sorted(flagged(load("khmelnytskyi-2021-2025").survey))[:2]
    ['survey-completes', 'survey-duplicates']
    """
    codebook, answers = survey.codebook, survey.answers
    found: dict[str, tuple[int, int]] = {}
    questions = _answered(survey)
    if questions:
        found["survey-completes"] = completes(questions)
    twice = doubled(survey)
    if twice is not None:
        found["survey-duplicates"] = int(twice.sum()), answers.rows
    equal = repeating(survey)
    if equal is not None:
        found["survey-identical"] = int(equal.sum()), answers.rows
    for column in codebook.of("duration"):
        seconds = answers.numbers[column.name]
        fast = speeders(seconds)
        if fast is not None:
            found["survey-speeders"] = int(fast.sum()), int((np.isfinite(seconds) & (seconds >= 0)).sum())
    for ratings in _batteries(survey, answers):
        alike = straight_liners(ratings)
        if alike is not None:
            everything = np.logical_and.reduce([codes >= 0 for codes in ratings])
            found["survey-straight-liners"] = int(alike.sum()), int(everything.sum())
    return found


def doubled(survey: Survey) -> npt.NDArray[np.bool_] | None:
    """Return for each row whether an earlier one has the same identifiers.

    None where no identifier tells people apart: there is none, or it is the same in all rows, as consent often is.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> int(doubled(load("khmelnytskyi-2021-2025").survey).sum())
    0
    """
    twice = survey.answers.repeated
    if twice is None or not survey.codebook.of("identifier") or (len(twice) > _PAIR and twice[1:].all()):
        return None
    return twice


def repeating(survey: Survey) -> npt.NDArray[np.bool_] | None:
    """Return for each row whether an earlier one has the same answers to all coded questions; None without any.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> repeating(load("khmelnytskyi-2021-2025").survey).shape
    (184,)
    """
    answers = survey.answers
    together: list[npt.NDArray[Any]] = [one.codes for one in answers.coded.values()]
    together += [picked for options in answers.chosen.values() for picked in options.values()]
    return identical(together) if together and answers.rows else None


def _answered(survey: Survey) -> list[npt.NDArray[np.bool_]]:
    asked = [one for one in survey.codebook.columns if not one.follow_up]
    coded = [
        survey.answers.coded[one.name].codes != BLANK
        for one in asked
        if one.role in {"group", "rating", "single choice"}
    ]
    return [*coded, *(survey.answers.answered[one.name] for one in asked if one.role == "multiple choice")]


def _batteries(survey: Survey, answers: Answers) -> list[list[npt.NDArray[np.int16]]]:
    """Return the ratings in sets of one scale each; only the largest set counts as a battery."""
    sets: dict[tuple[str, ...], list[npt.NDArray[np.int16]]] = {}
    for column in survey.codebook.of("rating"):
        coded = answers.coded[column.name]
        sets.setdefault(coded.options, []).append(coded.codes)
    return [max(sets.values(), key=len)] if sets else []
