"""The catalogue and the whole list of indicators."""

from __future__ import annotations

import time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.load import load
from ogpkit.indicators import CATALOGUE, compute, percent
from ogpkit.indicators.catalogue import TOPICS
from tests.conftest import Project
from tests.indicators.conftest import answered, coded, small

OWN = {entry.id: entry for topic in ("Co-creation", "Evidence", "Commitments") for entry in TOPICS[topic]}
"""What :func:`compute` gives; surveys and agreement have functions of their own."""


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_is_rounded_half_up(n: int, total: int) -> None:
    exact = Decimal(100 * n) / Decimal(total)

    assert percent(n, total) == int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize(
    "n, total, expected",
    [(1, 8, 13), (3, 8, 38), (5, 8, 63), (7, 8, 88), (1, 200, 1), (1, 201, 0), (1, 3, 33), (2, 3, 67), (0, 5, 0),
     (5, 5, 100)],
)  # fmt: skip
def test_percent_at_the_half_and_around(n: int, total: int, expected: int) -> None:
    assert percent(n, total) == expected


def test_percent_of_nothing_is_none() -> None:
    assert percent(0, 0) is None


def test_every_indicator_is_in_the_catalogue_and_the_catalogue_has_no_other() -> None:
    milestone = {"title": "Step", "start": "2024-03", "end": "2024-04", "owner": "City Council"}
    dossier = small(
        {"1.1": coded("Yes")},
        events=[{"kind": "meeting"}],
        plan={"commitments": [{"number": 1, "title": "One", "milestones": [milestone]}]},
    )

    assert {value.id for value in compute(dossier)} == set(OWN)


def test_definitions_say_what_where_from_and_in_which_unit() -> None:
    for name, entry in CATALOGUE.items():
        assert name == entry.id
        assert all((entry.name, entry.definition, entry.source))
        assert entry.formula or entry.unit != "%", name


def test_definitions_of_a_dossier_say_their_range_their_denominator_and_what_to_beware_of() -> None:
    for name, entry in OWN.items():
        assert entry.range, name
        assert entry.caveats, name
        assert entry.denominator or entry.unit != "%", name


def test_only_hints_are_marked_as_hints_and_their_names_say_so_wherever_they_are_printed() -> None:
    assert {entry.id for entry in OWN.values() if entry.hint} == {"hint-targets", "hint-institutions"}
    for entry in CATALOGUE.values():
        assert entry.hint == entry.name.startswith("Hint: "), entry.id


def test_hints_feed_no_other_indicator() -> None:
    """Texts that are full of targets and institutions change nothing but the hints."""
    bare, full = (
        compute(small(plan={"commitments": [{"number": 1, "title": "One", "action": text}]}))
        for text in ("So it is.", "The City Council trains at least 30 % of 1,200 residents.")
    )

    assert [one.id for one, other in zip(bare, full, strict=True) if one != other] == [
        "hint-targets",
        "hint-institutions",
    ]


def test_what_is_not_available_says_which_data_would_make_it_so() -> None:
    silent = {"evidence-addresses", "evidence-by-kind", "evidence-source-known"}  # nothing to count, and that is all
    for value in compute(small()):
        if value.value is None and value.id not in silent:
            assert any(
                flag.startswith(("needs ", "not answered yet: ", "no value is named yet: ")) for flag in value.flags
            )


def test_all_indicators_of_a_large_dossier_are_computed_in_a_moment() -> None:
    milestone = {"title": "Train at least 30 officials of the City Council", "start": "2024-03", "end": "2024-05"}
    commitment = {"title": "One", "action": "The City Council opens 12 registers by 2025. " * 40}
    plan = {"commitments": [{"number": n, **commitment, "milestones": [milestone] * 5} for n in range(1, 6)]}
    event = {"kind": "meeting", "start": "2024-02-03", "informed": "2024-01-20", "government": 3, "residents": 4}
    dossier = small(commitments=dict.fromkeys(range(1, 6)), plan=plan, events=[event] * 60)

    compute(dossier)
    began = time.perf_counter()
    compute(dossier)

    assert time.perf_counter() - began < 0.1  # measured: 8 ms; a crowded machine is slower


def test_every_rate_carries_the_numerator_and_denominator_behind_its_percent() -> None:
    for one in (*compute(small()), *compute(small({"1.1": answered("Yes")}, {1: {"1": answered("No")}}))):
        if one.definition.unit == "%":
            assert one.n is not None
            assert one.N is not None
            assert one.value == percent(one.n, one.N) or (one.value is None and one.n == 0 and one.flags), one


def test_no_indicator_is_computed_twice_for_one_entity() -> None:
    keys = [(value.id, value.entity) for value in compute(small(commitments={1: {}, 2: None, 3: {}}))]

    assert len(set(keys)) == len(keys)


def test_indicators_of_the_shipped_dossier(project: Project) -> None:
    """Read off the published report by hand: three commitments, all new, all of substantial potential."""
    found = [(one.id, one.entity, one.value, one.n, one.N) for one in compute(load(project.slug, root=project.root))]

    technology = "Technology and Innovation for Transparency and Accountability"
    assert found == [
        ("requirements-met", "plan", None, 0, 4),
        ("requirements-verdict", "plan", "undetermined", 0, 4),
        ("requirements-coded-met", "plan", 100, 4, 4),
        ("requirements-coded-verdict", "plan", "met", 4, 4),
        ("practices-followed", "plan", 67, 4, 6),
        ("participation-level", "plan", "Consult", None, None),
        # trainings 1, discussions 2, focus group 1, consultations 3, final meeting 1, presentation 1
        ("meetings", "plan", 9, None, None),
        ("meetings-by-kind", "training", 1, 1, 9),
        ("meetings-by-kind", "meeting", 2, 2, 9),
        ("meetings-by-kind", "focus group", 1, 1, 9),
        ("meetings-by-kind", "consultation", 3, 3, 9),
        ("meetings-by-kind", "final meeting", 1, 1, 9),
        ("meetings-by-kind", "presentation", 1, 1, 9),
        ("attendance", "government", None, 0, 6),
        ("attendance", "civil society", None, 0, 6),
        ("attendance", "academia", None, 0, 6),
        ("attendance", "business", None, 0, 6),
        ("attendance", "residents", None, 0, 6),
        ("non-government-share", "plan", None, 0, 0),
        ("non-government-parity", "plan", None, 0, 0),
        ("participants-per-invitation", "plan", None, 0, 0),
        ("reasoned-response-rate", "plan", None, 0, 0),
        ("process-months", "plan", None, 5, 8),
        ("information-lead-median", "plan", None, 0, 6),
        ("information-lead-least", "plan", None, 0, 6),
        ("consultation-days", "plan", None, 0, 2),
        ("plan-lateness", "plan", None, None, None),
        ("report-lateness", "plan", None, None, None),
        ("answers-stated", "plan", 27, 6, 22),
        ("evidence-coverage", "plan", 23, 5, 22),
        ("evidence-addresses", "plan", 0, 0, 7),
        ("evidence-by-kind", "document", 14, 1, 7),
        ("evidence-by-kind", "link", 86, 6, 7),
        ("evidence-by-kind", "interview", 0, 0, 7),
        ("evidence-by-kind", "file", 0, 0, 7),
        ("evidence-source-known", "plan", 14, 1, 7),
        ("evidence-independent", "plan", 0, 0, 1),
        ("evidence-age-median", "plan", None, 3, 7),
        ("evidence-age-oldest", "plan", None, 3, 7),
        ("evidence-dead", "plan", None, 0, 0),
        ("commitments-verifiable", "plan", 100, 3, 3),
        ("commitments-relevant", "plan", 100, 3, 3),
        ("commitments-new", "plan", 100, 3, 3),
        ("commitments-substantial", "plan", 100, 3, 3),
        ("commitments-promising", "plan", 100, 3, 3),
        ("commitment-promising", "commitment 1", "yes", None, None),
        ("commitment-promising", "commitment 2", "yes", None, None),
        ("commitment-promising", "commitment 3", "yes", None, None),
        ("value-commitments", "Access to information", 67, 2, 3),
        ("value-commitments", "Civic Participation", 67, 2, 3),
        ("value-commitments", "Public Accountability", 33, 1, 3),
        ("value-commitments", technology, 33, 1, 3),
        *(("milestones", f"commitment {n}", None, None, None) for n in (1, 2, 3)),
        # the summaries in plan.yaml hold no number and name no institution
        *(
            (hint, f"commitment {n}", 0, None, None)
            for n in (1, 2, 3)
            for hint in ("hint-targets", "hint-institutions")
        ),
    ]


def test_length_of_the_shipped_process_is_an_interval() -> None:
    """At the least from 31 July to 7 September 2021 (38 days), at the most the whole of 2021 (364 days)."""
    (months,) = [one for one in compute(load("khmelnytskyi-2021-2025")) if one.id == "process-months"]

    assert (months.value, months.low, months.high) == (None, 1.2, 12.0)  # 38 / 30.4375 = 1.248, 364 / 30.4375 = 11.96


def test_flags_of_the_shipped_dossier_say_that_the_answers_are_coded(project: Project) -> None:
    flags = {(one.id, one.entity): one.flags for one in compute(load(project.slug, root=project.root))}

    assert flags["requirements-met", "plan"] == ("no answer is stated on the form: 4 of 4",)
    assert flags["requirements-verdict", "plan"] == ("4 of 4 answers are not stated on the form",)
    assert flags["requirements-coded-verdict", "plan"] == ("4 of 4 answers are a reviewer's coding",)
    assert flags["practices-followed", "plan"] == ("6 of 6 answers are a reviewer's coding", "2 unclear")
    assert flags["participation-level", "plan"][-3:] == (
        "2.4 unclear: Involve undetermined",
        "3 of 3 answers are a reviewer's coding",
        "which question stands for which level is inferred",
    )
    assert flags["commitments-substantial", "plan"] == ()
    assert flags["commitment-promising", "commitment 1"] == ("2 of 3 answers are a reviewer's coding",)
