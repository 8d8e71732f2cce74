"""Annex C: what is known of the events is printed, and columns of which nothing is known are left out."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.events import Event
from ogpkit.report.blocks import Figure, Heading, Table, plain
from ogpkit.report.chapters import annex, glance
from ogpkit.report.chapters.event_tables import event_tables
from ogpkit.report.figures import MOST_SINGLE_EVENTS


def event(**more: Any) -> Event:
    return Event.model_validate({"id": "one", "kind": "meeting", "title": "Meeting"} | more)


def heads(table: Table) -> list[str]:
    return [plain(column.title) for column in table.columns]


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell).replace("\xa0", " ") for cell in row] for row in table.rows]


def test_all_that_is_known_of_an_event_is_printed() -> None:
    full = event(
        kind="consultation",
        times=3,
        start="2024-03",
        end="2024-04-15",
        informed="2024-02-20",
        invitations=1250,
        government=6,
        civil_society=14,
        academia=0,
        business=2,
        residents=240,
        proposals=118,
        answered=96,
        who="Residents",
        note="In the districts",
    )
    told, numbers = event_tables([full])

    assert heads(told) == ["Event", "Kind", "When", "Who took part", "Material sent", "Remark"]
    assert cells(told) == [
        ["Meeting", "consultation, 3 times", "Mar 2024 to 15 Apr 2024", "Residents", "20 Feb 2024", "In the districts"]
    ]
    assert heads(numbers) == ["Event", "Invitations", "Participants", "Proposals"]
    assert cells(numbers) == [
        [
            "Meeting",
            "1,250",
            "6 government, 14 civil society, 0 academia, 2 business, 240 residents",
            "118 received, 96 answered",
        ]
    ]
    assert plain(numbers.caption) == "Events in numbers: invitations, participants and proposals"


def test_at_least_stands_at_every_count_of_a_row_and_is_explained() -> None:
    told, numbers = event_tables(
        [event(at_least="yes", times=2, invitations=30, government=4, residents=9, proposals=5, answered=1)]
    )

    assert cells(told)[0][1] == "meeting, at least 2 times"
    assert cells(numbers) == [
        [
            "Meeting",
            "at least 30",
            "at least 4 government, at least 9 residents",
            "at least 5 received, at least 1 answered",
        ]
    ]
    assert "“more than”" in plain(numbers.note)
    assert "“more than”" not in plain(event_tables([event(invitations=30)])[1].note)


@pytest.mark.parametrize(
    "more, kind",
    [
        ({}, "meeting"),
        ({"times": 1}, "meeting"),
        ({"times": 1, "at_least": "yes"}, "meeting, at least once"),
        ({"times": 4}, "meeting, 4 times"),
        ({"at_least": "yes"}, "meeting"),
    ],
)
def test_how_often_an_event_took_place_stands_with_its_kind(more: dict[str, Any], kind: str) -> None:
    assert cells(event_tables([event(**more)])[0])[0][1] == kind


def test_columns_of_which_nothing_is_known_are_left_out() -> None:
    (told,) = event_tables([event(start="2024"), event(id="two", title="Poll")])

    assert heads(told) == ["Event", "Kind", "When", "Who took part"]
    assert cells(told) == [["Meeting", "meeting", "2024", "not provided"], ["Poll", "meeting", *["not provided"] * 2]]


def test_nought_is_a_number_and_a_blank_is_none() -> None:
    _, numbers = event_tables([event(invitations=0), event(id="two", title="Poll", proposals=0), event(id="three")])

    assert cells(numbers) == [["Meeting", "0", "–"], ["Poll", "–", "0 received"]]
    assert "–: not known." in plain(numbers.note)


def test_participants_who_are_only_counted_are_looked_for_below() -> None:
    told, _ = event_tables([event(civil_society=3)])

    assert cells(told)[0][3] == "counted below"


def test_events_of_one_name_are_told_apart_by_their_dates() -> None:
    rows = [event(start="2024-01-15", government=1), event(id="two", government=2)]

    assert cells(event_tables(rows)[1]) == [
        ["Meeting", "15 Jan 2024", "1 government"],
        ["Meeting", "–", "2 government"],
    ]


def test_addresses_of_persons_are_withheld_wherever_they_stand() -> None:
    mail = "someone@example.org"
    shown = event_tables([event(title=f"Talk with {mail}", who=mail, note=mail, residents=2)])

    assert all(mail not in cell for table in shown for row in cells(table) for cell in row)


def test_events_keep_their_dates_as_exact_as_they_were_given(khmelnytskyi: Dossier) -> None:
    heading, told, numbers = annex.events(khmelnytskyi)

    assert isinstance(heading, Heading)
    assert isinstance(told, Table)
    assert isinstance(numbers, Table)
    assert [row[2] for row in cells(told)] == [
        "2021",
        "Jul 2021",
        "2021",
        "Jul 2021",
        "7 Sep 2021",
        *["not provided"] * 3,
    ]
    assert [row[1] for row in cells(told)][1::5] == ["training, at least once", "consultation, 3 times"]
    assert cells(numbers) == [["Invitations to civil society and individuals", "at least 30"]]


@pytest.mark.parametrize("extra, figures", [(0, 5), (1, 1)])
def test_from_very_many_events_on_one_figure_counts_them_and_the_annex_names_them(
    khmelnytskyi: Dossier, extra: int, figures: int
) -> None:
    number = MOST_SINGLE_EVENTS + extra
    many = dataclasses.replace(
        khmelnytskyi, events=tuple(event(id=f"e{n}", title=f"Talk {n}", start="2021-05-04") for n in range(number))
    )
    drawn = [block for block in glance.timeline(many) if isinstance(block, Figure)]

    assert len(drawn) == figures
    assert drawn[0].anchor == "figure-timeline"
    assert ("121 events by month and kind." in drawn[0].alt) == bool(extra)
    assert len(cells(next(block for block in annex.events(many) if isinstance(block, Table)))) == number
