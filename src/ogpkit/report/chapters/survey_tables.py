"""Tables of a survey by group, its estimates, and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogpkit.indicators.survey.release import Cross, Interval, Release, Weighting
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.survey_words import count_of, no_interval, numbers
from ogpkit.report.prose import withhold

__all__ = ["by_group", "estimates", "estimates_by_group", "tests"]

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
        note = _note(found, crosses)
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


def _note(found: Release, crosses: Sequence[Cross]) -> str:
    """Return what must be said of a multiple choice by group: options that are not in the table are not nought."""
    first = crosses[0]
    if first.option is None:
        return ""
    there = {cross.option for cross in crosses}
    left_out = [withhold(option) for option in found.choices[first.column.name].options if option not in there]
    told = f" Left out, because of small numbers: {', '.join(left_out)}." if left_out else ""
    return f"Several answers were possible.{told}"


def _lines(crosses: Sequence[Cross]) -> Iterator[tuple[str, list[str]]]:
    """Return each answer with its counts by group."""
    for cross in crosses:
        shown = [cross.option] if cross.option is not None else [block.label for block in cross.blocks]
        for number, name in enumerate(shown):
            yield withhold(name), [count_of(row[number], sum(row)) for row in cross.counts]


def estimates(found: Release) -> Iterator[b.Block]:
    """Return the estimates for the population with their intervals, or why there are none: probability samples only."""
    if found.weighting is None:
        return
    lines = []
    for one in found.distributions.values():
        known = one.estimates
        if known is not None:
            for block, interval in zip(known.blocks, known.intervals, strict=True):
                name = f"{withhold(one.column.label)}: {withhold(block.label)}"
                lines.append((name, f"{one.valid:,}", *_said(interval), f"{known.deff:.1f}"))
    for choices in found.choices.values():
        for option, chosen in zip(choices.options, choices.estimates, strict=False):
            if chosen is not None and choices.deff is not None:
                name = f"{withhold(choices.column.label)}: {withhold(option)}"
                lines.append((name, f"{choices.answered:,}", *_said(chosen), f"{choices.deff:.1f}"))
    if not lines:
        yield b.Paragraph(content=b.inlines(f"No estimates for the population: {_why_none(found.weighting)}."))
        return
    note = (
        "n: people who answered, unweighted. The design effect is the mean of a question's shares. Whole percents, so "
        "that no small group can be worked out; bounds are rounded outwards."
    )
    heads = ("Answer", "n", "Estimate", "95 % interval", "Design effect")
    yield numbers(found, "Estimates for the population", heads, lines, note, estimated=True)


def _why_none(weighting: Weighting) -> str:
    if why := no_interval(weighting):
        return f"no interval, because {why}"
    if weighting.failed:
        return f"the sample could not be brought to the census ({withhold(weighting.problem)})"
    return "each of them would tell of a small group"


def _said(one: Interval) -> tuple[str, str]:
    return figures.in_words(one.share), f"{figures.in_words(one.low)} to {figures.in_words(one.high)}"


def estimates_by_group(found: Release) -> Iterator[b.Block]:
    """Return the estimates of groups: a row for each answer, a column for each group that has an estimate.

    What has none, although there are estimates of the whole, is named below the tables.
    """
    tables: dict[tuple[str, str], list[Cross]] = {}
    for cross in found.crosses:
        if cross.estimates:
            tables.setdefault((cross.group.name, cross.column.name), []).append(cross)
    for crosses in tables.values():
        first = crosses[0]
        shown = [row for row in range(len(first.rows)) if all(cross.estimates[row] is not None for cross in crosses)]
        question, group = withhold(first.column.label), withhold(first.group.label).lower()
        caption = f"Estimates by {group}: {question}"
        # Below another heading than "or not told": those who named no group are not in an estimate.
        heads = [withhold(row.told) for row in first.rows]
        for start in range(0, len(shown), _WIDEST):
            wanted = shown[start : start + _WIDEST]
            lines = [[name, *cells] for cross in crosses for name, cells in _estimated(cross, wanted)]
            note = f"Estimate with its 95 % interval. {_left_out(crosses)}"
            yield numbers(
                found, caption, ["Answer", *(heads[row] for row in wanted)], lines, note.strip(), estimated=True
            )

    without = [one for one in found.crosses if not one.estimates]
    if without and found.weighting is not None and found.weighting.deffs is not None:
        names = dict.fromkeys(f"{withhold(one.column.label)} by {withhold(one.group.label).lower()}" for one in without)
        text = f"No estimates by group, because they would tell of few people: {'; '.join(names)}."
        yield b.Paragraph(content=b.inlines(text))


def _estimated(cross: Cross, wanted: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
    for number, block in enumerate(cross.blocks if cross.option is None else cross.blocks[:1]):
        found = [known.intervals[number] for row in wanted if (known := cross.estimates[row]) is not None]
        name = block.label if cross.option is None else cross.option
        yield withhold(name), [_in_one(one) for one in found]


def _in_one(one: Interval) -> str:
    r"""Return an estimate with its bounds as one cell.

    Examples
    --------
    >>> _in_one(Interval(0.36, 0.3, 0.42)).replace("\xa0", " ")
    '36 % (30 to 42)'
    """
    low, high = (figures.in_words(bound).partition("\xa0")[0] for bound in (one.low, one.high))
    return f"{figures.in_words(one.share)} ({low} to {high})".replace(" ", "\xa0")


def _left_out(crosses: Sequence[Cross]) -> str:
    """Return what became of those who named no group; nothing where there are none in these tables."""
    rows = [(cross, number) for cross in crosses for number, row in enumerate(cross.rows) if row.untold]
    if not rows:
        return ""
    joined = [(cross, number) for cross, number in rows if cross.rows[number].options]
    said = "People who named no group are left out; the counts by group may hold them."
    if any(not cross.estimates or cross.estimates[number] is None for cross, number in joined):
        said += (
            " Where they are put together with a group, it has no estimate and the test holds them, because the "
            "difference would tell of few."
        )
    return said


def tests(found: Release) -> Iterator[b.Table]:
    """Return the tests of whether groups differ: probability samples only."""
    lines = []
    for cross in found.crosses:
        if cross.p is not None and cross.adjusted is not None:
            question = withhold(cross.column.label) + (f": {withhold(cross.option)}" if cross.option else "")
            lines.append((f"{question}, by {withhold(cross.group.label).lower()}", _p(cross.p), _p(cross.adjusted)))
    if lines:
        many = f"adjusted for the {len(lines)} tests of this survey by Holm's method" if len(lines) > 1 else ""
        note = (
            "p of Pearson's test of independence, with strata, clusters or weights corrected for them (Rao and Scott, "
            f"second order, F){'; ' if many else ''}{many}. No test where fewer than 5 answers are expected in a cell, "
            "where the design has fewer degrees of freedom than the table, or where people who named no group would be "
            "more than a twentieth of one. That no difference is found does not "
            f"mean that there is none. {_left_out([cross for cross in found.crosses if cross.p is not None])}"
        )
        heads = ("Table", "p", "p, adjusted")
        yield numbers(found, "Tests of differences between groups", heads, lines, note.strip(), estimated=True)


def _p(value: float) -> str:
    """Return a p value as it is printed.

    Examples
    --------
    >>> _p(0.0004), _p(0.0312)
    ('< 0.001', '0.031')
    """
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
