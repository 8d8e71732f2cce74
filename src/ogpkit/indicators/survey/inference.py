"""From a probability sample to the population: weights, intervals and tests, for what a release already holds.

Estimates are whole percents, like the shares. A weighted share is a sum over the groups that were weighted, so it could
tell of a small one: it is given only where the question by each of these groups has no small cell, if need be for
answers put together.

Those who named no group are no group: they are left out of its estimates and tests. Where so few of them answered that
the counts of a group hold them, an estimate without them beside these counts would tell what they answered: then that
group has no estimate, and the test is that of the counts as they are printed. Only where weights that stand in the
table, which nobody else knows, blur the counts of that group by more people than named none, are they left out. Where
they would be more than a twentieth of the group that holds them, by their weights, there is no test.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.survey import Codebook, Coded
from ogpkit.indicators.definition import percent
from ogpkit.indicators.survey.comparison import association, holm, independence
from ogpkit.indicators.survey.grouping import Counts, Partition, coarser, joined_columns, joined_rows
from ogpkit.indicators.survey.intervals import interval
from ogpkit.indicators.survey.release import (
    Block,
    Choices,
    Cross,
    Distribution,
    Estimates,
    Interval,
    Release,
    Weighting,
)
from ogpkit.indicators.survey.sample import Design, Sample
from ogpkit.indicators.survey.tabulating import CHOSEN, NOT_CHOSEN, Crossings, bands_of, indexes
from ogpkit.indicators.survey.weighting import Unrakeable, design_effect, rake

__all__ = ["inferred"]

MOST = 5.0
"""No weight is more than five times the mean one: heavier ones make an estimate hang on a few people."""
_FOREIGN = 0.05
_NO_RAKING = "no weights of at most five times the mean one bring the sample to the census"


def inferred(safe: Release, codebook: Codebook, crossings: Crossings, census: Sequence[CensusRow]) -> Release:
    """Return a release of a probability sample with its estimates, intervals and tests."""
    answers = crossings.answers
    weighting, weights = _weighting(safe, codebook, crossings, census)
    strata, clusters = (
        answers.coded[found[0].name].codes if (found := codebook.of(role)) else None for role in ("stratum", "cluster")
    )
    sample = Sample(answers.rows, weights, strata, clusters)
    estimate = _Estimating(safe, crossings, sample, weighting)
    crosses = [estimate.cross(one) for one in safe.crosses]
    tested = [number for number, one in enumerate(crosses) if one.p is not None]
    for number, adjusted in zip(tested, holm([_p(crosses[number]) for number in tested]), strict=True):
        crosses[number] = replace(crosses[number], adjusted=adjusted, tests=len(tested))
    distributions = {name: estimate.distribution(one) for name, one in safe.distributions.items()}
    choices = {name: estimate.choices(one) for name, one in safe.choices.items()}
    deffs = [one.estimates.deff for one in distributions.values() if one.estimates is not None]
    deffs += [one.deff for one in choices.values() if one.deff is not None]
    return replace(
        safe,
        distributions=distributions,
        choices=choices,
        crosses=tuple(crosses),
        weighting=replace(
            weighting,
            strata=strata is not None,
            clusters=clusters is not None,
            df=sample.df,
            lonely=sample.lonely,
            deffs=(min(deffs), max(deffs)) if deffs else None,
        ),
    )


def _p(cross: Cross) -> float:
    assert cross.p is not None
    return cross.p


def _weighting(
    safe: Release, codebook: Codebook, crossings: Crossings, census: Sequence[CensusRow]
) -> tuple[Weighting, npt.NDArray[np.float64] | None]:
    """Return how the sample is weighted, and the weights: those of the table, else raked to the census, else none."""
    answers, columns = crossings.answers, codebook.of("weight")
    if columns:
        weights = answers.numbers[columns[0].name]
        return Weighting("given", (columns[0].label,), round(design_effect(weights), 1)), weights
    people: dict[str, dict[str, int]] = {}
    for row in census:
        people.setdefault(row.group, {})[codebook.column(row.group).printed(row.option)] = row.people
    codes, targets, names, problems = [], [], [], []
    for name, options in people.items():
        coded, column = answers.coded[name], codebook.column(name)
        target = [options.get(one, 0) for one in coded.options]
        if name not in safe.distributions or any(block.merged for block in safe.distributions[name].blocks):
            problems.append(f"{column.label} has a category of fewer than {safe.threshold} people")
        elif isinstance(tried := rake([coded.codes], [target]), Unrakeable):
            problems.append(f"{column.label} has a category that is not in the census, or in which nobody answered")
        elif tried.converged:
            codes.append(coded.codes)
            targets.append(target)
            names.append(name)
        else:
            problems.append(f"{column.label} could not be brought to the census")
    problem = "; ".join(problems)
    raked = rake(codes, targets, most=MOST) if codes else None
    if raked is None or isinstance(raked, Unrakeable):
        return Weighting("none", problem=problem), None
    if not raked.converged:
        return Weighting("none", problem="; ".join([*problems, _NO_RAKING])), None
    trimmed = raked.trimmed if safe.threshold <= raked.trimmed <= answers.rows - safe.threshold else None
    pairs = [(one, other) for place, one in enumerate(names) for other in names[:place]]
    tables = [crossings.of(one, other)[:-1] for one, other in pairs]
    # With few people of one group in another, the effect of their weights would tell how many.
    deff = round(raked.deff, 1) if all(int(table.min()) >= safe.threshold for table in tables) else None
    return Weighting("raked", tuple(names), deff, trimmed, problem=problem), raked.weights


class _Estimating:
    """The estimates of one sample."""

    def __init__(self, safe: Release, crossings: Crossings, sample: Sample, weighting: Weighting) -> None:
        self.safe, self.crossings, self.sample, self.weighting = safe, crossings, sample, weighting
        self.raked = weighting.variables if weighting.kind == "raked" else ()
        # Weights that stand in the table are mostly made from the groups, so who knows the groups can work them out.
        groups = [name for name, one in safe.distributions.items() if one.column.role == "group"]
        self.weighed_by = tuple(groups) if weighting.kind == "given" else self.raked
        self.secret = weighting.kind == "given"

    def distribution(self, known: Distribution) -> Distribution:
        """Return a distribution with its estimates, where they can be given; what was raked is as in the census."""
        name = known.column.name
        if name in self.raked or self.weighting.failed:
            return known
        coded = self.crossings.variable(name)
        columns = indexes(known.blocks, coded.options)
        in_bands = bands_of(columns, coded.options) if known.column.role == "rating" else ()
        for groups in coarser(known.counts, ordered=known.column.in_order, bands=in_bands):
            together = tuple(tuple(one for group in block for one in columns[group]) for block in groups)
            if all(self._safe(variable, together, name) for variable in self.weighed_by if variable != name):
                blocks = tuple(Block(tuple(coded.options[one] for one in group)) for group in together)
                return replace(known, estimates=self._estimates(blocks, _cells(coded, together)))
        return known

    def choices(self, known: Choices) -> Choices:
        """Return a multiple choice with the estimates of its options, None for those that have none."""
        found: list[Interval | None] = []
        deffs: list[float] = []
        for option, count in zip(known.options, known.counts, strict=True):
            name, estimates = known.column.name, None
            if count is not None and all(self._safe(one, ((0,), (1,)), name, option) for one in self.weighed_by):
                codes = self.crossings.variable(name, option).codes
                estimates = self._estimates((Block((CHOSEN,)), Block((NOT_CHOSEN,))), codes)
            found.append(None if estimates is None else estimates.intervals[0])
            deffs += [] if estimates is None else [estimates.deff]
        deff = round(sum(deffs) / len(deffs), 1) if deffs else None
        return known if self.weighting.failed else replace(known, estimates=tuple(found), deff=deff)

    def cross(self, known: Cross) -> Cross:
        """Return a table with a test of independence; with the estimates of its rows where they can be given."""
        coded = self.crossings.variable(known.column.name, known.option)
        columns = indexes(known.blocks, coded.options)
        groups = self.crossings.variable(known.group.name)
        rows = _cells(groups, indexes(known.rows, groups.options))
        told = [number for number, row in enumerate(known.rows) if row.options]
        width, cells = len(columns), _cells(coded, columns)
        # See the docstring of this module: where few named no group, only secret weights let them be left out.
        few = int(((groups.codes < 0) & (cells >= 0)).sum())
        joined = [
            number
            for number in told
            if known.rows[number].untold and not self._blurred((rows == number) & (cells >= 0), cells, few)
        ]
        for number in joined:
            rows[groups.codes < 0] = number
        foreign = any(self._foreign((groups.codes < 0) & (rows == number), rows == number, cells) for number in joined)
        if known.group.name in self.raked:
            # Of groups that were put together each has its own weight, so their share would part them.
            joined += [number for number in told if len(known.rows[number].options) > 1]
        both = np.where((rows >= 0) & (cells >= 0), rows.astype(np.int64) * width + cells, -1)
        table = self.sample.table(both, len(known.rows) * width)
        if foreign:
            p = None
        elif self.sample.simple:
            p = independence([known.counts[number] for number in told])
        else:
            p = association(table, len(known.rows))
            if p is not None and self.raked:
                # The weights can be worked out; with more digits a test could be solved for small groups, too.
                p = float(f"{p:.2g}")
        safe = all(self._safe_by(one, known, rows, cells) for one in self.raked if one != known.group.name)
        if self.weighting.kind == "given":
            safe = all(self._safe(one, columns, known.column.name, known.option) for one in self.weighed_by)
        if not safe:
            # A test of weighted counts bears on the groups that were weighted just as a share does.
            return replace(known, p=None)
        if self.weighting.failed:
            return replace(known, p=p)
        estimates: list[Estimates | None] = []
        for number in range(len(known.rows)):
            domain = range(number * width, (number + 1) * width)
            found = [table.share([cell], list(domain)) for cell in domain] if number in told else []
            estimates.append(self._shares(known.blocks, found) if found and number not in joined else None)
        return replace(known, p=p, estimates=tuple(estimates) if any(estimates) else ())

    def _safe(self, variable: str, columns: Partition, name: str, option: str | None = None) -> bool:
        """Return whether the table of a question by a variable that was raked has no small cell."""
        table: Counts = joined_columns(self.crossings.of(variable, name, option), columns)[:-1]
        if self.secret:
            options = self.crossings.variable(variable).options
            table = joined_rows(table, indexes(self.safe.distributions[variable].blocks, options))
        return int(table.min()) >= self.safe.threshold

    def _safe_by(self, variable: str, known: Cross, rows: npt.NDArray[np.int16], cells: npt.NDArray[np.int16]) -> bool:
        """Return whether a table's weighted shares tell of no small group of a variable that was raked.

        They tell of its groups in each row: so none of these may be small. And taken together they tell of the question
        by the variable: so that table must be published, as fine in its answers or finer.
        """
        shown = [
            one
            for one in self.safe.crosses
            if (one.group.name, one.column.name, one.option) == (variable, known.column.name, known.option)
        ]
        coded = self.crossings.variable(variable)
        if not shown or any(row.merged for row in shown[0].rows if row.options):
            return False
        wider = [set(block.options) for block in known.blocks]
        if not all(any(set(block.options) <= one for one in wider) for block in shown[0].blocks):
            return False
        kept = (rows >= 0) & (cells >= 0) & (coded.codes >= 0)
        shape = len(known.rows), len(known.blocks), len(coded.options)
        place = np.ravel_multi_index((rows[kept], cells[kept], coded.codes[kept]), shape)
        found = np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)
        told = [number for number, row in enumerate(known.rows) if row.options]
        return int(found[told].min()) >= self.safe.threshold

    def _foreign(self, untold: npt.NDArray[np.bool_], row: npt.NDArray[np.bool_], cells: npt.NDArray[np.int16]) -> bool:
        """Return whether those who named no group are too large a part of the row that holds them."""
        weights = np.ones(self.sample.rows) if self.sample.weights is None else self.sample.weights
        valid = cells >= 0
        return float(weights[untold & valid].sum()) > _FOREIGN * float(weights[row & valid].sum())

    def _blurred(self, row: npt.NDArray[np.bool_], cells: npt.NDArray[np.int16], few: int) -> bool:
        """Return whether weights that nobody else knows hide how the people of a row answered, give or take a few.

        A weighted share differs from that of the counts with variance p (1 − p) (deff − 1) / n, where weights and
        answers have nothing to do with each other, and deff is Kish's of the weights in the row.
        """
        if not self.secret or self.sample.weights is None or not float(self.sample.weights[row].sum()) > 0:
            return False
        counts = np.bincount(cells[row])
        n = int(counts.sum())
        spread = (design_effect(self.sample.weights[row]) - 1) * counts * (n - counts) / n
        return 2 * math.sqrt(float(spread.min())) >= few

    def _estimates(self, blocks: tuple[Block, ...], cells: npt.NDArray[Any]) -> Estimates | None:
        table = self.sample.table(cells, len(blocks))
        return self._shares(blocks, [table.share([one]) for one in range(len(blocks))])

    def _shares(self, blocks: tuple[Block, ...], found: Sequence[Design]) -> Estimates | None:
        """Return shares with their intervals; None where one of them cannot be estimated."""
        simple, weighted = self.sample.simple, self.sample.weights is not None
        intervals = []
        for one in found:
            bounds = interval(one)
            if one.share is None or bounds is None:
                return None
            # Whole percents: with more digits the sums behind a weighted share could be solved for small groups.
            share = _whole(one.share) if weighted else (percent(round(one.share * one.n), one.n) or 0) / 100
            low, high = math.floor(round(100 * bounds[0], 9)) / 100, math.ceil(round(100 * bounds[1], 9)) / 100
            intervals.append(Interval(share, low, high, weighted=weighted))
        deffs = [one.deff for one in found if one.deff is not None]
        return Estimates(blocks, tuple(intervals), 1.0 if simple or not deffs else round(sum(deffs) / len(deffs), 1))


def _whole(share: float) -> float:
    """Return a share as a whole percent, rounded half-up.

    Examples
    --------
    >>> _whole(0.125), _whole(0.1249), _whole(0.285)
    (0.13, 0.12, 0.29)
    """
    return math.floor(round(share * 100, 9) + 0.5) / 100


def _cells(coded: Coded, columns: Partition) -> npt.NDArray[np.int16]:
    """Return for each row the published category that its answer belongs to, below 0 where there is none."""
    place = np.full(len(coded.options) + 1, -1, dtype=np.int16)
    for number, group in enumerate(columns):
        place[list(group)] = number
    return np.asarray(place[np.where(coded.codes < 0, len(coded.options), coded.codes)])
