"""What follows the official part: indicators, co-creation events, evidence register, method, provenance, glossary."""

from __future__ import annotations

from collections.abc import Sequence

from ogpkit import __version__
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.forms import load_glossary
from ogpkit.indicators import CATALOGUE, IndicatorValue
from ogpkit.report import blocks as b
from ogpkit.report.chapters.event_tables import event_tables
from ogpkit.report.display import Output
from ogpkit.report.figures.dates import date_in_words
from ogpkit.report.indicator_table import indicator_rows, value_text
from ogpkit.report.prose import line, withhold
from ogpkit.report.words import words

__all__ = ["events", "evidence_register", "glossary", "indicators", "method", "plan", "provenance"]


def _missing(language: str) -> tuple[b.Inline, ...]:
    return (b.Missing(text=words(language)["not_provided"]),)


def _columns(*titles: str, right: Sequence[int] = ()) -> tuple[b.Column, ...]:
    return tuple(
        b.Column(title=b.inlines(title), align="right" if index in right else "left")
        for index, title in enumerate(titles)
    )


def indicators(values: Sequence[IndicatorValue]) -> Output:
    """Return the annex of indicators: one row each, with numerator and denominator, and their definitions.

    What the dossier does not tell is listed apart, with the data that would tell it.
    """
    rows = indicator_rows(values)
    known = tuple(row for row in rows if value_text(row, words("en")))
    unknown = tuple(row for row in rows if row not in known)
    used = list(dict.fromkeys(row.id for row in known))
    definitions = b.Table(
        caption=b.inlines("What the indicators mean"),
        columns=_columns("Indicator", "Meaning", "Formula", "Source"),
        rows=tuple(
            (
                b.inlines(CATALOGUE[name].name),
                b.inlines(CATALOGUE[name].definition),
                b.inlines(CATALOGUE[name].formula or "–"),
                b.inlines(CATALOGUE[name].source),
            )
            for name in used
        ),
        note=b.inlines("None of these figures is printed by OGP; percents are whole, rounded half-up."),
    )
    made: list[b.Block] = [
        b.Heading(level=1, content=b.inlines("Annex A. Indicators"), anchor="indicators"),
        b.Indicators(rows=known, caption=b.inlines("Indicators of the plan and its commitments")),
    ]
    if unknown:
        made += [b.Indicators(rows=unknown, shown=False), _not_available(unknown)]
    return Output((*made, definitions))


def _not_available(rows: Sequence[b.IndicatorRow]) -> b.Table:
    needed: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        needed.setdefault((row.name, "; ".join(row.flags)), []).append(row.entity)
    return b.Table(
        caption=b.inlines("Indicators that are not available"),
        columns=_columns("Indicator", "Applies to", "Why"),
        rows=tuple(
            (b.inlines(name), b.inlines(", ".join(entities)), b.inlines(why or "–"))
            for (name, why), entities in needed.items()
        ),
        note=b.inlines("With the data that is named here they are computed at the next run."),
    )


def events(dossier: Dossier, language: str = "en") -> Output:
    """Return the annex of co-creation events: what took place when, who took part, and the numbers that are known."""
    heading = b.Heading(level=1, content=b.inlines("Annex C. Co-creation events"), anchor="events")
    if not dossier.events:
        return Output((heading, b.Paragraph(content=_missing(language))))
    return Output((heading, *event_tables(dossier.events, language)))


def evidence_register(dossier: Dossier, language: str = "en") -> Output:
    """Return the annex with the whole evidence register, and the questions that each entry supports."""
    heading = b.Heading(level=1, content=b.inlines("Annex D. Evidence register"), anchor="evidence")
    if not dossier.evidence:
        return Output((heading, b.Paragraph(content=_missing(language))))
    supports: dict[str, list[str]] = {}
    for _, question, commitment in dossier.asked():
        record = dossier.record(question, commitment.number if commitment else None)
        printed = question.numbered(commitment.number if commitment else None)
        for one in dict.fromkeys((*record.evidence, *record.references) if record else ()):
            supports.setdefault(one, []).append(
                f"{printed} (commitment {commitment.number})" if commitment else printed
            )
    rows = tuple(
        (
            b.inlines(entry.id),
            b.inlines(withhold(entry.title)),
            b.inlines(entry.kind),
            b.inlines(date_in_words(entry.date) if entry.date else "") or _missing(language),
            _address(entry, language),
            b.inlines(", ".join(supports.get(entry.id, []))) or b.inlines("–"),
        )
        for entry in dossier.evidence
    )
    table = b.Table(
        caption=b.inlines("Evidence and references"),
        columns=_columns("Id", "Title", "Kind", "Date", "Address", "Supports"),
        rows=rows,
    )
    return Output((heading, table))


def _address(entry: EvidenceEntry, language: str) -> tuple[b.Inline, ...]:
    if entry.address:
        return line(entry.address)
    # An interview has none.
    return b.inlines("–") if entry.kind == "interview" else (b.Missing(text=words(language)["no_address"]),)


def plan(dossier: Dossier, language: str = "en") -> Output:
    """Return the annex with what the dossier holds of the action plan itself."""
    about = dossier.plan
    told = {
        "Title": about.title,
        "Other titles": "; ".join(one.title for one in about.other_titles),
        "Member of OGP Local since": date_in_words(about.member.joined) if about.member.joined else "",
        "Submitted": date_in_words(about.submitted) if about.submitted else "",
        "Lead institutions": "; ".join(about.lead_institutions),
        "Challenges": about.challenges or "",
        "Long-term vision": about.vision or "",
        "Engagement and coordination": about.engagement or "",
    }
    rows = []
    for one in about.commitments:
        assessed = dossier.commitment_assessment(one.number)
        note = assessed.ogp_values_note if assessed and assessed.ogp_values_note else ""
        values = ", ".join(dossier.values(one))
        rows.append(
            (
                b.inlines(f"{one.number}. {withhold(one.label)}" + (f" ({one.id})" if one.id else "")),
                b.inlines(withhold(one.action or "")) or _missing(language),
                b.inlines(withhold(f"{values}. {note}" if note else values)) or _missing(language),
                b.inlines(str(len(one.milestones)) if one.milestones else "") or _missing(language),
            )
        )
    fields = tuple(b.FieldRow(label=label, value=b.inlines(withhold(text))) for label, text in told.items())
    table = b.Table(
        caption=b.inlines("Commitments of the plan"),
        columns=_columns("Commitment", "Action", "OGP values", "Milestones"),
        rows=tuple(rows),
    )
    heading = b.Heading(level=1, content=b.inlines("Annex B. The action plan"), anchor="plan")
    return Output((heading, b.Fields(rows=fields), table))


def method(dossier: Dossier) -> Output:
    """Return how the report was made, and what in the form or the method is not verified."""
    form = dossier.form
    remarks = [
        f"The form is the {form.title} of OGP Local: one per {form.per}, due {form.due}.",
        "Every question of the form is printed. What the assessment does not hold is printed as not provided.",
        "A commitment that is not verifiable is not assessed further: its later questions are not applicable.",
        "An indicator counts the option that is stated on the form, and where none is stated a reviewer's coding.",
        "The requirements are counted from what is stated alone, and with the coding in a line of their own.",
        "Where no answer is given at all an indicator has no value: nought would say that the answer is No.",
    ]
    remarks += [
        f"{option.remark}" for choice in form.choices.values() for option in choice.options if not option.verified
    ]
    if form.participation and not form.participation.verified:
        remarks.append(form.participation.remark)
    inferred = [question.numbered(None) for question in form.questions if not question.choice_verified]
    if inferred:
        remarks.append(f"That {', '.join(inferred)} are answered by Yes, No or Unclear is inferred from Section 1.")
    guidance = tuple(
        (b.inlines(question.numbered(None)), b.inlines(question.guidance))
        for section in form.single_sections
        for question in section.questions
        if question.guidance
    )
    result: list[b.Block] = [
        b.Heading(level=1, content=b.inlines("Annex E. Method and provenance"), anchor="method"),
        b.ListBlock(items=tuple((b.Paragraph(content=line(text)),) for text in remarks)),
    ]
    if guidance:
        result.append(
            b.Table(
                caption=b.inlines("Guidance on the form, in short"),
                columns=_columns("Question", "Guidance"),
                rows=guidance,
            )
        )
    return Output(result)


def provenance(dossier: Dossier) -> Output:
    """Return the files that the report was made from, each with the beginning of its SHA-256 sum."""
    rows = tuple(
        (b.inlines(file.name), b.inlines(f"{file.size:,}"), (b.InlineCode(text=file.sha256[:16]),))
        for file in dossier.files
    )
    heading = b.Heading(level=2, content=b.inlines("What this report was made from"), anchor="provenance")
    table = b.Table(
        caption=b.inlines("Input files"),
        columns=_columns("File", "Bytes", "SHA-256 (first 16 digits)", right=(1,)),
        rows=rows,
        note=b.inlines(
            f"Made with ogpkit {__version__} from these files and the run's parameters; the same files and "
            "parameters give the same report."
        ),
    )
    return Output((heading, table))


def glossary(language: str = "en") -> Output:
    """Return the glossary, to which terms in the text are linked."""
    entries = tuple(
        b.GlossaryEntry(key=entry.key, term=entry.term, definition=entry.definition)
        for entry in sorted(load_glossary(), key=lambda entry: entry.term.casefold())
    )
    heading = b.Heading(level=1, content=b.inlines(words(language)["glossary"]), anchor="glossary")
    return Output((heading, b.Glossary(entries=entries)))
