"""Comparing reviewers: the report on their agreement, the list of what is to be settled, and the merged assessment."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.reviews import Item
from ogpkit.dossier.reviews.items import OPEN
from ogpkit.dossier.reviews.merging import merged as merged_text
from ogpkit.dossier.reviews.reading import find_reviews, read_reviews
from ogpkit.dossier.source import is_there, named
from ogpkit.errors import DataError, Problem, ReportError, UsageError
from ogpkit.indicators.agreement import Agreement, Coefficient, agreement_indicators, measure_agreement
from ogpkit.indicators.agreement.measures import FEWEST
from ogpkit.indicators.definition import percent
from ogpkit.report.chapters.disputes import STATES
from ogpkit.report.data import table_csv
from ogpkit.run.execute import NO_LIMITS, Limits
from ogpkit.run.params import Params, list_params, read_params
from ogpkit.run.places import refuse_place
from ogpkit.run.publish import write_file
from ogpkit.run.running import Made, Tell, run_notebook

__all__ = ["Compared", "agree", "disputes_csv"]

NOTEBOOK = "agreement"
"""The notebook, and the folder of its report."""


@dataclass(frozen=True)
class Compared:
    """What came of a comparison: the report, the agreement, the merged file, and the warnings about the files."""

    made: Made
    agreement: Agreement
    merged: Path
    warnings: tuple[Problem, ...]

    @property
    def kept(self) -> tuple[Path, ...]:
        """Where earlier files of the folder are kept that someone had changed since they were made."""
        return tuple(_from_here(self.made.folder / name) for name in self.made.kept)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that were written, as they are reached from the current folder."""
        folder = self.made.folder
        paths = [folder / name for name in self.made.files]
        if self.merged not in paths:
            paths.append(self.merged)
        return tuple(_from_here(path) for path in paths)

    def summary(self) -> Iterator[str]:
        """Yield the agreement in a few lines of plain text."""
        everything, main = self.agreement.everything, self.agreement.main
        names = self.agreement.reviews.names
        who = "all" if len(names) > 2 else "both"
        many = "" if everything.pairs == 1 else "s"
        unit = f"pair{many} of answers" if len(names) > 2 else f"question{many} that both answered"
        share = percent(everything.equal, everything.pairs)
        if share is None:
            yield f"{', '.join(names)}: nothing to compare, for no question was answered by two of them"
        else:
            yield f"{', '.join(names)}: same option in {everything.equal} of {everything.pairs} {unit} ({share} %)"
        yield f"answered by {who}: {everything.answered_by_all} of {everything.asked} questions"
        if main.alpha is not None and share is not None:
            yield f"Krippendorff's α, {main.entity}: {_told(main.alpha)}"
        counts = {state: sum(item.state == state for item in everything.items) for state in OPEN}
        parts = [f"{count} {STATES[state]}" for state, count in counts.items() if count]
        nothing = "nothing" if everything.answered else "nothing, for nothing was answered"
        yield f"to settle: {', '.join(parts) or nothing}"

    @property
    def next_step(self) -> str:
        """What the person who compares does next."""
        form = self.agreement.reviews.form.form
        place = f"data/raw/{self.agreement.reviews.slug}/{form}.yaml"
        merged = _from_here(self.merged)
        if self.agreement.disputes:
            report = _from_here(self.made.folder / "report.pdf")
            return (
                f'open {report}; copy {merged} to {place}, settle there what is marked "unsettled", then: ogpkit check'
            )
        everything = self.agreement.everything
        if everything.answered == 0:
            return "the files hold no answers, so that nothing could be compared; fill them in, then compare again"
        silent = everything.asked - everything.answered
        if silent:
            return (
                f"nothing is to be settled of what was answered, but answered by nobody: {silent} of "
                f"{everything.asked} questions; {merged} can stand as {place} once these are"
            )
        return f"nothing is to be settled; {merged} can stand as {place}"

    def as_json(self) -> dict[str, Any]:
        """Return the same for machines."""
        values = agreement_indicators(self.agreement)
        return {
            "folder": str(self.made.folder),
            "files": self.made.files,
            "merged": str(self.merged),
            "kept": [str(path) for path in self.kept],
            "to_settle": [{"question": item.called, "state": item.state} for item in self.agreement.disputes],
            "indicators": [asdict(value) for value in values],
            "warnings": [asdict(problem) for problem in self.warnings],
        }


def _from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _told(found: Coefficient) -> str:
    if found.value is None:
        return f"not defined: {found.reason}"
    text = f"{found.value:.2f}"
    if found.low is not None and found.high is not None:
        text += f" (95 % interval {found.low:.2f} to {found.high:.2f})"
    units = f"{found.units} question{'' if found.units == 1 else 's'}"
    return text + (f", too few to judge ({units})" if found.units < FEWEST else f", {units}")


def agree(
    assessments: Sequence[str | Path],
    *,
    dossier: str = "",
    date: str = "",
    today: str = "",
    to: Path | None = None,
    merged: Path | None = None,
    limits: Limits = NO_LIMITS,
    tell: Tell | None = None,
) -> Compared:
    """Compare reviewers' assessments of one action plan and make the report on their agreement.

    Parameters
    ----------
    assessments : sequence of str or pathlib.Path
        One file from each reviewer, on the same form.
    dossier : str
        Folder in ``data/raw`` with the plan; without it the one that the files lie in.
    date, today : str
        Date of this version of the report. Without ``date`` that of the dossier's params file is taken, and where there
        is none ``today``.
    to : pathlib.Path, optional
        Folder for the report; ``reports/SLUG/agreement`` by default.
    merged : pathlib.Path, optional
        Where the merged file is written besides: a new file in a folder that exists, not among the reviews.
    limits, tell
        See :func:`ogpkit.run.running.make_report`.

    Raises
    ------
    UsageError
        Too few files, a file twice or missing, a date that is none, or ``to`` or ``merged`` is no place to write to.
    DataError
        The files have errors; all of them are listed, and nothing ran.
    ReportError
        The report could not be made.
    """
    paths, root, slug = find_reviews(assessments, dossier)
    usual = (root / "reports" / slug / NOTEBOOK).resolve()
    target = usual if to is None else to.resolve()
    refuse_place(target, root, NOTEBOOK, chosen=target != usual)
    if merged is not None:
        _refuse_merged(merged, paths)
    read = read_reviews(paths, root, slug)
    if read.reviews is None:
        raise DataError(read.errors)
    params = _params(root, slug, read.reviews.form.form)
    about = {
        "status": params.status if params else "draft",
        "language": params.language if params else "en",
        "date": _date(date or (params.date.isoformat() if params else today)),
    }
    notebook = root / "notebooks" / f"{NOTEBOOK}.ipynb"
    if not notebook.is_file():
        raise UsageError(f"notebooks/{NOTEBOOK}.ipynb is missing; get it back from the repository")
    agreement = measure_agreement(read.reviews)
    text = merged_text(read.reviews).encode()
    more = {"disputes.csv": disputes_csv(agreement), "merged.yaml": text}
    parameters = {
        "assessments": [named(path, root) for path in paths],
        "dossier": slug,
        "form": read.reviews.form.form,
        **about,
    }
    made = run_notebook(notebook, parameters, root=root, target=target, limits=limits, tell=tell, more=more, keep=True)
    if merged is not None:
        _write_new(merged, text)
    return Compared(made, agreement, merged or target / "merged.yaml", tuple(read.problems))


def _params(root: Path, slug: str, form: str) -> Params | None:
    """Return the parameters of the dossier's report, where a sound params file holds them."""
    for path in list_params(root):
        values, _, _ = read_params(path, root)
        if values is not None and (values.dossier, values.form) == (slug, form):
            return values
    return None


def _date(text: str) -> str:
    with contextlib.suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text).isoformat()
    raise UsageError(f'the date of the report is "{text}"; expected a day such as 2026-11-23')


def _refuse_merged(merged: Path, reviews: Sequence[Path]) -> None:
    if is_there(merged):
        raise UsageError(f'"{merged}" is there already; nothing is overwritten: choose another name, or move it away')
    folder = merged.parent
    if not is_there(folder) or not folder.is_dir():
        raise UsageError(f'there is no folder "{folder}" for the merged file; make it, or choose another place')
    if folder.name == "reviews" and any(folder.resolve() == review.parent for review in reviews):
        raise UsageError(f'"{merged}" would lie among the reviews and be taken for one of them; choose another folder')


def _write_new(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and never in place of another."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write_file(aside, content)
        try:
            os.link(aside, path)  # fails where the file has appeared meanwhile
        except FileExistsError:
            raise UsageError(f'"{path}" is there already; nothing is overwritten') from None
        except OSError:  # a disk that knows no links
            if path.exists():
                raise UsageError(f'"{path}" is there already; nothing is overwritten') from None
            aside.rename(path)
    except OSError as error:
        raise ReportError(f"{path}: this cannot be written ({error.strerror}); check the place") from None
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def disputes_csv(agreement: Agreement) -> bytes:
    """Return what is to be settled as a table: one row each, with every reviewer's answer and explanation.

    Rows follow, too, for questions that need no settling but hold choices that count for nothing, and differ.
    """
    reviews = agreement.reviews
    columns = ["question", "commitment", "section", "text", "state"]
    columns += [f"{part} – {name}" for name in reviews.names for part in ("answer", "explanation")]
    found = [item for item in agreement.items if item.state in OPEN or (any(item.set_aside) and not item.same)]
    return table_csv(columns, [_row(item) for item in found])


def _row(item: Item) -> list[str]:
    number = "" if item.commitment is None else str(item.commitment.number)
    row = [item.number, number, item.section.number, item.question.text, STATES[item.state]]
    for verdict, record, aside in zip(item.verdicts, item.records, item.set_aside, strict=True):
        coded = " (coded)" if verdict.basis == "coded" else ""
        chosen = f"{verdict.option.name}{coded}" if verdict.option else verdict.basis.replace("-", " ")
        row.append(withhold(f"{chosen} (does not count: {', '.join(aside)})" if aside else chosen))
        why = record.coding.why if record is not None and record.coding is not None else ""
        said = (record.explanation or "") if record is not None else ""
        row.append(withhold("\n".join(part for part in (why, said) if part)))
    return row
