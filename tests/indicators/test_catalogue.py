"""The catalogue and the whole list of indicators."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.load import load
from ogpkit.indicators import CATALOGUE, compute, percent
from tests.conftest import Project
from tests.indicators.conftest import coded, small


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
    assert {value.id for value in compute(small({"1.1": coded("Yes")}))} == set(CATALOGUE)


def test_definitions_say_what_where_from_and_in_which_unit() -> None:
    for name, entry in CATALOGUE.items():
        assert name == entry.id
        assert all((entry.name, entry.definition, entry.source))
        assert bool(entry.formula) == (entry.unit == "%"), name


def test_every_rate_carries_the_numerator_and_denominator_behind_its_percent() -> None:
    for one in compute(small()):
        if one.definition.unit == "%":
            assert one.n is not None
            assert one.N is not None
            assert one.value == percent(one.n, one.N)


def test_no_indicator_is_computed_twice_for_one_entity() -> None:
    keys = [(value.id, value.entity) for value in compute(small(commitments={1: {}, 2: None, 3: {}}))]

    assert len(set(keys)) == len(keys)


def test_indicators_of_the_shipped_dossier(project: Project) -> None:
    """Read off the published report by hand: three commitments, all new, all of substantial potential."""
    found = [(one.id, one.entity, one.value, one.n, one.N) for one in compute(load(project.slug, root=project.root))]

    technology = "Technology and Innovation for Transparency and Accountability"
    assert found == [
        ("requirements-met", "plan", 100, 4, 4),
        ("requirements-verdict", "plan", "undetermined", 0, 4),
        ("requirements-coded-verdict", "plan", "met", 4, 4),
        ("practices-followed", "plan", 67, 4, 6),
        ("participation-level", "plan", "Consult", None, None),
        ("answers-stated", "plan", 27, 6, 22),
        ("evidence-coverage", "plan", 23, 5, 22),
        ("evidence-addresses", "plan", 0, 0, 7),
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
    ]


def test_flags_of_the_shipped_dossier_say_that_the_answers_are_coded(project: Project) -> None:
    flags = {(one.id, one.entity): one.flags for one in compute(load(project.slug, root=project.root))}

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
