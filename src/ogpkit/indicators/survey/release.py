"""What leaves a survey: counts that are safe to publish, and what follows from them.

All figures of a survey that a report shows, in whatever form, are made from a :class:`Release`. It is made by
:func:`ogpkit.indicators.survey.disclosure.release` and holds no answer of a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from ogpkit.dossier.survey import Codebook, SurveyColumn

__all__ = ["Block", "Choices", "Cross", "Distribution", "Interval", "Release"]


@dataclass(frozen=True)
class Block:
    """One category as it is published: an option, or several put together because one of them is too small."""

    options: tuple[str, ...]
    label: str

    @property
    def merged(self) -> bool:
        """Whether it holds several options."""
        return len(self.options) > 1


@dataclass(frozen=True)
class Interval:
    """An estimate with its bounds, as shares from 0 to 1; ``level`` is the confidence level, such as 0.95."""

    share: float
    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True)
class Distribution:
    """How the answers to one question (or the members of one group) are distributed.

    ``counts`` belong to ``blocks``; they add up to ``valid``. ``asked`` is the number of rows; ``blank`` of them are
    empty, and the others that are not valid are counted by their ``missing`` value. ``intervals`` are there for
    probability samples alone, one for each block (weighted where there are weights).
    """

    column: SurveyColumn
    blocks: tuple[Block, ...]
    counts: tuple[int, ...]
    asked: int
    blank: int
    missing: tuple[tuple[str, int], ...] = ()
    intervals: tuple[Interval, ...] = ()

    @property
    def valid(self) -> int:
        """How many answers are valid: the denominator of every share."""
        return sum(self.counts)


@dataclass(frozen=True)
class Choices:
    """How often each option of a multiple choice was chosen; None where that may not be published.

    ``answered`` people chose at least one option: the denominator of every share. Shares do not add up to 100 %.
    """

    column: SurveyColumn
    counts: tuple[int | None, ...]
    answered: int
    asked: int
    intervals: tuple[Interval | None, ...] = ()


@dataclass(frozen=True)
class Cross:
    """A question by a group: for each row (a block of the group) the counts of each block of the question.

    Of a multiple choice there is one table for each ``option``, whose blocks are "chosen" and "not chosen". Rows may
    join groups, and one of them those who named no group (``untold``): its block then says so in its label.
    """

    column: SurveyColumn
    group: SurveyColumn
    rows: tuple[Block, ...]
    blocks: tuple[Block, ...]
    counts: tuple[tuple[int, ...], ...]
    option: str | None = None

    def base(self, row: int) -> int:
        """How many people stand behind a row."""
        return sum(self.counts[row])


@dataclass(frozen=True)
class Release:
    """Everything that may be published of one survey.

    ``rows`` is None where there are fewer answers than the threshold; then there is nothing else either.
    ``distributions`` and ``choices`` go by the name of the variable; what is not in them (nor in ``crosses``) may not
    be published, and ``withheld`` says of each such variable why. ``counts`` are numbers of rows that stand alone, such
    as duplicates; None where the number is below the threshold.
    """

    codebook: Codebook
    threshold: int
    rows: int | None
    distributions: dict[str, Distribution]
    choices: dict[str, Choices]
    crosses: tuple[Cross, ...]
    counts: dict[str, int | None]
    withheld: dict[str, str]
    texts: dict[str, tuple[str, ...]]
