"""Which files a survey was read from, with the sums of their bytes; and files that cannot be taken."""

from __future__ import annotations

import hashlib

import pytest

from ogpkit.dossier.load import load
from ogpkit.dossier.survey.csv_table import CsvTable
from tests.conftest import Project


def test_size_and_sum_of_the_table_are_those_of_its_bytes(sound: Project) -> None:
    sound.write("survey.csv", b"\xef\xbb\xbfage;wishes;remark\r\nyoung;parks;\r\n")
    raw = sound.path("survey.csv").read_bytes()

    files = {file.name.rpartition("/")[2]: file for file in load(sound.slug, root=sound.root).files}

    assert (files["survey.csv"].size, files["survey.csv"].sha256) == (len(raw), hashlib.sha256(raw).hexdigest())


def test_answers_are_part_of_the_dossier_and_shown_nowhere(sound: Project) -> None:
    survey = load(sound.slug, root=sound.root).survey

    assert survey is not None
    assert survey.answers.rows == 3
    assert survey.answers.coded["age"].codes.tolist() == [0, 1, -2]
    assert "young" not in repr(survey)


def test_survey_may_be_larger_than_other_tables(sound: Project) -> None:
    sound.write("survey.csv", "age,wishes,remark\n" + f"young,parks,{'x' * 500_000}\n" * 110)

    assert sound.path("survey.csv").stat().st_size > 50_000_000
    assert sound.problems() == []


def test_survey_that_is_too_large_is_refused_before_it_is_opened(sound: Project) -> None:
    with sound.path("survey.csv").open("r+b") as file:
        file.truncate(4_100_000_000)

    assert sound.problems() == [
        (
            "~/survey.csv: the file has 4100.0 MB; expected at most 4000 MB; check that this is the right file; large "
            "attachments belong beside the dossier, not inside it"
        )
    ]


def test_table_that_fails_while_it_is_read_is_named(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(CsvTable, "parts", broken)

    assert sound.problems() == [
        "~/survey.csv: the file cannot be read (Input/output error); expected a readable file; check its rights"
    ]


def test_table_that_is_a_link_out_of_the_folder_is_refused(sound: Project) -> None:
    elsewhere = sound.root / "elsewhere.csv"
    sound.path("survey.csv").rename(elsewhere)
    sound.path("survey.csv").symlink_to(elsewhere)

    assert sound.problems() == ["~/survey.csv: the file leads out of its folder; expected a plain file; copy it here"]
