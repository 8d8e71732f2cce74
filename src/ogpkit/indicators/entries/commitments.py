"""Definitions of the indicators of the commitments."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"
_IRM = "IRM method; read from the form's answers by the kit"
_PLAN = "the kit's own, from plan.yaml"
_ALL = "all commitments of the plan"
_OPEN = (
    "Unclear, missing and not applicable answers stay in the denominator and are flagged. "
    "What follows on a commitment that is not verifiable is not applicable. "
    "Where no answer is given at all there is no value."
)

ENTRIES = (
    Definition(
        id="commitments-verifiable",
        name="Commitments verifiable",
        definition="Commitments that are answered Yes on verifiability",
        formula="Yes / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=(
            "Unclear and missing answers stay in the denominator and are flagged. "
            "Where no answer is given at all there is no value."
        ),
        source=_IRM,
    ),
    Definition(
        id="commitments-relevant",
        name="Commitments relevant to OGP values",
        definition="Commitments that are answered Yes on relevance",
        formula="Yes / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=_OPEN,
        source=_IRM,
    ),
    Definition(
        id="commitments-new",
        name="Commitments that are new",
        definition="Commitments with the option: a new regulation, policy, practice or requirement",
        formula="new / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=_OPEN,
        source=_KIT,
    ),
    Definition(
        id="commitments-substantial",
        name="Commitments of substantial potential",
        definition="Commitments with the highest option on potential for results",
        formula="substantial / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=_OPEN,
        source=_IRM,
    ),
    Definition(
        id="commitments-promising",
        name="Promising commitments",
        definition="Commitments that are verifiable, relevant and of substantial potential",
        formula="promising / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=(
            "Undetermined and not applicable commitments stay in the denominator and are flagged. "
            "Where answers are missing on all that are not ruled out there is no value."
        ),
        source="inferred from IRM practice",
    ),
    Definition(
        id="commitment-promising",
        name="Promising",
        definition="Whether the commitment is verifiable, relevant and of substantial potential",
        range="yes, no, undetermined, not applicable",
        caveats="Not applicable where the commitment is not verifiable.",
        source="inferred from IRM practice",
    ),
    Definition(
        id="value-commitments",
        name="Commitments by OGP value",
        definition="Commitments for which the assessment (or else the plan) names this OGP value",
        formula="commitments that name it / all commitments of the plan",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats=(
            "A commitment that is not verifiable counts as naming none. A commitment may name several values. "
            "Where no commitment names any there is no value: that none applies cannot be told from not knowing them."
        ),
        source=_KIT,
    ),
    Definition(
        id="milestones",
        name="Milestones",
        definition="How many milestones the commitment has",
        formula="count of its milestones",
        range="1 or more",
        caveats="Not available where plan.yaml names none: that a plan has none cannot be told from not knowing them.",
        source=_PLAN,
    ),
    Definition(
        id="milestones-dated",
        name="Milestones with a date",
        definition="How many milestones of the commitment have a start, an end, or both",
        formula="milestones with a date / milestones",
        unit="%",
        range="0 to 100",
        denominator="milestones of the commitment",
        caveats="A year alone is a date.",
        source=_PLAN,
    ),
    Definition(
        id="milestones-owned",
        name="Milestones with an owner",
        definition="How many milestones of the commitment name who is responsible",
        formula="milestones with an owner / milestones",
        unit="%",
        range="0 to 100",
        denominator="milestones of the commitment",
        caveats="Says that somebody is named, not that the one named has agreed.",
        source=_PLAN,
    ),
    Definition(
        id="milestones-overlap",
        name="Milestones within the plan's period",
        definition="How much of the milestones' time lies in the years of the plan: the mean of the dated milestones",
        formula="mean of (days of a milestone within the period / its days) to one decimal, bounds rounded outwards",
        unit="% of days",
        range="0 to 100",
        denominator="milestones of the commitment; n have a date",
        caveats=(
            "The period is that of the plan's title, from 1 January to 31 December. A single date is one day. "
            "Where partial dates leave it open, there is no value but the least and the most that it can be."
        ),
        source=_PLAN,
    ),
    Definition(
        id="hint-targets",
        name="Hint: measurable targets found",
        definition=(
            "How many different phrases of the commitment read like a target: a number with a unit or a noun, "
            "a percentage, “at least” a number"
        ),
        formula="count of different phrases in title, problem, action and milestones",
        range="0 or more",
        caveats=(
            "Found by a pattern in what plan.yaml holds, which may be a summary. It misses numbers in words, and takes "
            "numbers for targets that are none; four digits from 1900 to 2099 count as years. For the reviewer's eye "
            "alone; no other figure uses it."
        ),
        hint=True,
        source=_PLAN,
    ),
    Definition(
        id="hint-institutions",
        name="Hint: institutions named",
        definition="How many different institutions the commitment lists, or names in its texts",
        formula="count of different names in institutions, title, problem, action and milestones",
        range="0 or more",
        caveats=(
            "Found by capitals around words such as council or library, in five languages, in what plan.yaml "
            "holds; the same body under two names counts twice. For the reviewer's eye alone; no other figure uses it."
        ),
        hint=True,
        source=_PLAN,
    ),
)
