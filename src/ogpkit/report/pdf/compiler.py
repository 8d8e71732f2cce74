"""The Typst compiler, kept warm: the first report of a process takes some 80 ms more than the next ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from ogpkit.errors import WriterError
from ogpkit.report.pdf import fonts

__all__ = ["LayoutError", "WarmCompiler", "folders", "main", "warm_compiler"]

_TEMPLATE = Path(__file__).with_name("report.typ")
_REFUSED = 3
_AGES = 3
"""After a document Typst keeps what it worked out for the last ten compilations; so many empty ones let most of it go,
which keeps a worker that writes many reports at half the memory."""
_lock = Lock()
_threads_of: int | None = None
"""The process whose compiler has started its threads; a fork of it has the compiler, but not the threads."""


class LayoutError(Exception):
    """Typst refused a document; the text is its diagnostic, for :mod:`ogpkit.report.pdf.diagnosis` to translate."""


class WarmCompiler:
    """A compiler with its fonts read.

    Parameters
    ----------
    folders : tuple of str
        Folders with further fonts.
    """

    def __init__(self, folders: tuple[str, ...] = ()) -> None:
        global _threads_of
        _threads_of = _threads_of or os.getpid()
        self._fonts = fonts.load(folders)
        self.families = fonts.families(self._fonts, folders)
        # The root is the folder of the template, so that a picture in a report can reach no other file.
        self._compiler = typst.Compiler(
            str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=self._fonts, ignore_system_fonts=True
        )
        self._nothing = typst.Compiler(
            str(_TEMPLATE.with_name("nothing.typ")), root=str(_TEMPLATE.parent), ignore_system_fonts=True
        )

    def compile(self, data: dict[str, object], at: datetime) -> bytes:
        """Return the PDF of a laid-out document.

        Raises
        ------
        LayoutError
            Where Typst refuses the document.
        """
        inputs = {"document": json.dumps({**data, "families": self.families}, ensure_ascii=False)}
        with _lock:
            try:
                pdf = self._compiler.compile(
                    format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-3a"], timestamp=at
                )
            except typst.TypstError as error:
                raise LayoutError(error.diagnostic or error.message) from error
            finally:
                for _ in range(_AGES):
                    self._nothing.compile(format="svg")
        return cast("bytes", pdf)


class _FreshProcess:
    """The same, in a process of its own: in a fork of a process that has used Typst, Typst would wait for ever."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = folders

    def compile(self, data: dict[str, object], at: datetime) -> bytes:
        job = json.dumps({"data": data, "at": at.isoformat(), "folders": self._folders})
        done = subprocess.run(  # noqa: S603 (this very module, in this very interpreter)
            [sys.executable, "-c", f"import sys; from {__name__} import main; sys.exit(main())"],
            input=job.encode("ascii"),
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        if done.returncode == _REFUSED:
            raise LayoutError(done.stderr.decode("utf-8", "replace"))
        if done.returncode:
            raise WriterError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
        return done.stdout


def folders() -> tuple[str, ...]:
    """Return the folders that the environment variable ``OGPKIT_FONTS`` names."""
    return tuple(part for part in os.environ.get(fonts.VARIABLE, "").split(os.pathsep) if part.strip())


def warm_compiler(folders: tuple[str, ...]) -> WarmCompiler | _FreshProcess:
    """Return the compiler of this process for these font folders, the same one each time."""
    if _threads_of not in (None, os.getpid()):
        return _FreshProcess(folders)
    with _lock:
        return _warm(folders)


@lru_cache(maxsize=2)
def _warm(folders: tuple[str, ...]) -> WarmCompiler:
    return WarmCompiler(folders)


def main() -> int:
    """Read a job from standard input, as :class:`_FreshProcess` writes it, and write the PDF to standard output."""
    job = json.loads(sys.stdin.buffer.read())
    try:
        pdf = WarmCompiler(tuple(job["folders"])).compile(job["data"], datetime.fromisoformat(job["at"]))
    except LayoutError as error:
        sys.stderr.buffer.write(str(error).encode())
        return _REFUSED
    sys.stdout.buffer.write(pdf)
    return 0
