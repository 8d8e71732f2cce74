"""All indicators of the kit: the one place where their definitions come together."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition
from ogpkit.indicators.entries import agreement, cocreation, commitments, evidence, survey

__all__ = ["CATALOGUE", "TOPICS"]

TOPICS: dict[str, tuple[Definition, ...]] = {
    "Co-creation": cocreation.ENTRIES,
    "Evidence": evidence.ENTRIES,
    "Commitments": commitments.ENTRIES,
    "Survey": survey.ENTRIES,
    "Agreement of reviewers": agreement.ENTRIES,
}
"""The definitions by topic, in the order of the catalogue."""

CATALOGUE: dict[str, Definition] = {entry.id: entry for entries in TOPICS.values() for entry in entries}
"""All definitions by id."""
