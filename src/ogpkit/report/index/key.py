"""The few indicators of a report that the index compares across members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import ClassVar

from pydantic import ConfigDict

from ogpkit.indicators.definition import percent
from ogpkit.report.blocks import Document, IndicatorRow
from ogpkit.report.indicator_table import value_text
from ogpkit.report.words import words

__all__ = ["KEY", "KeyIndicator", "key_indicators"]

KEY = (
    "requirements-verdict",
    "requirements-coded-verdict",
    "requirements-met",
    "requirements-coded-met",
    "practices-followed",
    "participation-level",
    "commitments-verifiable",
    "commitments-relevant",
    "commitments-substantial",
    "commitments-promising",
    "answers-stated",
    "evidence-coverage",
    "evidence-addresses",
)
"""What a reader compares between plans, by the ids of the catalogue, in the order of the table.

Each can be told from the form's answers or the register of evidence, so that nearly every report has it, and each means
the same whatever the plan's length. Figures of a survey are never among them: a sample speaks of one place alone.
"""


@dataclass(frozen=True)
class KeyIndicator:
    """One key indicator of one report.

    ``value`` is its value as text, "" where it is not available. A rate has ``n`` of ``N`` and ``percent``, a whole
    percent rounded half-up; what is no rate has none. ``flags`` are those of the report, such as how many answers are a
    reviewer's coding.
    """

    id: str
    name: str
    value: str
    n: int | None = None
    N: int | None = None
    percent: int | None = None
    flags: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


def key_indicators(source: Document | Iterable[IndicatorRow]) -> tuple[KeyIndicator, ...]:
    r"""Return the key indicators of a plan that stand among a report's indicators, in the order of the index.

    Examples
    --------
    >>> row = IndicatorRow(
    ...     id="practices-followed", name="Practices", entity="plan", value=67, n=4, N=6, unit="%", flags=("2 unclear",)
    ... )
    >>> (one,) = key_indicators([row, row.model_copy(update={"id": "survey-share"})])
    >>> one.value, one.n, one.N, one.percent, one.flags
    ('67\xa0%', 4, 6, 67, ('2 unclear',))
    """
    rows = source.indicators if isinstance(source, Document) else tuple(source)
    found: dict[str, KeyIndicator] = {}
    for row in rows:
        if row.entity == "plan" and row.id in KEY and row.id not in found:
            found[row.id] = _key(row)
    return tuple(found[name] for name in KEY if name in found)


def _key(row: IndicatorRow) -> KeyIndicator:
    if row.value is None:
        # Nobody has answered yet, or it does not apply: 0 of 4 would read as four times No.
        return KeyIndicator(row.id, row.name, "", flags=row.flags)
    part = None
    if row.unit == "%":
        if row.n is not None and row.N is not None:
            part = percent(row.n, row.N)
        elif isinstance(row.value, int | float) and not isinstance(row.value, bool):
            part = floor(row.value + 0.5)
    return KeyIndicator(row.id, row.name, value_text(row, words("en")), row.n, row.N, part, row.flags)
