"""Full disks, places that cannot be written, two batches at once, and clocks that step back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.batch.towns import LEFT, batch, differing, files_in, whole_batch

pytestmark = pytest.mark.slow

BACKWARDS = """
import time
_now = iter(range(2_000_000_000, 0, -1000))
time.time = lambda: float(next(_now))
time.time_ns = lambda: next(_now) * 1_000_000_000
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk with room for a report, and not for three."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if os.name == "nt" or os.geteuid() != 0 or not mount or not umount:
        pytest.skip("only root can make a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=170k", "ogpkit-test", str(place)], capture_output=True)
    if made.returncode:
        pytest.skip(f"no small disk can be made here: {made.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run([umount, str(place)], check=True)


def test_a_full_disk_fails_what_does_not_fit_and_a_rerun_with_room_completes_it(towns, clean, small_disk):
    status, said = whole_batch(towns, "-j", "1", "--to", str(small_disk / "reports"))
    assert status == 1
    assert "No space left on device" in said
    there = files_in(small_disk / "reports")
    whole = {name.split("/")[0] for name in there if name.endswith("status.json")}
    assert len(whole) < 3
    for town in whole:
        assert {name: there[name] for name in there if name.startswith(f"{town}/")} == {
            name: clean[name] for name in clean if name.startswith(f"{town}/")
        }
    assert all(name.split("/")[0] in whole for name in there)
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    assert whole_batch(towns, "--to", str(small_disk / "reports"))[0] == 0
    assert differing(files_in(small_disk / "reports"), clean) == []


@pytest.fixture
def read_only_disk(small_disk: Path) -> Path:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    return small_disk


def test_a_disk_that_cannot_be_written_is_named_for_each_report(towns, read_only_disk, as_clean):
    status, said = whole_batch(towns, "--to", str(read_only_disk))
    assert status == 1
    for town in ("alder", "birch", "cedar"):
        assert f"    {town}: nothing can be written here (Read-only file system); check its rights" in said
    as_clean()


def test_a_place_where_files_are_in_the_way_of_folders_is_named(towns, as_clean):
    towns.reports.mkdir()
    (towns.reports / "birch").write_text("mine")
    status, said = whole_batch(towns)
    assert status == 1
    assert "birch: nothing can be written here" in said
    assert (towns.reports / "birch").read_text() == "mine"
    assert set(towns.stale()) == {"birch"}
    (towns.reports / "birch").unlink()
    as_clean()


@pytest.mark.parametrize("earlier", [False, True], ids=["first", "again"])
def test_two_batches_at_once_on_one_target_both_end_well(towns, clean, earlier):
    if earlier:
        assert whole_batch(towns)[0] == 0
    (towns.reports / "alder" / "inception").mkdir(parents=True, exist_ok=True)
    (towns.reports / "alder" / "inception" / "notes.txt").write_text("mine")
    with batch(towns, "--force", "-j", "2") as one, batch(towns, "--force", "-j", "2") as other:
        ends = [one.ended(120), other.ended(120)]
        assert one.gone()
        assert other.gone()
    assert [status for status, _ in ends] == [0, 0], ends
    assert differing(towns.made(), {**clean, "alder/inception/notes.txt": b"mine"}) == []
    assert towns.scraps() == []
    assert all((towns.reports / name).is_file() for name in LEFT)
    assert {one["state"] for one in json.loads((towns.reports / "batch.json").read_bytes())["reports"]} == {"made"}
    assert towns.stale() == {}


def test_a_clock_that_runs_backwards_changes_nothing(towns, clean, tmp_path):
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(BACKWARDS)
    # Every process of the batch has that clock, and Python's own files are not kept by its times.
    backwards = {"PYTHONPATH": os.pathsep.join((str(tmp_path / "clock"), *sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
    status, said = whole_batch(towns, "--timeout", "300", environment=backwards)
    assert status == 0, said
    assert differing(towns.made(), clean) == []
    report = json.loads((towns.reports / "batch.json").read_bytes())
    assert 0 <= report["seconds"] < 300


def test_files_of_the_future_and_of_the_past_are_judged_by_what_they_hold(towns, clean):
    assert whole_batch(towns)[0] == 0
    for number, path in enumerate(sorted(towns.root.rglob("*"))):
        os.utime(path, (4_000_000_000, 4_000_000_000) if number % 2 else (1, 1))
    assert towns.stale() == {}
    towns.root.joinpath("data/raw/birch/plan.yaml").write_text(
        towns.root.joinpath("data/raw/birch/plan.yaml").read_text() + "# a comment\n"
    )
    os.utime(towns.root / "data/raw/birch/plan.yaml", (1, 1))
    assert set(towns.stale()) == {"birch"}
