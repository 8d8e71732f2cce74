"""The indicators of a survey, in tidy form, from what may be published of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.survey import SurveyColumn
from ogpkit.indicators.definition import IndicatorValue, percent, share
from ogpkit.indicators.survey.diversity import blau_normalised, dissimilarity, representation, shannon_evenness
from ogpkit.indicators.survey.estimates import median_category
from ogpkit.indicators.survey.release import Block, Cross, Distribution, Interval, Release
from ogpkit.indicators.survey.response import rr1
from ogpkit.indicators.survey.tabulating import bands

__all__ = ["INFERENCE", "Benchmark", "benchmarks", "in_top", "median_of", "survey_indicators", "top_two"]

SURVEY = "survey"
INFERENCE = {
    "opt-in": (
        "The survey was open to whoever wished to answer (opt-in). Nobody was drawn by chance, so no margin of error "
        "and no test of significance is given: such figures would mislead (AAPOR, Guidance on Reporting Precision for "
        "Nonprobability Samples). The shares describe those who answered, not the population."
    ),
    "list": (
        "Everybody on a list was invited. Those who answered were not drawn by chance from those who did not, so no "
        "margin of error and no test of significance is given. The shares describe those who answered."
    ),
    "census": (
        "Everybody was asked, so there is no error of sampling that a margin of error or a test could express. Those "
        "who did not answer may differ from those who did."
    ),
    "probability": (
        "Those asked were drawn by chance. Intervals express the error of sampling (95 % confidence): Wilson's score, "
        "and where there are weights, strata or clusters, Wilson's with the effective sample size and Student's t. "
        "Weights are treated as fixed. Intervals do not express the error of those who did not answer. Tests of groups "
        "are adjusted for their number (Holm)."
    ),
}
"""For each kind of sampling, the sentence that says what may be inferred and why."""
_SHORT = {
    "opt-in": "opt-in: describes those who answered",
    "list": "describes those who answered",
    "census": "describes those who answered",
    "probability": "",
}
_COUNTED = ("unweighted",)
_OF_COUNTS = {
    "survey-share",
    "survey-choice",
    "survey-top-two",
    "survey-median",
    "survey-item-nonresponse",
    "survey-blau",
    "survey-evenness",
    "survey-dissimilarity",
    "survey-representation",
}
_LEAST_P = 0.0001


def in_top(parts: Sequence[Sequence[str]], counts: Sequence[int]) -> int | None:
    """Return how many answers to a rating are in its two highest categories.

    Parameters
    ----------
    parts : sequence of sequence of str
        The categories as they are published, lowest first: of each the options that are put together in it.
    counts : sequence of int
        How many answers each of them has.

    Returns
    -------
    int or None
        None where the scale has fewer than four options, or the two highest are put together with lower ones.

    Examples
    --------
    >>> in_top([("1", "2"), ("3",), ("4", "5")], (10, 20, 30)), in_top([("1", "2"), ("3", "4"), ("5",)], (10, 20, 30))
    (30, None)
    """
    options = [option for part in parts for option in part]
    levels = dict(zip(options, bands(options), strict=False))
    if not levels:
        return None
    n = 0
    for part, count in zip(parts, counts, strict=True):
        high = {levels[option] == 2 for option in part}
        if high == {True, False}:
            return None
        n += int(count) if high == {True} else 0
    return n


def top_two(known: Distribution | Cross, row: int | None = None) -> tuple[int, int] | None:
    """Return how many of the valid answers to a rating are in its two highest categories, n of N: see :func:`in_top`.

    None where :func:`in_top` gives none, and for a question that is no rating.
    """
    if known.column.role != "rating":
        return None
    counts = known.counts if isinstance(known, Distribution) else known.counts[row or 0]
    n = in_top([block.options for block in known.blocks], counts)
    return None if n is None else (n, sum(int(one) for one in counts))


def median_of(blocks: Sequence[Block], counts: Sequence[int]) -> str | None:
    """Return the category in which the median of a rating lies, as it is published; two where it lies between them.

    Examples
    --------
    >>> median_of((Block(("1", "2")), Block(("3",)), Block(("4",))), (30, 15, 45))
    '3 to 4'
    """
    found = median_category(counts)
    if found is None:
        return None
    low, high = found
    return blocks[low].label if low == high else f"{blocks[low].label} to {blocks[high].label}"


class Benchmark:
    """A group of the survey beside the census: for each published category its share in both.

    ``people`` are those of the census, in the order of the blocks; ``source`` and ``years`` say whose it is.
    """

    def __init__(self, known: Distribution, rows: Sequence[CensusRow]) -> None:
        column = known.column
        number = {column.printed(row.option): row.people for row in rows if row.group == column.name}
        self.known = known
        self.people = tuple(sum(number.get(option, 0) for option in block.options) for block in known.blocks)
        self.sources = tuple(dict.fromkeys(row.source for row in rows if row.group == column.name))
        self.years = tuple(sorted({row.year for row in rows if row.group == column.name and row.year}))

    @property
    def shares(self) -> tuple[float, ...]:
        """The census shares, from 0 to 1."""
        total = sum(self.people)
        return tuple(people / total for people in self.people)


def benchmarks(found: Release, census: Sequence[CensusRow]) -> dict[str, Benchmark]:
    """Return the groups for which there is a census, by the name of the variable."""
    named = {row.group for row in census}
    groups = (one for one in found.distributions.values() if one.column.role == "group" and one.column.name in named)
    made = {one.column.name: Benchmark(one, census) for one in groups}
    return {name: one for name, one in made.items() if sum(one.people)}


def survey_indicators(found: Release, census: Sequence[CensusRow] = ()) -> tuple[IndicatorValue, ...]:
    """Return all indicators of a survey.

    Entities are the names of variables in the codebook; a category follows after a colon, a group after a bar.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> from ogpkit.indicators.survey import release
    >>> values = survey_indicators(release(load("khmelnytskyi-2021-2025").survey))
    >>> values[0].id, values[0].value
    ('survey-responses', 184)
    """
    if found.rows is None:
        flag = f"fewer than {found.threshold} responses: nothing of them is published"
        return (IndicatorValue("survey-responses", SURVEY, None, flags=(flag,)),)
    synthetic = ("synthetic: invented answers",) if found.codebook.synthetic else ()
    short = _SHORT[found.codebook.sampling]
    general = (*synthetic, short) if short else synthetic
    weighted = found.weighting is not None and found.weighting.weighted
    rows = [*_whole(found), *_questions(found), *_by_group(found), *_groups(found, census)]
    return tuple(_flagged(one, (*_COUNTED, *general) if weighted and one.id in _OF_COUNTS else general) for one in rows)


def _flagged(value: IndicatorValue, general: tuple[str, ...]) -> IndicatorValue:
    told = withhold(value.value) if isinstance(value.value, str) else value.value
    flags = tuple(withhold(flag) for flag in (*value.flags, *general))
    return replace(value, entity=withhold(value.entity), value=told, flags=flags)


def _whole(found: Release) -> Iterator[IndicatorValue]:
    assert found.rows is not None
    yield IndicatorValue("survey-responses", SURVEY, found.rows, N=found.rows)
    small = f"fewer than {found.threshold}, or all but so few: not published"
    for name, count in found.counts.items():
        if name == "survey-completes" and found.only_sent:
            yield IndicatorValue(name, SURVEY, None, flags=("the program keeps only what was sent in",))
        elif count is None:
            yield IndicatorValue(name, SURVEY, None, flags=(small,))
        else:
            about = "" if name == "survey-completes" else f"n is rounded to a multiple of {found.threshold}"
            yield share(name, SURVEY, *count, about)
    if found.codebook.dispositions is not None:
        n, total = rr1(found.codebook.dispositions)
        if n < found.threshold:
            yield IndicatorValue("survey-response-rate", SURVEY, None, flags=(small,))
        else:
            yield share("survey-response-rate", SURVEY, n, total)
    if found.weighting is not None and found.weighting.kind != "none":
        said = [f"{found.weighting.kind}: {', '.join(found.weighting.variables)}"]
        if found.weighting.deff is None:
            said.append("not published: with it a small group could be worked out")
        yield IndicatorValue("survey-design-effect", SURVEY, found.weighting.deff, N=found.rows, flags=tuple(said))


def _questions(found: Release) -> Iterator[IndicatorValue]:
    for name, known in found.distributions.items():
        yield _nonresponse(known.column, known.valid, known.blank, known.missing)
        for block, count in zip(known.blocks, known.counts, strict=True):
            yield share("survey-share", f"{name}: {block.label}", count, known.valid, _joined(block))
        if known.estimates is not None:
            for block, one in zip(known.estimates.blocks, known.estimates.intervals, strict=True):
                yield _estimate(f"{name}: {block.label}", one, known.valid, _joined(block))
        if known.column.role == "rating":
            yield from _rating(name, known)
    for name, choices in found.choices.items():
        yield _nonresponse(choices.column, choices.answered, choices.asked - choices.answered, ())
        intervals = choices.estimates or (None,) * len(choices.counts)
        for option, picked, bounds in zip(choices.options, choices.counts, intervals, strict=True):
            if picked is None:
                flag = "not published, so that no small number can be worked out"
                yield IndicatorValue("survey-choice", f"{name}: {option}", None, N=choices.answered, flags=(flag,))
                continue
            yield share("survey-choice", f"{name}: {option}", picked, choices.answered)
            if bounds is not None:
                yield _estimate(f"{name}: {option}", bounds, choices.answered)
    for names, why in found.withheld.items():
        yield IndicatorValue("survey-share", " | ".join(names), None, flags=(f"not published: {why}",))


def _joined(block: Block) -> str:
    return "answers put together for confidentiality" if block.merged else ""


def _rating(name: str, known: Distribution | Cross, row: int | None = None) -> Iterator[IndicatorValue]:
    counts = known.counts if isinstance(known, Distribution) else known.counts[row or 0]
    high = top_two(known, row)
    if high is not None:
        scale = [option for block in known.blocks for option in block.options]
        yield share("survey-top-two", name, *high, f"the two highest: {scale[-2]}, {scale[-1]}")
    total = sum(int(count) for count in counts)
    yield IndicatorValue("survey-median", name, median_of(known.blocks, [int(one) for one in counts]), N=total)


def _nonresponse(column: SurveyColumn, valid: int, blank: int, missing: Sequence[tuple[str, int]]) -> IndicatorValue:
    said = tuple(f"{count} {word}, outside n and N" for word, count in missing if count)
    said += ("a follow-up that was put only to some: blanks are no refusals",) if column.follow_up else ()
    return share("survey-item-nonresponse", column.name, blank, valid + blank, *said)


def _estimate(entity: str, one: Interval, n: int | None, *flags: str) -> IndicatorValue:
    said = tuple(flag for flag in flags if flag)
    low, high = round(100 * one.low), round(100 * one.high)
    return IndicatorValue("survey-estimate", entity, round(100 * one.share), N=n, flags=said, low=low, high=high)


def _by_group(found: Release) -> Iterator[IndicatorValue]:
    for cross in found.crosses:
        question = cross.column.name if cross.option is None else f"{cross.column.name}: {cross.option}"
        for number, row in enumerate(cross.rows):
            group = f"{cross.group.name}: {row.label}"
            if cross.option is not None:
                yield share("survey-choice", f"{question} | {group}", cross.counts[number][0], cross.base(number))
            else:
                for block, count in zip(cross.blocks, cross.counts[number], strict=True):
                    entity = f"{question}: {block.label} | {group}"
                    yield share("survey-share", entity, count, cross.base(number), _joined(block))
                if cross.column.role == "rating":
                    yield from _rating(f"{question} | {group}", cross, number)
            estimates = cross.estimates[number] if cross.estimates else None
            if estimates is not None:
                # Of a row that holds people who named no group too, it is not told how many of it did.
                told = f"{cross.group.name}: {row.told}"
                total = None if row.untold else cross.base(number)
                pairs = zip(estimates.blocks, estimates.intervals, strict=True)
                for block, one in list(pairs)[: 1 if cross.option is not None else None]:
                    what = question if cross.option is not None else f"{question}: {block.label}"
                    yield _estimate(f"{what} | {told}", one, total)
        if cross.p is not None and cross.adjusted is not None:
            yield _test(f"{question} | {cross.group.name}", cross, cross.p, cross.adjusted)


def _test(entity: str, cross: Cross, p: float, adjusted: float) -> IndicatorValue:
    """Return the p value of a test, to four significant digits, or the least that is told."""
    before = f"p {f'below {_LEAST_P}' if p < _LEAST_P else f'{p:.4g}'} before adjustment"
    flags = (before, f"adjusted for {cross.tests} test{'s' * (cross.tests != 1)} (Holm)")
    told = [number for number, row in enumerate(cross.rows) if row.options]
    # How many of a row were left out, because they named no group, is not told.
    left_out = any(cross.rows[number].untold and cross.estimates and cross.estimates[number] for number in told)
    total = None if left_out else sum(cross.base(number) for number in told)
    if adjusted < _LEAST_P:
        return IndicatorValue("survey-group-test", entity, _LEAST_P, N=total, flags=(f"below {_LEAST_P}", *flags))
    return IndicatorValue("survey-group-test", entity, float(f"{adjusted:.4g}"), N=total, flags=flags)


def _groups(found: Release, census: Sequence[CensusRow]) -> Iterator[IndicatorValue]:
    known_benchmarks = benchmarks(found, census)
    for name, known in found.distributions.items():
        if known.column.role != "group":
            continue
        flags = ("of the published categories, some put together",) if any(one.merged for one in known.blocks) else ()
        many = f"{len(known.blocks)} categories"
        for indicator, value in (
            ("survey-blau", blau_normalised(known.counts)),
            ("survey-evenness", shannon_evenness(known.counts)),
        ):
            # With categories put together it would be another number, which hangs on the threshold.
            shown = None if value is None or flags else round(value, 3)
            said = ("not published: some categories are put together",) if flags else (many,)
            yield IndicatorValue(indicator, name, shown, N=known.valid, flags=said)
        benchmark = known_benchmarks.get(name)
        if benchmark is None:
            why = ("not available: no census.csv for this group",)
            yield IndicatorValue("survey-dissimilarity", name, None, N=known.valid, flags=why)
            continue
        differences = representation(known.counts, benchmark.people) or ()
        for block, difference, census_share in zip(known.blocks, differences, benchmark.shares, strict=True):
            n = known.counts[known.blocks.index(block)]
            whose = ", ".join((*benchmark.sources, *(str(year) for year in benchmark.years or ("year not stated",))))
            beside = (f"census {_percent(census_share)} % ({whose})", _joined(block))
            yield IndicatorValue(
                "survey-representation",
                f"{name}: {block.label}",
                round(100 * difference, 1),
                n,
                known.valid,
                tuple(one for one in beside if one),
            )
        index = dissimilarity(known.counts, benchmark.people)
        value = None if index is None else round(index, 3)
        if flags:
            # Groups put together hide what differs between them, so the whole index is this large or larger.
            yield IndicatorValue("survey-dissimilarity", name, None, N=known.valid, flags=flags, low=value)
        else:
            yield IndicatorValue("survey-dissimilarity", name, value, N=known.valid)


def _percent(value: float) -> int:
    found = percent(round(value * 1_000_000), 1_000_000)
    assert found is not None
    return found
