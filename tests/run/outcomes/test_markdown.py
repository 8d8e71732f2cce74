"""The Markdown summary, read with tables and links switched on as on GitHub."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ogpkit.errors import Problem
from ogpkit.run.outcomes import Outcome, markdown_summary
from ogpkit.run.outcomes.markdown import _code
from ogpkit.run.outcomes.outcome import clean
from tests.run.outcomes.conftest import HOSTILE, failed
from tests.run.outcomes.test_outcome import ANY_TEXT

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLAIN = {"text", "code_inline", "softbreak"}
MARKUP = {"link_open", "image", "html_block", "fence", "code_block", "strong_open", "em_open", "s_open", "hr"}


def tokens(text):
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def cells(text):
    """Return the contents of every row of a body, cell by cell, as the words that a reader sees."""
    found, row, body = [], [], False
    for token in READER.parse(text):
        body = (body and token.type != "tbody_close") or token.type == "tbody_open"
        if token.type == "tr_open":
            row = []
        elif token.type == "inline" and body:
            row.append([child.content for child in token.children if child.type in PLAIN])
        elif token.type == "tr_close" and body:
            found.append(row)
    return found


def test_failures_come_first_with_their_messages_then_what_was_slow(outcomes):
    text = markdown_summary(outcomes, seconds=4.2)

    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "## Reports: 2 failed, 1 made, 1 would be made, 1 unchanged",
        "### Failed: 2",
        "### Slowest",
        "### Why reports were not up to date",
    ]
    assert "5 reports, 4.2 s in all. In what was made: 2 warnings about the data, 1 warning about reports." in text
    assert cells(text)[:2] == [
        [["b"], [str(problem) for problem in outcomes[1].problems]],
        [["c"], ["notebooks/inception.ipynb: cell 4 failed: ValueError: x"]],
    ]


def test_what_goes_on_in_a_second_line_of_a_message_stands_apart():
    text = markdown_summary([Outcome("a", "params/a.yaml", "failed", message="cell 4 failed: x\n  kept in a.ipynb")])

    assert "`cell 4 failed: x`<br>`kept in a.ipynb` |" in text


def test_the_slowest_reports_are_ordered_and_their_stages_stand_in_columns(outcomes):
    rows = cells(markdown_summary(outcomes))

    assert [["a"], ["0.81"], ["0.10"], ["0.60"], ["0.02"], ["0.08"], ["0.01"], ["123 MB"]] in rows
    assert rows.index([["b"], ["0.05"], *[["–"]] * 6]) == 3


def test_reasons_are_counted(outcomes):
    assert cells(markdown_summary(outcomes))[-3] == [["survey.csv changed"], ["2"]]


def test_where_all_is_well_only_counts_are_said():
    text = markdown_summary([Outcome("a", "params/a.yaml", "unchanged")])

    assert text == "## Reports: 1 unchanged\n\n1 report.\n\n"


def test_no_report_at_all_is_said():
    assert markdown_summary([]).startswith("## Reports: none\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stands_in_code_spans_alone(text):
    summary = markdown_summary([failed(text)])

    ((shown,),) = [row[0] for row in cells(summary)[:1]]
    assert bare(shown) == bare(" ".join(clean(text).split()))
    assert {token.type for token in tokens(summary)} & MARKUP == set()
    assert {token.content for token in tokens(summary) if token.type == "html_inline"} <= {"<br>"}


def bare(shown):
    """Return a text without backslashes before a bar: one more of them is the price of one reading everywhere."""
    return re.sub(r"\\+\|", "|", shown)


@given(ANY_TEXT | st.text("|\\`a <*_@"))
def test_any_text_leaves_the_tables_whole(text):
    rows = cells(markdown_summary([failed(text)]))

    assert [len(row) for row in rows] == [2, 4, 2]
    assert all(len(cell) <= 5 for row in rows for cell in row)  # each complaint may stand in two code spans


@given(ANY_TEXT.map(lambda text: text.replace("\\", "")))
def test_any_text_without_a_backslash_is_shown_as_it_is(text):
    shown = " ".join(clean(text).split())
    rows = cells(f"| x |\n| --- |\n| {_code(text)} |\n")

    assert rows == [[[shown[:499] + "…" if len(shown) > 500 else shown or "–"]]]


@given(st.text("|\\`a "))
def test_every_bar_follows_an_odd_number_of_backslashes(text):
    span = _code(text)
    for place in (place for place, one in enumerate(span) if one == "|"):
        before = span[:place]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 1


def many(number, size):
    problems = tuple(Problem("plan.yaml", line, "я" * size) for line in range(1, 8))
    return [Outcome(f"city-{place:05}", "p", "failed", ("r",), problems=problems, seconds=1) for place in range(number)]


@pytest.mark.parametrize("limit", [4_000, 20_000, 1_000_000])
def test_a_summary_is_never_larger_than_its_limit_and_says_what_is_left_out(limit):
    text = markdown_summary(many(2_000, 300), limit=limit)

    listed = sum(line.startswith("| `city-") and "plan.yaml" in line for line in text.splitlines())
    assert limit / 3 < len(text.encode()) <= limit
    assert f"{2_000 - listed} more failed, for which there is no room here" in text


def test_of_a_report_with_very_many_problems_the_first_are_shown_and_the_rest_counted():
    assert "and 2 more |" in markdown_summary(many(1, 10))


def test_a_limit_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="4000 bytes or more"):
        markdown_summary([], limit=100)
