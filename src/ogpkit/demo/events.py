"""Invented events of the co-creation process."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from ogpkit.demo.cities import City

__all__ = ["CALENDAR", "Row", "deadline", "events", "meetings"]

Row = dict[str, str]
"""A row of a table, by its columns; what is left out is empty."""

CALENDAR = ("meeting", "focus group", "consultation", "training", "publication", "other")
"""The kinds of events of which a process may have many."""

_TITLES = {
    "meeting": ("Meeting of the forum", "Meeting with associations", "Meeting of the working group"),
    "focus group": ("Focus group on services", "Focus group with young people", "Focus group with older residents"),
    "consultation": ("Consultation on the draft", "Consultation in the districts", "Hearing on commitments"),
    "training": ("Training on open government", "Training of departments"),
    "publication": ("Minutes published", "Draft published", "Summary of proposals published"),
    "other": ("Visit to a district", "Stall at the market"),
}
_GATHERINGS = {"meeting", "focus group", "consultation", "training", "final meeting"}


def deadline(city: City) -> datetime.date:
    """Return the day by which the city's plan had to be submitted."""
    return datetime.date(city.start, 8, 31) if city.start % 2 else datetime.date(city.start, 12, 31)


def events(city: City) -> list[Row]:
    """Return the events of a city in the order of their days; a small process may have none that is known."""
    chance = city.chance("events")
    number = city.among("number of events", (0, 4), (3, 15), (18, 60))
    if not number:
        return []
    end = deadline(city) - datetime.timedelta(days=chance.randint(5, 40))
    begin = end - datetime.timedelta(days=chance.randint(90, 300))
    span = (end - begin).days
    days = sorted(begin + datetime.timedelta(days=chance.randrange(span)) for _ in range(number))
    return [
        {"id": f"event-{place:02d}"} | dict(_event(city, chance, day, place, number))
        for place, day in enumerate(days, start=1)
    ]


def meetings(rows: list[Row]) -> int:
    """Return how many of the events brought people together."""
    return sum(row["kind"] in _GATHERINGS for row in rows)


def _event(city: City, chance: random.Random, day: datetime.date, place: int, number: int) -> Iterator[tuple[str, str]]:
    kind = "invitation" if place == 1 else "final meeting" if place == number else chance.choice(CALENDAR)
    yield "kind", kind
    if kind == "invitation":
        yield "title", f"Invitations to the forum ({city.language.invented})"
        yield "invitations", str(chance.randint(8, 200))
        yield "at_least", chance.choice(("yes", "no"))
    elif kind == "final meeting":
        yield "title", f"Final meeting: {city.language.forum}"
    else:
        yield "title", f"{chance.choice(_TITLES[kind])} {place}"
    # Of some events only the month is remembered, of some nothing.
    yield "start", chance.choices((day.isoformat(), day.isoformat()[:7], ""), (16, 3, 1))[0]
    if kind == "consultation":
        yield "end", (day + datetime.timedelta(days=chance.choice((14, 21, 30)))).isoformat()
    if kind in _GATHERINGS:
        if chance.random() < 0.6:
            before = chance.choices((7, 14, 21, 2, -1), (4, 4, 2, 2, 0 if city.careful else 1))[0]
            yield "informed", (day - datetime.timedelta(days=before)).isoformat()
        yield from _people(chance, city)
        if chance.random() < 0.4:
            received = chance.randint(0, 40)
            yield "proposals", str(received)
            if chance.random() < 0.7:
                yield "answered", str(chance.randint(0, received))
    yield "organiser", chance.choice((city.language.council, city.language.office, city.language.association))
    yield "source", "invented"
    if chance.random() < 0.1:
        yield "note", "the list of participants is lost (synthetic)"


def _people(chance: random.Random, city: City) -> Iterator[tuple[str, str]]:
    """Yield how many came from each sector; of some sectors nobody counted."""
    if chance.random() < 0.2:
        yield "who", f"{city.language.association}; {city.language.university}"
        return
    for sector, most in (
        ("government", 15),
        ("civil_society", 25),
        ("academia", 6),
        ("business", 8),
        ("residents", 60),
    ):
        if chance.random() < 0.8:
            yield sector, str(chance.randint(0, most))
