"""After whatever is edited, a batch makes the reports that depend on it, no others, and all is as if made anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from ogpkit.run.batch.batch import Wanted, plan_batch
from ogpkit.run.batch.workers import Forked
from ogpkit.run.warm.environment import kernel_environment
from tests.run.batch.towns import TOWNS, Towns, differing

# What a report shows is all that it is made from.
_SHOWS_ALL = """
import hashlib
from pathlib import Path
print(status, date, disclosure_threshold)
for path in sorted(Path("data/raw", dossier).rglob("*")):
    if path.is_file():
        print(path.relative_to("data/raw"), hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def crew() -> Iterator[Forked]:
    forked = Forked(kernel_environment())
    yield forked
    forked.close()


@pytest.fixture
def shown(towns: Towns) -> Towns:
    path = towns.root / "notebooks" / "inception.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell(_SHOWS_ALL, id="shows-all"))
    nbformat.write(notebook, path)
    return towns


def made_by_batch(towns: Towns, crew: Forked, to: Path | None = None) -> set[str]:
    """Run a batch and return the names of the reports that it made."""
    batch = plan_batch(Wanted([str(towns.root / "params")], to=to))
    outcomes = list(batch.made(2, crew=crew))
    assert [outcome.complaints for outcome in outcomes if outcome.failed] == []
    return {outcome.name for outcome in outcomes}


def data(towns: Towns, town: str) -> Path:
    return towns.root / "data" / "raw" / town


def edits(chance: random.Random) -> list[tuple[str, Callable[[Towns], set[str]]]]:
    """Return edits in a random order, each of which returns the reports that depend on what it edits."""
    town, other = chance.sample(TOWNS, 2)

    def noted(towns: Towns) -> set[str]:
        (data(towns, town) / "notes.txt").write_text(str(chance.random()))
        return {town}

    def changed(towns: Towns) -> set[str]:
        path = data(towns, other) / "evidence.csv"
        path.write_bytes(path.read_bytes().rstrip(b"\n") + b"\n\n")
        return {other}

    def taken_away(towns: Towns) -> set[str]:
        path = data(towns, town) / "events.csv"
        there = path.exists()
        path.unlink(missing_ok=True)
        return {town} if there else set()

    def swapped(towns: Towns) -> set[str]:
        first, second = data(towns, town) / "README.md", data(towns, other) / "README.md"
        first.write_text("one " + str(chance.random()))
        second.write_text("two " + str(chance.random()))
        keep = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(keep)
        return {town, other}

    def threshold(towns: Towns) -> set[str]:
        path = towns.root / "params" / f"{town}.yaml"
        path.write_text(path.read_text() + f"# {chance.random()}\n")
        return {town}

    def touched(towns: Towns) -> set[str]:
        path = data(towns, other) / "plan.yaml"
        path.write_bytes(path.read_bytes())
        return set()

    def notebook(towns: Towns) -> set[str]:
        path = towns.root / "notebooks" / "inception.ipynb"
        node = nbformat.read(path, as_version=4)
        node.cells.append(new_code_cell(f"print({chance.random()})", id=f"more-{len(node.cells)}"))
        nbformat.write(node, path)
        return set(TOWNS)

    def output(towns: Towns) -> set[str]:
        (towns.reports / other / "inception" / "report.pdf").write_bytes(b"changed")
        return {other}

    def lost(towns: Towns) -> set[str]:
        shutil.rmtree(towns.reports / town)
        return {town}

    found = [noted, changed, taken_away, swapped, threshold, touched, notebook, output, lost]
    chance.shuffle(found)
    return [(edit.__name__, edit) for edit in found]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_after_each_random_edit_just_the_dependent_reports_are_made_and_all_is_as_made_anew(
    shown: Towns, crew: Forked, tmp_path: Path, seed: int
) -> None:
    assert made_by_batch(shown, crew) == set(TOWNS)
    for number, (name, edit) in enumerate(edits(random.Random(seed))):
        expected = edit(shown)
        assert made_by_batch(shown, crew) == expected, name
        assert made_by_batch(shown, crew) == set()
        anew = tmp_path / f"anew-{number}"
        assert made_by_batch(shown, crew, to=anew) == set(TOWNS)
        assert differing(shown.made(), shown.made(anew)) == [], name
