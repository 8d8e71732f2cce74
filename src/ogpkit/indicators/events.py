"""Indicators of the co-creation events: how many meetings, who took part, and how much was answered."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.events import Event
from ogpkit.indicators.cocreation import PLAN
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = [
    "MEETINGS",
    "SECTORS",
    "attendance",
    "event_indicators",
    "held",
    "invitations",
    "meetings",
    "non_government",
    "responses",
]

MEETINGS = ("training", "meeting", "focus group", "consultation", "final meeting", "presentation")
"""The kinds of events at which people come together, in the order in which a process mostly goes."""

SECTORS = {
    "government": "government",
    "civil_society": "civil society",
    "academia": "academia",
    "business": "business",
    "residents": "residents",
}
"""The sectors whose participants are counted, by column; all but the first are not the government."""

_INVITED = (*MEETINGS, "invitation")
_NO_EVENTS = "needs events.csv with the meetings of the process"


def held(dossier: Dossier) -> list[Event]:
    """Return the events at which people came together."""
    return [event for event in dossier.events if event.kind in MEETINGS]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _lower(events: Sequence[Event]) -> str:
    vague = sum(event.at_least == "yes" for event in events)
    return f"a lower bound: of {_count(vague, 'row')} the source says “at least”" if vague else ""


def _counted(name: str, entity: str, number: int, n: int | None, total: int | None, *flags: str) -> IndicatorValue:
    """Return a count; where a flag says that it is a lower bound, with that bound."""
    said = tuple(flag for flag in flags if flag)
    low = number if any(flag.startswith("a lower bound") for flag in said) else None
    return IndicatorValue(name, entity, number, n, total, said, low=low)


def meetings(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return how many meetings there were, and how many of each kind that occurred."""
    rows = held(dossier)
    if not dossier.events:
        return (IndicatorValue("meetings", PLAN, None, flags=(_NO_EVENTS,)),)
    total = sum(event.times or 1 for event in rows)
    found = [_counted("meetings", PLAN, total, None, None, _lower([event for event in rows if event.times]))]
    for kind in MEETINGS:
        of_kind = [event for event in rows if event.kind == kind]
        if of_kind:
            number = sum(event.times or 1 for event in of_kind)
            vague = _lower([event for event in of_kind if event.times])
            found.append(_counted("meetings-by-kind", kind, number, number, total, vague))
    return tuple(found)


def _people(event: Event, others: bool = False) -> int | None:
    """Return how many people took part (from outside government alone), None where no sector is counted."""
    columns = list(SECTORS)[1:] if others else list(SECTORS)
    counts = [getattr(event, column) for column in columns]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def attendance(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return for each sector how many people took part, added up over the meetings for which they were counted."""
    rows = held(dossier)
    found = []
    for column, sector in SECTORS.items():
        counted = [event for event in rows if getattr(event, column) is not None]
        if not counted:
            flag = f"needs the column {column} of events.csv"
            found.append(IndicatorValue("attendance", sector, None, 0, len(rows), (flag,)))
            continue
        number = sum(getattr(event, column) for event in counted)
        found.append(_counted("attendance", sector, number, len(counted), len(rows), _lower(counted)))
    return tuple(found)


def non_government(dossier: Dossier) -> tuple[IndicatorValue, IndicatorValue]:
    """Return the share of participants from outside government, and how near it is to one half.

    Only meetings count at which both government and somebody else were counted: a meeting of which one side alone is
    known would tilt the share. Parity is 1 - |2p - 1| for the share p: 1 where both sides are equally many, 0 where
    one is alone.
    """
    rows = held(dossier)
    both = [one for one in rows if one.government is not None and _people(one, others=True) is not None]
    others = sum(_people(event, others=True) or 0 for event in both)
    total = others + sum(event.government or 0 for event in both)
    if not total:
        why = "needs the columns government and at least one other sector of events.csv for the same meeting"
        empty = IndicatorValue("non-government-share", PLAN, None, 0, 0, (why,))
        return empty, IndicatorValue("non-government-parity", PLAN, None, 0, 0, (why,))
    vague = sum(event.at_least == "yes" for event in both)
    open_sectors = sum(any(getattr(event, column) is None for column in SECTORS) for event in both)
    flags = (
        f"from {len(both)} of {len(rows)} meetings in events.csv",
        f"rests on lower bounds in {_count(vague, 'meeting')}" if vague else "",
        f"not every sector is counted in {_count(open_sectors, 'meeting')}" if open_sectors else "",
    )
    rate = share("non-government-share", PLAN, others, total, *flags)
    parity = 1 - abs(2 * Fraction(others, total) - 1)
    rounded = int(parity * 100 + Fraction(1, 2)) / 100
    return rate, IndicatorValue("non-government-parity", PLAN, rounded, others, total, rate.flags)


def _series(dossier: Dossier) -> list[list[Event]]:
    """Return the events that belong together; one without a series stands alone."""
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in dossier.events:
        groups.setdefault(("series", event.series) if event.series else ("event", event.id), []).append(event)
    return list(groups.values())


def invitations(dossier: Dossier) -> IndicatorValue:
    """Return how many people took part for each hundred invitations, where both are known of the same occasion.

    An occasion is a meeting, or the rows of one series. Only meetings count, and invitations to them. One with several
    counted meetings, or with a row that stands for several events, is left out: people would be counted more than once.
    """
    used: list[Event] = []
    invited = came = several = 0
    for group in _series(dossier):
        sent = [event for event in group if event.invitations and event.kind in _INVITED]
        attended = [event for event in group if event.kind in MEETINGS and _people(event) is not None]
        rows = [*sent, *(event for event in attended if event not in sent)]
        if sent and attended and (len(attended) > 1 or any((event.times or 1) > 1 for event in rows)):
            several += 1
        elif sent and attended:
            invited += sum(event.invitations or 0 for event in sent)
            came += _people(attended[0]) or 0
            used += rows
    occasions = "occasion, which has" if several == 1 else "occasions, which have"
    left = f"left out: {several} {occasions} several counts of people or of invitations" if several else ""
    if not used:
        total = sum(event.invitations or 0 for event in dossier.events)
        vague = any(event.invitations and event.at_least == "yes" for event in dossier.events)
        sent_flag = f"{'at least ' if vague else ''}{total} invitations are known" if total else ""
        why = "needs invitations and participants of the same event, or of events of one series, in events.csv"
        flags = tuple(flag for flag in (why, sent_flag, left) if flag)
        return IndicatorValue("participants-per-invitation", PLAN, None, 0, 0, flags)
    bounds = sum(event.at_least == "yes" for event in used)
    flag = f"rests on lower bounds in {_count(bounds, 'row')}" if bounds else ""
    return share("participants-per-invitation", PLAN, came, invited, flag, left)


def responses(dossier: Dossier) -> IndicatorValue:
    """Return how many of the proposals received were answered with reasons."""
    known = [event for event in dossier.events if event.proposals is not None]
    both = [event for event in known if event.answered is not None]
    if not both:
        why = "needs the columns proposals and answered of events.csv"
        received = sum(event.proposals or 0 for event in known)
        flags = (why, f"{received} proposals are known") if known else (why,)
        return IndicatorValue("reasoned-response-rate", PLAN, None, 0, 0, flags)
    left = len(known) - len(both)
    vague = sum(event.at_least == "yes" for event in both)
    return share(
        "reasoned-response-rate",
        PLAN,
        sum(event.answered or 0 for event in both),
        sum(event.proposals or 0 for event in both),
        f"{_count(left, 'row')} with proposals left out: how many were answered is not known" if left else "",
        f"rests on lower bounds in {_count(vague, 'row')}" if vague else "",
    )


def event_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return meetings, attendance, invitations and answers to proposals."""
    return (
        *meetings(dossier),
        *attendance(dossier),
        *non_government(dossier),
        invitations(dossier),
        responses(dossier),
    )
