"""Who answered of those who were asked, and who came to the end of those who began."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey import Dispositions

__all__ = ["completes", "rr1"]


def rr1(dispositions: Dispositions) -> tuple[int, int]:
    """Return the numerator and the denominator of AAPOR's response rate 1, the lowest of its response rates.

    Nobody of unknown eligibility is taken for ineligible, and a partial interview counts as none. Only for surveys
    whose invitations went to a list of known people.

    Notes
    -----
    I / [(I + P) + (R + NC + O) + (UH + UO)]: American Association for Public Opinion Research (2023), *Standard
    Definitions*, 10th edition, Response Rate 1.

    Examples
    --------
    >>> rr1(Dispositions(complete=250, partial=10, refusal=90, non_contact=120, other=10, unknown_household=20))
    (250, 500)
    """
    invited = (
        (dispositions.complete + dispositions.partial)
        + (dispositions.refusal + dispositions.non_contact + dispositions.other)
        + (dispositions.unknown_household + dispositions.unknown_other)
    )
    return dispositions.complete, invited


def completes(answered: Sequence[npt.NDArray[np.bool_]], share: float = 0.8) -> tuple[int, int]:
    """Return how many came to the end of the questionnaire, and how many began: answered one question at least.

    Parameters
    ----------
    answered : sequence of array of bool
        For each question that is put to everybody, whether each row answers it ("don't know" is an answer here).
    share : float
        The part of the questions that makes a complete interview. AAPOR's *Standard Definitions* leave it to the survey
        and give four fifths as an example.

    Raises
    ------
    ValueError
        There is no question, or the share is not above 0 and at most 1.

    Examples
    --------
    >>> completes([np.array([True, True, False]), np.array([True, False, False])])
    (1, 2)
    """
    if not answered or not 0 < share <= 1:
        raise ValueError("at least one question, and a share above 0 and at most 1")
    number = np.zeros(len(answered[0]), dtype=np.int32)
    for question in answered:
        number += question
    # Compared as whole numbers of questions: 0.8 × 5 is 4, which a float may miss.
    needed = int(np.ceil(np.round(share * len(answered), 9)))
    return int(np.sum(number >= needed)), int(np.sum(number > 0))
