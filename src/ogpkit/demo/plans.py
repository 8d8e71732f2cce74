"""Invented action plans."""

from __future__ import annotations

import datetime
import random
from typing import Any

from ogpkit.demo.cities import City
from ogpkit.demo.events import deadline
from ogpkit.demo.themes import THEMES, Theme

__all__ = ["plan", "themes_of"]

_AND_ON = (
    "Publish progress, round {number}",
    "Report to the forum, round {number}",
    "Mend what the forum named, round {number}",
)


def themes_of(city: City) -> list[Theme]:
    """Return what the commitments of a city are about, in their order: one to twelve."""
    number = city.among("number of commitments", (1, 2), (2, 5), (5, 12))
    return city.chance("themes").sample(THEMES, number)


def plan(city: City) -> dict[str, Any]:
    """Return the plan of a city, as it stands in ``plan.yaml``."""
    chance = city.chance("plan")
    due, language = deadline(city), city.language
    submitted = due + datetime.timedelta(days=chance.choice((-30, -3, 0, 12, 75)))
    contradicting = chance.random() < 0.15
    return {
        "member": {
            "name": city.name,
            "country": language.country,
            "local_name": city.local_name,
            "joined": chance.choice((None, str(city.start - chance.randint(0, 4)))),
        },
        "title": city.title,
        "other_titles": [{"title": f"Plan of {city.name}, {city.start} – {city.end + 1} (SYNTHETIC)"}]
        if contradicting
        else None,
        "period": {"start": city.start, "end": city.end},
        "due": chance.choices((due.isoformat(), None), (4, 1))[0],
        "submitted": chance.choices((submitted.isoformat(), submitted.isoformat()[:7], None), (6, 2, 1))[0],
        "lead_institutions": [language.council, language.office][: chance.randint(0, 2)],
        "challenges": f"{language.problem}\n\nFew people know what the city decides, and fewer take part.",
        "vision": None if city.size == "small" else f"{language.answer} A city that explains itself is trusted.",
        "engagement": chance.choice(
            (
                None,
                f"The forum ({language.forum}) met in public. Anyone could make proposals, on paper and online.",
            )
        ),
        "synthetic": True,
        "note": f"Two titles give two ends, {city.end} and {city.end + 1}; both are kept. {language.invented}."
        if contradicting
        else None,
        "sources": [
            {
                "id": "invented",
                "title": "Invented records (SYNTHETIC)",
                "publisher": "ogpkit demo",
                "note": "Everything that this dossier says was made up by a program, for trials.",
            },
            {
                "id": "invented-census",
                "title": "Invented population figures (SYNTHETIC)",
                "note": "Made up to show how those who answered a survey are compared with a census.",
            },
        ],
        "commitments": [
            _commitment(city, chance, number, theme) for number, theme in enumerate(themes_of(city), start=1)
        ],
    }


def _commitment(city: City, chance: random.Random, number: int, theme: Theme) -> dict[str, Any]:
    language = city.language
    full = chance.random() < 0.8
    return {
        "number": number,
        "id": f"ZZ{'ABCDEFGHI'[city.index % 9]}{(city.index * 13 + number) % 10_000:04d}" if full else None,
        "title": f"{theme.title}.",
        "short_title": theme.short,
        "start": f"{city.start}-{chance.randint(1, 12):02d}" if full else None,
        "end": f"{city.end}-12" if full else None,
        "institutions": [language.council, language.office, language.university][: chance.randint(0, 3)],
        "policy_area": theme.area,
        "sector": theme.sector,
        "ogp_values": list(theme.values) if chance.random() < 0.9 else None,
        "problem": f"{theme.problem} {language.problem}" if full else None,
        "status_quo": theme.before if full else None,
        "action": f"{theme.action} {language.answer}",
        "contribution": theme.result if full else None,
        "milestones": _milestones(city, chance, theme),
        "source": "invented",
    }


def _milestones(city: City, chance: random.Random, theme: Theme) -> list[dict[str, Any]]:
    wanted = chance.randint(*{"small": (0, 3), "middle": (2, 5), "large": (2, 12)}[city.size])
    titles = [step.format(number=chance.choice((3, 12, 40, 150))) for step in theme.steps][:wanted]
    more = wanted - len(titles)
    titles += [_AND_ON[place % 3].format(number=place // 3 + 1) for place in range(more)]
    first, months = city.start * 12, (city.end - city.start + 1) * 12
    found = []
    for place, title in enumerate(titles):
        start = first + months * place // (len(titles) + 1)
        # Now and then a step ends after the plan; reports show it, nothing refuses it.
        end = min(start + chance.randint(1, 9), first + months + 3)
        dated = chance.random() < 0.8
        found.append(
            {
                "title": title,
                "start": f"{start // 12}-{start % 12 + 1:02d}" if dated else None,
                "end": f"{end // 12}-{end % 12 + 1:02d}" if dated else None,
                "owner": chance.choice((None, city.language.office, city.language.association)),
            }
        )
    return found
