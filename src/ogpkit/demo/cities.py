"""The invented cities: what each is called, how large its dossier is, and what is missing from it."""

from __future__ import annotations

import math
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
    """One invented city, from 1 up. Two cities of the same seed and number are the same, however many there are.

    A ``careful`` one was written as a dossier should be: the check finds nothing to say of it.
    """

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
    careful: bool

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
    spelled = first.randrange(1, 1000)
    chance = random.Random(f"{seed}/{index}")  # noqa: S311
    tongue = LANGUAGES[language % len(LANGUAGES)]
    name, local_name = _name(tongue, language // len(LANGUAGES), spelled)
    start = chance.randint(2020, 2025)
    careful = chance.random() < 0.25
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
        stated="all" if careful else chance.choices(("all", "some", "few"), (4, 3, 2))[0],
        wordy=chance.randint(1, 4),
        careful=careful,
    )


def _name(language: Language, number: int, seed: int) -> tuple[str, str]:
    """Return an invented name in Latin letters and in the own script; no two cities of a language share one."""
    parts = [syllables.split() for syllables in language.syllables]
    names = math.prod(map(len, parts))
    # A step that shares no divisor with the number of names meets each of them once.
    step = next(one for one in range(names // 3 + seed, 2 * names + seed) if math.gcd(one, names) == 1)
    around, place = divmod(number, names)
    place = (seed + place * step) % names
    chosen = []
    for syllables in parts:
        place, which = divmod(place, len(syllables))
        chosen.append(syllables[which])
    more = f" {around + 1}" if around else ""
    latin = "".join(part.partition("|")[0] for part in chosen)
    own = "".join(part.rpartition("|")[2] for part in chosen)
    return f"{latin}{more}", f"{own}{more} ({language.invented})"
