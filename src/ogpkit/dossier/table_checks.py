"""Checks of the tables, evidence and events, row by row, and of the links that were checked."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.reading import Reading
from ogpkit.errors import Problem

__all__ = ["check_events", "check_evidence", "check_links"]


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
    """Return what is wrong with the events: dates and counts that cannot be."""
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
        begun = event.start or event.end
        if event.informed and begun and event.informed.first > begun.last:
            yield Problem(
                reading.names["events"],
                line,
                f"the material for event {event.id} was sent ({event.informed}) after it began ({begun})",
                "a date before the event, for information in advance",
                "correct the date, if it is a slip; else it counts as late",
                level="warning",
                rule="informed-late",
            )
        if event.answered is not None and event.answered > (event.proposals or 0):
            received = "no proposals" if event.proposals is None else f"{event.proposals} proposals"
            yield Problem(
                reading.names["events"],
                line,
                f"event {event.id} has {event.answered} answered proposals and {received}",
                "no more answered than received",
                'correct one of "proposals" and "answered"',
                rule="answered",
            )


def check_links(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Return addresses that are noted twice, and the evidence whose address was dead or not reached when last asked."""
    first: dict[str, int] = {}
    for line, noted in reading.links.rows:
        if first.setdefault(noted.address, line) != line:
            yield Problem(
                reading.names["links"],
                line,
                f"the address of line {first[noted.address]} stands here a second time",
                "each address once",
                "delete the file and check the links again; the kit writes it",
                rule="doubled-address",
            )
    checked = {link.address: link for link in dossier.links}
    for line, entry in reading.evidence.rows:
        link = checked.get(entry.address or "")
        # Where an archived copy is named, a reader still finds it.
        if link is None or link.state == "alive" or entry.archived is not None:
            continue
        answer = link.outcome if link.status is None else f"{link.outcome}, status {link.status}"
        dead = link.state == "dead"
        yield Problem(
            reading.names["evidence"],
            line,
            f"the address of evidence {entry.id} {'is dead' if dead else 'was not reached'} "
            f"({answer}; asked on {link.checked})",
            "an address where a reader can look it up",
            'correct it, or give the address of an archived copy under "archived"'
            if dead
            else "open it yourself; it may be down, or refuse programs",
            level="warning",
            rule="dead-address" if dead else "address-not-reached",
        )
