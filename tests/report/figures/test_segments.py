from __future__ import annotations

import pytest

from ogpkit.report.figures import Segment
from ogpkit.report.figures.segments import check_scale, scale_legend, spans
from ogpkit.report.figures.style import Sheet
from tests.report.figures.drawing import faults, outside, texts

SCALE = ("1", "2", "3")


def one(*options: str, count: int = 1) -> Segment:
    return Segment(options, count)


def test_options_that_are_put_together_are_named_together() -> None:
    assert one("1", "2", "3").words == "1, 2 or 3"
    assert Segment(("1", "2"), 1, "1 or 2 (not satisfied)").words == "1 or 2 (not satisfied)"


@pytest.mark.parametrize(
    "segments, message",
    [
        ([one("1"), one("2")], "Row: each option of the scale must stand in one segment"),
        ([one("1"), one("2"), one("3"), one("3")], "Row: each option of the scale must stand in one segment"),
        ([one("1"), one("2", "3", "4")], "Row: not on the scale: 4"),
        ([one("2"), one("1"), one("3")], "Row: the segments do not follow the order of the scale"),
        ([one("1", "3"), one("2")], "Row: the segments do not follow the order of the scale"),
    ],
)
def test_segments_that_do_not_cover_the_scale_in_its_order_are_an_error(segments: list[Segment], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        spans("Row", segments, SCALE)


def test_where_the_order_means_nothing_any_options_may_be_put_together() -> None:
    assert spans("Row", [one("2"), one("1", "3")], SCALE, ordered=False) == [[1], [0, 2]]


@pytest.mark.parametrize(
    "scale, message",
    [
        ((), "from 2 to 11 options, this one 0"),
        (("1",), "from 2 to 11 options, this one 1"),
        (tuple(map(str, range(12))), "from 2 to 11 options, this one 12"),
        (("yes", "no", "yes"), "twice on the scale: yes"),
    ],
)
def test_a_scale_that_cannot_be_drawn_is_an_error(scale: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_scale(scale)


def test_a_segment_of_nothing_or_of_less_is_an_error() -> None:
    with pytest.raises(ValueError, match="a segment without an option"):
        Segment((), 1)
    with pytest.raises(ValueError, match="1 or 2: a count below 0"):
        Segment(("1", "2"), -1)


@pytest.mark.parametrize(
    "scale",
    [
        ("1", "2", "3", "4", "5"),
        tuple(map(str, range(11))),
        ("very poor", "2", "3", "4", "very good"),
        ("зовсім не задоволений цим сервісом", *map(str, range(1, 10)), "повністю задоволений цим сервісом"),
        ("Надзвичайнонезадоволенийкористувач" * 2, *map(str, range(1, 10)), "10"),
        ("never", "now and then, when something forces me to", "often"),
        ("no", "a very long answer " * 8),
    ],
)
def test_the_legend_holds_every_option(scale: tuple[str, ...]) -> None:
    sheet = Sheet()
    height = scale_legend(sheet, 0, scale, merged=True)
    sheet.finish(height)
    assert (faults(sheet), outside(sheet)) == ([], [])
    shown = "".join(words for words, _ in texts(sheet)).replace(" ", "")
    assert all(option.replace(" ", "") in shown for option in scale)
