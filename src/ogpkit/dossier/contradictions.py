"""Checks of answers against each other: what cannot both be true, and what readers of reports ask about."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import OGP_VALUES
from ogpkit.dossier.question_checks import places
from ogpkit.dossier.reading import Reading
from ogpkit.errors import Problem

__all__ = ["check_rules", "check_values"]

_TECHNOLOGY = OGP_VALUES[-1]


def check_rules(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield the pairs of answers that the form's rules name."""
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
            concerned = [questions[name][1] for name in rule.when] if held else []
            paths = {q.id: path for _, q, n, path in places(dossier) if q in concerned and n == number} if held else {}
            if held and not any(reading.in_assessment.doubtful(*path) for path in paths.values()):
                path = paths[concerned[-1].id]
                what = rule.what if number is None else f"commitment {number}: {rule.what}"
                yield Problem(
                    *reading.at_assessment(*path),
                    what,
                    "answers that agree",
                    rule.todo,
                    level=rule.level,
                    rule=rule.id,
                )


def check_values(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield the commitments that are called relevant for technology alone, which makes none relevant."""
    numbers = [commitment.number for commitment in dossier.plan.commitments]
    for i, assessed in enumerate(dossier.assessment.commitments):
        commitment = next((one for one in dossier.plan.commitments if one.number == assessed.number), None)
        if commitment is None or set(dossier.values(commitment)) != {_TECHNOLOGY}:
            continue
        place = numbers.index(commitment.number)
        if reading.in_assessment.doubtful("commitments", i) or reading.in_plan.doubtful("commitments", place):
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
