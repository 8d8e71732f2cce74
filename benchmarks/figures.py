"""Measure how long each figure of a survey takes to draw, warm, with its SVG and its alternative text.

    python benchmarks/figures.py

Each figure is drawn once, then eleven times; the median is printed in milliseconds. The aim is 120.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.blocks import Figure
from ogpkit.report.figures import (
    ChoiceRow,
    LikertRow,
    Panel,
    Segment,
    ShareRow,
    choice_bars,
    dumbbell,
    likert,
    multiples,
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


CASES = {
    "likert, 8 rows of 5": _ratings(FIVE, 8),
    "likert, 20 rows of 5": _ratings(FIVE, 20),
    "likert, 12 rows of 11": _ratings(ELEVEN, 12),
    "multiples, 6 panels of 5": _panels(FIVE, 6),
    "multiples, 12 panels of 5": _panels(FIVE, 12),
    "multiples, 12 panels of 11": _panels(ELEVEN, 12),
    "dumbbell, 15 rows": _shares(15),
    "choice bars, 20 options": _choices(20),
}


def main() -> None:
    """Print the table."""
    for name, draw in CASES.items():
        draw()
        taken = []
        for _ in range(11):
            start = time.perf_counter()
            figure = draw()
            taken.append(1000 * (time.perf_counter() - start))
        print(f"{name:28}{statistics.median(taken):7.0f} ms{len(figure.data) / 1024:8.0f} kB")


if __name__ == "__main__":
    main()
