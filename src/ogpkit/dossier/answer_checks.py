"""Checks of the answers: options that the form has, explanations and evidence under them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ogpkit.dossier.assessment import UNSETTLED, AnswerRecord
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.ids import unknown
from ogpkit.dossier.nearest import choose, nearest
from ogpkit.dossier.question_checks import called, places
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.source import shown
from ogpkit.dossier.yaml import Key
from ogpkit.errors import Problem
from ogpkit.forms import Question

__all__ = ["check_answers"]

# "Yes, …", "No: …", "No – …" or "No." alone; not "No meeting was held", "No-one objected" or "No. 12 was adopted".
_OPENING = re.compile(r"^\s*(yes|no)(?:\s*(?:[,;:!–—]|\.(?!\s*\d))|\s+-|\s*$)", re.IGNORECASE)


def check_answers(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with each answer and what stands under it."""
    file = reading.in_assessment
    coders = [coder.id for coder in dossier.assessment.coders]
    register = reading.evidence.ids
    for _, question, number, path in places(dossier):
        record = dossier.record(question, number)
        if record is None:
            continue
        printed = called(question, number)
        if question.choice is not None and record.answer == UNSETTLED:
            yield from _unsettled(reading, dossier, question, number, path)
        else:
            yield from _option(reading, dossier, question, printed, record.answer, (*path, "answer"))
        if record.coding is not None:
            at = (*path, "coding")
            yield from _option(reading, dossier, question, printed, record.coding.answer, (*at, "answer"))
            if record.coding.by not in coders and file.whole("coders"):
                place = reading.at_assessment(*at, "by")
                yield unknown(place, f'coder "{record.coding.by}"', coders, f"coders in {place[0]}")
        for part in ("evidence", "references"):
            for i, one in enumerate(getattr(record, part)):
                if one not in register and reading.evidence.whole:
                    place = reading.at_assessment(*path, part, i)
                    yield unknown(place, f'evidence "{one}"', sorted(register), "evidence.csv")
        if not file.doubtful(*path):
            yield from _explanation(reading, dossier, question, number, record, path)


def _option(
    reading: Reading, dossier: Dossier, question: Question, printed: str, text: str | None, path: tuple[Key, ...]
) -> Iterator[Problem]:
    if text is None or question.choice is None or dossier.form.option(question, text) is not None:
        return
    if reading.in_assessment.doubtful(*path):
        return
    options = dossier.form.choices[question.choice].options
    names = {name: option.name for option in options for name in (option.name, option.value, option.text)}
    match = names.get(nearest(text, names) or "")
    yield Problem(
        *reading.at_assessment(*path),
        f"the answer to {printed} is {shown(text)}",
        choose([option.name for option in options]),
        f'did you mean "{match}"?' if match else "choose one of these, or leave the answer out if it is not known",
        rule="unknown-option",
    )


def _unsettled(
    reading: Reading, dossier: Dossier, question: Question, number: int | None, path: tuple[Key, ...]
) -> Iterator[Problem]:
    assert question.choice is not None
    # Where an earlier answer, once it was settled, rules the question out, there is nothing left to settle.
    if dossier.verdict(question, number).basis != "not-applicable":
        yield Problem(
            *reading.at_assessment(*path, "answer"),
            f"{called(question, number)} is not answered: the reviewers have not settled it",
            choose([option.name for option in dossier.form.choices[question.choice].options]),
            "settle it from what the comment there says, and add the explanation",
            rule="unsettled",
        )


def _explanation(
    reading: Reading,
    dossier: Dossier,
    question: Question,
    number: int | None,
    record: AnswerRecord,
    path: tuple[Key, ...],
) -> Iterator[Problem]:
    printed = called(question, number)
    if question.choice is None:
        for part in ("explanation", "evidence", "references", "coding"):
            if getattr(record, part):
                yield Problem(
                    *reading.at_assessment(*path, part),
                    f'{printed} has no field "{part}"',
                    "its text under answer",
                    "move the text there",
                    rule="no-such-field",
                )
        return
    option = dossier.stated(question, number)
    if option is not None and not (record.explanation or "").strip():
        yield Problem(
            *reading.at_assessment(*path),
            f"{printed} is answered, but the explanation is empty",
            "a brief explanation of the answer",
            'add "explanation: …"',
            rule="no-explanation",
        )
    chosen = option or dossier.coded(question, number)
    kind = "answer" if option else "coding"
    opening = _OPENING.match(record.explanation or "")
    said = None if opening is None else dossier.form.option(question, opening[1])
    if chosen is not None and opening is not None and said is not None and said is not chosen:
        yield Problem(
            *reading.at_assessment(*path, "explanation"),
            f'the explanation of {printed} opens with "{opening[1]}", but the {kind} is {chosen.text}',
            "an explanation that fits its answer",
            "change one of the two",
            # A reviewer may read the evaluator's text in another way; an evaluator may not contradict the own answer.
            level="error" if option else "warning",
            rule="contradicting-explanation",
        )
    applies = dossier.verdict(question, number).basis != "not-applicable"
    if applies and chosen is not None and chosen.value == "yes" and not record.evidence and not record.references:
        yield Problem(
            *reading.at_assessment(*path),
            f"{printed} is {'answered' if option else 'coded'} Yes without any evidence or reference",
            "at least one entry of evidence.csv",
            "name its id under evidence or references",
            level="warning",
            rule="yes-without-evidence",
        )
    files = [entry for entry in dossier.entries(record.evidence) if entry.kind == "file"]
    if len(files) > dossier.form.evidence_rules.max_files:
        yield Problem(
            *reading.at_assessment(*path, "evidence"),
            f"{printed} has {len(files)} files as evidence",
            f"at most {dossier.form.evidence_rules.max_files}; the form takes no more",
            "leave some out, or give addresses instead",
            level="warning",
            rule="too-many-files",
        )
