"""Checks that need more than one value: ids that resolve, questions that fit the form, answers that agree.

The list follows the inconsistencies that published reports show (errors stop a run, warnings are printed).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from ogpkit.dossier.answer_checks import check_answers
from ogpkit.dossier.contradictions import check_rules, check_values
from ogpkit.dossier.emails import check_emails
from ogpkit.dossier.ids import check_ids
from ogpkit.dossier.plan_checks import check_plan
from ogpkit.dossier.question_checks import check_header, check_questions
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.survey_checks import check_census
from ogpkit.dossier.table_checks import check_events, check_evidence, check_links
from ogpkit.dossier.yaml import MORE
from ogpkit.errors import Problem

__all__ = ["check_dossier", "in_order"]

_MOST = 1000
_CHECKS = (
    check_plan,
    check_ids,
    check_header,
    check_questions,
    check_answers,
    check_rules,
    check_values,
    check_evidence,
    check_events,
    check_links,
    check_census,
    check_emails,
)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems as they are read: errors before warnings, each by file and line."""
    return sorted(
        problems, key=lambda problem: (problem.level != "error", problem.file, problem.line or 0, problem.what)
    )


def check_dossier(reading: Reading) -> Reading:
    """Add to ``reading`` the problems that show only when its files are seen together, and return it."""
    if reading.dossier is not None:
        for check in _CHECKS:
            found = list(islice(check(reading, reading.dossier), _MOST + 1))
            if len(found) > _MOST:
                what, expected, todo, rule = MORE
                found[-1] = Problem(found[-1].file, found[-1].line, what, expected, todo, rule=rule)
            reading.problems += found
    reading.problems = in_order(reading.problems)
    return reading
