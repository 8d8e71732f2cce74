"""Text that people wrote stays what they wrote: nothing lost, nothing renumbered, nothing made up."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.privacy import WITHHELD
from ogpkit.report.blocks import Block, Link, ListBlock, Paragraph, Term, plain, walk
from ogpkit.report.prose import Terms, line, prose, withhold

MARKS = st.sampled_from(
    [*"-*+•–—#>`_~|\\<&[]!", "1.", "2)", "0.", "7.", "  ", "\n", "\n\n", "    ", "\t", "a b", "слово"]
)


def words(blocks: tuple[Block, ...]) -> str:
    """Return all letters of blocks, without blanks."""
    return "".join("".join(plain(block.content).split()) for block in walk(blocks) if isinstance(block, Paragraph))


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Return blocks as nested lists: a text for a paragraph, (first number or None, items) for a list."""
    return [
        (block.start if block.ordered else None, [shape(item) for item in block.items])
        if isinstance(block, ListBlock)
        else plain(block.content)  # type: ignore[union-attr]
        for block in blocks
    ]


SHAPES = {
    "paragraphs": ("One\nline\n\nTwo", ["One line", "Two"]),
    "bullets": ("- a\n- b", [(None, [["a"], ["b"]])]),
    "other bullets": ("• a\n◦ b\n– c\n— d", [(None, [["a"], ["b"], ["c"], ["d"]])]),
    "bullets right after a line": ("Such as\n• a", ["Such as", (None, [["a"]])]),
    "a bullet alone": ("•\n\nText", ["•", "Text"]),
    "an empty bullet": ("- a\n- \n- b", [(None, [["a"], ["b"]])]),
    "numbers": ("1. a\n2. b", [(1, [["a"], ["b"]])]),
    "numbers that jump": ("1. a\n3. c\n4. d", [(1, [["a"]]), (3, [["c"], ["d"]])]),
    "numbers from nought": ("0. a\n1. b", [(0, [["a"], ["b"]])]),
    "a year at the start": ("2021. The plan", [(2021, [["The plan"]])]),
    "a list in a list": ("- a\n  - b", [(None, [["a", (None, [["b"]])]])]),
    "a dash inside": ("a – b - c", ["a – b - c"]),
    "Markdown is just characters": ("# a *b* `c` [d](e)", ["# a *b* `c` [d](e)"]),
    "HTML is just characters": ("<b>a</b> &amp;", ["<b>a</b> &amp;"]),
    "indented": ("    a\n\tb", ["a b"]),
    "a line of dashes": ("- - - - - - - - - - - - end", ["- - - - - - - - - - - - end"]),
    "nothing": ("\n \n", []),
}


@pytest.mark.parametrize("name", SHAPES)
def test_paragraphs_and_lists_are_read_and_nothing_else(name):
    text, expected = SHAPES[name]
    assert shape(prose(text)) == expected


@given(st.lists(MARKS, max_size=30).map(" ".join))
def test_no_letter_is_lost_or_made_up(text):
    written = "".join(re.findall(r"[^\W\d_]", text))
    assert "".join(re.findall(r"[^\W\d_]", words(prose(text)))) == written


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1).filter(str.strip))
def test_a_word_is_a_paragraph_of_itself(text):
    assert words(prose(text)) == "".join(text.split())


ADDRESSES = ["a.b+c@example.org", "mailto:ann@example.co.uk", "ім'я.прізвище@місто.укр", "A_1-2@sub.example.museum"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "around", ["{}", "Ask {}.", "<{}>", "({}),", "– {}\n– b", "https://city.example.net/?to={}&x=1"]
)
def test_an_address_of_a_person_is_withheld_wherever_it_stands(address, around):
    text = around.format(address)
    shown = words(prose(text)) + "".join(item.href for item in line(text) if isinstance(item, Link))
    assert address.rpartition("@")[2] not in shown.replace(" ", "")
    assert WITHHELD.replace(" ", "") in shown


@pytest.mark.parametrize("text", ["x@y", "@name", "a @ b", "https://medium.com/@name", "100@"])
def test_what_is_no_address_of_a_person_stays(text):
    assert withhold(text) == text
    assert plain(line(text)) == text


def test_addresses_of_pages_are_links_without_the_marks_after_them():
    items = line("See https://example.org/a_(b)?c=d, HTTP://EXAMPLE.ORG. Or (https://example.org/x).")
    found = [item.href for item in items if isinstance(item, Link)]
    assert found[1:] == ["HTTP://EXAMPLE.ORG", "https://example.org/x"]
    assert found[0] == "https://example.org/a_(b)?c=d"


def test_a_term_is_linked_where_it_occurs_first_in_a_chapter():
    terms = Terms()
    first, second = line("The forum met.", terms), line("The Forum met again; forums.", terms)
    assert [item.text for item in first if isinstance(item, Term)] == ["forum"]
    assert not any(isinstance(item, Term) for item in second)
    assert plain(first) == "The forum met."


@pytest.mark.parametrize("text", ["a" * 50_000, "\n" * 50_000, "- " * 20_000, "a." * 25_000, "http://)" * 9_000])
def test_a_text_without_end_takes_no_time_without_end(text):
    began = time.process_time()
    prose(text)
    assert time.process_time() - began < 2
