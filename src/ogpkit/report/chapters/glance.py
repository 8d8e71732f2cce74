"""The kit's own summary of a report, apart from the official part: verdicts with their basis, and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.dossier.plan import OGP_VALUES, Commitment
from ogpkit.indicators import IndicatorValue
from ogpkit.indicators import coverage as coverage_rows
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.series import numbered, parted
from ogpkit.report.display import Output
from ogpkit.report.indicator_table import indicator_rows, value_text
from ogpkit.report.prose import line, withhold
from ogpkit.report.words import words

__all__ = ["answers", "coverage", "summary", "timeline", "values"]

# What a page of the PDF holds in letters that can be read: a figure is set on one page, however tall it is.
_MOST_COMMITMENTS = 14
_MOST_EVENTS = 24
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
    "meetings",
    "process-months",
    "consultation-days",
    "non-government-share",
    "reasoned-response-rate",
    "plan-lateness",
    "report-lateness",
    "commitments-verifiable",
    "commitments-relevant",
    "commitments-new",
    "commitments-substantial",
    "commitments-promising",
    "answers-stated",
    "evidence-coverage",
    "evidence-addresses",
)

# What few dossiers can tell is left to the annex, which says what is missing.
_WHERE_KNOWN = _SUMMARY[_SUMMARY.index("meetings") : _SUMMARY.index("commitments-verifiable")]


def summary(dossier: Dossier, values: Sequence[IndicatorValue]) -> Output:
    """Return the summary table: one line per indicator of the plan, with n of N and what the value rests on."""
    said = {row.id: value_text(row, words("en")) for row in indicator_rows(values) if row.entity == "plan"}
    shown = (value for value in values if value.entity == "plan")
    by_id = {value.id: value for value in shown if said[value.id] or value.id not in _WHERE_KNOWN}
    rows = tuple(
        (
            b.inlines(by_id[name].definition.name),
            _shown(by_id[name], said[name]),
            b.inlines("; ".join(by_id[name].flags[_open(by_id[name]) :]) or "–"),
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


def _open(value: IndicatorValue) -> bool:
    """Whether there is something to count of which nobody has said anything yet; the first flag says so."""
    return value.value is None and bool(value.N) and value.definition.unit == "%" and bool(value.flags)


def _shown(value: IndicatorValue, said: str) -> tuple[b.Inline, ...]:
    if value.definition.is_verdict or value.value == "undetermined":
        return (b.Marked(mark=_MARKS.get(str(value.value), "neutral"), text=str(value.value)),)
    if value.N is None or value.n is None or value.definition.unit != "%":
        return b.inlines(said)
    if value.N == 0:
        return (b.Missing(text="nothing to count"),)
    if _open(value):
        return (b.Missing(text=value.flags[0]),)
    counts = f"{value.n} of {value.N}".replace(" ", _JOINED) + f" ({value.value}{_JOINED}%)"
    return b.inlines(counts + (f", {value.undetermined} undetermined" if value.undetermined else ""))


def answers(dossier: Dossier) -> Output:
    """Return the figure of all answers: sections and commitments as rows, questions as columns.

    Where the plan is long, this and the other figures are drawn in several that follow each other.
    """
    rows: list[tuple[bool, figures.AnswerRow]] = []
    for section in dossier.form.sections:
        questions = [question for question in section.questions if question.choice is not None]
        for commitment in dossier.plan.commitments if section.repeats else (None,):
            number = commitment.number if commitment else None
            label = _called(commitment) if commitment else withhold(section.label)
            cells = tuple(_cell(question.numbered(number), dossier.verdict(question, number)) for question in questions)
            row = figures.AnswerRow(label, cells, f"Section {section.number}")
            rows.append((commitment is not None, row))
    source = _source(dossier)
    parts = parted(rows, _MOST_COMMITMENTS, lambda row: row[0])
    drawn = [figures.answers_grid([row for _, row in part], source=source) for part in parts]
    return Output(numbered(drawn, "figure-answers"))


def _called(commitment: Commitment) -> str:
    return withhold(f"Commitment {commitment.number} – {commitment.label}")


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
    source = _source(dossier)
    if len(events) > figures.MOST_SINGLE_EVENTS:  # Annex C names them all
        return Output((figures.event_counts(events, markers, source=source, anchor="figure-timeline"),))
    events.sort(key=lambda event: event.order)
    parts = parted(events, _MOST_EVENTS)
    return Output(
        numbered([figures.timeline(part, markers, among=events, source=source) for part in parts], "figure-timeline")
    )


def values(dossier: Dossier) -> Output:
    """Return the figure of commitments and the OGP values that are named for them."""
    rows = [figures.CommitmentValues(_called(one), tuple(dossier.values(one))) for one in dossier.plan.commitments]
    notes = {one.ogp_values_note for one in dossier.assessment.commitments if one.ogp_values_note}
    mapped = ". Names of values put by the kit under those of the action plan's form" if notes else ""
    source = _source(dossier) + mapped
    parts = parted(rows, _MOST_COMMITMENTS)
    return Output(
        numbered([figures.value_matrix(part, values=OGP_VALUES, source=source) for part in parts], "figure-values")
    )


def coverage(dossier: Dossier) -> Output:
    """Return the figure of how much evidence stands behind each answer."""
    rows: list[tuple[bool, list[figures.QuestionEvidence]]] = []
    for _, found in groupby(coverage_rows(dossier), key=lambda row: (row.section.number, row.commitment)):
        questions = list(found)
        one = questions[0].commitment
        label = _called(one) if one else withhold(questions[0].section.label)
        cells = [
            figures.QuestionEvidence(
                label,
                row.number,
                row.evidence,
                row.references,
                row.evidence_with_address,
                row.references_with_address,
                group=f"Section {row.section.number}",
            )
            for row in questions
        ]
        rows.append((one is not None, cells))
    source = _source(dossier)
    parts = parted(rows, _MOST_COMMITMENTS, lambda row: row[0])
    drawn = [[cell for _, cells in part for cell in cells] for part in parts]
    return Output(numbered([figures.evidence_coverage(cells, source=source) for cells in drawn], "figure-evidence"))


def _source(dossier: Dossier) -> str:
    source = dossier.source(dossier.assessment.source)
    title = source.title if source else f"{dossier.form.title}, {dossier.place}"
    synthetic = " (invented dossier)" if dossier.plan.synthetic else ""
    return withhold(f"{title}{synthetic}")
