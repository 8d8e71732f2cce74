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


def second(project: Project, name: str, text: str) -> Path:
    path = project.root / "params" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_two_params_files_of_one_report_are_an_error_in_both(sound: Project) -> None:
    copy = second(sound, "testville.yaml", "# copied\n" + sound.read("params").replace("form: inception\n", ""))

    assert [str(problem) for problem in check(copy).problems] == [
        (
            "params/testville.yaml:2: params/harbour.yaml makes the same report (dossier harbour-2024-2026, form "
            "inception); "
            "expected one params file for each report; did you forget to change the dossier?"
        )
    ]
    assert sound.problems() == [
        (
            "params/harbour.yaml:1: params/testville.yaml makes the same report (dossier harbour-2024-2026, form "
            "inception); "
            "expected one params file for each report; did you forget to change the dossier?"
        )
    ]


def test_copy_is_told_though_one_of_the_two_has_another_problem(sound: Project) -> None:
    second(sound, "testville.yaml", sound.read("params").replace("status: draft", "status: none"))

    assert [problem.rule for problem in sound.check().problems] == ["same-report"]


def test_params_file_of_another_dossier_is_no_copy_and_may_be_unreadable(sound: Project) -> None:
    second(sound, "testville.yaml", sound.read("params").replace("harbour-2024", "testville-2024"))
    second(sound, "broken.yaml", "a: [")
    (sound.root / "params" / "folder.yaml").mkdir()

    assert sound.problems() == []


def test_changed_copy_is_no_copy_any_more(sound: Project) -> None:
    copy = second(sound, "testville.yaml", sound.read("params"))
    assert [problem.rule for problem in sound.check().problems] == ["same-report"]
    copy.write_text(sound.read("params").replace("harbour-2024", "testville-2024"), encoding="utf-8")

    assert sound.problems() == []


def test_params_file_named_like_another_dossier_is_a_warning(sound: Project) -> None:
    (sound.root / "data" / "raw" / "testville-2024-2027").mkdir()
    sound.params.rename(sound.root / "params" / "testville.yaml")

    assert [str(problem) for problem in check(sound.root / "params" / "testville.yaml").problems] == [
        (
            "params/testville.yaml:1: warning: the file is named like the dossier testville-2024-2027, but makes the "
            "report "
            'of harbour-2024-2026; expected a params file named after its dossier; did you mean "dossier: '
            'testville-2024-2027"? Else rename the file'
        )
    ]


@pytest.mark.parametrize("name", ["harbour", "harbour-2024-2026", "harbour-2024-2026-final", "my-run"])
def test_params_file_may_have_any_name_that_is_no_other_dossiers(sound: Project, name: str) -> None:
    (sound.root / "data" / "raw" / "harbour-2027-2029").mkdir()
    sound.params.rename(sound.root / "params" / f"{name}.yaml")

    assert check(sound.root / "params" / f"{name}.yaml").problems == ()


def test_final_report_with_open_questions_is_a_warning(sound: Project) -> None:
    sound.edit("params", "status: draft", "status: final")
    assert sound.problems() == []

    sound.edit("inception.yaml", '{answer: "No", explanation: None was given.}', "{}")
    sound.edit("inception.yaml", "1.3: {answer: new, explanation: The city has not done so before.}", "1.3: {}")

    assert sound.problems() == [
        (
            "params/harbour.yaml:3: warning: status is final, but 2 questions have neither an answer nor a coding: 2.2 "
            "and "
            "1.3 (commitment 1); expected answers to all questions in a final report; add them, or set the "
            'status to "draft"'
        )
    ]
