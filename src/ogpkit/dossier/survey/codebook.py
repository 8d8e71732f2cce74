"""The codebook of a survey: ``survey.yaml``. It says what each column of the table is, before anyone counts it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ogpkit.dossier.base import Count, DayDate, Line, Model

__all__ = ["LAYOUTS", "Codebook", "Dispositions", "Layout", "Role", "Sampling", "SurveyColumn"]

Role = Literal[
    "group",
    "rating",
    "single choice",
    "multiple choice",
    "free text",
    "weight",
    "stratum",
    "cluster",
    "identifier",
    "duration",
]
Sampling = Literal["probability", "list", "opt-in", "census"]
Layout = Literal["plain", "kobo", "google-forms", "limesurvey", "surveymonkey"]
LAYOUTS: tuple[Layout, ...] = ("plain", "kobo", "google-forms", "limesurvey", "surveymonkey")


class SurveyColumn(Model):
    """One variable of the survey, which is one column of its table, or several where it is a multiple choice."""

    name: Line = Field(description="name of the variable; also the heading of its column, unless header says another")
    header: Line | None = Field(None, description="the heading of its column in the table, where it is not the name")
    role: Role
    question: Line
    short: Annotated[Line, Field(max_length=60)] | None = Field(None, description="a few words for figures and tables")
    options: tuple[Line, ...] = Field(
        (), description="the answers as they stand in the table; of a rating, lowest first"
    )
    labels: dict[Line, Line] = Field({}, description="what an option means, where the table holds a code")
    fields: dict[Line, Line] = Field(
        {}, description="multiple choice in many columns: for each option the heading of its column"
    )
    separator: Annotated[str, StringConstraints(strip_whitespace=False, min_length=1)] | None = Field(
        None, description="what parts the options in one cell (multiple choice)"
    )
    missing: tuple[Line, ...] = Field((), description='values that stand for "no answer", such as don\'t know')
    ordered: bool = Field(False, description="true for a group whose options stand in an order, such as ages")
    follow_up: bool = Field(
        False, description='true for a question that was put only to some, such as "if yes: why"; blanks are expected'
    )
    publishable: bool = Field(False, description="true where free text may be printed; the default keeps it out")

    @property
    def heading(self) -> str:
        """The heading of the variable's column in the table."""
        return self.header or self.name

    @property
    def label(self) -> str:
        """The few words for figures, or the question where there are none."""
        return self.short or self.question

    @property
    def in_order(self) -> bool:
        """Whether the options stand in an order, so that only neighbours may be put together."""
        return self.role == "rating" or self.ordered

    def printed(self, option: str) -> str:
        """Return an option in the words in which it is printed."""
        return self.labels.get(option, option)


class Dispositions(Model):
    """What became of everyone who was invited from a list, in the terms of AAPOR's Standard Definitions."""

    complete: Count = Field(description="I: complete interviews")
    partial: Count = Field(0, description="P: partial interviews")
    refusal: Count = Field(0, description="R: refusals and break-offs")
    non_contact: Count = Field(0, description="NC: not reached")
    other: Count = Field(0, description="O: other eligible people who did not answer")
    unknown_household: Count = Field(0, description="UH: not known whether there is anyone to ask")
    unknown_other: Count = Field(0, description="UO: not known for another reason whether they are eligible")


class Codebook(Model):
    """What a survey is and what its columns mean. ``sampling`` decides which statistics are allowed at all."""

    title: Line
    sampling: Sampling
    synthetic: bool = Field(description="true where the answers are invented for trials")
    start: DayDate | None = None
    end: DayDate | None = None
    language: Line | None = None
    sponsor: Line | None = Field(None, description="who paid for the survey")
    conducted_by: Line | None = Field(None, description="who carried it out")
    mode: Line | None = Field(None, description="how people answered, such as a web form or by telephone")
    population: Line | None = Field(None, description="whom the survey is about, and where")
    frame: Line | None = Field(None, description="the list or the channels by which people were reached")
    recruitment: Line | None = Field(None, description="how people were invited, with reminders and rewards")
    note: str | None = None
    layout: Layout = Field("plain", description="which program exported the table")
    sheet: Line | None = Field(None, description="the sheet of a workbook; the first one where nothing is said")
    form: Line | None = Field(None, description="XLSForm beside the table, whose labels are printed instead of codes")
    dispositions: Dispositions | None = Field(None, description="of all who were invited from a list")
    columns: Annotated[tuple[SurveyColumn, ...], Field(min_length=1)]

    def of(self, *roles: Role) -> tuple[SurveyColumn, ...]:
        """Return the variables of some roles, in the codebook's order."""
        return tuple(column for column in self.columns if column.role in roles)

    def column(self, name: str) -> SurveyColumn:
        """Return the variable of this name.

        Raises
        ------
        KeyError
            Where there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
