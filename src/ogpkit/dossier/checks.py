"""Checks that need more than one value: ids that resolve, questions that fit the form, answers that agree.

The list follows the inconsistencies that published reports show (errors stop a run, warnings are printed).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ogpkit.dossier.assessment import AnswerRecord
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.load import Reading
from ogpkit.dossier.plan import OGP_VALUES
from ogpkit.dossier.source import shown
from ogpkit.dossier.table_checks import check_events, check_evidence
from ogpkit.dossier.validate import choose, nearest
from ogpkit.dossier.yaml import MORE, Key
from ogpkit.errors import Problem
from ogpkit.forms import Question, Section

__all__ = ["check_dossier"]

# "Yes, …", "No: …", "No – …" or "No." alone; not "No meeting was held", "No-one objected" or "No. 12 was adopted".
_OPENING = re.compile(r"^\s*(yes|no)(?:\s*(?:[,;:!–—]|\.(?!\s*\d))|\s+-|\s*$)", re.IGNORECASE)
_MOST = 1000
_TECHNOLOGY = OGP_VALUES[-1]


def check_dossier(reading: Reading) -> Reading:
    """Add to ``reading`` the problems that show only when its files are seen together, and return it."""
    if reading.dossier is not None:
        for check in (_plan, _ids, _header, _questions, _answers, _rules, _values, check_evidence, check_events):
            found = list(islice(check(reading, reading.dossier), _MOST + 1))
            if len(found) > _MOST:
                what, expected, todo, rule = MORE
                found[-1] = Problem(found[-1].file, found[-1].line, what, expected, todo, rule=rule)
            reading.problems += found
    reading.problems.sort(key=lambda problem: (problem.file, problem.line or 0, problem.what))
    return reading


def _doubled(keys: Iterable[tuple[str, str, int | None]], what: str) -> Iterator[Problem]:
    """Yield a problem for each key that occurred before, given as (key, file, line)."""
    seen: dict[str, int | None] = {}
    for key, file, line in keys:
        if key in seen:
            yield Problem(
                file,
                line,
                f"{what} {key} occurs a second time (first in line {seen[key]})",
                "each once",
                "give one of the two another, or delete it",
                rule="doubled",
            )
        seen.setdefault(key, line)


def _plan(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    plan = dossier.plan
    if plan.period.end < plan.period.start:
        yield Problem(
            *reading.at_plan("period", "end"),
            f"the plan ends in {plan.period.end}, before it starts in {plan.period.start}",
            "an end not before the start",
            "correct one of the two years",
            rule="period",
        )
    places = [(commitment, reading.at_plan("commitments", i)) for i, commitment in enumerate(plan.commitments)]
    yield from _doubled(((str(one.number), *place) for one, place in places), "commitment number")
    yield from _doubled(((one.id, *place) for one, place in places if one.id), "commitment id")
    for i, commitment in enumerate(plan.commitments):
        spans: list[tuple[tuple[Key, ...], object]] = [((), commitment)]
        spans += [(("milestones", j), milestone) for j, milestone in enumerate(commitment.milestones)]
        for path, span in spans:
            start, end = getattr(span, "start", None), getattr(span, "end", None)
            if start and end and end.last < start.first:
                yield Problem(
                    *reading.at_plan("commitments", i, *path, "end"),
                    f"the end {end} lies before the start {start}",
                    "an end not before the start",
                    "correct one of the two dates",
                    rule="period",
                )
        yield from _source(reading.at_plan("commitments", i, "source"), commitment.source, dossier)
        for j, milestone in enumerate(commitment.milestones):
            place = reading.at_plan("commitments", i, "milestones", j, "source")
            yield from _source(place, milestone.source, dossier)
    for i, title in enumerate(plan.other_titles):
        yield from _source(reading.at_plan("other_titles", i, "source"), title.source, dossier)


def _source(place: tuple[str, int | None], name: str | None, dossier: Dossier) -> Iterator[Problem]:
    if name is not None and dossier.source(name) is None:
        yield _unknown(
            place, f'source "{name}"', [source.id for source in dossier.plan.sources], "sources in plan.yaml"
        )


def _unknown(place: tuple[str, int | None], what: str, known: list[str], home: str) -> Problem:
    match = nearest(what.split('"')[1], known)
    todo = f'did you mean "{match}"?' if match else f"add it to {home}, or correct the name"
    return Problem(*place, f"{what} is not known", f"an id from {home}", todo, rule="unknown-id")


def _ids(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    files = reading.names
    yield from _doubled(((entry.id, files["evidence"], line) for line, entry in reading.evidence), "evidence id")
    yield from _doubled(((event.id, files["events"], line) for line, event in reading.events), "event id")
    sources = [(source.id, *reading.at_plan("sources", i)) for i, source in enumerate(dossier.plan.sources)]
    yield from _doubled(sources, "source id")
    coders = [(coder.id, *reading.at_assessment("coders", i)) for i, coder in enumerate(dossier.assessment.coders)]
    yield from _doubled(coders, "coder id")
    for file, rows in (("evidence", reading.evidence), ("events", reading.events)):
        for line, row in rows:
            yield from _source((files[file], line), row.source, dossier)
    yield from _source(reading.at_assessment("source"), dossier.assessment.source, dossier)


def _header(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    assessment, form = dossier.assessment, dossier.form
    if assessment.form != form.form:
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
    if assessment.texts == "restated" and assessment.source is None:
        yield Problem(
            *reading.at_assessment("texts"),
            "the texts are restated, but no source is named",
            "the id of a source in plan.yaml",
            'add a line "source: …"',
            rule="restated-without-source",
        )


def called(question: Question, number: int | None) -> str:
    """Return what a reviewer calls a question; numbers alone would not tell a section's 1.1 from commitment 1's."""
    where = "" if number is None else f" (commitment {number})"
    return f"question {question.numbered(number)}{where}"


Place = tuple[Section, Question, int | None, tuple[Key, ...]]


def _places(dossier: Dossier) -> Iterator[Place]:
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


def _questions(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    form, assessment = dossier.form, dossier.assessment
    single = [question.numbered(None) for section in form.single_sections for question in section.questions]
    yield from _numbers(reading, assessment.answers, single, ("answers",), "sections without commitments")
    numbers = [commitment.number for commitment in dossier.plan.commitments]
    places = [
        (str(one.number), *reading.at_assessment("commitments", i)) for i, one in enumerate(assessment.commitments)
    ]
    yield from _doubled(places, "the assessment of commitment")
    for i, assessed in enumerate(assessment.commitments):
        path: tuple[Key, ...] = ("commitments", i, "answers")
        if assessed.number not in numbers:
            yield Problem(
                *reading.at_assessment("commitments", i, "number"),
                f"commitment {assessed.number} is assessed, but the plan does not have it",
                f"one of {', '.join(map(str, dict.fromkeys(numbers)))}",
                "correct the number, or add the commitment to plan.yaml",
                rule="unknown-commitment",
            )
        repeated = [q.numbered(assessed.number) for section in form.repeated_sections for q in section.questions]
        yield from _numbers(reading, assessed.answers, repeated, path, f"commitment {assessed.number}")
    for number in sorted(set(numbers) - {assessed.number for assessed in assessment.commitments}):
        yield Problem(
            *reading.at_assessment("commitments"),
            f"commitment {number} is not assessed",
            "an entry for each commitment of the plan",
            'add it; until then the report prints "not provided" under its questions',
            level="warning",
            rule="missing-commitment",
        )


def _numbers(
    reading: Reading, answers: Mapping[str, AnswerRecord], asked: list[str], path: tuple[Key, ...], where: str
) -> Iterator[Problem]:
    for number in answers:
        if number not in asked:
            yield Problem(
                *reading.at_assessment(*path, number),
                f"the form has no question {shown(number)} here ({where})",
                f"one of {', '.join(asked)}",
                "correct the number, or delete the entry",
                rule="extra-question",
            )
    for number in asked:
        if number not in answers:
            yield Problem(
                *reading.at_assessment(*path),
                f"question {number} has no entry",
                "an entry for each question of the form",
                'add it; until then the report prints "not provided"',
                level="warning",
                rule="missing-question",
            )


def _answers(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    coders = [coder.id for coder in dossier.assessment.coders]
    register = {entry.id: entry for entry in dossier.evidence}
    complete = "evidence.csv" not in reading.partly
    for _, question, number, path in _places(dossier):
        record = dossier.record(question, number)
        if record is None:
            continue
        printed = called(question, number)
        yield from _option(reading, dossier, question, printed, record.answer, (*path, "answer"))
        if record.coding is not None:
            at = (*path, "coding")
            yield from _option(reading, dossier, question, printed, record.coding.answer, (*at, "answer"))
            if record.coding.by not in coders:
                place = reading.at_assessment(*at, "by")
                yield _unknown(place, f'coder "{record.coding.by}"', coders, f"coders in {place[0]}")
        for part in ("evidence", "references"):
            for i, one in enumerate(getattr(record, part)):
                if one not in register and complete:
                    place = reading.at_assessment(*path, part, i)
                    yield _unknown(place, f'evidence "{one}"', list(register), "evidence.csv")
        yield from _explanation(reading, dossier, question, number, record, path)


def _option(
    reading: Reading, dossier: Dossier, question: Question, printed: str, text: str | None, path: tuple[Key, ...]
) -> Iterator[Problem]:
    if text is None or question.choice is None or dossier.form.option(question, text) is not None:
        return
    options = [option.text for option in dossier.form.choices[question.choice].options]
    match = nearest(text, options)
    short = [option if len(option) < 40 else option[:39] + "…" for option in options]
    yield Problem(
        *reading.at_assessment(*path),
        f"the answer to {printed} is {shown(text)}",
        choose(short),
        f'did you mean "{match}"?' if match else "choose one of these, or leave the answer out if it is not known",
        rule="unknown-option",
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
    opening = _OPENING.match(record.explanation or "")
    if chosen is not None and opening and opening[1].casefold() != chosen.value and chosen.value in {"yes", "no"}:
        yield Problem(
            *reading.at_assessment(*path, "explanation"),
            f'the explanation of {printed} opens with "{opening[1]}", but the answer is {chosen.text}',
            "an explanation that fits its answer",
            "change one of the two",
            rule="contradicting-explanation",
        )
    if chosen is not None and chosen.value == "yes" and not record.evidence and not record.references:
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


def _rules(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    questions = {
        question.id: (section, question) for section in dossier.form.sections for question in section.questions
    }
    for rule in dossier.form.rules:
        repeats = any(questions[name][0].repeats for name in rule.when)
        for number in [one.number for one in dossier.plan.commitments] if repeats else [None]:
            held = True
            for name, value in rule.when.items():
                question = questions[name][1]
                option = dossier.stated(question, number) or dossier.coded(question, number)
                held = held and option is not None and value in {"*", option.value}
            if held:
                last = questions[list(rule.when)[-1]][1]
                path = next(path for _, q, n, path in _places(dossier) if q is last and n == number)
                what = rule.what if number is None else f"commitment {number}: {rule.what}"
                yield Problem(
                    *reading.at_assessment(*path),
                    what,
                    "answers that agree",
                    rule.todo,
                    level=rule.level,
                    rule=rule.id,
                )


def _values(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    for i, assessed in enumerate(dossier.assessment.commitments):
        commitment = next((one for one in dossier.plan.commitments if one.number == assessed.number), None)
        if commitment is None or set(dossier.values(commitment)) != {_TECHNOLOGY}:
            continue
        for _, question in dossier.form.measured("relevant"):
            if dossier.verdict(question, assessed.number).value == "yes":
                yield Problem(
                    *reading.at_assessment("commitments", i, "ogp_values"),
                    f"commitment {assessed.number} is called relevant, but the only OGP value named is technology",
                    "access to information, civic participation or public accountability",
                    "name the value that the commitment advances, or change the answer on relevance",
                    level="warning",
                    rule="technology-only",
                )
