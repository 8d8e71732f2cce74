"""Hints on targets and institutions: what they find, what they pass over, and that no text makes them slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators import IndicatorValue
from ogpkit.indicators.specificity import institutions_named, specificity_hints, targets_found
from tests.indicators.conftest import small

Value = Callable[..., IndicatorValue]


@pytest.mark.parametrize(
    "text, found",
    [
        ("Publish 45 datasets.", ["45 datasets"]),
        ("raise it by 12.5% and then by 3 %", ["12.5%", "3 %"]),
        ("at least 30", ["at least 30"]),
        ("At least 30 libraries, no fewer than 4", ["At least 30 libraries", "no fewer than 4"]),
        ("≥ 7 districts", ["≥ 7 districts"]),
        ("1,200 residents and 3 000 pupils", ["1,200 residents", "3 000 pupils"]),
        ("formar al menos 15 funcionarios", ["al menos 15 funcionarios"]),
        ("відкрити 12 реєстрів", ["12 реєстрів"]),
        ("40 markets and 5 decisions", ["40 markets", "5 decisions"]),
        ("budget of 2000 €", ["2000 €"]),
        # what is no target
        ("by 2025", []),
        ("in 2024 residents meet", []),
        ("on 15 March 2024, from 2021-2022 to 12/2024", []),
        ("15 березня 2024", []),
        ("Law No. 12 on data, Article 5 of it, ISO 27001", []),
        ("commitment 3 and phase 2 are done; see 1.4", []),
        ("version 2.1.3 at https://example.org/8/files", []),
        ("three libraries", []),
        ("", []),
    ],
)
def test_targets_are_numbers_of_something_and_no_dates_or_references(text: str, found: list[str]) -> None:
    assert list(targets_found(text)) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("with the City Council of Harbour.", ["City Council of Harbour"]),
        ("the Ministry of Finance and the Harbour University", ["Ministry of Finance", "Harbour University"]),
        ("la Secretaría de Hacienda y otros", ["Secretaría de Hacienda"]),
        ("Хмельницька Міська Рада", ["Хмельницька Міська Рада"]),
        ("Residents and Officials Meet", []),
        ("the council meets", []),
        ("", []),
    ],
)
def test_institutions_are_names_with_capitals_around_a_word_for_such_a_body(text: str, found: list[str]) -> None:
    assert list(institutions_named(text)) == found


def hinted(value: Value, name: str, **commitment: object) -> IndicatorValue:
    plan = {"commitments": [{"number": 1, "title": "One", **commitment}]}
    return value(small(plan=plan), name, "commitment 1")


def test_hint_counts_different_phrases_over_problem_action_and_milestones(value: Value) -> None:
    # 20 officials twice, 3 registers, at least 5: three different ones
    found = hinted(
        value,
        "hint-targets",
        problem="Only 20 officials know how.",
        action="Train 20 Officials and open 3 registers.",
        milestones=[{"title": "at least 5"}],
    )

    assert found.value == 3
    assert found.flags == ("“20 officials”, “3 registers”, “at least 5”",)


def test_hint_shows_five_and_counts_the_rest(value: Value) -> None:
    found = hinted(value, "hint-targets", action=", ".join(f"{n} registers" for n in range(1, 8)))

    assert found.value == 7
    assert found.flags[0].endswith("“5 registers” and 2 more")


def test_listed_institutions_count_with_those_of_the_texts_and_each_once(value: Value) -> None:
    found = hinted(value, "hint-institutions", institutions=["City Council", "Port"], action="By the City council.")

    assert (found.value, found.flags) == (2, ("“City Council”, “Port”",))


def test_commitment_without_a_text_has_no_hint(value: Value) -> None:
    found = hinted(value, "hint-targets")

    assert found.value is None
    assert found.flags == ("needs problem, action or milestones in plan.yaml",)


def test_e_mail_address_in_a_text_is_never_shown() -> None:
    text = "Write 20 letters to 30 mayor@council.example or Library mayor@council.example Council."
    for row in specificity_hints(small(plan={"commitments": [{"number": 1, "title": "One", "action": text}]})):
        assert "mayor" not in " ".join(row.flags)


HOSTILE = {
    "digits": "1" * 20_000,
    "dotted": "1." * 10_000,
    "grouped": "1.000" * 4_000,
    "spaced groups": "1 000 000 000 " * 1_500,
    "signs": "≥" * 20_000,
    "words before": "at least " * 2_200,
    "capitals": "A " * 10_000,
    "links": "Council" + " of" * 6_000,
    "names": "Council of the " * 1_300,
    "one word": "a" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_the_search_slow(name: str) -> None:
    began = time.perf_counter()
    list(targets_found(HOSTILE[name]))
    list(institutions_named(HOSTILE[name]))

    assert time.perf_counter() - began < 1  # measured: below 60 ms each


def test_text_of_megabytes_is_cut(value: Value) -> None:
    found = hinted(value, "hint-targets", action="so it is " * 300_000 + "12 registers")

    assert found.value == 0


@given(st.text(max_size=300))
def test_whatever_a_text_holds_what_is_found_stands_in_it(text: str) -> None:
    spaced = " ".join(text.split())
    for found in targets_found(spaced):
        assert found.split()[0] in spaced
    for name in institutions_named(text):
        assert all(word in text for word in name.split())
