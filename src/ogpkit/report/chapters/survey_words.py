"""The words and tables that the chapters of a survey have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ogpkit.dossier.survey import SurveyColumn
from ogpkit.indicators.definition import percent
from ogpkit.indicators.survey.release import Block, Release, Weighting
from ogpkit.indicators.survey.summary import INFERENCE
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.prose import withhold

__all__ = [
    "count_of",
    "grouping",
    "inference_of",
    "no_interval",
    "notice",
    "numbers",
    "part_of",
    "scale_names",
    "scale_of",
    "segments",
    "source_of",
    "words_of",
]

_SHORT = {
    "opt-in": "Opt-in: describes those who answered, not the population",
    "list": "Describes those who answered, not all who were invited",
    "census": "",
    "probability": "",
}
_SYNTHETIC = "Synthetic: invented answers"
_UNWEIGHTED = "Unweighted: describes those who answered"
_FEW = 10
"""Fewer degrees of freedom are told with a warning."""


def notice(found: Release, *, estimated: bool = False) -> str:
    """Return what must be said in every picture and table of a survey.

    Parameters
    ----------
    found : Release
        The survey.
    estimated : bool
        Whether what is shown are estimates and tests, not counts of those who answered.
    """
    said = [_SYNTHETIC] if found.codebook.synthetic else []
    weighting = found.weighting
    if weighting is None:
        said.append(_SHORT[found.codebook.sampling])
    elif not estimated and weighting.weighted and weighting.deffs is not None:
        said.append(f"{_UNWEIGHTED}; for the population see the table of estimates")
    elif not estimated and (weighting.weighted or weighting.failed):
        said.append(_UNWEIGHTED)
    return ". ".join(one for one in said if one)


def grouping(column: SurveyColumn) -> str:
    """Return the name of a group as it stands after "by": a whole question in quotes, an abbreviation as it is.

    Examples
    --------
    >>> named = {"role": "group", "options": ("1", "2")}
    >>> [grouping(SurveyColumn(name="a", question=one, **named)) for one in ("Age", "NGO", "How old are you?")]
    ['age', 'NGO', '“How old are you?”']
    """
    label = withhold(column.label)
    if _ended(label):
        return f"“{label}”"
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def part_of(label: str, part: str) -> str:
    """Return the name of one answer to a question.

    Examples
    --------
    >>> part_of("Age", "18–29"), part_of("How old are you?", "18–29")
    ('Age: 18–29', 'How old are you? 18–29')
    """
    return f"{label} {part}" if _ended(label) else f"{label}: {part}"


def _ended(label: str) -> bool:
    return label.endswith(("?", ":", "!", "\uff1f", "\u061f"))


def inference_of(found: Release) -> str:
    """Return what may be said from a survey and what not, and why."""
    weighting = found.weighting
    if weighting is None or found.codebook.sampling != "probability":
        return INFERENCE[found.codebook.sampling]
    if why := no_interval(weighting):
        return (
            f"Those asked were drawn by chance. But {why}: nothing can be known of the error of sampling, so no "
            "interval and no test is given. The shares describe those who answered."
        )
    if weighting.failed:
        return (
            "Those asked were drawn by chance. But the sample could not be brought to the census, which estimates "
            "without weights would contradict: so none are given. The shares describe those who answered. Tests of "
            "groups are unweighted, and adjusted for their number (Holm)."
        )
    return INFERENCE["probability"]


def no_interval(weighting: Weighting) -> str:
    """Return why the design leaves no interval at all; nothing where it leaves one.

    Examples
    --------
    >>> no_interval(Weighting("none", clusters=True, df=0)), no_interval(Weighting("none", clusters=True, df=3))
    ('the sample has one cluster alone', '')
    """
    if weighting.df is None or weighting.df > 0:
        return ""
    if weighting.clusters:
        return "no stratum has more than one cluster" if weighting.strata else "the sample has one cluster alone"
    return "no stratum has more than one answer" if weighting.strata else "there is one answer alone"


def source_of(found: Release) -> str:
    """Return the survey's name and number of responses, as figures print it."""
    return withhold(found.codebook.title) + ("" if found.rows is None else f", {found.rows:,} responses")


def count_of(n: int, total: int) -> str:
    r"""Return a rate with its counts, joined so that no line parts them.

    Examples
    --------
    >>> count_of(3, 4).replace("\xa0", " ")
    '3 of 4 (75 %)'
    """
    return f"{n:,} of {total:,} ({percent(n, total)} %)".replace(" ", "\N{NO-BREAK SPACE}")


def segments(blocks: Sequence[Block], counts: Sequence[int]) -> tuple[figures.Segment, ...]:
    """Return published categories as segments of a bar."""
    return tuple(
        figures.Segment(block.options, count, block.label) for block, count in zip(blocks, counts, strict=True)
    )


def scale_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the options of a question whose categories are published, each by itself."""
    return tuple(option for block in blocks for option in block.options)


def scale_names(scales: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Return for each scale what its captions say of it, so that no two are alike; nothing where there is but one.

    Examples
    --------
    >>> list(scale_names([("1", "2", "3"), ("no", "rather no", "yes")]).values())
    [' from 1 to 3', ' from no to yes']
    >>> list(scale_names([("1", "2", "3"), ("1", "2", "2.5", "3")]).values())
    [' from 1 to 3 (scale 1)', ' from 1 to 3 (scale 2)']
    """
    if len(scales) < 2:
        return dict.fromkeys(scales, "")
    names = {scale: f" from {withhold(scale[0])} to {withhold(scale[-1])}" for scale in scales}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {
        scale: f"{name} (scale {number})" if name in twice else name
        for number, (scale, name) in enumerate(names.items(), start=1)
    }


def words_of(found: Release) -> str:
    """Return in words how a sample was weighted, and what its design leaves to be estimated."""
    weighting = found.weighting
    if weighting is None:
        return "none"
    said = [_weights_of(found, weighting)]
    design = [name for name, used in (("strata", weighting.strata), ("clusters", weighting.clusters)) if used]
    if design:
        count = "1 degree" if weighting.df == 1 else f"{weighting.df:,} degrees"
        said.append(f"Variances by {' and '.join(design)}, with {count} of freedom")
        if 0 < (weighting.df or 0) < _FEW:
            said.append("So few make intervals wide, and tests find little")
    if weighting.lonely and not no_interval(weighting):
        many = "1 stratum has" if weighting.lonely == 1 else f"{weighting.lonely:,} strata have"
        what = "cluster" if weighting.clusters else "answer"
        said.append(
            f"{many} one {what} alone; its deviation is taken from the mean of all, which rather widens intervals"
        )
    if weighting.strata and weighting.kind != "given":
        said.append(
            "There are strata and no weights of the survey: equal chances of being asked are assumed, "
            "also between strata"
        )
    if weighting.deffs is not None:
        least, largest = weighting.deffs
        many = f"{least}" if least == largest else f"{least} to {largest}"
        said.append(f"Design effect of the estimates: {many}")
    if why := no_interval(weighting):
        said.append(f"No interval: {why}")
    if weighting.problem:
        said.append(f"Not used: {withhold(weighting.problem)}")
    return ". ".join(said)


def _weights_of(found: Release, weighting: Weighting) -> str:
    if weighting.kind == "given":
        by = ", ".join(withhold(one) for one in weighting.variables)
        return f"as the survey gives them ({by}); {_kish(weighting)}"
    if weighting.kind == "raked":
        by = ", ".join(withhold(found.codebook.column(one).label) for one in weighting.variables)
        cut = f"none, or fewer than {found.threshold}" if weighting.trimmed is None else f"{weighting.trimmed:,}"
        return f"raked to the census by {by}; {_kish(weighting)}; weights cut at five times the mean one: {cut}"
    return "none"


def _kish(weighting: Weighting) -> str:
    if weighting.deff is None:
        return "their design effect would tell of a small group"
    return f"design effect {weighting.deff:.1f} (Kish)"


def numbers(
    found: Release,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    note: str = "",
    *,
    estimated: bool = False,
) -> b.Table:
    """Return a table of texts, the first of each row its name; what must be said of the survey stands below.

    ``estimated`` tells that it holds estimates or tests, not counts: see :func:`notice`.
    """
    said = notice(found, estimated=estimated)
    return b.Table(
        caption=b.inlines(caption),
        columns=tuple(
            b.Column(title=b.inlines(head), align="right" if number else "left") for number, head in enumerate(heads)
        ),
        rows=tuple(tuple(b.inlines(cell) or b.inlines("–") for cell in row) for row in rows),
        note=b.inlines(" ".join(one for one in (note, f"{said}." if said else "") if one)),
    )
