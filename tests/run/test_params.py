"""The parameters of a run: what they may be, how they reach a notebook, and how a params file is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogpkit.errors import UsageError
from ogpkit.run.params import Params, find_params, list_params, read_params
from tests.conftest import Project


def printed(project: Project) -> list[str]:
    return project.problems()


def test_parameters_reach_the_notebook_as_texts_and_numbers(sound: Project) -> None:
    params, _, problems = read_params(sound.params, sound.root)

    assert problems == []
    assert params is not None
    assert params.name == "harbour-2024-2026/inception"
    assert params.for_notebook() == {
        "dossier": "harbour-2024-2026",
        "form": "inception",
        "language": "en",
        "status": "draft",
        "date": "2024-09-30",
        "disclosure_threshold": 10,
    }


def test_parameters_survive_the_way_through_the_notebook(sound: Project) -> None:
    params, _, _ = read_params(sound.params, sound.root)

    assert params is not None
    assert Params.model_validate(params.for_notebook()) == params


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("form: inception", "form: incepton", ('2: "form" is "incepton"; expected one of: inception (did you mean '
         '"inception"?); change it, or delete the key if not known')),
        ("form: inception", "form: glossary", ('2: "form" is "glossary"; expected one of: inception; change it, or '
         "delete the key if not known")),
        ("form: inception", "form: ../forms/inception", ('2: "form" is "../forms/inception"; expected small letters, '
         'digits and hyphens; write it like "khmelnytskyi-2021-2025"; no dots, slashes or spaces')),
        ("form: inception", "language: xx", ('2: "language" is "xx"; expected one of: en; change it, or delete the '
         "key if not known")),
        ("status: draft", "status: Draft", ('3: "status" is "Draft"; expected "draft", "public-comment" or "final"; '
         'did you mean "draft"?')),
        ("status: draft\n", "", ('1: key "status" is missing; expected "draft", "public-comment" or '
         '"final"; add a line "status: …"')),
        ("date: 2024-09-30", "date: today", '4: "date" is "today"; expected a day such as 2021-07-15; change it'),
        ("date: 2024-09-30", "date: 2024-09", ('4: "date" is "2024-09"; expected a day such as 2021-07-15; write the '
         "year, month and day, in this order")),
        ("date: 2024-09-30", "date:", '4: key "date" is missing; add a line "date: …"'),
        ("form: inception", "disclosure_threshold: 2", ('2: "disclosure_threshold" is "2"; expected at least 3; '
         "correct it")),
        ("form: inception", "disclosure_threshold: 5.5", ('2: "disclosure_threshold" is "5.5"; expected a whole number '
         "such as 12; change it, or delete the key if not known")),
        ("form: inception", "disclosure_treshold: 5", ('2: unknown key "disclosure_treshold"; expected one of dossier, '
         'form, language, status, date, disclosure_threshold; did you mean "disclosure_threshold"? Rename it')),
    ],
)  # fmt: skip
def test_wrong_parameter_is_named_with_its_line(sound: Project, old: str, new: str, message: str) -> None:
    sound.edit("params", old, new)

    problems = [line for line in printed(sound) if line.startswith("params/")]

    assert problems == [f"params/harbour.yaml:{message}"]


@pytest.mark.parametrize("threshold", ["3", "5", "10", "1000"])
def test_presets_of_the_threshold_are_accepted(sound: Project, threshold: str) -> None:
    sound.append("params", f"disclosure_threshold: {threshold}\n")

    assert sound.problems() == []


@pytest.mark.parametrize("text", ["harbour", "harbour.yaml", "params/harbour.yaml", "./params/harbour.yaml"])
def test_params_file_is_found_by_path_or_name_from_the_project_folder(
    sound: Project, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(sound.root)

    path, root = find_params(text)

    assert (path.resolve(), root) == (sound.params, sound.root)


def test_params_file_is_found_by_name_from_a_folder_below(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound.root / "notebooks")

    assert find_params("harbour") == (sound.params, sound.root)


def test_params_file_is_found_by_its_full_path_from_anywhere(
    sound: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert find_params(str(sound.params)) == (sound.params, sound.root)


@pytest.mark.parametrize(
    "text, hint",
    [
        ("harbor", 'did you mean "params/harbour.yaml"?'),
        ("params/harbur.yaml", 'did you mean "params/harbour.yaml"?'),
        ("zzz", "there are: harbour"),
        ("../outside", "there are: harbour"),
        ("x" * 300, "there are: harbour"),
        ("x" * 5000, "there are: harbour"),
        ("nul\0byte", "there are: harbour"),
    ],
)
def test_params_file_that_is_not_there_is_a_usage_error_with_a_hint(
    sound: Project, monkeypatch: pytest.MonkeyPatch, text: str, hint: str
) -> None:
    (sound.root.parent / "outside.yaml").write_text("dossier: x\n", encoding="utf-8")
    monkeypatch.chdir(sound.root)

    with pytest.raises(UsageError) as raised:
        find_params(text)

    assert str(raised.value) == f'there is no params file "{text}"; {hint}'


def test_name_never_leads_out_of_the_project_folder(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (sound.root.parent / "outside.yaml").write_text("dossier: x\n", encoding="utf-8")
    (sound.root / "params" / "linked.yaml").symlink_to(sound.root.parent / "outside.yaml")
    monkeypatch.chdir(sound.root / "notebooks")

    with pytest.raises(UsageError, match='there is no params file "linked"'):
        find_params("linked")


def test_outside_of_a_project_folder_the_error_says_what_one_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lonely.yaml").write_text("dossier: x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    for text in ("harbour", "lonely.yaml"):
        with pytest.raises(UsageError, match="expected a folder that has params/ and data/raw/ in it"):
            find_params(text)


def test_params_files_are_listed_by_name_hidden_ones_left_out(sound: Project) -> None:
    for name in ("b.yaml", "a.yaml", ".hidden.yaml", "notes.txt"):
        (sound.root / "params" / name).write_text("", encoding="utf-8")

    assert [path.name for path in list_params(sound.root)] == ["a.yaml", "b.yaml", "harbour.yaml"]
