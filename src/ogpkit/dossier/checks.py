"""Checks that need more than one value: ids that resolve, questions that fit the form, answers that agree.

The list follows the inconsistencies that published reports show (errors stop a run, warnings are printed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ogpkit.dossier.answer_checks import check_answers
from ogpkit.dossier.contradictions import check_rules, check_values
from ogpkit.dossier.emails import check_emails
from ogpkit.dossier.ids import check_ids
from ogpkit.dossier.plan_checks import check_plan
from ogpkit.dossier.question_checks import check_header, check_questions
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.survey_checks import check_census, check_dispositions
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
    check_dispositions,
    check_emails,
)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems as they are read: errors before warnings, each by file and line."""
    return sorted(
        problems, key=lambda problem: (problem.level != "error", problem.file, problem.line or 0, problem.what)
    )


def _cut(found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first errors and the first warnings; where there are more, one of the same level says so."""
    counts: Counter[str] = Counter()
    for problem in found:
        counts[problem.level] += 1
        if counts[problem.level] <= _MOST:
            yield problem
        elif counts[problem.level] == _MOST + 1:
            what, expected, todo, rule = MORE
            yield Problem(problem.file, problem.line, what, expected, todo, level=problem.level, rule=rule)


def check_dossier(reading: Reading) -> Reading:
    """Add to ``reading`` the problems that show only when its files are seen together, and return it."""
    if reading.dossier is not None:
        for check in _CHECKS:
            reading.problems += _cut(check(reading, reading.dossier))
    reading.problems = in_order(reading.problems)
    return reading
