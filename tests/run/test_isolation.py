"""Whoever runs a notebook, and with whatever settings of their own: the report is the same."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

SHOWS = """
import os, locale, time, warnings
import matplotlib, matplotlib.pyplot as plt
warnings.warn("a warning that Python shows by default", UserWarning, stacklevel=1)
print(matplotlib.rcParams["figure.facecolor"], matplotlib.rcParams["font.size"], plt.get_backend())
print(time.tzname, locale.setlocale(locale.LC_CTYPE), os.environ["PYTHONHASHSEED"], __debug__)
print("started" in globals(), os.path.basename(os.getcwd()))
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user whose every setting would change what a notebook shows."""
    home = tmp_path / "home"
    for place, text in {
        ".ipython/profile_default/startup/00.py": "started = True\nprint('start-up file')",
        ".ipython/profile_default/ipython_config.py": "c.InteractiveShell.ast_node_interactivity = 'all'",
        ".config/matplotlib/matplotlibrc": "figure.facecolor: red\nfont.size: 30",
        "matplotlibrc": "figure.facecolor: red\nfont.size: 30",
        "startup.py": "started = True\nprint('PYTHONSTARTUP')",
        ".local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "language": "python"}',
    }.items():
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(text, encoding="utf-8")
    return {
        "HOME": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "JUPYTER_PATH": str(home / ".local" / "share" / "jupyter"),
        "LC_ALL": "C",
        "MATPLOTLIBRC": str(home / "matplotlibrc"),
        "MPLBACKEND": "svg",
        "MPLCONFIGDIR": str(home / ".config" / "matplotlib"),
        "PYTHONHASHSEED": "7",
        "PYTHONOPTIMIZE": "1",
        "PYTHONSTARTUP": str(home / "startup.py"),
        "PYTHONWARNINGS": "error",
        "TZ": "Asia/Tokyo",
    }


def test_a_users_own_settings_do_not_reach_the_report_and_are_back_afterwards(bench, settings, monkeypatch):
    bench.notebook("# Findings", SHOWS)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    bench.run()
    assert dict(os.environ) == before
    record = nbformat.reads(bench.there()["report.ipynb"].decode(), as_version=4)
    outputs = [output for cell in record.cells for output in cell.get("outputs", [])]
    (printed,) = [output["text"] for output in outputs if output.get("name") == "stdout"]
    (complained,) = [output["text"] for output in outputs if output.get("name") == "stderr"]
    assert printed.splitlines() == [
        "white 10.0 module://matplotlib_inline.backend_inline",
        "('UTC', 'UTC') C.UTF-8 0 True",
        "False sound",
    ]
    assert re.match(r"ipykernel/\d+\.py:3: UserWarning: a warning that Python shows by default\n", complained)


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_end_ends_its_kernel_and_leaves_nothing_behind(bench, tmp_path, told):
    started = tmp_path / "started"
    waits = f"import os, pathlib, time\npathlib.Path({str(started)!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
    bench.notebook(waits)
    earlier = bench.earlier()
    command = [sys.executable, "-m", "ogpkit", "run", str(bench.params), "--to", str(bench.to)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        _wait(lambda: started.is_file() and started.read_text() != "")
        process.send_signal(told)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode not in (0, 2)
    assert "Traceback" not in out + err
    _wait(lambda: not _alive(int(started.read_text())))
    assert bench.there() == earlier
    assert bench.scraps() == []


def _wait(until, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
