"""The evidence register: one row of ``evidence.csv``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ogpkit.dossier.base import Address, Date, DayDate, Line, Model, Slug

__all__ = ["EvidenceEntry"]


class EvidenceEntry(Model):
    """One entry of the register. The questions that it supports stand in the assessment, which names its id."""

    id: Slug
    kind: Literal["document", "link", "interview", "file"]
    title: Line
    address: Address | None = None
    date: Date | None = None
    publisher: Line | None = None
    government: Literal["yes", "no", "unknown"] = Field("unknown", description="whether the source is the government")
    retrieved: DayDate | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    archived: Address | None = None
    source: Slug | None = None
    note: Line | None = None
