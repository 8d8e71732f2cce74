"""What the columns of a table look like, counted for the draft of a codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from ogpkit.dossier.privacy import has_email
from ogpkit.dossier.survey.matching import number_of, tidy
from ogpkit.dossier.survey.raw import RawTable

__all__ = ["Profile", "is_tick", "pieces_of", "profiles"]

_ROWS = 200_000
_DIFFERENT = 5_000
_LONG = 80
_TICKS = frozenset(["0", "1", "y", "n", "yes", "no", "true", "false", "x", "n/a", "selected", "not selected", "quoted"])
_TICKS_TOO = frozenset(["not quoted", "checked", "unchecked", "так", "ні", "да", "нет"])
_IDENTIFYING = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?"  # an address of the internet
    r"|[0-9a-fA-F]*:[0-9a-fA-F:]{4,}"
    r"|(?:uuid:)?[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[T ,].{0,30})?"  # a day, with the time of day behind it
    r"|\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?"
    r"|\+?[\d ()\-]{9,20}"  # a telephone number
    r"|https?://\S+"
    r"|-?\d{1,3}\.\d{4,}(?:[ ,]+-?\d{1,5}(?:\.\d+)?){0,3}"  # a place
)


def is_tick(text: str) -> bool:
    """Return whether a cell says chosen or not chosen.

    Examples
    --------
    >>> is_tick("1"), is_tick("No"), is_tick("open data")
    (True, True, False)
    """
    folded = tidy(text).casefold()
    return folded in _TICKS or folded in _TICKS_TOO


@dataclass
class Profile:
    """One column: how often each value occurs (of very many different ones the first alone), and what they are like."""

    values: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    more: bool = False
    """Whether there were more different values than are kept."""
    identifying: int = 0
    emails: int = 0
    long: int = 0

    def take(self, text: str, times: int) -> None:
        """Count a value."""
        value = tidy(text)
        if not value:
            return
        self.filled += times
        if has_email(value):
            self.emails += times
        elif _IDENTIFYING.fullmatch(value):
            self.identifying += times
        elif len(value) > _LONG:
            self.long += times
        if value in self.values or len(self.values) < _DIFFERENT:
            self.values[value] += times
        else:
            self.more = True

    @property
    def numbers(self) -> list[int]:
        """The different whole numbers among the values, in their order."""
        return sorted({number for value in self.values if (number := number_of(value)) is not None})

    @property
    def words(self) -> list[str]:
        """The values that are no whole numbers, the most frequent first."""
        return [value for value, _ in self.values.most_common() if number_of(value) is None]

    @property
    def repeated(self) -> list[str]:
        """The values that occur more than once, the most frequent first."""
        return [value for value, times in self.values.most_common() if times > 1]

    @property
    def personal(self) -> bool:
        """Whether most values are addresses, numbers of people or devices, times or places."""
        return self.filled > 0 and (self.emails + self.identifying) * 2 > self.filled


def profiles(table: RawTable, wanted: Collection[str], skip: int = 0) -> dict[str, Profile]:
    """Return the profile of each wanted column, from at most 200,000 rows; ``skip`` first rows are headings.

    Raises
    ------
    DataError
        The table cannot be read.
    """
    found = {key: Profile() for key in wanted}
    seen = 0
    for part in table.parts(wanted):
        for key, column in part.columns.items():
            cells = column.slice(max(0, skip - seen)) if seen < skip else column
            for cell, times in Counter(cells.to_pylist()).items():
                if cell:
                    found[key].take(cell, times)
        seen += part.rows
        if seen >= _ROWS:
            break
    return found


def pieces_of(values: Counter[str], separator: str) -> Counter[str]:
    """Return how often each option occurs where a cell holds several; words that always follow each other are one.

    Examples
    --------
    >>> dict(pieces_of(Counter({"data, parks, trees": 2, "data": 1, "parks, trees": 1}), ", "))
    {'data': 3, 'parks, trees': 3}
    """
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for value, times in values.items():
        pieces = [piece for one in value.split(separator.strip() or None) if (piece := one.strip())]
        for piece in pieces:
            counts[piece] += times
        for pair in pairwise(pieces):
            pairs[pair] += times
    follows = {
        one: other for (one, other), times in pairs.items() if times == counts[one] == counts[other] and times > 1
    }
    found: Counter[str] = Counter()
    followers = set(follows.values())
    for piece, times in counts.items():
        if piece in followers:
            continue
        words, last = [piece], piece
        while last in follows and follows[last] not in words:
            last = follows[last]
            words.append(last)
        found[separator.join(words)] = times
    return found
