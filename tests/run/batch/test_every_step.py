"""A report is made with one write, one fsync or one rename failing, or with the process killed there: at every step.

The notebook is run and the pages are drawn once, for these tests are about what reaches the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from ogpkit.errors import ReportError
from ogpkit.run import publish as publishing
from ogpkit.run import running
from ogpkit.run.batch.batch import Batch, Wanted, plan_batch
from ogpkit.run.running import make_report
from tests.run.batch.towns import Towns, differing, write_towns

pytestmark = pytest.mark.slow

MOST = 200
KILLED = 77


class Steps:
    """Counts what reaches the disk, and does something at one of the steps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, self.at, self.act = 0, 0, _nothing
        self.names: list[str] = []
        opened = Path.open
        for name in ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir"):
            monkeypatch.setattr(os, name, self._counted(getattr(os, name), name))
        exchange = publishing._exchange
        monkeypatch.setattr(publishing, "_exchange", self._counted(exchange, "exchange"))

        def counting(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
            file = opened(path, mode, *more, **named)
            return _Counting(file, self) if "w" in mode else file

        monkeypatch.setattr(Path, "open", counting)

    def _counted(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.step(name)
            return function(*arguments, **named)

        return counted

    def step(self, name: str) -> None:
        self.count += 1
        self.names.append(name)
        if self.count == self.at:
            self.act()

    def begin(self, at: int, act: Callable[[], None]) -> None:
        self.count, self.at, self.act, self.names = 0, at, act, []


class _Counting:
    """A file whose every write is a step; of the one that fails half is written."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self.file, self.steps = file, steps

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        if self.steps.count + 1 == self.steps.at:
            self.file.write(content[:half])
            self.file.flush()
        self.steps.step("write")
        return int(self.file.write(content))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _nothing() -> None:
    """Let a step be."""


def _full() -> None:
    raise OSError(28, "No space left on device")


def _die() -> None:
    os._exit(KILLED)


@pytest.fixture
def town(tmp_path: Path) -> Towns:
    return write_towns(tmp_path / "towns", ("alder",))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the notebook and draw the pages but once for each content."""

    @cache
    def text(title: str) -> str:
        node = new_notebook(metadata={"title": title, "date": "2024-09-30"})
        node.cells = [new_markdown_cell(f"# Findings\n\n{title}", id="only")]
        return str(nbformat.writes(node))

    def execute(notebook: Path, parameters: dict[str, Any], **_: Any) -> Any:
        del notebook
        return nbformat.reads(text(str(parameters["date"])), as_version=4)

    made: dict[tuple[str, str], bytes] = {}
    render = running.render

    def rendered(document: Any, to: str) -> bytes:
        key = (repr(document), to)
        if key not in made:
            made[key] = render(document, to)  # type: ignore[arg-type]
        return made[key]

    monkeypatch.setattr(running, "execute", execute)
    monkeypatch.setattr(running, "render", rendered)


def _make(town: Towns) -> None:
    make_report(town.root / "params" / "alder.yaml", to=town.reports)


def _plan(town: Towns) -> Batch:
    return plan_batch(Wanted([str(town.root / "params")], thorough=True))


def _in_a_child(work: Callable[[], None]) -> int:
    """Do something in a process of its own; return how it ended."""
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        except ReportError:
            status = 3
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _states(town: Towns) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Make an earlier report with a note of the user's beside it, and return it and what a later one would be."""
    params = town.root / "params" / "alder.yaml"
    later = params.read_text(encoding="utf-8")
    _make(town)
    new = town.made()
    params.write_text(later.replace("2024-09-30", "2024-08-31"), encoding="utf-8")
    (town.reports / "alder" / "inception" / "notes.txt").write_bytes(b"mine")
    _make(town)
    old = town.made()
    params.write_text(later, encoding="utf-8")
    return old, {**new, "alder/inception/notes.txt": b"mine"}


def _numbers(steps: Steps, act: Callable[[], None]) -> Iterator[int]:
    for number in range(1, MOST):
        steps.begin(number, act)
        yield number
    pytest.fail("there was no end of steps")


def _check(town: Towns, old: dict[str, bytes], new: dict[str, bytes], at: str) -> None:
    """Find one whole report, whatever was interrupted, and a plan that says which."""
    outputs = {name: content for name, content in town.made().items() if not name.endswith("notes.txt")}
    whole = [{name: one[name] for name in one if not name.endswith("notes.txt")} for one in (old, new)]
    assert outputs in whole, at
    assert [bool(one.reasons) for one in _plan(town).chosen] == [outputs != whole[1]], at


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("earlier", [True, False], ids=["again", "first"])
@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "renames"])
def test_whatever_step_fails_the_earlier_report_stays_whole_and_a_rerun_completes_it(
    town, monkeypatch, earlier, exchange
):
    old, new = _begin(town, monkeypatch, earlier=earlier, exchange=exchange)
    steps = Steps(monkeypatch)
    for number in _numbers(steps, _full):
        said = ""
        try:
            _make(town)
        except ReportError as error:
            said = str(error)
        if steps.count < number:
            break
        at = f"step {number}, {steps.names[number - 1]}"
        steps.begin(0, _nothing)
        _check(town, old, new, at)
        # Only tidying up may fail without a word.
        assert (
            "No space left on device" in said
            or town.made() == new
            or steps.names[number - 1] in ("unlink", "rmdir", "mkdir")
        ), at
        _make(town)
        assert differing(town.made(), new) == [], at
        assert town.scraps() == [], at
        _back(town, old)
    assert number > 20


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("earlier", [True, False], ids=["again", "first"])
def test_wherever_the_process_is_killed_a_whole_report_stands_there_and_a_rerun_completes_it(
    town, monkeypatch, earlier
):
    old, new = _begin(town, monkeypatch, earlier=earlier, exchange=True)
    steps = Steps(monkeypatch)
    for number in _numbers(steps, _die):
        ended = _in_a_child(lambda: _make(town))
        steps.begin(0, _nothing)
        if ended == 0:
            break
        assert ended == KILLED
        _check(town, old, new, f"step {number}")
        # A batch tidies up also where it has nothing to make.
        batch = _plan(town)
        list(batch.made(1)) if not batch.stale else _make(town)
        assert differing(town.made(), new) == [], f"step {number}"
        assert town.scraps() == [], f"step {number}"
        _back(town, old)
    assert number > 20


@pytest.mark.usefixtures("drawn")
def test_a_system_without_exchange_that_is_killed_between_renames_gets_its_report_back(town, monkeypatch):
    old, new = _begin(town, monkeypatch, earlier=True, exchange=False)
    steps = Steps(monkeypatch)
    for number in _numbers(steps, _die):
        ended = _in_a_child(lambda: _make(town))
        steps.begin(0, _nothing)
        if ended == 0:
            break
        if town.made():  # between the two renames nothing stands there, and the plan says so
            _check(town, old, new, f"step {number}")
        else:
            assert _plan(town).chosen[0].reasons == ("never built",)
        batch = _plan(town)
        list(batch.made(1)) if not batch.stale else _make(town)
        assert differing(town.made(), new) == [], f"step {number}"
        assert town.scraps() == [], f"step {number}"
        _back(town, old)
    assert number > 20


def _begin(
    town: Towns, monkeypatch: pytest.MonkeyPatch, *, earlier: bool, exchange: bool
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what stands there at first and what will."""
    if not exchange:
        monkeypatch.setattr(publishing, "_renaming", lambda: None)
    elif publishing._renaming() is None:
        pytest.skip("folders cannot change places here")
    old, new = _states(town)
    if not earlier:
        old = {}
        new.pop("alder/inception/notes.txt")
    _back(town, old)
    return old, new


def _back(town: Towns, old: dict[str, bytes]) -> None:
    """Put the earlier report in its place again."""
    shutil.rmtree(town.reports, ignore_errors=True)
    town.reports.mkdir()
    for name, content in old.items():
        (town.reports / name).parent.mkdir(parents=True, exist_ok=True)
        with open(town.reports / name, "wb") as file:  # noqa: PTH123 -- this is no step
            file.write(content)
