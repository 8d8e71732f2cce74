"""Answers that may have been given without care: they are flagged and counted, never dropped.

Each flag has innocent causes: a quick reader, somebody who is content with everything, two people who agree. So none of
them says that an answer is false, and no figure leaves out who is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.indicators.survey.ranks import ranks

__all__ = ["identical", "speeders", "straight_liners"]

Flags = npt.NDArray[np.bool_]

_LEAST_RATINGS = 3
_ROOM = 2**62


def speeders(seconds: npt.NDArray[np.float64], share: float = 0.3) -> Flags | None:
    """Flag those who took less than a part of the median duration.

    Parameters
    ----------
    seconds : array of float
        Durations in seconds; not-a-number where not known. Negative ones (a clock was put back) count as not known.
    share : float
        The part of the median, above 0 and below 1. Thresholds relative to the median are usual, no one of them is
        settled: Greszki, Meyer and Schoen (2015), Public Opinion Quarterly 79:471–503, compare several. The default is
        a strict one, which flags few.

    Returns
    -------
    array of bool or None
        For each row whether it is flagged, False where the duration is not known. None where no duration is known.

    Examples
    --------
    >>> speeders(np.array([100.0, 110.0, 25.0, 90.0, float("nan")])).tolist()
    [False, False, True, False, False]
    """
    if not 0 < share < 1:
        raise ValueError("the share lies between 0 and 1")
    known = np.isfinite(seconds) & (seconds >= 0)
    if not known.any():
        return None
    return np.asarray(known & (seconds < share * float(np.median(seconds[known]))))


def straight_liners(ratings: Sequence[npt.NDArray[Any]]) -> Flags | None:
    """Flag those who gave the same answer to all ratings.

    Parameters
    ----------
    ratings : sequence of array of int
        One array of codes for each rating, best of one battery on one page; below 0 where there is no valid answer.

    Returns
    -------
    array of bool or None
        Who answered all of them, with one and the same category. None for fewer than 3 ratings, where that is no sign
        of anything.

    Notes
    -----
    The strictest of the measures that Kim, Dykema, Stevenson, Black and Moberg (2019), Social Science Computer Review
    37:214–233, compare ("simple nondifferentiation").

    Examples
    --------
    >>> straight_liners([np.array([4, 4, -1]), np.array([4, 3, -1]), np.array([4, 4, -1])]).tolist()
    [True, False, False]
    """
    if len(ratings) < _LEAST_RATINGS:
        return None
    first = ratings[0]
    same = np.asarray(first >= 0)
    for other in ratings[1:]:
        same &= other == first
    return same


def identical(answers: Sequence[npt.NDArray[Any]]) -> Flags:
    """Flag the rows that are equal in every variable to an earlier row.

    Parameters
    ----------
    answers : sequence of array of int or bool
        One array for each variable: codes, below 0 where there is no valid answer; or whether an option was chosen. At
        least one.

    Returns
    -------
    array of bool
        Rows that state nothing at all (every code below 0, no option chosen) are not flagged: they equal each other
        without anybody having answered twice.

    Notes
    -----
    Exact, not by a hash. Each row is packed into whole numbers of 64 bits and these are sorted, which takes n log n.

    Examples
    --------
    >>> identical([np.array([0, 1, 0, -1, -1]), np.array([2, 2, 2, -1, -1])]).tolist()
    [False, False, True, False, False]
    """
    rows = len(answers[0])
    key = np.zeros(rows, dtype=np.int64)
    stated = np.zeros(rows, dtype=bool)
    size = 1
    for answer in answers if rows else ():
        lowest, highest = int(answer.min()), int(answer.max())
        span = highest - lowest + 1
        stated |= answer if answer.dtype == bool else answer >= 0
        if size > _ROOM // span:
            key, size = ranks(key)
        key *= span
        key += answer
        key -= lowest
        size *= span
    order = np.argsort(key, kind="stable")
    flags = np.zeros(rows, dtype=bool)
    flags[order[1:]] = key[order[1:]] == key[order[:-1]]
    return flags & stated
