from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.report.record.characters import printable, terminal_text


@pytest.mark.parametrize(
    "text, expected",
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://e.org\x07link\x1b]8;;\x07", "link"),
        (" 10%\r 50%\r100%\n", "100%"),
        ("abcdef\rxy", "xycdef"),
        ("ab\b\bxy", "xy"),
        ("\bx", "x"),
        ("a\r\nb", "a\nb"),
        ("bell\x07", "bell"),
        ("  indented\n", "  indented"),
    ],
)
def test_printed_text_is_what_a_terminal_shows(text: str, expected: str) -> None:
    assert terminal_text(text) == expected


@given(st.text(st.characters(categories=["L", "Cc", "Cs", "Zs"]) | st.sampled_from("\x1b[]\\\b\r\n")))
def test_nothing_is_left_that_a_writer_cannot_carry(text: str) -> None:
    for result in (printable(text), terminal_text(text)):
        result.encode("utf-8")
        assert not any(ord(character) < 32 and character not in "\t\n" for character in result)
        assert printable(result) == result
