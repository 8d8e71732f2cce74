"""The kit's own summary of a report, apart from the official part: verdicts with their basis, and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.dossier.plan import OGP_VALUES
from ogpkit.indicators import IndicatorValue
from ogpkit.indicators import coverage as coverage_rows
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.display import Output
from ogpkit.report.prose import line, withhold

__all__ = ["answers", "coverage", "summary", "timeline", "values"]

_MARKS: dict[str, b.Mark] = {
    "met": "yes",
    "not met": "no",
    "undetermined": "unclear",
}
_JOINED = "\N{NO-BREAK SPACE}"
_SUMMARY = (
    "requirements-verdict",
    "requirements-coded-verdict",
    "practices-followed",
    "participation-level",
    "commitments-verifiable",
    "commitments-relevant",
    "commitments-new",
    "commitments-substantial",
    "commitments-promising",
    "answers-stated",
    "evidence-coverage",
    "evidence-addresses",
)


def summary(dossier: Dossier, values: Sequence[IndicatorValue]) -> Output:
    """Return the summary table: one line per indicator of the plan, with n of N and what the value rests on."""
    by_id = {value.id: value for value in values if value.entity == "plan"}
    rows = tuple(
        (
            b.inlines(by_id[name].definition.name),
            _shown(by_id[name]),
            b.inlines("; ".join(by_id[name].flags) or "–"),
        )
        for name in _SUMMARY
        if name in by_id
    )
    table = b.Table(
        caption=b.inlines("The plan in figures"),
        columns=tuple(b.Column(title=b.inlines(title)) for title in ("Indicator", "Result", "What it rests on")),
        rows=rows,
        note=b.inlines("ogpkit's reading of the answers, no official result. Annex A says what each line means."),
    )
    place = f"{dossier.place}, {dossier.plan.period.start} – {dossier.plan.period.end}"
    text = (
        f"This chapter sums up the assessment of {place}. It is no part of the official form, which begins with "
        f"the {dossier.form.overview}."
    )
    heading = b.Heading(level=1, content=b.inlines("At a glance"), anchor="at-a-glance")
    return Output((heading, b.Paragraph(content=line(text)), table))


def _shown(value: IndicatorValue) -> tuple[b.Inline, ...]:
    if value.definition.is_verdict or value.value == "undetermined":
        return (b.Marked(mark=_MARKS.get(str(value.value), "neutral"), text=str(value.value)),)
    if value.N is None:
        return b.inlines(str(value.value))
    if value.N == 0:
        return (b.Missing(text="nothing to count"),)
    counts = f"{value.n} of {value.N}".replace(" ", _JOINED) + f" ({value.value}{_JOINED}%)"
    return b.inlines(counts + (f", {value.undetermined} undetermined" if value.undetermined else ""))


def answers(dossier: Dossier) -> Output:
    """Return the figure of all answers: sections and commitments as rows, questions as columns."""
    rows = []
    for section in dossier.form.sections:
        questions = [question for question in section.questions if question.choice is not None]
        for commitment in dossier.plan.commitments if section.repeats else (None,):
            number = commitment.number if commitment else None
            label = f"Commitment {commitment.number} – {commitment.label}" if commitment else section.label
            cells = tuple(_cell(question.numbered(number), dossier.verdict(question, number)) for question in questions)
            rows.append(figures.AnswerRow(withhold(label), cells, f"Section {section.number}"))
    return Output((figures.answers_grid(rows, source=_source(dossier), anchor="figure-answers"),))


def _cell(number: str, verdict: Verdict) -> figures.AnswerCell:
    basis: Literal["stated", "coded"] = "coded" if verdict.basis == "coded" else "stated"
    if verdict.option is None:
        return figures.AnswerCell(number, "not-applicable" if verdict.basis == "not-applicable" else "not-provided")
    # An option that is no Yes or No says nothing without its name.
    return figures.AnswerCell(number, verdict.option.mark, basis, word=verdict.option.short)


def timeline(dossier: Dossier) -> Output:
    """Return the figure of co-creation events; nothing where the dossier holds none."""
    if not dossier.events:
        return Output(())
    events = [
        figures.TimelineEvent(
            withhold(event.title),
            str(event.start) if event.start else None,
            event.kind,
            str(event.end) if event.end else None,
        )
        for event in dossier.events
    ]
    markers = []
    if dossier.plan.submitted:
        markers.append(figures.TimelineMarker("plan submitted", str(dossier.plan.submitted)))
    return Output((figures.timeline(events, markers, source=_source(dossier), anchor="figure-timeline"),))


def values(dossier: Dossier) -> Output:
    """Return the figure of commitments and the OGP values that are named for them."""
    rows = [
        figures.CommitmentValues(withhold(f"Commitment {one.number} – {one.label}"), tuple(dossier.values(one)))
        for one in dossier.plan.commitments
    ]
    notes = {one.ogp_values_note for one in dossier.assessment.commitments if one.ogp_values_note}
    mapped = ". Names of values put by the kit under those of the action plan's form" if notes else ""
    figure = figures.value_matrix(rows, values=OGP_VALUES, source=_source(dossier) + mapped, anchor="figure-values")
    return Output((figure,))


def coverage(dossier: Dossier) -> Output:
    """Return the figure of how much evidence stands behind each answer."""
    rows = []
    for row in coverage_rows(dossier):
        one = row.commitment
        label = f"Commitment {one.number} – {one.label}" if one else row.section.label
        rows.append(
            figures.QuestionEvidence(
                withhold(label),
                row.number,
                row.evidence,
                row.references,
                row.evidence_with_address,
                row.references_with_address,
                group=f"Section {row.section.number}",
            )
        )
    return Output((figures.evidence_coverage(rows, source=_source(dossier), anchor="figure-evidence"),))


def _source(dossier: Dossier) -> str:
    source = dossier.source(dossier.assessment.source)
    title = source.title if source else f"{dossier.form.title}, {dossier.place}"
    synthetic = " (invented dossier)" if dossier.plan.synthetic else ""
    return withhold(f"{title}{synthetic}")
