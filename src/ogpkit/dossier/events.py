"""The events of the co-creation process: one row of ``events.csv``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ogpkit.dossier.base import Count, Date, Line, Model, Slug

__all__ = ["Event"]


class Event(Model):
    """One event. A count that is not known is left empty; nought is written as 0."""

    id: Slug
    kind: Literal[
        "training",
        "meeting",
        "focus group",
        "survey",
        "consultation",
        "final meeting",
        "presentation",
        "invitation",
        "publication",
        "submission",
        "other",
    ]
    title: Line
    start: Date | None = Field(None, description="day, month or year, as far as it is known")
    end: Date | None = None
    organiser: Line | None = None
    invitations: Count | None = None
    at_least: Literal["yes", "no"] = Field("no", description='yes where the source says "more than" or "at least"')
    government: Count | None = None
    civil_society: Count | None = None
    academia: Count | None = None
    business: Count | None = None
    residents: Count | None = None
    who: Line | None = Field(None, description="who took part, in words")
    source: Slug | None = None
    note: Line | None = None
