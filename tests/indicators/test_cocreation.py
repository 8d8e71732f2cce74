"""Requirements, practices and participation, against tables computed by hand."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from ogpkit.indicators import participation_level, practices, requirements
from tests.indicators.conftest import answered, coded, small

REQUIREMENTS = ("1.1", "1.2", "1.3", "1.4")
PRACTICES = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6")


@pytest.mark.parametrize(
    "letters, met, verdict",
    [
        ("YYYY", 4, "met"),
        ("YYYN", 3, "not met"),
        ("NYYY", 3, "not met"),
        ("NNNN", 0, "not met"),
        ("YYYU", 3, "undetermined"),
        ("YYY.", 3, "undetermined"),
        ("UUUU", 0, "undetermined"),
        ("....", 0, "undetermined"),
        ("U.NY", 1, "not met"),
        ("N...", 0, "not met"),
        ("NUUU", 0, "not met"),
    ],
)
def test_verdict_on_the_requirements(letters: str, met: int, verdict: str) -> None:
    rate, judged = requirements(small(records(REQUIREMENTS, letters)))

    percents = {0: None if letters == "...." else 0, 1: 25, 3: 75, 4: 100}
    assert (rate.id, rate.n, rate.N, rate.value) == ("requirements-met", met, 4, percents[met])
    assert (judged.id, judged.value, judged.n, judged.N) == ("requirements-verdict", verdict, met, 4)


def records(numbers: tuple[str, ...], letters: str) -> dict[str, object]:  # type: ignore[type-arg]
    """Return answers by letter: Y, N, U, a dot for none; small letters are coded."""
    options = {"y": "Yes", "n": "No", "u": "Unclear"}
    made = {}
    for number, letter in zip(numbers, letters, strict=True):
        if letter != ".":
            made[number] = (coded if letter.islower() else answered)(options[letter.lower()])
    return made


def test_every_combination_of_requirements_has_the_verdict_of_the_definition() -> None:
    """met: all Yes; not met: at least one No; undetermined: otherwise."""
    seen: Counter[object] = Counter()
    for letters in product("YNU.", repeat=4):
        verdict = requirements(small(records(REQUIREMENTS, "".join(letters))))[1].value
        expected = "met" if set(letters) == {"Y"} else "not met" if "N" in letters else "undetermined"
        assert verdict == expected, letters
        seen[verdict] += 1

    # 4 ** 4 in all; without No there are 3 ** 4, and one of these is all Yes
    assert seen == {"met": 1, "undetermined": 80, "not met": 175}


def test_coded_answers_count_in_a_rate_and_a_verdict_of_their_own() -> None:
    rate, stated, coded_rate, judged = requirements(small(records(REQUIREMENTS, "Yyyu")))

    assert (coded_rate.id, coded_rate.value, coded_rate.n, coded_rate.undetermined) == (
        "requirements-coded-met",
        75,
        3,
        1,
    )
    assert judged.value == "undetermined"
    assert coded_rate.flags == judged.flags == ("3 of 4 answers are a reviewer's coding", "1 unclear")
    assert (rate.value, rate.n, rate.undetermined) == (25, 1, 3)
    assert (stated.n, stated.value) == (1, "undetermined")
    assert rate.flags == stated.flags == ("3 of 4 answers are not stated on the form",)


def test_rate_from_the_coding_alone_never_stands_beside_a_verdict_without_it() -> None:
    rate, stated, coded_rate, judged = requirements(small(records(REQUIREMENTS, "yyyy")))

    assert (rate.value, rate.n, rate.N, rate.undetermined) == (None, 0, 4, 4)
    assert rate.flags == ("no answer is stated on the form: 4 of 4",)
    assert stated.value == "undetermined"
    assert (coded_rate.value, judged.value) == (100, "met")


def test_unclear_answers_that_the_form_states_are_flagged_beside_a_coding() -> None:
    rate = requirements(small(records(REQUIREMENTS, "YUy.")))[0]

    assert (rate.value, rate.flags) == (25, ("2 of 4 answers are not stated on the form", "1 unclear"))


def test_where_nobody_has_answered_there_is_no_percent() -> None:
    dossier = small()

    rate, verdict = requirements(dossier)
    assert (rate.value, rate.n, rate.N, rate.undetermined) == (None, 0, 4, 4)
    assert (verdict.value, verdict.n) == ("undetermined", 0)
    assert rate.flags == verdict.flags == ("not answered yet: 4 of 4",)
    followed = practices(dossier)
    assert (followed.value, followed.n, followed.N, followed.undetermined) == (None, 0, 6, 6)
    assert followed.flags == ("not answered yet: 6 of 6",)


@pytest.mark.parametrize("letters", ["U.....", "u.....", "N.....", "UUUUUU"])
def test_one_answer_of_any_kind_makes_a_rate(letters: str) -> None:
    followed = practices(small(records(PRACTICES, letters)))

    assert (followed.value, followed.n, followed.N) == (0, 0, 6)


def test_stated_answers_alone_are_a_verdict_of_their_own() -> None:
    _, stated, _, judged = requirements(small(records(REQUIREMENTS, "YyyY")))

    assert (stated.id, stated.value, stated.n) == ("requirements-verdict", "undetermined", 2)
    assert (judged.id, judged.value, judged.n) == ("requirements-coded-verdict", "met", 4)


def test_stated_no_settles_the_verdict_whatever_was_coded() -> None:
    _, stated, _, judged = requirements(small(records(REQUIREMENTS, "NyyY")))

    assert stated.value == judged.value == "not met"


def test_without_a_coding_there_is_one_verdict() -> None:
    assert [one.id for one in requirements(small(records(REQUIREMENTS, "YYN.")))] == [
        "requirements-met",
        "requirements-verdict",
    ]


def test_stated_answer_goes_before_a_coding() -> None:
    record = {**answered("No"), **coded("Yes")}

    assert requirements(small({"1.1": record}))[1].value == "not met"


def test_stated_answers_bear_no_flag() -> None:
    assert requirements(small(records(REQUIREMENTS, "YYYY")))[0].flags == ()


def test_unclear_and_missing_answers_are_flagged_with_their_numbers() -> None:
    assert practices(small(records(PRACTICES, "YUU..."))).flags == ("2 unclear, 3 not provided",)


@pytest.mark.parametrize(
    "letters, followed, percent",
    [("YYYYYY", 6, 100), ("YYYYY.", 5, 83), ("YYYYNU", 4, 67), ("YYYNNN", 3, 50), ("YyNNNN", 2, 33), ("Y.....", 1, 17)],
)
def test_practices_are_counted_over_all_six(letters: str, followed: int, percent: int) -> None:
    rate = practices(small(records(PRACTICES, letters)))

    assert (rate.n, rate.N, rate.value) == (followed, 6, percent)


LADDER = ("2.2", "2.3", "2.4", "2.5")


@pytest.mark.parametrize(
    "letters, level, last",
    [
        ("NYYY", "No consultation", "2.2 No: not Inform"),
        ("UYYY", "undetermined", "2.2 unclear: Inform undetermined"),
        (".YYY", "undetermined", "2.2 not provided: Inform undetermined"),
        ("YNYY", "Inform", "2.3 No: not Consult"),
        ("YUYY", "Inform", "2.3 unclear: Consult undetermined"),
        ("Y...", "Inform", "2.3 not provided: Consult undetermined"),
        ("YYNY", "Consult", "2.4 No: not Involve"),
        ("YYUY", "Consult", "2.4 unclear: Involve undetermined"),
        ("YYYN", "Involve", "2.5 No: not Collaborate"),
        ("YYYU", "Involve", "2.5 unclear: Collaborate undetermined"),
        ("YYYY", "Collaborate", "no question of the form stands for Empower"),
        ("....", "undetermined", "2.2 not provided: Inform undetermined"),
    ],
)
def test_level_counts_only_where_the_ones_below_it_hold(letters: str, level: str, last: str) -> None:
    found = participation_level(small(records(LADDER, letters)))

    assert (found.value, found.n, found.N) == (level, None, None)
    assert found.flags[-2:] == (last, "which question stands for which level is inferred")


def test_every_path_up_the_ladder_ends_at_the_first_answer_that_is_not_yes() -> None:
    levels = ["No consultation", "Inform", "Consult", "Involve", "Collaborate"]
    for letters in product("YNU.", repeat=4):
        path = "".join(letters)
        climbed = len(path) - len(path.lstrip("Y"))
        open_at_the_start = path[0] in "U."
        expected = "undetermined" if open_at_the_start else levels[climbed]
        assert participation_level(small(records(LADDER, path))).value == expected, path


def test_climb_is_told_step_by_step_and_only_steps_taken_count_as_coded() -> None:
    found = participation_level(small(records(LADDER, "yYuy")))

    assert found.flags == (
        "2.2 Yes: Inform",
        "2.3 Yes: Consult",
        "2.4 unclear: Involve undetermined",
        "2 of 3 answers are a reviewer's coding",
        "which question stands for which level is inferred",
    )
