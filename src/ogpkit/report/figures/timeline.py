"""The events of the co-creation, with as much of each date as is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.report.blocks import Figure


@dataclass(frozen=True)
class TimelineEvent:
    """One event. Dates are partial: "2021", "2021-06" or "2021-06-15"; None where no date is given."""

    label: str
    date: str | None
    kind: str = "event"
    end: str | None = None


@dataclass(frozen=True)
class TimelineMarker:
    """A named deadline or turning point, drawn as a line across the timeline; its date may be partial too."""

    label: str
    date: str


def timeline(
    events: Sequence[TimelineEvent],
    markers: Sequence[TimelineMarker] = (),
    *,
    caption: str = "Events of the co-creation",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the timeline."""
    raise NotImplementedError
