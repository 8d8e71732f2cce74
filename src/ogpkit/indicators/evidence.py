"""Indicators of the evidence behind the answers."""

from __future__ import annotations

from dataclasses import dataclass

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import Commitment
from ogpkit.forms import Question, Section
from ogpkit.indicators.cocreation import PLAN
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = ["Coverage", "coverage", "evidence_indicators"]


@dataclass(frozen=True)
class Coverage:
    """How many entries stand behind one answer, and how many of them have an address."""

    section: Section
    question: Question
    commitment: Commitment | None
    evidence: int
    references: int
    evidence_with_address: int
    references_with_address: int

    @property
    def number(self) -> str:
        """The number that the form prints."""
        return self.question.numbered(self.commitment.number if self.commitment else None)


def coverage(dossier: Dossier) -> tuple[Coverage, ...]:
    """Return the coverage of each question that asks for evidence and applies, in the report's order."""
    rows = []
    for section, question, commitment in dossier.asked():
        number = commitment.number if commitment else None
        if not {"evidence", "references"} & set(question.parts):
            continue
        if dossier.verdict(question, number).basis == "not-applicable":
            continue
        record = dossier.record(question, number)
        evidence = record.evidence if record else ()
        references = record.references if record else ()
        found = [sum(entry.address is not None for entry in dossier.entries(ids)) for ids in (evidence, references)]
        rows.append(Coverage(section, question, commitment, len(evidence), len(references), *found))
    return tuple(rows)


def evidence_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return how many answers are stated, have evidence, and how much of the evidence can be looked up."""
    rows = coverage(dossier)
    verdicts = [
        dossier.verdict(question, commitment.number if commitment else None)
        for _, question, commitment in dossier.asked()
        if question.choice is not None
    ]
    applying = [verdict for verdict in verdicts if verdict.basis != "not-applicable"]
    register = [entry for entry in dossier.evidence if entry.kind != "interview"]
    return (
        share("answers-stated", PLAN, sum(one.basis == "stated" for one in applying), len(applying)),
        share("evidence-coverage", PLAN, sum(row.evidence + row.references > 0 for row in rows), len(rows)),
        share("evidence-addresses", PLAN, sum(entry.address is not None for entry in register), len(register)),
    )
