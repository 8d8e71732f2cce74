"""The report on the agreement of reviewers: cover, notes, the agreement in figures, tables of who answered what."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from ogpkit import __version__
from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.reviews import Item, Reviews
from ogpkit.forms import Option
from ogpkit.indicators import CATALOGUE, IndicatorValue
from ogpkit.indicators.agreement import Agreement, Coefficient, GroupAgreement, confusion
from ogpkit.indicators.agreement.measures import FEWEST
from ogpkit.indicators.definition import percent
from ogpkit.report import blocks as b
from ogpkit.report.chapters import annex
from ogpkit.report.chapters.disputes import STATES, all_answers, disputes, ogp_values
from ogpkit.report.display import Output
from ogpkit.report.indicator_table import indicator_rows
from ogpkit.report.prose import line

__all__ = [
    "all_answers",
    "confusions",
    "cover",
    "disputes",
    "indicators",
    "method",
    "ogp_values",
    "provenance",
    "reading_notes",
    "summary",
]

_METHOD = (
    """Compared are all questions with options. What counts is the option that a reviewer states, and where none is
    stated the one that the reviewer codes. Free texts are not compared; the merged file holds all of them.""",
    """A commitment that is not verifiable is not assessed further. Where all reviewers say so, its later questions are
    not applicable and count nowhere. Where only some say so, the later questions are in dispute through that question
    alone: they are listed as to be settled with it, and are in no share and no coefficient unless two other reviewers
    answered them.""",
    "Answers of different sets of options are not pooled into one coefficient.",
    """Yes, No and Unclear are treated as mere names: Unclear says that the record does not tell, and is no step between
    Yes and No. {ordered}""",
    "κ and α have no value where all answers are one option: such answers cannot tell agreement from habit.",
    """The interval of α draws the questions again, 2,000 times with a fixed seed, and takes the 2.5th and the 97.5th
    percentile; draws in which α has no value are left out, and where they are more than one in twenty no interval is
    given. It shows how much α hangs on single questions, and with 10 to 30 of them it is rough: rather too narrow than
    too wide.""",
)
_JOINED = "\N{NO-BREAK SPACE}"


def cover(reviews: Reviews, *, status: b.Status, date: str, language: str = "en") -> Output:
    """Return the cover. ``date`` is the date of this version of the report (ISO)."""
    plan = reviews.plan
    place = withhold(reviews.place)
    return Output(
        (
            b.Cover(
                title=withhold(f"Agreement of reviewers – {plan.title}"),
                document=f"Agreement of reviewers on the {reviews.form.title}",
                member=place,
                period=f"{plan.period.start} – {plan.period.end}",
                status=status,
                date=str(date),
                language=language,
                standing="Synthetic: invented data" if plan.synthetic else "",
                authors=reviews.names,
                summary=f"{len(reviews.names)} reviewers filled in the {reviews.form.title} of {place} each by "
                "themselves. How far they agree, and what they have to settle.",
                generator=f"ogpkit {__version__}",
            ),
        )
    )


def reading_notes(reviews: Reviews) -> Output:
    """Return boxed notes on what this report is and is not."""
    notes: list[b.Block] = []
    if reviews.plan.synthetic:
        text = "City, plan and reviews are invented for trials."
        notes.append(b.Note(tone="synthetic", title="This dossier is invented", blocks=(_paragraph(text),)))
    if reviews.copies:
        told = (f"{review.name} says word for word what {earlier.name} says." for review, earlier in reviews.copies)
        text = (
            "Where one was written from the other, that is no agreement of reviewers, and every share, κ and α in this "
            "report is too high."
        )
        both = (b.Paragraph(content=b.inlines(withhold(" ".join(told)))), _paragraph(text))
        notes.append(b.Note(tone="warning", title="Reviews that say the same, word for word", blocks=both))
    text = (
        "This is a working paper of the reviewers, and no part of the official form. It says where they chose the same "
        "option and where not; it does not say who is right. Nothing in it is an assessment of the plan until the "
        "questions to settle are settled."
    )
    notes.append(b.Note(tone="unofficial", title="What this report is", blocks=(_paragraph(text),)))
    text = (
        "The share of answers that agree is easy to read, but part of any agreement is chance. κ and α take chance "
        "out: 1 is full agreement, 0 what chance would give. No bound above which they are good is given here, because "
        "none holds for forms as short as this. With fewer than "
        f"{FEWEST} questions they are printed with that remark and without an interval."
    )
    notes.append(b.Note(tone="info", title="Share, κ and α", blocks=(_paragraph(text),)))
    heading = b.Heading(level=1, content=b.inlines("How to read this report"), anchor="how-to-read")
    return Output((heading, *notes))


def summary(agreement: Agreement) -> Output:
    """Return the agreement in words and as one table of all groups of questions."""
    everything = agreement.everything
    counts = {state: sum(item.state == state for item in agreement.items) for state in STATES}
    said = [f"{count} {STATES[state]}" for state, count in counts.items() if count]
    share = percent(everything.equal, everything.pairs)
    several = len(agreement.reviews.names) > 2
    if share is None:
        text = "No question was answered by two reviewers, so that nothing can be compared."
    else:
        unit = _unit(agreement)
        if everything.pairs == 1:
            unit = unit.replace("pairs", "pair").replace("questions", "question")
        words = f"{everything.equal} of {everything.pairs} {unit}"
        text = f"The reviewers chose the same option in {words} ({share}{_JOINED}%)."
    text += f" {'All' if several else 'Both'} answered {everything.answered_by_all} of {everything.asked} questions."
    text += f" Of the {len(agreement.items)} questions with options: {', '.join(said)}."
    kappa = "Fleiss'" if several else "Cohen's"
    table = b.Table(
        caption=b.inlines("Agreement by groups of questions"),
        columns=tuple(
            b.Column(title=b.inlines(title), align=align)  # type: ignore[arg-type]
            for title, align in (
                ("Questions", "left"),
                ("Same option", "right"),
                ("To settle", "right"),
                ("κ", "right"),
                ("α", "right"),
                ("Remark", "left"),
            )
        ),
        rows=tuple(_group_row(group, several=several) for group in agreement.groups),
        note=b.inlines(
            f"Same option: n of N {_unit(agreement)}. κ is {kappa}, α Krippendorff's with its 95 % interval; for "
            "potential for results, whose options have an order, the ordinal α follows. They are given only for "
            "questions with the same options, and are not defined where one option only was chosen. Too few to judge: "
            f"fewer than {FEWEST} questions, and so no interval."
        ),
        anchor="agreement-table",
    )
    heading = b.Heading(level=1, content=b.inlines("Agreement in figures"), anchor="agreement")
    return Output((heading, _paragraph(text), table, *_by_pairs(agreement)))


def _unit(agreement: Agreement) -> str:
    return "pairs of answers" if len(agreement.reviews.names) > 2 else "questions that both answered"


def _paragraph(text: str) -> b.Paragraph:
    return b.Paragraph(content=line(text))


def _group_row(group: GroupAgreement, *, several: bool) -> tuple[tuple[b.Inline, ...], ...]:
    kappa = group.fleiss if several else (group.kappas[0][1] if group.kappas else None)
    alphas = [_coefficient(group.alpha)]
    if group.ordinal is not None:
        alphas.append((*b.inlines("ordinal: "), *_coefficient(group.ordinal)))
    alpha = tuple(part for index, one in enumerate(alphas) for part in ((b.Break(),) if index else ()) + one)
    return (
        b.inlines(group.entity[0].upper() + group.entity[1:]),
        _counts(group.equal, group.pairs),
        b.inlines(f"{len(group.open)}{_JOINED}of{_JOINED}{group.answered}"),
        _coefficient(kappa),
        alpha,
        b.inlines(_remark(group)),
    )


def _counts(n: int, total: int) -> tuple[b.Inline, ...]:
    if total == 0:
        return (b.Missing(text="none to compare"),)
    return b.inlines(f"{n}{_JOINED}of{_JOINED}{total} ({percent(n, total)}{_JOINED}%)")


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _coefficient(found: Coefficient | None) -> tuple[b.Inline, ...]:
    if found is None:
        return b.inlines("–")
    if found.value is None:
        return b.inlines("–")
    text = _number(found.value)
    if found.low is not None and found.high is not None:
        text += f" ({_number(found.low)} to {_number(found.high)})".replace(" to ", f"{_JOINED}to{_JOINED}")
    return b.inlines(text)


def _remark(group: GroupAgreement) -> str:
    if group.mixed:
        return "different options"
    assert group.alpha is not None
    parts = []
    if group.alpha.units == 0:
        parts.append("nothing to compare")
    elif group.alpha.value is None:
        parts.append("one option only")
    elif group.alpha.reason:
        parts.append(group.alpha.reason)
    if 0 < group.alpha.units < FEWEST:
        parts.append("too few to judge")
    return "; ".join(parts) or "–"


def _by_pairs(agreement: Agreement) -> Output:
    """Return Cohen's κ of each pair of reviewers; nothing for two, whose κ stands in the table above."""
    names = agreement.reviews.names
    if len(names) < 3:
        return Output(())
    groups = [group for group in agreement.groups if group.kappas and group.pairs]
    rows = tuple(
        (
            b.inlines(f"{names[one]} and {names[other]}"),
            *(_coefficient(dict(group.kappas)[one, other]) for group in groups),
        )
        for one, other in combinations(range(len(names)), 2)
    )
    columns = ("Reviewers", *(group.entity[0].upper() + group.entity[1:] for group in groups))
    table = b.Table(
        caption=b.inlines(f"Cohen's κ by pairs of reviewers (with fewer than {FEWEST} questions too few to judge)"),
        columns=tuple(
            b.Column(title=b.inlines(title), align="right" if index else "left") for index, title in enumerate(columns)
        ),
        rows=rows,
    )
    return Output((table,))


def confusions(agreement: Agreement) -> Output:
    """Return tables of which option met which: for each set of options and each pair of reviewers."""
    names, form = agreement.reviews.names, agreement.reviews.form
    tables = []
    for key, choice in form.choices.items():
        items = [item for item in agreement.items if item.question.choice == key]
        for one, other in combinations(range(len(names)), 2):
            found = confusion([item.answers[one] for item in items], [item.answers[other] for item in items])
            if found:
                tables.append(_confusion(choice.options, found, names[one], names[other], items))
    if not tables:
        return Output(())
    heading = b.Heading(level=1, content=b.inlines("Which answer met which"), anchor="confusion")
    text = (
        "Each table counts the questions that both reviewers answered, the answers of one in the rows and of the other "
        "in the columns. Where both chose the same option, the count is printed bold."
    )
    return Output((heading, _paragraph(text), *tables))


def _confusion(
    options: tuple[Option, ...], found: dict[tuple[str, str], int], first: str, second: str, items: list[Item]
) -> b.Table:
    rows: list[tuple[tuple[b.Inline, ...], ...]] = []
    for row in options:
        cells = []
        for column in options:
            count = found.get((row.value, column.value), 0)
            text = b.inlines(str(count))
            cells.append((b.Strong(content=text),) if row is column else text)
        total = sum(count for (value, _), count in found.items() if value == row.value)
        rows.append((b.inlines(row.name), *cells, b.inlines(str(total))))
    totals = [sum(count for (_, value), count in found.items() if value == column.value) for column in options]
    rows.append((b.inlines("All"), *(b.inlines(str(one)) for one in totals), b.inlines(str(sum(found.values())))))
    numbers = dict.fromkeys(item.question.number.replace("{n}", "N") for item in items)
    heads = ["Answer", *(option.name for option in options), "All"]
    return b.Table(
        caption=b.inlines(f"{first} (rows) and {second} (columns) on {', '.join(numbers)}"),
        columns=tuple(
            b.Column(title=b.inlines(head), align="right" if index else "left") for index, head in enumerate(heads)
        ),
        rows=tuple(rows),
    )


def indicators(values: tuple[IndicatorValue, ...]) -> Output:
    """Return the annex of indicators as data, and what they mean; their rows stand in the tables before."""
    rows = indicator_rows(values)
    used = [CATALOGUE[name] for name in dict.fromkeys(value.id for value in values)]
    table = b.Table(
        caption=b.inlines("What the measures mean"),
        columns=tuple(b.Column(title=b.inlines(title)) for title in ("Measure", "Meaning", "Of what")),
        rows=tuple(
            (
                b.inlines(f"{entry.name} ({entry.source})"),
                b.inlines(entry.definition),
                b.inlines(entry.denominator),
            )
            for entry in used
        ),
        note=b.inlines("indicators.csv and indicators.json hold every value with its flags."),
    )
    heading = b.Heading(level=1, content=b.inlines("Annex B. Measures and method"), anchor="indicators")
    return Output((heading, b.Indicators(rows=rows, shown=False), table))


def method(reviews: Reviews) -> Output:
    """Return how the comparison was made."""
    ordered = [
        question.number.replace("{n}", "N") for question in reviews.form.questions if _ordered(reviews, question.choice)
    ]
    apart = f"{', '.join(ordered) or 'No question'} alone has options in an order."
    remarks = [" ".join(text.format(ordered=apart).split()) for text in _METHOD]
    heading = b.Heading(level=2, content=b.inlines("Method"), anchor="method")
    return Output((heading, b.ListBlock(items=tuple((_paragraph(text),) for text in remarks))))


def _ordered(reviews: Reviews, choice: str | None) -> bool:
    return choice is not None and reviews.form.choices[choice].ordered


def provenance(reviews: Reviews) -> Output:
    """Return the files that the report was made from, each with the beginning of its SHA-256 sum."""
    return annex.provenance(replace(reviews.reviews[0].dossier, files=reviews.files))
