"""Where a report may be put: never over a project, over what reports are made from, or over another report."""

from __future__ import annotations

import json
from pathlib import Path

from ogpkit.errors import UsageError

__all__ = ["refuse_inside", "refuse_place"]

_KEPT = ("data", "data/raw", "params", "notebooks", "src")
"""Folders of a project that hold what reports are made from."""


_ADVICE = "choose a new folder, such as one in reports/"


def refuse_inside(target: Path, root: Path) -> None:
    """Refuse a folder in which a report, or the index of many, would be among the files that reports are made from.

    Raises
    ------
    UsageError
        It lies in the project's data, params, notebooks or source.
    """
    place = target.resolve()
    for name in _KEPT:
        if place.is_relative_to((root.resolve() / name).resolve()):
            raise UsageError(
                f'"{target}" lies in {name}/, where no report may be among the files of the project; {_ADVICE}'
            )


def refuse_place(target: Path, root: Path, notebook: str, *, chosen: bool) -> None:
    """Refuse a folder that no report of ``notebook`` (its name without ending) may be put in place of.

    ``chosen`` says that a person named the folder; the report's own place in ``reports/`` may hold anything else.

    Raises
    ------
    UsageError
        It is or holds the project folder, lies in its data, params, notebooks or source, or it is there already and is
        neither empty nor holds a report of the same notebook.
    """
    place, project = target.resolve(), root.resolve()
    if project.is_relative_to(place):
        what = "is the project folder" if place == project else "holds the project folder"
        raise UsageError(f'"{target}" {what}, which a report would take the place of; {_ADVICE}')
    refuse_inside(target, root)
    if not chosen:
        return
    try:
        if place.exists() and not place.is_dir():
            raise UsageError(f'"{target}" is a file; expected a folder for the report; {_ADVICE}')
        if not place.exists() or not any(place.iterdir()):
            return
        found = _notebook_of(place / "report.ipynb")
    except OSError as error:
        raise UsageError(f'"{target}" cannot be looked into ({error.strerror}); {_ADVICE}') from None
    if found != notebook:
        held = f"a report of notebooks/{found}.ipynb" if found else f"no report of notebooks/{notebook}.ipynb"
        raise UsageError(f'"{target}" is there already and holds {held}; it is not replaced; {_ADVICE}')


def _notebook_of(record: Path) -> str | None:
    """Return of which notebook a report is, told by the parameters that it ran with; None where that is not known."""
    if not record.is_file():
        return None
    try:
        parameters = json.loads(record.read_bytes())["metadata"]["papermill"]["parameters"]
        # The comparison of reviewers has the form that they filled in as a parameter, too.
        found = "agreement" if "assessments" in parameters else parameters["form"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if isinstance(found, str) and found.replace("-", "").replace("_", "").isalnum() else None
