"""Tables of a survey by group, its estimates, and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogpkit.indicators.survey.release import Cross, Estimates, Release
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.survey_words import count_of, numbers
from ogpkit.report.prose import withhold

__all__ = ["by_group", "estimates", "tests"]

_WIDEST = 6


def by_group(found: Release) -> Iterator[b.Table]:
    """Return the single and multiple choices by group: a row for each answer, a column for each group."""
    tables: dict[tuple[str, str], list[Cross]] = {}
    for cross in found.crosses:
        if cross.column.role != "rating":
            tables.setdefault((cross.group.name, cross.column.name), []).append(cross)
    for crosses in tables.values():
        first = crosses[0]
        caption = f"By {withhold(first.group.label).lower()}: {withhold(first.column.label)}"
        note = "Several answers were possible." if first.option is not None else ""
        for start in range(0, len(first.rows), _WIDEST):
            wanted = range(start, min(start + _WIDEST, len(first.rows)))
            heads = ["Answer", *(withhold(first.rows[row].label) for row in wanted)]
            yield numbers(
                found,
                caption,
                heads,
                [[name, *(cells[row] for row in wanted)] for name, cells in _lines(crosses)],
                note,
            )


def _lines(crosses: Sequence[Cross]) -> Iterator[tuple[str, list[str]]]:
    """Return each answer with its counts by group."""
    for cross in crosses:
        shown = [cross.option] if cross.option is not None else [block.label for block in cross.blocks]
        for number, name in enumerate(shown):
            yield withhold(name), [count_of(row[number], sum(row)) for row in cross.counts]


def estimates(found: Release) -> Iterator[b.Table]:
    """Return the estimates for the population, with their intervals: probability samples only."""
    lines = []
    for one in found.distributions.values():
        if one.estimates is not None:
            lines += [(f"{withhold(one.column.label)}: {name}", *said) for name, *said in _said(one.estimates)]
    for choices in found.choices.values():
        for option, interval in zip(choices.options, choices.estimates, strict=False):
            if interval is not None:
                bounds = f"{figures.in_words(interval.low)} to {figures.in_words(interval.high)}"
                name = f"{withhold(choices.column.label)}: {withhold(option)}"
                lines.append((name, figures.in_words(interval.share), bounds))
    if lines:
        note = "Whole percents, so that no small group can be worked out from sums of weights."
        yield numbers(found, "Estimates for the population", ("Answer", "Estimate", "95 % interval"), lines, note)


def _said(known: Estimates) -> Iterator[tuple[str, str, str]]:
    for block, one in zip(known.blocks, known.intervals, strict=True):
        bounds = f"{figures.in_words(one.low)} to {figures.in_words(one.high)}"
        yield withhold(block.label), figures.in_words(one.share), bounds


def tests(found: Release) -> Iterator[b.Table]:
    """Return the tests of whether groups differ: probability samples only."""
    lines = []
    for cross in found.crosses:
        if cross.p is not None and cross.adjusted is not None:
            question = withhold(cross.column.label) + (f": {withhold(cross.option)}" if cross.option else "")
            lines.append((f"{question}, by {withhold(cross.group.label).lower()}", _p(cross.p), _p(cross.adjusted)))
    if lines:
        note = (
            "p of Pearson's test of independence, corrected for the design (Rao and Scott); adjusted for the "
            f"{len(lines)} tests of this survey by Holm's method. That no difference is found does not mean that there "
            "is none."
        )
        yield numbers(found, "Tests of differences between groups", ("Table", "p", "p, adjusted"), lines, note)


def _p(value: float) -> str:
    """Return a p value as it is printed.

    Examples
    --------
    >>> _p(0.0004), _p(0.0312)
    ('< 0.001', '0.031')
    """
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
