"""The chapter of the survey: who answered, what they answered, and how groups differ.

Everything here is made from a :class:`~ogpkit.indicators.survey.release.Release`, which holds what may be published and
nothing else. Where the dossier has no survey, every part is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.survey import SurveyColumn
from ogpkit.indicators.survey import Release, survey_indicators
from ogpkit.indicators.survey import release as released
from ogpkit.indicators.survey.release import Choices, Distribution
from ogpkit.indicators.survey.response import rr1
from ogpkit.indicators.survey.summary import benchmarks
from ogpkit.report import blocks as b
from ogpkit.report import figures
from ogpkit.report.chapters.series import numbered, parted
from ogpkit.report.chapters.survey_groups import groups
from ogpkit.report.chapters.survey_questions import checks
from ogpkit.report.chapters.survey_questions import questions as questions_of
from ogpkit.report.chapters.survey_tables import estimates, ratings_table
from ogpkit.report.chapters.survey_words import (
    count_of,
    inference_of,
    notice,
    numbers,
    part_of,
    scale_names,
    scale_of,
    segments,
    source_of,
    words_of,
)
from ogpkit.report.display import Output
from ogpkit.report.indicator_table import indicator_rows
from ogpkit.report.prose import line, prose, withhold

__all__ = ["about", "answers", "data", "groups", "people", "questions", "release"]

_MOST = {"dumbbell": 30, "bars": 30, "likert": 24}
_TOO_FEW = "The survey has fewer than {} responses. No figure of it is published, not even their number."
_JOINED = (
    "No figure stands for fewer than {} people, but for the numbers of those who gave no answer. Answers or groups "
    "that are too small are put together, as in “1 or 2”; what cannot be made safe is left out whole and named below."
)
_SAMPLING = {
    "opt-in": "open to whoever wished to answer (opt-in)",
    "list": "everybody on a list was invited",
    "census": "everybody was asked",
    "probability": "drawn by chance (probability sample)",
}


def release(dossier: Dossier, threshold: int = 10) -> Release | None:
    """Return what may be published of the dossier's survey; None where it has none.

    Examples
    --------
    >>> from ogpkit.dossier.load import load
    >>> release(load("khmelnytskyi-2021-2025")).rows
    184
    """
    return None if dossier.survey is None else released(dossier.survey, threshold, dossier.census)


def about(found: Release | None, dossier: Dossier) -> Output:
    """Return what the survey is, how its people were found, and what may be said from it."""
    if found is None:
        return Output(())
    codebook = found.codebook
    made: list[b.Block] = [b.Heading(level=1, content=b.inlines("The survey"), anchor="survey")]
    if codebook.synthetic:
        text = "Every answer of this survey is invented, to show what the kit makes of a survey. Nobody was asked."
        made.append(_note("synthetic", "Invented answers", text))
    if found.rows is None:
        return Output((*made, _note("info", "Too few responses", _TOO_FEW.format(found.threshold))))
    when = " to ".join(day.isoformat() for day in (codebook.start, codebook.end) if day is not None)
    fields = {
        "Survey": withhold(codebook.title),
        "Dates": when,
        "Population": codebook.population or "",
        "Who was asked": _SAMPLING[codebook.sampling],
        "Frame": codebook.frame or "",
        "Recruitment": codebook.recruitment or "",
        "Mode": codebook.mode or "",
        "Conducted by": codebook.conducted_by or "",
        "Sponsor": codebook.sponsor or "",
        "Responses": f"{found.rows:,}",
        "Complete": _complete(found),
        "Response rate (AAPOR RR1)": _response(found),
        "Weights": _weights(found, dossier),
    }
    unsaid = [label[0].lower() + label[1:] for label, text in fields.items() if not text]
    told = {label: text for label, text in fields.items() if text} | (
        {"Not stated": ", ".join(unsaid)} if unsaid else {}
    )
    rows = tuple(b.FieldRow(label=label, value=b.inlines(withhold(text))) for label, text in told.items())
    tone = "warning" if codebook.sampling in {"opt-in", "list"} else "info"
    made += [
        b.Fields(rows=rows),
        _note(tone, "What may be said from this survey", inference_of(found)),
        b.Paragraph(content=b.inlines(_JOINED.format(found.threshold))),
    ]
    if codebook.note:
        made += prose(codebook.note)
    return Output(made)


def _complete(found: Release) -> str:
    if found.only_sent:
        return "not known: the program keeps only what was sent in, so nobody knows who began"
    done = found.counts.get("survey-completes")
    return "" if done is None else f"{count_of(*done)} of those who began answered four fifths of the questions or more"


def _response(found: Release) -> str:
    if found.codebook.dispositions is not None:
        n, total = rr1(found.codebook.dispositions)
        if n < found.threshold:
            return f"fewer than {found.threshold} complete interviews"
        return f"{count_of(n, total)}: complete interviews of all who were invited"
    if found.codebook.sampling == "opt-in":
        return "none: nobody knows how many could have answered"
    return "not known: the codebook does not say what became of everyone who was asked"


def _weights(found: Release, dossier: Dossier) -> str:
    if found.weighting is None:
        given = found.codebook.of("weight", "stratum", "cluster")
        return "in the table, and not used: people were not drawn by chance" if given else "none"
    census = _census(dossier, found.weighting.variables) if found.weighting.kind == "raked" else ""
    return words_of(found) + (f". Census: {census}" if census else "")


def people(found: Release | None, dossier: Dossier) -> Output:
    """Return who answered, by group, beside the census where there is one."""
    shown = [] if found is None else [one for one in found.distributions.values() if one.column.role == "group"]
    if found is None or not shown:
        return Output(())
    made: list[b.Block] = [_heading("Who answered", "survey-people")]
    known = benchmarks(found, dossier.census)
    rows: list[figures.ShareRow] = []
    lines = []
    for one in shown:
        beside = known.get(one.column.name)
        for number, (block, count) in enumerate(zip(one.blocks, one.counts, strict=True)):
            census = beside.shares[number] if beside else None
            name = withhold(one.column.label)
            if beside is not None:
                rows.append(figures.ShareRow(block.label, count, one.valid, census, name, one.asked))
            points = "" if census is None else figures.in_points(count / one.valid - census)
            share = "" if census is None else figures.in_words(census)
            lines.append((part_of(name, withhold(block.label)), count_of(count, one.valid), share, points))
    if rows:
        whose = _census(dossier, known)
        drawn = [
            figures.dumbbell(
                part,
                census=whose,
                among=rows,
                caption="Who answered, beside the census",
                source=source_of(found),
                notice=notice(found),
            )
            for part in parted(rows, _MOST["dumbbell"])
        ]
        made += numbered(drawn, "figure-survey-census")
    heads = ("Group", "Those who answered", "Census", "Difference in points")
    kept = len(heads) if rows else 2
    made.append(
        numbers(
            found,
            "Who answered",
            heads[:kept],
            [one[:kept] for one in lines],
            ""
            if rows
            else "There is no census.csv, so nothing can be said of how far those who answered are like the city.",
        )
    )
    return Output(made)


def _census(dossier: Dossier, groups: Iterable[str]) -> str:
    """Return whose census it is, and of what year: once for all groups where it is the same, else for each."""
    told: dict[str, str] = {}
    for group in groups:
        rows = [row for row in dossier.census if row.group == group]
        names = dict.fromkeys(row.source for row in rows)
        titles = [source.title if (source := dossier.source(name)) is not None else name for name in names]
        years = [str(year) for year in sorted({row.year for row in rows if row.year})]
        told[group] = "; ".join(titles)
        # "Census 2021" says its year already; a longer number that holds it does not.
        if not years or not all(re.search(rf"(?<!\d){year}(?!\d)", title) for year in years for title in titles):
            told[group] += f", {', '.join(years) or 'year not stated'}"
    if len(set(told.values())) == 1:
        return withhold(next(iter(told.values())))
    columns = {} if dossier.survey is None else {one.name: one.label for one in dossier.survey.codebook.columns}
    return withhold("; ".join(f"{columns.get(group, group)}: {whose}" for group, whose in told.items()))


def answers(found: Release | None) -> Output:
    """Return what was answered: ratings, single choices and multiple choices, each as figure and table."""
    if found is None or found.rows is None:
        return Output(())
    made: list[b.Block] = [_heading("What they answered", "survey-answers"), *_ratings(found)]
    single = [one for one in found.distributions.values() if one.column.role == "single choice"]
    made += [_single(found, one, _anchor(one.column)) for one in single]
    made += [_several(found, one, _anchor(one.column)) for one in found.choices.values()]
    made += estimates(found)
    for name, texts in found.texts.items():
        quoted = tuple((b.Paragraph(content=line(withhold(text))),) for text in texts)
        made += [
            _heading(withhold(found.codebook.column(name).label), _anchor(found.codebook.column(name)), 3),
            b.ListBlock(items=quoted),
        ]
    return Output(made if len(made) > 1 else ())


def _ratings(found: Release) -> list[b.Block]:
    """Return the ratings, those on one scale in one figure, and one table of their summary."""
    scales: dict[tuple[str, ...], list[Distribution]] = {}
    for one in found.distributions.values():
        if one.column.role == "rating":
            scales.setdefault(scale_of(one.blocks), []).append(one)
    names = scale_names(list(scales))
    made: list[b.Block] = []
    for number, (scale, ratings) in enumerate(scales.items()):
        rows = [
            figures.LikertRow(withhold(one.column.label), segments(one.blocks, one.counts), one.asked)
            for one in ratings
        ]
        drawn = [
            figures.likert(
                part,
                scale=scale,
                among=rows,
                caption=f"Ratings{names[scale]}",
                source=source_of(found),
                notice=notice(found),
            )
            for part in parted(rows, _MOST["likert"])
        ]
        made += numbered(drawn, "figure-survey-ratings" + (f"-scale-{number + 1}" if number else ""))
    return [*made, ratings_table(found, list(scales.items()))] if scales else []


def _anchor(column: SurveyColumn) -> str:
    return "figure-survey-" + re.sub(r"[^a-z0-9]+", "-", column.name.casefold()).strip("-")


def _single(found: Release, one: Distribution, anchor: str) -> b.Block:
    estimates = one.estimates
    same = estimates is not None and estimates.blocks == one.blocks
    bounds = estimates.intervals if estimates is not None and same else (None,) * len(one.counts)
    rows = [
        figures.ChoiceRow(withhold(block.label), count, interval)
        for block, count, interval in zip(one.blocks, one.counts, bounds, strict=True)
    ]
    return _bars(found, one.column, rows, one.valid, one.asked, anchor, several=False)


def _several(found: Release, one: Choices, anchor: str) -> b.Block:
    bounds = one.estimates or (None,) * len(one.counts)
    rows = [
        figures.ChoiceRow(withhold(option), count, interval if count is not None else None)
        for option, count, interval in zip(one.options, one.counts, bounds, strict=True)
    ]
    rows.sort(key=lambda row: -1 if row.count is None else row.count, reverse=True)
    return _bars(found, one.column, rows, one.answered, one.asked, anchor, several=True)


def _bars(
    found: Release,
    column: SurveyColumn,
    rows: Sequence[figures.ChoiceRow],
    answered: int,
    asked: int,
    anchor: str,
    *,
    several: bool,
) -> b.Block:
    more = len(rows) - _MOST["bars"]
    return figures.choice_bars(
        rows[: _MOST["bars"]],
        answered=answered,
        asked=asked,
        several=several,
        withheld="not shown, to keep small numbers private",
        caption=withhold(column.label) + (f" (without {more} options that fewer chose)" if more > 0 else ""),
        source=source_of(found),
        notice=notice(found, estimated=any(row.interval is not None for row in rows)),
        anchor=anchor,
    )


def questions(found: Release | None) -> Output:
    """Return what was asked, word for word, and how many answers were flagged."""
    if found is None or found.rows is None:
        return Output(())
    return Output((_heading("What was asked", "survey-questions"), questions_of(found), *checks(found)))


def data(found: Release | None, dossier: Dossier) -> Output:
    """Return every published figure of the survey as rows of indicators.csv and indicators.json; nothing is printed."""
    if found is None:
        return Output(())
    rows = indicator_rows(survey_indicators(found, dossier.census))
    return Output((b.Indicators(rows=rows, caption=b.inlines("Indicators of the survey"), shown=False),))


def _heading(text: str, anchor: str, level: int = 2) -> b.Heading:
    return b.Heading(level=level, content=b.inlines(text), anchor=anchor)


def _note(tone: str, title: str, text: str) -> b.Note:
    return b.Note.model_validate({"tone": tone, "title": title, "blocks": (b.Paragraph(content=line(text)),)})
