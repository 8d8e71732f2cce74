"""Bad inputs by name: what is done to the sound dossier, and every line that is printed then.

``~`` stands for the dossier's folder. The tables are tried by ``test_bad_inputs.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.conftest import Project

Change = Callable[[Project], object]


@dataclass(frozen=True)
class Case:
    """A named fault: the change that makes it, and what is printed, line for line, in order."""

    name: str
    change: Change
    printed: tuple[str, ...]


def case(name: str, change: Change, *printed: str) -> Case:
    return Case(name, change, printed)


def edit(file: str, old: str, new: str) -> Change:
    return lambda project: project.edit(file, old, new)


def write(file: str, content: str | bytes) -> Change:
    return lambda project: project.write(file, content)


def append(file: str, text: str) -> Change:
    return lambda project: project.append(file, text)


def after(*changes: Change) -> Change:
    return lambda project: [change(project) for change in changes]
