"""Words and codes that stand for "no answer": they belong under ``missing``, and never among the options."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ogpkit.dossier.survey.matching import number_of, tidy

__all__ = ["is_no_answer", "no_answer_codes"]

_WORDS = frozenset(
    [
        *("don't know", "do not know", "dont know", "dk", "not sure", "unsure", "unknown", "no idea", "can't say"),
        *("cannot say", "can not say", "no answer", "no response", "no reply", "not answered", "no opinion", "missing"),
        *("prefer not to say", "prefer not to answer", "prefer not to disclose", "rather not say", "rather not answer"),
        *("prefer not to state", "prefer not to respond", "do not wish to answer", "don't want to answer", "refused"),
        *("decline to answer", "declined to answer", "declined", "refuse to answer", "refused to answer", "refusal"),
        *("not applicable", "n/a", "na", "n. a.", "n.a.", "does not apply", "doesn't apply", "not stated"),
        *("not specified", "undisclosed", "hard to say", "hard to answer", "difficult to say", "difficult to answer"),
        *("не знаю", "важко сказати", "важко відповісти", "складно сказати", "складно відповісти", "без відповіді"),
        *("немає відповіді", "нема відповіді", "відмова", "відмова від відповіді", "відмовляюсь відповідати"),
        *("не хочу відповідати", "не хочу казати", "не хочу вказувати", "не бажаю відповідати", "не бажаю вказувати"),
        *("волію не відповідати", "волію не вказувати", "не вказано", "не стосується", "не стосується мене"),
        *("не застосовується", "не визначився", "не визначилась", "не визначилася", "не маю думки"),
        *("затрудняюсь ответить", "затрудняюсь сказать", "нет ответа", "отказ", "не применимо"),
        *("no sé", "no se", "no sabe", "no contesta", "no responde", "ns", "nc", "ns/nc", "sin respuesta"),
        *("prefiero no decir", "prefiero no decirlo", "prefiero no responder", "prefiero no contestar", "no aplica"),
        *("no opina", "sin opinión", "weiß nicht", "weiss nicht", "keine angabe", "keine antwort", "trifft nicht zu"),
        *("ne sais pas", "je ne sais pas", "sans réponse", "sans opinion", "ne se prononce pas", "non concerné"),
        *("non concernée", "préfère ne pas répondre", "nie wiem", "trudno powiedzieć", "odmowa", "brak odpowiedzi"),
        *("nie dotyczy", "odmawiam odpowiedzi", "nu știu", "nu stiu", "não sei", "não se aplica", "non so"),
    ]
)
_SPEAKER = re.compile(r"(?:i(?:'d| would| do|'m| am)? |would |we |я |yo |ich )+")
_BETWEEN = re.compile(r"\s*(?:/|,|;|\bor\b|\band\b|\bабо\b|\bчи\b|\bo\b|\by\b|\boder\b|\bou\b)\s*")
_HIGH = frozenset([77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 8888, 9997, 9998, 9999])
_LOW = frozenset([-7, -8, -9, -77, -88, -97, -98, -99, -997, -998, -999])


def is_no_answer(text: str) -> bool:
    """Return whether a text says that there is no answer, in one of some languages; two such words in one count too.

    Examples
    --------
    >>> is_no_answer("Don’t know / no answer"), is_no_answer("I prefer not to say"), is_no_answer("Важко сказати")
    (True, True, True)
    >>> is_no_answer("No"), is_no_answer("another, or none"), is_no_answer("99")
    (False, False, False)
    """
    folded = tidy(text).casefold().replace("’", "'").replace("ʼ", "'").strip(" .…!()[]-–—*")
    if _known(folded):
        return True
    parts = [part for part in _BETWEEN.split(folded) if part]
    return len(parts) > 1 and all(map(_known, parts))


def _known(folded: str) -> bool:
    return folded in _WORDS or _SPEAKER.sub("", folded, count=1) in _WORDS


def no_answer_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return which of some codes stand by custom for "no answer": 98, 99, -9 and the like, far from all others.

    A 9 beside 1 to 5 with nothing between counts as well. It is a guess: somebody may be 99 years old, so a code is
    only taken where it is more than three times the highest other number.

    Examples
    --------
    >>> no_answer_codes(["1", "2", "3", "98", "99"]), no_answer_codes(["1", "2", "3", "4", "5", "9"])
    (('98', '99'), ('9',))
    >>> no_answer_codes(["71", "80", "98"]), no_answer_codes(["-2", "-1", "0", "1", "2"])
    ((), ())
    """
    numbers = {code: number for code in codes if (number := number_of(code)) is not None}
    rest = [number for number in numbers.values() if number not in _HIGH | _LOW]
    if len(rest) < 2:
        return ()
    highest, lowest = max(rest), min(rest)
    if set(rest) == {1, 2, 3, 4, 5, 9}:
        return tuple(code for code, number in numbers.items() if number == 9 or number in _HIGH | _LOW)
    return tuple(
        code
        for code, number in numbers.items()
        if (number in _HIGH and highest > 0 and number > 3 * highest) or (number in _LOW and lowest >= 0)
    )
