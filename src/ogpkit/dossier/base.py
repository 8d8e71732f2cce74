"""What all models of a dossier have in common: unknown keys forbidden, frozen, dates that may be partial."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "SLUG",
    "WHOLE",
    "Address",
    "Count",
    "Date",
    "DayDate",
    "Line",
    "Model",
    "Number",
    "PartialDate",
    "Slug",
    "Year",
    "is_slug",
    "partial_date",
]

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What a date may be: another year is a slip, and the calendar of programs ends soon after."""

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Model(BaseModel):
    """Base of the models that read a user's file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, data: Any) -> Any:
        # An empty field on a form is a missing one; a misspelt key is a misspelt key, empty or not.
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


class PartialDate(BaseModel):
    """A date of which perhaps only the year, or the year and month, is known.

    Examples
    --------
    >>> date = partial_date("2021-07")
    >>> date.first.isoformat(), date.last.isoformat(), date.exact
    ('2021-07-01', '2021-07-31', False)
    """

    model_config = ConfigDict(frozen=True)

    text: str
    first: datetime.date
    last: datetime.date

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text


def partial_date(text: Any) -> PartialDate:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        For anything else, for days that no calendar has, and for years in which nothing of a dossier can lie.
    """
    if isinstance(text, PartialDate):
        return text
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", str(text).strip())
    wrong = ValueError("expected a date such as 2021, 2021-07 or 2021-07-15")
    if match is None:
        raise wrong
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError("expected a date that the calendar has") from None
    last_month = month or 12
    last = datetime.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return PartialDate(text=match.group(0), first=first, last=last)


def is_slug(text: object) -> bool:
    """Return whether ``text`` is safe as the name of a folder.

    Examples
    --------
    >>> is_slug("harbour-2024"), is_slug("../harbour"), is_slug("h" * 101)
    (True, False, False)
    """
    return isinstance(text, str) and len(text) <= 100 and re.fullmatch(SLUG, text) is not None


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise ValueError("expected a day such as 2021-07-15")
    if isinstance(value, str):
        if not FIRST_YEAR <= int(value.strip()[:4]) <= LAST_YEAR:
            raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("expected a day that the calendar has") from None
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9]\d*", value.strip()):
        raise ValueError("expected a whole number such as 12")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/$.?#][^\s]*", value, re.IGNORECASE):
        raise ValueError("expected an address that begins with http:// or https://")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]
"""Text on one line."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=100)]
"""Small letters, digits and hyphens: safe as the name of a folder."""

Date = Annotated[
    PartialDate,
    BeforeValidator(partial_date),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^(19|20|21)\d{2}(-\d{2}(-\d{2})?)?$", "examples": ["2021-07"]}
    ),
]
"""A date that may be partial."""

DayDate = Annotated[datetime.date, BeforeValidator(_day)]
"""A whole date."""

WHOLE = BeforeValidator(_whole)
"""Takes whole numbers written plainly. It stands behind the bounds, or they would be missing in the JSON Schemas."""

Count = Annotated[int, Field(ge=0, le=1_000_000_000), WHOLE]
"""A whole number, nought or more."""

Number = Annotated[int, Field(ge=1, le=1_000_000_000), WHOLE]
"""A whole number, one or more."""

Year = Annotated[int, Field(ge=2000, le=2100), WHOLE]
"""A year."""

Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    BeforeValidator(lambda value: _address(value.strip()) if isinstance(value, str) else value),
    WithJsonSchema({"type": "string", "pattern": "^https?://"}),
]
"""An address on the web."""
