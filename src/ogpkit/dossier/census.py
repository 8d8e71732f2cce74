"""The census benchmark of a survey: one row of ``census.csv``."""

from __future__ import annotations

from pydantic import Field

from ogpkit.dossier.base import Count, Line, Model, Slug, Year

__all__ = ["CensusRow"]


class CensusRow(Model):
    """How many people of the population belong to one group of the survey's codebook."""

    group: Line = Field(description="name of a variable of the role group in survey.yaml")
    option: Line = Field(description="one of its options, as it stands in survey.yaml")
    people: Count = Field(description="how many people; only the proportions within the group count")
    source: Slug = Field(description="id of a source in plan.yaml")
    year: Year | None = None
