"""Where things lie in a project folder, and how it is found from inside it."""

from __future__ import annotations

from pathlib import Path

from ogpkit.dossier.base import is_slug
from ogpkit.dossier.source import shown
from ogpkit.errors import DataError, Problem, UsageError

__all__ = ["dossier_folder", "find_root"]


def find_root(start: Path | None = None) -> Path:
    """Return the project folder that holds ``start`` (the current folder by default).

    It is the nearest folder upwards that has both ``params/`` and ``data/raw/``; so a notebook finds it from
    ``notebooks/`` as well as from the project folder.

    Raises
    ------
    UsageError
        Where no such folder is found.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir() and (folder / "data" / "raw").is_dir():
            return folder
    raise UsageError(
        "no project folder found here; expected a folder that has params/ and data/raw/ in it; "
        "change into the folder that you cloned"
    )


def dossier_folder(root: Path, slug: str, asked_in: str = "params") -> Path:
    """Return the folder of a dossier, which must lie inside ``data/raw/``.

    Raises
    ------
    DataError
        The name is no plain folder name, the folder is missing, or it leads out of ``data/raw/``.
    """
    if not is_slug(slug):
        problem = Problem(
            asked_in,
            None,
            f"dossier {shown(slug)} is no folder name",
            "small letters, digits and hyphens",
            "write the name of a folder in data/raw",
            rule="slug",
        )
        raise DataError([problem])
    raw = root / "data" / "raw"
    folder = raw / slug
    name = f"data/raw/{slug}"
    try:
        is_folder = folder.is_dir()
        there = [] if is_folder else sorted(entry.name for entry in raw.iterdir() if entry.is_dir())
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror})"
        problem = Problem(name, None, what, "a readable folder", "check its rights", rule="unreadable")
        raise DataError([problem]) from None
    if not is_folder:
        what = "the folder is missing" if not folder.exists() else "this is a file"
        raise DataError(
            [
                Problem(
                    name,
                    None,
                    what,
                    "a folder with the dossier's files",
                    f"there are: {', '.join(there) or 'none yet'}",
                    rule="missing-dossier",
                )
            ]
        )
    if not folder.resolve().is_relative_to(raw.resolve()):
        raise DataError(
            [Problem(name, None, "the folder leads out of data/raw", "a plain folder", "copy the files into it")]
        )
    return folder
