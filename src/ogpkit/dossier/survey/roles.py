"""What a column most probably is, from its heading and its values. A guess for a person to correct, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ogpkit.dossier.survey.codebook import Role
from ogpkit.dossier.survey.layouts.fields import is_other, tidy
from ogpkit.dossier.survey.matching import number_of
from ogpkit.dossier.survey.no_answer import is_no_answer, no_answer_codes
from ogpkit.dossier.survey.profile import Profile, is_harmless, pieces_of
from ogpkit.dossier.survey.scales import direction, in_order, marks_in_order
from ogpkit.dossier.survey.split_options import split_option

__all__ = ["CLASSES", "Guess", "choice_of", "guess", "settled"]

CLASSES = (
    "numbers: write the class in place of each, such as 18–29, and give the column the role group; until then left out"
)
"""The advice on a column of plain numbers, such as ages."""

_OPTIONS = 15
_PIECES = 30
_FEW = 3
_GROUPS = re.compile(
    r"\b(?:gender|sex|age|how old|profession|occupation|education|employment|district|region|neighbou?rhood|sector"
    r"|стать|вік|скільки вам років|професія|освіта|зайнятість|район|сфера|пол|возраст|género|sexo|edad)\b",
    re.IGNORECASE,
)
_AGES = re.compile(r"\b(?:age|how old|вік|скільки вам років|возраст|edad|years?|років|años)\b", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:weight|weights|wt|pweight|вага)", re.IGNORECASE)
_DURATION = re.compile(r"(?:duration|duration in seconds|interviewtime|total time|time spent)", re.IGNORECASE)
_SCALES = ((1, 5), (1, 7), (1, 10), (0, 10))


@dataclass(frozen=True)
class Guess:
    """A role with what belongs to it, and why a person should look at it (a remark without any answer in it)."""

    role: Role
    options: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    separator: str | None = None
    ordered: bool = False
    remark: str = ""


def guess(heading: str, profile: Profile, labels: Mapping[str, str], missing: tuple[str, ...], *, own: bool) -> Guess:
    """Return what a column most probably is.

    Parameters
    ----------
    heading : str
        Its heading or question.
    profile : Profile
        Its values.
    labels : mapping of str to str
        What the file or the form says that its codes mean.
    missing : tuple of str
        The codes that the file declares as missing.
    own : bool
        Whether a survey program adds the column by itself.
    """
    return settled(_guess(heading, profile, labels, missing, own=own))


def settled(found: Guess) -> Guess:
    """Return a guess whose options stand in their order, where they have one, and without those that are no answers.

    A rating is turned round where the words at its ends say that it begins with the best.

    Examples
    --------
    >>> found = settled(Guess("group", ("65+", "18–24", "25–64", "prefer not to say")))
    >>> found.options, found.missing, found.ordered
    (('18–24', '25–64', '65+'), ('prefer not to say',), True)
    """
    if found.role == "rating" and direction(found.options, found.labels) == -1:
        return replace(found, options=found.options[::-1])
    if found.role not in ("group", "single choice"):
        return found
    codes = no_answer_codes([option for option in found.options if option not in found.labels])
    away = tuple(
        option for option in found.options if option in codes or is_no_answer(found.labels.get(option, option))
    )
    left = tuple(option for option in found.options if option not in away)
    if not left:
        return found
    order = in_order(left, found.labels)
    remark = found.remark
    if order is not None and found.role == "single choice" and not remark and len(order) > _FEW:
        remark = 'write "rating" where the last options are the best, and delete "ordered"'
    missing = (*found.missing, *(option for option in away if option not in found.missing))
    return replace(
        found, options=order or left, missing=missing, ordered=found.ordered or order is not None, remark=remark
    )


def _guess(heading: str, profile: Profile, labels: Mapping[str, str], missing: tuple[str, ...], *, own: bool) -> Guess:
    if own or profile.personal:
        return Guess("identifier")
    missing = (*missing, *(code for code, label in labels.items() if is_no_answer(label) and code not in missing))
    numbers = profile.numbers
    if profile.filled and _WEIGHT.fullmatch(heading) and not profile.emails:
        return Guess("weight")
    if profile.filled and _DURATION.fullmatch(heading):
        return Guess("duration", remark="seconds, or hours:minutes:seconds")
    if labels and (found := _labelled(heading, profile, labels, missing)) is not None:
        return found
    if profile.emails or profile.long * 10 > profile.filled:
        return Guess("free text")
    words = profile.words
    if (found := _worded_marks(profile)) is not None:
        return found
    if (found := _rating(profile, numbers, words, missing)) is not None:
        return found
    if len(numbers) > _OPTIONS and all(map(is_no_answer, words)):
        return Guess("identifier", remark=CLASSES)
    if _is_code(profile):
        return Guess("identifier", remark="every value is different")
    if profile.contacts:
        return Guess("free text")
    return _several(profile) or _single(heading, profile) or Guess("free text")


def choice_of(heading: str) -> Role:
    """Return whether a question with options asks who somebody is, or what they think.

    Examples
    --------
    >>> choice_of("How old are you?"), choice_of("Have you used open data?")
    ('group', 'single choice')
    """
    return "group" if _GROUPS.search(heading) else "single choice"


def _labelled(heading: str, profile: Profile, labels: Mapping[str, str], missing: tuple[str, ...]) -> Guess | None:
    """Return the guess for a column whose codes the file explains: its options are known, and no answer is needed."""
    valid = {code: label for code, label in labels.items() if code not in missing}
    numbers = [number for code in valid if (number := number_of(code)) is not None]
    said = [number_of(label) for label in valid.values()]
    unnamed = [one for one in profile.numbers if str(one) not in missing and one not in numbers]
    # Of marks often only the ends are named; a number beyond the named ones is a code that somebody forgot to name.
    between = unnamed and numbers and min(numbers) < min(unnamed) and max(unnamed) < max(numbers)
    if (len(numbers) == len(valid) and any(one is not None for one in said)) or between:
        scale = _scale([*numbers, *unnamed])
        if scale is not None:
            kept = {code: label for code, label in valid.items() if tidy(label) != code}
            return Guess("rating", scale, tuple(missing), kept)
    if not valid or len(valid) > _OPTIONS * 4:
        return None
    more = [value for value in profile.repeated if number_of(value) is not None and value not in labels]
    options = (*valid, *(value for value in more if value not in missing))
    return Guess(choice_of(heading), options, tuple(missing), {k: v for k, v in valid.items() if tidy(v) != k})


def _scale(numbers: list[int]) -> tuple[str, ...] | None:
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    found = next(((a, b) for a, b in _SCALES if a <= low and high <= b), None)
    return None if found is None else tuple(str(number) for number in range(found[0], found[1] + 1))


def _worded_marks(profile: Profile) -> Guess | None:
    """Return the guess for marks of which some say what they mean, such as "1 (very bad)"."""
    away = tuple(word for word in profile.words if is_no_answer(word))
    words = [word for word in profile.words if word not in away]
    if not words or not all(map(profile.may_be_option, words)):
        return None
    marks = marks_in_order([value for value in profile.values if value not in away])
    return None if marks is None else Guess("rating", marks, away, remark="the lowest must come first")


def _rating(profile: Profile, numbers: list[int], words: list[str], missing: tuple[str, ...]) -> Guess | None:
    codes = no_answer_codes([value for value in profile.values if value not in missing])
    missing = (*missing, *codes)
    left = [number for number in numbers if str(number) not in missing]
    scale = _scale(left)
    times = sum(times for value, times in profile.values.items() if number_of(value) is not None)
    if scale is None or len(left) < 3 or len(words) > 3 or times * 2 < profile.filled:
        return None
    kept = [word for word in words if profile.may_be_option(word)]
    remark = "the lowest must come first"
    unseen = [mark for mark in scale if int(mark) not in left]
    if unseen:
        remark += f"; {' and '.join(unseen) if len(unseen) < _FEW else 'some'} did not occur: delete what was no choice"
    if codes:
        remark += "; numbers far from the others were taken for no answer"
    if len(kept) < len(words):
        remark += "; a rare value was left out: add it to missing, or correct it"
    return Guess("rating", scale, (*kept, *(code for code in missing if code not in kept)), remark=remark)


def _is_code(profile: Profile) -> bool:
    """Return whether the values are numbers or codes of people: all different, short, without blanks."""
    if profile.filled < 5 or profile.more or len(profile.values) < profile.filled:
        return profile.more and all(" " not in value for value in list(profile.values)[:100])
    return all(" " not in value and len(value) <= 40 for value in profile.values)


def _several(profile: Profile) -> Guess | None:
    """Return the guess for a column whose cells hold several options, where the same pieces come again and again."""
    for separator in (";", ", ", "|"):
        mark = separator.strip()
        parted = sum(times for value, times in profile.values.items() if mark in value)
        if parted * 5 < profile.filled or profile.more:
            continue
        counts = pieces_of(profile.values, separator)
        options = [
            piece
            for piece, times in counts.items()
            if times > 1 and is_harmless(piece) and profile.often(times, _rows_with(piece, profile, separator))
        ]
        # Options are told from texts with a comma in them by this: they come together anew in every cell.
        anew = any(sum(option in value for value in profile.values) > 1 for option in options)
        if not anew or sum(counts.values()) <= profile.filled:
            continue
        once = len(counts) - len(options)
        told = sum(counts[option] for option in options)
        if 2 <= len(options) <= _PIECES and told * 2 > sum(counts.values()) and once <= max(told // 2, 2):
            remark = "rare texts were left out" if once else ""
            if split_option(options, separator) or any(mark in option for option in options):
                told_of = f'look whether "{mark}" stands within an option, which then must be written whole'
                remark = f"{remark}; {told_of}" if remark else told_of
            return Guess("multiple choice", tuple(options), separator=separator, remark=remark)
    return None


def _rows_with(piece: str, profile: Profile, separator: str) -> int:
    """Return in how many different rows an option stands among others."""
    mark = separator.strip()
    within = re.compile(rf"(?:^|{re.escape(mark)})\s*{re.escape(piece)}\s*(?:$|{re.escape(mark)})")
    return sum(times for value, times in profile.different.items() if within.search(value))


def _single(heading: str, profile: Profile) -> Guess | None:
    """Return the guess for a column with few different values; rare ones may be somebody's own text: left out."""
    options = profile.repeated
    told = sum(profile.values[value] for value in options)
    once = len(profile.values) - len(options)
    if profile.more or not 1 <= len(options) <= _OPTIONS or told * 3 < profile.filled * 2:
        return None
    if once > _FEW and (profile.filled - told) * 20 > profile.filled:
        return None
    if all(number_of(value) is not None for value in options):
        options.sort(key=lambda value: number_of(value) or 0)
    elif not any(map(is_other, options)):
        options.sort()
    remark = "rare values were left out: list them, or correct them" if once else ""
    ages = len(options) > _FEW and _AGES.search(heading) is not None and all(map(str.isdecimal, options))
    if ages:
        remark = "single ages: write the class in place of each, such as 18–29" + (f"; {remark}" if remark else "")
    return Guess(choice_of(heading), tuple(options), ordered=ages, remark=remark)
