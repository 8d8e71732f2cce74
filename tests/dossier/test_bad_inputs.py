"""Every bad input prints its own message, with file and line, and never a traceback."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from ogpkit.dossier.load import load
from ogpkit.errors import DataError
from tests.conftest import Project
from tests.dossier import bad_answers, bad_files, bad_follow_ups, bad_keys, bad_programs, bad_tables, bad_yaml
from tests.dossier.bad_inputs import Case

TABLES = (bad_keys, bad_answers, bad_files, bad_follow_ups, bad_programs, bad_tables, bad_yaml)
CASES = tuple(one for table in TABLES for one in table.CASES)


def test_the_dossier_that_the_cases_spoil_is_sound(sound: Project) -> None:
    assert sound.problems() == []


def test_case_names_are_distinct_and_each_case_expects_a_message() -> None:
    assert [name for name, n in Counter((case.name, case.printed) for case in CASES).items() if n > 1] == []
    assert all(case.printed for case in CASES)


@pytest.mark.parametrize("bad", CASES, ids=lambda case: case.name)
def test_bad_input_is_named_with_place_expectation_and_remedy(sound: Project, bad: Case) -> None:
    bad.change(sound)

    assert tuple(sound.problems()) == bad.printed


superuser = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
FOLDER = "the folder cannot be read (Permission denied); expected a readable folder; check its rights"


@superuser
def test_file_without_the_right_to_read_is_named(sound: Project) -> None:
    sound.path("plan.yaml").chmod(0)

    assert sound.problems() == [
        "~/plan.yaml: the file cannot be read (Permission denied); expected a readable file; check its rights"
    ]


@superuser
@pytest.mark.parametrize(
    "folder, rights, expected",
    [
        ("data/raw/harbour-2024-2026", 0o300, f"~: {FOLDER}"),
        ("data/raw/harbour-2024-2026", 0o000, f"~: {FOLDER}"),
        ("data/raw/harbour-2024-2026", 0o400, ("~/plan.yaml: the file cannot be read (Permission denied); "
         "expected a readable file; check its rights")),
        ("data/raw", 0o000, f"params/harbour.yaml:1: dossier ~: {FOLDER}"),
        ("notebooks", 0o000, ("notebooks/inception.ipynb: the form's notebook is missing; expected a notebook of this "
         "name; get it back from the repository")),
    ],
)  # fmt: skip
def test_folder_without_rights_is_named(sound: Project, folder: str, rights: int, expected: str) -> None:
    path = sound.root / folder
    path.chmod(rights)
    try:
        printed = sound.problems()
    finally:
        path.chmod(0o700)

    assert expected in printed


def test_file_that_fails_while_it_is_read_is_named(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("ogpkit.dossier.source.Path.read_bytes", broken)

    assert {line.partition(": ")[2] for line in sound.problems()} == {
        "the file cannot be read (Input/output error); expected a readable file; check its rights"
    }


def test_load_raises_all_errors_of_all_files_at_once_and_no_warning(sound: Project) -> None:
    next(bad for bad in CASES if bad.name == "contradictions in two files at once").change(sound)

    with pytest.raises(DataError) as raised:
        load(sound.slug, root=sound.root)

    assert [problem.file.rpartition("/")[2] for problem in raised.value.problems] == [
        "events.csv",
        "inception.yaml",
        "inception.yaml",
        "plan.yaml",
    ]
    assert "warning" not in str(raised.value)
