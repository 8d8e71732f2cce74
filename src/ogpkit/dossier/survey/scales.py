"""Scales among the options of a question: whether all of them are steps of one, and in which order they stand.

What is found is a guess for a person to confirm. It serves two ends: that small answers are only put together with
their neighbours ("poor or very poor", never "poor or very good"), and that a rating has its lowest step first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ogpkit.dossier.survey.matching import number_of, tidy
from ogpkit.dossier.survey.number_classes import classes_in_order
from ogpkit.dossier.survey.scale_words import ANY, CORES, DEGREES, NEUTRAL, STEPS

__all__ = ["LEAST_STEPS", "direction", "in_order", "marks_in_order"]

LEAST_STEPS = 3
"""How many words a scale has at least; of two, such as yes and no, nothing depends on the order."""

_LONGEST = 60
_MOST = 40
_FRONT = re.compile(r"\(?\d{1,2}\)?\s*[-–—=:.)]\s*(?=[^\W\d])|(?<!\w)\d{1,2}\s+(?=\()")
_MARK = re.compile(r"\(?([+-]?\d{1,2})\)?(?:\s*[-–—=:.)]\s*|\s+|\s*(?=\())\S.*|.*\S\s*\(([+-]?\d{1,2})\)")
_NEITHER = re.compile(r"(?:neither\b.*\bnor\b|ні\s.*\sні\s|ані\s.*\sані\s|ni\s.*\sni\s|скоріше так, ніж).*")
_TIMES = re.compile(
    r"(?:(?:about|at least) )?(once|twice|several times|a few times|many times|\d[\d–-]* times?|every|each)"
    r" ?(?:an? |per |/ ?)?(day|week|month|year|quarter)"
)
_SELDOM = re.compile(
    r"(?:less often than|less than|rarer than) (?:(?:once|every) )?(?:an? |per )?(day|week|month|year)"
)
_WORDLESS = re.compile(r"[\d()=:.–—-]+")
_SHORT, _ENDING, _SUBJECTS = 3, 5, 2
_PLAIN = 2.0
_PERIODS = {"year": 1.2, "quarter": 2.0, "month": 3.0, "week": 4.0, "day": 5.5}
_YES = re.compile(r"(yes|no|так|ні|sí)\s*[,:;–—-]\s*(\S.*)")
_SIDES = ("un", "dis", "in", "im", "ir", "не", "des")
_ORDERED_CORES = sorted(CORES, key=len, reverse=True)
_ORDERED_DEGREES = sorted(DEGREES, key=len, reverse=True)


def in_order(options: Sequence[str], labels: Mapping[str, str] | None = None) -> tuple[str, ...] | None:
    """Return options from the lowest step to the highest; None where they are not all steps of one scale.

    Parameters
    ----------
    options : sequence of str
        The options, without those that stand for no answer.
    labels : mapping of str to str, optional
        What an option means, where it is a code.

    Examples
    --------
    >>> in_order(["Very good", "Poor", "Good", "Very poor", "Neither good nor bad"])
    ('Very poor', 'Poor', 'Neither good nor bad', 'Good', 'Very good')
    >>> in_order(["a", "b", "c"], {"a": "often", "b": "never", "c": "sometimes"})
    ('b', 'c', 'a')
    >>> in_order(["65+", "18-24", "25-64"]), in_order(["parks", "roads", "schools"])
    (('18-24', '25-64', '65+'), None)
    """
    if not 2 <= len(options) <= _MOST:
        return None
    words = [tidy((labels or {}).get(option, option)) for option in options]
    if any(len(word) > _LONGEST for word in words):
        return None
    places: Sequence[float] | None = None
    classes = classes_in_order(words)
    if classes is not None and len(set(words)) == len(words):
        places = [classes.index(word) for word in words]
    elif len(options) >= LEAST_STEPS:
        places = _places([_folded(word) for word in words])
    if places is None:
        return None
    return tuple(option for _, option in sorted(zip(places, options, strict=True)))


def direction(options: Sequence[str], labels: Mapping[str, str] | None = None) -> int:
    """Return how the options of a scale stand: 1 lowest first, -1 highest first, 0 mixed or of no known scale.

    Of marks only the first and the last need words, as in "1 (very bad)", 2, 3, 4, "5 (very good)".

    Examples
    --------
    >>> direction(["never", "sometimes", "often"]), direction(["good", "fair", "poor"])
    (1, -1)
    >>> direction(["1 – excellent", "2", "3", "4 – poor"])
    -1
    >>> direction(["fair", "good", "poor"]), direction(["parks", "roads", "schools"])
    (0, 0)
    """
    found = in_order(options, labels)
    if found is None:
        return _ends([tidy((labels or {}).get(option, option)) for option in options])
    return 1 if found == tuple(options) else -1 if found[::-1] == tuple(options) else 0


def _ends(words: Sequence[str]) -> int:
    """Return how marks stand of which the first and the last alone have words, as :func:`direction` does."""
    if len(words) < LEAST_STEPS or any(number_of(word) is None for word in words[1:-1]):
        return 0
    first, last = (_folded(" ".join(_WORDLESS.sub(" ", word).split())) for word in (words[0], words[-1]))
    if not first or not last or len(first) > _LONGEST or len(last) > _LONGEST:
        return 0
    places = _places([first, last])
    return 0 if places is None else 1 if places[0] < places[1] else -1


def marks_in_order(options: Sequence[str]) -> tuple[str, ...] | None:
    """Return marks by their numbers, where some have words beside them, such as "1 (very bad)"; None where none are.

    At least one must be a number alone, because "1. Parks" and "2. Roads" are no marks.

    Examples
    --------
    >>> marks_in_order(["5 – very good", "2", "1 – very bad", "3", "4"])
    ('1 – very bad', '2', '3', '4', '5 – very good')
    >>> marks_in_order(["1. Parks", "2. Roads"]) is None
    True
    """
    numbers: dict[int, str] = {}
    for option in options:
        number = number_of(tidy(option))
        if number is None and (found := _MARK.fullmatch(tidy(option))):
            number = int(found[1] or found[2])
        if number is None or number in numbers:
            return None
        numbers[number] = option
    alone = sum(number_of(tidy(option)) is not None for option in options)
    together = sorted(numbers)
    if not alone or len(together) < LEAST_STEPS or together[-1] - together[0] != len(together) - 1:
        return None
    return tuple(numbers[number] for number in together)


def _folded(word: str) -> str:
    folded = _FRONT.sub("", word.casefold().replace("’", "'"), count=1)
    folded = re.sub(r"\s*\([^()]{1,5}\)", "", folded)  # endings for several genders, as in задоволений (-а)
    return folded.strip(" .!?()").replace("ся/сь", "ся")


def _places(words: Sequence[str]) -> list[float] | None:
    """Return for each answer its place on the scale that they share; None where they share none."""
    steps: list[tuple[str, float]] = []
    subjects: set[str] = set()
    for word in words:
        steps.append(_step(word))
        subjects |= {steps[-1][0]} - {ANY}
        if len(subjects) > _SUBJECTS:
            return None
    turned = {one for one in subjects for side in _SIDES if f"={one.removeprefix(f'={side}')}" in subjects - {one}}
    if len(subjects) - len(turned) > 1:
        return None
    places = [-place if subject in turned else place for subject, place in steps]
    return places if len(set(places)) == len(places) else None


def _step(word: str) -> tuple[str, float]:
    """Return what an answer is about, and its place; what is not known is about itself."""
    if word in STEPS:
        return STEPS[word]
    if word in NEUTRAL or _NEITHER.fullmatch(word):
        return ANY, 0.0
    if found := _SELDOM.fullmatch(word):
        return "frequency", _PERIODS[found[1]] - 0.6
    if found := _TIMES.fullmatch(word):
        several = found[1] not in ("once", "every", "each") and not found[1].startswith("1 ")
        return "frequency", _PERIODS[found[2]] + (0.2 if found[1] == "twice" else 0.4 if several else 0.0)
    if word in DEGREES:
        return ANY, DEGREES[word]
    if (found := _YES.fullmatch(word)) and found[2] in DEGREES:
        return "yes", CORES[found[1]][1] * abs(DEGREES[found[2]])
    degree, core = _parted(word)
    if core in STEPS and STEPS[core][0] == "frequency":
        place = STEPS[core][1]
        return "frequency", place + (degree - _PLAIN) / 10 * (1 if place > STEPS["sometimes"][1] else -1)
    subject, side = _judged(core)
    return subject, degree * side


def _parted(word: str) -> tuple[float, str]:
    """Return how strong an answer is, and what is left of it without the word that says so."""
    for degree in _ORDERED_DEGREES:
        if word.startswith(f"{degree} "):
            return DEGREES[degree], word[len(degree) + 1 :].strip()
        if word.endswith(f" {degree}"):
            return DEGREES[degree], word[: -len(degree) - 1].strip(" ,")
    return _PLAIN, word


def _judged(core: str) -> tuple[str, float]:
    if core in CORES:
        return CORES[core]
    for beginning in _ORDERED_CORES:
        ending = core.removeprefix(beginning)
        # A short word is only itself: "no" is not the beginning of "north".
        if len(beginning) > _SHORT and ending != core and len(ending) <= _ENDING and ending.isalpha():
            return CORES[beginning]
    return f"={core}", 1.0
