"""Classes of numbers, such as ages and incomes: "18–24", "65 and over", "under 18"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ogpkit.dossier.survey.matching import tidy

__all__ = ["NumberClass", "classes_in_order", "number_class"]

_NUMBER = r"\d{1,3}(?:[ ,.]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,2})?"
_MONEY = r"[$€£₴]?\s*"
_UNIT = r"(?:\s*(?P<unit>[^\W\d_]+\.?|%)(?:\s+[^\W\d_]+\.?)?)?"
_FROM = r"(?:(?:ages?|aged|from|between|від|з|из|от|de|desde|entre|von|età)\s+)*"
_TO = r"(?:[-–—−]|\.\.\.?|…|to|and|до|по|a|y|bis|à)"
_RANGE = re.compile(
    rf"{_FROM}{_MONEY}(?P<low>{_NUMBER})(?:\s*(?:years|year|років|роки|років|років|años))?\s*{_TO}"
    rf"\s*{_MONEY}(?P<high>{_NUMBER}){_UNIT}"
)
_OVER = (
    r"(?:and|or|і|й|та|або|чи|и|или|y|o|und|oder|et|ou)\s+"
    r"(?:over|older|more|above|up|elder|старше|старші|більше|вище|больше|más|mas|mayor|mayores|älter|mehr|plus)"
)
_UNDER = (
    r"(?:and|or|і|й|та|або|чи|и|или|y|o|und|oder|et|ou)\s+"
    r"(?:under|younger|less|below|fewer|молодше|молодші|менше|меньше|menos|menor|menores|jünger|weniger|moins)"
)
_OPEN_ABOVE = (
    re.compile(rf"{_FROM}{_MONEY}(?P<low>{_NUMBER})\s*{_MONEY}\+{_UNIT}"),
    re.compile(rf"{_FROM}{_MONEY}(?P<low>{_NUMBER}){_UNIT}\s*,?\s+{_OVER}(?:\s+[^\W\d_]+)?"),
    re.compile(
        r"(?:over|above|more than|older than|at least|from|понад|більше|більше ніж|старше|старші за|від|больше|свыше"
        rf"|más de|mayor de|mayores de|desde|über|mehr als|plus de|≥|>=|>)\s*{_MONEY}(?P<low>{_NUMBER}){_UNIT}"
    ),
)
_OPEN_BELOW = (
    re.compile(rf"{_MONEY}(?P<high>{_NUMBER}){_UNIT}\s*,?\s+{_UNDER}(?:\s+[^\W\d_]+)?"),
    re.compile(
        r"(?:under|below|less than|fewer than|younger than|up to|at most|до|менше|менше ніж|молодше|менее|меньше"
        rf"|menos de|menor de|menores de|hasta|unter|bis|weniger als|moins de|≤|<=|<)"
        rf"\s*{_MONEY}(?P<high>{_NUMBER}){_UNIT}"
    ),
)
_ALONE = re.compile(rf"{_MONEY}(?P<low>{_NUMBER}){_UNIT}")
_NOTHING = frozenset(["none", "zero", "жодного", "жодної", "немає", "ninguno", "ninguna", "keine"])
_YEARS = frozenset(["yea", "yrs", "yr", "y", "рік", "рок", "р", "лет", "год", "año", "ano", "jah", "ans", "old"])


@dataclass(frozen=True, order=True)
class NumberClass:
    """A class of numbers: its bounds, its unit ("" where none is named), and whether it is one number alone."""

    low: float
    high: float
    unit: str = ""
    alone: bool = False


def number_class(text: str) -> NumberClass | None:
    """Return the class of numbers that a text names, or None where it names none.

    Examples
    --------
    >>> number_class("18–24"), number_class("under 18 years")
    (NumberClass(low=18.0, high=24.0, unit='', alone=False), NumberClass(low=-inf, high=18.0, unit='year', alone=False))
    >>> number_class("60 і більше").low, number_class("10 000–19 999").high, number_class("parks")
    (60.0, 19999.0, None)
    """
    folded = tidy(text).casefold()
    if folded in _NOTHING:
        return NumberClass(0.0, 0.0, alone=True)
    if not any(map(str.isdecimal, folded)):
        return None
    if found := _RANGE.fullmatch(folded):
        return NumberClass(_number(found["low"]), _number(found["high"]), _unit(found["unit"]))
    for pattern in _OPEN_ABOVE:
        if found := pattern.fullmatch(folded):
            return NumberClass(_number(found["low"]), math.inf, _unit(found["unit"]))
    for pattern in _OPEN_BELOW:
        if found := pattern.fullmatch(folded):
            return NumberClass(-math.inf, _number(found["high"]), _unit(found["unit"]))
    if found := _ALONE.fullmatch(folded):
        return NumberClass(_number(found["low"]), _number(found["low"]), _unit(found["unit"]), alone=True)
    return None


def classes_in_order(texts: Sequence[str]) -> tuple[str, ...] | None:
    """Return texts in the order of their numbers; None where one is no class of numbers, or two of them overlap.

    Numbers alone are no classes: they may be codes. Neither are numbers of different units, such as hours and days.

    Examples
    --------
    >>> classes_in_order(["65+", "18-24", "under 18", "25-64"])
    ('under 18', '18-24', '25-64', '65+')
    >>> classes_in_order(["1", "2", "3"]) is None, classes_in_order(["1-2 hours", "10-30 minutes"]) is None
    (True, True)
    """
    found: list[tuple[NumberClass, str]] = []
    for text in texts:
        one = number_class(text)
        if one is None or one.low > one.high:
            return None
        found.append((one, text))
    if len({one.unit for one, _ in found} - {""}) > 1 or all(one.alone for one, _ in found):
        return None
    found.sort(key=lambda pair: pair[0])
    if any(after.low < before.high or after == before for (before, _), (after, _) in pairwise(found)):
        return None
    return tuple(text for _, text in found)


def _number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", text):
        return float(re.sub(r"[ ,.]", "", text))
    return float(text.replace(",", "."))


def _unit(word: str | None) -> str:
    stem = (word or "").rstrip(".")[:3]
    return "year" if stem in _YEARS else stem
