"""The codebook of a survey: ``survey.yaml``. It says what each column of ``survey.csv`` is, before anyone counts it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ogpkit.dossier.base import DayDate, Line, Model

__all__ = ["Codebook", "SurveyColumn"]


class SurveyColumn(Model):
    """One column of the survey's table."""

    name: Line
    role: Literal[
        "group", "rating", "single choice", "multiple choice", "free text", "weight", "stratum", "cluster", "identifier"
    ]
    question: Line
    options: tuple[Line, ...] = ()
    separator: Annotated[str, StringConstraints(strip_whitespace=False, min_length=1)] | None = Field(
        None, description="what parts the options in one cell (multiple choice)"
    )
    missing: tuple[Line, ...] = Field((), description='values that stand for "no answer"')
    publishable: bool = Field(False, description="true where free text may be printed; the default keeps it out")


class Codebook(Model):
    """What a survey is and what its columns mean. ``sampling`` decides which statistics are allowed at all."""

    title: Line
    sampling: Literal["probability", "list", "opt-in", "census"]
    synthetic: bool = Field(description="true where the answers are invented for trials")
    start: DayDate | None = None
    end: DayDate | None = None
    language: Line | None = None
    note: str | None = None
    columns: Annotated[tuple[SurveyColumn, ...], Field(min_length=1)]
