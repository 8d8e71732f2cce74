"""An invented register of evidence: addresses under ``.example``, a name that leads nowhere on any network."""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator

from ogpkit.demo.cities import City
from ogpkit.demo.events import Row, deadline

__all__ = ["evidence", "links"]

_TITLES = {
    "document": ("Minutes of the forum", "Decision of the council", "Rules of the forum", "Report of a department"),
    "link": ("Page on open government", "News of the city", "Article in a newspaper", "Page of an association"),
    "interview": (
        "Interview with a member of the forum",
        "Interview with an official",
        "Interview with an association",
    ),
    "file": ("List of participants", "Photographs of a meeting", "Letter of an association"),
}
_OUTCOMES = ("reached", "gone", "unknown host", "server error", "time limit")


def evidence(city: City) -> list[Row]:
    """Return the register of a city: from none to forty entries."""
    chance = city.chance("evidence")
    number = max(city.careful, city.among("number of entries", (-2, 5), (4, 16), (12, 40)))
    return [{"id": f"evidence-{place:02d}"} | dict(_entry(city, chance, place)) for place in range(1, number + 1)]


def _entry(city: City, chance: random.Random, place: int) -> Iterator[tuple[str, str]]:
    kind = chance.choices(("document", "link", "interview", "file"), (4, 4, 2, 1))[0]
    yield "kind", kind
    yield "title", f"{chance.choice(_TITLES[kind])} {place} (synthetic)"
    day = deadline(city) - datetime.timedelta(days=chance.randint(1, 400))
    yield "date", chance.choices((day.isoformat(), day.isoformat()[:7], str(day.year), ""), (6, 2, 1, 1))[0]
    government = chance.choices(("yes", "no", "unknown"), (5, 4, 1))[0]
    yield "government", government
    if government != "unknown":
        yield "publisher", city.language.council if government == "yes" else city.language.association
    if kind in {"document", "link"} and (city.careful or chance.random() < 0.8):
        yield "address", f"https://{city.slug}.example/{kind}/{place}"
        yield "retrieved", (deadline(city) + datetime.timedelta(days=chance.randint(1, 60))).isoformat()
        if chance.random() < 0.15:
            yield "archived", f"https://archive.example/{city.slug}/{place}"
    if kind == "file":
        yield "sha256", hashlib.sha256(f"{city.slug}/{place}".encode()).hexdigest()
    yield "source", "invented"


def links(city: City, register: list[Row]) -> list[Row]:
    """Return what an invented check of the register's addresses found; only some cities had one."""
    chance = city.chance("links")
    if city.careful or chance.random() < 0.5:
        return []
    checked = (deadline(city) + datetime.timedelta(days=90)).isoformat()
    addresses = [row["address"] for row in register if "address" in row]
    found = [chance.choices(_OUTCOMES, (12, 2, 1, 1, 1))[0] for _ in addresses]
    status = {"reached": "200", "gone": "404", "server error": "503"}
    return [
        {"address": address, "checked": checked, "status": status.get(outcome, ""), "outcome": outcome}
        for address, outcome in zip(addresses, found, strict=True)
    ]
