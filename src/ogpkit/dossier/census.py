"""The census benchmark of a survey: one row of ``census.csv``, and which option of the codebook it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic import Field

from ogpkit.dossier.base import Count, Line, Model, Slug, Year
from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.matching import tidy

__all__ = ["CensusRow", "matched", "meant", "options_of"]

_DASHES = re.compile(" ?[-\u2010-\u2015\u2212] ?")


class CensusRow(Model):
    """How many people of the population belong to one group of the survey's codebook."""

    group: Line = Field(description="name of a variable of the role group in survey.yaml")
    option: Line = Field(description="one of its options, as it stands in survey.yaml")
    people: Count = Field(description="how many people; only the proportions within the group count")
    source: Slug = Field(description="id of a source in plan.yaml")
    year: Year | None = None


def options_of(column: SurveyColumn) -> list[str]:
    """Return the options of a group that are no missing values: those that a census counts."""
    away = {tidy(value) for value in column.missing}
    return [option for option in column.options if tidy(option) not in away]


def meant(column: SurveyColumn, written: str) -> str | None:
    """Return the option that a row of the census means: itself, by its label, or written with another dash.

    A statistical office writes 18-24 where the survey has 18–24, and few people see the difference.

    Returns
    -------
    str or None
        The option as the codebook lists it; None where none is meant, or where several could be.

    Examples
    --------
    >>> age = SurveyColumn(
    ...     name="age", role="group", question="Age", options=("18–24", "A2"), labels={"A2": "25 or more"}
    ... )
    >>> meant(age, "18 - 24"), meant(age, "25 or more"), meant(age, "25-34")
    ('18–24', 'A2', None)
    """
    options = options_of(column)
    forms: tuple[Callable[[str], str], ...] = (tidy, _one_dash)
    for form in forms:
        for printed in (False, True):
            found = [one for one in options if form(column.printed(one) if printed else one) == form(written)]
            if len(found) == 1:
                return found[0]
    return None


def _one_dash(text: str) -> str:
    return _DASHES.sub("-", tidy(text))


def matched(rows: Iterable[CensusRow], codebook: Codebook) -> tuple[CensusRow, ...]:
    """Return the rows of a census with their options as the codebook lists them; others stay as they are.

    Examples
    --------
    >>> age = SurveyColumn(name="age", role="group", question="Age", options=("18–24", "25–34"))
    >>> codebook = Codebook(title="Survey", sampling="opt-in", synthetic=True, columns=(age,))
    >>> row = CensusRow(group="age", option="18-24", people=5, source="census")
    >>> matched([row], codebook)[0].option
    '18–24'
    """
    groups = {column.name: column for column in codebook.of("group")}
    found = []
    for row in rows:
        option = meant(groups[row.group], row.option) if row.group in groups else None
        found.append(row if option is None else row.model_copy(update={"option": option}))
    return tuple(found)
