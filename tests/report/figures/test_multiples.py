from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.definition import percent
from ogpkit.report.figures import Panel, Segment, multiples
from ogpkit.report.figures.multiples import MOST_PANELS, multiples_alt, multiples_sheet
from ogpkit.report.figures.style import BLUE, PALE, Sheet
from tests.report.figures.conftest import RATING
from tests.report.figures.drawing import boxes, faults, outside, texts
from tests.report.figures.labels import COUNTS, SCALES, label, some

THREE = ("yes", "no", "perhaps")


def panel(*counts: int, name: str = "Group", question: str = "") -> Panel:
    segments = tuple(Segment((option,), count) for option, count in zip(THREE, counts, strict=True))
    return Panel(name, segments, question=question)


def words(sheet: Sheet) -> list[str]:
    return [text for text, _ in texts(sheet)]


def test_the_picture_says_what_it_said(panels: list[Panel], snapshot: object) -> None:
    sheet = multiples_sheet(panels, RATING, "Synthetic")
    assert {"words": words(sheet), "alt": multiples_alt(panels, RATING)} == snapshot


def test_all_panels_have_one_axis() -> None:
    sheet = multiples_sheet([panel(30, 10, 60), panel(600, 400, 0, name="Other")], THREE)
    found = boxes(sheet, BLUE)
    lengths = sorted(box.width for box in found)
    assert [length / lengths[-1] for length in lengths] == pytest.approx([1 / 6, 1 / 2, 2 / 3, 1, 1])
    assert "from 0 to 60 %" in " ".join(words(sheet))


def test_parts_of_one_figure_have_the_axis_of_all() -> None:
    some_panels = [panel(30, 30, 40), panel(90, 5, 5)]
    assert "from 0 to 40 %" in " ".join(words(multiples_sheet(some_panels[:1], THREE)))
    assert "from 0 to 100 %" in " ".join(words(multiples_sheet(some_panels[:1], THREE, among=some_panels)))


def test_what_all_panels_put_together_has_one_line() -> None:
    merged = [Panel(name, (Segment(("yes", "perhaps"), 5), Segment(("no",), 7))) for name in "ab"]
    shown = words(multiples_sheet(merged, THREE))
    assert [text for text in shown if text in (*THREE, "yes or perhaps")] == ["yes or perhaps", "no"]


def test_what_one_panel_puts_together_stands_between_its_lines() -> None:
    merged = Panel("b", (Segment(("yes", "no"), 6), Segment(("perhaps",), 6)))
    sheet = multiples_sheet([panel(4, 4, 4), merged], THREE)
    (bar,) = boxes(sheet, PALE)
    rows = sorted(box.y0 for box in boxes(sheet, BLUE))
    assert rows[0] < bar.y0 < rows[1]
    assert "A bracket shows which." in " ".join(words(sheet))


def test_what_one_panel_puts_together_that_is_apart_has_a_line_of_its_own() -> None:
    merged = Panel("b", (Segment(("yes", "perhaps"), 6), Segment(("no",), 6)))
    shown = words(multiples_sheet([panel(4, 4, 4), merged], THREE))
    assert [text for text in shown if text in (*THREE, "yes or perhaps")] == [*THREE, "yes or perhaps"]


def test_questions_have_titles_and_are_compared_each_for_itself() -> None:
    some_panels = [
        panel(3, 1, 0, name="women", question="Website?"),
        panel(1, 3, 0, name="men", question="Website?"),
        panel(1, 1, 1, name="women", question="Portal"),
    ]
    assert [text for text in words(multiples_sheet(some_panels, THREE)) if text in ("Website?", "Portal")] == [
        "Website?",
        "Portal",
    ]
    assert "Question: Website? – The widest range is that of yes: from 25 % (men) to 75 % (women)." in multiples_alt(
        some_panels, THREE
    )


def test_panels_that_do_not_differ_are_said_not_to() -> None:
    assert "The panels do not differ." in multiples_alt([panel(1, 2, 3), panel(2, 4, 6)], THREE)


def place(sheet: Sheet, text: str) -> list[float]:
    """Return where a text begins, each time that it is drawn."""
    return [box.x0 for found, box in texts(sheet) if found == text]


def test_panels_of_one_group_stand_below_each_other_whatever_is_put_together() -> None:
    young, old, both = (
        Panel(name, panel(3, 1, 0).segments, question=question, groups=groups)
        for name, question, groups in (("young", "A?", (0,)), ("old", "A?", (2,)), ("young or mid", "B?", (0, 1)))
    )
    rest = Panel("old", panel(3, 1, 0).segments, question="B?", groups=(2,))
    mid = Panel("mid", panel(3, 1, 0).segments, question="A?", groups=(1,))
    sheet = multiples_sheet([young, mid, old, both, rest], THREE)
    first, second = place(sheet, "old")
    assert first == pytest.approx(second)
    (named,) = place(sheet, "young or mid")
    assert place(sheet, "young")[0] < named < place(sheet, "mid")[0]


def test_groups_that_are_put_together_are_outlined_and_the_note_says_why() -> None:
    alone, both = (Panel(name, panel(3, 1, 0).segments, groups=of) for name, of in (("a", (0,)), ("b or c", (1, 2))))
    sheet = multiples_sheet([alone, both], THREE)
    (frame,) = boxes(sheet, "white")
    assert frame.x0 < place(sheet, "b or c")[0]
    assert "Outlined: groups put together for confidentiality." in " ".join(words(sheet))
    assert boxes(multiples_sheet([alone], THREE), "white") == []


def test_a_line_of_panels_in_which_nothing_stands_is_left_out() -> None:
    many = [Panel(f"group {n}", panel(3, 1, 0).segments, question="A?", groups=(n,)) for n in range(9)]
    more = [Panel(f"group {n}", panel(3, 1, 0).segments, question="B?", groups=(n,)) for n in range(9)]
    assert multiples_sheet([*many, more[-1]], THREE).height < multiples_sheet([*many, *more], THREE).height


def test_panels_of_which_two_would_stand_in_one_place_stand_side_by_side() -> None:
    twice = [Panel(name, panel(3, 1, 0).segments, groups=(0,)) for name in ("first", "second")]
    sheet = multiples_sheet(twice, THREE)
    assert place(sheet, "first")[0] < place(sheet, "second")[0]


def test_a_panel_that_may_not_be_published_says_so() -> None:
    held = Panel("Others", (), 100, withheld="not shown: too few answers")
    shown = words(multiples_sheet([panel(1, 2, 3), held], THREE))
    assert any(text.startswith("not shown") for text in shown)
    assert not any("100" in text for text in shown)
    assert "Others: not shown: too few answers." in multiples_alt([panel(1, 2, 3), held], THREE)


@some
@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=8))
def test_percents_agree_with_the_counts(found: list[tuple[int, int, int]]) -> None:
    drawn = words(multiples_sheet([panel(*counts) for counts in found], THREE))
    shown = sorted(text for text in drawn if text.endswith("\xa0%"))
    assert shown == sorted(f"{percent(count, sum(counts))}\xa0%" for counts in found if sum(counts) for count in counts)


@some
@given(st.data(), SCALES, st.integers(1, 12))
def test_panels_fit(data: st.DataObject, scale: tuple[str, ...], count: int) -> None:
    drawn = []
    together = data.draw(st.booleans())
    for number in range(count):
        parts: dict[int, list[str]] = {}
        for option in scale:
            parts.setdefault(data.draw(st.integers(0, len(scale) - 1)), []).append(option)
        segments = tuple(Segment(tuple(options), data.draw(COUNTS)) for options in parts.values())
        question = data.draw(st.sampled_from(["", "One question?"])) if number < count // 2 else "Another question"
        groups = tuple(range(number, data.draw(st.integers(number, number + 2)) + 1))
        shown = data.draw(st.just(segments) | st.just(()))
        drawn.append(Panel(data.draw(label), shown, question=question, groups=groups if together else ()))
    sheet = multiples_sheet(drawn, scale, data.draw(st.just("") | label))
    assert (faults(sheet), outside(sheet)) == ([], [])
    assert multiples(drawn, scale=scale).alt


def test_more_panels_than_fit_are_an_error() -> None:
    with pytest.raises(ValueError, match="37 panels do not fit into one figure; at most 36 do"):
        multiples([panel(1, 2, 3)] * (MOST_PANELS + 1), scale=THREE)


def test_a_panel_of_another_question_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="Group: each option of the scale must stand in one segment"):
        multiples([panel(1, 2, 3)], scale=(*THREE, "never"))


def test_more_answers_than_people_are_an_error() -> None:
    with pytest.raises(ValueError, match="Group: more valid answers than people asked"):
        Panel("Group", (Segment(("yes",), 3),), asked=2)
