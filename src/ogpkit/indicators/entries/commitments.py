"""Definitions of the indicators of the commitments."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"
_IRM = "IRM method; read from the form's answers by the kit"

ENTRIES = (
    Definition(
        id="commitments-verifiable",
        name="Commitments verifiable",
        definition="Commitments that are answered Yes on verifiability",
        formula="Yes / all commitments of the plan",
        unit="%",
        source=_IRM,
    ),
    Definition(
        id="commitments-relevant",
        name="Commitments relevant to OGP values",
        definition="Commitments that are answered Yes on relevance",
        formula="Yes / all commitments of the plan",
        unit="%",
        source=_IRM,
    ),
    Definition(
        id="commitments-new",
        name="Commitments that are new",
        definition="Commitments with the option: a new regulation, policy, practice or requirement",
        formula="new / all commitments of the plan",
        unit="%",
        source=_KIT,
    ),
    Definition(
        id="commitments-substantial",
        name="Commitments of substantial potential",
        definition="Commitments with the highest option on potential for results",
        formula="substantial / all commitments of the plan",
        unit="%",
        source=_IRM,
    ),
    Definition(
        id="commitments-promising",
        name="Promising commitments",
        definition="Commitments that are verifiable, relevant and of substantial potential",
        formula="promising / all commitments of the plan",
        unit="%",
        source="inferred from IRM practice",
    ),
    Definition(
        id="commitment-promising",
        name="Promising",
        definition="Whether the commitment is verifiable, relevant and of substantial potential",
        source="inferred from IRM practice",
    ),
    Definition(
        id="value-commitments",
        name="Commitments by OGP value",
        definition="Commitments for which the assessment (or else the plan) names this OGP value",
        formula="commitments that name it / all commitments of the plan",
        unit="%",
        source=_KIT,
    ),
)
