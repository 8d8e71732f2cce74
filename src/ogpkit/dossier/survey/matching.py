"""Which option a cell means: the same words may be written in several ways, and only these ways are understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property

__all__ = ["FOREIGN", "Matcher", "number_of", "tidy"]

FOREIGN = -32_768
"""What stands in place of a code while a table is read, for a value that the codebook does not list."""

_WHOLE = re.compile(r"([+\-\u2212]?)(\d{1,18})(?:[.,]0+)?")


def tidy(text: str) -> str:
    r"""Return a text as it is compared: in Unicode's composed form, with single blanks within and none around.

    Examples
    --------
    >>> tidy(" city\u00a0 cafe\u0301 ")
    'city café'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def number_of(text: str) -> int | None:
    r"""Return the whole number that a text is, however it is written: with a sign, as 1.0, in other digits.

    Examples
    --------
    >>> number_of("2"), number_of("+2"), number_of("2.0"), number_of("\u0662"), number_of("2.5"), number_of("two")
    (2, 2, 2, 2, None, None)
    """
    found = _WHOLE.fullmatch(text)
    return None if found is None else int(found[2]) * (-1 if found[1] in ("-", "\u2212") else 1)


class Matcher:
    """Finds the code of a cell: of an option, of a value that counts as missing, or none.

    Parameters
    ----------
    options, missing : sequence of str
        The values in the table, in their order. The code of ``options[i]`` is ``i``, of ``missing[i]`` is ``-2 - i``.
    labels : mapping of str to str
        What a value means; a cell may hold this instead.

    Examples
    --------
    >>> matcher = Matcher(["1", "2"], ["99"], {"1": "poor", "2": "good"})
    >>> matcher.code("good"), matcher.code("1.0"), matcher.code("99"), matcher.code("3") == FOREIGN
    (1, 0, -2, True)
    """

    def __init__(self, options: Sequence[str], missing: Sequence[str], labels: Mapping[str, str]) -> None:
        codes = {tidy(option): i for i, option in enumerate(options)}
        codes |= {tidy(value): -2 - i for i, value in enumerate(missing)}
        self._codes = dict(codes)
        for value, label in labels.items():
            # The codebook may list values or their meanings; a word is itself before it is the meaning of another.
            one, other = tidy(value), tidy(label)
            if one in codes:
                self._codes.setdefault(other, codes[one])
            elif other in codes:
                self._codes.setdefault(one, codes[other])
        self._numbers: dict[int, int] = {}
        for value, code in self._codes.items():
            number = number_of(value)
            if number is not None and self._numbers.setdefault(number, code) != code:
                # Two values of the same number, such as 1 and 01, are told apart by their digits alone.
                self._numbers[number] = FOREIGN

    def code(self, text: str) -> int:
        """Return the code of a text that is not blank, or :data:`FOREIGN`."""
        value = tidy(text)
        code = self._codes.get(value)
        if code is None:
            number = number_of(value) if self._numbers else None
            code = FOREIGN if number is None else self._numbers.get(number, FOREIGN)
        return code

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {value.casefold(): value for value in reversed(self._codes)}

    def meant(self, text: str) -> str | None:
        """Return the value that differs from a foreign one in capitals alone."""
        return self._folded.get(tidy(text).casefold())
