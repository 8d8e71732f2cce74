"""What a worker of a cluster gets to make one report: the task, its files with their digests, and who may make it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ogpkit.errors import DataError, OgpkitError, Problem, ReportError
from ogpkit.run.batch.task import Task
from ogpkit.run.freshness.fingerprint import UNREADABLE, Inputs, fingerprint
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.places import refuse_place

__all__ = ["Parcel", "differing", "pack", "refused"]

_TRIES = 3
"""How often the files are read where somebody changes them meanwhile."""

_NAMED = 3


@dataclass(frozen=True)
class Parcel:
    """One report to be made elsewhere.

    Parameters
    ----------
    task : Task
        What is to be made; project and folder of reports are those of the machine that asks.
    inputs : Inputs
        The files by name with their SHA-256, and the versions that shall make the report.
    contents : mapping of str to bytes, optional
        The files themselves; None where the worker fetches them from ``address``.
    address : str
        Where a worker finds the project, as fsspec understands it: ``file:///shared/kit``, ``s3://bucket/kit``.
    """

    task: Task
    inputs: Inputs
    contents: Mapping[str, bytes] | None = None
    address: str = ""

    @property
    def size(self) -> int:
        """How many bytes of files travel with it."""
        return sum(map(len, (self.contents or {}).values()))


def pack(task: Task, address: str = "") -> Parcel:
    """Return the parcel of a task, with its files as they are now; without them where there is an address.

    Raises
    ------
    DataError
        A file cannot travel: it cannot be read, or is a link that leads out of the project.
    ReportError
        Somebody is changing the files.
    UsageError
        The report may not be put where it should go.
    """
    root = Path(task.root)
    dossier, form = task.folder.split("/")
    target, usual = Path(task.reports) / task.folder, root / "reports" / task.folder
    refuse_place(target, root, form, chosen=target.resolve() != usual.resolve())
    for _ in range(_TRIES):
        inputs = fingerprint(root, root / task.params, dossier, form)
        _refuse_links(root, inputs)
        if address:
            return Parcel(task, inputs, address=address)
        contents = _contents(root, inputs)
        if contents is not None:
            return Parcel(task, inputs, contents)
    raise ReportError(f"{task.params}: its files were changed while they were read; try again when they are at rest")


def refused(task: Task, error: OgpkitError | OSError) -> Outcome:
    """Return the outcome of a report that an error kept from being made; it names no folder of a machine.

    Examples
    --------
    >>> task = Task("a", "params/a.yaml", "/kit", "/kit/reports", "a/inception")
    >>> refused(task, ReportError("/kit/reports/a/inception: this is a file")).message
    'a/inception: this is a file'
    """
    if isinstance(error, DataError):
        return task.outcome(state="failed", problems=error.problems)
    text = str(error) if isinstance(error, OgpkitError) else f"{error.filename or task.name}: {error.strerror or error}"
    # Where the reports lie is nobody's business who reads the published index.
    return task.outcome(state="failed", message=text.replace(f"{task.reports}/", "").replace(f"{task.root}/", ""))


def differing(wanted: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Return in words how the versions of a worker differ from those that are wanted; empty where they do not.

    Examples
    --------
    >>> differing({"ogpkit": "0.4.0", "code": "1"}, {"ogpkit": "0.4.0", "code": "2"})
    'another code of ogpkit'
    >>> differing({"pandas": "3.1", "typst": "0.15"}, {"pandas": "3.0"})
    'pandas 3.0 instead of 3.1, no typst'
    """
    names = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    said = [_differing(name, wanted.get(name), there.get(name)) for name in names]
    more = f" and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
    return ", ".join(said[:_NAMED]) + more


def _differing(name: str, wanted: str | None, there: str | None) -> str:
    if name == "code":
        return "another code of ogpkit"
    if there is None:
        return f"no {name}"
    return f"{name} {there}, which is not wanted" if wanted is None else f"{name} {there} instead of {wanted}"


def _refuse_links(root: Path, inputs: Inputs) -> None:
    """Refuse what cannot travel. A link's own name counts in the fingerprint, and it would lead elsewhere there."""
    real = (root, (root / "data" / "raw").resolve())
    problems = []
    for name, digest in inputs.files.items():
        if digest == UNREADABLE:
            problems.append(Problem(name, None, "this cannot be read", todo="check its rights", rule="unreadable"))
        elif (root / name).is_symlink() and not any((root / name).resolve().is_relative_to(one) for one in real):
            what, expected = "a link that leads out of the project cannot travel", "a file in the project"
            problems.append(Problem(name, None, what, expected, "copy the file there", rule="link"))
    if problems:
        raise DataError(problems)


def _contents(root: Path, inputs: Inputs) -> dict[str, bytes] | None:
    """Return the files; None where one is no longer what its digest says."""
    contents = {}
    for name, digest in inputs.files.items():
        try:
            contents[name] = (root / name).read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            return None
    return contents
