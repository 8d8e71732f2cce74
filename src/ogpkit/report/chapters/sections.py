"""The official part of a report: overview and sections, in the form's order, numbering and wording."""

from __future__ import annotations

from ogpkit.dossier.assessment import AnswerRecord
from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.plan import Commitment
from ogpkit.forms import Question, Section
from ogpkit.report import blocks as b
from ogpkit.report.display import Output
from ogpkit.report.prose import Terms, prose, withhold
from ogpkit.report.words import words

__all__ = ["evidence_item", "overview", "section", "sections"]


def overview(dossier: Dossier, language: str = "en") -> Output:
    """Return the form's Overview: its header fields, as the header of that year had them.

    A person's e-mail address is never printed; that one was given is said.
    """
    form, assessment = dossier.form, dossier.assessment
    values: dict[str, tuple[b.Inline, ...]] = {
        "evaluators": b.inlines(withhold("; ".join(assessment.evaluators))),
        "email": (b.Missing(text=words(language)["withheld"]),) if assessment.email else (),
        "member": b.inlines(withhold(dossier.place)),
        "plan": b.inlines(withhold(dossier.plan.title)),
    }
    rows = tuple(b.FieldRow(label=one.label, value=values[one.id]) for one in form.generation(assessment.header).fields)
    heading = b.Heading(level=1, content=b.inlines(form.overview), anchor="overview")
    return Output((heading, b.Fields(rows=rows)))


def section(dossier: Dossier, name: str, language: str = "en") -> Output:
    """Return one section of the form by its id; a section that repeats holds every commitment of the plan.

    Raises
    ------
    KeyError
        Where the form has no such section.
    """
    found = {one.id: one for one in dossier.form.sections}[name]
    terms = Terms()
    result: list[b.Block] = [b.Heading(level=1, content=b.inlines(found.heading), anchor=f"section-{found.number}")]
    if found.repeats is None:
        result += [_question(dossier, found, question, None, terms, language) for question in found.questions]
        return Output(result)
    for commitment in dossier.plan.commitments:
        label = found.item_heading.format(n=commitment.number)
        anchor = f"commitment-{commitment.number}"
        result.append(b.Heading(level=2, content=b.inlines(f"{label} {withhold(commitment.title)}"), anchor=anchor))
        result += [_question(dossier, found, question, commitment, terms, language) for question in found.questions]
    return Output(result)


def sections(dossier: Dossier, language: str = "en") -> Output:
    """Return all sections of the form, in its order."""
    result = Output(())
    for one in dossier.form.sections:
        result += section(dossier, one.id, language)
    return result


def _question(
    dossier: Dossier,
    section: Section,
    question: Question,
    commitment: Commitment | None,
    terms: Terms,
    language: str,
) -> b.Question:
    number = commitment.number if commitment else None
    record = dossier.record(question, number) or AnswerRecord()
    verdict = dossier.verdict(question, number)
    anchor = f"{f'commitment-{number}' if commitment else f'section-{section.number}'}-{question.id}"
    number_text = question.numbered(number)
    level = 3 if commitment else 2
    if question.choice is None:
        text = prose(record.answer, terms) if record.answer else ()
        answer = b.Part(label=f"{words(language)['answer']}:", blocks=text)
        return b.Question(number=number_text, text=question.text, anchor=anchor, level=level, parts=(answer,))
    return b.Question(
        number=number_text,
        text=question.text,
        anchor=anchor,
        level=level,
        answer=_answer(dossier, question, number, verdict, language),
        coding=_coding(dossier, question, number, verdict, record, language),
        parts=tuple(
            b.Part(label=dossier.form.labels[part], blocks=_part(dossier, record, part, terms))
            for part in question.parts
        ),
    )


def _answer(dossier: Dossier, question: Question, number: int | None, verdict: Verdict, language: str) -> b.Answer:
    if verdict.basis == "not-applicable":
        return b.Answer(mark="not-applicable", text=words(language)["not_applicable"])
    stated = dossier.stated(question, number)
    if stated is None:
        return b.Answer(mark="not-provided", text=words(language)["not_provided"])
    return b.Answer(mark=stated.mark, text=stated.text)


def _coding(
    dossier: Dossier, question: Question, number: int | None, verdict: Verdict, record: AnswerRecord, language: str
) -> b.Coding | None:
    option = dossier.coded(question, number)
    if record.coding is None or option is None or verdict.basis == "not-applicable":
        return None
    coder = dossier.coder(record.coding.by)
    return b.Coding(
        mark=option.mark,
        text=option.text,
        label=words(language)["reviewer_coding"],
        by=withhold(coder.name if coder else record.coding.by),
        on=record.coding.on.isoformat() if record.coding.on else None,
        why=withhold(record.coding.why),
    )


def _part(dossier: Dossier, record: AnswerRecord, part: str, terms: Terms) -> tuple[b.Block, ...]:
    if part == "explanation":
        return prose(record.explanation, terms) if record.explanation else ()
    entries = dossier.entries(getattr(record, part))
    return (b.Evidence(items=tuple(evidence_item(entry) for entry in entries)),) if entries else ()


def evidence_item(entry: EvidenceEntry) -> b.EvidenceItem:
    """Return an entry of the register as it is printed."""
    details = [entry.publisher or "", str(entry.date) if entry.date else ""]
    if entry.archived:
        details.append(f"archived at {entry.archived}")
    if entry.note:
        details.append(entry.note)
    private = entry.address is not None and withhold(entry.address) != entry.address
    if private:
        details.append(f"address: {entry.address}")
    return b.EvidenceItem(
        id=entry.id,
        type=entry.kind,
        title=withhold(entry.title),
        address=None if private else entry.address,
        details=tuple(withhold(detail) for detail in details if detail),
        no_address=entry.address is None and entry.kind != "interview",
    )
