"""The dossier: everything that is known of one action plan, read and checked, and what it says on each question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ogpkit.dossier.assessment import AnswerRecord, Assessment, Coder, CommitmentAssessment
from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.links import LinkCheck
from ogpkit.dossier.plan import Commitment, OgpValue, Plan, Source
from ogpkit.dossier.survey import Survey
from ogpkit.forms import Form, Option, Question, Section

__all__ = ["Dossier", "InputFile", "Verdict"]

Basis = Literal["stated", "coded", "not-provided", "not-applicable"]


@dataclass(frozen=True)
class Verdict:
    """What holds for a question: an option, and on what basis.

    ``stated``: the option stands on the form. ``coded``: the form states none, a reviewer coded it. ``not-provided``:
    neither. ``not-applicable``: an earlier answer rules the question out.
    """

    option: Option | None
    basis: Basis

    @property
    def value(self) -> str | None:
        """The option's value, or None."""
        return None if self.option is None else self.option.value


@dataclass(frozen=True)
class InputFile:
    """A file that was read: its name, size in bytes, and SHA-256 sum."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Dossier:
    """One action plan with its assessment, evidence, events, checked links and survey."""

    slug: str
    form: Form
    plan: Plan
    assessment: Assessment
    evidence: tuple[EvidenceEntry, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[LinkCheck, ...] = ()
    survey: Survey | None = None
    census: tuple[CensusRow, ...] = ()
    files: tuple[InputFile, ...] = ()

    @property
    def place(self) -> str:
        """The member as OGP writes it: "City, Country"."""
        return f"{self.plan.member.name}, {self.plan.member.country}"

    def commitment_assessment(self, number: int) -> CommitmentAssessment | None:
        """Return what the assessment holds on commitment ``number``."""
        return next((one for one in self.assessment.commitments if one.number == number), None)

    def record(self, question: Question, number: int | None = None) -> AnswerRecord | None:
        """Return what the record holds on ``question`` (of commitment ``number``), or None."""
        printed = question.numbered(number)
        if number is None:
            return self.assessment.answers.get(printed)
        assessed = self.commitment_assessment(number)
        return None if assessed is None else assessed.answers.get(printed)

    def stated(self, question: Question, number: int | None = None) -> Option | None:
        """Return the option that the form itself states."""
        record = self.record(question, number)
        return None if record is None or record.answer is None else self.form.option(question, record.answer)

    def coded(self, question: Question, number: int | None = None) -> Option | None:
        """Return the option that a reviewer coded."""
        record = self.record(question, number)
        return None if record is None or record.coding is None else self.form.option(question, record.coding.answer)

    def verdict(self, question: Question, number: int | None = None) -> Verdict:
        """Return what holds for ``question``: the stated option, else the coded one, unless it is ruled out."""
        for earlier in self.form.questions:
            if earlier.id in question.unless and self.verdict(earlier, number).value == question.unless[earlier.id]:
                return Verdict(None, "not-applicable")
        stated = self.stated(question, number)
        if stated is not None:
            return Verdict(stated, "stated")
        coded = self.coded(question, number)
        if coded is not None:
            return Verdict(coded, "coded")
        return Verdict(None, "not-provided")

    def entries(self, ids: tuple[str, ...]) -> tuple[EvidenceEntry, ...]:
        """Return the evidence entries with these ids, in this order."""
        register = {entry.id: entry for entry in self.evidence}
        return tuple(register[one] for one in ids if one in register)

    def coder(self, name: str) -> Coder | None:
        """Return the coder with this id."""
        return next((coder for coder in self.assessment.coders if coder.id == name), None)

    def source(self, name: str | None) -> Source | None:
        """Return the source with this id."""
        return next((source for source in self.plan.sources if source.id == name), None)

    def values(self, commitment: Commitment) -> tuple[OgpValue, ...]:
        """Return the OGP values that the assessment names for a commitment, or else those of the plan."""
        assessed = self.commitment_assessment(commitment.number)
        return assessed.ogp_values if assessed is not None and assessed.ogp_values else commitment.ogp_values

    def asked(self) -> Iterator[tuple[Section, Question, Commitment | None]]:
        """Go through all questions as the report prints them: a repeating section once for each commitment."""
        for section in self.form.sections:
            for commitment in self.plan.commitments if section.repeats else (None,):
                for question in section.questions:
                    yield section, question, commitment
