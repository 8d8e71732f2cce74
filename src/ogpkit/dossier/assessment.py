"""The assessment: the answers on a form, and the reviewer's coding where a published report states no answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ogpkit.dossier.base import Date, DayDate, Line, Model, Number, Slug
from ogpkit.dossier.plan import MOST_COMMITMENTS, OgpValue

__all__ = ["UNSETTLED", "AnswerRecord", "Assessment", "Coder", "Coding", "CommitmentAssessment"]

UNSETTLED = "unsettled"
"""Stands as the answer where reviewers differ, in a file that was merged from theirs; no run takes it for an answer."""


def _given(value: str) -> str:
    del value
    return "given"


Given = Annotated[Line, AfterValidator(_given)]
"""Something of which only that it was given is kept, so that no cell can print it."""


class Coder(Model):
    """Who coded answers that the published report does not state."""

    id: Slug
    name: Line
    role: Line | None = None


class Coding(Model):
    """A reviewer's own coding of a question, kept apart from the published answer."""

    answer: Line
    by: Slug = Field(description="id of a coder")
    on: DayDate | None = None
    why: Line = Field(description="What in the record leads to this coding")


class AnswerRecord(Model):
    """What the record holds on one question. ``answer`` is stated on the form; leave it out where it is not."""

    answer: str | None = None
    coding: Coding | None = None
    explanation: str | None = None
    evidence: tuple[Slug, ...] = Field((), description="ids from evidence.csv, printed under the evidence label")
    references: tuple[Slug, ...] = Field((), description="ids from evidence.csv, printed under the references label")


Answers = dict[str, Annotated[AnswerRecord, BeforeValidator(lambda value: {} if value is None else value)]]
"""Records by the number of the question; a number with nothing after it is a record without content."""


class CommitmentAssessment(Model):
    """The answers for one commitment, by the numbers that the form prints."""

    number: Number
    ogp_values: tuple[OgpValue, ...] = Field((), description="OGP values that the assessment names")
    ogp_values_note: Line | None = None
    answers: Answers


class Assessment(Model):
    """One filled-in form, such as ``inception.yaml``. Answers go by the numbers that the form prints."""

    form: Slug
    header: Line = Field("current", description="which generation of the form's header")
    evaluators: tuple[Line, ...] = ()
    email: Given | None = Field(None, description="never printed in any output, and not even kept")
    texts: Literal["verbatim", "restated"] = Field(
        "verbatim", description="whose words the explanations are: the evaluator's, or the kit's after a source"
    )
    source: Slug | None = None
    submitted: Date | None = Field(None, description="when the report was handed in to OGP")
    coders: tuple[Coder, ...] = ()
    answers: Answers
    commitments: Annotated[tuple[CommitmentAssessment, ...], Field(max_length=MOST_COMMITMENTS)] = ()
