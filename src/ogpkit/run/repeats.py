"""Rows of a survey that repeat an earlier one: told to whoever checks the files, by their numbers alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ogpkit.dossier.nearest import listed
from ogpkit.dossier.survey import Survey
from ogpkit.errors import Problem

__all__ = ["MOST_ROWS", "RARELY", "check_repeats"]

MOST_ROWS = 100_000
"""In a larger survey equal answers are no sign of anything: many people give the same ones by chance."""

RARELY = 0.01
"""How many equals, at most, chance may be expected to give to a row that is named for its answers.

In more than 100 rows it is one by their number, so that chance makes less than one such row in the whole table.
"""

_NAMED = 20


def check_repeats(survey: Survey, file: str) -> Iterator[Problem]:
    """Yield warnings of rows whose identifiers, or all of whose answers, an earlier row has too.

    Equal identifiers always count. Equal answers count only where chance hardly makes them. If each answer depended on
    the one before it alone, a row would have (N - 1) · ∏ p equals among N rows, p being the share that gave the row's
    answer among those who gave its answer to the question before (the first: among all). A row is named where that is
    at most :data:`RARELY` and at most 1/N, which few questions hardly ever reach. And where more than half of all rows
    would be named, something else is behind it, so that none is.

    A report says of such rows no more than a rounded number, and nothing where they are few; so this is the one place
    where the person who keeps the answers learns which they are. Of what they hold nothing is said.

    Parameters
    ----------
    survey : Survey
        The answers.
    file : str
        The table, as the user knows it.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> list(check_repeats(load("khmelnytskyi-2021-2025").survey, "survey.csv"))
    []
    """
    # What looks at answers takes long to load, and most dossiers have none.
    from ogpkit.indicators.survey.flags import doubled, repeating

    known = doubled(survey)
    if known is not None and known.any():
        yield _warning(file, known, "the identifiers", "did somebody answer twice? Or is an identifier not one's own?")
    equal = repeating(survey) if survey.answers.rows <= MOST_ROWS else None
    if equal is not None and equal.any():
        equal = equal & _beyond_chance(survey)
        if 2 * int(equal.sum()) > survey.answers.rows:
            return
        if known is not None:
            equal = equal & ~known
        if equal.any():
            yield _warning(file, equal, "all answers", "were they sent twice? People who agree are no fault.")


def _beyond_chance(survey: Survey) -> Any:
    """Return for each row whether chance would hardly have given another row the same answers."""
    import numpy as np

    answers = survey.answers
    rows = answers.rows
    expected = np.full(rows, float(rows - 1))
    before, of_before = np.zeros(rows, np.int64), np.full(rows, rows)
    coded = [one.codes for one in answers.coded.values()]
    for given in (*coded, *(picked for options in answers.chosen.values() for picked in options.values())):
        _, place, times = np.unique(given, return_inverse=True, return_counts=True)
        _, both, together = np.unique(before * len(times) + place, return_inverse=True, return_counts=True)
        # People who are content say so to one question after the other: that is no sign of anything.
        expected *= together[both] / of_before
        before, of_before = place, times[place]
    return expected <= min(RARELY, 1 / rows)


def _warning(file: str, rows: Any, what: str, ask: str) -> Problem:
    numbers = [f"{number + 1:,}" for number in rows.nonzero()[0][: _NAMED + 1].tolist()]
    count = int(rows.sum())
    named = listed(numbers) if count <= _NAMED else f"{', '.join(numbers[:_NAMED])} and {count - _NAMED:,} more"
    said = f"1 row has {what}" if count == 1 else f"{count:,} rows have {what}"
    return Problem(
        file,
        None,
        f"{said} of an earlier row: row{'s' * (count > 1)} {named} of the answers, the first being row 1",
        "each person once",
        f"{ask} They stay in all figures; delete what is double",
        level="warning",
        rule="repeated-rows",
    )
