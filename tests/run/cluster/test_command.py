"""``ogpkit batch --engine dask``: which options belong together, and what is said where dask is missing."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pytest

from ogpkit.cli import main
from ogpkit.run.warm.starting import available


def ended(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ogpkit", "batch", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--engine", "dask"], "--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.1:8786"),
        (["--scheduler", "tcp://x:1"], "--scheduler is for --engine dask alone; add that"),
        (["--inputs", "s3://x"], "--inputs is for --engine dask alone; add that"),
        (["--engine", "dask", "--scheduler", "tcp://x:1", "-j", "4"], "-j says nothing to --engine dask"),
    ],
)
def test_options_that_do_not_belong_together_are_refused(arguments, said, monkeypatch, capsys):
    assert ended(monkeypatch, *arguments) == 2
    assert said in capsys.readouterr().err


def test_without_dask_it_is_said_how_to_get_it(monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name))
    assert ended(monkeypatch, "--engine", "dask", "--scheduler", "tcp://x:1") == 3
    assert 'get it by: pip install "ogpkit[dask]"' in capsys.readouterr().err


def test_a_batch_on_this_machine_imports_nothing_of_dask(sound):
    code = (
        "import sys; sys.argv = ['ogpkit', 'batch', 'params', '--dry-run']\n"
        "from ogpkit.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'dask', 'distributed', 'fsspec'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sound.root, capture_output=True, check=False)
    assert (done.returncode, b"would make  harbour" in done.stderr) == (0, True)


def test_where_nothing_is_to_be_made_nobody_is_asked(sound, monkeypatch, capsys):
    sound.params.write_text("dossier: 1\n")
    monkeypatch.chdir(sound.root)
    assert ended(monkeypatch, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1") == 1
    assert "scheduler" not in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="workers are looked for as they are on Linux")
def test_a_whole_batch_by_command(sound, standing):
    command = [sys.executable, "-m", "ogpkit", "batch", "--engine", "dask", "--scheduler", standing.address]
    first = subprocess.run([*command, "--json"], cwd=sound.root, capture_output=True, check=False)
    assert (first.returncode, first.stderr) == (0, b"")
    assert [one["state"] for one in json.loads(first.stdout)["reports"]] == ["made"]
    again = subprocess.run(command, cwd=sound.root, capture_output=True, check=False)
    assert (again.returncode, b"1 unchanged" in again.stderr) == (0, True)
    assert (sound.root / "reports" / "index.html").is_file()
