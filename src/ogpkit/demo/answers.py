"""Invented assessments: answers that agree with each other, some of them not stated, some not explained."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from ogpkit.demo.cities import City
from ogpkit.demo.events import Row, deadline, meetings
from ogpkit.demo.explanations import OPENINGS, explanation, opening_of_commitment, recommendations
from ogpkit.demo.plans import themes_of
from ogpkit.demo.themes import Theme

__all__ = ["assessment"]

_ANSWERS = ("Yes", "No", "Unclear")
_FORUM, _REST = (85, 8, 7), (60, 20, 20)
_NUMBERS = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6")
_STATED = {"all": 1.0, "some": 0.7, "few": 0.15}
_CODER = "demo"


class _Shelf:
    """The register as an evaluator takes from it."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids, self._place = ids, 0

    def some(self, chance: random.Random) -> list[str]:
        """Take none to three entries, wherever they stand; some are never taken."""
        return chance.sample(self._ids, min(len(self._ids), chance.choices((0, 1, 2, 3), (2, 4, 3, 1))[0]))

    def next(self, number: int) -> list[str]:
        """Take the next entries and begin anew behind the last, so that each comes up."""
        taken = [self._ids[(self._place + place) % len(self._ids)] for place in range(min(number, len(self._ids)))]
        self._place += len(taken)
        return taken


def assessment(city: City, register: Sequence[Row], process: list[Row]) -> dict[str, Any]:
    """Return the assessment of a city, as it stands in ``inception.yaml``.

    Parameters
    ----------
    city : City
        The city.
    register : sequence of Row
        Its evidence, whose ids the answers name.
    process : list of Row
        Its events; the explanations count them.
    """
    chance = city.chance("assessment")
    shelf = _Shelf([row["id"] for row in register])
    restated = chance.random() < 0.15
    submitted = f"{city.start + 1}-{chance.randint(1, 12):02d}"
    themes = themes_of(city)
    # Now and then the last commitment is not assessed at all.
    left_out = len(themes) > 2 and not city.careful and chance.random() < 0.1
    assessed = themes[:-1] if left_out else themes
    return {
        "form": "inception",
        "header": chance.choices(("current", "first"), (4, 1))[0],
        "evaluators": [f"Invented Evaluator {chance.randint(1, 99)}"] if chance.random() < 0.8 else None,
        "email": "evaluator@monitoring.example" if chance.random() < 0.5 else None,
        "texts": "restated" if restated else "verbatim",
        "source": "invented" if restated else None,
        "submitted": chance.choice((None, submitted)),
        "coders": None
        if city.stated == "all"
        else [{"id": _CODER, "name": "ogpkit demo", "role": "a program, for trials; no reviewer (synthetic)"}],
        "answers": dict(_of_the_process(city, shelf, process)),
        "commitments": [_of_a_commitment(city, number, theme, shelf) for number, theme in enumerate(assessed, start=1)],
    }


def _of_the_process(city: City, shelf: _Shelf, process: list[Row]) -> Iterator[tuple[str, dict[str, Any]]]:
    chance = city.chance("process")
    forum = "Yes"
    for number, (question, openings) in zip(_NUMBERS, OPENINGS.items(), strict=True):
        answer = chance.choices(_ANSWERS, _FORUM if number < "1.4" else _REST)[0]
        if question == "forum-exists":
            forum = answer
        elif forum == "No" and number < "2" and answer == "Yes":
            answer = "No"
        opening = chance.choice(openings[answer])
        if question == "meeting-held" and answer == "Yes" and meetings(process):
            opening += f" Gatherings in the list of events: {meetings(process)}."
        yield number, _record(city, chance, answer, opening, shelf)


def _record(
    city: City, chance: random.Random, answer: str, opening: str, shelf: _Shelf, *, shown: bool = False
) -> dict[str, Any]:
    """Return the record of one question; ``shown`` where published reports never lose the answer."""
    record: dict[str, Any] = {}
    if shown or chance.random() < _STATED[city.stated]:
        record["answer"] = answer
    elif chance.random() < 0.7:
        record["coding"] = {
            "answer": answer,
            "by": _CODER,
            "on": deadline(city).isoformat(),
            "why": "Coded from the invented explanation, to show how a coding is printed (synthetic).",
        }
    # An answer on the form needs its explanation; without one the explanation may be lost, too.
    if "answer" in record or chance.random() < 0.85:
        record["explanation"] = explanation(city, chance, opening)
    named = shelf.next(3) if city.careful else shelf.some(chance)
    half = chance.randint(0, len(named))
    return record | {"evidence": named[:half], "references": named[half:]}


def _of_a_commitment(city: City, number: int, theme: Theme, shelf: _Shelf) -> dict[str, Any]:
    chance = city.chance(f"commitment {number}")
    answers: dict[str, Any] = {}

    def add(place: int, question: str, answer: str, *, shown: bool = False) -> None:
        opening = opening_of_commitment(question, answer, theme)
        answers[f"{number}.{place}"] = _record(city, chance, answer, opening, shelf, shown=shown)

    verifiable = chance.choices(_ANSWERS, (75, 15, 10))[0]
    add(1, "verifiable", verifiable)
    # What is not verifiable is not assessed further; now and then a report does so all the same.
    if verifiable != "No" or (not city.careful and chance.random() < 0.2):
        # Technology alone makes no commitment relevant, and what goes on as before changes no rules; some overlook it.
        overlooked = not city.careful
        alone = len(theme.values) == 1 and "Technology" in theme.values[0]
        add(2, "relevant", "No" if alone and not overlooked else chance.choices(_ANSWERS, _REST)[0])
        potential = chance.choices(("unclear", "modest", "substantial"), (3, 5, 2))[0]
        novelty = chance.choice(("new", "ongoing" if overlooked or potential != "substantial" else "new"))
        add(3, "novelty", novelty, shown=True)
        add(4, "potential", potential, shown=True)
    recommended = recommendations(city, chance)
    answers[f"{number}.5"] = {} if recommended is None else {"answer": recommended}
    named = [value for value in theme.values if city.careful or chance.random() < 0.8]
    return {
        "number": number,
        "ogp_values": named,
        "ogp_values_note": "Named in the invented explanation (synthetic)." if named else None,
        "answers": answers,
    }
