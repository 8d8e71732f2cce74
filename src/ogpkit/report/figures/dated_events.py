"""Events and deadlines as the figures of the co-creation take them, with dates that may be partial."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ogpkit.report.figures.dates import PartialDate

__all__ = ["NO_DATE", "TimelineEvent", "TimelineMarker"]

NO_DATE = "date not given"
"""What is said of an event without a date."""


@dataclass(frozen=True)
class TimelineEvent:
    """One event. Dates are partial: "2021", "2021-06" or "2021-06-15"; None where no date is given.

    Raises
    ------
    ValueError
        Where a date is none, or the end lies before the beginning.
    """

    label: str
    date: str | None
    kind: str = "event"
    end: str | None = None

    def __post_init__(self) -> None:
        if self.start and self.finish and self.finish.last < self.start.first:
            raise ValueError(f"{self.label}: the end, {self.finish}, lies before the beginning, {self.start}")

    @property
    def start(self) -> PartialDate | None:
        """When it began, as far as that is known."""
        return PartialDate.read(self.date) if self.date else None

    @property
    def finish(self) -> PartialDate | None:
        """When it ended: where no end is given, when it began."""
        return PartialDate.read(self.end) if self.end else self.start

    @property
    def when(self) -> str:
        """The date in words."""
        if self.start is None:
            return f"until {self.finish}" if self.finish else NO_DATE
        return f"{self.start} – {self.finish}" if self.end and self.end != self.date else str(self.start)

    @property
    def order(self) -> tuple[bool, dt.date, dt.date]:
        """By beginning, the better known first; events without a date last."""
        start = self.start or self.finish
        return (start is None, start.first if start else dt.date.max, start.last if start else dt.date.max)


@dataclass(frozen=True)
class TimelineMarker:
    """A named deadline or turning point, drawn as a line across the timeline; its date may be partial too."""

    label: str
    date: str
