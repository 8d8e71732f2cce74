"""What each indicator means: the one place for names, definitions, formulas, denominators and sources."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CATALOGUE", "Definition", "IndicatorValue", "percent", "share"]


@dataclass(frozen=True)
class Definition:
    """An indicator's meaning. ``official`` is true only where OGP itself prints the figure."""

    id: str
    name: str
    definition: str
    formula: str
    unit: str
    source: str
    official: bool = False

    @property
    def is_verdict(self) -> bool:
        """Whether the value is a verdict in words, not a number."""
        return self.id.endswith(("-verdict", "-promising")) and not self.unit


@dataclass(frozen=True)
class IndicatorValue:
    """One indicator of one entity.

    ``value`` is None where it cannot be computed; ``n`` of ``N`` stand behind every rate, and of ``N`` so many are
    ``undetermined`` (unclear, or not provided); ``flags`` say what a reader must know before quoting the value.
    """

    id: str
    entity: str
    value: float | int | str | bool | None
    n: int | None = None
    N: int | None = None
    flags: tuple[str, ...] = ()
    undetermined: int = 0

    @property
    def definition(self) -> Definition:
        """The catalogue's entry."""
        return CATALOGUE[self.id]


def percent(n: int, total: int) -> int | None:
    """Return ``n`` of ``total`` as a whole percent, rounded half-up, as OGP prints it; None where ``total`` is 0.

    Examples
    --------
    >>> percent(1, 8), percent(2, 3), percent(0, 0)
    (13, 67, None)
    """
    return None if total == 0 else (200 * n + total) // (2 * total)


def share(name: str, entity: str, n: int, total: int, *flags: str, undetermined: int = 0) -> IndicatorValue:
    """Return a rate with its numerator and denominator; empty flags are left out.

    Examples
    --------
    >>> value = share("requirements-met", "plan", 3, 4)
    >>> value.value, value.n, value.N
    (75, 3, 4)
    """
    said = tuple(flag for flag in flags if flag)
    return IndicatorValue(name, entity, percent(n, total), n, total, said, undetermined)


_KIT = "the kit's own, from the answers on the form"
_IRM = "IRM method; read from the form's answers by the kit"

_ENTRIES = (
    Definition(
        "requirements-met",
        "Co-creation requirements met",
        "How many of the questions on compliance are answered Yes",
        "answers Yes / all questions that are requirements",
        "%",
        _KIT,
    ),
    Definition(
        "requirements-verdict",
        "Verdict on the requirements",
        "From the answers stated on the form alone. met: all Yes; not met: at least one No; undetermined: otherwise",
        "",
        "",
        "the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        "requirements-coded-verdict",
        "Verdict with the reviewer's coding",
        "The same, with a reviewer's coding where the form states no answer; only where there is such a coding",
        "",
        "",
        "the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        "practices-followed",
        "Recommended practices followed",
        "How many of the questions on recommended practices are answered Yes",
        "answers Yes / all questions on recommended practices",
        "%",
        _KIT,
    ),
    Definition(
        "participation-level",
        "Level of participation (IAP2)",
        "The highest level of the ladder for which the answer is Yes, all levels below it being Yes too",
        "",
        "",
        "IAP2 as used by the IRM; which question stands for which level is inferred",
    ),
    Definition(
        "answers-stated",
        "Answers stated on the form",
        "How many questions with options have one stated on the form; the others are coded by a reviewer, or open",
        "stated options / choice questions that apply",
        "%",
        _KIT,
    ),
    Definition(
        "evidence-coverage",
        "Questions with evidence or a reference",
        "How many questions that ask for evidence name at least one piece of evidence or one reference",
        "questions with an entry / questions that ask for evidence and apply",
        "%",
        _KIT,
    ),
    Definition(
        "evidence-addresses",
        "Evidence with an address",
        "How many entries of the evidence register can be looked up (interviews are left out)",
        "entries with an address / entries other than interviews",
        "%",
        _KIT,
    ),
    Definition(
        "commitments-verifiable",
        "Commitments verifiable",
        "Commitments that are answered Yes on verifiability",
        "Yes / all commitments of the plan",
        "%",
        _IRM,
    ),
    Definition(
        "commitments-relevant",
        "Commitments relevant to OGP values",
        "Commitments that are answered Yes on relevance",
        "Yes / all commitments of the plan",
        "%",
        _IRM,
    ),
    Definition(
        "commitments-new",
        "Commitments that are new",
        "Commitments with the option: a new regulation, policy, practice or requirement",
        "new / all commitments of the plan",
        "%",
        _KIT,
    ),
    Definition(
        "commitments-substantial",
        "Commitments of substantial potential",
        "Commitments with the highest option on potential for results",
        "substantial / all commitments of the plan",
        "%",
        _IRM,
    ),
    Definition(
        "commitments-promising",
        "Promising commitments",
        "Commitments that are verifiable, relevant and of substantial potential",
        "promising / all commitments of the plan",
        "%",
        "inferred from IRM practice",
    ),
    Definition(
        "commitment-promising",
        "Promising",
        "Whether the commitment is verifiable, relevant and of substantial potential",
        "",
        "",
        "inferred from IRM practice",
    ),
    Definition(
        "value-commitments",
        "Commitments by OGP value",
        "Commitments for which the assessment (or else the plan) names this OGP value",
        "commitments that name it / all commitments of the plan",
        "%",
        _KIT,
    ),
)

CATALOGUE: dict[str, Definition] = {entry.id: entry for entry in _ENTRIES}
"""All indicators by id."""
