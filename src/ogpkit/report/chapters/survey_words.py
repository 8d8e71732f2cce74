"""The words and tables that the chapters of a survey have in common."""

from __future__ import annotations

from collections.abc import Sequence

from ogpkit.indicators.definition import percent
from ogpkit.indicators.survey.release import Block, Release, Weighting
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.prose import withhold

__all__ = ["count_of", "notice", "numbers", "segments", "source_of", "words_of"]

_SHORT = {
    "opt-in": "Opt-in: describes those who answered, not the population",
    "list": "Describes those who answered, not all who were invited",
    "census": "",
    "probability": "",
}


def notice(found: Release) -> str:
    """Return what must be said in every picture of a survey."""
    said = ("Synthetic: invented answers" if found.codebook.synthetic else "", _SHORT[found.codebook.sampling])
    return ". ".join(one for one in said if one)


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


def words_of(weighting: Weighting) -> str:
    """Return in words how a sample was weighted."""
    by = ", ".join(withhold(one) for one in weighting.variables)
    if weighting.kind == "given":
        said = f"as the survey gives them ({by}); design effect {weighting.deff:.2f} (Kish)"
    elif weighting.kind == "raked":
        cut = "fewer than may be told" if weighting.trimmed is None else f"{weighting.trimmed:,}"
        said = f"raked to the census by {by}; design effect {weighting.deff:.2f} (Kish); weights cut: {cut}"
    else:
        said = "none"
    design = [name for name, used in (("strata", weighting.strata), ("clusters", weighting.clusters)) if used]
    said += f"; variances by {' and '.join(design)}" if design else ""
    return said + (f". Not used: {withhold(weighting.problem)}" if weighting.problem else "")


def numbers(
    found: Release, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
) -> b.Table:
    """Return a table of texts, the first of each row its name; what must be said of the survey stands below."""
    said = notice(found)
    return b.Table(
        caption=b.inlines(caption),
        columns=tuple(
            b.Column(title=b.inlines(head), align="right" if number else "left") for number, head in enumerate(heads)
        ),
        rows=tuple(tuple(b.inlines(cell) or b.inlines("–") for cell in row) for row in rows),
        note=b.inlines(" ".join(one for one in (note, f"{said}." if said else "") if one)),
    )
