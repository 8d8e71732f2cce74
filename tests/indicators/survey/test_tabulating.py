"""Counting the answers of a survey."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from ogpkit.dossier.survey import Answers, Coded, SurveyColumn
from ogpkit.indicators.survey import release, tabulating
from tests.indicators.survey.test_inference import sampled


def test_no_table_of_a_survey_is_counted_twice(monkeypatch):
    survey = sampled(8)
    weight = SurveyColumn(name="weight", role="weight", question="Weight")
    codebook = survey.codebook.model_copy(update={"columns": (*survey.codebook.columns, weight)})
    survey.answers.numbers["weight"] = np.linspace(1, 2, survey.answers.rows)
    counted: Counter[tuple[bytes, bytes]] = Counter()
    plain = tabulating.crossed

    def crossed(rows, columns):
        counted[rows.codes.tobytes(), columns.codes.tobytes()] += 1
        return plain(rows, columns)

    monkeypatch.setattr(tabulating, "crossed", crossed)
    found = release(type(survey)(codebook, survey.answers), 3)
    assert any(one.estimates for one in found.crosses)
    assert len(counted) > 5
    assert set(counted.values()) == {1}


def test_a_table_that_is_kept_cannot_be_changed():
    answers = Answers(2, {"group": Coded(("a",), (), np.zeros(2, dtype=np.int16))})
    table = tabulating.Crossings(answers).of("group", "group")
    with pytest.raises(ValueError, match="read-only"):
        table[0, 0] = 5
