"""The cross-city table: plans beside each other, and their figures added up as OGP adds them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ogpkit.indicators.definition import percent
from ogpkit.report.index.entry import IndexEntry
from ogpkit.report.index.key import KeyIndicator

__all__ = ["COLUMNS", "LEVELS", "VERDICTS", "Column", "Total", "counted_once", "is_coded", "total"]

LEVELS = ("No consultation", "Inform", "Consult", "Involve", "Collaborate", "Empower", "undetermined")
"""The levels of participation (IAP2, as used by the IRM), from the lowest; what cannot be told comes last."""

VERDICTS = ("met", "not met", "undetermined")
"""The verdicts on the requirements."""

_STATUS = ("final", "public-comment", "draft")
_BINS = 5
_ENOUGH = 5


@dataclass(frozen=True)
class Column:
    """A column of the cross-city table: the indicator's id, its head, and what of it is added up."""

    id: str
    title: str
    kind: Literal["rate", "verdict", "level"]
    explained: str


COLUMNS = (
    Column("requirements-verdict", "Verdict", "verdict", "from the answers stated on the form alone"),
    Column(
        "requirements-coded-verdict",
        "Verdict with coding",
        "verdict",
        "where the form states no answer, a reviewer's coding stands for it; empty where nothing is coded",
    ),
    Column("requirements-met", "Require\N{SOFT HYPHEN}ments", "rate", "of the requirements of co-creation"),
    Column(
        "requirements-coded-met",
        "Require\N{SOFT HYPHEN}ments with coding",
        "rate",
        "of the requirements of co-creation; where the form states no answer, a reviewer's coding stands for it",
    ),
    Column("practices-followed", "Practices", "rate", "of the recommended practices"),
    Column("participation-level", "Level", "level", "of participation, after IAP2; inferred from the answers"),
    Column("commitments-verifiable", "Verifiable", "rate", "of all commitments of the plan"),
    Column("commitments-relevant", "Relevant", "rate", "of all commitments of the plan"),
    Column("commitments-substantial", "Substan\N{SOFT HYPHEN}tial", "rate", "of all commitments of the plan"),
    Column("commitments-promising", "Promising", "rate", "of all commitments of the plan"),
    Column("answers-stated", "Answers stated", "rate", "of the questions that apply"),
    Column("evidence-coverage", "Answers with evidence", "rate", "of the questions that ask for evidence"),
    Column("evidence-addresses", "Evidence with address", "rate", "of the register, interviews left out"),
)
"""The columns in order."""


def is_coded(indicator: KeyIndicator) -> bool:
    """Whether a value rests on a reviewer's coding, told by the flag that the report prints."""
    return any(flag.endswith("a reviewer's coding") for flag in indicator.flags)


@dataclass(frozen=True)
class Total:
    """What one indicator comes to over several plans.

    ``known`` plans of ``plans`` have it. For a rate it is the sum of all ``n`` of the sum of all ``N``, with a whole
    percent rounded half-up, and ``spread`` counts the plans by fifths of the percent (lowest first) where there are
    enough of them to see a spread. For words, ``words`` counts the plans by word. ``coded`` of the plans rest on a
    reviewer's coding.
    """

    plans: int
    known: int
    n: int = 0
    N: int = 0
    percent: int | None = None
    words: tuple[tuple[str, int], ...] = ()
    spread: tuple[int, ...] = ()
    coded: int = 0


def counted_once(entries: Iterable[IndexEntry]) -> tuple[list[IndexEntry], dict[str, str]]:
    """Return the entries of which sums are made, and for each that is left out the one that stands for it (by name).

    A plan may have reports in several languages or versions: the one nearest to final counts, of these the latest.
    """
    best: dict[tuple[str, ...], IndexEntry] = {}
    ranked = sorted(entries, key=lambda one: one.name)
    ranked.sort(key=lambda one: one.date, reverse=True)
    ranked.sort(key=lambda one: _STATUS.index(one.status))
    instead: dict[str, str] = {}
    for one in ranked:
        first = best.setdefault((*one.plan, str(one.synthetic)), one)
        if first is not one:
            instead[one.name] = first.name
    return list(best.values()), instead


def total(entries: Sequence[IndexEntry], column: Column) -> Total:
    """Return what a column comes to over the entries; each must stand for a plan of its own.

    Examples
    --------
    >>> def entry(name, n, N):
    ...     rate = KeyIndicator("commitments-verifiable", "Verifiable", "", n, N)
    ...     return IndexEntry(name, name, "final", "2026-11-23", "current", indicators=(rate,))
    >>> both = total([entry("a", 1, 2), entry("b", 6, 6), entry("c", None, None)], COLUMNS[6])
    >>> both.n, both.N, both.percent, both.known, both.plans
    (7, 8, 88, 2, 3)
    """
    found = [one for entry in entries for one in entry.indicators if one.id == column.id]
    if column.kind != "rate":
        known = [one for one in found if one.value]
        order = VERDICTS if column.kind == "verdict" else LEVELS
        counts = Counter(one.value for one in known)
        words = tuple(sorted(counts.items(), key=_place(order)))
        return Total(len(entries), len(known), words=words, coded=sum(map(is_coded, known)))
    rates = [
        (one, one.n, one.N) for one in found if one.n is not None and one.N is not None and 0 <= one.n <= one.N > 0
    ]
    n, of = sum(part for _, part, _ in rates), sum(whole for _, _, whole in rates)
    spread = [0] * _BINS
    for _, part, whole in rates:
        spread[min(_BINS - 1, part * _BINS // whole)] += 1
    return Total(
        plans=len(entries),
        known=len(rates),
        n=n,
        N=of,
        percent=percent(n, of),
        spread=tuple(spread) if len(rates) >= _ENOUGH else (),
        coded=sum(is_coded(one) for one, _, _ in rates),
    )


def _place(order: Sequence[str]) -> Callable[[tuple[str, int]], tuple[int, str]]:
    return lambda counted: (order.index(counted[0]) if counted[0] in order else len(order), counted[0])
