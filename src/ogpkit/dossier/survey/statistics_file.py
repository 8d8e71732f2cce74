"""Reading SPSS (.sav, .zsav) and Stata (.dta) files as a table of texts, with their value labels and missing codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ogpkit.dossier.survey.raw import Part, keys
from ogpkit.errors import DataError, Problem

__all__ = ["StatisticsTable", "read_statistics_file"]

_LIMIT = 4_000_000_000
_STATA = {0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x73}
"""The first byte of Stata's formats before version 13, which are the numbers 102 to 115."""


@dataclass(frozen=True)
class StatisticsTable:
    """A file of SPSS or Stata as a :class:`~ogpkit.dossier.survey.raw.RawTable`.

    Cells are codes as texts (``1``, not ``1.0``); what they mean is in ``labels``. A code that the file declares as
    missing stays in its cell and is listed in ``missing`` (Stata's extended ones as ``.a`` to ``.z``); what the program
    calls system-missing is an empty cell.
    """

    path: Path
    name: str
    header: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, str] = field(default_factory=dict)
    """The label of each variable, which most often is the question."""
    sets: Mapping[str, tuple[str, tuple[str, ...], str]] = field(default_factory=dict)
    """SPSS's multiple dichotomies: name, with their label, variables and the code that counts as chosen."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """For each heading the variable as the file spells it."""
    extended: frozenset[str] = frozenset()
    """Variables of Stata that hold numbers, in which a letter is an extended missing code."""
    cases: int | None = None
    """How many cases the file says that it has; None where it does not say."""

    def line(self, row: int) -> int:
        """Return the number of a case, from 1, as the program counts them."""
        return row + 1

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the cases; see :class:`~ogpkit.dossier.survey.raw.RawTable`.

        Raises
        ------
        DataError
            The file ends too early or holds texts that are not in its encoding.
        """
        import pyarrow as pa

        own = {key: self.variables[heading] for key, heading in zip(keys(self.header), self.header, strict=True)}
        used = {key: own[key] for key in own if key in set(wanted)}
        # Without a column there would be no count of rows, so that one is read in any case.
        rows = used or dict(list(own.items())[:1])
        with _worker(self.path, rows, self.extended) as process:
            _told(process, self.name)
            count = 0
            try:
                for batch in pa.ipc.open_stream(process.stdout):
                    count += batch.num_rows
                    yield Part(batch.num_rows, {key: batch.column(key) for key in used})
            except (pa.ArrowException, OSError, EOFError):
                raise _refuse(self.name, *_DAMAGED) from None
            # A stream that ends between two batches looks whole, and so does a file that ends between two cases.
            if process.wait() != 0 or self.cases not in (None, count):
                raise _refuse(self.name, *_DAMAGED)


def read_statistics_file(path: Path, name: str) -> StatisticsTable:
    """Return a file of SPSS or Stata as a table; only what it says of its variables is read yet.

    Raises
    ------
    DataError
        The file is missing, is no such file, or is damaged.
    """
    _kind(path, name)
    with _worker(path, None, frozenset()) as process:
        told = _told(process, name)
    return StatisticsTable(
        path,
        name,
        tuple(told["variables"]),
        told["labels"],
        {heading: tuple(codes) for heading, codes in told["missing"].items()},
        told["questions"],
        {key: (label, tuple(members), counted) for key, (label, members, counted) in told["sets"].items()},
        told["variables"],
        frozenset(told["extended"]),
        told["cases"] if told["cases"] is not None and told["cases"] >= 0 else None,
    )


_DAMAGED = ("the file is cut off or damaged", "a whole file", "copy it again, or export it again")


@contextmanager
def _worker(path: Path, rows: Mapping[str, str] | None, extended: frozenset[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that tells of a file: a damaged file can bring down the library, and its process with it."""
    asked = {"path": str(path.absolute()), "stata": _is_stata(path), "rows": rows, "extended": sorted(extended)}
    script = Path(__file__).with_name("statistics_worker.py")
    process = subprocess.Popen(  # noqa: S603 -- this Python, a script of our own, and no shell
        # Modules beside the script must not be taken for those of Python.
        [sys.executable, "-P", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asked).encode())
            process.stdin.close()
        yield process
    finally:
        # Whoever wants no more rows leaves; the process has nothing to put in order.
        process.kill()
        process.stdout.close()
        process.wait()


def _told(process: subprocess.Popen[bytes], name: str) -> dict[str, Any]:
    """Return the first line of what the process says."""
    assert process.stdout is not None
    try:
        told = json.loads(process.stdout.readline())
    except ValueError:
        told = {"refused": _DAMAGED}
    if "refused" in told:
        raise _refuse(name, *told["refused"])
    assert isinstance(told, dict)
    return told


def _refuse(name: str, what: str, expected: str, todo: str, rule: str = "statistics-file") -> DataError:
    return DataError([Problem(name, None, what, expected, todo, rule=rule)])


def _is_stata(path: Path) -> bool:
    return path.suffix.casefold() == ".dta"


def _kind(path: Path, name: str) -> None:
    """Refuse what does not begin as such a file does, and say what it is instead."""
    program = "a Stata file (.dta)" if _is_stata(path) else "an SPSS file (.sav)"
    try:
        with path.open("rb") as stream:
            first = stream.read(1024)
        size = path.stat().st_size
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        raise _refuse(name, what, "a readable file", "check that it is there, and its rights") from None
    sav = first.startswith((b"$FL2", b"$FL3"))
    dta = first.startswith(b"<stata_dta>") or (len(first) > 4 and first[0] in _STATA and first[1] in (1, 2))
    if not first:
        raise _refuse(name, "the file is empty", program, "copy or export it again", "empty")
    if size > _LIMIT:
        raise _refuse(name, f"the file has {size / 1e9:.1f} GB", "at most 4 GB", "leave columns out", "too-large")
    if (dta if _is_stata(path) else sav) or (sav and dta):
        return
    if sav or dta:
        other = ".sav" if sav else ".dta"
        raise _refuse(name, f"this is a file of another program ({other})", program, f'give it the ending "{other}"')
    if first.startswith(b"PK"):
        raise _refuse(name, "this is a packed file or a workbook", program, "unpack it, or export it again")
    raise _refuse(name, "this is no file of that program", program, "check that this is the right file")
