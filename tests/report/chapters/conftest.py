"""Dossiers to make chapters of: the small invented one, and copies of it with a field changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.load import read_dossier
from ogpkit.forms import load_form


def _read(project) -> Dossier:
    reading = read_dossier(project.dossier, load_form("inception"), project.root)
    assert reading.problems == []
    assert reading.dossier is not None
    return reading.dossier


@pytest.fixture
def harbour(sound) -> Dossier:
    return _read(sound)


@pytest.fixture
def khmelnytskyi(project) -> Dossier:
    return _read(project)


@pytest.fixture
def changed(sound) -> Callable[..., Dossier]:
    """Return a function that replaces texts in files of the small dossier and reads it."""

    def change(*edits: tuple[str, str, str]) -> Dossier:
        for file, old, new in edits:
            sound.edit(file, old, new)
        return _read(sound)

    return change
