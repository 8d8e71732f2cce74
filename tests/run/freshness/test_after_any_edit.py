"""Whatever is edited, exactly the reports that depend on it are made again; times and clocks play no part."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.run.freshness.builds import CITIES, build_all, cities, planned, told

TEXTS = st.sampled_from(["", "a\n", "b\n", "a\nb\n"])
NAMES = st.sampled_from(["survey.csv", "plan.yaml", "notes/a.txt", "notes/b.txt", "new.csv", ".hidden", "~$x.xlsx"])
CITY = st.sampled_from(CITIES)
TIMES = st.sampled_from([0.0, 1.0, 1e9, 4e9])


class Edits(RuleBasedStateMachine):
    """A project of three cities, edited at random; what the plan says is held against a plain model of contents.

    The model is the bytes of all files that a report may depend on, kept as they were when it was built.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.root = cities(Path(self._folder.name) / "project")
        (self.root / "notebooks" / "other.ipynb").write_bytes(b"{}")
        self.built: dict[str, dict[str, bytes]] = {}

    def teardown(self) -> None:
        self._folder.cleanup()

    def seen(self, city: str) -> dict[str, bytes]:
        """Return the contents that the report of a city depends on, read in the plainest way."""
        data = self.root / "data" / "raw" / city
        files = [path for path in data.rglob("*") if path.is_file() and path.name[0] not in ".~"]
        files += [self.root / "params" / f"{city}.yaml", self.root / "notebooks" / "inception.ipynb"]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files if path.exists()}

    def data(self, city: str, name: str) -> Path:
        return self.root / "data" / "raw" / city / name

    @contextmanager
    def same_times(self, *paths: Path) -> Iterator[None]:
        """Give files the times that they had before, as a copy or an archive may do."""
        before = {path: path.stat() for path in paths if path.exists()}
        yield
        for path, stat in before.items():
            if path.exists():
                os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @initialize()
    def first_build(self) -> None:
        self.build()

    @rule()
    def build(self) -> None:
        build_all(self.root)
        self.built = {city: self.seen(city) for city in CITIES}
        assert told(self.root) == {}

    @rule(city=CITY, name=NAMES, text=TEXTS)
    def write(self, city: str, name: str, text: str) -> None:
        path = self.data(city, name)
        path.parent.mkdir(exist_ok=True)
        with self.same_times(path):
            path.write_text(text)

    @rule(city=CITY, name=NAMES)
    def turn_one_byte(self, city: str, name: str) -> None:
        path = self.data(city, name)
        if path.exists() and (raw := path.read_bytes()):
            with self.same_times(path):
                path.write_bytes(bytes([raw[0] ^ 1]) + raw[1:])

    @rule(city=CITY, name=NAMES)
    def remove(self, city: str, name: str) -> None:
        self.data(city, name).unlink(missing_ok=True)

    @rule(city=CITY, name=NAMES, other=NAMES)
    def rename(self, city: str, name: str, other: str) -> None:
        path, to = self.data(city, name), self.data(city, other)
        to.parent.mkdir(exist_ok=True)
        if path.exists():
            path.replace(to)

    @rule(city=CITY, name=NAMES, other_city=CITY, other=NAMES)
    def swap(self, city: str, name: str, other_city: str, other: str) -> None:
        one, two = self.data(city, name), self.data(other_city, other)
        if one.exists() and two.exists():
            first, second = one.read_bytes(), two.read_bytes()
            with self.same_times(one, two):
                one.write_bytes(second)
                two.write_bytes(first)

    @rule(city=CITY, name=NAMES, time=TIMES)
    def touch(self, city: str, name: str, time: float) -> None:
        for path in (self.data(city, name), self.root / "params" / f"{city}.yaml"):
            if path.exists():
                path.write_bytes(path.read_bytes())
                os.utime(path, (time, time))

    @rule(time=TIMES)
    def step_the_clock(self, time: float) -> None:
        """All files and reports get one time, as after a fresh clone, or when the clock was set back."""
        for path in [*self.root.rglob("*"), self.root]:
            os.utime(path, (time, time))

    @rule()
    def copy_the_project(self) -> None:
        """A restored cache or another machine: other times, other inodes, another place."""
        copy = self.root.with_name(f"{self.root.name}-")
        shutil.copytree(self.root, copy, copy_function=shutil.copyfile)
        shutil.rmtree(self.root)
        self.root = copy

    @rule(city=CITY, status=st.sampled_from(["draft", "final", "public-comment"]), threshold=st.integers(9, 11))
    def change_params(self, city: str, status: str, threshold: int) -> None:
        path = self.root / "params" / f"{city}.yaml"
        text = f"dossier: {city}\nstatus: {status}\ndate: 2024-09-30\ndisclosure_threshold: {threshold}\n"
        with self.same_times(path):
            path.write_text(text)

    @rule(text=TEXTS, name=st.sampled_from(["inception", "other"]))
    def change_notebook(self, text: str, name: str) -> None:
        path = self.root / "notebooks" / f"{name}.ipynb"
        with self.same_times(path):
            path.write_text(text)

    @rule(city=CITY)
    def leave_something_in_a_report(self, city: str) -> None:
        (self.root / "reports" / city / "inception" / "notes.txt").write_text("mine")

    @invariant()
    def exactly_the_dependent_reports_are_stale(self) -> None:
        if not self.built:
            return
        changed = {city for city in CITIES if self.seen(city) != self.built[city]}
        plan = planned(self.root)
        assert [one.problems for one in plan] == [(), (), ()]
        assert {one.dossier for one in plan if one.stale} == changed
        for one in plan:
            if one.dossier in changed:
                self.names_the_changes(one.dossier or "", one.reasons)

    def names_the_changes(self, city: str, reasons: tuple[str, ...]) -> None:
        now, before = self.seen(city), self.built[city]
        differ = {name for name in {*now, *before} if now.get(name) != before.get(name)}
        assert len(reasons) == len(differ)
        for name in differ:
            short = name.removeprefix(f"data/raw/{city}/")
            title = "params file" if name.startswith("params/") else short
            how = "is new" if name not in before else "was taken away" if name not in now else "changed"
            assert f"{title} {how}" in reasons


Edits.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestAfterAnyEdit = Edits.TestCase
