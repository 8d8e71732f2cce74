"""The fingerprint of a report: the contents of all files that it is made from, and what made it; never times."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ogpkit.run.freshness.makers import made_by

__all__ = ["UNREADABLE", "Fingerprints", "Inputs", "file_digest", "fingerprint"]

UNREADABLE = "unreadable"
"""Stands in place of the digest of what cannot be read."""

_BLOCK = 1 << 18
# What Python and Windows leave in a folder that was only used or looked at.
_NO_DATA = frozenset({"__pycache__", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Inputs:
    """What a report is made from, and by.

    Parameters
    ----------
    params : str
        Which of the files is the params file.
    files : mapping of str to str
        SHA-256 of each file, by its path in the project with forward slashes. What is missing is not in it.
    made_by : mapping of str to str
        Versions by name, see :func:`ogpkit.run.freshness.makers.made_by`.
    """

    params: str
    files: Mapping[str, str]
    made_by: Mapping[str, str]


def fingerprint(root: Path, params: Path, dossier: str, form: str) -> Inputs:
    """Return the inputs of one report as they are now; see :class:`Fingerprints`."""
    return Fingerprints(root).of(params, dossier, form)


@dataclass
class Fingerprints:
    """Takes the fingerprints of many reports of a project, and reads a notebook that they share only once.

    The files of a report are its params file, the notebook of its form, and every file in the folder of its dossier,
    because a researcher's notebook may read anything there. Not counted are hidden files, what office programs put
    beside an open document, and what Python and Windows leave behind. A link is followed inside the project and
    ``data/raw``; of one that leads out only its target's name counts, and each folder is walked once.
    """

    root: Path
    _notebooks: dict[str, str | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self._places = (self.root, (self.root / "data" / "raw").resolve())

    def of(self, params: Path, dossier: str, form: str, *, params_digest: str | None = None) -> Inputs:
        """Return the inputs of the report of a dossier and form that ``params`` asks for.

        Where the digest of the params file is known already it can be given.

        Raises
        ------
        ValueError
            The params file does not lie in the project.
        """
        name = self.name(params)
        found = params_digest or file_digest(params)
        files = {} if found is None else {name: found}
        files.update(self._data(f"data/raw/{dossier}"))
        notebook = f"notebooks/{form}.ipynb"
        if notebook not in self._notebooks:
            self._notebooks[notebook] = file_digest(self.root / notebook)
        shared = self._notebooks[notebook]
        if shared is not None:
            files[notebook] = shared
        return Inputs(name, files, made_by())

    def name(self, path: Path) -> str:
        """Return the path in the project by which a file is known here; ValueError where it lies outside."""
        return path.resolve().relative_to(self.root).as_posix()

    def _data(self, dossier: str) -> Iterator[tuple[str, str]]:
        """Return name and digest of each file of a dossier. No recursion: folders may lie deeper than that goes."""
        walked: set[tuple[int, int]] = set()
        waiting = [(dossier, self.root / dossier)]
        while waiting:
            name, folder = waiting.pop()
            try:
                stat = folder.stat()
                if (stat.st_dev, stat.st_ino) in walked:
                    continue
                walked.add((stat.st_dev, stat.st_ino))
                with os.scandir(folder) as scan:
                    entries = sorted((one for one in scan if not _passed_over(one.name)), key=lambda one: one.name)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                yield f"{name}/", UNREADABLE
                continue
            for entry in entries:
                child = f"{name}/{entry.name}"
                away = self._away(entry)
                if away is not None:
                    yield child, away
                elif entry.is_dir():
                    waiting.append((child, Path(entry.path)))
                elif entry.is_file():  # never a pipe, which would be waited for
                    digest = file_digest(Path(entry.path))
                    if digest is not None:
                        yield child, digest

    def _away(self, entry: os.DirEntry[str]) -> str | None:
        """Return what stands for a link that leads out of the project, None for all else."""
        if not entry.is_symlink():
            return None
        path = Path(entry.path)
        try:
            real = path.resolve()
            if any(real.is_relative_to(place) for place in self._places):
                return None
            return hashlib.sha256(b"leads to " + os.fsencode(path.readlink())).hexdigest()
        except (OSError, RuntimeError):  # a link to itself
            return UNREADABLE


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where there is no plain file, and a word where it cannot be read."""
    digest = hashlib.sha256()
    try:
        if not path.is_file():
            return None
        with path.open("rb", buffering=0) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return None
    except OSError:
        return UNREADABLE
    return digest.hexdigest()


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _NO_DATA
