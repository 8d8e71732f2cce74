"""Invented surveys: opt-in, from a list, by probability, and of everyone, with none to some thousand answers."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from typing import Any

from ogpkit.demo.cities import City
from ogpkit.demo.events import Row, deadline

__all__ = ["census", "codebook", "responses"]

_AGES = ("18–29", "30–44", "45–59", "60+")
_DISTRICTS = ("north", "south", "centre", "river")
_TOPICS = ("open data", "budget", "transport", "environment", "services", "education")
_SUBJECTS = {"website": "the city's website", "open_data": "the city's open data", "services": "online services"}
_LEVELS = ("1", "2", "3", "4", "5")
_CONTENT, _CRITICAL = (1, 2, 5, 7, 4, 2, 1), (5, 6, 4, 2, 1, 2, 1)
_BESIDE = ("synthetic", "response", "seconds", "weight", "stratum", "cluster", "suggestion")
_SUGGESTIONS = ("", "(invented) shorter forms", "(invented) more data in one place", "(invented) meet in the evening")
_SIZES: dict[str, tuple[tuple[int, int], ...]] = {
    "small": ((0, 0), (1, 9), (10, 60)),
    "middle": ((30, 120), (100, 400), (200, 600)),
    "large": ((400, 900), (600, 1500), (1500, 4000)),
}


def _number(city: City) -> int:
    chance = city.chance("number of answers")
    return chance.randint(*chance.choices(_SIZES[city.size], (2, 4, 2))[0])


def responses(city: City) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the heading and the rows of a city's ``survey.csv``; every row is marked as invented."""
    chance, number = city.chance("survey"), _number(city)
    columns: dict[str, Sequence[str]] = {
        "synthetic": ["synthetic"] * number,
        "response": [f"s{place:05d}" for place in range(1, number + 1)],
    }
    columns |= _people(city, chance, number)
    language = city.language
    used = (language.yes, language.no, language.unsure, "")
    columns["used_public_information"] = chance.choices(used, (50, 40, 6, 4), k=number)
    # Who finds one thing good finds others good, too, and the young are harder to please.
    pleased = [chance.random() < (0.4 if age == _AGES[0] else 0.65) for age in columns["age"]]
    levels = (*_LEVELS, language.unsure, "")
    for subject in _SUBJECTS:
        content = chance.choices(levels, _CONTENT, k=number)
        critical = chance.choices(levels, _CRITICAL, k=number)
        columns[f"rate_{subject}"] = [
            one if happy else other for one, other, happy in zip(content, critical, pleased, strict=True)
        ]
    named = [";".join(sorted(chance.sample(_TOPICS, count))) for count in (0, 1, 1, 2, 2, 2, 3, 3) for _ in range(6)]
    columns["priorities"] = chance.choices(named, k=number)
    columns["suggestion"] = chance.choices(_SUGGESTIONS, (17, 1, 1, 1), k=number)
    rows = list(zip(*columns.values(), strict=True))
    return list(columns), _once(columns, rows) if city.careful else rows


def _once(columns: dict[str, Sequence[str]], rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows without those that choose as an earlier one does, which look as if they were sent twice."""
    answers = zip(*(cells for name, cells in columns.items() if name not in _BESIDE), strict=True)
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    for given, row in zip(answers, rows, strict=True):
        first.setdefault(given, row)
    return list(first.values())


def _people(city: City, chance: random.Random, number: int) -> dict[str, Sequence[str]]:
    language = city.language
    columns: dict[str, Sequence[str]] = {
        "gender": chance.choices((language.woman, language.man, ""), (54, 42, 4), k=number),
        "age": chance.choices((*_AGES, ""), (20, 32, 27, 19, 2), k=number),
        "district": chance.choices(_DISTRICTS, (30, 25, 35, 10), k=number),
        "seconds": [str(chance.randrange(20, 600)) for _ in range(number)],
    }
    if city.survey == "probability":
        weights = {"north": "0.9", "south": "1.1", "centre": "0.8", "river": "1.9"}
        columns["weight"] = [weights[district] for district in columns["district"]]
        columns["stratum"] = columns["district"]
        columns["cluster"] = [f"{district}-{chance.randint(1, 9)}" for district in columns["district"]]
    return columns


def codebook(city: City, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the codebook of a city's survey, as it stands in ``survey.yaml``."""
    start = deadline(city) - datetime.timedelta(days=150)
    language = city.language
    described: dict[str, Any] = {
        "title": f"Survey on the action plan of {city.name} (SYNTHETIC)",
        "sampling": city.survey,
        "synthetic": True,
        "start": start.isoformat(),
        "end": (start + datetime.timedelta(days=21)).isoformat(),
        "language": language.name,
        "sponsor": language.council,
        "conducted_by": "nobody; a program made the answers up (synthetic)",
        "mode": "web form" if city.survey == "opt-in" else "telephone and web form",
        "population": f"residents of {city.name}, an invented place",
        "note": f"Invented answers ({language.invented}). Nobody was asked.",
    }
    if city.survey != "opt-in" and (city.careful or city.chance("dispositions").random() < 0.8):
        described["dispositions"] = _dispositions(city, len(rows))
    return described | {"columns": _columns(city)}


def _dispositions(city: City, number: int) -> dict[str, int]:
    chance = city.chance("invited")
    most = 10 if city.survey == "census" else max(3, number)
    return {
        "complete": number,
        "refusal": chance.randint(0, most),
        "non_contact": chance.randint(0, most),
        "unknown_other": chance.randint(0, most // 3),
    }


def _columns(city: City) -> list[dict[str, Any]]:
    language = city.language
    columns: list[dict[str, Any]] = [
        {"name": "synthetic", "role": "identifier", "question": "Marks every row as invented"},
        {"name": "response", "role": "identifier", "question": "Number of the response"},
        _choice("gender", "group", "Gender", (language.woman, language.man)),
        _choice("age", "group", "Age", _AGES) | {"ordered": True},
        _choice("district", "group", "District", _DISTRICTS),
        {"name": "seconds", "role": "duration", "question": "Seconds until the form was sent"},
    ]
    if city.survey == "probability":
        columns += [
            {"name": role, "role": role, "question": f"Invented {role} (synthetic)"}
            for role in ("weight", "stratum", "cluster")
        ]
    asked = "Have you used public information?"
    columns.append(
        _choice("used_public_information", "single choice", asked, (language.yes, language.no, language.unsure))
        | {"missing": [language.unsure]}
    )
    columns += [
        _choice(f"rate_{subject}", "rating", f"How do you rate {text}, from 1 to 5?", (*_LEVELS, language.unsure))
        | {"missing": [language.unsure]}
        for subject, text in _SUBJECTS.items()
    ]
    return [
        *columns,
        _choice("priorities", "multiple choice", "What should the plan put first?", _TOPICS) | {"separator": ";"},
        {"name": "suggestion", "role": "free text", "question": "What would you suggest? (synthetic)"},
    ]


def _choice(name: str, role: str, question: str, options: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "role": role,
        "question": f"{question} (synthetic)",
        "short": question,
        "options": list(options),
    }


def census(city: City) -> list[Row]:
    """Return the invented census of a city that has a survey; some have none, some count one group alone."""
    chance = city.chance("census")
    groups = {"gender": (city.language.woman, city.language.man), "age": _AGES, "district": _DISTRICTS}
    counted = chance.choice((("gender", "age"), ("gender", "age", "district"), ("age",), ()))
    return [
        {
            "group": group,
            "option": option,
            "people": str(chance.randint(40, 900) * 100),
            "source": "invented-census",
            "year": str(city.start - 1),
        }
        for group in counted
        for option in groups[group]
    ]
