"""The rows that are published of a survey, each worked out by hand from a table of 200 people."""

from __future__ import annotations

import numpy as np
import pytest

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.survey import Answers, Codebook, Coded, Dispositions, Survey, SurveyColumn
from ogpkit.indicators.survey import release, survey_indicators

SCALE = ("1", "2", "3", "4", "5")
PEOPLE = 200


@pytest.fixture(scope="module")
def rows():
    """170 of 200 are members; three ratings; 20 were quick, 20 sent it twice; 190 of 400 on the list came to the end.

    The first rating: 20, 30, 40, 60 and 40 answers from 1 to 5, and 10 blanks. The other two are that rating again for
    the first 100 people, and another category for the others. So the 100 gave one answer to all three.
    """
    rate = np.repeat(np.array([0, 1, 2, 3, 4, -1], np.int16), [20, 30, 40, 60, 40, 10])
    alike = np.arange(PEOPLE) < 100
    other = np.where(alike, rate, (rate + 2) % 5).astype(np.int16)
    member = (np.arange(PEOPLE) % 20 >= 3).astype(np.int16)
    picked = {"parks": np.arange(PEOPLE) % 4 < 2, "roads": np.arange(PEOPLE) % 4 < 3}
    columns = (
        SurveyColumn(name="member", role="group", question="Member?", options=("no", "yes")),
        *(SurveyColumn(name=name, role="rating", question=f"{name}?", options=SCALE) for name in ("a", "b", "c")),
        SurveyColumn(name="wish", role="multiple choice", question="What?", options=tuple(picked), separator=";"),
        SurveyColumn(name="took", role="duration", question="Seconds"),
        SurveyColumn(name="mail", role="identifier", question="Address"),
    )
    counted = {"complete": 190, "partial": 10, "refusal": 100, "non_contact": 70, "other": 10, "unknown_other": 20}
    book = Codebook(
        title="T", sampling="list", synthetic=True, columns=columns, dispositions=Dispositions.model_validate(counted)
    )
    answers = Answers(
        PEOPLE,
        {
            "member": Coded(("no", "yes"), (), member),
            "a": Coded(SCALE, (), rate),
            "b": Coded(SCALE, (), other),
            "c": Coded(SCALE, (), other),
        },
        {"wish": picked},
        {"wish": np.any(list(picked.values()), axis=0)},
        {"took": np.where(np.arange(PEOPLE) % 10 == 0, 60.0, 600.0)},
        np.arange(PEOPLE) % 10 == 5,
    )
    census = [CensusRow(group="member", option=one, people=500, source="office", year=2021) for one in ("no", "yes")]
    made = survey_indicators(release(Survey(book, answers), 10, census), census)
    return {(row.id, row.entity): row for row in made}


@pytest.mark.parametrize(
    "row, value, n, total",
    [
        (("survey-responses", "survey"), 200, None, 200),
        # AAPOR RR1: 190 / (190 + 10 + 100 + 70 + 10 + 0 + 20) = 190 / 400 = 47.5 %, half up.
        (("survey-response-rate", "survey"), 48, 190, 400),
        # 10 blanks / (190 valid + 10 blanks).
        (("survey-item-nonresponse", "a"), 5, 10, 200),
        (("survey-item-nonresponse", "member"), 0, 0, 200),
        # One in four chose nothing.
        (("survey-item-nonresponse", "wish"), 25, 50, 200),
        (("survey-share", "member: yes"), 85, 170, 200),
        # 60 / 190 = 31.6 %.
        (("survey-share", "a: 4"), 32, 60, 190),
        # (60 + 40) / 190 = 52.6 %.
        (("survey-top-two", "a"), 53, 100, 190),
        # The 95th and the 96th of 190: 20 + 30 + 40 = 90 lie below the fourth category, 150 up to its end.
        (("survey-median", "a"), "4", None, 190),
        # Of the 150 who chose something 100 chose parks.
        (("survey-choice", "wish: parks"), 67, 100, 150),
        # 1 - (0.85^2 + 0.15^2) = 0.255 (the published vector of an 85 to 15 split), times k / (k - 1) = 2.
        (("survey-blau", "member"), 0.51, None, 200),
        # -(0.85 ln 0.85 + 0.15 ln 0.15) / ln 2 = (0.13814 + 0.28457) / 0.69315.
        (("survey-evenness", "member"), 0.61, None, 200),
        # 85 % less 50 %.
        (("survey-representation", "member: yes"), 35.0, 170, 200),
        (("survey-representation", "member: no"), -35.0, 30, 200),
        # (0.35 + 0.35) / 2.
        (("survey-dissimilarity", "member"), 0.35, None, 200),
        # 60 s is less than 0.3 of the median, 600 s.
        (("survey-speeders", "survey"), 10, 20, 200),
        (("survey-duplicates", "survey"), 10, 20, 200),
        # 100 of the 190 who gave all three ratings.
        (("survey-straight-liners", "survey"), 53, 100, 190),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_published_rows_are_what_is_worked_out_by_hand(rows, row, value, n, total):
    found = rows[row]
    assert (found.value, found.n, found.N) == (value, n, total)
