"""What a killed run leaves behind, runs at the same time, and what lies in the report's place already."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ogpkit.errors import ReportError
from ogpkit.run import publish as publishing
from ogpkit.run.publish import publish, scratch_folder

SHOWN = """
from ogpkit.report.blocks import Cover
from ogpkit.report.display import Output
Output((Cover(title="T", status="draft", date="2024-05-06", language="en"),))
"""

pytestmark = pytest.mark.skipif(publishing.fcntl is None, reason="Windows has no such locks")


def killed(parent, *, moved: bool = True, appeared: bool = False):
    """Leave behind what a run that was killed between its two renames leaves."""
    left = parent / ".making-dead"
    old = left / "old"
    old.mkdir(parents=True)
    (left / "lock").touch()
    (left / "name").write_text("inception")
    if moved:
        (old / "report.pdf").write_bytes(b"earlier")
        (old / "note.txt").write_bytes(b"mine")
    if appeared:
        (parent / "inception").mkdir()
        (parent / "inception" / "report.pdf").write_bytes(b"later")
    return left


def test_the_report_that_a_killed_run_took_away_is_put_back(tmp_path):
    left = killed(tmp_path)

    with scratch_folder(tmp_path):
        assert (tmp_path / "inception" / "report.pdf").read_bytes() == b"earlier"

    assert not left.exists()
    assert (tmp_path / "inception" / "note.txt").read_bytes() == b"mine"


def test_where_a_later_report_stands_only_the_users_own_files_are_put_back(tmp_path):
    left = killed(tmp_path, appeared=True)

    with scratch_folder(tmp_path):
        pass

    assert not left.exists()
    assert (tmp_path / "inception" / "report.pdf").read_bytes() == b"later"
    assert (tmp_path / "inception" / "note.txt").read_bytes() == b"mine"


def test_the_folder_of_a_run_that_lives_is_left_alone(tmp_path):
    with scratch_folder(tmp_path) as first:
        (first / "old").mkdir()
        with scratch_folder(tmp_path) as second:
            assert first.is_dir()
            assert first != second
        (first / "old").rmdir()

    assert list(tmp_path.iterdir()) == []


def test_a_users_own_file_among_the_figures_stays_and_an_older_figure_goes(tmp_path):
    figures = tmp_path / "inception" / "figures"
    figures.mkdir(parents=True)
    (figures / "own.svg").write_bytes(b"mine")
    (figures / "figure-7.svg").write_bytes(b"older")

    with scratch_folder(tmp_path) as scratch:
        publish({"report.pdf": b"new", "figures/figure-1.svg": b"new"}, tmp_path / "inception", scratch)

    assert {path.name: path.read_bytes() for path in figures.iterdir()} == {"own.svg": b"mine", "figure-1.svg": b"new"}


@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_in_the_reports_place_is_refused_and_what_it_leads_to_is_left_alone(tmp_path, dangling):
    place, elsewhere = tmp_path / "inception", tmp_path / "elsewhere"
    if not dangling:
        elsewhere.mkdir()
        (elsewhere / "keep.txt").write_bytes(b"mine")
    place.symlink_to(elsewhere)

    with scratch_folder(tmp_path) as scratch, pytest.raises(ReportError, match="this is a link"):
        publish({"report.pdf": b"new"}, place, scratch)

    assert place.is_symlink()
    assert dangling or (elsewhere / "keep.txt").read_bytes() == b"mine"


def test_two_runs_started_together_both_make_their_report_and_leave_no_socket(bench, tmp_path):
    bench.notebook(SHOWN)
    command = [sys.executable, "-m", "ogpkit", "run", str(bench.params), "--to"]
    runs = [
        subprocess.Popen([*command, str(tmp_path / name)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    ends = [(process.communicate(timeout=120), process.returncode) for process in runs]

    assert [status for _, status in ends] == [0, 0], ends
    made = [(tmp_path / name / bench.slug / "inception" / "report.pdf").read_bytes() for name in ("one", "two")]
    assert made[0] == made[1]
    assert list(bench.root.glob("kernel-*")) == []
