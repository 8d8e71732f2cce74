"""Measure how a large survey is read and coded: seconds and memory, beside what a person would run instead.

    python benchmarks/survey.py 1000000             one size
    python benchmarks/survey.py 1000000 10000000    several, to see whether time grows in proportion
    python benchmarks/survey.py --report 1000000    the whole report with such a survey: check, notebook, HTML, PDF

The rows are invented (no one was asked) and the same at every run: twelve columns with an identifier, two groups, five
ratings, a multiple choice, a weight, a duration and a free text. Each way runs in a process of its own, in turn, after
one warm-up that is not counted. The other way is `pandas.read_csv` of the whole table and a `groupby` for each rating.
Of a whole report the memory is that of all its processes together, looked at every twentieth of a second.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SLUG = "khmelnytskyi-2021-2025"
GENDERS = ["woman", "man", "prefer not to say", ""]
AGES = ["18–29", "30–44", "45–59", "60 and over"]
LEVELS = ["1", "2", "3", "4", "5", "don't know", ""]
WISHES = ["open data", "online services", "environment", "transport"]
TEXTS = ["", "", "", '"invented, with a comma"', "(invented) shorter forms"]
RATINGS = [f"rate_{number}" for number in range(1, 6)]
HEADER = ["response", "gender", "age", *RATINGS, "wishes", "weight", "seconds", "remark"]
_PIECE = 100_000


def write_rows(path: Path, number: int, seed: int = 20_212_025) -> None:
    """Write a table of ``number`` invented answers."""
    chance = np.random.default_rng(seed)
    lists = ["", *("; ".join(sorted({one, other})) for one in WISHES for other in WISHES)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(HEADER) + "\n")
        for start in range(0, number, _PIECE):
            size = min(_PIECE, number - start)
            columns = [
                [f"s{index:09d}" for index in range(start, start + size)],
                chance.choice(GENDERS, size, p=[0.52, 0.42, 0.03, 0.03]),
                chance.choice(AGES, size),
                *(chance.choice(LEVELS, size, p=[0.1, 0.17, 0.26, 0.25, 0.15, 0.04, 0.03]) for _ in RATINGS),
                chance.choice(lists, size),
                [f"{weight:.6f}" for weight in chance.uniform(0.3, 3, size)],
                chance.integers(40, 2000, size).astype(str),
                chance.choice(TEXTS, size),
            ]
            file.writelines(",".join(row) + "\n" for row in zip(*columns, strict=True))


def codebook() -> dict[str, Any]:
    """Return the codebook of the invented table."""

    def column(name: str, role: str, **keys: object) -> dict[str, Any]:
        return {"name": name, "role": role, "question": f"{name} (synthetic)"} | keys

    return {
        "title": "Survey for measuring (SYNTHETIC)",
        "sampling": "probability",
        "synthetic": True,
        "columns": [
            column("response", "identifier"),
            column("gender", "group", options=GENDERS[:3]),
            column("age", "group", options=AGES, ordered=True),
            *(column(name, "rating", options=LEVELS[:6], missing=["don't know"]) for name in RATINGS),
            column("wishes", "multiple choice", options=WISHES, separator=";"),
            column("weight", "weight"),
            column("seconds", "duration"),
            column("remark", "free text"),
        ],
    }


def by_kit(path: Path) -> object:
    """Read and code the table as a report does, with the sum of the file."""
    from ogpkit.dossier.survey import Codebook
    from ogpkit.dossier.survey.coding import code
    from ogpkit.dossier.survey.csv_table import CsvTable

    table = CsvTable(path, path.name)
    answers, problems = code(table, Codebook.model_validate(codebook()), decimal_comma=False)
    if problems or table.sha256 is None:
        sys.exit(f"the invented table was refused: {problems[:3]}")
    return answers.rows, [int(np.bincount(one.codes[one.valid]).sum()) for one in answers.coded.values()]


def by_pandas(path: Path) -> object:
    """Read the whole table, and count the levels of each rating by age."""
    import pandas as pd

    frame = pd.read_csv(path)
    return len(frame), [len(frame.groupby(["age", name]).size()) for name in RATINGS]


WAYS: dict[str, Callable[[Path], object]] = {"ogpkit": by_kit, "pandas": by_pandas}


def measured(way: str, path: Path) -> dict[str, float]:
    """Run one way in a process of its own; return its seconds, imports included, and its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, __file__, "--way", way, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_way(way: str, path: Path) -> None:
    """Do what is measured, and print the figures for :func:`measured`."""
    import resource

    start = time.perf_counter()
    WAYS[way](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"seconds": time.perf_counter() - start, "megabytes": peak}))


def write_project(folder: Path, rows: int) -> None:
    """Write a project whose dossier is the example's with an invented survey of so many rows in it."""
    from ruamel.yaml import YAML

    for name in ("notebooks", "params", f"data/raw/{SLUG}"):
        shutil.copytree(ROOT / name, folder / name)
    dossier = folder / "data" / "raw" / SLUG
    (dossier / "census.csv").unlink()
    write_rows(dossier / "survey.csv", rows)
    with (dossier / "survey.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(quoted(codebook()), file)


def quoted(value: Any) -> Any:
    """Return a codebook in which options that look like numbers stay words."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, dict):
        return {key: quoted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [quoted(one) for one in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value


def reported(folder: Path) -> dict[str, float]:
    """Make the report once; return its seconds and the peak memory of all its processes."""
    import psutil

    start = time.perf_counter()
    command = [str(Path(sys.executable).parent / "ogpkit"), "run", f"params/{SLUG}.yaml"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        whole, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            together = 0
            try:
                for one in (whole, *whole.children(recursive=True)):
                    together += one.memory_info().rss
            except psutil.NoSuchProcess:
                continue
            peak = max(peak, together)
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        if process.returncode:
            sys.exit(process.stderr.read() if process.stderr else "the report failed")
    return {"seconds": seconds, "megabytes": peak / 1e6}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", default=["1000000"], help="numbers of rows (1000000)")
    parser.add_argument("-n", type=int, default=3, help="counted runs of each (3)")
    parser.add_argument("--report", action="store_true", help="make the whole report, and nothing to compare it with")
    parser.add_argument("--way", choices=sorted(WAYS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        run_way(options.way, Path(options.rows[0]))
        return
    import pandas as pd

    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, CPython {platform.python_version()}, "
          f"pandas {pd.__version__}; {options.n} runs each\n")  # fmt: skip
    print("| rows × columns | file, MB | way | seconds, median | least – most | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    for rows in map(int, options.rows):
        with tempfile.TemporaryDirectory() as folder:
            found: dict[str, list[dict[str, float]]] = (
                {"ogpkit run": []} if options.report else {way: [] for way in WAYS}
            )
            path = Path(folder) / "survey.csv"
            if options.report:
                write_project(Path(folder), rows)
                path = Path(folder) / "data" / "raw" / SLUG / "survey.csv"
            else:
                write_rows(path, rows)
            for run in range(options.n + 1):
                for way, runs in found.items():
                    figures = reported(Path(folder)) if options.report else measured(way, path)
                    if run:
                        runs.append(figures)
            for way, runs in found.items():
                seconds = [one["seconds"] for one in runs]
                peak = max(one["megabytes"] for one in runs)
                print(
                    f"| {rows:,} × {len(HEADER)} | {path.stat().st_size / 1e6:.0f} | {way} | "
                    f"{statistics.median(seconds):.2f} | {min(seconds):.2f} – {max(seconds):.2f} | {peak:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
