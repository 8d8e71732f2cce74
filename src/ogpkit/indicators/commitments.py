"""Indicators of the commitments, from the answers on the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.dossier.plan import OGP_VALUES, Commitment
from ogpkit.forms.model import Measure
from ogpkit.indicators.cocreation import PLAN, answered_share, basis_flag, conjunction, open_flag
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = ["CommitmentVerdicts", "commitment_indicators", "commitment_verdicts", "value_commitments"]

# What counts: the value of an option that makes the indicator true.
_COUNTS: dict[Measure, tuple[str, str]] = {
    "verifiable": ("commitments-verifiable", "yes"),
    "relevant": ("commitments-relevant", "yes"),
    "new": ("commitments-new", "new"),
    "potential": ("commitments-substantial", "substantial"),
}


@dataclass(frozen=True)
class CommitmentVerdicts:
    """What holds for one commitment; ``promising`` is "yes", "no", "undetermined" or "not applicable"."""

    commitment: Commitment
    verifiable: Verdict
    relevant: Verdict
    new: Verdict
    potential: Verdict
    promising: str

    @property
    def all(self) -> list[Verdict]:
        """The four verdicts in the form's order."""
        return [self.verifiable, self.relevant, self.new, self.potential]

    @property
    def deciding(self) -> list[Verdict]:
        """The three verdicts that make a commitment promising or not."""
        return [self.verifiable, self.relevant, self.potential]


def _verdict(dossier: Dossier, measure: Measure, number: int) -> Verdict:
    for _, question in dossier.form.measured(measure):
        return dossier.verdict(question, number)
    return Verdict(None, "not-provided")


def _promising(verifiable: Verdict, relevant: Verdict, potential: Verdict) -> str:
    if verifiable.value == "no":
        return "not applicable"
    holds = [verifiable.value, relevant.value]
    # Every option below "substantial" is an assessed answer, so it settles the matter.
    holds.append({None: None, "substantial": "yes"}.get(potential.value, "no"))
    return conjunction(holds) or "undetermined"


def commitment_verdicts(dossier: Dossier) -> tuple[CommitmentVerdicts, ...]:
    """Return what holds for each commitment, in the plan's order.

    A commitment that is not verifiable is not assessed further (IRM): what follows is "not applicable".
    """
    result = []
    for commitment in dossier.plan.commitments:
        one = {measure: _verdict(dossier, measure, commitment.number) for measure in _COUNTS}
        promising = _promising(one["verifiable"], one["relevant"], one["potential"])
        result.append(
            CommitmentVerdicts(commitment, one["verifiable"], one["relevant"], one["new"], one["potential"], promising)
        )
    return tuple(result)


def commitment_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return the rates over all commitments of the plan, and whether each commitment is promising."""
    verdicts = commitment_verdicts(dossier)
    rows = []
    for measure, (name, counts) in _COUNTS.items():
        column: list[Verdict] = [getattr(one, measure) for one in verdicts]
        ruled_out = sum(verdict.basis == "not-applicable" for verdict in column)
        rows.append(answered_share(name, counts, column, f"{ruled_out} not applicable" if ruled_out else ""))
    rows.append(_promising_rate(verdicts))
    for one in verdicts:
        open_answers = open_flag(one.deciding) if one.promising == "undetermined" else ""
        flags = tuple(flag for flag in (basis_flag(one.deciding), open_answers) if flag)
        rows.append(
            IndicatorValue("commitment-promising", f"commitment {one.commitment.number}", one.promising, flags=flags)
        )
    return tuple(rows)


def _promising_rate(verdicts: Sequence[CommitmentVerdicts]) -> IndicatorValue:
    """Return how many commitments are promising; no value where answers are missing on all that are not ruled out."""
    total = len(verdicts)
    flags = [basis_flag([verdict for one in verdicts for verdict in one.deciding])]
    undetermined = [one for one in verdicts if one.promising == "undetermined"]
    waiting = sum(any(verdict.basis == "not-provided" for verdict in one.deciding) for one in undetermined)
    ruled_out = sum(one.promising == "not applicable" for one in verdicts)
    if waiting and waiting + ruled_out == total:
        none_given = all(verdict.basis == "not-provided" for one in undetermined for verdict in one.deciding)
        why = f"not {'' if none_given else 'fully '}answered yet: {waiting} of {total}"
        flags = [why, *flags, f"{ruled_out} not applicable" if ruled_out else ""]
        said = tuple(flag for flag in flags if flag)
        return IndicatorValue("commitments-promising", PLAN, None, 0, total, said, undetermined=waiting)
    flags.append(f"{len(undetermined)} undetermined" if undetermined else "")
    promising = sum(one.promising == "yes" for one in verdicts)
    return share("commitments-promising", PLAN, promising, total, *flags, undetermined=len(undetermined))


def value_commitments(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return, for each OGP value, how many commitments name it; no value where no commitment names any yet.

    A commitment that is not verifiable is not assessed further, so that none counts as named by it.
    """
    verdicts = commitment_verdicts(dossier)
    total = len(verdicts)
    open_ones = [one for one in verdicts if one.verifiable.value != "no"]
    named = [dossier.values(one.commitment) for one in open_ones]
    silent, ruled_out = sum(not values for values in named), total - len(open_ones)
    flag = f"{ruled_out} not applicable" if ruled_out else ""
    if silent and silent == len(named):
        said = tuple(one for one in (f"no value is named yet: {silent} of {total} commitments", flag) if one)
        return tuple(
            IndicatorValue("value-commitments", value, None, 0, total, said, undetermined=silent)
            for value in OGP_VALUES
        )
    left = f"for {silent} of {total} commitments no value is named" if silent else ""
    return tuple(
        share("value-commitments", value, sum(value in values for values in named), total, flag, left)
        for value in OGP_VALUES
    )
