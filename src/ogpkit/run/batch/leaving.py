"""What a batch leaves in the folder of the reports: the index for people, and files for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ogpkit.errors import DataError, ReportError
from ogpkit.report.index import IndexEntry, write_index
from ogpkit.report.index.entry import State
from ogpkit.run.batch.batch import Batch, places
from ogpkit.run.freshness.status import FILE, Status, find_statuses
from ogpkit.run.outcomes import Batch as BatchFile
from ogpkit.run.outcomes import batch_json, join_batches, junit_xml, markdown_summary, parse_batch_json
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.publish import replace_file, scratch_folder

__all__ = ["entries", "leave", "leave_index"]


def leave(batch: Batch, *, seconds: float, jobs: int | None, shard: tuple[int, int] = (1, 1)) -> tuple[Path, ...]:
    """Write ``index.html``, ``batch.json``, ``junit.xml`` and ``summary.md``; return them.

    Each is replaced as a whole.

    Raises
    ------
    ReportError
        They cannot be written.
    """
    order = {one.params.stem: place for place, one in enumerate(batch.chosen)}
    outcomes = sorted(batch.outcomes, key=lambda outcome: order.get(outcome.name, len(order)))
    part = None if shard == (1, 1) else f"{shard[0]}/{shard[1]}"
    found = entries(batch, {outcome.params: outcome for outcome in outcomes})
    return _write(
        batch.reports,
        {
            "index.html": write_index(found).encode(),
            "junit.xml": junit_xml(outcomes, seconds=seconds),
            "summary.md": markdown_summary(outcomes, seconds=seconds).encode(),
            # Written last: who finds it finds the others, too.
            "batch.json": batch_json(outcomes, seconds=seconds, workers=jobs, shard=part),
        },
    )


def leave_index(reports: Path) -> tuple[Path, int]:
    """Write the index of the reports that lie in a folder, such as those of several parts; return it and their number.

    Where the ``batch.json`` of each part lies beside them as ``batch-….json``, failures are in the index, too, and
    ``batch.json``, ``junit.xml`` and ``summary.md`` are written for the whole. Where there is only the ``batch.json``
    of the last batch, its failures are told again.

    Raises
    ------
    ReportError
        It cannot be written, or such a file is none.
    """
    files: dict[str, bytes] = {}
    parts = [_read_part(path) for path in sorted(reports.glob("batch-*.json"))]
    outcomes: tuple[Outcome, ...] = ()
    if not parts and (reports / "batch.json").is_file():
        outcomes = _read_part(reports / "batch.json").outcomes
    if parts:
        joined = join_batches(parts)
        outcomes = joined.outcomes
        files = {
            "junit.xml": junit_xml(outcomes, seconds=joined.seconds),
            "summary.md": markdown_summary(outcomes, seconds=joined.seconds).encode(),
            "batch.json": batch_json(outcomes, seconds=joined.seconds, workers=joined.workers),
        }
    found = _joined(find_statuses(reports), outcomes)
    return _write(reports, {"index.html": write_index(found).encode(), **files})[0], len(found)


def _read_part(path: Path) -> BatchFile:
    try:
        return parse_batch_json(path.read_bytes())
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "this is no batch.json"
        raise ReportError(f"{path}: it cannot be read ({why}); take it away or get it again") from None


def _joined(statuses: Mapping[str, Status], outcomes: Sequence[Outcome]) -> tuple[IndexEntry, ...]:
    """Return the lines of an index of what lies in a folder, and of what failed without leaving a report."""
    found = {name: entry for name, status in statuses.items() if (entry := _entry(status)) is not None}
    for outcome in outcomes:
        if not outcome.failed:
            continue
        name = outcome.folder or outcome.params
        found[name] = _told(found.get(name), outcome.name, outcome)
    return tuple(found[name] for name in sorted(found))


def entries(batch: Batch, outcomes: Mapping[str, Outcome]) -> tuple[IndexEntry, ...]:
    """Return the lines of the index: one for each params file of the project, whether its report is there or not.

    A report whose params file is gone is nobody's report any more; it stays where it is and is not listed.
    """
    statuses = find_statuses(batch.reports)
    found = {}
    for one in batch.planned:
        params, folder = places(one, batch.root)
        key = folder or params
        outcome = outcomes.get(params)
        state: State = "current" if outcome is not None or not one.stale else "stale"
        found[key] = _told(_entry(statuses.get(folder)), one.params.stem, outcome, state)
    return tuple(found[name] for name in sorted(found))


def _entry(status: Status | None) -> IndexEntry | None:
    """Return what the status of a report says for the index; None where that cannot be believed."""
    if status is None:
        return None
    try:
        return IndexEntry.from_json(status.entry, f"{status.name}/{FILE}")
    except DataError:
        return None


def _told(entry: IndexEntry | None, name: str, outcome: Outcome | None, otherwise: State = "current") -> IndexEntry:
    """Return the line of a report, there or not, with the failure of its last run, if any."""
    failure = "\n".join(outcome.complaints) if outcome is not None and outcome.failed else ""
    if entry is not None:
        return replace(entry, state="old" if failure else otherwise, message=failure)
    absent: State = "failed" if failure else "missing"
    return IndexEntry(name=name, member=name, status="draft", date="", state=absent, message=failure)


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    # A folder of this run's own: two batches at once would write into each other's files.
    with scratch_folder(folder) as scratch:
        for name, content in files.items():
            replace_file(folder / name, content, scratch / name)
    return tuple(folder / name for name in files)
