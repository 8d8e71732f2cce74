"""Laying a parcel out as a project, and seeing that each file is the one that was meant."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ogpkit.errors import DataError, Problem
from ogpkit.run.cluster.parcel import Parcel

__all__ = ["lay_out", "plain_address"]

_BLOCK = 1 << 20
_FOLDERS = ("params", "data/raw", "notebooks")
_SECRET = re.compile(r"(?<=://)[^/@]*@")

_Reader = Callable[[str], Iterator[bytes]]


def lay_out(parcel: Parcel, folder: Path) -> None:
    """Write the files of a parcel into an empty folder, as the project that they come from.

    Raises
    ------
    DataError
        Files that are missing, that are other ones than was said, that cannot be fetched or would lie elsewhere; all.
    """
    problems = []
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    read = _carried(parcel) if parcel.contents is not None else _fetched(parcel)
    for name, digest in parcel.inputs.files.items():
        problem = _written(name, digest, folder, read, parcel)
        if problem is not None:
            problems.append(problem)
    if problems:
        raise DataError(problems)


def plain_address(address: str) -> str:
    """Return an address as it may be printed: without a name or a password in it.

    Examples
    --------
    >>> plain_address("sftp://anna:secret@host/kit"), plain_address("s3://bucket/kit?key=1")
    ('sftp://host/kit', 's3://bucket/kit')
    """
    return _SECRET.sub("", address).partition("?")[0]


def _written(name: str, digest: str, folder: Path, read: _Reader, parcel: Parcel) -> Problem | None:
    """Write one file and return what is wrong with it; None where nothing is."""
    target = folder / name
    parts = name.split("/")
    if not set(parts).isdisjoint({"", ".", ".."}) or not target.resolve().is_relative_to(folder.resolve()):
        return Problem("a parcel", None, "a file would lie outside the project", rule="outside")
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    try:
        with target.open("wb") as file:
            for block in read(name):
                found.update(block)
                file.write(block)
    except FileNotFoundError:
        return Problem(name, None, f"this is missing {_where(parcel)}", todo=_todo(parcel), rule="missing")
    except Exception as error:
        # Every storage has errors of its own; their texts may hold keys, so that only the kind is told.
        why = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        return Problem(name, None, f"this cannot be fetched {_where(parcel)} ({why})", rule="fetch")
    if found.hexdigest() != digest:
        what = f"the file {_where(parcel)} is another one than that of the batch"
        return Problem(name, None, what, todo=_todo(parcel), rule="another")
    return None


def _where(parcel: Parcel) -> str:
    return "in the parcel" if parcel.contents is not None else f"at {plain_address(parcel.address)}"


def _todo(parcel: Parcel) -> str:
    return "try again" if parcel.contents is not None else "bring the shared folder up to date"


def _carried(parcel: Parcel) -> _Reader:
    contents = parcel.contents or {}

    def read(name: str) -> Iterator[bytes]:
        if name not in contents:
            raise FileNotFoundError
        yield contents[name]

    return read


def _fetched(parcel: Parcel) -> _Reader:
    """Return what reads from the address of a project, in blocks: a survey may be large."""
    place = None

    def read(name: str) -> Iterator[bytes]:
        nonlocal place
        if place is None:
            from fsspec.core import url_to_fs

            place = url_to_fs(parcel.address)
        system, base = place
        with system.open(f"{base.rstrip('/')}/{name}", "rb") as file:
            while block := file.read(_BLOCK):
                yield block

    return read
