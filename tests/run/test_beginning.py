"""An empty dossier: sound from the first moment, and nothing that exists is overwritten."""

from __future__ import annotations

import pytest

from ogpkit.dossier.blank import blank_dossier
from ogpkit.errors import UsageError
from ogpkit.forms import load_form
from ogpkit.report.blocks import Question
from ogpkit.report.chapters import sections
from ogpkit.run.beginning import begin
from ogpkit.run.checking import check
from tests.conftest import Project

WISHES = {"city": "Ourtown", "country": "Utopia", "start": 2024, "end": 2027, "date": "2024-05-06", "commitments": 11}


def test_an_empty_dossier_has_no_problem_and_every_question(project: Project) -> None:
    made = begin("ourtown-2024-2027", root=project.root, **WISHES)

    assert all(path.is_file() for path in made)
    assert check(made[0]).problems == ()
    from ogpkit.dossier.load import load

    dossier = load("ourtown-2024-2027", root=project.root)
    asked = [block for block in sections.sections(dossier) if isinstance(block, Question)]
    assert [block.number for block in asked[:11]] == [
        *(f"1.{n}" for n in range(1, 5)),
        *(f"2.{n}" for n in range(1, 7)),
        "1.1",
    ]
    assert len(asked) == 10 + 11 * 5
    assert {block.answer.text for block in asked if block.answer} == {"not provided"}


def test_every_question_and_option_stands_in_the_file(project: Project) -> None:
    form = load_form("inception")
    text = blank_dossier(form, city="a", country="b", start=2024, end=2025, commitments=1)["inception.yaml"]
    folded = " ".join(line.strip().lstrip("# ") for line in text.splitlines())
    for question in form.questions:
        assert f"{question.numbered(1)} {question.text}" in folded
    assert "Yes, No, Unclear" in text
    assert "ongoing, new" in text


@pytest.mark.parametrize("city", ['Ciudad "Real"', "a: b # c", "*anchor", "Ñuñoa\\", "'", "- x", "@home"])
def test_any_name_of_a_city_stays_as_it_is(project: Project, city: str) -> None:
    from ogpkit.dossier.load import load

    begin("ourtown", root=project.root, **{**WISHES, "city": city})

    assert load("ourtown", root=project.root).plan.member.name == city


@pytest.mark.parametrize(
    "slug, changes, said",
    [
        ("../x", {}, "is no name for a dossier"),
        ("Our Town", {}, "is no name for a dossier"),
        ("x" * 101, {}, "is no name for a dossier"),
        ("ourtown", {"start": 2028}, "makes no sense"),
        ("ourtown", {"commitments": 0}, "expected 1 to 50"),
        ("ourtown", {"city": " "}, "may not be empty"),
        ("ourtown", {"form": "no-such"}, "there is no form"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    project: Project, slug: str, changes: dict[str, object], said: str
) -> None:
    before = sorted(project.root.rglob("*"))

    with pytest.raises(UsageError, match=said):
        begin(slug, root=project.root, **{**WISHES, **changes})

    assert sorted(project.root.rglob("*")) == before


def test_nothing_that_exists_is_overwritten(project: Project) -> None:
    begin("ourtown", root=project.root, **WISHES)
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}

    with pytest.raises(UsageError, match="is there already; choose another name"):
        begin("ourtown", root=project.root, **{**WISHES, "city": "Other"})

    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before
