"""The events of the co-creation process: one row of ``events.csv``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ogpkit.dossier.base import Count, Date, Line, Model, Number, Slug

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
    times: Number | None = Field(None, description="how many events the row stands for; empty counts as one")
    informed: Date | None = Field(None, description="when the material for it was sent to those invited")
    organiser: Line | None = None
    series: Slug | None = Field(None, description="the same name for rows that belong together, as an invitation to it")
    invitations: Count | None = None
    at_least: Literal["yes", "no"] = Field(
        "no", description='yes where the source says "more than" or "at least" of the row\'s numbers'
    )
    government: Count | None = None
    civil_society: Count | None = None
    academia: Count | None = None
    business: Count | None = None
    residents: Count | None = None
    proposals: Count | None = Field(None, description="how many proposals were received")
    answered: Count | None = Field(None, description="how many of them were answered with reasons")
    who: Line | None = Field(None, description="who took part, in words")
    source: Slug | None = None
    note: Line | None = None
