"""Comparing reviewers: where the report and the merged file go, and what they never take the place of."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from ogpkit.errors import ReportError, UsageError
from ogpkit.run.agreeing import agree
from tests.run.agreeing.reviews import PATHS, REVIEWS, files


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


def test_nothing_is_left_where_the_report_cannot_be_made(reviewed, monkeypatch):
    def fail(*one: object, **more: object) -> None:
        raise ReportError("no")

    monkeypatch.setattr("ogpkit.run.agreeing.run_notebook", fail)
    place = reviewed.root / "merged.yaml"
    with pytest.raises(ReportError):
        agree(files(reviewed), merged=place)
    assert not place.exists()
    assert not (reviewed.root / "reports").exists()
