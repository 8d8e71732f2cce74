"""The chapter of the survey: what it shows of samples of every kind, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.load import load
from ogpkit.dossier.plan import Source
from ogpkit.dossier.survey import Answers, Codebook, Coded, Dispositions, Survey, SurveyColumn
from ogpkit.report import blocks as b
from ogpkit.report.chapters import survey as chapter
from ogpkit.report.html.page import fragment
from ogpkit.report.markdown import to_markdown

GROUP = SurveyColumn(
    name="group", role="group", question="Which part of the city?", short="Part", options=("north", "south")
)
RATE = SurveyColumn(
    name="rate", role="rating", question="How good?", options=("1", "2", "3", "4", "5"), missing=("don't know",)
)
USED = SurveyColumn(name="used", role="single choice", question="Used it?", options=("yes", "no"))
WISH = SurveyColumn(
    name="wish", role="multiple choice", question="Wishes?", options=("parks", "roads", "trams"), separator=";"
)


def made(rows=400, *, sampling="opt-in", seed=1, columns=(GROUP, RATE, USED, WISH), **about) -> Survey:
    """Return an invented survey."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 2, rows).astype(np.int16)
    rate = np.where(random.random(rows) < 0.1, -2, random.integers(0, 5, rows)).astype(np.int16)
    used = np.where(random.random(rows) < 0.05, -1, random.integers(0, 2, rows)).astype(np.int16)
    chosen = {option: random.random(rows) < share for option, share in (("parks", 0.6), ("roads", 0.5), ("trams", 0.4))}
    coded = {
        "group": Coded(GROUP.options, (), group),
        "rate": Coded(RATE.options, RATE.missing, rate),
        "used": Coded(USED.options, (), used),
    }
    answers = Answers(rows, coded, {"wish": chosen}, {"wish": np.any(list(chosen.values()), axis=0)})
    return Survey(
        Codebook(title="Invented survey", sampling=sampling, synthetic=True, columns=columns, **about), answers
    )


@pytest.fixture
def case():
    return load("khmelnytskyi-2021-2025")


def parts(survey, case, threshold=10):
    groups = {column.name for column in survey.codebook.columns}
    found = chapter.released(survey, threshold, [row for row in case.census if row.group in groups])
    return [
        *chapter.about(found, case),
        *chapter.people(found, case),
        *chapter.answers(found),
        *chapter.groups(found),
        *chapter.data(found, case),
    ]


def told(blocks) -> str:
    return to_markdown(blocks)


def figures(blocks):
    return [one for one in blocks if isinstance(one, b.Figure)]


def test_without_a_survey_every_part_is_empty(case):
    assert [
        *chapter.about(None, case),
        *chapter.people(None, case),
        *chapter.answers(None),
        *chapter.groups(None),
    ] == []
    assert list(chapter.data(None, case)) == []


def test_an_opt_in_survey_says_why_it_has_no_margin_of_error_and_has_none(case):
    blocks = parts(made(), case)
    text = told(blocks)
    assert "no margin of error" in text
    assert "interval" not in text.replace("margin of error", "")
    assert all("Opt-in" in figure.alt and "Synthetic" in figure.alt for figure in figures(blocks))
    assert all("Opt-in" in b.plain(table.note) for table in blocks if isinstance(table, b.Table))


def test_a_probability_sample_has_intervals_and_adjusted_tests(case):
    text = told(parts(made(sampling="probability"), case))
    assert "95 % interval" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Holm" in text


def test_a_list_has_a_response_rate_and_no_interval(case):
    given = Dispositions(complete=400, refusal=300, non_contact=100)
    text = told(parts(made(sampling="list", dispositions=given), case)).replace("\N{NO-BREAK SPACE}", " ")
    assert "400 of 800 (50 %)" in text
    assert "95 % interval" not in text


def test_of_fewer_people_than_the_threshold_not_even_their_number_is_told(case):
    blocks = parts(made(9), case)
    text = told(blocks)
    assert "fewer than 10 responses" in text
    assert not figures(blocks)
    assert not re.search(r"\b9\b", text)


def test_every_kind_of_question_has_its_figure(case):
    captions = [b.plain(figure.caption) for figure in figures(parts(made(), case))]
    assert captions == ["Ratings", "Used it?", "Wishes?", "Ratings by part"]


def test_ratings_on_several_scales_have_captions_that_differ(case):
    agree = RATE.model_copy(update={"name": "agree", "question": "Agree?", "options": ("no", "rather no", "yes")})
    survey = made(columns=(GROUP, RATE, agree))
    survey.answers.coded["agree"] = Coded(agree.options, (), np.arange(400, dtype=np.int16) % 3)
    blocks = parts(survey, case)
    captions = [b.plain(one.caption) for one in figures(blocks)]
    assert captions == [
        "Ratings from 1 to 5",
        "Ratings from no to yes",
        "Ratings from 1 to 5 by part",
        "Ratings from no to yes by part",
    ]
    assert len({one.anchor for one in figures(blocks)}) == 4


def test_a_table_too_wide_for_one_page_is_numbered(case):
    many = GROUP.model_copy(update={"options": tuple(f"part {n}" for n in range(8))})
    survey = made(2000, columns=(many, USED))
    survey.answers.coded["group"] = Coded(many.options, (), np.arange(2000, dtype=np.int16) % 8)
    captions = [b.plain(one.caption) for one in parts(survey, case) if isinstance(one, b.Table)]
    assert [one for one in captions if one.startswith("By part")] == [
        "By part: Used it? (1 of 2)",
        "By part: Used it? (2 of 2)",
    ]


def test_the_two_highest_answers_are_named_in_the_table_of_ratings(case):
    agree = RATE.model_copy(update={"name": "agree", "options": ("no", "rather no", "rather yes", "yes")})
    survey = made(columns=(GROUP, RATE, agree))
    survey.answers.coded["agree"] = Coded(agree.options, (), np.arange(400, dtype=np.int16) % 4)
    assert "In the two highest, 4 or 5" in told(parts(made(), case)).replace("\xa0", " ")
    assert "rather yes or yes: 200 of 400" in told(parts(survey, case)).replace("\xa0", " ")


def test_groups_stand_in_the_order_of_the_codebook_and_those_put_together_are_outlined(case):
    three = GROUP.model_copy(update={"options": ("west", "north", "south")})
    survey = made(columns=(three, RATE))
    survey.answers.coded["group"] = Coded(
        three.options, (), np.where(np.arange(400) < 12, 0, 1 + np.arange(400) % 2).astype(np.int16)
    )
    (_, figure) = figures(parts(survey, case))
    assert "Outlined: groups put together for confidentiality." in figure.data
    assert figure.alt.index(". west or north (n") < figure.alt.index(". south (n")


def test_what_is_left_out_is_named_with_the_reason(case):
    survey = made()
    survey.answers.coded["used"].codes[:] = 0
    survey.answers.coded["used"].codes[:3] = 1
    text = told(parts(survey, case))
    assert "(all gave the same answer, or all but fewer than 10):\n\n- Used it?" in text


def test_a_reason_for_which_much_is_left_out_is_told_once_with_the_groups_of_each_question(case):
    groups = (GROUP, GROUP.model_copy(update={"name": "half", "short": "Half"}))
    survey = made(60, columns=(*groups, RATE, USED))
    survey.answers.coded["half"] = survey.answers.coded["group"]
    survey.answers.coded["used"].codes[:] = (survey.answers.coded["group"].codes + (np.arange(60) % 9 == 0)) % 2
    (reason,) = {why for names, why in chapter.released(survey, 10).withheld.items() if names[0] == "used"}
    text = told(parts(survey, case))
    assert text.count(reason) == 1
    assert "Used it? by part and half" in text


def test_those_who_answered_stand_beside_the_census_where_there_is_one(case):
    census = tuple(
        CensusRow(group="group", option=option, people=people, source="synthetic-census", year=2021)
        for option, people in (("north", 700), ("south", 300))
    )
    blocks = parts(made(), type(case)(**{**case.__dict__, "census": census}))
    assert "Who answered, beside the census" in [b.plain(figure.caption) for figure in figures(blocks)]
    assert "Invented population figures (SYNTHETIC), 2021" in " ".join(figure.alt for figure in figures(blocks))
    without = told(parts(made(), type(case)(**{**case.__dict__, "census": ()})))
    assert "There is no census.csv" in without


@pytest.mark.parametrize(
    "title, years, printed",
    [
        ("Census 2021", (2021, 2021), "Census 2021"),
        ("Census", (2021, 2021), "Census, 2021"),
        ("Census", (None, None), "Census, year not stated"),
        ("Census, table 12021", (2021, 2021), "Census, table 12021, 2021"),
        ("Census 2021", (2021, 2019), "Census 2021, 2019, 2021"),
    ],
)
def test_the_year_of_a_census_is_printed_once(case, title, years, printed):
    rows = zip((("north", 700), ("south", 300)), years, strict=True)
    census = tuple(CensusRow(group="group", option=o, people=n, source="count", year=year) for (o, n), year in rows)
    plan = case.plan.model_copy(update={"sources": (*case.plan.sources, Source(id="count", title=title))})
    blocks = parts(made(), replace(case, census=census, plan=plan))
    (drawn,) = [one for one in figures(blocks) if b.plain(one.caption) == "Who answered, beside the census"]
    assert f"the census ({printed})." in drawn.alt


def test_rows_of_data_are_written_out_and_not_printed(case):
    (block,) = chapter.data(chapter.released(made(), 10), case)
    assert isinstance(block, b.Indicators)
    assert len(block.rows) > 30
    assert to_markdown((block,)).strip() == ""
    assert "survey-share" not in fragment((block,))


def test_what_was_asked_is_printed_word_for_word_with_the_answers_that_could_be_given(case):
    text = told(chapter.questions(chapter.released(made(columns=(GROUP, RATE, USED, WISH)), 10)))
    for column in (GROUP, RATE, USED, WISH):
        assert column.question in text.replace("\\", "")
        assert all(option in text for option in column.options)
    assert "don't know" in text.replace("\\", "")
    assert "Nobody was left out" in text


@pytest.mark.parametrize(
    "wrote, follow_up, said",
    [
        (48, False, "texts of 48 of 400 (12 %); none is published"),
        (9, False, "texts of fewer than 10; none is published"),
        (396, False, "texts of 396 of 400 (99 %); none is published"),
        (48, True, "texts of about 50 of 400 (13 %); none is published"),
        (396, True, "texts of fewer than 10, or of all but so few; none is published"),
    ],
)
def test_of_free_texts_it_is_told_how_many_there_are_and_that_none_is_published(wrote, follow_up, said):
    why = SurveyColumn(name="why", role="free text", question="Why?", follow_up=follow_up)
    survey = made(columns=(GROUP, RATE, USED, WISH, why))
    survey.answers.answered["why"] = np.arange(400) < wrote
    text = told(chapter.questions(chapter.released(survey, 10))).replace("\N{NO-BREAK SPACE}", " ")
    assert said in text


def test_texts_that_are_published_are_said_to_be_printed():
    why = SurveyColumn(name="why", role="free text", question="Why?", publishable=True)
    survey = made(columns=(GROUP, RATE, USED, WISH, why))
    survey.answers.answered["why"] = np.arange(400) < 48
    survey.answers.texts["why"] = ("More trams",)
    assert "some are printed above" in told(chapter.questions(chapter.released(survey, 10)))


def test_what_the_codebook_does_not_state_of_the_survey_is_named(case):
    stated = told(chapter.about(chapter.released(made(sponsor="The city", mode="web form"), 10), case))
    assert "The city" in stated
    assert "population, frame, recruitment" in stated


def test_who_began_is_not_known_where_the_program_keeps_only_what_was_sent_in(case):
    found = chapter.released(made(layout="google-forms"), 10)
    stated = told(chapter.about(found, case))
    (block,) = chapter.data(found, case)
    (completes,) = [row for row in block.rows if row.id == "survey-completes"]
    assert "not known: the program keeps only what was sent in" in stated
    assert "complete" not in stated.partition("Not stated")[2].splitlines()[0]
    assert (completes.value, completes.n, completes.N) == (None, None, None)
    assert "the program keeps only what was sent in" in completes.flags


def test_a_group_named_by_a_whole_question_is_quoted_and_an_abbreviation_keeps_its_capitals(case):
    asked = GROUP.model_copy(update={"question": "Which NGO are you of?", "short": None})
    text = told(parts(made(columns=(asked, RATE, USED, WISH)), case))
    short = told(parts(made(columns=(GROUP.model_copy(update={"short": "NGO or city"}), RATE, USED, WISH)), case))
    assert "by “Which NGO are you of?”" in text
    assert "?:" not in text
    assert "by NGO or city" in short


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a|b\n# c", "{{ 1 }}", "ليلى 🚌", "x" * 300, "=1+1"])
def test_hostile_words_of_a_codebook_stay_words(case, hostile):
    word = " ".join(hostile.split())
    columns = (
        GROUP.model_copy(update={"short": word[:60]}),
        RATE.model_copy(update={"question": word}),
        USED.model_copy(update={"question": word}),
        WISH,
    )
    blocks = parts(made(columns=columns), case)
    assert "<script>" not in fragment(tuple(blocks))


def test_options_that_a_table_by_group_leaves_out_are_named_below_it(case):
    survey = made(120)
    survey.answers.chosen["wish"]["trams"][:] = False
    survey.answers.chosen["wish"]["trams"][:14] = True
    (table,) = [
        one for one in parts(survey, case) if isinstance(one, b.Table) and b.plain(one.caption) == "By part: Wishes?"
    ]
    assert "Left out, because of small numbers: trams" in b.plain(table.note)


def test_who_named_no_group_is_explained_where_they_are_counted_with_another(case):
    survey = made(400)
    survey.answers.coded["group"].codes[:4] = -1
    assert "“Not told” are people who named no group" in told(parts(survey, case))
    assert "“Not told” are" not in told(parts(made(400), case))


@pytest.mark.parametrize("sampling", ["opt-in", "probability"])
def test_many_who_named_no_group_stand_in_a_row_of_their_own(case, sampling):
    survey = made(600, sampling=sampling)
    survey.answers.coded["group"].codes[:200] = -1
    text = told(parts(survey, case))
    assert "not told" in text
    assert "IndexError" not in text


@pytest.mark.parametrize("rows", [10, 11, 25, 60, 150])
@pytest.mark.parametrize("sampling", ["opt-in", "probability", "list", "census"])
def test_small_surveys_of_every_kind_are_shown_without_a_small_number(case, rows, sampling):
    blocks = parts(made(rows, sampling=sampling), case)
    # Counts as "n of N": both are the threshold or more, but where those are counted who gave no answer.
    counts = [one for figure in figures(blocks) for one in re.findall(r"(\d+)\sof\s(\d+)", figure.alt)]
    for n, total in counts:
        assert int(n) >= 10
        assert int(total) >= 10
    rates = [row for row in blocks[-1].rows if row.id in {"survey-share", "survey-choice", "survey-top-two"} and row.n]
    for row in rates:
        assert row.n >= 10
        assert row.N - row.n == 0 or row.N - row.n >= 10, row
