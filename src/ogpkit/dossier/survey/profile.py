"""What the columns of a table look like, counted for the draft of a codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.privacy import has_contact, has_email
from ogpkit.dossier.survey.matching import number_of, tidy
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.dossier.survey.uncoded import sums_of
from ogpkit.dossier.survey.variables import cells_of

__all__ = ["LONGEST_OPTION", "Profile", "is_harmless", "is_tick", "pieces_of", "profiles"]

LONGEST_OPTION = 60
"""How many characters a value may have that is drafted as an option."""

_ROWS = 200_000
_DIFFERENT = 5_000
_LONG = 80
_LEAST_ROWS = 3
_LEAST_TIMES = 10
_LEAST_SHARE = 0.02
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
    different: Counter[str] = field(default_factory=Counter)
    """How often each value occurs where a row counts once that says the same as another; see :func:`profiles`."""
    rows: int = 0
    """How many rows are different from each other."""
    short: bool = False
    """Whether most rows say the same as another, because few questions were asked; then this tells nothing."""
    filled: int = 0
    more: bool = False
    """Whether there were more different values than are kept."""
    identifying: int = 0
    emails: int = 0
    contacts: int = 0
    """How often something else stands there by which a person may be reached, with words around it."""
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
        elif number_of(value) is None and has_contact(value, figures=True):
            self.contacts += times
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

    def often(self, times: int, different: int) -> bool:
        """Return whether something occurs so often that it is no single person's: in three different rows and 2 %.

        Where most rows say the same as another, ten rows count as well, whatever else is in them.
        """
        enough = self.short and times >= _LEAST_TIMES and times >= _LEAST_SHARE * self.filled
        return enough or (different >= _LEAST_ROWS and different >= _LEAST_SHARE * self.rows)

    def may_be_option(self, value: str) -> bool:
        """Return whether a value may be written into a draft: it occurs often, is short and leads to no person."""
        return self.often(self.values[value], self.different[value]) and is_harmless(value)

    @property
    def repeated(self) -> list[str]:
        """The values that may be options, the most frequent first."""
        return [value for value, _ in self.values.most_common() if self.may_be_option(value)]

    @property
    def tells_apart(self) -> bool:
        """Whether nearly every row has a value of its own, so that it does not show who sent the form twice."""
        return self.more or len(self.values) * 10 > self.filled * 9

    @property
    def personal(self) -> bool:
        """Whether most values are addresses, numbers of people or devices, times or places."""
        return self.filled > 0 and (self.emails + self.identifying) * 2 > self.filled


def is_harmless(value: str) -> bool:
    """Return whether a value is short and holds nothing by which a person may be reached.

    Examples
    --------
    >>> is_harmless("2014–2019"), is_harmless("tg @oksana"), is_harmless("+380 67 123 4567")
    (True, False, False)
    """
    if len(value) > LONGEST_OPTION:
        return False
    return number_of(value) is not None or not (_IDENTIFYING.fullmatch(value) or has_contact(value, figures=True))


def profiles(table: RawTable, wanted: Collection[str], skip: int = 0, own: Collection[str] = ()) -> dict[str, Profile]:
    """Return the profile of each wanted column, from at most 200,000 rows; ``skip`` first rows are headings.

    Whoever sends the form twice gives the same answers twice. So rows are compared by all columns but those that differ
    in any case: the ``own`` ones that a program adds, those with times and addresses, and those in which nearly every
    row has another value. Of rows that are the same the first alone counts in ``different``.

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
    compared = [
        key for key, one in found.items() if key not in own and one.filled and not (one.personal or one.tells_apart)
    ]
    _count_different(table, found, compared, skip)
    return found


def _count_different(table: RawTable, found: dict[str, Profile], compared: Sequence[str], skip: int) -> None:
    """Count the values once more, in rows alone that differ from all before in one of the compared columns."""
    known: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)
    seen = counted = 0
    for part in table.parts(set(found)):
        after = min(max(0, skip - seen), part.rows)
        seen += part.rows
        together = np.arange(counted, counted + part.rows - after, dtype=np.uint64)
        if compared:
            together = np.zeros(part.rows - after, np.uint64)
            for key in compared:
                together = together * np.uint64(0x9E3779B97F4A7C15) + sums_of(part.columns[key])[after:]
        hashes, first = np.unique(together, return_index=True)
        first = first[~np.isin(hashes, known)]
        known = np.append(known, together[first])
        counted += part.rows - after
        for key, column in part.columns.items():
            cells = cells_of(column)
            numbers = cells.numbers[after:][first]
            words, times = np.unique(numbers[numbers >= 0], return_counts=True)
            for word, often in zip(words.tolist(), times.tolist(), strict=True):
                value = tidy(cells.words[word])
                if value in found[key].values:
                    found[key].different[value] += often
        if seen >= _ROWS:
            break
    for one in found.values():
        one.rows, one.short = len(known), len(known) * 2 <= counted


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
