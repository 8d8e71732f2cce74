from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ogpkit.indicators.definition import percent
from ogpkit.report.figures import LikertRow, Segment, likert
from ogpkit.report.figures.likert import MOST_ROWS, likert_alt, likert_sheet
from ogpkit.report.figures.palette import scale_colours
from ogpkit.report.figures.style import INK, MARGIN, WIDTH, Sheet
from tests.report.figures.conftest import RATING
from tests.report.figures.drawing import boxes, faults, outside, texts, unreadable
from tests.report.figures.labels import COUNTS, SCALES, label, some

FIVE = ("1", "2", "3", "4", "5")


def row(*counts: int, scale: tuple[str, ...] = FIVE, name: str = "Row", asked: int | None = None) -> LikertRow:
    return LikertRow(name, tuple(Segment((step,), count) for step, count in zip(scale, counts, strict=True)), asked)


def words(sheet: Sheet) -> list[str]:
    return [text for text, _ in texts(sheet)]


def centre(sheet: Sheet) -> float:
    """Return where the line of the middle stands."""
    lines = [path for (_, edge, _, _, over), paths in sheet.paths.items() if (edge, over) == (INK, 4) for path in paths]
    places = {round(float(x), 6) for path in lines for x in path.vertices[:, 0]}
    assert len(places) == 1
    return places.pop()


def test_the_picture_says_what_it_said(ratings: list[LikertRow], snapshot: object) -> None:
    assert {"words": words(likert_sheet(ratings, RATING, "Synthetic")), "alt": likert_alt(ratings, RATING)} == snapshot


# --- where the bars stand ---------------------------------------------------------------------------------------------
def test_the_middle_option_of_an_odd_scale_is_halved_by_the_line() -> None:
    sheet = likert_sheet([row(10, 20, 40, 5, 25)], FIVE)
    middle = boxes(sheet, scale_colours(5)[2])[0]
    assert (middle.x0 + middle.x1) / 2 == pytest.approx(centre(sheet))


def test_an_even_scale_is_parted_by_the_line() -> None:
    sheet = likert_sheet([row(10, 20, 40, 30, scale=FIVE[:4])], FIVE[:4])
    low, high = (boxes(sheet, colour)[0] for colour in scale_colours(4)[1:3])
    assert (low.x1, high.x0) == (pytest.approx(centre(sheet)), pytest.approx(centre(sheet)))


def test_all_rows_have_one_middle_and_one_unit() -> None:
    rows = [row(40, 0, 0, 0, 10), row(0, 0, 10, 0, 190), row(3, 3, 3, 3, 3)]
    sheet = likert_sheet(rows, FIVE)
    ends = [boxes(sheet, scale_colours(5)[place]) for place in (0, 4)]
    assert ends[0][0].x1 == pytest.approx(centre(sheet))
    assert ends[1][0].x0 == pytest.approx(centre(sheet))
    assert ends[0][0].width / 0.8 == pytest.approx(ends[1][1].width / 0.95)


def test_a_merge_across_the_middle_is_divided_by_its_options_and_that_is_said() -> None:
    merged = (Segment(("1",), 10), Segment(("2", "3", "4"), 60), Segment(("5",), 30))
    sheet = likert_sheet([LikertRow("Row", merged)], FIVE)
    low, high = (boxes(sheet, colour)[0] for colour in (scale_colours(5)[0], scale_colours(5)[4]))
    assert (low.x1 + high.x0) / 2 == pytest.approx(centre(sheet))
    assert "equally frequent" in " ".join(words(sheet))
    assert "equally frequent" not in " ".join(words(likert_sheet([row(1, 2, 3, 4, 5)], FIVE)))


def test_a_merged_segment_has_an_outline_and_its_name() -> None:
    merged = (Segment(("1", "2"), 30), *row(0, 0, 30, 30, 10).segments[2:])
    shown = words(likert_sheet([LikertRow("Row", merged)], FIVE))
    assert "1 or 2: 30\xa0%" in shown
    assert "outlined: answers put together for confidentiality" in shown
    few = (Segment(("1", "2"), 5, "one or two"), *row(0, 0, 90, 3, 2).segments[2:])
    assert "outlined: one or two (5 %)" in words(likert_sheet([LikertRow("Row", few)], FIVE))


def test_parts_of_one_figure_are_drawn_to_one_scale() -> None:
    rows = [row(90, 5, 5, 0, 0), row(0, 0, 5, 5, 90)]
    alone, among = (boxes(likert_sheet(rows[:1], FIVE, among=of), scale_colours(5)[0])[0] for of in ((), rows))
    both = boxes(likert_sheet(rows, FIVE), scale_colours(5)[0])[0]
    assert among.width == pytest.approx(both.width)
    assert among.width < alone.width


# --- what is said -----------------------------------------------------------------------------------------------------
def test_the_two_highest_answers_are_said_where_nothing_else_is_put_to_them() -> None:
    assert row(1, 2, 3, 4, 5).top_two == 9
    assert LikertRow("x", (Segment(FIVE[:3], 6), Segment(FIVE[3:], 9))).top_two == 9
    assert LikertRow("x", (Segment(FIVE[:2], 6), Segment(FIVE[2:4], 4), Segment(FIVE[4:], 5))).top_two is None
    assert row(1, 2, 3, scale=FIVE[:3]).top_two is None
    assert row(0, 0, 0, 0, 0).top_two is None


def test_the_two_highest_are_named_above_their_column_where_their_names_are_short() -> None:
    assert "two highest, 4 or 5" in words(likert_sheet([row(1, 2, 3, 4, 5)], FIVE))
    long = (*FIVE[:3], "a very long name " * 3, "and another one " * 3)
    assert "two highest" in words(likert_sheet([row(1, 2, 3, 4, 5, scale=long)], long))


def test_a_number_in_a_narrow_bar_stands_without_its_sign() -> None:
    shown = words(likert_sheet([row(3, 2, 3, 2, 90)], FIVE))
    assert "90\xa0%" in shown
    assert not any(text in ("3\xa0%", "2\xa0%") for text in shown)


def test_a_row_without_the_two_highest_says_why() -> None:
    joined = LikertRow("x", (*row(1, 2, 0, 0, 0).segments[:2], Segment(FIVE[2:4], 4), Segment(FIVE[4:], 5)))
    why = "–: one of the two highest is put together with others."
    assert why in " ".join(words(likert_sheet([row(1, 2, 3, 4, 5), joined], FIVE)))
    assert why not in " ".join(words(likert_sheet([row(1, 2, 3, 4, 5)], FIVE)))


def test_a_row_that_may_not_be_published_says_so_and_shows_nothing() -> None:
    held = LikertRow("Archive", (), 100, "not shown: too few answers")
    shown = words(likert_sheet([row(1, 2, 3, 4, 5), held], FIVE))
    assert "not shown: too few answers" in shown
    assert not any("100" in text for text in shown)
    assert likert_alt([held], FIVE).endswith("Archive: not shown: too few answers.")


def test_nobody_answered_is_said() -> None:
    assert "no valid answer" in words(likert_sheet([row(0, 0, 0, 0, 0, asked=12)], FIVE))
    assert likert([row(0, 0, 0, 0, 0, asked=12)], scale=FIVE).alt.endswith("Row (n = 0 of 12) – no valid answer.")


def test_equal_shares_are_said_to_be_equal() -> None:
    said = likert_alt([row(1, 1, 1, 1, 1, name="A"), row(2, 2, 2, 2, 2, name="B")], FIVE)
    assert "The two highest answers, 4 or 5, are equally frequent for A and B: 40 %." in said


def test_of_one_rating_the_share_alone_is_said() -> None:
    assert "The two highest answers, 4 or 5, are chosen by 60 % for Row." in likert_alt([row(1, 1, 2, 3, 3)], FIVE)


@some
@given(st.lists(COUNTS, min_size=5, max_size=5))
def test_numbers_and_lengths_agree_with_the_counts(counts: list[int]) -> None:
    total = sum(counts)
    assume(total)
    sheet = likert_sheet([row(*counts)], FIVE)
    found = [boxes(sheet, colour) for colour in scale_colours(5)]
    legend = [one[-1] for one in found]  # the last of each colour explains it
    bars = [one[:-1] for one in found]
    whole = sum(box.width for one in bars for box in one)
    for count, boxes_of in zip(counts, bars, strict=True):
        assert len(boxes_of) == (count > 0)
        if count:
            assert boxes_of[0].width / whole == pytest.approx(count / total, abs=1e-9)
    above = [text for text, box in texts(sheet) if sheet.height - box.y0 < legend[0].y0 and box.x1 < WIDTH - MARGIN - 1]
    inside = [text for text in above if text.removesuffix("\xa0%").isdigit()]
    expected = [f"{percent(count, total)}" for count in counts if count]
    assert all(text.removesuffix("\xa0%") in expected for text in inside)
    wide = [
        f"{percent(count, total)}\xa0%" for count, one in zip(counts, bars, strict=True) if one and one[0].width > 45
    ]
    assert [text for text in inside if text in wide] == wide or set(wide) <= set(inside)
    assert f"{percent(counts[3] + counts[4], total)}\xa0%" in words(sheet)


# --- whatever is drawn, it fits ---------------------------------------------------------------------------------------
@some
@given(st.data(), SCALES, st.integers(1, 12))
def test_ratings_fit(data: st.DataObject, scale: tuple[str, ...], count: int) -> None:
    rows = []
    for _ in range(count):
        cuts = sorted(data.draw(st.sets(st.integers(1, len(scale) - 1))) | {0, len(scale)})
        segments = tuple(Segment(scale[first:last], data.draw(COUNTS)) for first, last in pairwise(cuts))
        rows.append(LikertRow(data.draw(label), data.draw(st.just(segments) | st.just(())), None))
    sheet = likert_sheet(rows, scale, data.draw(st.just("") | label))
    assert (faults(sheet), outside(sheet), unreadable(sheet)) == ([], [], [])
    assert likert(rows, scale=scale).alt


@pytest.mark.parametrize("counts", [(1, 0), (0, 1), (10**7, 1)])
def test_everybody_on_one_side_fits(counts: tuple[int, int]) -> None:
    sheet = likert_sheet([row(*counts, scale=("no", "yes"), asked=2 * 10**7)], ("no", "yes"))
    assert (faults(sheet), outside(sheet)) == ([], [])
    assert min(box.x0 for colour in scale_colours(2) for box in boxes(sheet, colour)) >= MARGIN - 1e-9


# --- what is refused --------------------------------------------------------------------------------------------------
def test_more_bars_than_fit_are_an_error() -> None:
    with pytest.raises(ValueError, match="25 ratings do not fit into one figure; at most 24 do"):
        likert([row(1, 2, 3, 4, 5)] * (MOST_ROWS + 1), scale=FIVE)


def test_a_row_on_another_scale_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="Website: not on the scale: 5"):
        likert([row(1, 2, 3, 4, 5, name="Website")], scale=FIVE[:4])


def test_more_answers_than_people_are_an_error() -> None:
    with pytest.raises(ValueError, match="Row: more valid answers than people asked"):
        row(1, 2, 3, 4, 5, asked=14)
