"""Checks of e-mail addresses: no report prints one, so that a text which holds one is printed with a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.privacy import has_email
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.yaml import Key, Located
from ogpkit.errors import Problem

__all__ = ["check_emails"]


def check_emails(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield a warning for each printed text that holds an e-mail address."""
    del dossier  # every check has the same form
    for located in (reading.in_plan, reading.in_assessment):
        yield from _of_a_file(located)
    for name, rows in (("evidence", reading.evidence.rows), ("events", reading.events.rows)):
        for line, row in rows:
            yield from _of_a_row(reading.names[name], line, row)


def _of_a_file(located: Located) -> Iterator[Problem]:
    open_: list[tuple[tuple[Key, ...], Any]] = [((), located.data)]
    while open_:
        path, value = open_.pop()
        if isinstance(value, dict | list):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            open_ += [((*path, key), one) for key, one in inner]
        # The evaluator's own address under its key is not even kept; see the model of the assessment.
        elif path == ("email",):
            continue
        elif isinstance(value, str) and has_email(value):
            key = next(str(one) for one in reversed(path) if isinstance(one, str))
            yield _warning(located.name, located.line(path), key)


def _of_a_row(name: str, line: int, row: BaseModel) -> Iterator[Problem]:
    for key, value in row:
        if isinstance(value, str) and has_email(value):
            yield _warning(name, line, key)


def _warning(name: str, line: int | None, key: str) -> Problem:
    return Problem(
        name,
        line,
        f'"{key}" holds an e-mail address, which will be withheld in the report',
        "text that may be published",
        "leave the address out",
        level="warning",
        rule="e-mail",
    )
