from __future__ import annotations

import datetime as dt
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from ogpkit.report.blocks import Figure, plain
from ogpkit.report.figures import (
    OGP_VALUES,
    AnswerCell,
    AnswerRow,
    CommitmentValues,
    QuestionEvidence,
    TimelineEvent,
    TimelineMarker,
    answers_grid,
    choice_bars,
    dumbbell,
    event_counts,
    evidence_coverage,
    likert,
    multiples,
    timeline,
    value_matrix,
)
from ogpkit.report.figures.answers_grid import answers_sheet
from ogpkit.report.figures.evidence_coverage import coverage_sheet
from ogpkit.report.figures.timeline import timeline_sheet
from ogpkit.report.figures.value_matrix import values_sheet
from ogpkit.report.record.svg import clean_svg
from tests.report.figures.conftest import RATING
from tests.report.figures.drawing import faults, texts

FIGURES: dict[str, Callable[..., Figure]] = {
    "answers": answers_grid,
    "events": timeline,
    "many_events": event_counts,
    "evidence": evidence_coverage,
    "values": value_matrix,
    "ratings": partial(likert, scale=RATING),
    "panels": partial(multiples, scale=RATING),
    "shares": partial(dumbbell, census="State Statistics Service, 2020"),
    "choices": partial(choice_bars, answered=180, asked=200),
}


@pytest.fixture(params=FIGURES)
def draw(request: pytest.FixtureRequest) -> Callable[..., Figure]:
    data = request.getfixturevalue(request.param)
    return lambda **options: FIGURES[request.param](data, **options)


def test_the_same_data_give_the_same_bytes_whatever_style_a_researcher_sets(draw: Callable[..., Figure]) -> None:
    first = draw()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "path.sketch": (3, 3, 3), "text.color": "red"}):
        mpl.rcParams["figure.facecolor"] = "pink"
        assert draw() == first


def test_drawing_changes_no_setting_and_opens_no_pyplot_figure(draw: Callable[..., Figure]) -> None:
    import matplotlib.pyplot as plt

    before = dict(mpl.rcParams)
    draw()
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == []


def test_the_caption_the_source_and_the_notice_stand_with_the_figure(draw: Callable[..., Figure]) -> None:
    figure = draw(caption="C", source="Inception report, 2021.", notice="Synthetic data", anchor="fig-x")
    assert (plain(figure.caption), plain(figure.note), figure.anchor) == (
        "C",
        "Source: Inception report, 2021. Synthetic data.",
        "fig-x",
    )
    assert figure.alt.startswith("Synthetic data. ")
    assert "Synthetic data" in figure.data
    assert plain(draw().note) == ""


def test_the_picture_is_safe_svg_with_its_text_as_text(draw: Callable[..., Figure]) -> None:
    figure = draw()
    assert clean_svg(figure.data)[1] == ()
    root = etree.fromstring(figure.data.encode())
    assert float(root.get("width", "").removesuffix("pt")) == 482
    assert root.get("font-family") == "'DejaVu Sans', Verdana, sans-serif"
    assert list(root.iter("{*}text"))


def test_another_process_draws_the_same_bytes() -> None:
    source = (
        "from ogpkit.report.figures import *; import sys; sys.stdout.write(timeline(["
        "TimelineEvent('Poll', '2021-07', 'survey'), TimelineEvent('Talk', None, 'meeting')]).data)"
    )
    here = timeline([TimelineEvent("Poll", "2021-07", "survey"), TimelineEvent("Talk", None, "meeting")]).data
    path = ":".join(sys.path)
    environment = {"PYTHONPATH": path, "PYTHONHASHSEED": "7", "HOME": "/nonexistent", "MPLBACKEND": "svg"}
    run = subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == here


# --- what is said -----------------------------------------------------------------------------------------------------
def test_the_answers_are_said_in_words(answers: list[AnswerRow]) -> None:
    assert answers_grid(answers).alt == (
        "Of 12 questions, 5 are answered Yes, 1 No, 1 Unclear, 3 option chosen, 1 not applicable and 1 not provided. "
        "6 are stated on the form, 4 are a reviewer's coding. No: 2.1 (Commitment 2). "
        "Unclear: 1.3 (Compliance with co-creation requirements). Not applicable: 2.4 (Commitment 2). "
        "Not provided: 1.4 (Compliance with co-creation requirements). Options chosen: new (2) and binding change (1)."
    )


@pytest.mark.parametrize(
    "basis, words",
    [
        ("stated", "All answers are stated on the form."),
        ("coded", "All answers are a reviewer's coding; the form states none."),
    ],
)
def test_answers_of_one_basis_are_said_so(basis: Any, words: str) -> None:
    row = AnswerRow("A", (AnswerCell("1.1", "yes", basis),))
    assert answers_grid([row]).alt == f"Of 1 question, 1 is answered Yes. {words}"
    legend = [text for text, _ in texts(answers_sheet([row]))]
    assert sum(text.startswith(("filled", "outlined")) for text in legend) == 1


def test_the_events_are_said_in_words(events: list[TimelineEvent], markers: list[TimelineMarker]) -> None:
    assert timeline(events, markers).alt == (
        "5 events (1 meeting, 1 training, 1 survey, 2 consultation). Of 1 event the day is known, of 2 only the month, "
        "of 1 only the year, of 1 no date is given. In order: 2021: Online survey; "
        "Mar 2021 – 15 Aug 2021: Collection of proposals; Jul 2021: Trainings on the initiative at the local level; "
        "5 Oct 2021: Second meeting; date not given: Public consultation. "
        "Lines mark Plan approved (20 Oct 2021) and Plan submitted (Nov 2021)."
    )


def test_an_event_without_a_date_is_drawn_and_says_so(events: list[TimelineEvent]) -> None:
    shown = [text for text, _ in texts(timeline_sheet(events))]
    assert "Public consultation" in shown
    assert shown.count("date not given") == 1


def test_the_evidence_is_said_in_words(evidence: list[QuestionEvidence]) -> None:
    assert evidence_coverage(evidence).alt == (
        "5 questions: 3 have evidence or a reference, 2 have none: 1.2 (Compliance); 2.1 (Commitment 2). "
        "Evidence is named 23 times under these questions, 9 times with an address; "
        "references are named 7 times, once with an address. "
        "Most often something is named under 1.1 (Commitment 1): 24 times."
    )


def test_a_question_without_evidence_is_visibly_empty(evidence: list[QuestionEvidence]) -> None:
    shown = [text for text, _ in texts(coverage_sheet(evidence))]
    assert shown.count("none") == 2


def test_the_values_are_said_in_words(values: list[CommitmentValues]) -> None:
    assert value_matrix(values).alt == (
        "How many of 3 commitments name each OGP value: Access to information 2, Civic Participation 0, "
        "Public Accountability 0, Technology and Innovation for Transparency and Accountability 1. "
        "No commitment here names Civic Participation or Public Accountability. "
        "The most, 2 of 4, is named for 1 – Open data. No value is named for 3 – Nothing yet."
    )


def test_the_official_name_of_a_value_that_no_commitment_names_is_left_as_it_is() -> None:
    said = value_matrix([CommitmentValues("1 – Open data", (OGP_VALUES[0],))]).alt
    assert (
        "No commitment here names Civic Participation, Public Accountability or Technology and Innovation for" in said
    )
    assert "for Transparency and Accountability." in said


@pytest.mark.parametrize(
    "dates, sentence",
    [
        (["2021-10"], "Of 1 event only the month is known."),
        (["2021-10-05", "2021-10-06"], "Of 2 events the day is known."),
        ([None], "Of 1 event no date is given."),
        (["2021", None, None], "Of 1 event only the year is known, of 2 no date is given."),
        (["2021-10-05", "2021-10", "2021"], "Of 1 event the day is known, of 1 only the month, of 1 only the year."),
    ],
)
def test_how_exactly_events_are_dated_is_a_sentence(dates: list[str | None], sentence: str) -> None:
    said = timeline([TimelineEvent(f"Event {n}", date) for n, date in enumerate(dates)]).alt
    assert said.startswith(f"{len(dates)} event{'s' * (len(dates) != 1)}. {sentence} ")


@pytest.mark.parametrize("stressed", ["и\u0301", "Z\u0304", "\u0301"])
def test_an_accent_without_a_composed_letter_is_said_but_not_drawn(stressed: str) -> None:
    label = f"За{stressed}мок и\u0306"
    figure = value_matrix([CommitmentValues(label, ()), CommitmentValues("2", OGP_VALUES)])
    drawn = "".join(etree.fromstring(figure.data.encode()).itertext())
    assert label in figure.alt or unicodedata.normalize("NFC", label) in figure.alt
    assert "й" in drawn
    assert not any(0x300 <= ord(character) <= 0x36F for character in drawn)


def test_parts_of_one_timeline_share_their_scale_and_symbols(events: list[TimelineEvent]) -> None:
    def axis_and_legend(part: list[TimelineEvent]) -> list[str]:
        found = {event.label for event in events} | {event.when for event in events}
        return [text for text, _ in texts(timeline_sheet(part, among=events)) if text not in found]

    assert axis_and_legend(events[3:4]) == axis_and_legend(events[:1])
    assert "survey" in axis_and_legend(events[:1])


# --- what is refused --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("draw_nothing", FIGURES.values())
def test_nothing_to_draw_is_an_error(draw_nothing: Callable[..., Figure]) -> None:
    with pytest.raises(ValueError, match="there is no"):
        draw_nothing([])


@pytest.mark.parametrize("date", ["spring", "2021-13", "2021-02-30", "21", ""])
def test_a_date_that_is_none_is_an_error(date: str) -> None:
    if not date:
        assert TimelineEvent("x", date).when == "date not given"
        return
    with pytest.raises(ValueError, match=r"is not a date|month must be|day is out of range|day .* must be"):
        timeline([TimelineEvent("x", date)])


def test_an_event_that_ends_before_it_begins_is_an_error() -> None:
    with pytest.raises(ValueError, match="Talks: the end, Mar 2021, lies before the beginning, Apr 2021"):
        TimelineEvent("Talks", "2021-04", end="2021-03")


def test_an_unknown_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="not among the values: Kindness"):
        value_matrix([CommitmentValues("1", ("Kindness",))])


def test_more_addresses_than_evidence_is_an_error() -> None:
    with pytest.raises(ValueError, match="more evidence with an address than evidence"):
        QuestionEvidence("a", "1.1", 1, 0, 2)


# --- whatever the size, nothing is cut off and nothing overlaps -------------------------------------------------------
label = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x52F), min_size=1, max_size=40)
words = st.lists(label | st.sampled_from(["a", "co-creation", "Відкриті дані", "$x$", "<b>"]), min_size=1, max_size=7)
title = words.map(" ".join)
some = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@some
@given(st.data(), st.integers(1, 12))
def test_answers_fit(data: st.DataObject, count: int) -> None:
    marks = st.sampled_from(["yes", "no", "unclear", "neutral", "not-applicable", "not-provided"])
    bases = st.sampled_from(["stated", "coded"])
    word = st.sampled_from(["", "new", "binding change", "substantial"])

    def cells(section: int, size: int) -> tuple[AnswerCell, ...]:
        return tuple(
            AnswerCell(f"{section}.{i + 1}", data.draw(marks), data.draw(bases), data.draw(word)) for i in range(size)
        )

    rows = [AnswerRow(data.draw(title), cells(1, 4), "Section 1"), AnswerRow(data.draw(title), cells(2, 6))]
    rows += [AnswerRow(data.draw(title), cells(number + 1, 4), "Commitments") for number in range(count)]
    assert faults(answers_sheet(rows, data.draw(st.just("") | title))) == []


def days(first: int, last: int) -> st.SearchStrategy[str]:
    return st.dates(dt.date(first, 1, 1), dt.date(last, 12, 31)).map(str)


dates = (
    st.integers(2010, 2030).map(str) | days(2018, 2026).map(lambda day: day[:7]) | days(2018, 2026) | days(2021, 2021)
)


@some
@given(
    st.lists(
        st.tuples(title, st.none() | dates, st.sampled_from("abcdefghij"), st.none() | dates), min_size=1, max_size=25
    ),
    st.lists(st.tuples(title, dates), max_size=3),
)
def test_events_fit(found: list[tuple[str, str | None, str, str | None]], lines: list[tuple[str, str]]) -> None:
    events = []
    for name, date, kind, end in found:
        later = end if end and date and end[:4] > date[:4] else None
        events.append(TimelineEvent(name, date, kind, later))
    assert faults(timeline_sheet(events, [TimelineMarker(*one) for one in lines])) == []


@some
@given(st.data(), st.integers(1, 12))
def test_evidence_fits(data: st.DataObject, count: int) -> None:
    number = st.integers(0, 3) | st.integers(0, 40)
    questions = []
    for row in range(count):
        name = data.draw(title) + str(row)
        for column in range(data.draw(st.integers(1, 6))):
            one, other = data.draw(number), data.draw(number)
            questions.append(QuestionEvidence(name, f"{row}.{column}", one, other, one // 2, other // 3, "Commitments"))
    assert faults(coverage_sheet(questions)) == []


@some
@given(st.lists(st.tuples(title, st.sets(st.sampled_from(OGP_VALUES))), min_size=1, max_size=12))
def test_values_fit(found: list[tuple[str, set[str]]]) -> None:
    assert faults(values_sheet([CommitmentValues(name, tuple(named)) for name, named in found])) == []
