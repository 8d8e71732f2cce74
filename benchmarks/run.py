"""Measure what is claimed about speed: ratios, in one run, on this machine.

    python benchmarks/run.py            print the table
    python benchmarks/run.py --write    and put it into benchmarks/RESULTS.md

Whole processes are measured from outside, in turn (A B A B …) after one warm-up each, so that a machine that slows down
slows both. The plain chain is what a person would run instead: papermill, `jupyter nbconvert --to html`, and headless
Chromium printing that page to PDF.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PARAMS = "params/khmelnytskyi-2021-2025.yaml"
CHROMIUM = os.environ.get("OGPKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Case:
    """One way to make a report: commands that follow each other, and the seconds that each run took."""

    name: str
    steps: list[tuple[str, list[str]]]
    seconds: list[float] = field(default_factory=list)
    by_step: dict[str, list[float]] = field(default_factory=dict)

    def once(self, *, counted: bool = True) -> None:
        """Run all commands once; a command that fails ends the benchmark."""
        total = 0.0
        for name, command in self.steps:
            start = time.perf_counter()
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            took = time.perf_counter() - start
            if done.returncode:
                sys.exit(f"{name} failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
            total += took
            if counted:
                self.by_step.setdefault(name, []).append(took)
        if counted:
            self.seconds.append(total)


def cases(folder: Path) -> tuple[Case, Case]:
    """Return the kit's way and the plain chain, both writing below ``folder``."""
    kit = Case("ogpkit run", [("ogpkit run", [str(BIN / "ogpkit"), "run", PARAMS, "--to", str(folder / "kit")])])
    executed, page, printed = folder / "plain.ipynb", folder / "plain.html", folder / "plain.pdf"
    plain = Case(
        "plain chain",
        [
            ("papermill", [str(BIN / "papermill"), "notebooks/inception.ipynb", str(executed), "-f", PARAMS]),
            ("nbconvert --to html", [str(BIN / "jupyter"), "nbconvert", "--to", "html", str(executed)]),
            (
                "Chromium prints PDF",
                [
                    str(CHROMIUM),
                    *CHROMIUM_OPTIONS,
                    f"--user-data-dir={folder / 'profile'}",
                    f"--print-to-pdf={printed}",
                    page.as_uri(),
                ],
            ),
        ],
    )
    return kit, plain


def machine() -> str:
    """Return what the figures were measured on, without its name."""
    import papermill

    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, CPython {platform.python_version()}, "
        f"papermill {papermill.__version__}"
    )


def table(kit: Case, plain: Case) -> str:
    """Return the results as Markdown."""
    ratios = [slow / fast for slow, fast in zip(plain.seconds, kit.seconds, strict=True)]
    lines = [
        "| whole process, seconds | min | median | max |",
        "|---|---|---|---|",
    ]

    def row(name: str, values: list[float]) -> str:
        return f"| {name} | {min(values):.2f} | {statistics.median(values):.2f} | {max(values):.2f} |"

    lines.append(row("**ogpkit run** (check, notebook, HTML, PDF, indicators)", kit.seconds))
    lines.append(row("**plain chain** (papermill, nbconvert, Chromium)", plain.seconds))
    lines += [row(f"– of it {name}", values) for name, values in plain.by_step.items()]
    lines.append(row("ratio plain chain / ogpkit run, pair by pair", ratios))
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=5, help="counted runs of each (5)")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/RESULTS.md")
    options = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("the plain chain needs Chromium, and none was found (set OGPKIT_CHROMIUM to its path)")
    with tempfile.TemporaryDirectory() as name:
        kit, plain = cases(Path(name))
        for case in (kit, plain):
            case.once(counted=False)
        for number in range(options.n):
            for case in (kit, plain):
                case.once()
            print(f"{number + 1}: ogpkit {kit.seconds[-1]:.2f} s, plain chain {plain.seconds[-1]:.2f} s", flush=True)
    result = table(kit, plain)
    print(f"\n{machine()}; {options.n} runs each\n\n{result}")
    if options.write:
        path = ROOT / "benchmarks" / "RESULTS.md"
        head, mark, rest = path.read_text(encoding="utf-8").partition("<!-- main-job -->\n")
        _, _, tail = rest.partition("<!-- /main-job -->")
        text = (
            f"{head}{mark}\nMeasured on {machine()}; {options.n} runs each, in turn.\n\n{result}\n\n"
            f"<!-- /main-job -->{tail}"
        )
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
