r"""A batch as Markdown, for the summary page of a CI job: counts, what failed, what was slow, what was stale.

Every text from outside stands in a code span. There no character is markup, no address becomes a link, and neither
GitHub nor GitLab looks for people or issues to mention. What could end the span (backticks, as many as open it) or the
cell of the table (``|``) is taken care of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ogpkit.run.outcomes.outcome import Outcome, State, clean, counts, duration, named_state, shortened

__all__ = ["markdown_summary"]

_LIMIT = 1_000_000
_LEAST = 4_000
_COMPLAINTS = 5
_CHARACTERS = 500
_SLOWEST = 10
_REASONS = 10
_STAGES = 6


def markdown_summary(outcomes: Iterable[Outcome], *, limit: int = _LIMIT, seconds: float = 0.0) -> str:
    """Return the outcomes as Markdown.

    Parameters
    ----------
    outcomes : iterable of Outcome
        In any order; those that failed come first, by name.
    limit : int
        The most bytes that the text may have in UTF-8, at least 4,000. GitHub takes 1 MiB for a step. Where it is too
        little, reports that failed are left out and counted.
    seconds : float
        How long the whole batch took; not said where it is 0.

    Raises
    ------
    ValueError
        A limit of less than 4,000.

    Examples
    --------
    >>> print(markdown_summary([Outcome("harbour", "params/harbour.yaml", "made")]).splitlines()[0])
    ## Reports: 1 made
    """
    if limit < _LEAST:
        raise ValueError(f"limit is {limit}; expected {_LEAST} bytes or more")
    found = tuple(outcomes)
    head, tail = _head(found, seconds), _slowest(found) + _stale(found)
    room = limit - _bytes(head)
    # With little room the failures are what a reader wants.
    if _bytes(tail) > room // 2:
        tail = []
    return "\n".join([*head, *_failures(found, room - _bytes(tail)), *tail]) + "\n"


def _head(found: Sequence[Outcome], seconds: float) -> list[str]:
    number = counts(found)
    order: tuple[State, ...] = ("failed", "made", "would make", "unchanged")
    said = [named_state(state, number[state]) for state in order if number[state]]
    lines = [f"## Reports: {', '.join(said) or 'none'}", ""]
    took = f", {duration(seconds):.1f} s in all" if duration(seconds) else ""
    told = f"{_count(len(found), 'report')}{took}."
    if number["made"]:
        # Of the others nobody has looked for any.
        doubts = sum(max(outcome.doubts, 0) for outcome in found)
        warned = sum(len(outcome.warnings) for outcome in found)
        about = f"{_count(doubts, 'warning')} about the data, {_count(warned, 'warning')} about reports"
        told += f" In what was made: {about}."
    return [*lines, told, ""]


def _failures(found: Sequence[Outcome], room: int) -> list[str]:
    failed = sorted((outcome for outcome in found if outcome.failed), key=lambda outcome: outcome.name)
    if not failed:
        return []
    lines = [f"### Failed: {len(failed)}", "", "| report | what is wrong |", "| --- | --- |"]
    # What the two lines take that say how many are left out.
    room -= _bytes(lines) + 200
    for place, outcome in enumerate(failed):
        row = f"| {_code(outcome.name)} | {'<br>'.join(_complaints(outcome))} |"
        room -= _bytes([row])
        if room < 0:
            left = len(failed) - place
            return [*lines, "", f"{left} more failed, for which there is no room here; batch.json has all.", ""]
        lines.append(row)
    return [*lines, ""]


def _complaints(outcome: Outcome) -> Iterator[str]:
    said = outcome.complaints
    for text in said[:_COMPLAINTS]:
        # A code span has no lines: what goes on in a second one gets a span of its own.
        first, _, more = clean(text).strip().partition("\n")
        yield from (_code(part) for part in (first, more) if part.strip())
    if len(said) > _COMPLAINTS:
        yield f"and {len(said) - _COMPLAINTS} more"


def _slowest(found: Sequence[Outcome]) -> list[str]:
    timed = [outcome for outcome in found if duration(outcome.seconds) and outcome.state in {"made", "failed"}]
    timed = sorted(timed, key=lambda outcome: (-duration(outcome.seconds), outcome.name))[:_SLOWEST]
    if not timed:
        return []
    stages = list(dict.fromkeys(stage for outcome in timed for stage in outcome.stages))[:_STAGES]
    titles = ["report", "seconds", *map(_code, stages), "memory"]
    lines = ["### Slowest", "", f"| {' | '.join(titles)} |", f"| --- |{' ---: |' * (len(titles) - 1)}"]
    for outcome in timed:
        spent = [f"{duration(outcome.stages[stage]):.2f}" if stage in outcome.stages else "–" for stage in stages]
        memory = f"{outcome.memory / 1_000_000:.0f} MB" if outcome.memory > 0 else "–"
        lines.append(f"| {' | '.join([_code(outcome.name), f'{duration(outcome.seconds):.2f}', *spent, memory])} |")
    return [*lines, ""]


def _stale(found: Sequence[Outcome]) -> list[str]:
    reasons = Counter(reason for outcome in found for reason in dict.fromkeys(outcome.reasons))
    if not reasons:
        return []
    most = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    lines = ["### Why reports were not up to date", "", "| reason | reports |", "| --- | ---: |"]
    lines += [f"| {_code(reason)} | {number} |" for reason, number in most[:_REASONS]]
    left = len(most) - _REASONS
    return [*lines, "", *([f"and {_count(left, 'other reason')}", ""] if left > 0 else [])]


def _code(text: str) -> str:
    """Return a text as a code span in the cell of a table."""
    line = shortened(" ".join(clean(text).split()), _CHARACTERS)
    if not line:
        return "–"
    # GitHub parts cells at a "|" after an even number of backslashes, others at one after none: one that is odd is
    # read alike by all.
    line = re.sub(r"(\\*)\|", lambda found: found[1] + ("\\|" if len(found[1]) % 2 == 0 else "\\\\|"), line)
    ticks = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    # A space at each side, which is not shown, where a backtick would else lengthen the fence.
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{space}{line}{space}{ticks}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _bytes(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
