"""Small projects, and what a clean build of one holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ogpkit.run.warm.starting import available
from tests.run.batch.towns import Towns, differing, whole_batch, write_towns

if not available():
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what the reports of the towns hold when nothing went wrong."""
    towns = write_towns(tmp_path_factory.mktemp("clean") / "towns")
    status, said = whole_batch(towns)
    assert status == 0, said
    made = towns.made()
    assert sum(name.endswith("status.json") for name in made) == 3
    return made


@pytest.fixture
def towns(tmp_path: Path) -> Towns:
    return write_towns(tmp_path / "towns")


@pytest.fixture
def as_clean(towns: Towns, clean: dict[str, bytes]) -> Callable[[], None]:
    """Return a function that runs the batch again without any trick and compares with a clean build."""

    def again() -> None:
        towns.no_tricks()
        status, said = whole_batch(towns)
        assert status == 0, said
        assert differing(towns.made(), clean) == []
        assert towns.scraps() == []
        assert towns.stale() == {}

    return again
