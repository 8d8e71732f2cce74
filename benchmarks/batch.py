"""Measure what is claimed about many reports: ratios, in one run, on this machine.

    python benchmarks/batch.py                          50 and 1,000 invented cities (about half an hour)
    python benchmarks/batch.py --cities 5 --sizes 5 20  a trial (about two minutes)
    python benchmarks/batch.py --write                  and put the tables into benchmarks/RESULTS.md

The cities are those of `ogpkit demo`. The plain chain is what a person would run instead, by two processes at once:
papermill, `jupyter nbconvert --to html`, and headless Chromium printing that page to PDF. It may be run for some of the
cities only, of the same mix of sizes; then the seconds in which its two processes were at work count, not the wait for
the slower one at the end. Every run checks that the reports are there, whole and new.

A copy of the last commit's code is measured, so that edits in the meantime make no report stale.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import fmean, median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.family import ROLES, Ran, run  # noqa: E402
from benchmarks.run import BIN, CHROMIUM, CHROMIUM_OPTIONS, machine  # noqa: E402

STAGES = ("check", "notebook", "html", "pdf", "publish")
CHAIN = ("papermill", "nbconvert --to html", "Chromium prints PDF")
JOBS = 2
MEASURED = ("src", "notebooks", "tests", "benchmarks")
TIMES = 5
"""How often what takes a second or two is measured."""


class Project:
    """Invented cities, and the commands that make their reports; ``code`` is the copy of the code that runs."""

    def __init__(self, folder: Path, code: Path, cities: int) -> None:
        self.folder, self.code, self.cities = folder, code, cities
        # Whoever measures may have set what would make one of the ways quicker or slower.
        odd = ("OGPKIT_WARM", "OGPKIT_DEBUG", "PYTHON", "MPLBACKEND")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(odd)}
        self.environment = {**kept, "PYTHONPATH": str(code / "src"), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        write = (
            "import pathlib, sys, ogpkit.demo as demo; "
            "demo.write_demo(pathlib.Path(sys.argv[1]), int(sys.argv[2]), 1, notebooks=pathlib.Path('notebooks')); "
            "print(demo.__file__)"
        )
        said = run([sys.executable, "-c", write, str(folder), str(cities)], code, self.environment).said
        if not Path(said.strip()).is_relative_to(code):
            sys.exit(f"not the copied code would be measured, but {said.strip()}")
        self.names = sorted(path.stem for path in (folder / "params").glob("*.yaml"))

    def batch(self, *options: str, made: int, every: float = 0.0, progress: bool = False) -> tuple[Ran, dict[str, Any]]:
        """Run a batch; return it, and its ``batch.json``. As many as ``made`` must be new, and all must be there."""
        told = [0.0]

        def tell(seconds: float, said: str) -> None:
            if progress and seconds - told[0] >= 30:
                told[0] = seconds
                print(f"  … {said.count('made  ')} of {made} after {seconds:.0f} s", flush=True)

        ran = run([str(BIN / "ogpkit"), "batch", *options], self.folder, self.environment, every=every, tell=tell)
        reports = self.folder / "reports"
        found: dict[str, Any] = json.loads((reports / "batch.json").read_bytes())
        counts = found["counts"]
        if counts["made"] != made or counts["unchanged"] != self.cities - made or len(found["reports"]) != self.cities:
            raise RuntimeError(f"expected {made} of {self.cities} made, got {counts}\n{ran.said[-3000:]}")
        page = (reports / "index.html").read_text(encoding="utf-8")
        for report in found["reports"]:
            folder = reports / report["folder"]
            files = [folder / f"report.{ending}" for ending in ("ipynb", "html", "pdf")]
            if report["state"] == "made":  # all were when they were made
                _whole(*files)
            if report["folder"] not in page or not all(file.is_file() for file in (*files, folder / "status.json")):
                raise RuntimeError(f"{report['name']} is not in the index, or not there")
            if report["state"] == "made" and (folder / "report.pdf").stat().st_mtime < ran.began - 1:
                raise RuntimeError(f"{report['name']} is said to be made, and is older than the batch")
        return ran, found

    def plain(self, names: list[str]) -> dict[str, list[Ran]]:
        """Run the plain chain for some cities by two processes; return what ran, by step."""
        by_step: dict[str, list[Ran]] = {step: [] for step in CHAIN}
        waiting: SimpleQueue[str] = SimpleQueue()
        for name in names:
            waiting.put(name)
        faults: list[str] = []
        with tempfile.TemporaryDirectory() as folder:

            def work(number: int) -> None:
                try:
                    while not faults:
                        for step, ran in self._chain(waiting.get_nowait(), Path(folder), number):
                            by_step[step].append(ran)
                except Empty:
                    return
                except Exception as error:  # an error in a thread would be lost
                    faults.append(f"{type(error).__name__}: {error}")

            threads = [threading.Thread(target=work, args=(number,)) for number in range(JOBS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if faults or any(len(values) != len(names) for values in by_step.values()):
            raise RuntimeError("the plain chain failed: " + "\n".join(faults))
        return by_step

    def _chain(self, city: str, folder: Path, number: int) -> Iterator[tuple[str, Ran]]:
        """Make one report in the plain way; give each step."""
        executed, page, printed = (folder / f"{city}.{ending}" for ending in ("ipynb", "html", "pdf"))
        options = [*CHROMIUM_OPTIONS, "--disable-quic", f"--user-data-dir={folder / f'profile-{number}'}"]
        commands = (
            [str(BIN / "papermill"), "notebooks/inception.ipynb", str(executed), "-f", f"params/{city}.yaml"],
            [str(BIN / "jupyter"), "nbconvert", "--to", "html", str(executed)],
            [str(CHROMIUM), *options, f"--print-to-pdf={printed}", page.as_uri()],
        )
        for step, command in zip(CHAIN, commands, strict=True):
            yield step, run(command, self.folder, self.environment)
        _whole(executed, page, printed)


def _whole(notebook: Path, page: Path, printed: Path) -> None:
    """Raise RuntimeError where a report is not whole: every cell run, an HTML page and a PDF that have their ends."""
    for cell in json.loads(notebook.read_bytes())["cells"]:
        if cell["cell_type"] == "code" and not cell["execution_count"]:
            raise RuntimeError(f"{notebook}: a cell has not run")
    html, pdf = page.read_bytes(), printed.read_bytes()
    if len(html) < 20_000 or b"</html>" not in html[-100:]:
        raise RuntimeError(f"{page} is no whole page")
    if len(pdf) < 20_000 or not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-20:]:
        raise RuntimeError(f"{printed} is no whole PDF")


@dataclass
class Results:
    """What was measured, as lines of Markdown, printed as they come."""

    lines: list[str] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Take lines, and print them."""
        self.lines += lines
        print(*lines, sep="\n", flush=True)

    def row(self, name: str, values: list[float], form: str = ".2f") -> None:
        """Take a row of a table: median, least and most."""
        self.say(f"| {name} | {median(values):{form}} | {min(values):{form}} – {max(values):{form}} |")


def _load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def throughput(results: Results, project: Project, sample: int, rounds: int) -> None:
    """Measure how many reports two workers make, beside the plain chain by two processes."""
    names = project.names[:: max(1, len(project.names) // sample)][:sample]
    if sample % 5 == 0:
        names = project.names[:sample]  # sizes come in turns of five: any five that follow each other are the same mix
    project.plain(names[:JOBS])
    project.batch("-j", str(JOBS), "--force", made=project.cities)
    kit, stages, beside, chain, by_step, work, weights = [], [], [], [], [], [], []
    for number in range(rounds):
        ran, found = project.batch("-j", str(JOBS), "--force", made=project.cities)
        reports = found["reports"]
        kit.append(ran.seconds / project.cities)
        stages.append({stage: fmean(one["stages"][stage] for one in reports) for stage in STAGES})
        beside.append(JOBS * kit[-1] - fmean(one["seconds"] for one in reports))
        chosen = [one["seconds"] for one in reports if one["name"] in names]
        weights.append(fmean(chosen) / fmean(one["seconds"] for one in reports))
        steps = project.plain(names)
        by_step.append({step: fmean(one.seconds for one in all_of) for step, all_of in steps.items()})
        work.append(
            (
                ran.processor / project.cities,
                {step: fmean(one.processor for one in all_of) for step, all_of in steps.items()},
            )
        )
        chain.append(sum(by_step[-1].values()) / JOBS)
        print(
            f"  {number + 1}: ogpkit {kit[-1]:.2f}, plain chain {chain[-1]:.2f} s a report; load {_load()}", flush=True
        )
    results.say(
        f"### {project.cities} reports by two workers",
        "",
        f"`ogpkit batch -j 2 --force` over {project.cities} cities, beside the plain chain over {len(names)} of them",
        f"by two processes; rounds in turn: {rounds}. By the kit's own seconds a report of the {len(names)} is",
        f"{median(weights):.2f} times as much work as one of all.",
        "",
        "| seconds per report | median | least – most |",
        "|---|---|---|",
    )
    results.row("**ogpkit batch**, whole command ÷ reports", kit)
    results.row("**plain chain**, by two processes", chain)
    results.row("ratio, round by round", [slow / fast for slow, fast in zip(chain, kit, strict=True)], ".1f")
    results.row("reports per minute, ogpkit", [60 / one for one in kit], ".0f")
    results.row("reports per minute, plain chain", [60 / one for one in chain], ".0f")
    results.say("", "| seconds of one worker for a report | median | least – most |", "|---|---|---|")
    for stage in STAGES:
        results.row(f"ogpkit: {stage}", [one[stage] for one in stages], ".3f")
    results.row("ogpkit: start, planning, index, waiting", beside, ".3f")
    for step in CHAIN:
        results.row(f"plain chain: {step}", [one[step] for one in by_step])
    results.say("", "| processor seconds for a report | median | least – most |", "|---|---|---|")
    results.row("ogpkit batch", [own for own, _ in work])
    results.row("plain chain, without Chromium", [others[CHAIN[0]] + others[CHAIN[1]] for _, others in work])


def processors(results: Results, project: Project) -> None:
    """Measure whose processor seconds a batch takes, and what its parts take alone."""
    ran, _ = project.batch("-j", str(JOBS), "--force", made=project.cities, every=0.1)
    floor = run(
        [sys.executable, str(project.code / "benchmarks" / "floor.py"), ".", *project.names[:11]],
        project.folder,
        {**project.environment, "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"},
    )
    alone: dict[str, float] = json.loads(floor.said.splitlines()[-1])
    share = {role: seconds / project.cities for role, seconds in ran.processor_by_role().items()}
    work = ran.processor / project.cities
    results.say(
        "",
        "Processor seconds per report, of one batch that was watched, and of a report's parts alone, one after the",
        f"other in one warm process ({len(project.names[1:11])} reports), which is the floor of this code:",
        "",
        "| processor seconds per report | |",
        "|---|---|",
        *(f"| batch: {role} | {share[role]:.3f} |" for role in ROLES),
        f"| batch: together | {work:.3f} |",
        *(f"| alone: {part} | {seconds:.3f} |" for part, seconds in alone.items()),
        f"| alone: together | {sum(alone.values()):.3f} |",
        f"| floor by two processors, seconds per report | {sum(alone.values()) / JOBS:.3f} |",
        f"| share of two processors that the batch used | {ran.processor / ran.seconds / JOBS:.0%} |",
    )


def growth(results: Results, folder: Path, code: Path, sizes: list[int]) -> Project:
    """Measure what a report costs among few and among many; return the project with the most."""
    results.say(
        "",
        "### From few to many",
        "",
        "First builds by two workers, watched twice a second. Arrows lead from the first tenth to the last. Memory is",
        "what a process holds alone (USS), in the mean; of all together, what they share is counted once (PSS).",
        "",
        "| reports | seconds per report | processor seconds per report | seconds of a worker per report "
        "| first → last tenth | command, MB | server, MB | worker, MB | all together at most, MB |",
        "|---|---|---|---|---|---|---|---|---|",
    )
    project = None
    for size in sizes:
        project = Project(folder / f"{size}", code, size)
        ran, found = project.batch("-j", str(JOBS), made=size, every=0.5, progress=True)
        worked = [one["seconds"] for one in found["reports"]]
        # Whole turns of the five sizes, so that both ends are the same mix.
        tenth = max(5, size // 10 // 5 * 5)
        first, last = ran.memory_by_role(0, 0.1), ran.memory_by_role(0.9, 1)

        def both(role: str, first: dict[str, float] = first, last: dict[str, float] = last) -> str:
            return " → ".join(f"{one[role]:.0f}" if role in one else "–" for one in (first, last))

        ends = f"{fmean(worked[:tenth]):.2f} → {fmean(worked[-tenth:]):.2f}"
        results.say(
            f"| {size:,} | {ran.seconds / size:.2f} | {ran.processor / size:.2f} | {fmean(worked):.2f} | {ends} "
            f"| {both(ROLES[0])} | {both(ROLES[1])} | {both(ROLES[2])} | {ran.shared_peak / 1e6:.0f} |"
        )
    if project is None:
        sys.exit("no size was given")
    return project


def unchanged(results: Results, project: Project) -> None:
    """Measure how long it takes to find that nothing, or one report, is to be made."""
    watched, _ = project.batch(made=0, every=0.005)
    nothing = [project.batch(made=0)[0].seconds for _ in range(TIMES)]
    one, itself = [], []
    for name in project.names[:TIMES]:  # one turn of the sizes
        with (project.folder / "data" / "raw" / name / "plan.yaml").open("a", encoding="utf-8") as file:
            file.write("\n# a comment that makes the report stale\n")
        ran, found = project.batch(made=1)
        if [report["name"] for report in found["reports"] if report["state"] == "made"] != [name]:
            sys.exit(f"{name} was changed, and another report was made")
        one.append(ran.seconds)
        itself.append(sum(report["seconds"] for report in found["reports"]))
    more = median(one) - median(nothing)
    results.say(
        "",
        f"### {project.cities:,} reports of which nothing, or one, is to be made",
        "",
        f"`ogpkit batch` over {project.cities:,} made reports, {TIMES} times each, files in the system's cache; whole",
        "command. Memory was looked at 200 times a second in a run of its own.",
        "",
        "| | median | least – most |",
        "|---|---|---|",
    )
    results.row("nothing changed, seconds", nothing)
    results.row("one report changed (another each time), seconds", one)
    results.row("– of it the report itself", itself)
    results.say(
        f"| one changed, beyond nothing changed | {more:.2f} | – |",
        f"| nothing changed, peak memory of all processes, MB | {watched.peak / 1e6:.0f} | – |",
    )


def page(results: Results, project: Project) -> None:
    """Measure the index in Chromium: with invented entries, and the one that the batch has left."""
    script, made = project.code / "benchmarks" / "index.py", project.folder / "reports" / "index.html"
    command = [sys.executable, str(script), str(project.cities), "--page", str(made)]
    ran = run(command, project.folder, project.environment)
    results.say("", f"### The index of {project.cities:,} reports", "", "```text", ran.said.rstrip(), "```")


def copied(folder: Path, *, edited: bool) -> str:
    """Copy the code that is measured, and compile it; return which it is."""
    if edited or not (ROOT / ".git").exists():
        for name in MEASURED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        which = "the working tree"
    else:
        packed = subprocess.run(["git", "archive", "HEAD", *MEASURED], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        asked = ["git", "rev-parse", "--short", "HEAD"]
        which = "commit " + subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(folder / "src")], check=True)
    return which


def write(results: Results) -> None:
    """Put the tables into the chapter of ``RESULTS.md``, which is added where there is none."""
    path = ROOT / "benchmarks" / "RESULTS.md"
    text = path.read_text(encoding="utf-8")
    mark, end = "<!-- batch -->\n", "<!-- /batch -->"
    if mark not in text:
        opening = "## Many reports\n\n`python benchmarks/batch.py --write` measures this, in about half an hour."
        text = f"{text.rstrip()}\n\n{opening}\n\n{mark}{end}\n"
    head, _, rest = text.partition(mark)
    path.write_text(
        f"{head}{mark}\n" + "\n".join(results.lines) + f"\n\n{end}{rest.partition(end)[2]}", encoding="utf-8"
    )


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--cities", type=int, default=50, help="cities of the comparison with the plain chain (50)")
    parser.add_argument("--sample", type=int, default=10, help="how many of them the plain chain runs over (10)")
    parser.add_argument("-n", type=int, default=3, help="rounds of the comparison (3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000], help="first builds (10 100 1000)")
    parser.add_argument("--edited", action="store_true", help="measure the working tree, not the last commit")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    parser.add_argument("--to", type=Path, help="folder for the work, kept afterwards; new or empty")
    options = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("the plain chain needs Chromium, and none was found (set OGPKIT_CHROMIUM to its path)")
    try:
        measure(options)
    except (RuntimeError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))


def measure(options: argparse.Namespace) -> None:
    """Measure all, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = options.to.resolve() if options.to else Path(name)
        (folder / "code").mkdir(parents=True)
        which = copied(folder / "code", edited=options.edited)
        results = Results()
        began = _load()
        results.say(f"Measured on {machine()}; {which}.", "")
        compared = Project(folder / "compared", folder / "code", options.cities)
        throughput(results, compared, min(options.sample, options.cities), options.n)
        processors(results, compared)
        largest = growth(results, folder, folder / "code", sorted(options.sizes))
        unchanged(results, largest)
        page(results, largest)
        results.say("", f"Mean load of the machine (1, 5, 15 minutes) before: {began}; after: {_load()}.")
    if options.write:
        write(results)


if __name__ == "__main__":
    main()
