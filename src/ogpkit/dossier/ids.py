"""Checks of ids: each occurs once, and what is named is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.nearest import nearest
from ogpkit.dossier.reading import Reading
from ogpkit.errors import Problem

__all__ = ["check_ids", "doubled", "unknown", "unknown_source"]

Place = tuple[str, int | None]


def doubled(keys: Iterable[tuple[str, str, int | None]], what: str) -> Iterator[Problem]:
    """Yield a problem for each key that occurred before, given as (key, file, line)."""
    seen: dict[str, int | None] = {}
    for key, file, line in keys:
        if key in seen:
            yield Problem(
                file,
                line,
                f"{what} {key} occurs a second time (first in line {seen[key]})",
                "each once",
                "give one of the two another, or delete it",
                rule="doubled",
            )
        seen.setdefault(key, line)


def unknown(place: Place, what: str, known: list[str], home: str) -> Problem:
    """Return the problem of an id that names nothing; ``what`` holds it in quotes."""
    match = nearest(what.split('"')[1], known)
    todo = f'did you mean "{match}"?' if match else f"add it to {home}, or correct the name"
    return Problem(*place, f"{what} is not known", f"an id from {home}", todo, rule="unknown-id")


def unknown_source(reading: Reading, dossier: Dossier, place: Place, name: str | None) -> Iterator[Problem]:
    """Yield a problem where the plan has no source called ``name``."""
    if name is not None and dossier.source(name) is None and reading.in_plan.whole("sources"):
        known = [source.id for source in dossier.plan.sources]
        yield unknown(place, f'source "{name}"', known, "sources in plan.yaml")


def check_ids(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with the ids of tables, sources and coders."""
    evidence, events = reading.names["evidence"], reading.names["events"]
    yield from doubled(((entry.id, evidence, line) for line, entry in reading.evidence.rows), "evidence id")
    yield from doubled(((event.id, events, line) for line, event in reading.events.rows), "event id")
    sources = [(source.id, *reading.at_plan("sources", i)) for i, source in enumerate(dossier.plan.sources)]
    yield from doubled(sources, "source id")
    coders = [(coder.id, *reading.at_assessment("coders", i)) for i, coder in enumerate(dossier.assessment.coders)]
    yield from doubled(coders, "coder id")
    for line, entry in reading.evidence.rows:
        yield from unknown_source(reading, dossier, (evidence, line), entry.source)
    for line, event in reading.events.rows:
        yield from unknown_source(reading, dossier, (events, line), event.source)
    yield from unknown_source(reading, dossier, reading.at_assessment("source"), dossier.assessment.source)
