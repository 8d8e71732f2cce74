"""Definitions of the indicators of the co-creation process."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"
_EVENTS = "the kit's own, from events.csv"
_CODED = "An answer that a reviewer coded counts like a stated one, and a flag says how many are coded."
_UNANSWERED = "Unclear and missing answers stay in the denominator; where no answer is given there is no value."
_MEETINGS = "rows of events.csv with meetings"
_PARTIAL = "Where dates are partial there is no value but the least and the most that it can be."

_FROM_ANSWERS = (
    Definition(
        id="requirements-met",
        name="Co-creation requirements met",
        definition="How many of the questions on compliance are answered Yes; from what is stated on the form alone",
        formula="answers Yes that the form states / all questions that are requirements",
        unit="%",
        range="0 to 100",
        denominator="questions of the form that are requirements",
        caveats=f"{_UNANSWERED} A reviewer's coding does not count here but in an indicator of its own.",
        source=_KIT,
    ),
    Definition(
        id="requirements-verdict",
        name="Verdict on the requirements",
        definition=(
            "From the answers stated on the form alone. met: all Yes; not met: at least one No; undetermined: otherwise"
        ),
        range="met, not met, undetermined",
        denominator="questions of the form that are requirements",
        caveats="OGP's Support Unit may decide otherwise.",
        source="the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        id="requirements-coded-met",
        name="Requirements met with the reviewer's coding",
        definition=(
            "The share with a reviewer's coding where the form states no answer; only where there is such a coding"
        ),
        formula="answers Yes, stated or coded / all questions that are requirements",
        unit="%",
        range="0 to 100",
        denominator="questions of the form that are requirements",
        caveats=(
            "Unclear and missing answers stay in the denominator. Rests on one coder's reading unless two have coded "
            "and their agreement is reported; a flag says how many answers are coded."
        ),
        source=_KIT,
    ),
    Definition(
        id="requirements-coded-verdict",
        name="Verdict with the reviewer's coding",
        definition=(
            "The verdict, with a reviewer's coding where the form states no answer; only where there is such a coding"
        ),
        range="met, not met, undetermined",
        denominator="questions of the form that are requirements",
        caveats="Rests on one coder's reading unless two have coded and their agreement is reported.",
        source="the kit's reading; OGP's Support Unit decides",
    ),
    Definition(
        id="practices-followed",
        name="Recommended practices followed",
        definition="How many of the questions on recommended practices are answered Yes",
        formula="answers Yes / all questions on recommended practices",
        unit="%",
        range="0 to 100",
        denominator="questions of the form on recommended practices",
        caveats=f"{_UNANSWERED} {_CODED}",
        source=_KIT,
    ),
    Definition(
        id="participation-level",
        name="Level of participation (IAP2)",
        definition="The highest level of the ladder for which the answer is Yes, all levels below it being Yes too",
        range="No consultation, Inform, Consult, Involve, Collaborate, undetermined",
        caveats=(
            "No question of the form stands for Empower. An answer that is unclear or missing ends the climb: "
            "the level may be higher."
        ),
        source="IAP2 as used by the IRM; which question stands for which level is inferred",
    ),
)

_FROM_EVENTS = (
    Definition(
        id="meetings",
        name="Meetings",
        definition=(
            "How many trainings, meetings, focus groups, consultations, final meetings and presentations there were"
        ),
        formula="sum of times over the rows with meetings; an empty cell counts as one",
        range="0 or more",
        caveats="Counts what was recorded. Invitations, online surveys, publications and submissions are no meetings.",
        source=_EVENTS,
    ),
    Definition(
        id="meetings-by-kind",
        name="Meetings by kind",
        definition="How many meetings were of this kind; only kinds that occur",
        formula="sum of times over the rows of this kind; an empty cell counts as one",
        range="1 or more",
        denominator="meetings of all kinds",
        caveats="The kind is what the recorder called it.",
        source=_EVENTS,
    ),
    Definition(
        id="attendance",
        name="Attendance by sector",
        definition="Participants of this sector, added up over meetings; n of N meetings have a count",
        formula="sum of the sector's column",
        unit="participants",
        range="0 or more",
        denominator=_MEETINGS,
        caveats=(
            "Attendances, not persons: who came twice counts twice. Meetings without a count are left out, not "
            "estimated. Where the source says “at least” it is a lower bound."
        ),
        source=_EVENTS,
    ),
    Definition(
        id="non-government-share",
        name="Participants from outside government",
        definition="Share of civil society, academia, business and residents among the participants of meetings",
        formula="p = participants from outside government / all participants",
        unit="%",
        range="0 to 100",
        denominator="participants at meetings for which government and at least one other sector were counted",
        caveats=(
            "Attendances, not persons, and not the members of the forum. A sector that was not counted adds nothing, "
            "so that the share may be higher than it seems."
        ),
        source=_EVENTS,
    ),
    Definition(
        id="non-government-parity",
        name="Parity of government and others",
        definition="How near the share of participants from outside government is to one half",
        formula="1 − |2p − 1|, with p the share of participants from outside government",
        range="0 (one side alone) to 1 (as many on both sides)",
        denominator="participants at meetings for which government and at least one other sector were counted",
        caveats="A low value does not say which side is missing: read it with the share.",
        source=_EVENTS,
    ),
    Definition(
        id="participants-per-invitation",
        name="Participants for each hundred invitations",
        definition="Participants of a meeting over the invitations to it, where both are known of one event or series",
        formula="participants / invitations",
        unit="%",
        range="0 or more; above 100 where people came uninvited",
        denominator="invitations",
        caveats=(
            "No response rate: people may come without an invitation, and one invitation may bring several. Only "
            "meetings count, and invitations to them. A series with several counted meetings is left out, and so is a "
            "row that stands for several events, because people would be counted more than once."
        ),
        source=_EVENTS,
    ),
    Definition(
        id="reasoned-response-rate",
        name="Proposals answered with reasons",
        definition="Proposals that were answered with reasons over those received, where both are known of one event",
        formula="answered / proposals",
        unit="%",
        range="0 to 100",
        denominator="proposals received",
        caveats="What counts as a reasoned answer is the recorder's judgement.",
        source=_EVENTS,
    ),
)

_IN_TIME = (
    Definition(
        id="process-months",
        name="Length of the process",
        definition="Months from the first dated event to the last one; n of N events have a date",
        formula="days from the first to the last date / 30.4375, to one decimal; bounds are rounded outwards",
        unit="months",
        range="0 or more",
        denominator="rows of events.csv",
        caveats=f"{_PARTIAL} An event without a date may lie outside.",
        source=_EVENTS,
    ),
    Definition(
        id="information-lead-median",
        name="Information before meetings, median",
        definition="Days from the sending of the material to the meeting: the median of the meetings with both days",
        formula="median of (start − informed)",
        unit="days",
        range="any; below 0 where the material came after the meeting began",
        denominator=_MEETINGS,
        caveats="Only meetings of which both days are exact, which may be the better documented ones.",
        source=_EVENTS,
    ),
    Definition(
        id="information-lead-least",
        name="Information before meetings, least",
        definition="Days from the sending of the material to the meeting: the least of the meetings with both days",
        formula="least of (start − informed)",
        unit="days",
        range="any; below 0 where the material came after the meeting began",
        denominator=_MEETINGS,
        caveats="Only meetings of which both days are exact, which may be the better documented ones.",
        source=_EVENTS,
    ),
    Definition(
        id="consultation-days",
        name="Days of consultation",
        definition="Days of the calendar on which a consultation or survey was open, each day counted once",
        formula=(
            "size of the union of the events' days; an event with one date counts as one day for each time, and a row "
            "that stands for several as its first and last day at the least, as all days between them at the most"
        ),
        unit="days",
        range="0 or more",
        denominator="rows of events.csv with consultations and surveys",
        caveats=(
            f"{_PARTIAL} Events without a date are left out. A survey without an end counts as one day; then the value "
            "is a lower bound."
        ),
        source=_EVENTS,
    ),
    Definition(
        id="plan-lateness",
        name="Lateness of the action plan",
        definition="Days from the plan's deadline to its submission",
        formula="submitted − due",
        unit="days",
        range="any; below 0 where it was early",
        caveats=f"{_PARTIAL} Plans are extended after the fact; the deadline is the one that plan.yaml names.",
        source="the kit's own, from plan.yaml",
    ),
    Definition(
        id="report-lateness",
        name="Lateness of this report",
        definition="Days from the deadline of the Inception Report to the day on which it was handed in",
        formula="submitted − (submission of the plan + 2 calendar months)",
        unit="days",
        range="any; below 0 where it was early",
        caveats=f"{_PARTIAL} Deadlines are missed in practice; lateness says nothing of the quality of the assessment.",
        source="the form's deadline of two months; reckoned by the kit",
    ),
)

ENTRIES = (*_FROM_ANSWERS, *_FROM_EVENTS, *_IN_TIME)
