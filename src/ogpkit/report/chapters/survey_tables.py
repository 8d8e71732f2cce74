"""Tables of a survey by group, its estimates, and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogpkit.indicators.survey.release import Cross, Distribution, Interval, Release, Weighting
from ogpkit.indicators.survey.summary import median_of, top_two
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.series import numbered, parted
from ogpkit.report.chapters.survey_words import count_of, grouping, no_interval, numbers, part_of
from ogpkit.report.figures.grid import joined
from ogpkit.report.prose import withhold

__all__ = ["by_group", "estimates", "estimates_by_group", "left_out", "ratings_table", "tests"]

_WIDEST, _SHORT = 5, 12


def ratings_table(found: Release, scales: Sequence[tuple[tuple[str, ...], Sequence[Distribution]]]) -> b.Table:
    """Return the summary of the ratings, scale by scale: answers that count and not, the two highest, the median."""
    tops = {scale: " or ".join(map(withhold, scale[-2:])) for scale, _ in scales}
    one_top = len(set(tops.values())) == 1
    lines = []
    for scale, ratings in scales:
        for one in ratings:
            high, median = top_two(one), median_of(one.blocks, one.counts)
            shown = count_of(*high) if high else "not shown"
            lines.append(
                (
                    withhold(one.column.label),
                    count_of(one.valid, one.asked),
                    "; ".join(
                        f"{count}\N{NO-BREAK SPACE}{withhold(word)}"
                        for word, count in (("left blank", one.blank), *one.missing)
                    ),
                    shown if one_top or not high else f"{tops[scale]}: {shown}",
                    withhold(median or ""),
                )
            )
    named = next(iter(tops.values()))
    # Short names stay in one line; long ones are parted where they must be.
    named = named.replace(" ", "\N{NO-BREAK SPACE}") if len(named) <= _SHORT else named
    highest = f"In the two highest, {named}" if one_top else "In the two highest"
    heads = ("Rating", "Valid answers", "Not counted", highest, "Median")
    note = "Shares are of the valid answers. The median is the category in which it lies; a rating has no mean."
    table = numbers(found, "Ratings in figures", heads, lines, note)
    # Words that may be many: a column of numbers does not wrap.
    worded = {2} if one_top else {2, 3}
    columns = (one.model_copy(update={"align": "left"}) if n in worded else one for n, one in enumerate(table.columns))
    return table.model_copy(update={"columns": tuple(columns)})


def by_group(found: Release) -> Iterator[b.Block]:
    """Return the single and multiple choices by group: a row for each answer, a column for each group."""
    tables: dict[tuple[str, str], list[Cross]] = {}
    for cross in found.crosses:
        if cross.column.role != "rating":
            tables.setdefault((cross.group.name, cross.column.name), []).append(cross)
    for crosses in tables.values():
        first = crosses[0]
        caption = f"By {grouping(first.group)}: {withhold(first.column.label)}"
        note = _note(found, crosses)
        tables_of = []
        for wanted in parted(range(len(first.rows)), _WIDEST):
            heads = ["Answer", *(withhold(first.rows[row].label) for row in wanted)]
            lines = [[name, *(cells[row] for row in wanted)] for name, cells in _lines(crosses)]
            tables_of.append(numbers(found, caption, heads, lines, note))
        yield from numbered(tables_of)


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
                name = part_of(withhold(one.column.label), withhold(block.label))
                lines.append((name, f"{one.valid:,}", *_said(interval), f"{known.deff:.1f}"))
    for choices in found.choices.values():
        for option, chosen in zip(choices.options, choices.estimates, strict=False):
            if chosen is not None and choices.deff is not None:
                name = part_of(withhold(choices.column.label), withhold(option))
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
        question, group = withhold(first.column.label), grouping(first.group)
        caption = f"Estimates by {group}: {question}"
        # Below another heading than "or not told": those who named no group are not in an estimate.
        heads = [withhold(row.told) for row in first.rows]
        note = f"Estimate with its 95 % interval. {_untold(crosses)}".strip()
        parts = []
        for wanted in parted(shown, _WIDEST):
            lines = [[name, *cells] for cross in crosses for name, cells in _estimated(cross, wanted)]
            parts.append(
                numbers(found, caption, ["Answer", *(heads[row] for row in wanted)], lines, note, estimated=True)
            )
        yield from numbered(parts) if shown else ()

    without = [one for one in found.crosses if not one.estimates]
    if without and found.weighting is not None and found.weighting.deffs is not None:
        names = dict.fromkeys(f"{withhold(one.column.label)} by {grouping(one.group)}" for one in without)
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


def _untold(crosses: Sequence[Cross]) -> str:
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
            question = withhold(cross.column.label)
            question = part_of(question, withhold(cross.option)) if cross.option else question
            lines.append((f"{question}, by {grouping(cross.group)}", _p(cross.p), _p(cross.adjusted)))
    if lines:
        many = f"adjusted for the {len(lines)} tests of this survey by Holm's method" if len(lines) > 1 else ""
        note = (
            "p of Pearson's test of independence, with strata, clusters or weights corrected for them (Rao and Scott, "
            f"second order, F){'; ' if many else ''}{many}. No test where fewer than 5 answers are expected in a cell, "
            "where the design has fewer degrees of freedom than the table, or where people who named no group would be "
            "more than a twentieth of one. That no difference is found does not "
            f"mean that there is none. {_untold([cross for cross in found.crosses if cross.p is not None])}"
        )
        heads = ("Table", "p", "p, adjusted")
        yield numbers(found, "Tests of differences between groups", heads, lines, note.strip(), estimated=True)


def left_out(found: Release) -> Iterator[b.Block]:
    """Return what may not be shown, by its reason: each reason once, with the questions, and the groups of each."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for (question, *groups), why in found.withheld.items():
        named = reasons.setdefault(why, {}).setdefault(question, [])
        named += [grouping(found.codebook.column(one)) for one in groups]
    for why, names in reasons.items():
        yield b.Paragraph(content=b.inlines(f"Left out, so that no small number can be worked out ({why}):"))
        said = (
            withhold(found.codebook.column(name).label) + (f" by {joined(groups, len(groups))}" if groups else "")
            for name, groups in names.items()
        )
        yield b.ListBlock(items=tuple((b.Paragraph(content=b.inlines(one)),) for one in said))


def _p(value: float) -> str:
    """Return a p value as it is printed.

    Examples
    --------
    >>> _p(0.0004), _p(0.0312)
    ('< 0.001', '0.031')
    """
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
