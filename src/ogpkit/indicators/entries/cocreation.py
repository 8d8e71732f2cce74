"""Definitions of the indicators of the co-creation process."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"

ENTRIES = (
    Definition(
        id="requirements-met",
        name="Co-creation requirements met",
        definition="How many of the questions on compliance are answered Yes",
        formula="answers Yes / all questions that are requirements",
        unit="%",
        source=_KIT,
    ),
    Definition(
        id="requirements-verdict",
        name="Verdict on the requirements",
        definition=(
            "From the answers stated on the form alone. met: all Yes; not met: at least one No; undetermined: otherwise"
        ),
        source="the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        id="requirements-coded-verdict",
        name="Verdict with the reviewer's coding",
        definition=(
            "The same, with a reviewer's coding where the form states no answer; only where there is such a coding"
        ),
        source="the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        id="practices-followed",
        name="Recommended practices followed",
        definition="How many of the questions on recommended practices are answered Yes",
        formula="answers Yes / all questions on recommended practices",
        unit="%",
        source=_KIT,
    ),
    Definition(
        id="participation-level",
        name="Level of participation (IAP2)",
        definition="The highest level of the ladder for which the answer is Yes, all levels below it being Yes too",
        source="IAP2 as used by the IRM; which question stands for which level is inferred",
    ),
)
