"""Comparing reviewers: what is said of files that cannot be compared, or hardly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ogpkit.dossier.reviews.reading import load_reviews
from ogpkit.errors import DataError, UsageError
from ogpkit.run.agreeing import agree
from tests.conftest import Project
from tests.run.agreeing.reviews import PATHS, REVIEWS, files


def said(project: Project, *assessments: Path, **more: object) -> list[str]:
    with pytest.raises(DataError) as raised:
        agree(assessments or files(project), **more)  # type: ignore[arg-type]
    return [str(problem).replace(f"data/raw/{project.slug}", "~") for problem in raised.value.problems]


def test_problems_of_all_files_are_listed_at_once(reviewed, not_run):
    reviewed.edit(PATHS[0], "1.4: {answer: Unclear,", "1.4: {answer: Perhaps,")
    reviewed.edit(PATHS[1], '  1.4: {answer: "No",', '  1.44: {answer: "No",')
    reviewed.edit("plan.yaml", "title: Action plan", "titel: Action plan")
    found = said(reviewed)
    assert [line.partition(": ")[0] for line in found] == [
        "~/plan.yaml:5", "~/reviews/anna.yaml:10", "~/reviews/boris.yaml:14",
    ]  # fmt: skip


def test_evidence_must_be_in_the_register(reviewed, not_run):
    reviewed.edit(PATHS[1], "It is about taking part., evidence: [page]", "It is about taking part., evidence: [pag]")
    (line,) = said(reviewed)
    assert line.startswith("~/reviews/boris.yaml:")
    assert '"pag"' in line


def test_files_on_different_forms_are_not_compared(reviewed, not_run):
    reviewed.edit(PATHS[1], "form: inception", "form: end-of-commitment")
    (line,) = said(reviewed)
    assert line == (
        '~/reviews/boris.yaml:2: this is an assessment on the form "end-of-commitment"; '
        'expected "inception", as the others are; compare files of the same form, or correct the key'
    )


def test_a_review_word_for_word_like_another_is_told(reviewed, quick):
    text = reviewed.read(PATHS[0]).replace("[Anna (invented)]", "[Carl (invented)]")
    reviewed.write(f"{REVIEWS}/carl.yaml", text)
    (warning,) = agree([*files(reviewed), reviewed.dossier / "reviews/carl.yaml"]).warnings
    assert (warning.rule, warning.level) == ("same-review", "warning")
    assert warning.file.endswith("reviews/carl.yaml")


def test_a_copy_of_a_review_is_refused(reviewed, not_run):
    reviewed.write(f"{REVIEWS}/copy.yaml", reviewed.read(PATHS[0]))
    assert said(reviewed, files(reviewed)[0], reviewed.dossier / "reviews" / "copy.yaml") == [
        (
            "~/reviews/copy.yaml: all answers and explanations are those of ~/reviews/anna.yaml, and so are the "
            "evaluators: a copy agrees in everything; expected the review of another person; name the file of another "
            "reviewer"
        )
    ]


def test_a_copy_is_one_whatever_else_stands_in_the_file_and_where_nobody_is_named(reviewed, not_run):
    text = reviewed.read(PATHS[0])
    for old, new in (("[Anna (invented)]", "[ANNA  (invented)]"), ("evaluators: [Anna (invented)]\n", "")):
        reviewed.write(PATHS[0], text.replace("evaluators: [Anna (invented)]\n", "") if new == "" else text)
        reviewed.write(f"{REVIEWS}/copy.yaml", "# mine\n" + text.replace(old, new))
        (line,) = said(reviewed, files(reviewed)[0], reviewed.dossier / "reviews" / "copy.yaml")
        assert ("neither names an evaluator" in line) == (new == "")


def test_an_evaluator_of_two_files_is_warned_of(reviewed, quick):
    reviewed.edit(PATHS[1], "evaluators: [Boris (invented)]", "evaluators: [Boris (invented), anna (Invented)]")
    (warning,) = agree(files(reviewed)).warnings
    assert str(warning).replace(f"data/raw/{reviewed.slug}", "~") == (
        "~/reviews/boris.yaml: warning: an evaluator of this file is one of ~/reviews/anna.yaml as well; expected "
        "reviewers who worked alone, each with a file; correct the names; how far a person agrees with himself or "
        "herself is no agreement of reviewers"
    )


def test_two_empty_files_are_no_copies(reviewed, quick):
    for path in PATHS:
        reviewed.write(path, "form: inception\nanswers: {}\n")
    assert not {one.rule for one in agree(files(reviewed)).warnings} & {"same-review", "same-reviewer"}


@pytest.mark.parametrize(
    "named, message",
    [
        ((0,), "one file cannot be compared"),
        ((0, 0), "is named twice"),
        ((0, "reviews/nobody.yaml"), "there is no file"),
        ((0, "reviews"), "there is no file"),
        ((0, 1) * 5, "expected two to 8"),
    ],
)
def test_wrong_calls(reviewed, not_run, named, message):
    paths = [files(reviewed)[one] if isinstance(one, int) else reviewed.dossier / one for one in named]
    with pytest.raises(UsageError, match=message):
        agree(paths)


def test_a_link_to_the_same_file_is_the_same_file(reviewed, not_run):
    (reviewed.dossier / "reviews" / "other.yaml").symlink_to(reviewed.root / PATHS[0])
    with pytest.raises(UsageError, match="is named twice"):
        agree([files(reviewed)[0], reviewed.dossier / "reviews" / "other.yaml"])


def test_a_file_outside_of_the_project_is_a_wrong_call(reviewed, not_run, tmp_path):
    (tmp_path / "far.yaml").write_text(reviewed.read(PATHS[1]), encoding="utf-8")
    (reviewed.dossier / "reviews" / "near.yaml").symlink_to(tmp_path / "far.yaml")
    for path in (tmp_path / "far.yaml", reviewed.dossier / "reviews" / "near.yaml"):
        with pytest.raises(UsageError, match="outside of the project"):
            agree([files(reviewed)[0], path])


def test_files_elsewhere_in_the_project_need_the_dossier_where_there_are_several(reviewed, quick):
    inbox = reviewed.root / "inbox"
    inbox.mkdir()
    paths = [shutil.copy(path, inbox) for path in files(reviewed)]
    assert agree(paths).agreement.reviews.slug == reviewed.slug, "there is only one dossier"
    (reviewed.root / "data" / "raw" / "other-city").mkdir()
    with pytest.raises(UsageError, match="--dossier SLUG"):
        agree(paths)
    assert agree(paths, dossier=reviewed.slug).agreement.reviews.slug == reviewed.slug
    with pytest.raises(DataError, match="the folder is missing"):
        agree(paths, dossier="no-such-city")


def test_names_are_the_files_where_nobody_is_named(reviewed):
    reviewed.edit(PATHS[0], "evaluators: [Anna (invented)]\n", "")
    reviewed.edit(PATHS[1], "evaluators: [Boris (invented)]", "evaluators: [anna]")
    assert load_reviews(files(reviewed)).names == ("anna", "anna (boris)")


def test_the_date_is_asked_for_where_no_params_file_says_it(reviewed, quick):
    reviewed.params.unlink()
    with pytest.raises(UsageError, match='the date of the report is ""'):
        agree(files(reviewed))
    agree(files(reviewed), today="2026-01-02")
    agree(files(reviewed), today="2026-01-02", date="2026-01-01")
    assert [asked["date"] for asked in quick] == ["2026-01-02", "2026-01-01"]
    with pytest.raises(UsageError, match="expected a day"):
        agree(files(reviewed), date="2026-02-30")
