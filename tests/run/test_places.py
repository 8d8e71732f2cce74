"""Where a report may be put: what is there is replaced only where it is a report of the same notebook."""

from __future__ import annotations

import json

import pytest

from ogpkit.errors import UsageError
from ogpkit.run.places import refuse_place
from ogpkit.run.running import make_report


def held(root):
    return {path: path.is_file() and path.read_bytes() for path in root.rglob("*")}


@pytest.mark.parametrize("place", ["data", "data/raw", "params", "notebooks", "src"])
def test_a_run_is_refused_in_the_folders_that_reports_are_made_from(sound, no_kernel, place):
    no_kernel(lambda *arguments, **more: pytest.fail("a notebook was run"))
    before = held(sound.root)
    with pytest.raises(UsageError, match=f"lies in {place.partition('/')[0]}/"):
        make_report(sound.params, to=sound.root / place)
    assert held(sound.root) == before


def test_a_run_replaces_no_folder_that_holds_something_else(bench, no_kernel, executed):
    no_kernel(lambda *arguments, **more: executed)
    bench.target.mkdir(parents=True)
    (bench.target / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds no report of notebooks/inception\.ipynb"):
        bench.run()
    assert list(bench.there()) == ["thesis.txt"]


def test_a_run_replaces_an_earlier_report_of_its_own_and_an_empty_folder(bench, no_kernel, executed):
    no_kernel(lambda *arguments, **more: executed)
    bench.target.mkdir(parents=True)
    bench.run()
    assert "report.pdf" in bench.there()
    for path in bench.target.iterdir():
        path.unlink()
    bench.target.rmdir()
    bench.earlier()
    bench.run()
    assert bench.there()["report.pdf"].startswith(b"%PDF")


def test_the_reports_own_place_may_hold_what_the_user_put_there(sound, no_kernel, executed):
    no_kernel(lambda *arguments, **more: executed)
    folder = sound.root / "reports" / sound.slug / "inception"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    make_report(sound.params)
    (folder / "report.ipynb").unlink()
    make_report(sound.params, to=sound.root / "reports")
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_link_to_the_project_folder_is_the_project_folder(sound, tmp_path):
    (tmp_path / "link").symlink_to(sound.root)
    with pytest.raises(UsageError, match="is the project folder"):
        refuse_place(tmp_path / "link", sound.root, "agreement", chosen=True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        json.dumps({"metadata": {"papermill": {"parameters": None}}}),
        json.dumps({"metadata": {"papermill": {"parameters": {"form": ["inception"]}}}}),
        json.dumps({"metadata": {"papermill": {"parameters": {"form": "a/../b\n"}}}}),
        "[" * 100_000,
    ],
)
def test_a_notebook_that_does_not_say_what_it_is_counts_as_no_report(tmp_path, sound, content):
    place = tmp_path / "there"
    place.mkdir()
    (place / "report.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="holds no report of notebooks/inception"):
        refuse_place(place, sound.root, "inception", chosen=True)
