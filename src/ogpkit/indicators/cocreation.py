"""Indicators of the co-creation process, from the answers on the form."""

from __future__ import annotations

from dataclasses import replace

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.forms import Question
from ogpkit.forms.model import Measure
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = ["answered_share", "basis_flag", "conjunction", "participation_level", "practices", "requirements"]

PLAN = "plan"
_VERDICTS = {"yes": "met", "no": "not met", None: "undetermined"}


def _verdicts(dossier: Dossier, measure: Measure) -> list[tuple[Question, Verdict]]:
    return [(question, dossier.verdict(question)) for _, question in dossier.form.measured(measure)]


def basis_flag(verdicts: list[Verdict]) -> str:
    """Return the sentence on how many answers are a reviewer's coding, or ""."""
    coded = sum(verdict.basis == "coded" for verdict in verdicts)
    return f"{coded} of {len(verdicts)} answers are a reviewer's coding" if coded else ""


def open_count(verdicts: list[Verdict]) -> int:
    """Return how many answers are unclear or missing."""
    return sum(verdict.value == "unclear" or verdict.basis == "not-provided" for verdict in verdicts)


def open_flag(verdicts: list[Verdict]) -> str:
    """Return the sentence on how many answers are unclear or missing, or ""."""
    unclear = sum(verdict.value == "unclear" for verdict in verdicts)
    missing = sum(verdict.basis == "not-provided" for verdict in verdicts)
    parts = [f"{unclear} unclear" if unclear else "", f"{missing} not provided" if missing else ""]
    return ", ".join(part for part in parts if part)


def answered_share(name: str, counts: str, verdicts: list[Verdict], *flags: str) -> IndicatorValue:
    """Return how many of the answers are ``counts``; no value where none is given of those that apply.

    Nobody has said anything then, and 0 % would read as if all had been answered with No.

    Examples
    --------
    >>> from ogpkit.dossier.dossier import Verdict
    >>> found = answered_share("practices-followed", "yes", [Verdict(None, "not-provided")] * 6)
    >>> found.value, found.n, found.N, found.flags
    (None, 0, 6, ('not answered yet: 6 of 6',))
    """
    missing = sum(verdict.basis == "not-provided" for verdict in verdicts)
    ruled_out = sum(verdict.basis == "not-applicable" for verdict in verdicts)
    if missing and missing + ruled_out == len(verdicts):
        why = f"not answered yet: {missing} of {len(verdicts)}"
        said = tuple(flag for flag in (why, *flags) if flag)
        return IndicatorValue(name, PLAN, None, 0, len(verdicts), said, undetermined=missing)
    met = sum(verdict.value == counts for verdict in verdicts)
    notes = (basis_flag(verdicts), open_flag(verdicts), *flags)
    return share(name, PLAN, met, len(verdicts), *notes, undetermined=open_count(verdicts))


def conjunction(values: list[str | None]) -> str | None:
    """Return "yes" where all values are "yes", "no" where one is "no", else None (undetermined).

    Examples
    --------
    >>> conjunction(["yes", "no", None]), conjunction(["yes", "unclear"]), conjunction(["yes"])
    ('no', None, 'yes')
    """
    if "no" in values:
        return "no"
    return "yes" if values and all(value == "yes" for value in values) else None


def requirements(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return how many of the form's requirements are met, and the verdict.

    Both rest on what the form states. Where a reviewer coded answers that it does not state, both follow once more with
    the coding, as indicators of their own: a rate with the coding beside a verdict without it would contradict it.
    """
    verdicts = [verdict for _, verdict in _verdicts(dossier, "requirement")]
    total, coded = len(verdicts), basis_flag(verdicts)
    stated = [one if one.basis == "stated" else Verdict(None, "not-provided") for one in verdicts]
    absent = sum(one.basis == "not-provided" for one in stated)
    basis = (
        f"{absent} of {total} answers are not stated on the form" if absent else "all answers are stated on the form"
    )
    if coded and absent == total:
        why = f"no answer is stated on the form: {absent} of {total}"
        rate = IndicatorValue("requirements-met", PLAN, None, 0, total, (why,), undetermined=total)
    else:
        rate = answered_share("requirements-met", "yes", stated)
        if coded:  # what is open on the form is not open to a reader of the coding, which follows
            unclear = open_flag([one for one in stated if one.basis == "stated"])
            rate = replace(rate, flags=tuple(flag for flag in (basis, unclear) if flag))
    if absent == total and not coded:
        basis = f"not answered yet: {absent} of {total}"
    met = sum(one.value == "yes" for one in stated)
    judged = _VERDICTS[conjunction([one.value for one in stated])]
    alone = IndicatorValue("requirements-verdict", PLAN, judged, met, total, (basis,))
    if not coded:
        return rate, alone
    together = answered_share("requirements-coded-met", "yes", verdicts)
    judged = _VERDICTS[conjunction([one.value for one in verdicts])]
    return (
        rate,
        alone,
        together,
        IndicatorValue("requirements-coded-verdict", PLAN, judged, together.n, total, together.flags),
    )


def practices(dossier: Dossier) -> IndicatorValue:
    """Return how many of the recommended practices are followed; no value where none is answered yet."""
    return answered_share("practices-followed", "yes", [verdict for _, verdict in _verdicts(dossier, "practice")])


def participation_level(dossier: Dossier) -> IndicatorValue:
    """Return the level of participation, with the reasoning among the flags.

    The ladder is climbed from below; a level counts only where the ones below it hold. A question that is unclear or
    not provided ends the climb and is named, because the level might be higher.
    """
    ladder = dossier.form.participation
    if ladder is None:
        return IndicatorValue("participation-level", PLAN, None, flags=("the form has no ladder of participation",))
    steps = {question.participation: question for question in dossier.form.questions if question.participation}
    level: str | None = ladder.levels[0]
    reasons: list[str] = []
    used: list[Verdict] = []
    for name in ladder.levels[1:]:
        question = steps.get(name)
        if question is None:
            reasons.append(f"no question of the form stands for {name}")
            break
        verdict = dossier.verdict(question)
        used.append(verdict)
        if verdict.value == "yes":
            level = name
            reasons.append(f"{question.numbered(None)} Yes: {name}")
            continue
        if verdict.value == "no":
            reasons.append(f"{question.numbered(None)} No: not {name}")
        else:
            state = "unclear" if verdict.value else "not provided"
            reasons.append(f"{question.numbered(None)} {state}: {name} undetermined")
            level = None if level == ladder.levels[0] else level
        break
    flags = [*reasons, basis_flag(used)]
    if not ladder.verified:
        flags.append("which question stands for which level is inferred")
    return IndicatorValue(
        "participation-level", PLAN, level or "undetermined", flags=tuple(flag for flag in flags if flag)
    )
