"""What reviewers have to settle: each question with all answers and explanations side by side; and all answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ogpkit.dossier.assessment import AnswerRecord
from ogpkit.dossier.dossier import Verdict
from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.reviews import Item
from ogpkit.indicators.agreement import Agreement, GroupAgreement
from ogpkit.report import blocks as b
from ogpkit.report.display import Output
from ogpkit.report.prose import line
from ogpkit.report.words import words

__all__ = ["STATES", "all_answers", "disputes", "ogp_values"]

STATES = {
    "agreed": "agreed",
    "disputed": "in dispute",
    "incomplete": "not answered by all",
    "dependent": "in dispute through an earlier answer",
    "not-applicable": "not applicable",
    "unanswered": "answered by nobody",
}
"""What the states of an item are called."""

_ABREAST = 3
"""How many reviewers a page holds side by side."""

_LONGEST, _MOST_LINES = 3000, 60
"""How much of a text one cell shows, in characters and in lines; more would fill page after page of a table."""

_CUT = "[…] Shortened here; the whole text stands in merged.yaml."


def disputes(agreement: Agreement, language: str = "en") -> Output:
    """Return each question to settle with what every reviewer says."""
    heading = b.Heading(level=1, content=b.inlines("Questions to settle"), anchor="disputes")
    found = agreement.disputes
    if not found:
        return Output((heading, b.Paragraph(content=b.inlines(_no_dispute(agreement.everything)))))
    text = (
        "The official text of each question stands above what each reviewer says. The merged file holds the same, "
        "with a place for the answer that is settled on."
    )
    result: list[b.Block] = [heading, b.Paragraph(content=b.inlines(text))]
    for place, items in groupby(found, key=_place):
        several = list(items)
        heading = b.Heading(level=2, content=b.inlines(_called(several[0])), anchor=f"disputes-{place}")
        result += [heading, *(block for item in several for block in _dispute(agreement, item, language))]
    return Output(result)


def _no_dispute(everything: GroupAgreement) -> str:
    if everything.answered == 0:
        return "There are none, for nothing was answered. That is no agreement."
    if everything.answered < everything.asked:
        silent = everything.asked - everything.answered
        return (
            "There are none among the questions that were answered: the reviewers agree on these. "
            f"Answered by nobody: {silent} of {everything.asked} questions."
        )
    return "There are none: the reviewers agree throughout."


def _place(item: Item) -> str:
    return f"commitment-{item.commitment.number}" if item.commitment else f"section-{item.section.number}"


def _called(item: Item) -> str:
    if item.commitment is None:
        return item.section.heading
    return withhold(f"Commitment {item.commitment.number}: {item.commitment.label}")


def _dispute(agreement: Agreement, item: Item, language: str) -> list[b.Block]:
    names = agreement.reviews.names
    title = f"{item.called} {item.question.text}"
    about = []
    ruling = [name for name, verdict in zip(names, item.verdicts, strict=True) if verdict.basis == "not-applicable"]
    silent = [name for name, verdict in zip(names, item.verdicts, strict=True) if verdict.basis == "not-provided"]
    if ruling:
        about.append(f"Ruled out by an earlier answer of {_listed(ruling)}: settle that question first.")
    if silent:
        about.append(f"Not answered by {_listed(silent)}.")
    rows = [
        ("Answer", [_answer(verdict, language) for verdict in item.verdicts]),
        ("Does not count", [line(withhold(", ".join(aside))) for aside in item.set_aside]),
        ("Explanation", [_explanation(record) for record in item.records]),
        ("Evidence", [_entries(agreement, record, "evidence") for record in item.records]),
        ("References", [_entries(agreement, record, "references") for record in item.records]),
    ]
    kept = [(label, cells) for label, cells in rows if any(cells)]
    missing = (b.Missing(text=words(language)["not_provided"]),)
    if len(names) <= _ABREAST:
        columns = ("Reviewer", *names)
        body = [(b.inlines(label), *(cell or missing for cell in cells)) for label, cells in kept]
    else:
        columns = ("Reviewer", *(label for label, _ in kept))
        body = [(b.inlines(name), *(cells[place] or missing for _, cells in kept)) for place, name in enumerate(names)]
    blocks: list[b.Block] = [
        b.Heading(level=3, content=b.inlines(title), anchor=f"dispute-{_place(item)}-{item.question.id}"),
        *([b.Paragraph(content=line(" ".join(about)))] if about else []),
        b.Table(
            caption=b.inlines(f"What the reviewers say on {item.called}"),
            columns=tuple(b.Column(title=b.inlines(column)) for column in columns),
            rows=tuple(body),
        ),
    ]
    return blocks


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _answer(verdict: Verdict, language: str, *, short: bool = False) -> tuple[b.Inline, ...]:
    if verdict.option is None:
        ruled_out = verdict.basis == "not-applicable"
        mark: b.Mark = "not-applicable" if ruled_out else "not-provided"
        return (b.Marked(mark=mark, text=words(language)["not_applicable" if ruled_out else "not_provided"]),)
    text = verdict.option.name if short else verdict.option.text
    shown = (b.Marked(mark=verdict.option.mark, text=text),)
    return (*shown, *b.inlines(" (coded)")) if verdict.basis == "coded" else shown


def _explanation(record: AnswerRecord | None) -> tuple[b.Inline, ...]:
    if record is None:
        return ()
    said = [f"Reason of the coding: {record.coding.why}"] if record.coding else []
    said += (record.explanation or "").strip().split("\n") if record.explanation else []
    return _lines(shortened_lines([withhold(text) for text in said]))


def shortened_lines(said: Sequence[str]) -> list[str]:
    """Return the first lines of what a reviewer says, as many as a cell of a table holds, and where the rest stands.

    Addresses of persons must have been withheld before: one that is cut through would no longer be known for one.

    Examples
    --------
    >>> shortened_lines(["a", "b"]), shortened_lines(["word " * 1000])[1]
    (['a', 'b'], '[…] Shortened here; the whole text stands in merged.yaml.')
    """
    shown: list[str] = []
    room = _LONGEST
    for text in said[:_MOST_LINES]:
        if len(text) > room:
            shown.append(text[:room].rpartition(" ")[0] or text[:room])
            break
        shown.append(text)
        room -= len(text)
    if len(shown) == len(said) and shown[-1:] == list(said[-1:]):
        return shown
    return [*shown, _CUT]


def _lines(said: Sequence[str]) -> tuple[b.Inline, ...]:
    result: list[b.Inline] = []
    for text in said:
        if result:
            result.append(b.Break())
        result += line(text.strip())
    return tuple(result)


def _entries(agreement: Agreement, record: AnswerRecord | None, part: str) -> tuple[b.Inline, ...]:
    entries = agreement.reviews.reviews[0].dossier.entries(getattr(record, part)) if record else ()
    return _lines(shortened_lines([withhold(f"{entry.title} ({entry.id})") for entry in entries]))


def all_answers(agreement: Agreement, language: str = "en") -> Output:
    """Return the annex with every question and every reviewer's answer, agreed or not."""
    names = agreement.reviews.names
    rows = tuple(
        (
            b.inlines(f"{item.called} {item.question.short}"),
            *(_answer(verdict, language, short=True) for verdict in item.verdicts),
            b.inlines(STATES[item.state]),
        )
        for item in agreement.items
    )
    table = b.Table(
        caption=b.inlines("All questions with options"),
        columns=tuple(b.Column(title=b.inlines(title)) for title in ("Question", *names, "State")),
        rows=rows,
    )
    heading = b.Heading(level=1, content=b.inlines("Annex A. All answers"), anchor="all-answers")
    return Output((heading, table))


def ogp_values(agreement: Agreement) -> Output:
    """Return the commitments for which the reviewers name different OGP values; nothing where there are none."""
    reviews = agreement.reviews
    rows = []
    for commitment in reviews.plan.commitments:
        found = [review.dossier.commitment_assessment(commitment.number) for review in reviews.reviews]
        named = [() if one is None else one.ogp_values for one in found]
        if len({frozenset(one) for one in named}) > 1:
            cells = (b.inlines(", ".join(one)) or (b.Missing(text="none named"),) for one in named)
            rows.append((b.inlines(withhold(f"Commitment {commitment.number}: {commitment.label}")), *cells))
    if not rows:
        return Output(())
    table = b.Table(
        caption=b.inlines("Commitments for which the reviewers name different OGP values"),
        columns=tuple(b.Column(title=b.inlines(title)) for title in ("Commitment", *reviews.names)),
        rows=tuple(rows),
        note=b.inlines("The merged file keeps the values that all reviewers name."),
    )
    heading = b.Heading(level=2, content=b.inlines("OGP values that differ"), anchor="differing-values")
    return Output((heading, table))
