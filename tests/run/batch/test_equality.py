"""The same bytes, whoever makes a report: warm workers, workers with ordinary kernels, or one command for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.demo import write_demo
from tests.run.batch.towns import Towns, differing, files_in, whole_batch

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = "khmelnytskyi-2021-2025"


@pytest.mark.slow
def test_warm_and_ordinary_workers_and_single_runs_make_the_same_reports(tmp_path):
    root = tmp_path / "demo"
    write_demo(root, 6, 11, notebooks=ROOT / "notebooks")
    shutil.copytree(ROOT / "data" / "raw" / EXAMPLE, root / "data" / "raw" / EXAMPLE)
    shutil.copyfile(ROOT / "params" / f"{EXAMPLE}.yaml", root / "params" / f"{EXAMPLE}.yaml")
    towns = Towns(root)
    for place, warm in (("warm", "1"), ("ordinary", "0")):
        status, said = whole_batch(towns, "-j", "2", "--to", place, environment={"OGPKIT_WARM": warm})
        assert status == 0, said
    for params in sorted((root / "params").glob("*.yaml")):
        command = [sys.executable, "-m", "ogpkit", "run", str(params), "--to", str(root / "single")]
        subprocess.run(command, cwd=root, env=os.environ, check=True, capture_output=True)
    made = [files_in(root / place) for place in ("warm", "ordinary", "single")]
    assert sum(name.endswith("status.json") for name in made[0]) == 7
    assert differing(made[1], made[0]) == []
    assert differing(made[2], made[0]) == []
