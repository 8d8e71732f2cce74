"""Comparing reviewers: what is made of their files."""

from __future__ import annotations

import ast
import csv
import io
import json
import shutil
from pathlib import Path

import nbformat

from ogpkit.dossier.reviews.reading import load_reviews
from ogpkit.report.record import read_record
from ogpkit.run.agreeing import agree
from ogpkit.run.checking import check
from ogpkit.run.running import run_notebook
from tests.conftest import ROOT
from tests.run.agreeing.reviews import PATHS, files


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
    rows = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
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
