"""Disclosure control: the one door through which every figure of a survey leaves.

Small categories are not blanked but joined (:mod:`ogpkit.indicators.survey.grouping`): a question or group has one
grouping of its options for all figures of the report, a table of two may be coarser still, and what cannot be made safe
is left out whole. Each published table is then complete, and every count of an answer in it is the threshold or more.

That no small cell follows from several tables together is not proved. The tests attack random surveys by linear
programmes over the full table of all variables: from the sums alone, no cell below the threshold could be narrowed to
less than the threshold (or, where only people who named no group can be in it, than how many these are).

Not covered: who knows the rules knows that of joined categories at least one was small, or was drawn to join a small
one; options of a multiple choice of which one excludes others; what somebody knows of single people from elsewhere; and
two versions of a survey, whose difference tells of those who came between.

Exempt is how many gave no answer, and how many named no group: a blank says nothing of a person, and no rate can be
read without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.privacy import has_email
from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.indicators.survey.flags import flagged
from ogpkit.indicators.survey.grouping import (
    Counts,
    Lot,
    Partition,
    coarser,
    joined_columns,
    joined_rows,
    partition,
    tabled,
)
from ogpkit.indicators.survey.release import Block, Choices, Cross, Distribution, Release
from ogpkit.indicators.survey.tabulating import CHOSEN, NOT_CHOSEN, Crossings, bands, bands_of, counted, indexes

__all__ = ["release"]

_EXEMPT = ("survey-completes",)
_OTHERS = "other answers"
_FEW = "fewer than {} valid answers"
_ONE = "all gave the same answer, or all but fewer than {}"
_HIDDEN = "its answers cannot be put together so that all numbers are {} or more"
_TABLE = "some of its cells would hold fewer than {} people, however they are joined"


def release(survey: Survey, threshold: int = 10, census: Sequence[CensusRow] = ()) -> Release:
    """Return what may be published of a survey.

    Parameters
    ----------
    survey : Survey
        The answers.
    threshold : int
        No figure on fewer people than this; 3, 5 and 10 are usual.
    census : sequence of CensusRow
        The population's groups: a probability sample without weights of its own is raked to them.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> found = release(load("khmelnytskyi-2021-2025").survey)
    >>> min(min(one.counts) for one in found.distributions.values()) >= 10
    True
    """
    survey = _named(survey, threshold)
    answers, codebook = survey.answers, survey.codebook
    nothing = Release(codebook, threshold, None, {}, {}, (), {}, {}, {})
    if answers.rows < threshold:
        return nothing
    lot = Lot(_seed(answers))
    withheld: dict[tuple[str, ...], str] = {}
    distributions: dict[str, Distribution] = {}
    for column in codebook.of("group", "single choice", "rating"):
        found = _distribution(column, answers.coded[column.name], threshold, answers.rows, lot)
        if isinstance(found, Distribution):
            distributions[column.name] = found
        else:
            withheld[column.name,] = found
    choices: dict[str, Choices] = {}
    for column in codebook.of("multiple choice"):
        picked = _choices(column, answers, threshold)
        if picked is None:
            withheld[column.name,] = _FEW.format(threshold)
        else:
            choices[column.name] = picked
    tables = Crossings(answers)
    crosses = _crosses(codebook, tables, threshold, distributions, choices, withheld, lot)
    texts = {
        column.name: answers.texts[column.name]
        for column in codebook.of("free text")
        if column.publishable and answers.texts.get(column.name)
    }
    safe = replace(
        nothing,
        rows=answers.rows,
        distributions=distributions,
        choices=choices,
        crosses=crosses,
        counts=_quality(survey, threshold),
        withheld=withheld,
        texts=texts,
        given={one.name: _given(one, answers, threshold) for one in codebook.of("free text")},
    )
    if codebook.sampling != "probability":
        return safe
    from ogpkit.indicators.survey.inference import inferred

    return inferred(safe, codebook, tables, census)


def _named(survey: Survey, threshold: int) -> Survey:
    """Return a survey in which no answer has a name that fewer people than the threshold gave it.

    Where the codebook lists no options, the options are what people wrote; a rare one could be the very name of its
    author, and would be printed among those that are put together.
    """
    coded = dict(survey.answers.coded)
    for column in survey.codebook.of("group", "single choice"):
        if not column.options:
            coded[column.name] = _without_rare_names(coded[column.name], threshold)
    return replace(survey, answers=replace(survey.answers, coded=coded))


def _without_rare_names(coded: Coded, threshold: int) -> Coded:
    counts = counted(coded).options
    common = [n for n, count in enumerate(counts) if count >= threshold and not has_email(coded.options[n])]
    if len(common) == len(counts):
        return coded
    place = np.full(len(counts) + 1, len(common), dtype=np.int16)
    place[common] = np.arange(len(common))
    valid = coded.codes >= 0
    codes = np.where(valid, place[np.where(valid, coded.codes, -1)], coded.codes).astype(np.int16)
    return Coded((*(coded.options[number] for number in common), _OTHERS), coded.missing, codes)


def _seed(answers: Answers) -> bytes:
    """Return a sum of all answers: the same for the same survey, and unknown to whoever has not got it."""
    total = hashlib.sha256()
    arrays: list[npt.NDArray[Any]] = [one.codes for one in answers.coded.values()]
    arrays += [picked for options in answers.chosen.values() for picked in options.values()]
    for one in arrays:
        total.update(np.ascontiguousarray(one).data)
    return total.digest()


def _distribution(column: SurveyColumn, coded: Coded, threshold: int, rows: int, lot: Lot) -> Distribution | str:
    found = counted(coded)
    if sum(found.options) < threshold:
        return _FEW.format(threshold)
    levels = bands(coded.options) if column.role == "rating" else ()
    groups = partition(found.options, threshold, ordered=column.in_order, bands=levels, lot=lot, what=column.name)
    if groups is None:
        return (_ONE if sum(found.options) - max(found.options) < threshold else _HIDDEN).format(threshold)
    return Distribution(
        column,
        tuple(Block(tuple(coded.options[one] for one in group)) for group in groups),
        tuple(sum(found.options[one] for one in group) for group in groups),
        rows,
        found.blank,
        tuple(zip(coded.missing, found.missing, strict=True)),
    )


def _choices(column: SurveyColumn, answers: Answers, threshold: int) -> Choices | None:
    answered = int(answers.answered[column.name].sum())
    if answered < threshold:
        return None
    sums = {option: int(picked.sum()) for option, picked in answers.chosen[column.name].items()}
    # An option that all but a few chose tells of those few.
    counts = {option: n if threshold <= n <= answered - threshold else None for option, n in sums.items()}
    while shown := [option for option, n in counts.items() if n is not None]:
        spare = sum(sums[option] for option in shown) - answered
        covered = any(sums[option] >= threshold for option, n in counts.items() if n is None)
        if _open(spare, threshold, left_out=len(sums) - len(shown), covered=covered):
            break
        counts[min(shown, key=sums.__getitem__)] = None
    return Choices(column, tuple(sums), tuple(counts.values()), answered, answers.rows)


def _open(spare: int, threshold: int, *, left_out: int, covered: bool) -> bool:
    """Return whether the options that are shown leave it open how many people chose the others, or one of themselves.

    Everybody who answered chose at least one option, and ``spare`` is how many more choices the shown options add up to
    than there are people. Where they add up to fewer, the others chose what is left out; and where nothing is left out
    and they add up to little more, each count gives away the others. Among the options that are ``left_out``, one that
    is not small (``covered``) hides the small ones.
    """
    if not left_out:
        return spare >= threshold
    return spare >= 0 or covered


def _crosses(
    codebook: Codebook,
    crossings: Crossings,
    threshold: int,
    distributions: dict[str, Distribution],
    choices: dict[str, Choices],
    withheld: dict[tuple[str, ...], str],
    lot: Lot,
) -> tuple[Cross, ...]:
    """Return all tables of a question by a group that are safe, and note those that are not."""
    tables: list[Cross] = []
    for group in codebook.of("group"):
        of_group = distributions.get(group.name)
        if of_group is None:
            continue
        for column in codebook.of("single choice", "rating", "multiple choice"):
            if column.name in choices:
                made = _choice_crosses(crossings, threshold, of_group, choices[column.name], lot)
            elif column.name in distributions:
                made = _crossed(crossings, threshold, of_group, distributions[column.name], lot)
            else:
                continue
            tables += made
            if not made:
                withheld[column.name, group.name] = _TABLE.format(threshold)
    return tuple(tables)


def _crossed(
    crossings: Crossings, threshold: int, of_group: Distribution, known: Distribution, lot: Lot
) -> list[Cross]:
    """Return the table of a question by a group, in a list that is empty where no table is safe."""
    column, options = known.column, crossings.variable(known.column.name).options
    columns = indexes(known.blocks, options)
    table = joined_columns(_by_blocks(of_group, crossings, column.name), columns)
    levels = bands_of(columns, options) if column.role == "rating" else ()
    found = tabled(
        table,
        list(coarser(tuple(table.sum(axis=0)), ordered=column.in_order, bands=levels)),
        threshold,
        ordered=of_group.column.in_order,
        untold=len(of_group.blocks),
        lot=lot,
        what=(of_group.column.name, column.name),
    )
    if found is None:
        return []
    rows, groups = found
    blocks = tuple(_joined(group, known.blocks) for group in groups)
    return [_cross(of_group, column, blocks, joined_columns(joined_rows(table, rows), groups), rows)]


def _choice_crosses(
    crossings: Crossings, threshold: int, of_group: Distribution, known: Choices, lot: Lot
) -> list[Cross]:
    """Return the tables of the options of a multiple choice by a group: the same rows for all of them.

    Everybody who answered chose something, so what is told of one option bears on the others; were their rows joined
    in different ways, the differences would tell of the rows inside. Options for whose sake too many rows would have to
    be joined are left out, the rarest first.
    """
    shown = [option for option, count in zip(known.options, known.counts, strict=True) if count is not None]
    tables = {one: _by_blocks(of_group, crossings, known.column.name, one) for one in shown}
    least = sorted(shown, key=lambda one: int(tables[one].sum(axis=0).min()))
    best: tuple[Partition, list[str]] | None = None
    for dropped in range(len(least)):
        kept = [one for one in shown if one not in least[:dropped]]
        together = np.concatenate([tables[one] for one in kept], axis=1)
        every: Partition = tuple((number,) for number in range(together.shape[1]))
        found = tabled(
            together,
            [every],
            threshold,
            ordered=of_group.column.in_order,
            untold=len(of_group.blocks),
            lot=lot,
            what=(of_group.column.name, known.column.name, dropped),
        )
        if found is None:
            continue
        # The options stand beside each other as pairs of columns, chosen and not chosen.
        table = joined_rows(together, found[0])
        spare = int((table[:, ::2].sum(axis=1) - table[:, :2].sum(axis=1)).min())
        # An option that is left out for another reason than being small hides those that are.
        if not _open(spare, threshold, left_out=len(known.options) - len(kept), covered=dropped > 0):
            continue
        if best is None or len(found[0]) * len(kept) > len(best[0]) * len(best[1]):
            best = found[0], kept
    if best is None:
        return []
    rows, kept = best
    blocks = Block((CHOSEN,)), Block((NOT_CHOSEN,))
    return [_cross(of_group, known.column, blocks, joined_rows(tables[one], rows), rows, one) for one in kept]


def _by_blocks(of_group: Distribution, crossings: Crossings, name: str, option: str | None = None) -> Counts:
    """Return the counts of a variable by the published blocks of a group, and a last row of those who named none."""
    group = of_group.column.name
    options = crossings.variable(group).options
    rows = (*indexes(of_group.blocks, options), (len(options),))
    return joined_rows(crossings.of(group, name, option), rows)


def _cross(
    of_group: Distribution,
    column: SurveyColumn,
    blocks: tuple[Block, ...],
    counts: Counts,
    rows: Partition,
    option: str | None = None,
) -> Cross:
    return Cross(
        column,
        of_group.column,
        tuple(_row(group, of_group.blocks) for group in rows),
        blocks,
        tuple(tuple(int(count) for count in row) for row in counts),
        option,
    )


def _joined(group: Sequence[int], blocks: Sequence[Block]) -> Block:
    """Return several blocks as one."""
    return Block(tuple(option for one in group for option in blocks[one].options))


def _row(group: Sequence[int], blocks: Sequence[Block]) -> Block:
    told = [one for one in group if one < len(blocks)]
    return replace(_joined(told, blocks), untold=len(told) < len(group))


def _quality(survey: Survey, threshold: int) -> dict[str, tuple[int, int] | None]:
    """Return the numbers of rows that are flagged; None where a number, or that of all others, is small.

    How many did not come to the end is exempt, as is all that counts who did not answer.
    """
    return {name: _flag(n, total, threshold, exact=name in _EXEMPT) for name, (n, total) in flagged(survey).items()}


def _given(column: SurveyColumn, answers: Answers, threshold: int) -> tuple[int, int] | None:
    """Return how many wrote a text, of all rows; how many wrote none is exempt, as is all that counts no answers.

    Not so where the question was put only to some: who was asked may follow from an answer that is not published.
    """
    n = int(answers.answered[column.name].sum())
    return _flag(n, answers.rows, threshold, exact=not column.follow_up)


def _flag(n: int, total: int, threshold: int, *, exact: bool) -> tuple[int, int] | None:
    """Return a number of flagged rows, rounded to whole thresholds.

    Who is flagged follows from all answers together, so an exact number would bear on cells that are not published.
    """
    if n < threshold or (total - n < threshold and not exact) or total < threshold:
        return None
    return (n, total) if exact else (min((n + threshold // 2) // threshold * threshold, total), total)
