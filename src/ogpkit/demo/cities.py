"""The invented cities: what each is called, how large its dossier is, and what is missing from it."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ogpkit.demo.languages import LANGUAGES, Language

__all__ = ["NOTICE", "City", "Sampling", "Size", "Status", "city"]

NOTICE = "Synthetic, made by ogpkit demo: not a real place, and nobody was asked or assessed."
"""Stands at the head of every file that takes comments."""

Size = Literal["small", "middle", "large"]
Status = Literal["draft", "public-comment", "final"]
Sampling = Literal["opt-in", "list", "probability", "census"]

# Lengths without a common divisor, so that a few cities show every kind and many show every pair.
_SIZES: tuple[Size, ...] = ("middle", "small", "large", "middle", "small")
_STATUSES: tuple[Status, ...] = ("draft", "public-comment", "final", "draft")
_SURVEYS: tuple[Sampling | None, ...] = ("opt-in", "list", None, "probability", "opt-in", "census", None)
# Letters that no decomposition takes apart.
_PLAIN = str.maketrans({"ł": "l", "ß": "ss", "œ": "oe", "ø": "o", "đ": "d"})


@dataclass(frozen=True)
class City:
    """One invented city, from 1 up. Two cities of the same seed and number are the same, however many there are."""

    seed: int
    index: int
    language: Language
    name: str
    local_name: str
    size: Size
    status: Status
    survey: Sampling | None
    start: int
    end: int
    stated: Literal["all", "some", "few"]
    wordy: int

    @property
    def slug(self) -> str:
        """The name of its folder: the number first, so that a list of them is in order."""
        folded = unicodedata.normalize("NFKD", self.name.casefold().translate(_PLAIN))
        return f"synthetic-{self.index:05d}-{''.join(sign for sign in folded if sign.isascii() and sign.isalnum())}"

    @property
    def title(self) -> str:
        """The title of its action plan."""
        return f"Action plan – {self.name}, {self.language.country}, {self.start} – {self.end} (SYNTHETIC)"

    def chance(self, part: str) -> random.Random:
        """Return the chance of one part of the dossier: what is added to one part changes no other."""
        return random.Random(f"{self.seed}/{self.index}/{part}")  # noqa: S311 (no secret hangs on it)

    def among(self, part: str, small: tuple[int, int], middle: tuple[int, int], large: tuple[int, int]) -> int:
        """Return a number between two bounds that depend on the size of the city."""
        return self.chance(part).randint(*{"small": small, "middle": middle, "large": large}[self.size])


def city(seed: int, index: int) -> City:
    """Return the invented city of this number.

    Examples
    --------
    >>> one = city(seed=1, index=7)
    >>> one == city(seed=1, index=7), one.slug == city(seed=2, index=7).slug
    (True, False)
    """
    first = random.Random(f"{seed}")  # noqa: S311
    language, size, status, survey = (first.randrange(one) + index for one in (9, 5, 4, 7))
    chance = random.Random(f"{seed}/{index}")  # noqa: S311
    tongue = LANGUAGES[language % len(LANGUAGES)]
    name, local_name = _name(chance, tongue)
    start = chance.randint(2020, 2025)
    return City(
        seed=seed,
        index=index,
        language=tongue,
        name=name,
        local_name=local_name,
        size=_SIZES[size % len(_SIZES)],
        status=_STATUSES[status % len(_STATUSES)],
        survey=_SURVEYS[survey % len(_SURVEYS)],
        start=start,
        end=start + chance.randint(1, 4),
        stated=chance.choices(("all", "some", "few"), (5, 3, 2))[0],
        wordy=chance.randint(1, 4),
    )


def _name(chance: random.Random, language: Language) -> tuple[str, str]:
    """Return an invented name in Latin letters and in the own script."""
    parts = [chance.choice(syllables.split()) for syllables in language.syllables]
    latin = "".join(part.partition("|")[0] for part in parts)
    own = "".join(part.rpartition("|")[2] for part in parts)
    return latin, f"{own} ({language.invented})"
