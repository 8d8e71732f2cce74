"""The status file of a made report: written last, and believed alone when it is asked what has to be made again."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogpkit.run.freshness.fingerprint import Inputs, file_digest

__all__ = ["FILE", "Output", "Status", "changed_outputs", "find_statuses", "read_status", "status_bytes"]

FILE = "status.json"
FORMAT = 1
_LARGEST = 4_000_000
_KEYS = frozenset({"dossier", "entry", "form", "format", "inputs", "outputs", "params"})


@dataclass(frozen=True)
class Output:
    """A file of a report as it was made: its SHA-256, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Status:
    """What is known of a report that was made.

    Parameters
    ----------
    dossier, form : str
        Which report it is.
    inputs : Inputs
        What it was made from, and by.
    outputs : mapping of str to Output
        Its files by name (``figures/figure-1.svg``), without the status file itself.
    entry : mapping
        What the index of all reports shows of it; nothing here looks into it.
    """

    dossier: str
    form: str
    inputs: Inputs
    outputs: Mapping[str, Output]
    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the run is called: dossier and form."""
        return f"{self.dossier}/{self.form}"

    @property
    def params(self) -> str:
        """The params file, by its path in the project."""
        return self.inputs.params

    @property
    def params_sha256(self) -> str | None:
        """The digest of the params file; None where it was missing."""
        return self.inputs.files.get(self.inputs.params)


def status_bytes(
    *, dossier: str, form: str, inputs: Inputs, outputs: Mapping[str, bytes], entry: Mapping[str, Any] | None = None
) -> bytes:
    r"""Return the status file of a report; the same report gives the same bytes, for there is no time or place in it.

    ``inputs`` must have been taken before the first of them was read for the report: what is changed while a report is
    made then makes it stale.

    Examples
    --------
    >>> made = Inputs("params/x.yaml", {"params/x.yaml": "ab"}, {"ogpkit": "0.4.0"})
    >>> text = status_bytes(dossier="x", form="inception", inputs=made, outputs={"report.html": b"<p>"}).decode()
    >>> print(*text.splitlines()[:4], sep="\n")
    {
    "dossier": "x",
    "entry": {},
    "form": "inception",
    """
    return _bytes(
        {
            "format": FORMAT,
            "params": {"path": inputs.params, "sha256": inputs.files.get(inputs.params)},
            "dossier": dossier,
            "form": form,
            "inputs": {"files": dict(inputs.files), "made_by": dict(inputs.made_by)},
            "outputs": {
                name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
                for name, content in outputs.items()
            },
            "entry": dict(entry or {}),
        }
    )


def read_status(folder: Path) -> Status | None:
    """Return the status of the report in a folder; None where there is none that can be believed.

    A file that is cut off, edited, too large, of another format or not written by :func:`status_bytes` to the last
    byte is not believed. Nothing is raised, whatever lies there.
    """
    raw = _raw(folder / FILE)
    if raw is None:
        return None
    try:
        data = json.loads(raw)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            return None
        del data["sum"]
        # Writing it again finds every change, also keys that occur twice, which a reader of JSON passes over. The
        # number is put in anew, because Python holds true and 1.0 for 1.
        data["format"] = FORMAT
        return _status(data) if _bytes(data) == raw else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def find_statuses(reports: Path) -> dict[str, Status]:
    """Return the statuses of all reports in ``reports/DOSSIER/FORM``, by dossier and form, in the order of names.

    A status that lies in the folder of another report, as after a folder was copied, is not believed.
    """
    found = (
        (name, form, read_status(folder))
        for name, dossier in _folders(reports, links=True)
        for form, folder in _folders(dossier, links=False)
    )
    return {
        one.name: one for dossier, form, one in found if one is not None and (one.dossier, one.form) == (dossier, form)
    }


def changed_outputs(folder: Path, status: Status, *, thorough: bool = False) -> tuple[str, ...]:
    """Return which files of a report are no longer as they were made, by name, in order.

    That a file is there and has its size is always looked at; its content only where ``thorough``.
    """
    return tuple(
        name for name, output in sorted(status.outputs.items()) if not _as_made(folder / name, output, thorough)
    )


def _as_made(path: Path, output: Output, thorough: bool) -> bool:
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    as_made = stat.S_ISREG(found.st_mode) and found.st_size == output.size
    return as_made and (not thorough or file_digest(path) == output.sha256)


def _bytes(data: Mapping[str, Any]) -> bytes:
    """Return one line for each key, in order, and last the sum of all before; in ASCII, for a name may be no UTF-8."""
    lines = [f"{_json(key)}: {_json(value)},\n" for key, value in sorted(data.items())]
    body = "{\n" + "".join(lines)
    return f'{body}"sum": "{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n'.encode()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, allow_nan=False)


def _raw(path: Path) -> bytes | None:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            return None
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError):
        return None


def _status(data: dict[str, Any]) -> Status:
    """Return what stands in a status file; ValueError, TypeError or LookupError where that makes no status."""
    if data.keys() != _KEYS:
        raise ValueError("unknown or missing keys")
    params, inputs = data["params"], data["inputs"]
    name, files = _text(params["path"]), _texts(inputs["files"])
    if params != {"path": name, "sha256": files.get(name)} or inputs.keys() != {"files", "made_by"}:
        raise ValueError("the params file is not among the inputs")
    outputs = {_inside(name): _output(**output) for name, output in data["outputs"].items()}
    if not isinstance(data["entry"], dict):
        raise TypeError("no group of keys")
    made = Inputs(name, files, _texts(inputs["made_by"]))
    return Status(_text(data["dossier"]), _text(data["form"]), made, outputs, data["entry"])


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no text")
    return value


def _texts(value: Any) -> dict[str, str]:
    return {name: _text(text) for name, text in value.items()}


def _output(sha256: Any, size: Any) -> Output:
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError("no size")
    return Output(_text(sha256), size)


def _inside(name: str) -> str:
    """Return the name of an output; ValueError where it could lead out of the report's folder."""
    if not set(name.split("/")).isdisjoint({"", ".", ".."}) or any(one in name for one in "\\:\0"):
        raise ValueError("no name of an output")
    return name


def _folders(place: Path, *, links: bool) -> list[tuple[str, Path]]:
    """Return name and path of the folders in a place that are not hidden."""
    try:
        with os.scandir(place) as scan:
            return sorted(
                (one.name, Path(one.path))
                for one in scan
                if not one.name.startswith(".") and one.is_dir(follow_symlinks=links)
            )
    except OSError:
        return []
