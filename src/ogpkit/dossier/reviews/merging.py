"""One assessment from several reviews: what is agreed as an answer, what is not as a place to settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ogpkit.dossier.assessment import UNSETTLED, AnswerRecord, Coding, CommitmentAssessment
from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.reviews.heading import CoderNames, heading_lines
from ogpkit.dossier.reviews.items import OPEN, Item, compared
from ogpkit.dossier.reviews.review import Reviews
from ogpkit.dossier.reviews.writing import commented, flow_list, scalar, text_lines
from ogpkit.forms import Question

__all__ = ["merged"]

_ITEM = re.compile(r"[-*+•◦–—] |\d+[.)] ")
"""What begins an item of a list in a text."""
_WHY = {
    "disputed": "in dispute",
    "incomplete": "not answered by every reviewer",
    "dependent": "in dispute through an earlier answer, which rules this question out for some reviewers",
}


def merged(reviews: Reviews) -> str:
    """Return the text of an assessment file that holds what the reviewers agree on.

    An answer stands in it only where every reviewer gave it; the explanations follow each other in it, each once, with
    the names of those who gave it. The wording of each question stands in a comment above its number. Where
    the reviewers differ the answer is ``unsettled``, which ``ogpkit check`` refuses, and a comment holds what each of
    them says. A comment holds choices, too, that count for nothing, since an earlier answer rules them out or an answer
    is stated beside a coding. Evidence and references are united. E-mail addresses are withheld. Of reviews that are
    equal nothing but that is changed.
    """
    return "\n".join(_Merging(reviews).lines()) + "\n"


def _once(texts: Iterable[str | None]) -> list[str]:
    """Return texts without those that are missing or were there before."""
    return list(dict.fromkeys(text for text in texts if text))


class _Merging:
    def __init__(self, reviews: Reviews) -> None:
        self.reviews = reviews
        self.assessments = [review.assessment for review in reviews.reviews]
        self.names = reviews.names
        self.coders = CoderNames(self.assessments)
        self.items = {(item.question.id, _number(item)): item for item in compared(reviews)}

    def lines(self) -> Iterator[str]:
        yield from heading_lines(self.reviews, self.coders, list(self.items.values()))
        yield "answers:" if any(one.answers for one in self.assessments) else "answers: {}"
        for section in self.reviews.form.single_sections:
            yield from commented(f"--- {section.heading}", "  ")
            for question in section.questions:
                records = [one.answers.get(question.numbered(None)) for one in self.assessments]
                yield from self.entry(question, None, records, "  ")
        numbers = dict.fromkeys(one.number for assessment in self.assessments for one in assessment.commitments)
        yield "commitments:" if numbers else "commitments: []"
        for number in numbers:
            yield from self.commitment(number)

    def commitment(self, number: int) -> Iterator[str]:
        found = [review.dossier.commitment_assessment(number) for review in self.reviews.reviews]
        there = [one for one in found if one is not None]
        title = next((one.title for one in self.reviews.plan.commitments if one.number == number), "")
        yield from commented(withhold(f"--- Commitment {number}: {title}"), "  ")
        yield f"  - number: {number}"
        yield from self.values(found)
        note = "; ".join(_once(one.ogp_values_note for one in there))
        if note:
            yield f"    ogp_values_note: {scalar(withhold(note))}"
        yield "    answers:" if any(one.answers for one in there) else "    answers: {}"
        for section in self.reviews.form.repeated_sections:
            for question in section.questions:
                printed = question.numbered(number)
                records = [None if one is None else one.answers.get(printed) for one in found]
                yield from self.entry(question, number, records, "      ")

    def values(self, found: Sequence[CommitmentAssessment | None]) -> Iterator[str]:
        """Yield the OGP values that all name, and who names which where they differ."""
        there = [one for one in found if one is not None]
        common = [value for value in there[0].ogp_values if all(value in one.ogp_values for one in there)]
        if any(set(one.ogp_values) != set(common) for one in there):
            yield "    # The reviewers name different OGP values; below stand those that all of them name."
            for name, one in zip(self.names, found, strict=True):
                if one is not None:
                    yield from commented(f"{name}: {', '.join(one.ogp_values) or 'none'}", "    ")
        if common:
            yield f"    ogp_values: {flow_list(common)}"

    def entry(
        self, question: Question, number: int | None, records: Sequence[AnswerRecord | None], indent: str
    ) -> Iterator[str]:
        """Yield what stands under one question."""
        if all(record is None for record in records):
            return
        item = self.items.get((question.id, number))
        open_ = item is not None and item.state in OPEN
        same = all(record == records[0] for record in records)
        inner = [
            *(self.opening(item, indent) if item is not None and open_ else ()),
            *(self.aside(item, indent) if item is not None and not open_ and not same else ()),
            *self.answer(item, records, indent, same=same),
        ]
        printed = question.numbered(number)
        yield from commented(f"{printed} {question.text}", indent)
        if inner:
            yield f"{indent}{printed}:"
            yield from inner
        else:
            yield f"{indent}{printed}: {{}}"

    def opening(self, item: Item, indent: str) -> Iterator[str]:
        """Yield the comment on what is to be settled: every reviewer's answer with all that stands under it."""
        assert item.question.choice is not None
        options = [option.name for option in self.reviews.form.choices[item.question.choice].options]
        yield f"{indent}  # TO SETTLE: {_WHY[item.state]}."
        todo = f'Write one of {", ".join(options)} in place of "{UNSETTLED}" and add "explanation: |" with its reasons.'
        yield from commented(todo, f"{indent}  ")
        for place, (name, verdict, record) in enumerate(zip(self.names, item.verdicts, item.records, strict=True)):
            said = verdict.option.name if verdict.option else verdict.basis.replace("-", " ")
            coded = " (coded, not stated)" if verdict.basis == "coded" else ""
            yield from commented(f"{name}: {said}{coded}", f"{indent}  ")
            if record is None:
                continue
            yield from self.reasons(place, item, record, f"{indent}  ")
            if record.explanation:
                yield from commented(withhold(record.explanation), f"{indent}  ", "    ")
            for part in ("evidence", "references"):
                if getattr(record, part):
                    yield from commented(f"{part}: {', '.join(getattr(record, part))}", f"{indent}  ", "    ")

    def aside(self, item: Item, indent: str) -> Iterator[str]:
        """Yield the comment on what reviewers chose that does not count, where nothing is to be settled."""
        for place, record in enumerate(item.records):
            if item.set_aside[place] and record is not None:
                yield from commented(f"{self.names[place]}:", f"{indent}  ")
                yield from self.reasons(place, item, record, f"{indent}  ")

    def reasons(self, place: int, item: Item, record: AnswerRecord, inner: str) -> Iterator[str]:
        """Yield the comment on what does not count of a reviewer's choices, and who coded why."""
        if aside := item.set_aside[place]:
            ruled_out = item.verdicts[place].basis == "not-applicable"
            why = "an earlier answer rules the question out" if ruled_out else "an answer is stated"
            yield from commented(withhold(f"Does not count, for {why}: {', '.join(aside)}"), inner, "    ")
        if record.coding is not None:
            day = f" on {record.coding.on.isoformat()}" if record.coding.on is not None else ""
            yield from commented(f"Coded by {self.coders.name(place, record.coding.by)}{day}.", inner, "    ")
            yield from commented(f"Reason: {withhold(record.coding.why)}", inner, "    ")

    def answer(
        self, item: Item | None, records: Sequence[AnswerRecord | None], indent: str, *, same: bool
    ) -> Iterator[str]:
        """Yield answer or coding, explanation, evidence and references."""
        there = [record for record in records if record is not None]
        inner = f"{indent}  "
        explained = True
        if item is None:
            yield from self.joined("answer", records, inner)
        elif item.state in OPEN:
            yield f"{inner}answer: {UNSETTLED}"
            explained = False
        elif same or item.state == "agreed":
            yield from self.option(there, records, inner, same=same)
        if explained:
            yield from self.joined("explanation", records, inner)
        for part in ("evidence", "references"):
            ids = (
                there[0].model_dump()[part] if same else _once(one for record in there for one in getattr(record, part))
            )
            if ids:
                yield f"{inner}{part}: {flow_list(ids)}"

    def option(
        self, there: Sequence[AnswerRecord], records: Sequence[AnswerRecord | None], inner: str, *, same: bool
    ) -> Iterator[str]:
        """Yield an option that all chose; it counts as stated only where all of them take it as stated."""
        stated = [record.answer for record in there if record.answer is not None]
        if stated and (same or len(stated) == len(there)):
            yield f"{inner}answer: {scalar(stated[0])}"
        # Beside an answer that is stated a coding counts for nothing, unless nothing at all is changed.
        coded = [
            (place, record.coding)
            for place, record in enumerate(records)
            if record is not None and record.coding is not None and (same or record.answer is None)
        ]
        if not coded:
            return
        place, coding = coded[0]
        if not same:
            for other, one in coded[1:]:
                by = f"{self.coders.name(other, one.by)}{'' if one.on is None else f', {one.on.isoformat()}'}"
                yield from commented(f"{self.names[other]} coded the same ({by}): {withhold(one.why)}", inner)
            for name, record in zip(self.names, records, strict=True):
                if record is not None and record.answer is not None:
                    yield from commented(f"{name} takes this answer as stated on the form.", inner)
        yield from self.coding(place, coding, inner)

    def coding(self, place: int, coding: Coding, inner: str) -> Iterator[str]:
        yield f"{inner}coding:"
        yield f"{inner}  answer: {scalar(coding.answer)}"
        yield f"{inner}  by: {scalar(self.coders.name(place, coding.by))}"
        if coding.on is not None:
            yield f"{inner}  on: {coding.on.isoformat()}"
        yield f"{inner}  why: {scalar(withhold(coding.why))}"

    def joined(self, key: str, records: Sequence[AnswerRecord | None], inner: str) -> Iterator[str]:
        """Yield the texts of all reviewers as one, each text once, after the names of those whose it is.

        What all of them say word for word needs no name.
        """
        whose: dict[str, list[str]] = {}
        for name, record in zip(self.names, records, strict=True):
            text = None if record is None else getattr(record, key)
            if text:
                whose.setdefault(withhold(text), []).append(name)
        if not whose:
            return
        everybody = [list(self.names)] == list(whose.values())
        texts = whose if everybody else [_said_by(names, text) for text, names in whose.items()]
        yield from text_lines(key, "\n\n".join(texts), inner)


def _said_by(names: Sequence[str], text: str) -> str:
    """Return a text after the names of its authors: a single line beside them, a longer text or a list below."""
    beside = "\n" not in text and _ITEM.match(text) is None
    return f"{' and '.join(names)}:{' ' if beside else chr(10) * 2}{text}"


def _number(item: Item) -> int | None:
    return item.commitment.number if item.commitment else None
