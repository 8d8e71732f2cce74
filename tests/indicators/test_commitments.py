"""Indicators of commitments, against tables computed by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import OGP_VALUES
from ogpkit.indicators import IndicatorValue, commitment_verdicts
from tests.indicators.conftest import Record, answered, coded, small

Value = Callable[..., IndicatorValue]
OPTIONS = {"Y": "Yes", "N": "No", "U": "Unclear", "c": "continuation", "n": "new", "u": "unclear", "m": "modest",
           "s": "substantial"}  # fmt: skip


def assessed(letters: str) -> dict[str, Record]:
    """Return the answers on one commitment: verifiable, relevant, new, potential; a dot stands for none."""
    parts = zip("1234", letters, strict=True)
    return {part: answered(OPTIONS[letter]) for part, letter in parts if letter != "."}


def plan_of(*commitments: str | None) -> Dossier:
    return small(commitments={n: letters and assessed(letters) for n, letters in enumerate(commitments, start=1)})


# Six commitments: by hand, verifiable 4 (1, 2, 3, 6), relevant 2 (1, 3; 5 is ruled out), new 2 (1, 6), substantial
# 2 (1, 6), promising 1 (1).
SIX = ("YYns", "YNcm", "YYcu", "UUcm", "NYns", "Y.ns")


@pytest.mark.parametrize(
    "name, n, percent, flags",
    [
        ("commitments-verifiable", 4, 67, ("1 unclear",)),
        ("commitments-relevant", 2, 33, ("1 unclear, 1 not provided", "1 not applicable")),
        ("commitments-new", 2, 33, ("1 not applicable",)),
        ("commitments-substantial", 2, 33, ("1 unclear", "1 not applicable")),
        ("commitments-promising", 1, 17, ("1 undetermined",)),
    ],
)
def test_rates_are_of_all_commitments_in_the_plan(
    value: Value, name: str, n: int, percent: int, flags: tuple[str, ...]
) -> None:
    found = value(plan_of(*SIX), name)

    assert (found.n, found.N, found.value, found.flags) == (n, 6, percent, flags)


def test_commitment_that_is_not_assessed_stays_in_the_denominator(value: Value) -> None:
    dossier = plan_of("YYns", None, None)

    for name in ("verifiable", "relevant", "new", "substantial"):
        found = value(dossier, f"commitments-{name}")
        assert (found.n, found.N, found.value, found.flags) == (1, 3, 33, ("2 not provided",))
    promising = value(dossier, "commitments-promising")
    assert (promising.n, promising.N, promising.flags) == (1, 3, ("2 undetermined",))
    assert value(dossier, "commitment-promising", "commitment 2").value == "undetermined"


def test_where_no_commitment_is_assessed_there_is_no_percent(value: Value) -> None:
    dossier = plan_of(None, None)

    for name in ("verifiable", "relevant", "new", "substantial", "promising"):
        found = value(dossier, f"commitments-{name}")
        assert (found.value, found.n, found.N, found.undetermined) == (None, 0, 2, 2)
        assert found.flags == ("not answered yet: 2 of 2",)
    assert value(dossier, "commitment-promising", "commitment 1").flags == ("3 not provided",)


def test_answers_missing_on_all_that_is_not_ruled_out_are_no_nought_percent(value: Value) -> None:
    dossier = plan_of("N...", None)

    relevant = value(dossier, "commitments-relevant")
    assert (relevant.value, relevant.N, relevant.undetermined) == (None, 2, 1)
    assert relevant.flags == ("not answered yet: 1 of 2", "1 not applicable")
    assert value(dossier, "commitments-verifiable").value == 0
    assert value(dossier, "commitments-promising").flags == ("not answered yet: 1 of 2", "1 not applicable")


def test_commitments_that_are_all_ruled_out_make_a_rate(value: Value) -> None:
    found = value(plan_of("N...", "NYns"), "commitments-promising")

    assert (found.value, found.n, found.N, found.flags) == (0, 0, 2, ())


@pytest.mark.parametrize(
    "commitments, percent, flags",
    [
        (("YY..", None), None, ("not fully answered yet: 2 of 2",)),
        (("YYcu", None), 0, ("1 undetermined",)),
        (("UYns", "YUns"), 0, ("2 undetermined",)),
        (("UYns", "YY.."), 0, ("2 undetermined",)),
    ],
)
def test_promising_has_no_percent_while_every_commitment_waits_for_answers(
    value: Value, commitments: tuple[str | None, ...], percent: int | None, flags: tuple[str, ...]
) -> None:
    found = value(plan_of(*commitments), "commitments-promising")

    assert (found.value, found.n, found.N, found.flags) == (percent, 0, 2, flags)


def test_open_answers_behind_an_undetermined_commitment_are_counted(value: Value) -> None:
    assert value(plan_of("YU.."), "commitment-promising", "commitment 1").flags == ("1 unclear, 1 not provided",)


def test_commitment_that_is_not_verifiable_makes_all_that_follows_not_applicable() -> None:
    (verdict,) = commitment_verdicts(plan_of("NYns"))

    assert [one.basis for one in verdict.all] == ["stated", "not-applicable", "not-applicable", "not-applicable"]
    assert [one.value for one in verdict.all] == ["no", None, None, None]
    assert verdict.promising == "not applicable"


def test_coding_as_not_verifiable_makes_what_follows_not_applicable_too() -> None:
    (verdict,) = commitment_verdicts(small(commitments={1: {"1": coded("No"), "4": answered("substantial")}}))

    assert [one.basis for one in verdict.all] == ["coded", "not-applicable", "not-applicable", "not-applicable"]


def test_unclear_verifiability_rules_nothing_out() -> None:
    (verdict,) = commitment_verdicts(plan_of("UYns"))

    assert [one.value for one in verdict.all] == ["unclear", "yes", "new", "substantial"]


@pytest.mark.parametrize(
    "letters, promising",
    [
        ("YYns", "yes"),
        ("YYcs", "yes"),
        ("YY.s", "yes"),
        ("YYnm", "no"),
        ("YYnu", "no"),
        ("YNns", "no"),
        ("UNns", "no"),
        ("UYnm", "no"),
        ("YYn.", "undetermined"),
        ("YUns", "undetermined"),
        ("UYns", "undetermined"),
        (".Yns", "undetermined"),
        ("Y.ns", "undetermined"),
        ("....", "undetermined"),
        ("...m", "no"),
        ("NYns", "not applicable"),
        ("N...", "not applicable"),
    ],
)
def test_promising_is_verifiable_relevant_and_of_substantial_potential(letters: str, promising: str) -> None:
    (verdict,) = commitment_verdicts(plan_of(letters))

    assert verdict.promising == promising


def test_every_combination_is_promising_only_if_all_three_hold() -> None:
    for verifiable, relevant, potential in product("YNU.", "YNU.", "sum."):
        (verdict,) = commitment_verdicts(plan_of(f"{verifiable}{relevant}n{potential}"))
        if verifiable == "N":
            expected = "not applicable"
        elif relevant == "N" or potential in "um":
            expected = "no"
        else:
            expected = "yes" if (verifiable, relevant, potential) == ("Y", "Y", "s") else "undetermined"
        assert verdict.promising == expected, (verifiable, relevant, potential)


def test_coded_answers_on_commitments_are_flagged(value: Value) -> None:
    dossier = small(commitments={1: {"1": coded("Yes"), "2": answered("Yes"), "4": coded("substantial")}, 2: None})

    assert value(dossier, "commitments-verifiable").flags == (
        "1 of 2 answers are a reviewer's coding",
        "1 not provided",
    )
    assert value(dossier, "commitment-promising", "commitment 1").flags == ("2 of 3 answers are a reviewer's coding",)
    assert value(dossier, "commitments-promising").flags == (
        "2 of 6 answers are a reviewer's coding",
        "1 undetermined",
    )


def test_answers_of_one_commitment_are_never_taken_for_those_of_another_or_of_section_one(value: Value) -> None:
    dossier = small({"1.1": answered("No")}, {11: {"1": answered("Yes")}, 1: {"1": answered("Unclear")}})

    eleven, one = commitment_verdicts(dossier)
    assert (eleven.commitment.number, eleven.verifiable.value) == (11, "yes")
    assert (one.commitment.number, one.verifiable.value) == (1, "unclear")
    assert value(dossier, "requirements-verdict").value == "not met"


def test_values_are_counted_by_commitment_the_assessment_before_the_plan(value: Value) -> None:
    access, participation, accountability, technology = OGP_VALUES
    dossier = small(
        commitments={1: {}, 2: None, 3: None},
        values={1: (access, participation), 2: (participation, participation), 3: ()},
    )
    renamed = dossier.assessment.commitments[0].model_copy(update={"ogp_values": (accountability,)})
    dossier = Dossier(
        dossier.slug,
        dossier.form,
        dossier.plan,
        dossier.assessment.model_copy(update={"commitments": (renamed,)}),
    )

    counts = {name: value(dossier, "value-commitments", name) for name in OGP_VALUES}

    assert {name: (one.n, one.N, one.value) for name, one in counts.items()} == {
        access: (0, 3, 0),
        participation: (1, 3, 33),
        accountability: (1, 3, 33),
        technology: (0, 3, 0),
    }


def test_where_no_commitment_names_a_value_there_is_no_percent(value: Value) -> None:
    access = OGP_VALUES[0]
    bare = value(small(commitments={1: {}, 2: None}), "value-commitments", access)
    assert (bare.value, bare.n, bare.N, bare.undetermined) == (None, 0, 2, 2)
    assert bare.flags == ("no value is named yet: 2 of 2 commitments",)

    some = value(small(commitments={1: {}, 2: None}, values={1: (access,)}), "value-commitments", access)
    assert (some.value, some.n, some.flags) == (50, 1, ("for 1 of 2 commitments no value is named",))


def test_commitment_that_is_not_verifiable_counts_as_naming_no_value(value: Value) -> None:
    access, participation, *_ = OGP_VALUES
    dossier = small(
        commitments={1: {"1": answered("No")}, 2: {"1": answered("Yes")}},
        values={1: (access, participation), 2: (access,)},
    )

    found = [value(dossier, "value-commitments", name) for name in (access, participation)]

    assert [(one.n, one.N, one.flags) for one in found] == [
        (1, 2, ("1 not applicable",)),
        (0, 2, ("1 not applicable",)),
    ]
