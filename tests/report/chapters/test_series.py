"""What is too long for one figure or table is shown in several of about the same length, each with its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.report import blocks as b
from ogpkit.report.chapters.series import numbered, parted

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='3'/>"


def figure() -> b.Figure:
    return b.Figure(media="image/svg+xml", data=SVG, alt="Three bars.", caption=b.inlines("Ratings"))


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 9))
def test_every_row_stands_in_one_part_in_its_order_and_no_part_counts_too_many(counts: list[bool], most: int) -> None:
    rows = list(enumerate(counts))
    parts = parted(rows, most, lambda row: row[1])
    assert [row for part in parts for row in part] == rows
    sizes = [sum(counting for _, counting in part) for part in parts]
    assert max(sizes) <= most
    assert len(parts) == max(1, -(-sum(counts) // most))
    assert max(sizes[:-1], default=0) - min(sizes[:-1], default=0) == 0


def test_where_no_rule_is_given_every_row_counts() -> None:
    assert parted(range(7), 3) == [[0, 1, 2], [3, 4, 5], [6]]
    assert parted([], 3) == [[]]


def test_of_one_nothing_is_numbered() -> None:
    assert numbered([figure()], "ratings") == (figure().model_copy(update={"anchor": "ratings"}),)


def test_of_several_each_tells_its_number_and_links_lead_to_the_first() -> None:
    found = numbered([figure(), figure(), figure()], "ratings")
    assert [b.plain(one.caption) for one in found if isinstance(one, b.Figure)] == [
        "Ratings (1 of 3)",
        "Ratings (2 of 3)",
        "Ratings (3 of 3)",
    ]
    assert [(one.anchor, one.alt) for one in found if isinstance(one, b.Figure)] == [
        ("ratings", "Part 1 of 3. Three bars."),
        ("ratings-2", "Part 2 of 3. Three bars."),
        ("ratings-3", "Part 3 of 3. Three bars."),
    ]


@pytest.mark.parametrize("many", [1, 2])
def test_without_a_name_none_has_an_anchor(many: int) -> None:
    table = b.Table(columns=(), rows=(), caption=b.inlines("By part"))
    assert {one.anchor for one in numbered([table] * many) if isinstance(one, b.Table)} == {None}
