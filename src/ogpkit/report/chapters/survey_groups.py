"""How the groups of a survey differ: ratings as small multiples, the other questions as tables."""

from __future__ import annotations

from ogpkit.indicators.survey.release import Cross, Release
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.series import numbered, parted
from ogpkit.report.chapters.survey_tables import by_group, estimates_by_group, left_out, tests
from ogpkit.report.chapters.survey_words import grouping, notice, scale_names, scale_of, segments, source_of
from ogpkit.report.display import Output
from ogpkit.report.prose import withhold

__all__ = ["groups"]

_MOST = 24


def groups(found: Release | None) -> Output:
    """Return the ratings by group as small multiples; what of it is left out is named."""
    if found is None or not (found.crosses or found.withheld):
        return Output(())
    made: list[b.Block] = [b.Heading(level=2, content=b.inlines("How groups differ"), anchor="survey-groups")]
    panels: dict[str, dict[tuple[str, ...], list[figures.Panel]]] = {}
    for cross in found.crosses:
        if cross.column.role == "rating":
            panels.setdefault(cross.group.name, {}).setdefault(scale_of(cross.blocks), []).extend(_panels(found, cross))
    for group, scales in panels.items():
        names = scale_names(list(scales))
        for scale, of_group in scales.items():
            drawn = [
                figures.multiples(
                    part,
                    scale=scale,
                    among=of_group,
                    caption=f"Ratings{names[scale]} by {grouping(found.codebook.column(group))}",
                    source=source_of(found),
                    notice=notice(found),
                )
                for part in parted(of_group, _MOST)
            ]
            made += numbered(drawn, f"figure-survey-groups-{len(made)}")
    if not panels and found.codebook.of("rating"):
        made.append(b.Paragraph(content=b.inlines("No rating by a group may be shown: the groups are too small.")))
    made += [*by_group(found), *estimates_by_group(found), *tests(found)]
    if any(row.untold for cross in found.crosses for row in cross.rows if row.options):
        text = "“Not told” are people who named no group. They are too few to stand alone and are counted with another."
        made.append(b.Paragraph(content=b.inlines(text)))
    return Output([*made, *left_out(found)])


def _panels(found: Release, cross: Cross) -> list[figures.Panel]:
    """Return the answers of each group as a panel, in the codebook's order of the groups."""
    listed = [cross.group.printed(option) for option in cross.group.options]
    known = scale_of(found.distributions[cross.group.name].blocks)
    ordered = sorted(known, key=lambda option: listed.index(option) if option in listed else len(listed))
    panels = []
    for row, counts in zip(cross.rows, cross.counts, strict=True):
        places = sorted(map(ordered.index, row.options))
        panels.append(
            figures.Panel(
                withhold(row.label),
                segments(cross.blocks, counts),
                question=withhold(cross.column.label),
                groups=(*places, *([len(ordered)] if row.untold else [])),
            )
        )
    return sorted(panels, key=lambda panel: panel.groups)
