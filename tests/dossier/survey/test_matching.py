"""What is understood of a cell is written down here, and nothing else is understood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.survey.matching import FOREIGN, Matcher, tidy


@pytest.mark.parametrize(
    "cell, code",
    [
        ("1", 0), (" 1 ", 0), ("1.0", 0), ("1,00", 0), ("+1", 0), ("01", 0), ("\u0661", 0), ("\uff11", 0), ("2", 1),
        ("-2", FOREIGN), ("1.5", FOREIGN), ("1e0", FOREIGN), ("one", FOREIGN), ("1 1", FOREIGN), ("\u00b9", FOREIGN),
        ("-9", -2), ("\u22129", -2), ("-9.0", -2), ("9", FOREIGN), ("9" * 5000, FOREIGN),
    ],
)  # fmt: skip
def test_whole_numbers_are_understood_as_programs_write_them(cell: str, code: int) -> None:
    assert Matcher(["1", "2"], ["-9"], {}).code(cell) == code


def test_options_that_are_the_same_number_are_told_apart_by_their_digits_alone() -> None:
    matcher = Matcher(["1", "01"], [], {})

    assert [matcher.code(cell) for cell in ("1", "01", "1.0")] == [0, 1, FOREIGN]


@pytest.mark.parametrize(
    "cell",
    [
        "Caf\u00e9 du port",
        "Cafe\u0301 du port",
        " Caf\u00e9\u00a0du  port\u2003",
        "Caf\u00e9\ndu port",
        "\u3000Caf\u00e9 du port",
    ],
)
def test_blanks_and_ways_to_write_an_accent_do_not_matter(cell: str) -> None:
    assert Matcher(["other", "Cafe\u0301 du port"], [], {}).code(cell) == 1


@pytest.mark.parametrize("cell", ["YES", "yes", "yEs "])
def test_other_capitals_are_foreign_with_a_word_on_what_was_meant(cell: str) -> None:
    matcher = Matcher(["Yes", "No"], [], {})

    assert (matcher.code(cell), matcher.meant(cell)) == (FOREIGN, "Yes")


def test_nothing_is_proposed_for_another_word() -> None:
    assert Matcher(["Yes", "No"], [], {}).meant("Yess") is None


@given(st.lists(st.text(min_size=1).map(tidy).filter(bool), unique_by=str, min_size=1, max_size=8), st.data())
def test_each_option_is_itself_in_any_form_and_dress(options: list[str], data: st.DataObject) -> None:
    options = list(dict.fromkeys(unicodedata.normalize("NFC", option) for option in options))
    place = data.draw(st.integers(0, len(options) - 1))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    pad = data.draw(st.sampled_from(["", " ", "\t", "\u00a0"]))
    labels = {option: data.draw(st.sampled_from([*options, "label"])) for option in options}

    assert Matcher(options, [], labels).code(pad + unicodedata.normalize(form, options[place]) + pad) == place
