"""One report that a worker has to make, and how it and its outcome travel as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ogpkit.errors import Problem
from ogpkit.run.outcomes.outcome import Outcome

__all__ = ["Task", "outcome_from", "outcome_json"]


@dataclass(frozen=True)
class Task:
    """What a worker needs to know.

    Parameters
    ----------
    name, params : str
        Name of the params file, and its path in the project.
    root, reports : str
        The project folder, and the folder of all reports.
    folder : str
        The report's folder in it.
    reasons : tuple of str
        Why it is made.
    cell_timeout, timeout, memory : int
        Seconds for a cell and for the report, and bytes for its notebook; 0 for no limit.
    """

    name: str
    params: str
    root: str
    reports: str
    folder: str
    reasons: tuple[str, ...] = ()
    cell_timeout: int = 600
    timeout: int = 0
    memory: int = 0

    def to_json(self) -> bytes:
        """Return the task as a message."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, message: bytes) -> Task:
        """Return the task of a message.

        Examples
        --------
        >>> task = Task("a", "params/a.yaml", "/kit", "/kit/reports", "a/inception", ("never built",))
        >>> Task.from_json(task.to_json()) == task
        True
        """
        values = json.loads(message)
        return cls(**{**values, "reasons": tuple(values["reasons"])})

    def outcome(self, **more: Any) -> Outcome:
        """Return an outcome of this task."""
        return Outcome(name=self.name, params=self.params, folder=self.folder, reasons=self.reasons, **more)


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as what JSON can hold."""
    return asdict(outcome)


def outcome_from(values: dict[str, Any]) -> Outcome:
    """Return the outcome again.

    Examples
    --------
    >>> one = Outcome("a", "params/a.yaml", "failed", problems=(Problem("a.yaml", 1, "x", "y", "z", rule="r"),))
    >>> outcome_from(json.loads(json.dumps(outcome_json(one)))) == one
    True
    """
    problems = tuple(Problem(**problem) for problem in values["problems"])
    return Outcome(
        **{**values, "problems": problems, "reasons": tuple(values["reasons"]), "warnings": tuple(values["warnings"])}
    )
