"""Checking a run: its params file and all of its dossier, all problems at once and in order, before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogpkit.errors import UsageError
from ogpkit.run.checking import check
from tests.conftest import Project


def test_sound_run_has_no_problem_and_its_parameters(sound: Project) -> None:
    checked = sound.check()

    assert checked.problems == ()
    assert checked.params is not None
    assert (checked.params.dossier, checked.root, checked.file) == (sound.slug, sound.root, sound.params)


def test_shipped_run_has_no_error(project: Project) -> None:
    assert project.check().errors == ()


def test_errors_and_warnings_are_told_apart(sound: Project) -> None:
    sound.edit("inception.yaml", "answer: Unclear,", "answer: Unsure,")
    sound.append("evidence.csv", "photo,file,Photograph,,,\n")

    checked = sound.check()

    assert [problem.rule for problem in checked.errors] == ["unknown-option"]
    assert [problem.rule for problem in checked.warnings] == ["unused-evidence"]
    assert set(checked.errors) | set(checked.warnings) == set(checked.problems)


def test_problems_are_sorted_errors_first_each_by_file_and_line(sound: Project) -> None:
    sound.edit("params", "status: draft", "status: none")
    sound.edit("inception.yaml", "answer: Unclear,", "answer: Unsure,")
    sound.edit("inception.yaml", "1.3: {answer: new", "1.3: {answer: newish")
    sound.edit("inception.yaml", "evidence: [page]", "evidence: [pgae, chrater]")
    sound.edit("plan.yaml", "source: minutes", "source: minute")
    sound.path("notebooks/inception.ipynb").unlink()

    places = [(problem.level, problem.file, problem.line or 0) for problem in sound.check().problems]

    assert places == sorted(places)
    assert {level for level, _, _ in places} == {"error", "warning"}
    assert len({file for _, file, _ in places}) == 5
    assert [line for _, file, line in places if file.endswith("inception.yaml")] == [12, 16, 16, 33]


def test_dossier_is_checked_even_when_the_params_file_has_a_problem(sound: Project) -> None:
    sound.edit("params", "status: draft", "status: none")
    sound.edit("inception.yaml", "answer: Unclear,", "answer: Unsure,")

    checked = sound.check()

    assert checked.params is None
    assert [problem.rule for problem in checked.problems] == ["unknown-option", "literal-error"]


@pytest.mark.parametrize("name", ["../harbour-2024-2026", "/etc", "a" * 300, "a b", "", "~", "."])
def test_dossier_that_is_no_folder_name_is_reported_once(sound: Project, name: str) -> None:
    sound.edit("params", "dossier: harbour-2024-2026", f'dossier: "{name}"')
    sound.edit("params", "status: draft", "status: none")

    problems = sound.check().problems

    assert [(problem.file, problem.line) for problem in problems] == [
        ("params/harbour.yaml", 1),
        ("params/harbour.yaml", 3),
    ]


def test_params_file_of_another_encoding_is_a_problem_not_an_exception(sound: Project) -> None:
    sound.write("params", "dossier: x".encode("utf-16"))

    assert sound.problems() == [
        'params/harbour.yaml: the file is in UTF-16; expected UTF-8; save it again with the encoding "UTF-8"'
    ]


def test_folder_in_place_of_the_params_file_is_a_problem(sound: Project) -> None:
    assert [str(problem) for problem in check(sound.root / "params").problems] == [
        "params: this is a folder; expected a file; move the folder away and put the file here"
    ]


def test_params_file_that_is_not_there_is_a_usage_error(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound.root)

    with pytest.raises(UsageError):
        check("params/none.yaml")


def test_check_changes_nothing_in_the_project_folder(sound: Project) -> None:
    def state() -> dict[Path, tuple[int, bytes | None]]:
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
            for path in sound.root.rglob("*")
        }

    before = state()
    sound.check()

    assert state() == before
