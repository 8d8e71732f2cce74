"""What is said of weights, of the design, and of what neither lets be known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.survey import Answers, Codebook, Coded, Survey, SurveyColumn
from ogpkit.indicators.survey import release, survey_indicators
from ogpkit.report import blocks as b
from ogpkit.report.chapters import survey as chapter
from ogpkit.report.chapters.survey_tables import estimates, estimates_by_group
from ogpkit.report.chapters.survey_tables import tests as tables_of_tests
from ogpkit.report.chapters.survey_words import inference_of, no_interval, notice, words_of

ROWS = 400


def made(weights=None, *, few=0, census=(), sampling="probability", **design):
    """Return the release of an invented survey of one group and two questions."""
    random = np.random.default_rng(11)
    columns = [
        SurveyColumn(name="part", role="group", question="Part?", short="Part", options=("north", "south")),
        SurveyColumn(name="knows", role="single choice", question="Knows?", short="Knows", options=("yes", "no")),
        SurveyColumn(name="rate", role="rating", question="Rate?", short="Rate", options=tuple("12345")),
    ]
    part = random.integers(0, 2, ROWS).astype(np.int16)
    part[:few] = -1
    coded = {
        "part": Coded(("north", "south"), (), part),
        "knows": Coded(("yes", "no"), (), random.integers(0, 2, ROWS).astype(np.int16)),
        "rate": Coded(tuple("12345"), (), random.integers(0, 5, ROWS).astype(np.int16)),
    }
    for role, codes in design.items():
        columns.append(SurveyColumn(name=role, role=role, question=role))
        coded[role] = Coded(tuple(f"{role} {one}" for one in range(max(codes) + 1)), (), np.array(codes, np.int16))
    if weights is not None:
        columns.append(SurveyColumn(name="weight", role="weight", question="Design weight"))
    codebook = Codebook(title="Invented", sampling=sampling, synthetic=True, columns=tuple(columns))
    answers = Answers(ROWS, coded, numbers={} if weights is None else {"weight": weights})
    return release(Survey(codebook, answers), 10, census)


@pytest.fixture
def weighted():
    return made(np.random.default_rng(2).uniform(0.3, 3.0, ROWS), few=2)


def plain(blocks) -> str:
    texts = []
    for one in blocks:
        if isinstance(one, b.Table):
            cells = " | ".join(b.plain(cell) for row in one.rows for cell in row)
            heads = " | ".join(b.plain(column.title) for column in one.columns)
            texts.append(f"{b.plain(one.caption)} / {heads} / {cells} / {b.plain(one.note)}")
        elif isinstance(one, b.Paragraph):
            texts.append(b.plain(one.content))
        elif isinstance(one, b.Figure):
            texts.append(one.alt)
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_counts_of_a_weighted_sample_are_called_unweighted_wherever_they_stand(weighted):
    assert "Unweighted: describes those who answered; for the population see the table of estimates" in notice(weighted)
    assert "Unweighted" not in notice(weighted, estimated=True)
    for one in [*chapter.answers(weighted), *chapter.groups(weighted)]:
        text = plain([one])
        if isinstance(one, b.Figure):
            assert "Unweighted: describes" in text or "Weighted estimates with 95 % confidence intervals" in text
        elif isinstance(one, b.Table):
            assert ("Unweighted" in text) == (not b.plain(one.caption).startswith(("Estimates", "Tests"))), text
    counts = [one for one in survey_indicators(weighted) if one.id in {"survey-share", "survey-median"}]
    assert counts
    assert all("unweighted" in one.flags for one in counts)
    assert all("unweighted" not in one.flags for one in survey_indicators(weighted) if one.id == "survey-estimate")


def test_an_unweighted_sample_is_not_called_weighted():
    found = made()
    assert notice(found) == "Synthetic: invented answers"
    text = plain([*chapter.answers(found), *chapter.groups(found)])
    assert "eighted" not in text.replace("n: people who answered, unweighted", "").replace(
        "with strata, clusters or weights", ""
    )
    assert all("unweighted" not in one.flags for one in survey_indicators(found))


def test_the_table_of_estimates_has_the_unweighted_number_and_the_design_effect(weighted):
    (table,) = estimates(weighted)
    assert [b.plain(one.title) for one in table.columns] == [
        "Answer",
        "n",
        "Estimate",
        "95 % interval",
        "Design effect",
    ]
    (knows,) = [row for row in table.rows if b.plain(row[0]) == "Knows: yes"]
    assert b.plain(knows[1]) == "400"
    assert float(b.plain(knows[4])) == pytest.approx(weighted.weighting.deff, abs=0.3)


def test_estimates_by_group_have_a_column_for_each_group_without_those_who_named_none(weighted):
    assert any(row.untold for cross in weighted.crosses for row in cross.rows)
    text = plain(estimates_by_group(weighted))
    assert "Estimates by part: Knows / Answer | north | south / yes | " in text
    assert "not told" not in text
    assert "People who named no group are left out; the counts by group may hold them." in text


def test_a_group_that_holds_the_few_who_named_none_has_no_estimate_and_the_note_says_why():
    found = made(few=2)
    text = plain(estimates_by_group(found))
    assert "Answer | north | south" not in text
    assert "Where they are put together with a group, it has no estimate and the test holds them" in text


@pytest.mark.parametrize(
    "design, why",
    [
        ({"cluster": [0] * ROWS}, "the sample has one cluster alone"),
        ({"cluster": [0, 1] * 200, "stratum": [0, 1] * 200}, "no stratum has more than one cluster"),
    ],
)
def test_where_no_interval_is_possible_it_is_said_where_intervals_are_looked_for(design, why):
    found = made(**design)
    assert no_interval(found.weighting) == why
    assert plain(estimates(found)) == f"No estimates for the population: no interval, because {why}."
    assert why in inference_of(found)
    assert "Intervals express" not in inference_of(found)
    assert f"No interval: {why}" in words_of(found)
    assert "alone; its deviation" not in words_of(found)


def test_the_words_on_weights_tell_the_design():
    rows = np.arange(ROWS)
    text = words_of(made(cluster=rows // 100, stratum=rows // 200 + rows // 300))
    assert "Variances by strata and clusters, with 1 degree of freedom. So few make intervals wide" in text
    assert "2 strata have one cluster alone" in text
    assert "equal chances of being asked are assumed, also between strata" in text
    assert "Design effect of the estimates" in text
    many = words_of(made(np.full(ROWS, 2.0), cluster=rows // 10))
    assert "39 degrees of freedom" in many
    assert "So few" not in many
    assert "strata" not in many


def test_raking_is_told_with_its_cap_and_the_labels_of_its_groups():
    census = [
        CensusRow(group="part", option=one, people=people, source="s") for one, people in (("north", 3), ("south", 7))
    ]
    text = words_of(made(census=census))
    assert text.startswith("raked to the census by Part; design effect 1.")
    assert "weights cut at five times the mean one: none, or fewer than 10" in text


def test_a_sample_that_contradicts_its_census_has_no_estimates_and_says_so():
    census = [
        CensusRow(group="part", option=one, people=people, source="s") for one, people in (("north", 0), ("south", 7))
    ]
    found = made(census=census)
    assert "not in the census" in words_of(found)
    assert plain(estimates(found)).startswith(
        "No estimates for the population: the sample could not be brought to the census"
    )
    assert "Intervals express" not in inference_of(found)
    assert "Unweighted: describes those who answered" in notice(found)
    assert list(estimates_by_group(found)) == []


def test_one_test_is_adjusted_for_nothing_and_several_are_counted():
    found = made()
    crosses = [one for one in found.crosses if one.p is not None]
    assert len(crosses) == 2
    assert "adjusted for the 2 tests of this survey" in plain(tables_of_tests(found))
    assert "adjusted for" not in plain(tables_of_tests(replace(found, crosses=tuple(crosses[:1]))))


@pytest.mark.parametrize(
    "p, adjusted, value, flags",
    [
        (0.012344, 0.024688, 0.02469, ("p 0.01234 before adjustment", "adjusted for 2 tests (Holm)")),
        (1e-9, 2e-9, 0.0001, ("below 0.0001", "p below 0.0001 before adjustment", "adjusted for 2 tests (Holm)")),
    ],
)
def test_a_p_value_of_the_data_is_never_0(p, adjusted, value, flags):
    found = made()
    cross = replace(found.crosses[0], p=p, adjusted=adjusted)
    (row,) = [one for one in survey_indicators(replace(found, crosses=(cross,))) if one.id == "survey-group-test"]
    assert (row.value, row.N) == (value, ROWS)
    assert row.flags[: len(flags)] == flags


@pytest.mark.parametrize("sampling", ["opt-in", "list", "census"])
def test_who_was_not_drawn_by_chance_has_nothing_estimated(sampling):
    found = made(sampling=sampling)
    assert [*estimates(found), *estimates_by_group(found), *tables_of_tests(found)] == []
    assert "Intervals express" not in inference_of(found)
