"""Indicators of the commitments, from the answers on the form."""

from __future__ import annotations

from dataclasses import dataclass

from ogpkit.dossier.dossier import Dossier, Verdict
from ogpkit.dossier.plan import OGP_VALUES, Commitment
from ogpkit.forms.model import Measure
from ogpkit.indicators.cocreation import PLAN, basis_flag, conjunction, open_count, open_flag
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
    total = len(verdicts)
    rows = []
    for measure, (name, counts) in _COUNTS.items():
        column: list[Verdict] = [getattr(one, measure) for one in verdicts]
        n = sum(verdict.value == counts for verdict in column)
        ruled_out = sum(verdict.basis == "not-applicable" for verdict in column)
        flag = f"{ruled_out} not applicable" if ruled_out else ""
        rows.append(
            share(name, PLAN, n, total, basis_flag(column), open_flag(column), flag, undetermined=open_count(column))
        )
    used = [verdict for one in verdicts for verdict in (one.verifiable, one.relevant, one.potential)]
    undetermined = sum(one.promising == "undetermined" for one in verdicts)
    flag = f"{undetermined} undetermined" if undetermined else ""
    promising = sum(one.promising == "yes" for one in verdicts)
    rows.append(
        share("commitments-promising", PLAN, promising, total, basis_flag(used), flag, undetermined=undetermined)
    )
    for one in verdicts:
        flags = (basis_flag([one.verifiable, one.relevant, one.potential]),)
        entity = f"commitment {one.commitment.number}"
        rows.append(
            IndicatorValue("commitment-promising", entity, one.promising, flags=tuple(flag for flag in flags if flag))
        )
    return tuple(rows)


def value_commitments(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return, for each OGP value, how many commitments name it.

    A commitment that is not verifiable is not assessed further, so that none counts as named by it.
    """
    verdicts = commitment_verdicts(dossier)
    named = [() if one.verifiable.value == "no" else dossier.values(one.commitment) for one in verdicts]
    ruled_out = sum(one.verifiable.value == "no" for one in verdicts)
    flag = f"{ruled_out} not applicable" if ruled_out else ""
    return tuple(
        share("value-commitments", value, sum(value in values for values in named), len(named), flag)
        for value in OGP_VALUES
    )
