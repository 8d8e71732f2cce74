"""Checks of the tables, evidence and events, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.reading import Reading
from ogpkit.errors import Problem

__all__ = ["check_events", "check_evidence"]


def check_evidence(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Return what is wrong with the register: references without an address, entries that support nothing."""
    answers = [dossier.assessment.answers, *(one.answers for one in dossier.assessment.commitments)]
    records = [record for given in answers for record in given.values()]
    used = {name for record in records for name in (*record.evidence, *record.references)}
    # An answer of which something was refused may have named any entry.
    known = not reading.in_assessment.doubtful("answers") and not reading.in_assessment.doubtful("commitments")
    for line, entry in reading.evidence.rows:
        if entry.address is None and entry.kind in {"link", "document"}:
            yield Problem(
                reading.names["evidence"],
                line,
                f'"{entry.title}" has no address',
                "an address where a reader can look it up",
                "fill in the address; until then the report prints that there is none",
                level="warning",
                rule="reference-without-address",
            )
        if known and entry.id not in used:
            yield Problem(
                reading.names["evidence"],
                line,
                f"evidence {entry.id} supports no answer",
                "an answer that names it",
                "name it under evidence or references of a question, or delete the row",
                level="warning",
                rule="unused-evidence",
            )


def check_events(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Return what is wrong with the events: those that end before they start."""
    del dossier  # every check has the same form
    for line, event in reading.events.rows:
        if event.start and event.end and event.end.last < event.start.first:
            yield Problem(
                reading.names["events"],
                line,
                f"event {event.id} ends ({event.end}) before it starts ({event.start})",
                "an end not before the start",
                "correct one of the two dates",
                rule="period",
            )
