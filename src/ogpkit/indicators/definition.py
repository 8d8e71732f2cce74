"""What an indicator is, and one value of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Definition", "IndicatorValue", "percent", "share"]


@dataclass(frozen=True)
class Definition:
    """An indicator's meaning: one entry of the catalogue.

    ``range`` is what values it can take; ``denominator`` what ``N`` counts; ``caveats`` what a reader must know before
    quoting it. ``official`` is true only where OGP itself prints the figure; ``hint`` where it is an aid to the
    reviewer and no finding.
    """

    id: str
    name: str
    definition: str
    source: str
    formula: str = ""
    unit: str = ""
    range: str = ""
    denominator: str = ""
    caveats: str = ""
    official: bool = False
    hint: bool = False

    @property
    def is_verdict(self) -> bool:
        """Whether the value is a verdict in words, not a number."""
        return self.id.endswith(("-verdict", "-promising")) and not self.unit


@dataclass(frozen=True)
class IndicatorValue:
    """One indicator of one entity.

    ``value`` is None where it cannot be computed; ``n`` of ``N`` stand behind every rate, and of ``N`` so many are
    ``undetermined`` (unclear, or not provided); ``flags`` say what a reader must know before quoting the value.
    ``low`` and ``high`` are the bounds of its interval, in its unit, where the data admit one.
    """

    id: str
    entity: str
    value: float | int | str | bool | None
    n: int | None = None
    N: int | None = None
    flags: tuple[str, ...] = ()
    undetermined: int = 0
    low: float | None = None
    high: float | None = None

    @property
    def definition(self) -> Definition:
        """The catalogue's entry."""
        from ogpkit.indicators.catalogue import CATALOGUE

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
