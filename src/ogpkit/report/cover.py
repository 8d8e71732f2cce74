"""The cover: what a report says of itself."""

from __future__ import annotations

from datetime import date as day
from typing import Literal

from pydantic import Field, field_validator

from ogpkit.report.inline import Node

__all__ = ["Cover", "Status"]

Status = Literal["draft", "public-comment", "final"]


class Cover(Node):
    """What the report says of itself: printed at the top, in the running header and in the files' metadata.

    ``standing`` is a few words that stand beside the status on every page where the report is not what it may seem:
    restated, or invented.
    """

    kind: Literal["cover"] = "cover"
    title: str
    document: str = ""
    member: str = ""
    period: str = ""
    status: Status
    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    authors: tuple[str, ...] = ()
    standing: str = ""
    summary: str = ""
    generator: str = ""

    @field_validator("date")
    @classmethod
    def _in_the_calendar(cls, value: str) -> str:
        try:
            day.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value} is a date that no calendar has") from None
        return value
