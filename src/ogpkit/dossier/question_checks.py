"""Checks of the questions: an entry for each of the form, and none that the form does not ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ogpkit.dossier.assessment import AnswerRecord
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.ids import doubled
from ogpkit.dossier.nearest import choose, listed, nearest
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.source import shown
from ogpkit.dossier.yaml import Key
from ogpkit.errors import Problem
from ogpkit.forms import Question, Section

__all__ = ["called", "check_header", "check_questions", "places"]


def called(question: Question, number: int | None) -> str:
    """Return what a reviewer calls a question; numbers alone would not tell a section's 1.1 from commitment 1's."""
    where = "" if number is None else f" (commitment {number})"
    return f"question {question.numbered(number)}{where}"


Place = tuple[Section, Question, int | None, tuple[Key, ...]]


def places(dossier: Dossier) -> Iterator[Place]:
    """Go through all questions that may be answered, with the path of their record in the assessment's file."""
    for section, question, commitment in dossier.asked():
        if commitment is None:
            yield section, question, None, ("answers", question.numbered(None))
            continue
        for i, assessed in enumerate(dossier.assessment.commitments):
            if assessed.number == commitment.number:
                path = ("commitments", i, "answers", question.numbered(commitment.number))
                yield section, question, commitment.number, path
                break


def check_header(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with the head of the assessment's file."""
    assessment, form, file = dossier.assessment, dossier.form, reading.in_assessment
    if assessment.form != form.form and not file.doubtful("form"):
        yield Problem(
            *reading.at_assessment("form"),
            f'this is an assessment on the form "{assessment.form}"',
            f'"{form.form}", as the file\'s name says',
            "rename the file or correct the key",
            rule="form",
        )
    known = [generation.id for generation in form.generations]
    if assessment.header not in known:
        match = nearest(assessment.header, known)
        yield Problem(
            *reading.at_assessment("header"),
            f'the form has no header "{assessment.header}"',
            choose(known),
            f'did you mean "{match}"?' if match else "choose one of these",
            rule="header",
        )
    if assessment.texts == "restated" and assessment.source is None and not file.doubtful("source"):
        yield Problem(
            *reading.at_assessment("texts"),
            "the texts are restated, but no source is named",
            "the id of a source in plan.yaml",
            'add a line "source: …"',
            rule="restated-without-source",
        )


def check_questions(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield questions and commitments that have no entry, or an entry that nobody asked for."""
    form, assessment, file = dossier.form, dossier.assessment, reading.in_assessment
    single = [question for section in form.single_sections for question in section.questions]
    asked = {question.numbered(None): _applies(dossier, question, None) for question in single}
    yield from _numbers(reading, assessment.answers, asked, ("answers",), "sections without commitments")
    numbers = [commitment.number for commitment in dossier.plan.commitments]
    entries = [
        (str(one.number), *reading.at_assessment("commitments", i)) for i, one in enumerate(assessment.commitments)
    ]
    yield from doubled(entries, "the assessment of commitment")
    for i, assessed in enumerate(assessment.commitments):
        if assessed.number in numbers:
            repeated = [question for section in form.repeated_sections for question in section.questions]
            number = assessed.number
            asked = {question.numbered(number): _applies(dossier, question, number) for question in repeated}
            yield from _numbers(reading, assessed.answers, asked, ("commitments", i, "answers"), f"commitment {number}")
        elif reading.in_plan.whole("commitments"):
            yield Problem(
                *reading.at_assessment("commitments", i, "number"),
                f"commitment {assessed.number} is assessed, but the plan does not have it",
                f"one of {', '.join(map(str, dict.fromkeys(numbers)))}",
                "correct the number, or add the commitment to plan.yaml",
                rule="unknown-commitment",
            )
    for number in sorted(set(numbers) - {assessed.number for assessed in assessment.commitments}):
        if file.whole("commitments"):
            yield Problem(
                *reading.at_assessment("commitments"),
                f"commitment {number} is not assessed",
                "an entry for each commitment of the plan",
                'add it; until then the report prints "not provided" under its questions',
                level="warning",
                rule="missing-commitment",
            )


def _applies(dossier: Dossier, question: Question, number: int | None) -> bool:
    return dossier.verdict(question, number).basis != "not-applicable"


def _numbers(
    reading: Reading, answers: Mapping[str, AnswerRecord], asked: Mapping[str, bool], path: tuple[Key, ...], where: str
) -> Iterator[Problem]:
    """Compare the numbers of entries with those of the form; ``asked`` says of each question whether it applies."""
    for number in answers:
        if number not in asked:
            yield Problem(
                *reading.at_assessment(*path, number),
                f"the form has no question {shown(number)} here ({where})",
                f"one of {', '.join(asked)}",
                "correct the number, or delete the entry",
                rule="extra-question",
            )
    file = reading.in_assessment
    missing = [
        one for one, applies in asked.items() if one not in answers and applies and not file.doubtful(*path, one)
    ]
    if missing:
        many = len(missing) > 1
        yield Problem(
            *reading.at_assessment(*path),
            f"questions {listed(missing)} have no entry" if many else f"question {missing[0]} has no entry",
            "an entry for each question of the form",
            f'add {"them" if many else "it"}; until then the report prints "not provided"',
            level="warning",
            rule="missing-question",
        )
