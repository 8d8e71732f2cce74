"""Hints on how specific a commitment is: targets that can be measured, and institutions that are named. No verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import Commitment
from ogpkit.dossier.privacy import withhold
from ogpkit.indicators.definition import IndicatorValue

__all__ = ["institutions_named", "specificity_hints", "targets_found"]

_MOST = 20_000
"""Characters of a text that are searched: ten times what a plan's form has room for."""

_SHOWN = 5

# Each part is bounded and none can match what the one before it can, so the search takes linear time.
_LEAST = (
    "at least|no fewer than|no less than|more than|minimum of|al menos|como mínimo|más de|pelo menos|mais de|au moins|"
    "plus de|не менше|щонайменше|понад"
)
_DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,4}(?!\d)|\d{1,9}(?:[.,]\d{1,4})?"
_NUMBER = re.compile(
    rf"(?P<least>≥ ?|\b(?:{_LEAST}) )?"
    rf"(?<![\w.,/:§№-])(?P<number>{_DIGITS})(?![\w/:-]|[.,]\d)"
    r"(?P<unit>[ \u00a0\u202f]?[%‰€$£₴]|[ \u00a0\u202f][^\W\d_]{2,30})?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:no|nr|nº|n°|art|article|section|law|resolution|decree|step|phase|stage|goal|commitment|milestone|page|version|"
    r"iso|artículo|ley|decreto|artigo|lei|loi|décret|стат|закон|наказ|рішення|пункт)\w{0,3}\.? ?|[#§№] ?)$",
    re.IGNORECASE,
)
_NAMES = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre "
    "noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro janvier "
    "février mars avril mai juin juillet août septembre octobre novembre décembre січня лютого березня квітня "
    "травня червня липня серпня вересня жовтня листопада грудня"
)
_MONTHS = frozenset(_NAMES.split())
_STOP = {
    *("and", "or", "to", "in", "on", "of", "the", "for", "by", "at", "is", "are", "was", "will", "with", "from", "as"),
    *("de", "del", "en", "el", "la", "los", "las", "para", "por", "con", "que", "se", "da", "do", "na", "no", "em"),
    *("du", "des", "le", "les", "et", "au", "aux", "à", "та", "і", "у", "в", "на", "до", "від", "року", "році", "рр"),
}

_WORD = re.compile(r"[^\W\d_][\w’'-]{0,40}")
_BODIES = (
    "council", "ministr", "department", "directorate", "office", "agency", "authority", "commission", "committee",
    "university", "library", "libraries", "secretariat", "institute", "municipalit", "parliament", "ombuds", "tribunal",
    "ngo", "association", "foundation", "chamber", "federation", "enterprise", "concejo", "consejo", "ayuntamiento",
    "ministerio", "secretaría", "departamento", "dirección", "oficina", "agencia", "autoridad", "comisión", "comité",
    "universidad", "biblioteca", "instituto", "alcaldía", "defensor", "asociación", "fundación", "câmara", "conselho",
    "prefeitura", "ministério", "secretaria", "comissão", "universidade", "associação", "fundação", "conseil",
    "ministère", "mairie", "université", "bibliothèque", "fondation", "рада", "ради", "міністерств", "департамент",
    "управлінн", "відділ", "агентств", "комісі", "комітет", "університет", "бібліотек", "підприємств", "громадська",
)  # fmt: skip
_LINKS = {"of", "for", "the", "and", "on", "de", "del", "la", "las", "los", "da", "do", "das", "dos", "du", "des", "y",
          "e", "et", "з", "із", "та", "і"}  # fmt: skip


def _texts(commitment: Commitment) -> list[str]:
    milestones = (milestone.title for milestone in commitment.milestones)
    given: Iterable[str | None] = (commitment.title, commitment.problem, commitment.action, *milestones)
    return [withhold(text[:_MOST]) for text in given if text]


def targets_found(text: str) -> Iterator[str]:
    """Yield what reads like a target that can be measured: a number with a unit, a percentage, "at least" a number.

    Years, dates and the numbers of laws, articles and phases are passed over; numbers in words are not seen.

    Examples
    --------
    >>> list(targets_found("By 2025 train 1,200 residents and at least 30 % of officials under Law No. 12."))
    ['1,200 residents', 'at least 30 %']
    """
    for found in _NUMBER.finditer(text):
        least, number, unit = found["least"] or "", found["number"], (found["unit"] or "").strip()
        sign = unit[:1] in {"%", "‰", "€", "$", "£", "₴"}
        word = unit.casefold()
        counted = bool(unit) and word not in _STOP and word not in _MONTHS
        year = re.fullmatch(r"(?:19|20)\d\d", number) is not None and not sign and not least
        if year or not (counted or least) or _BEFORE.search(text[max(0, found.start() - 16) : found.start()]):
            continue
        yield " ".join(text[found.start() : found.end("unit" if counted else "number")].split())


def institutions_named(text: str) -> Iterator[str]:
    """Yield what reads like the name of an institution: words with capitals around one that means such a body.

    Examples
    --------
    >>> list(institutions_named("Together with the City Council and the Library of Harbour, residents meet."))
    ['City Council', 'Library of Harbour']
    """
    run: list[str] = []
    end = 0
    for found in (*_WORD.finditer(text), None):
        joined = found is not None and text[end : found.start()] in {" ", "\n", "", "\u00a0"}
        word = found.group() if found else ""
        if not joined or not (word[:1].isupper() or (run and word in _LINKS)) or len(run) == 12:
            yield from _institution(run)
            run = []
        if found is not None:
            end = found.end()
            if word[:1].isupper() or (run and word in _LINKS):
                run.append(word)


def _institution(run: list[str]) -> Iterator[str]:
    while run and run[-1] in _LINKS:
        run = run[:-1]
    if any(word.casefold().startswith(_BODIES) for word in run):
        # Two bodies joined by "and" are two.
        parts = " ".join(run).split(" and the ")
        yield from (part for part in parts if any(word.casefold().startswith(_BODIES) for word in part.split()))


def _hint(name: str, commitment: Commitment, found: Iterable[str], searched: bool) -> IndicatorValue:
    entity = f"commitment {commitment.number}"
    if not searched:
        return IndicatorValue(name, entity, None, flags=("needs problem, action or milestones in plan.yaml",))
    distinct = list({one.casefold(): one for one in reversed(list(found))}.values())[::-1]
    shown = [f"“{one}”" for one in distinct[:_SHOWN]]
    more = f" and {len(distinct) - _SHOWN} more" if len(distinct) > _SHOWN else ""
    flags = (", ".join(shown) + more,) if distinct else ()
    return IndicatorValue(name, entity, len(distinct), flags=flags)


def specificity_hints(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return for each commitment how many targets and institutions its texts seem to name.

    Hints for the reviewer who judges whether a commitment is verifiable. No other indicator uses them.
    """
    rows = []
    for one in dossier.plan.commitments:
        texts = _texts(one)
        searched = any((one.problem, one.action, one.milestones))
        targets = [found for text in texts for found in targets_found(text)]
        named = [*one.institutions, *(found for text in texts for found in institutions_named(text))]
        named = [withhold(name) for name in named]
        rows += [
            _hint("hint-targets", one, targets, searched),
            _hint("hint-institutions", one, named, searched or bool(one.institutions)),
        ]
    return tuple(rows)
