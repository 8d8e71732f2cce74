"""Response rate and completes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.survey import Dispositions
from ogpkit.indicators.survey.response import completes, rr1

counts = st.integers(0, 10**6)


def test_response_rate_1_by_hand():
    """I / ((I + P) + (R + NC + O) + (UH + UO)): 500 / ((500 + 40) + (300 + 250 + 30) + (70 + 10)) = 500 / 1200."""
    assert rr1(
        Dispositions(
            complete=500, partial=40, refusal=300, non_contact=250, other=30, unknown_household=70, unknown_other=10
        )
    ) == (500, 1200)


def test_nobody_was_asked():
    assert rr1(Dispositions(complete=0)) == (0, 0)


@given(st.tuples(*[counts] * 7))
def test_the_rate_is_never_above_1_and_everyone_counts_once(found):
    names = ("complete", "partial", "refusal", "non_contact", "other", "unknown_household", "unknown_other")
    complete, invited = rr1(Dispositions(**dict(zip(names, found, strict=True))))
    assert complete == found[0] <= invited == sum(found)


def test_completes_by_hand():
    """Five questions: four answers are four fifths and make a complete; three do not; none at all is no start."""
    rows = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 1, 0], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]], dtype=bool)
    assert completes(list(rows.T)) == (2, 3)
    assert completes(list(rows.T), share=1) == (1, 3)
    assert completes(list(rows.T), share=0.6) == (3, 3)


@pytest.mark.parametrize("questions", range(1, 60))
def test_a_share_that_is_a_whole_number_of_questions_is_not_missed_by_a_float(questions):
    answered = [np.array([place < 7 * questions]) for place in range(10 * questions)]
    assert completes(answered, share=0.7) == (1, 1)
    assert completes([*answered[1:], np.array([False])], share=0.7) == (0, 1)


@pytest.mark.parametrize("answered, share", [([], 0.8), ([np.array([True])], 0), ([np.array([True])], 1.1)])
def test_what_makes_no_sense_is_refused(answered, share):
    with pytest.raises(ValueError, match="at least one question"):
        completes(answered, share)
