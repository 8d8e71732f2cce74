"""Comparing reviewers: what is made of their files, and what is said where it cannot be."""

from __future__ import annotations

import ast
import csv
import io
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from ogpkit.dossier.reviews.reading import load_reviews
from ogpkit.errors import DataError, ReportError, UsageError
from ogpkit.report.record import read_record
from ogpkit.run.agreeing import agree
from ogpkit.run.checking import check
from ogpkit.run.running import run_notebook
from tests.conftest import ROOT, Project

REVIEWS = "data/raw/harbour-2024-2026/reviews"
PATHS = (f"{REVIEWS}/anna.yaml", f"{REVIEWS}/boris.yaml")


@pytest.fixture
def reviewed(sound: Project) -> Project:
    """Return the small project with two reviews and the notebook that compares them."""
    shutil.copyfile(ROOT / "notebooks" / "agreement.ipynb", sound.root / "notebooks" / "agreement.ipynb")
    return sound


def files(project: Project) -> list[Path]:
    return [project.root / path for path in PATHS]


@pytest.fixture
def not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ogpkit.run.running.execute", lambda *one, **more: pytest.fail("a notebook was run"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, executed) -> list[dict[str, object]]:
    """Put a notebook that ran before in place of running one; return the parameters that it was called with."""
    asked: list[dict[str, object]] = []

    def execute(notebook, parameters, **more):
        asked.append(parameters)
        return executed

    monkeypatch.setattr("ogpkit.run.running.execute", execute)
    return asked


def said(project: Project, *assessments: Path, **more: object) -> list[str]:
    with pytest.raises(DataError) as raised:
        agree(assessments or files(project), **more)  # type: ignore[arg-type]
    return [str(problem).replace(f"data/raw/{project.slug}", "~") for problem in raised.value.problems]


def test_a_comparison_makes_report_indicators_disputes_and_merged_file(reviewed):
    compared = agree(files(reviewed))
    folder = reviewed.root / "reports" / reviewed.slug / "agreement"
    assert compared.made.folder == folder
    assert sorted(path.name for path in folder.iterdir()) == [
        ".made.sha256",
        "disputes.csv", "indicators.csv", "indicators.json", "merged.yaml", "report.html", "report.ipynb", "report.pdf",
    ]  # fmt: skip
    document = read_record(folder / "report.ipynb")
    assert document.warnings == ()
    assert (document.cover.status, document.cover.date) == ("draft", "2024-09-30"), "as the params file says"
    assert document.cover.standing == "Synthetic: invented data"
    rows = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))["indicators"]
    alpha = next(row for row in rows if row["id"] == "agreement-alpha" and row["entity"].startswith("answers"))
    assert (alpha["value"], alpha["low"] < alpha["value"] < alpha["high"]) == (0.519, True)
    page = (folder / "report.html").read_text(encoding="utf-8")
    for text in ("Does the forum hold at least one meeting", "The chair speaks of two meetings", "The minutes name no"):
        assert text in page
    assert "anna@example.org" not in "".join(path.read_bytes().decode("latin-1") for path in folder.iterdir())
    assert list(compared.summary()) == [
        "Anna (invented), Boris (invented): same option in 10 of 15 questions that both answered (67 %)",
        "answered by both: 15 of 18 questions",
        "Krippendorff's α, answers Yes, No or Unclear: 0.52 (95 % interval 0.08 to 0.87), 13 questions",
        "to settle: 5 in dispute, 3 in dispute through an earlier answer",
    ]


def test_the_same_files_give_the_same_bytes(reviewed, tmp_path):
    one, other = (agree(files(reviewed), to=tmp_path / name / "agreement").made.folder for name in ("a", "b"))
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_the_merged_file_is_refused_until_every_dispute_is_settled_and_sound_then(reviewed, quick):
    made = agree(files(reviewed)).made.folder
    shutil.copyfile(made / "merged.yaml", reviewed.dossier / "inception.yaml")
    found = check(reviewed.params).errors
    assert {problem.rule for problem in found} == {"unsettled"}
    assert len(found) == 8
    assert found[0].what == "question 1.3 is not answered: the reviewers have not settled it"
    text = reviewed.read("inception.yaml")
    head, *parts = text.split("answer: unsettled\n")
    chosen = ["No", "Unclear", "No", "modest", "No", None, None, None]
    for part, option in zip(parts, chosen, strict=True):
        indent = head.rpartition("\n")[2]
        settled = f"answer: {option}\n{indent}explanation: Settled on the 3rd.\n" if option else "answer: unsettled\n"
        head += settled + part
    reviewed.write("inception.yaml", head)
    # Verifiability was settled as No: what hangs on it needs no settling any more.
    assert check(reviewed.params).errors == ()


def test_disputes_as_a_table_with_both_explanations_and_no_formula(reviewed, quick):
    reviewed.edit(PATHS[0], "explanation: The minutes do not say.", 'explanation: "=1+1 ask ana@example.org"')
    made = agree(files(reviewed)).made.folder
    rows = list(csv.DictReader(io.StringIO((made / "disputes.csv").read_text(encoding="utf-8"))))
    assert [(row["question"], row["commitment"]) for row in rows] == [
        ("1.3", ""), ("1.4", ""), ("2.5", ""), ("1.4", "1"), ("2.1", "2"), ("2.2", "2"), ("2.3", "2"), ("2.4", "2"),
    ]  # fmt: skip
    assert rows[0]["explanation – Boris (invented)"].startswith("The chair speaks of two meetings")
    assert rows[1]["explanation – Anna (invented)"] == "'=1+1 ask [e-mail address withheld]"
    assert rows[5]["answer – Anna (invented)"] == "not applicable"


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


def test_the_merged_file_is_written_where_asked_and_over_nothing(reviewed, quick, tmp_path):
    place = tmp_path / "new.yaml"
    compared = agree(files(reviewed), merged=place)
    assert place.read_bytes() == (compared.made.folder / "merged.yaml").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["new.yaml"]
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="nothing is overwritten"):
        agree(files(reviewed), merged=place)
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_merged_file_that_someone_worked_on_is_kept(reviewed, quick):
    folder = agree(files(reviewed)).made.folder
    (folder / "merged.yaml").write_text("settled", encoding="utf-8")
    first = agree(files(reviewed))
    assert first.kept == (folder / "merged.earlier.yaml",)
    (folder / "merged.yaml").write_text("settled otherwise", encoding="utf-8")
    agree(files(reviewed))
    again = agree(files(reviewed))
    assert again.kept == ()
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("merged.earlier*")} == {
        "merged.earlier.yaml": "settled",
        "merged.earlier-2.yaml": "settled otherwise",
    }


def test_every_file_of_the_folder_that_someone_changed_is_kept(reviewed, quick):
    folder = agree(files(reviewed)).made.folder
    names = ("disputes.csv", "report.ipynb", "report.html", "report.pdf", "indicators.csv", "indicators.json")
    for name in names:
        (folder / name).write_text(f"my {name}", encoding="utf-8")
    kept = agree(files(reviewed)).kept
    assert {path.name: path.read_text(encoding="utf-8") for path in kept} == {
        name.replace(".", ".earlier."): f"my {name}" for name in names
    }
    assert agree(files(reviewed)).kept == ()


def test_what_only_the_reviews_changed_is_not_kept(reviewed, quick):
    folder = agree(files(reviewed)).made.folder
    before = (folder / "merged.yaml").read_bytes()
    reviewed.edit(PATHS[0], "explanation: The minutes do not say.", "explanation: They are silent.")
    assert agree(files(reviewed)).kept == ()
    assert (folder / "merged.yaml").read_bytes() != before
    assert list(folder.glob("*earlier*")) == []


def test_without_the_sums_of_what_was_made_all_that_differs_is_kept(reviewed, quick):
    folder = agree(files(reviewed)).made.folder
    (folder / ".made.sha256").write_bytes(b"\xff nonsense\n" + b"0" * 64 + b"  ../../params/harbour.yaml\n")
    (folder / "disputes.csv").write_text("mine", encoding="utf-8")
    assert [path.name for path in agree(files(reviewed)).kept] == ["disputes.earlier.csv"]


@pytest.mark.parametrize(
    "place, message",
    [
        (".", "is the project folder"),
        ("..", "holds the project folder"),
        ("data", "lies in data/"),
        (f"{REVIEWS}", "lies in data/"),
        ("data/raw/new/agreement", "lies in data/"),
        ("params/x", "lies in params/"),
        ("notebooks", "lies in notebooks/"),
        ("src/ogpkit", "lies in src/"),
        ("notes", r"holds no report of notebooks/agreement\.ipynb"),
        ("notes/mine.txt", "is a file"),
        ("inception", r"holds a report of notebooks/inception\.ipynb"),
    ],
)
def test_a_report_takes_the_place_of_nothing_else(reviewed, not_run, monkeypatch, place, message):
    monkeypatch.chdir(reviewed.root)
    (reviewed.root / "notes").mkdir()
    (reviewed.root / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    record(reviewed.root / "inception", {"dossier": reviewed.slug, "form": "inception"})
    before = sorted(reviewed.root.rglob("*"))
    with pytest.raises(UsageError, match=message):
        agree(files(reviewed), to=Path(place))
    assert sorted(reviewed.root.rglob("*")) == before


def test_a_link_into_the_data_is_no_place_either(reviewed, not_run):
    (reviewed.root / "reports").mkdir(exist_ok=True)
    (reviewed.root / "reports" / "in").symlink_to(reviewed.dossier)
    with pytest.raises(UsageError, match="lies in data/"):
        agree(files(reviewed), to=reviewed.root / "reports" / "in" / "agreement")


def test_an_empty_folder_and_an_earlier_comparison_are_places(reviewed, quick):
    (reviewed.root / "empty").mkdir()
    assert agree(files(reviewed), to=reviewed.root / "empty").made.folder.name == "empty"
    record(reviewed.root / "earlier", {"assessments": [], "form": "inception"})
    assert agree(files(reviewed), to=reviewed.root / "earlier").made.folder.name == "earlier"


def record(folder: Path, parameters: dict[str, object]) -> None:
    """Put a report in a folder that ran with these parameters."""
    folder.mkdir()
    node = nbformat.v4.new_notebook(metadata={"papermill": {"parameters": parameters}})
    nbformat.write(node, folder / "report.ipynb")


def test_the_merged_file_goes_into_no_new_folder_and_not_among_the_reviews(reviewed, not_run, tmp_path):
    for place, message in (
        (tmp_path / "none" / "m.yaml", "there is no folder"),
        (reviewed.root / REVIEWS / "m.yaml", "among"),
    ):
        with pytest.raises(UsageError, match=message):
            agree(files(reviewed), merged=place)
        assert not place.exists()
    assert not (tmp_path / "none").exists()


def test_two_files_without_answers_are_no_agreement(reviewed, quick):
    for path, name in zip(PATHS, ("Anna", "Boris"), strict=True):
        reviewed.write(path, f"form: inception\nevaluators: [{name}]\nanswers: {{}}\n")
    compared = agree(files(reviewed))
    assert list(compared.summary()) == [
        "Anna, Boris: nothing to compare, for no question was answered by two of them",
        "answered by both: 0 of 18 questions",
        "to settle: nothing, for nothing was answered",
    ]
    assert "can stand" not in compared.next_step
    assert "hold no answers" in compared.next_step


def test_agreement_on_one_question_says_how_many_are_answered_by_nobody(reviewed, quick):
    for path, name in zip(PATHS, ("Anna", "Boris"), strict=True):
        reviewed.write(
            path, f"form: inception\nevaluators: [{name}]\nanswers: {{1.1: {{answer: 'Yes', explanation: So.}}}}\n"
        )
    compared = agree(files(reviewed))
    first, second, *_ = compared.summary()
    assert first == "Anna, Boris: same option in 1 of 1 question that both answered (100 %)"
    assert second == "answered by both: 1 of 18 questions"
    assert "answered by nobody: 17 of 18 questions" in compared.next_step
    reviewed.edit(PATHS[1], "'Yes'", "'No'")
    assert "too few to judge (1 question)" in "".join(agree(files(reviewed)).summary())


def test_choices_that_do_not_count_stand_in_the_table_of_disputes(reviewed, quick):
    coding = "coding: {answer: substantial, by: second, why: An ordinance is named.}"
    reviewed.edit(PATHS[0], "answers:\n  1.1:", "coders: [{id: second, name: Second}]\nanswers:\n  1.1:")
    reviewed.edit(PATHS[0], "      2.4: {}", f"      2.4: {{answer: modest, {coding}, explanation: All the same.}}")
    made = agree(files(reviewed)).made.folder
    rows = list(csv.DictReader(io.StringIO((made / "disputes.csv").read_text(encoding="utf-8"))))
    (row,) = [row for row in rows if (row["question"], row["commitment"]) == ("2.4", "2")]
    assert row["answer – Anna (invented)"] == "not applicable (does not count: answer modest, coding substantial)"
    assert row["explanation – Anna (invented)"] == "An ordinance is named.\nAll the same."
    # Once both call the commitment not verifiable nothing is in dispute, but the choices are told still.
    reviewed.edit(PATHS[1], '2.1: {answer: "Yes", explanation: Residents', '2.1: {answer: "No", explanation: Residents')
    made = agree(files(reviewed)).made.folder
    rows = list(csv.DictReader(io.StringIO((made / "disputes.csv").read_text(encoding="utf-8"))))
    (row,) = [row for row in rows if (row["question"], row["commitment"]) == ("2.4", "2")]
    assert row["state"] == "not applicable"
    assert row["answer – Boris (invented)"] == "not applicable (does not count: answer modest)"


def parameters(notebook: Path) -> set[str]:
    """Return the names in the cell with the tag ``parameters``."""
    (cell,) = [one for one in nbformat.read(notebook, 4).cells if "parameters" in one.metadata.get("tags", [])]
    return {target.id for node in ast.parse(cell.source).body for target in node.targets}


def test_the_notebook_declares_every_parameter_that_it_is_called_with(reviewed, quick):
    agree(files(reviewed))
    assert set(quick[0]) == parameters(ROOT / "notebooks" / "agreement.ipynb")


def test_the_notebook_as_shipped_compares_two_invented_reviews(tmp_path):
    made = run_notebook(ROOT / "notebooks" / "agreement.ipynb", {}, root=ROOT, target=tmp_path / "agreement")
    assert read_record(made.folder / "report.ipynb").cover.standing == "Synthetic: invented data"


def test_the_files_of_the_notebook_are_found_from_its_own_folder(monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    folder = "tests/dossier/sound/data/raw/harbour-2024-2026/reviews"
    assert load_reviews([f"{folder}/anna.yaml", f"{folder}/boris.yaml"]).slug == "harbour-2024-2026"


def test_nothing_is_left_where_the_report_cannot_be_made(reviewed, monkeypatch):
    def fail(*one: object, **more: object) -> None:
        raise ReportError("no")

    monkeypatch.setattr("ogpkit.run.agreeing.run_notebook", fail)
    place = reviewed.root / "merged.yaml"
    with pytest.raises(ReportError):
        agree(files(reviewed), merged=place)
    assert not place.exists()
    assert not (reviewed.root / "reports").exists()
