"""Every error that ogpkit raises, in one tree.

::

    OgpkitError                 something that a user can act on; the message says what, where and what to do
    ├── DataError               the user's files: one or more problems, all of them at once   (exit status 1)
    │   └── NotebookContentError   an executed notebook holds something that no report can show
    ├── ReportError             a notebook failed while it ran, or a report could not be written (exit status 1)
    │   ├── CellError           a cell raised, ran out of time, or its kernel died
    │   └── WriterError         HTML or PDF could not be made from a sound notebook
    ├── UsageError              the command was called in a way that makes no sense           (exit status 2)
    └── MissingToolError        a program that this task needs is not installed               (exit status 3)

A :class:`Problem` is one line of what is wrong; a :class:`DataError` carries any number of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CellError",
    "DataError",
    "MissingToolError",
    "NotebookContentError",
    "OgpkitError",
    "Problem",
    "ReportError",
    "UsageError",
    "WriterError",
]

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a user's file, and what to do about it.

    Parameters
    ----------
    file : str
        Path as the user knows it, relative to the project folder where it lies inside.
    line : int or None
        One-based line, or None where the whole file is meant.
    what, expected, todo : str
        What is wrong; what was expected; what to do. Printed in this order, parted by semicolons.
    level : {"error", "warning"}
        An error stops a run; a warning is printed and the run goes on.
    rule : str
        Short stable name of the check, for machines that read ``--json``.

    Examples
    --------
    >>> print(Problem("plan.yaml", 3, 'unknown key "titel"', "one of the keys of a plan", 'write "title"'))
    plan.yaml:3: unknown key "titel"; expected one of the keys of a plan; write "title"
    """

    file: str
    line: int | None
    what: str
    expected: str = ""
    todo: str = ""
    level: Level = "error"
    rule: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [self.what, f"expected {self.expected}" if self.expected else "", self.todo]
        prefix = "warning: " if self.level == "warning" else ""
        return f"{place}: {prefix}" + "; ".join(part for part in parts if part)


class OgpkitError(Exception):
    """Base of all errors that a user can act on."""

    exit_status = 1

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook (IPython asks for this); a traceback would tell a reviewer nothing."""
        return str(self).splitlines()


class DataError(OgpkitError):
    """The user's files hold one or more problems.

    Examples
    --------
    >>> error = DataError([Problem("a.yaml", 1, "the file is empty")])
    >>> error.problems[0].line, str(error)
    (1, 'a.yaml:1: the file is empty')
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotebookContentError(DataError):
    """An executed notebook holds something that no report can show, such as a picture without alternative text."""


class ReportError(OgpkitError):
    """A report could not be made."""


class CellError(ReportError):
    """A cell of a notebook raised, ran out of time, or its kernel died.

    Parameters
    ----------
    notebook : str
        The notebook, as the user knows it.
    cell : int or None
        One-based number of the cell in the notebook, or None where no cell was reached.
    heading : str
        The last heading above that cell ("" where there is none).
    reason : str
        The error in one line.
    kept : str
        Where the partly executed notebook was put aside ("" where there is none).

    Examples
    --------
    >>> print(CellError("notebooks/inception.ipynb", 4, "Indicators", "ValueError: no answer", ""))
    notebooks/inception.ipynb: cell 4 (under "Indicators") failed: ValueError: no answer
    """

    def __init__(self, notebook: str, cell: int | None, heading: str, reason: str, kept: str) -> None:
        self.notebook, self.cell, self.heading, self.reason, self.kept = notebook, cell, heading, reason, kept
        place = "" if cell is None else f" cell {cell}" + (f' (under "{heading}")' if heading else "")
        text = f"{notebook}:{place} failed: {reason}"
        if kept:
            text += f"\n  what had run until then is kept in {kept}; it is not a report"
        super().__init__(text)


class WriterError(ReportError):
    """A writer could not turn a document into its format."""


class UsageError(OgpkitError):
    """The command was called in a way that makes no sense."""

    exit_status = 2


class MissingToolError(OgpkitError):
    """A program that this task needs is not installed; the message says how to get it."""

    exit_status = 3
