"""How a report opens: its cover, and what a reader must know before quoting it."""

from __future__ import annotations

from ogpkit import __version__
from ogpkit.dossier.dossier import Dossier
from ogpkit.report import blocks as b
from ogpkit.report.display import Output
from ogpkit.report.prose import Terms, line, withhold

__all__ = ["cover", "reading_notes", "title"]


def title(dossier: Dossier) -> str:
    """Return the report's title as OGP writes it."""
    return withhold(dossier.form.heading.format(plan=dossier.plan.title))


def cover(dossier: Dossier, *, status: b.Status, date: str, language: str = "en") -> Output:
    """Return the cover. ``date`` is the date of this version of the report (ISO); nothing depends on today."""
    form, plan = dossier.form, dossier.plan
    place = withhold(dossier.place)
    return Output(
        (
            b.Cover(
                title=title(dossier),
                document=form.title,
                member=place,
                period=f"{plan.period.start} – {plan.period.end}",
                status=status,
                date=str(date),
                language=language,
                standing=_standing(dossier),
                authors=tuple(withhold(one) for one in dossier.assessment.evaluators),
                summary=(
                    f"Assessment of the action plan of {place}, {plan.period.start} – {plan.period.end}, on "
                    f"the official form of OGP Local, with {len(plan.commitments)} commitments."
                ),
                generator=f"ogpkit {__version__}",
            ),
        )
    )


def _standing(dossier: Dossier) -> str:
    if dossier.plan.synthetic:
        return "Synthetic: invented data"
    if dossier.assessment.texts == "restated":
        return "Restatement, not official"
    return ""


def reading_notes(dossier: Dossier) -> Output:
    """Return boxed notes on what is restated, coded or synthetic in this report; nothing where nothing is."""
    notes: list[b.Block] = []
    if dossier.plan.synthetic:
        notes.append(_note("synthetic", "This dossier is invented", "City, plan and answers are invented for trials."))
    coded = sum(
        dossier.verdict(question, one.number if one else None).basis == "coded" for _, question, one in dossier.asked()
    )
    if coded:
        coders = "; ".join(
            withhold(f"{coder.name} ({coder.role})" if coder.role else coder.name)
            for coder in dossier.assessment.coders
        )
        text = (
            f"For {coded} question{'s' * (coded != 1)} no option is stated on the form. There stands a reviewer's own "
            'coding, beside the answer "not provided" and with its reason. It is no answer of the evaluator. What '
            f"rests on it says so. Coded by: {coders}."
        )
        notes.append(_note("unofficial", "Answers that are not stated", text))
    if dossier.assessment.texts == "restated":
        source = dossier.source(dossier.assessment.source)
        name = f'"{source.title}"' if source else "a published report"
        publisher = f" ({source.publisher})" if source and source.publisher else ""
        text = (
            f"The explanations restate {name}{publisher} in other words; they are not quotations. Question and option "
            "texts are the official wording."
        )
        details = (b.Paragraph(content=line(source.note)),) if source and source.note else ()
        notes.append(_note("unofficial", "Restated, not quoted", text, *details))
    if dossier.plan.note:
        notes.append(_note("info", "On the plan's period", dossier.plan.note))
    if dossier.survey is not None and dossier.survey.codebook.synthetic:
        text = (
            "The answers of the survey are invented for trials (synthetic). Nobody was asked. Whatever rests on "
            "them says so."
        )
        notes.append(_note("synthetic", "The survey is synthetic", text))
    if not notes:
        return Output(())
    heading = b.Heading(level=1, content=b.inlines("How to read this report"), anchor="how-to-read")
    return Output((heading, *notes))


def _note(tone: str, heading: str, text: str, *more: b.Block) -> b.Note:
    return b.Note.model_validate(
        {"tone": tone, "title": heading, "blocks": (b.Paragraph(content=line(text, Terms())), *more)}
    )
