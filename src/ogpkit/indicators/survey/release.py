"""What leaves a survey: counts that are safe to publish, and what follows from them.

All figures of a survey that a report shows, in whatever form, are made from a :class:`Release`. It is made by
:func:`ogpkit.indicators.survey.disclosure.release` and holds no answer of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ogpkit.dossier.survey import Codebook, SurveyColumn

__all__ = ["Block", "Choices", "Cross", "Distribution", "Estimates", "Interval", "Release", "Weighting"]


@dataclass(frozen=True)
class Block:
    """One category as it is published: an option, or several put together because one of them is too small.

    ``untold`` says that those who named no group are joined to it.
    """

    options: tuple[str, ...]
    untold: bool = False

    @property
    def label(self) -> str:
        """The category's name.

        Examples
        --------
        >>> Block(("1", "2")).label, Block(("student", "retired"), untold=True).label
        ('1 or 2', 'student, retired or not told')
        """
        return _either([*self.options, "not told"] if self.untold else self.options)

    @property
    def told(self) -> str:
        """Its name without those who named no group: what an estimate of the group is of; "" where there are no others.

        Examples
        --------
        >>> Block(("student", "retired"), untold=True).told, Block((), untold=True).told
        ('student or retired', '')
        """
        return _either(self.options)

    @property
    def merged(self) -> bool:
        """Whether it holds several options."""
        return len(self.options) + self.untold > 1


def _either(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


@dataclass(frozen=True)
class Interval:
    """An estimate with its bounds, as shares from 0 to 1; ``level`` is the confidence level, such as 0.95.

    ``weighted`` tells that it is made from weights, and so is not the share of those who answered.
    """

    share: float
    low: float
    high: float
    level: float = 0.95
    weighted: bool = False


@dataclass(frozen=True)
class Estimates:
    """Estimates for the population from a probability sample: for each block a share with its interval.

    ``blocks`` may be coarser than those of the counts: a weighted share is given only where the tables by the weighting
    variables are safe. ``deff`` is the mean design effect of the shares.
    """

    blocks: tuple[Block, ...]
    intervals: tuple[Interval, ...]
    deff: float


@dataclass(frozen=True)
class Distribution:
    """How the answers to one question (or the members of one group) are distributed.

    ``counts`` belong to ``blocks``; they add up to ``valid``. ``asked`` is the number of rows; ``blank`` of them are
    empty, and the others that are not valid are counted by their ``missing`` value. ``estimates`` are there for
    probability samples alone.
    """

    column: SurveyColumn
    blocks: tuple[Block, ...]
    counts: tuple[int, ...]
    asked: int
    blank: int
    missing: tuple[tuple[str, int], ...] = ()
    estimates: Estimates | None = None

    @property
    def valid(self) -> int:
        """How many answers are valid: the denominator of every share."""
        return sum(self.counts)


@dataclass(frozen=True)
class Choices:
    """How often each option of a multiple choice was chosen; None where that may not be published.

    ``answered`` people chose at least one option: the denominator of every share. Shares do not add up to 100 %.
    ``deff`` is the mean design effect of the estimates; None where there are none.
    """

    column: SurveyColumn
    options: tuple[str, ...]
    counts: tuple[int | None, ...]
    answered: int
    asked: int
    estimates: tuple[Interval | None, ...] = ()
    deff: float | None = None


@dataclass(frozen=True)
class Cross:
    """A question by a group: for each row (a block of the group) the counts of each block of the question.

    Of a multiple choice there is one table for each ``option``, whose blocks are "chosen" and "not chosen". ``p`` is
    that of a test of independence, ``adjusted`` the same after Holm over the ``tests`` tables of the survey; both are
    None where there is no test. ``estimates`` are those of the people who named a group, by row: None for a row of
    those who named none, and where such people had to be joined to a row, so that the estimate beside the counts would
    tell of them alone.
    """

    column: SurveyColumn
    group: SurveyColumn
    rows: tuple[Block, ...]
    blocks: tuple[Block, ...]
    counts: tuple[tuple[int, ...], ...]
    option: str | None = None
    estimates: tuple[Estimates | None, ...] = ()
    p: float | None = None
    adjusted: float | None = None
    tests: int = 0

    def base(self, row: int) -> int:
        """How many people stand behind a row."""
        return sum(self.counts[row])


@dataclass(frozen=True)
class Weighting:
    """How a probability sample was weighted: by weights in the table, by raking to the census, or not at all.

    ``deff`` is Kish's design effect of the weights; ``trimmed`` counts weights that were cut, None where that number is
    below the threshold; ``problem`` says why raking was not possible. ``df`` are the degrees of freedom of the design
    (sampling units less strata), ``lonely`` counts strata with one sampling unit alone, and ``deffs`` are the least and
    the largest design effect of the questions' estimates.
    """

    kind: str
    variables: tuple[str, ...] = ()
    deff: float | None = 1.0
    trimmed: int | None = None
    strata: bool = False
    clusters: bool = False
    problem: str = ""
    df: int | None = None
    lonely: int = 0
    deffs: tuple[float, float] | None = None

    @property
    def weighted(self) -> bool:
        """Whether people count differently, so that counts do not show what is estimated."""
        return self.kind != "none"

    @property
    def failed(self) -> bool:
        """Whether there is a census to which the sample could not be brought, so that nothing is estimated."""
        return not self.weighted and bool(self.problem)


@dataclass(frozen=True)
class Release:
    """Everything that may be published of one survey.

    ``rows`` is None where there are fewer answers than the threshold; then there is nothing else either.
    ``distributions`` and ``choices`` go by the name of the variable; what is not in them (nor in ``crosses``) may not
    be published, and ``withheld`` says why of each such variable, and of each question by a group. ``counts`` are
    numbers of rows that are flagged, of how many that could be; None where such a number is small. ``given`` are the
    numbers of those who wrote something, of how many, by free text; rounded as the flags are where the question was put
    only to some.
    """

    codebook: Codebook
    threshold: int
    rows: int | None
    distributions: dict[str, Distribution]
    choices: dict[str, Choices]
    crosses: tuple[Cross, ...]
    counts: dict[str, tuple[int, int] | None]
    withheld: dict[tuple[str, ...], str]
    texts: dict[str, tuple[str, ...]]
    weighting: Weighting | None = None
    given: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    @property
    def only_sent(self) -> bool:
        """Whether the table comes from a program that keeps only what was sent in, so that nobody knows who began."""
        return self.codebook.layout == "google-forms"
