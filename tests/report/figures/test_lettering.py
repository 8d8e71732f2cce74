from __future__ import annotations

import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import findfont, get_font
from matplotlib.ft2font import LoadFlags

from ogpkit.report.figures.lettering import font, text_width, wrapped

LATIN, CYRILLIC = "abcdefgijlmnrtvwyAFLPTVWYéüşğ", "абвгдежзийктуфхщьюяїєґАГДТУЧ"


def whole(text: str, size: float, bold: bool) -> float:
    """Return the width of a line that is set as a whole."""
    face = get_font(findfont(font(size, bold)))
    face.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0]) / 64


@pytest.mark.parametrize("letters", [LATIN, CYRILLIC, "αβγδεζΑΓΔΤΥ", "აბგდევზ", "աբգդեԱԲԳ", "سلامعيكم"])
@pytest.mark.parametrize("size, bold", [(12.0, False), (11.0, True), (9.5, False)])
@given(data=st.data())
def test_a_line_is_as_wide_as_its_words_together(letters: str, size: float, bold: bool, data: st.DataObject) -> None:
    words = st.text(alphabet=letters, min_size=1, max_size=8)
    text = data.draw(st.lists(words, max_size=5).map(" ".join)) + data.draw(
        st.sampled_from(["", " 58\u00a0%", " – V."])
    )
    assert text_width(text, size, bold=bold) == whole(text, size, bold)


@pytest.mark.parametrize(
    "text", ["", " ", "a  b", " \u0301a", "a \u0301", "fi ffi AV To", "58\u00a0% (30\u00a0of\u00a040)"]
)
def test_spaces_accents_and_letters_that_are_set_together_are_measured_as_they_are_set(text: str) -> None:
    assert text_width(text, 11.0) == whole(text, 11.0, False)


@given(words=st.lists(st.text(alphabet=LATIN + CYRILLIC, min_size=1, max_size=8), max_size=12))
def test_lines_are_as_full_as_they_can_be(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 130)
    assert " ".join(lines) == " ".join(words)
    assert all(text_width(line) <= 130 for line in lines)
    for line, following in pairwise(lines):
        assert text_width(f"{line} {following.split()[0]}") > 130


@given(word=st.text(alphabet=LATIN + CYRILLIC + "漢字", min_size=1, max_size=80), width=st.floats(20, 90))
def test_a_word_that_is_too_long_is_parted_where_a_line_is_full(word: str, width: float) -> None:
    lines = wrapped(word, width)
    assert "".join(lines) == word
    assert all(text_width(line) <= width for line in lines)
    for line, following in pairwise(lines):
        assert text_width(line + following[0]) > width


def test_a_letter_that_is_wider_than_the_line_stands_alone() -> None:
    assert wrapped("mm", 1) == ("m", "m")
