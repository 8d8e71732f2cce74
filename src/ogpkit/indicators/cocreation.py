"""Indicators of the co-creation process, from the answers on the form."""

from __future__ import annotations

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.forms import Question
from ogpkit.forms.model import Measure
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = ["basis_flag", "conjunction", "participation_level", "practices", "requirements"]

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

    The verdict rests on what the form states. Where a reviewer coded answers that it does not state, the verdict with
    the coding follows as an indicator of its own.
    """
    verdicts = [verdict for _, verdict in _verdicts(dossier, "requirement")]
    stated = [one.value if one.basis == "stated" else None for one in verdicts]
    met = sum(verdict.value == "yes" for verdict in verdicts)
    total, coded = len(verdicts), basis_flag(verdicts)
    flags = tuple(flag for flag in (coded, open_flag(verdicts)) if flag)
    rate = share("requirements-met", PLAN, met, total, *flags, undetermined=open_count(verdicts))
    absent = len(stated) - sum(value is not None for value in stated)
    basis = (
        f"{absent} of {total} answers are not stated on the form" if absent else "all answers are stated on the form"
    )
    alone = IndicatorValue(
        "requirements-verdict", PLAN, _VERDICTS[conjunction(stated)], stated.count("yes"), total, (basis,)
    )
    if not coded:
        return rate, alone
    together = _VERDICTS[conjunction([one.value for one in verdicts])]
    return rate, alone, IndicatorValue("requirements-coded-verdict", PLAN, together, met, total, flags)


def practices(dossier: Dossier) -> IndicatorValue:
    """Return how many of the recommended practices are followed."""
    verdicts = [verdict for _, verdict in _verdicts(dossier, "practice")]
    followed = sum(verdict.value == "yes" for verdict in verdicts)
    return share(
        "practices-followed",
        PLAN,
        followed,
        len(verdicts),
        basis_flag(verdicts),
        open_flag(verdicts),
        undetermined=open_count(verdicts),
    )


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
