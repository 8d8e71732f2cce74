"""What became of one report in a batch, and the words and numbers in it made fit for other programs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from ogpkit.errors import Problem

__all__ = ["STATES", "Outcome", "State", "clean", "counts", "duration", "named_state", "shortened"]

State = Literal["made", "unchanged", "failed", "would make"]
STATES: tuple[State, ...] = get_args(State)

# What a terminal would take as an order: colours, titles, links.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
# What XML forbids, what cannot be seen, and what turns the direction of writing.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]"
    "|[" + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Outcome:
    """What became of one params file in a batch.

    Parameters
    ----------
    name, params : str
        Name of the params file, and the file, relative to the project.
    state : {"made", "unchanged", "failed", "would make"}
        The last one is for a batch that was only asked what it would do.
    reasons : tuple of str
        Why the report was or would be made, such as "survey.csv changed" or "never built".
    folder : str
        The report's folder, relative to the folder of all reports.
    message : str
        Why it failed, where that is no problem of the data.
    problems : tuple of ogpkit.errors.Problem
        Errors of the data.
    warnings : tuple of str
        What the making of the report warned of.
    doubts : int
        How many warnings the check of the data has.
    seconds : float
        How long it took; ``stages`` parts it by "check", "notebook", "html", "pdf" and "publish".
    memory : int
        The most memory that was in use, in bytes.

    Examples
    --------
    >>> Outcome("a", "params/a.yaml", "failed", message="cell 4 failed").complaints
    ('cell 4 failed',)
    """

    name: str
    params: str
    state: State
    reasons: tuple[str, ...] = ()
    folder: str = ""
    message: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    doubts: int = 0
    seconds: float = 0.0
    stages: Mapping[str, float] = field(default_factory=dict)
    memory: int = 0

    @property
    def failed(self) -> bool:
        """Whether no report was made where one was needed."""
        return self.state == "failed"

    @property
    def complaints(self) -> tuple[str, ...]:
        """What went wrong, one text for each thing; never empty for a report that failed."""
        said = (self.message, *(str(problem) for problem in self.problems))
        found = tuple(text for text in said if text.strip())
        return found or (("no reason was given",) if self.failed else ())


def counts(outcomes: Iterable[Outcome]) -> dict[State, int]:
    """Return how many reports there are of each state, also of those that do not occur.

    Examples
    --------
    >>> counts([Outcome("a", "params/a.yaml", "made")])
    {'made': 1, 'unchanged': 0, 'failed': 0, 'would make': 0}
    """
    found = Counter(outcome.state for outcome in outcomes)
    return {state: found[state] for state in STATES}


def named_state(state: State, number: int) -> str:
    """Return a count in words.

    Examples
    --------
    >>> named_state("failed", 2), named_state("would make", 1)
    ('2 failed', '1 would be made')
    """
    return f"{number} {'would be made' if state == 'would make' else state}"


def clean(text: str) -> str:
    r"""Return ``text`` without what is an order to a terminal or cannot stand in XML; line ends become ``\n``.

    Half a character (a lone surrogate) becomes U+FFFD, for it cannot be written as UTF-8.

    Examples
    --------
    >>> clean("\x1b[31mred\x1b[0m\x00\r\nnext\ud800")
    'red\nnext\ufffd'
    """
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", text))


def shortened(text: str, most: int) -> str:
    """Return ``text`` with no more than ``most`` characters; where some are left out, it ends in "…".

    Examples
    --------
    >>> shortened("abcdef", 4), shortened("abcd", 4)
    ('abc…', 'abcd')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def duration(seconds: float) -> float:
    """Return seconds to the millisecond; what no clock can have measured (it was set back, say) counts as 0.

    Examples
    --------
    >>> duration(1.23456), duration(-5.0), duration(float("nan"))
    (1.235, 0.0, 0.0)
    """
    return round(seconds, 3) if math.isfinite(seconds) and seconds > 0 else 0.0
