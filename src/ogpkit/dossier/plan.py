"""The action plan and its commitments."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from ogpkit.dossier.base import Address, Date, DayDate, Line, Model, Number, Slug, Year

__all__ = [
    "MOST_COMMITMENTS",
    "OGP_VALUES",
    "Commitment",
    "Member",
    "Milestone",
    "OgpValue",
    "Period",
    "Plan",
    "Source",
    "Title",
]

OgpValue = Literal[
    "Access to information",
    "Civic Participation",
    "Public Accountability",
    "Technology and Innovation for Transparency and Accountability",
]
OGP_VALUES: tuple[OgpValue, ...] = get_args(OgpValue)
"""The OGP values as the form for action plans names them. The last one alone makes no commitment relevant."""

MOST_COMMITMENTS = 200
"""More than any plan has: local plans have up to five or so, national ones up to a few dozen."""


class Source(Model):
    """Where a dossier's facts come from."""

    id: Slug
    title: Line
    publisher: Line | None = None
    address: Address | None = None
    retrieved: DayDate | None = None
    note: str | None = None


class Member(Model):
    """A city or region in OGP Local."""

    name: Line = Field(description="City or region, as OGP writes it")
    country: Line
    local_name: Line | None = Field(None, description="The name in the member's own language")
    joined: Date | None = None


class Period(Model):
    """The years that the plan covers by its title."""

    start: Year
    end: Year


class Title(Model):
    """Another title under which the plan is or was known."""

    title: Line
    source: Slug | None = None


class Milestone(Model):
    """A step by which a commitment can be checked."""

    title: Line
    start: Date | None = None
    end: Date | None = None
    owner: Line | None = None
    source: Slug | None = None


class Commitment(Model):
    """One commitment. ``number`` is its place in the plan; ``id`` is OGP's identifier, where it is known."""

    number: Number
    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}\d{4}$")] | None = None
    title: Line
    short_title: Line | None = Field(None, description="A few words for tables and figures", max_length=60)
    start: Date | None = None
    end: Date | None = None
    institutions: tuple[Line, ...] = ()
    policy_area: Line | None = None
    sector: Line | None = None
    ogp_values: tuple[OgpValue, ...] = ()
    problem: str | None = None
    status_quo: str | None = None
    action: str | None = None
    contribution: str | None = None
    milestones: tuple[Milestone, ...] = ()
    source: Slug | None = None

    @property
    def label(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title


class Plan(Model):
    """An action plan: ``plan.yaml``."""

    member: Member
    title: Line
    other_titles: tuple[Title, ...] = ()
    period: Period
    due: Date | None = Field(None, description="by when the plan had to be submitted")
    submitted: Date | None = None
    lead_institutions: tuple[Line, ...] = ()
    challenges: str | None = None
    vision: str | None = None
    engagement: str | None = None
    synthetic: bool = Field(False, description="true where the whole dossier is invented for trials")
    note: str | None = None
    sources: tuple[Source, ...] = ()
    commitments: Annotated[tuple[Commitment, ...], Field(min_length=1, max_length=MOST_COMMITMENTS)]
