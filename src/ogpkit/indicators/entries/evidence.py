"""Definitions of the indicators of the evidence behind the answers."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"

ENTRIES = (
    Definition(
        id="answers-stated",
        name="Answers stated on the form",
        definition=(
            "How many questions with options have one stated on the form; the others are coded by a reviewer, or open"
        ),
        formula="stated options / choice questions that apply",
        unit="%",
        source=_KIT,
    ),
    Definition(
        id="evidence-coverage",
        name="Questions with evidence or a reference",
        definition="How many questions that ask for evidence name at least one piece of evidence or one reference",
        formula="questions with an entry / questions that ask for evidence and apply",
        unit="%",
        source=_KIT,
    ),
    Definition(
        id="evidence-addresses",
        name="Evidence with an address",
        definition="How many entries of the evidence register can be looked up (interviews are left out)",
        formula="entries with an address / entries other than interviews",
        unit="%",
        source=_KIT,
    ),
)
