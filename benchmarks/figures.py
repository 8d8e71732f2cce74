"""Measure how long each kind of figure takes to draw, with its SVG and its alternative text.

    python benchmarks/figures.py

Each figure is drawn once with no word of it measured yet, and five times more; printed are the processor time of the
first and the median of the others, in milliseconds. The aim is 120.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.blocks import Figure
from ogpkit.report.figures import (
    OGP_VALUES,
    AnswerCell,
    AnswerRow,
    ChoiceRow,
    CommitmentValues,
    LikertRow,
    Panel,
    QuestionEvidence,
    Segment,
    ShareRow,
    TimelineEvent,
    answers_grid,
    choice_bars,
    dumbbell,
    event_counts,
    evidence_coverage,
    lettering,
    likert,
    multiples,
    timeline,
    value_matrix,
)

FIVE = ("very poor", "2", "3", "4", "very good")
ELEVEN = tuple(map(str, range(11)))


def _segments(scale: tuple[str, ...], seed: int) -> tuple[Segment, ...]:
    return tuple(Segment((option,), 10 + (seed * 7 + place * 11) % 31) for place, option in enumerate(scale))


def _ratings(scale: tuple[str, ...], count: int) -> Callable[[], Figure]:
    rows = [
        LikertRow(f"Question {row} about a service of the city", _segments(scale, row), 600) for row in range(count)
    ]
    return lambda: likert(rows, scale=scale, notice="Synthetic: invented answers")


def _panels(scale: tuple[str, ...], count: int) -> Callable[[], Figure]:
    panels = [Panel(f"Group {number}", _segments(scale, number), 600) for number in range(count)]
    return lambda: multiples(panels, scale=scale, notice="Synthetic: invented answers")


def _shares(count: int) -> Callable[[], Figure]:
    estimate = Interval(0.3, 0.2, 0.4)
    rows = [ShareRow(f"Group {row}", 30, 100, row / 20, f"Variable {row // 5}", 120, estimate) for row in range(count)]
    return lambda: dumbbell(rows, census="State Statistics Service, 2020", notice="Synthetic: invented answers")


def _choices(count: int) -> Callable[[], Figure]:
    rows = [ChoiceRow(f"Option {row} of the plan", 5 * row, Interval(row / 20, 0.0, 1.0)) for row in range(count)]
    return lambda: choice_bars(rows, answered=100, asked=120, notice="Synthetic: invented answers")


def _answers(count: int) -> Callable[[], Figure]:
    cells = [
        tuple(AnswerCell(f"{row}.{place}", "yes" if place % 3 else "no") for place in range(6)) for row in range(count)
    ]
    rows = [AnswerRow(f"Commitment {row} of the plan", one, "Commitments") for row, one in enumerate(cells)]
    return lambda: answers_grid(rows, notice="Synthetic: invented answers")


def _evidence(count: int) -> Callable[[], Figure]:
    rows = [QuestionEvidence(f"Section {row // 6}", f"{row // 6}.{row % 6}", row % 4, row % 3) for row in range(count)]
    return lambda: evidence_coverage(rows, notice="Synthetic: invented answers")


def _values(count: int) -> Callable[[], Figure]:
    rows = [CommitmentValues(f"Commitment {row} of the plan", OGP_VALUES[: row % 4]) for row in range(count)]
    return lambda: value_matrix(rows, notice="Synthetic: invented answers")


def _events(count: int) -> list[TimelineEvent]:
    kinds = ("meeting", "training", "survey", "consultation")
    return [
        TimelineEvent(f"Event {row} of the city", f"2021-{1 + row % 9:02}-1{row % 9}", kinds[row % 4])
        for row in range(count)
    ]


CASES = {
    "answers, 10 rows of 6": _answers(10),
    "timeline, 15 events": lambda: timeline(_events(15), notice="Synthetic: invented answers"),
    "event counts, 200 events": lambda: event_counts(_events(200), notice="Synthetic: invented answers"),
    "evidence, 24 questions": _evidence(24),
    "values, 10 commitments": _values(10),
    "likert, 8 rows of 5": _ratings(FIVE, 8),
    "likert, 20 rows of 5": _ratings(FIVE, 20),
    "likert, 12 rows of 11": _ratings(ELEVEN, 12),
    "multiples, 6 panels of 5": _panels(FIVE, 6),
    "multiples, 12 panels of 5": _panels(FIVE, 12),
    "multiples, 12 panels of 11": _panels(ELEVEN, 12),
    "dumbbell, 15 rows": _shares(15),
    "choice bars, 20 options": _choices(20),
}


def _milliseconds(draw: Callable[[], Figure]) -> float:
    start = time.process_time()
    draw()
    return 1000 * (time.process_time() - start)


def _forget() -> None:
    """Empty the caches of measured text, as in a process that has drawn nothing."""
    for one in vars(lettering).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()


def main() -> None:
    """Print the table."""
    likert([LikertRow("Warm", _segments(FIVE, 1), 600)], scale=FIVE)
    print(f"{'':28}  first, warm")
    for name, draw in CASES.items():
        _forget()
        first = _milliseconds(draw)
        warm = statistics.median(_milliseconds(draw) for _ in range(5))
        print(f"{name:28}{first:7.1f}{warm:7.1f} ms{len(draw().data) / 1024:8.0f} kB")


if __name__ == "__main__":
    main()
