"""An item: one question with every reviewer's answer to it, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ogpkit.dossier.assessment import AnswerRecord
from ogpkit.dossier.dossier import Verdict
from ogpkit.dossier.plan import Commitment
from ogpkit.dossier.reviews.review import Reviews
from ogpkit.forms import Question, Section

__all__ = ["OPEN", "Item", "State", "compared"]

State = Literal["agreed", "disputed", "incomplete", "dependent", "not-applicable", "unanswered"]

OPEN: tuple[State, ...] = ("disputed", "incomplete", "dependent")
"""The states of an item that the reviewers have to settle."""


@dataclass(frozen=True)
class Item:
    """A question of choice (of one commitment, where its section repeats) and what each reviewer answered.

    An answer is the option that the reviewer states, else the one that the reviewer codes.
    """

    section: Section
    question: Question
    commitment: Commitment | None
    verdicts: tuple[Verdict, ...]
    records: tuple[AnswerRecord | None, ...]

    @property
    def number(self) -> str:
        """The number that the form prints."""
        return self.question.numbered(self.commitment.number if self.commitment else None)

    @property
    def called(self) -> str:
        """The number, with the commitment's: 1.1 occurs twice on a form."""
        return self.number if self.commitment is None else f"{self.number} (commitment {self.commitment.number})"

    @property
    def answers(self) -> tuple[str | None, ...]:
        """The value of each reviewer's option; None where there is none, or where an earlier answer rules it out."""
        return tuple(verdict.value for verdict in self.verdicts)

    @property
    def same(self) -> bool:
        """Whether all reviewers have the same under this question, word for word."""
        return all(record == self.records[0] for record in self.records)

    @property
    def set_aside(self) -> tuple[tuple[str, ...], ...]:
        """What each reviewer chose that does not count, as "answer modest" or "coding modest".

        An earlier answer rules it out, or it is a coding beside a stated answer.
        """
        return tuple(map(_set_aside, self.verdicts, self.records))

    @property
    def state(self) -> State:
        """Whether the reviewers agree.

        ``agreed``: all chose the same option. ``disputed``: two options were chosen. ``dependent``: no two options, but
        an earlier answer of some reviewers rules the question out, and that of others does not, so that it hangs on the
        earlier dispute. ``incomplete``: one option, but not from all reviewers. ``not-applicable``: ruled out by the
        answers of all. ``unanswered``: chosen by nobody.
        """
        ruled_out = [verdict.basis == "not-applicable" for verdict in self.verdicts]
        chosen = {answer for answer in self.answers if answer is not None}
        if all(ruled_out):
            return "not-applicable"
        if len(chosen) > 1:
            return "disputed"
        if not chosen:
            return "unanswered"
        if any(ruled_out):
            return "dependent"
        return "incomplete" if None in self.answers else "agreed"


def _set_aside(verdict: Verdict, record: AnswerRecord | None) -> tuple[str, ...]:
    if record is None:
        return ()
    answer = record.answer is not None and verdict.basis == "not-applicable"
    coding = record.coding is not None and verdict.basis in ("not-applicable", "stated")
    return (
        *((f"answer {record.answer}",) if answer else ()),
        *((f"coding {record.coding.answer}",) if coding and record.coding else ()),
    )


def compared(reviews: Reviews) -> tuple[Item, ...]:
    """Return the items of all questions of choice, in the form's order; a repeating section's for each commitment."""
    items = []
    for section, question, commitment in reviews.reviews[0].dossier.asked():
        if question.choice is None:
            continue
        number = commitment.number if commitment else None
        verdicts = tuple(review.dossier.verdict(question, number) for review in reviews.reviews)
        records = tuple(review.dossier.record(question, number) for review in reviews.reviews)
        items.append(Item(section, question, commitment, verdicts, records))
    return tuple(items)
