"""Options that hold the sign which parts them in a cell, such as "parks, squares and streets" between commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ogpkit.dossier.source import shown
from ogpkit.dossier.survey.matching import tidy

__all__ = ["split_option"]

_SEPARATOR = ", "
_CONJUNCTION = re.compile(r"(?:and|or|та|і|й|або|чи|и|или|y|o|und|oder|et|ou|oraz|lub)\s", re.IGNORECASE)
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))


def split_option(options: Sequence[str], separator: str | None) -> str | None:
    """Return what is the matter with an option, where the options show that the sign between them also stands in one.

    There are two tracks of it: an option that is no more than other options with the sign between (then no cell tells
    which was chosen), and one that begins in the middle of
    a sentence or holds half of a pair of brackets, as the rest of a split one does.

    Parameters
    ----------
    options : sequence of str
        The options of a multiple choice in one column.
    separator : str or None
        What parts them in a cell; a comma where nothing is said.

    Returns
    -------
    str or None
        Words that name the option, for a message; None where nothing is the matter.

    Examples
    --------
    >>> split_option(["parks", "squares", "parks, squares"], ",")
    'the option "parks, squares" may also be several other options in one cell'
    >>> split_option(["transport", "parks", "and streets"], ", ")
    'the option "and streets" looks like the rest of a longer one that was split at ","'
    >>> split_option(["transport", "parks, squares and streets"], ", ") is None
    True
    """
    mark = (separator or _SEPARATOR).strip()
    if not mark:
        return None
    known = {tidy(option) for option in options}
    for option in options:
        pieces = [tidy(piece) for piece in option.split(mark)]
        if len(pieces) > 1 and _made_of(pieces, known, mark):
            return f"the option {shown(option)} may also be several other options in one cell"
    upper = sum(option[:1].isupper() for option in options)
    for option in options:
        rest = mark == "," and (_CONJUNCTION.match(option) or (option[:1].islower() and upper * 2 > len(options)))
        if rest or any(option.count(one) != option.count(other) for one, other in _BRACKETS):
            return f"the option {shown(option)} looks like the rest of a longer one that was split at {shown(mark)}"
    return None


def _made_of(pieces: Sequence[str], known: set[str], mark: str) -> bool:
    """Return whether pieces that follow each other can be read as two or more options."""
    reached = {0}
    for end in range(1, len(pieces) + 1):
        for start in range(end):
            whole = start == 0 and end == len(pieces)
            words = {sign.join(pieces[start:end]) for sign in (mark, f"{mark} ")}
            if start in reached and not whole and words & known:
                reached.add(end)
    return len(pieces) in reached
