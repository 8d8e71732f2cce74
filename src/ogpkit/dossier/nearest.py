"""The known word that a misspelt one was probably meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = ["also_in", "choose", "in_lines", "listed", "nearest"]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be, or None.

    Examples
    --------
    >>> nearest("explaination", ["explanation", "evidence"])
    'explanation'
    """
    names = list(known)
    if len(word) > 200 or len(names) > 1000:
        return None
    folded = {name.casefold().replace("_", " "): name for name in names}
    found = difflib.get_close_matches(word.casefold().replace("_", " "), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def choose(known: Sequence[str]) -> str:
    """Return a list of words as "a", "b" or "c", each in quotes."""
    quoted = [f'"{name}"' for name in known]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]


def listed(words: Sequence[str], most: int = 20) -> str:
    """Return words as "a, b and c", and of very many the first ones with the number of the rest.

    Examples
    --------
    >>> listed(["1.2"]), listed(["1.2", "1.3", "2.1"]), listed(["a", "b", "c"], most=2)
    ('1.2', '1.2, 1.3 and 2.1', 'a, b and 1 more')
    """
    shown = list(words) if len(words) <= most else [*words[:most], f"{len(words) - most} more"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def in_lines(lines: Sequence[int]) -> str:
    """Return lines as "lines 2, 3 and 5".

    Examples
    --------
    >>> in_lines([2]), in_lines([2, 3, 5])
    ('line 2', 'lines 2, 3 and 5')
    """
    return f"line{'' if len(lines) == 1 else 's'} {listed([str(line) for line in lines])}"


def also_in(lines: Sequence[int]) -> str:
    """Return in brackets the lines besides the first one; nothing where there are none.

    Examples
    --------
    >>> also_in([2, 3, 5]), also_in([2])
    (' (also in lines 3 and 5)', '')
    """
    return f" (also in {in_lines(lines[1:])})" if len(lines) > 1 else ""
