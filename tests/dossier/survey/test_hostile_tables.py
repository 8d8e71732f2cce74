"""Each dirty or hostile table gives the right answers, or messages that say what is wrong and where."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ogpkit.dossier.survey import csv_rows, csv_table
from ogpkit.dossier.survey.csv_table import CsvTable
from tests.conftest import Project
from tests.dossier.survey.books import choices, codebook, coded, column, words
from tests.dossier.survey.hostile_tables import HEAD, TABLES, Table

BOOK = codebook(
    column("age", "group", options=["young", "old", "caf\u00e9"], missing=["not said"]),
    column("rate", "rating", options=["1", "2", "3"]),
    column("wishes", "multiple choice", options=["parks", "roads", "data"], separator=";"),
    column("note", "free text"),
)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("way", ["at once", "in small blocks", "strictly"])
def test_table_gives_right_answers_or_clear_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Table, way: str
) -> None:
    if way == "in small blocks" and len(table.content) < 10_000 and "first row" not in table.name:
        for module in (csv_rows, csv_table):
            monkeypatch.setattr(module, "BLOCK", 64)
    if way == "strictly":
        monkeypatch.setattr(CsvTable, "_quick", lambda *_: None)
    answers, problems = coded(tmp_path, table.content, BOOK)

    assert tuple(problems) == table.problems
    if not table.problems:
        assert words(answers, "age") == list(table.ages)


def test_names_of_the_cases_are_distinct() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES) >= 40


def test_choices_ratings_and_texts_of_a_dirty_table_are_right_too(tmp_path: Path) -> None:
    text = '\ufeffage;rate;wishes;note\r\n old ;1.0;" data ;parks;;parks";"\u00a0"\r\n'
    answers, problems = coded(tmp_path, text, BOOK)

    assert problems == []
    assert (words(answers, "rate"), choices(answers, "wishes")) == (["1"], [{"data", "parks"}])
    assert answers.answered["note"].tolist() == [False]


def test_case_that_differs_from_an_option_in_capitals_says_which_was_meant(sound: Project) -> None:
    sound.edit("survey.csv", "old,roads", "OLD,roads")

    (problem,) = sound.problems()
    assert problem == (
        '~/survey.csv:3: column "age" holds a value that the codebook does not list; expected one of young, old; '
        'did you mean "old"? Correct the value, or add it to options or missing in survey.yaml'
    )


def test_thousands_of_columns_are_refused_with_one_message(sound: Project) -> None:
    sound.write("survey.csv", ",".join(f"q{n}" for n in range(20_000)) + "\n" + "," * 19_999 + "\n")

    assert sound.problems() == [
        "~/survey.csv:1: the first row has 20000 cells; expected at most 1000; check that this is the right file"
    ]


def test_doubled_heading_is_named(sound: Project) -> None:
    sound.write("survey.csv", "age,wishes,remark,age\nyoung,,,old\n")

    assert sound.problems() == ['~/survey.csv:1: column "age" occurs twice; expected each column once; delete one']


def test_quote_that_never_closes_stops_a_large_table_early(tmp_path: Path) -> None:
    start = time.process_time()
    _, problems = coded(tmp_path, HEAD + 'young,1,,"\n' + "old,1,,x\n" * 2_000_000, BOOK)

    assert problems == ["survey.csv:2: the row has more than 4 MB"]
    assert time.process_time() - start < 5


def test_sound_rows_before_an_odd_block_and_after_it_are_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (csv_rows, csv_table):
        monkeypatch.setattr(module, "BLOCK", 200)
    rows = ["young,1,,x"] * 100
    rows[40] = 'old,1,,5" tall'
    rows[60] = 'caf\u00e9,2,,"two\nlines"'
    answers, problems = coded(tmp_path, HEAD + "\n".join(rows) + "\nteen,1,,\n", BOOK)

    assert problems == ['survey.csv:103: column "age" holds a value that the codebook does not list']
    assert words(answers, "age") == ["old" if n == 40 else "caf\u00e9" if n == 60 else "young" for n in range(100)] + [
        None
    ]
