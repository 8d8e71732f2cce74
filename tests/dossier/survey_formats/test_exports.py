"""The same survey, exported by each program, gives the same answers."""

from __future__ import annotations

import pytest

from tests.dossier.survey_formats.exports import EXPORTS
from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS, RESPONDENTS


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    from tests.dossier.survey_formats.conftest import Export

    answers, problems = Export(*EXPORTS["plain_csv"](tmp_path_factory.mktemp("plain"))).read()
    assert problems == []
    return answers


def test_the_plain_table_holds_what_was_invented(expected):
    assert expected.rows == len(RESPONDENTS) == 24
    for question in QUESTIONS:
        if question.role in ("group", "rating", "single choice"):
            coded = expected.coded[question.name]
            words = (*coded.options, *reversed(coded.missing), "")
            found = [words[code] for code in coded.codes]
            assert found == [question.options.get(one.get(question.name), "") for one in RESPONDENTS], question.name
    chosen = expected.chosen[MULTIPLE]
    assert {option: int(marks.sum()) for option, marks in chosen.items()} == {
        words: sum(code in one.get(MULTIPLE, []) for one in RESPONDENTS)
        for code, words in next(one for one in QUESTIONS if one.name == MULTIPLE).options.items()
    }
    assert expected.answered["suggestion"].tolist() == ["suggestion" in one for one in RESPONDENTS]


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_export_gives_the_same_answers(export, expected, kind):
    answers, problems = export(kind).read()
    assert [str(one) for one in problems if one.level == "error"] == []
    for part in ("rows", "coded", "chosen", "answered", "numbers", "texts"):
        assert list(getattr(answers, part)) == list(getattr(expected, part)) if part != "rows" else True
    assert answers == expected


@pytest.mark.parametrize("kind", [kind for kind in EXPORTS if not kind.startswith(("plain", "spss", "stata"))])
def test_what_a_program_adds_by_itself_is_left_out(export, kind):
    one = export(kind)
    table, codebook, _ = one.arranged()
    headings = {heading for column in codebook.columns for heading in (column.fields.values() or [column.heading])}
    assert set(table.header) == headings
