"""The small project with two reviews, and a comparison that runs no notebook."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import ROOT, Project


@pytest.fixture
def reviewed(sound: Project) -> Project:
    """Return the small project with two reviews and the notebook that compares them."""
    shutil.copyfile(ROOT / "notebooks" / "agreement.ipynb", sound.root / "notebooks" / "agreement.ipynb")
    return sound


@pytest.fixture
def not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ogpkit.run.running.execute", lambda *one, **more: pytest.fail("a notebook was run"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, executed) -> list[dict[str, object]]:
    """Put a notebook that ran before in place of running one; return the parameters that it was called with."""
    asked: list[dict[str, object]] = []

    def execute(notebook, parameters, **more):
        asked.append(parameters)
        return executed

    monkeypatch.setattr("ogpkit.run.running.execute", execute)
    return asked
