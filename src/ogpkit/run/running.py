"""Making one report: check, run the notebook, write all formats, put them in place."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat

from ogpkit.errors import CellError, DataError, NotebookContentError, ReportError, WriterError
from ogpkit.report.blocks import Document
from ogpkit.report.index import entry_of
from ogpkit.report.record import document_from_notebook, normalise, record_bytes
from ogpkit.run.checking import check
from ogpkit.run.execute import NO_LIMITS, Failure, Limits, execute
from ogpkit.run.exporting import figure_files, render
from ogpkit.run.freshness.fingerprint import Inputs, fingerprint
from ogpkit.run.freshness.status import FILE as STATUS
from ogpkit.run.freshness.status import status_bytes
from ogpkit.run.keeping import SUMS, changed_files, sums
from ogpkit.run.params import Params, asked_for, find_params, read_params
from ogpkit.run.places import refuse_place
from ogpkit.run.publish import publish, replace_file, scratch_folder

__all__ = ["Made", "Tell", "make_report", "run_notebook"]

Tell = Callable[[str, str], None]
"""Gets the name of a stage (check, notebook, html, pdf, publish), and what to say of it to a person, or nothing."""


@dataclass(frozen=True)
class Made:
    """A report that was made: its folder, its files, warnings, and how many doubts the check had about the data.

    ``memory`` is the most that its notebook held, in bytes, where that was measured. ``kept`` names copies of files
    that someone had changed since they were made.
    """

    folder: Path
    files: tuple[str, ...]
    warnings: tuple[str, ...]
    doubts: int = 0
    kept: tuple[str, ...] = ()
    memory: int = 0


def make_report(
    params: str | Path,
    *,
    to: Path | None = None,
    limits: Limits = NO_LIMITS,
    warm: str = "",
    tell: Tell | None = None,
    alone: bool = False,
) -> Made:
    """Make the report of one params file.

    Parameters
    ----------
    params : str or pathlib.Path
        The params file, or its name.
    to : pathlib.Path, optional
        Folder for the reports; ``reports/`` of the project by default.
    limits : Limits
        What the notebook may take of time and memory.
    warm : str
        Socket of a process that forks kernels; see :mod:`ogpkit.run.warm`.
    tell : callable
        Gets the name of each stage, and a sentence where there is one for a person.
    alone : bool
        That no other params file makes the same report is known already, as in a batch.

    Raises
    ------
    DataError
        The files have errors; all of them are listed, and nothing ran.
    CellError
        A cell failed; the partial notebook is kept beside the report's place, and an earlier report is left as it was.
    NotebookContentError, WriterError
        The notebook ran but holds something that no report can show; it is kept in the same way.
    ReportError, UsageError
        The report could not be written; there is no such params file, or ``to`` is no place for reports.
    """
    tell = tell or _silent
    tell("check", "")
    path, root = find_params(str(params))
    dossier, form = asked_for(*read_params(path, root)[:2])
    inputs = None
    if dossier is not None and form is not None and path.resolve().is_relative_to(root.resolve()):
        # Taken before the files are read: what is changed from here on makes the report stale.
        inputs = fingerprint(root, path, dossier, form)
    checked = check(params, alone=alone)
    if checked.errors or checked.params is None:
        raise DataError(checked.errors)
    values, root = checked.params, checked.root
    usual = (root / "reports").resolve() / values.dossier / values.form
    target = usual if to is None else to.resolve() / values.dossier / values.form
    refuse_place(target, root, values.form, chosen=target != usual)
    made = run_notebook(
        root / "notebooks" / f"{values.form}.ipynb",
        values.for_notebook(),
        root=root,
        target=target,
        limits=limits,
        warm=warm,
        tell=tell,
        closing=lambda files, document: _status(values, inputs, files, document, len(checked.warnings)),
    )
    return replace(made, doubts=len(checked.warnings))


def _status(
    values: Params, inputs: Inputs | None, files: Mapping[str, bytes], document: Document, doubts: int
) -> dict[str, bytes]:
    """Return the status file, by which a batch knows what a report was made from; none for a stray params file."""
    if inputs is None:
        return {}
    entry = entry_of(
        document, name=Path(inputs.params).stem, folder=values.name, warnings=doubts + len(document.warnings)
    )
    content = status_bytes(
        dossier=values.dossier, form=values.form, inputs=inputs, outputs=files, entry=entry.as_json()
    )
    return {STATUS: content}


def run_notebook(
    notebook: Path,
    parameters: Mapping[str, Any],
    *,
    root: Path,
    target: Path,
    limits: Limits = NO_LIMITS,
    warm: str = "",
    tell: Tell | None = None,
    more: Mapping[str, bytes] | None = None,
    closing: Callable[[Mapping[str, bytes], Document], Mapping[str, bytes]] | None = None,
    keep: bool = False,
) -> Made:
    """Run a notebook and put what is made of it into the folder ``target``, with the files of ``more``; all or nothing.

    ``closing`` gets all files and returns the last ones. With ``keep`` what someone changed in the folder since it was
    made is kept beside the new files.

    Raises
    ------
    CellError, NotebookContentError, WriterError, ReportError
        See :func:`make_report`.
    """
    with scratch_folder(target.parent) as scratch:
        tell = tell or _silent
        tell("notebook", f"running {notebook.relative_to(root).as_posix()}")
        aside = target.with_name(f"{target.name}.failed.ipynb")
        try:
            executed = execute(notebook, dict(parameters), root=root, scratch=scratch, limits=limits, warm=warm)
        except Failure as failure:
            raise _kept(failure, aside, scratch) from None
        try:
            record = normalise(executed)
            document = document_from_notebook(record, "report.ipynb")
            files = {"report.ipynb": record_bytes(record)}
            tell("html", "writing report.html, report.pdf and the indicators")
            files["report.html"] = render(document, "html")
            tell("pdf", "")
            files["report.pdf"] = render(document, "pdf")
            tell("publish", "")
            files["indicators.csv"] = render(document, "csv")
            files["indicators.json"] = render(document, "json")
            files |= figure_files(document)
            files |= more or {}
            files |= closing(files, document) if closing else {}
        except NotebookContentError as error:
            # The cells are counted as in the notebook that is kept, so that is the one to name.
            kept = _keep(executed, aside, scratch)
            problems = (replace(problem, file=str(aside)) for problem in error.problems)
            raise NotebookContentError(problems if kept else error.problems) from None
        except WriterError as error:
            kept = _keep(executed, aside, scratch)
            raise WriterError(f"{error}\n  what had run is kept in {aside}" if kept else str(error)) from None
        changed = changed_files(target, files) if keep else {}
        noted = {SUMS: sums(files)} if keep else {}
        publish({**files, **changed, **noted}, target, scratch)
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    memory = int(executed.metadata.get("papermill", {}).get("memory", 0))
    return Made(target, tuple(files), document.warnings, kept=tuple(changed), memory=memory)


def _silent(stage: str, sentence: str) -> None:
    """Take a stage and say nothing."""
    del stage, sentence


def _kept(failure: Failure, aside: Path, scratch: Path) -> ReportError:
    """Put what has run until the failure aside, under a name that no report has."""
    error = failure.error
    if failure.partial is None or not _keep(failure.partial, aside, scratch):
        return error
    return CellError(error.notebook, error.cell, error.heading, error.reason, str(aside))


def _keep(notebook: nbformat.NotebookNode, aside: Path, scratch: Path) -> bool:
    """Write a notebook that no report was made of; return whether that went well, for it must hide no other error."""
    try:
        replace_file(aside, record_bytes(normalise(notebook)), scratch / aside.name)
    except ReportError:
        return False
    return True
