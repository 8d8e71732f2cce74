"""Checks of the action plan: its years, its commitments, and what they name."""

from __future__ import annotations

from collections.abc import Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.ids import doubled, unknown_source
from ogpkit.dossier.nearest import listed
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.yaml import Key
from ogpkit.errors import Problem

__all__ = ["check_plan"]


def check_plan(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    """Yield what is wrong with the plan."""
    plan = dossier.plan
    if plan.period.end < plan.period.start and not reading.in_plan.doubtful("period"):
        yield Problem(
            *reading.at_plan("period", "end"),
            f"the plan ends in {plan.period.end}, before it starts in {plan.period.start}",
            "an end not before the start",
            "correct one of the two years",
            rule="period",
        )
    places = [(commitment, reading.at_plan("commitments", i)) for i, commitment in enumerate(plan.commitments)]
    yield from doubled(((str(one.number), *place) for one, place in places), "commitment number")
    yield from doubled(((one.id, *place) for one, place in places if one.id), "commitment id")
    yield from _gaps(reading, dossier)
    for i, commitment in enumerate(plan.commitments):
        spans: list[tuple[tuple[Key, ...], object]] = [((), commitment)]
        spans += [(("milestones", j), milestone) for j, milestone in enumerate(commitment.milestones)]
        for path, span in spans:
            start, end = getattr(span, "start", None), getattr(span, "end", None)
            if start and end and end.last < start.first:
                yield Problem(
                    *reading.at_plan("commitments", i, *path, "end"),
                    f"the end {end} lies before the start {start}",
                    "an end not before the start",
                    "correct one of the two dates",
                    rule="period",
                )
        place = reading.at_plan("commitments", i, "source")
        yield from unknown_source(reading, dossier, place, commitment.source)
        for j, milestone in enumerate(commitment.milestones):
            place = reading.at_plan("commitments", i, "milestones", j, "source")
            yield from unknown_source(reading, dossier, place, milestone.source)
    for i, title in enumerate(plan.other_titles):
        yield from unknown_source(reading, dossier, reading.at_plan("other_titles", i, "source"), title.source)


def _gaps(reading: Reading, dossier: Dossier) -> Iterator[Problem]:
    numbers = {commitment.number for commitment in dossier.plan.commitments}
    # The numbers of a few commitments that lie far apart are no gap but a slip of the pen, and its size says nothing.
    missing = [number for number in range(1, min(max(numbers), 2 * len(numbers) + 20)) if number not in numbers]
    doubles = len(numbers) < len(dossier.plan.commitments)
    if not missing or doubles or not reading.in_plan.whole("commitments"):
        return
    after = next(i for i, one in enumerate(dossier.plan.commitments) if one.number > missing[0])
    yield Problem(
        *reading.at_plan("commitments", after, "number"),
        f"the plan has a commitment {dossier.plan.commitments[after].number}, but none with the number "
        f"{listed([str(number) for number in missing], 5).replace(' and ', ' or ')}",
        "the numbers of the plan, from 1 on without a gap",
        "correct the numbers, or add what is left out",
        level="warning",
        rule="number-gap",
    )
