"""What was asked in a survey, word for word, and how the answers were looked at."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.survey import SurveyColumn
from ogpkit.indicators.catalogue import CATALOGUE
from ogpkit.indicators.survey.release import Release
from ogpkit.report import blocks as b
from ogpkit.report.chapters.survey_words import count_of, numbers
from ogpkit.report.prose import withhold

__all__ = ["checks", "questions"]

_KINDS = {
    "group": "one answer",
    "rating": "one answer, from the lowest to the highest",
    "single choice": "one answer",
    "multiple choice": "several answers",
    "free text": "in words",
}
_MOST = 30


def questions(found: Release) -> b.Table:
    """Return every question in its own words, with the answers that could be given and what counts as none."""
    rows = [
        (
            withhold(column.question) + (" (put only to some)" if column.follow_up else ""),
            _KINDS[column.role],
            withhold(_offered(column)) if column.role != "free text" else _texts(found, column),
            withhold("; ".join(column.printed(one) for one in column.missing)),
        )
        for column in found.codebook.columns
        if column.role in _KINDS
    ]
    table = numbers(found, "The questions, as they were asked", ("Question", "Kind", "Answers", "No answer"), rows)
    return table.model_copy(update={"columns": tuple(b.Column(title=one.title) for one in table.columns)})


def _offered(column: SurveyColumn) -> str:
    options = [column.printed(one) for one in (column.options or column.fields) if one not in column.missing]
    more = len(options) - _MOST
    return "; ".join(options[:_MOST]) + (f"; and {more} more" if more > 0 else "")


def _texts(found: Release, column: SurveyColumn) -> str:
    """Return how many texts were given, and whether any is printed."""
    given = found.given[column.name]
    about = "about " if column.follow_up else ""
    said = f"texts of {about}{count_of(*given)}" if given else f"texts of fewer than {found.threshold}"
    if given is None and column.follow_up:
        said += ", or of all but so few"
    return f"{said}; {'some are printed above' if found.texts.get(column.name) else 'none is published'}"


def checks(found: Release) -> Iterator[b.Block]:
    """Return how many answers were flagged as perhaps given without care; nobody is left out for it."""
    rows = []
    for name, count in found.counts.items():
        if name != "survey-completes":
            small = f"fewer than {found.threshold}, or all but so few"
            shown = small if count is None else f"about {count_of(*count)}"
            rows.append((CATALOGUE[name].name, shown, CATALOGUE[name].definition))
    if rows:
        note = (
            "A flag has innocent causes, too. Nobody was left out of any figure because of one. Numbers are rounded to "
            f"multiples of {found.threshold}."
        )
        table = numbers(found, "Answers that may have been given without care", ("Flag", "Rows", "Meaning"), rows, note)
        left = table.columns[-1].model_copy(update={"align": "left"})
        yield table.model_copy(update={"columns": (*table.columns[:-1], left)})
