from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.definition import percent
from ogpkit.indicators.survey.release import Interval
from ogpkit.report.figures import ChoiceRow, choice_bars
from ogpkit.report.figures.choice_bars import LIGHT_BLUE, MOST_ROWS, choice_bars_alt, choice_bars_sheet
from ogpkit.report.figures.style import BLUE, INK, Sheet
from tests.report.figures.drawing import boxes, faults, outside, texts
from tests.report.figures.labels import label, some


def words(sheet: Sheet) -> list[str]:
    return [text for text, _ in texts(sheet)]


def test_the_picture_says_what_it_said(choices: list[ChoiceRow], snapshot: object) -> None:
    sheet = choice_bars_sheet(choices, 180, 200, notice="Synthetic")
    assert {"words": words(sheet), "alt": choice_bars_alt(choices, 180, 200)} == snapshot


def test_lengths_agree_with_the_counts() -> None:
    found = boxes(choice_bars_sheet([ChoiceRow("a", 10), ChoiceRow("b", 40), ChoiceRow("c", 0)], 50), BLUE)
    assert [box.width / found[1].width for box in found] == pytest.approx([0.25, 1])


def test_the_order_is_that_of_the_caller() -> None:
    shown = words(choice_bars_sheet([ChoiceRow("a", 10), ChoiceRow("b", 40), ChoiceRow("c", 20)], 50))
    assert [text for text in shown if text in "abc"] == ["a", "b", "c"]


def test_a_withheld_option_is_named_last_and_says_nothing_else() -> None:
    rows = [ChoiceRow("a", 30), ChoiceRow("b", None), ChoiceRow("c", 20), ChoiceRow("d", None)]
    sheet = choice_bars_sheet(rows, 50, withheld="not shown: fewer than 10")
    assert "Not shown: fewer than 10: b; d" in words(sheet)
    assert len([text for text in words(sheet) if text.endswith("of\xa050")]) == 2
    assert "Not shown: fewer than 10: b; d." in choice_bars_alt(rows, 50, withheld="not shown: fewer than 10")


def test_where_everything_is_withheld_no_bar_is_drawn() -> None:
    figure = choice_bars([ChoiceRow("a", None)], answered=50, asked=60)
    assert figure.alt.startswith("Not shown: a. Percent of the 50 of 60 who answered;")


def test_where_nobody_answered_there_is_no_percent() -> None:
    assert "–" in words(choice_bars_sheet([ChoiceRow("a", 0)], 0))
    assert choice_bars_alt([ChoiceRow("a", 0)], 0).startswith("None of the options was chosen.")


def test_intervals_are_drawn_only_where_they_are_given() -> None:
    def lines(*rows: ChoiceRow) -> list[float]:
        sheet = choice_bars_sheet(rows, 50)
        found = [
            path.get_extents().x1 - path.get_extents().x0
            for (_, edge, _, _, over), paths in sheet.paths.items()
            if (edge, over) == (INK, 4)
            for path in paths
        ]
        return [width for width in found if width]

    assert lines(ChoiceRow("a", 20)) == []
    whisker = lines(ChoiceRow("a", 20, Interval(0.4, 0.3, 0.5)), ChoiceRow("b", 10))
    ((bar, _),) = [
        boxes(choice_bars_sheet([ChoiceRow("a", 20, Interval(0.4, 0.3, 0.5)), ChoiceRow("b", 10)], 50), LIGHT_BLUE)
    ]
    assert whisker == pytest.approx([bar.width / 2])


def test_a_weighted_share_is_said_to_be_weighted() -> None:
    rows = [ChoiceRow("a", 20, Interval(0.3, 0.2, 0.4, 0.9, weighted=True))]
    shown = " ".join(words(choice_bars_sheet(rows, 50, 60))).replace("\xa0", " ")
    alt = choice_bars_alt(rows, 50, 60).replace("\xa0", " ")
    assert "30 %" in shown
    for text in (shown, alt):
        assert (
            "Weighted estimates with 90 % confidence intervals (lines); counts are unweighted, of the 50 of 60" in text
        )
        assert "Percent of" not in text
        assert "Bars without a line" not in text


def test_a_bar_without_an_estimate_among_weighted_ones_is_said_to_be_unweighted() -> None:
    rows = [ChoiceRow("a", 20, Interval(0.3, 0.2, 0.4, weighted=True)), ChoiceRow("b", 10)]
    assert "Bars without a line are unweighted." in " ".join(words(choice_bars_sheet(rows, 50)))
    assert "b 20 % (10; unweighted)." in choice_bars_alt(rows, 50).replace("\xa0", " ")


def test_an_unweighted_estimate_is_the_share_of_the_counts() -> None:
    rows = [ChoiceRow("a", 57, Interval(0.29, 0.22, 0.36))]
    text = choice_bars_alt(rows, 200, several=False).replace("\xa0", " ")
    assert text == (
        "Most often chosen: a, 29 % (57 of 200; 22 % to 36 %). Percent of the 200 who answered. "
        "Lines: 95 % confidence intervals."
    )


def test_one_answer_each_is_not_called_several() -> None:
    assert "several answers" not in choice_bars_alt([ChoiceRow("a", 20)], 50, several=False)
    assert "several answers" in choice_bars_alt([ChoiceRow("a", 20)], 50)


def test_options_that_are_equally_frequent_are_named_together() -> None:
    assert choice_bars_alt([ChoiceRow("a", 20), ChoiceRow("b", 20)], 50).startswith(
        "Most often chosen: a and b, 40 % (20 of 50 each)."
    )


def test_options_whose_rounded_shares_are_alike_keep_their_own_counts_and_intervals() -> None:
    rows = [
        ChoiceRow("a", 211, Interval(0.61, 0.55, 0.66, weighted=True)),
        ChoiceRow("b", 205, Interval(0.61, 0.54, 0.66, weighted=True)),
    ]
    assert "each" not in choice_bars_alt(rows, 346)
    assert (
        choice_bars_alt(rows, 346)
        .replace("\xa0", " ")
        .startswith("Most often chosen: a, 61 % (211 of 346; 55 % to 66 %) and b, 61 % (205 of 346; 54 % to 66 %).")
    )
    close = [ChoiceRow("a", 2001, Interval(0.2, 0.19, 0.21)), ChoiceRow("b", 2000, Interval(0.2, 0.19, 0.21))]
    assert choice_bars_alt(close, 10_000).startswith("Most often chosen: a, ")


@some
@given(st.lists(st.integers(0, 400), min_size=1, max_size=20), st.integers(0, 999))
def test_percents_agree_with_the_counts(counts: list[int], others: int) -> None:
    answered = max(counts) + others
    shown = words(choice_bars_sheet([ChoiceRow("a", count) for count in counts], answered))
    expected = [f"{percent(count, answered)}\xa0%" if answered else "–" for count in counts]
    assert [text for text in shown if text.endswith("\xa0%") or text == "–"] == expected
    assert [text for text in shown if "\xa0of\xa0" in text and "Percent" not in text][: len(counts)] == [
        f"{count:,}\xa0of\xa0{answered:,}" for count in counts
    ]


SHARE = st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0])


@some
@given(st.data(), st.integers(1, 20), st.sampled_from([0, 1, 97, 1_234_567]))
def test_choices_fit(data: st.DataObject, count: int, answered: int) -> None:
    rows = []
    for _ in range(count):
        low, share, high = sorted(data.draw(st.tuples(SHARE, SHARE, SHARE)))
        chosen = data.draw(st.none() | st.sampled_from([0, answered]) | st.integers(0, answered))
        interval = data.draw(st.none() | st.just(Interval(share, low, high))) if chosen is not None else None
        rows.append(ChoiceRow(data.draw(label), chosen, interval))
    sheet = choice_bars_sheet(rows, answered, 10 * answered, notice=data.draw(st.just("") | label))
    assert (faults(sheet), outside(sheet)) == ([], [])
    assert choice_bars(rows, answered=answered).alt


@pytest.mark.parametrize(
    "counts, options, message",
    [
        ((51,), {}, "chosen by more people than answered: a"),
        ((1,), {"asked": 49}, "more answered than were asked"),
        ((1,), {"withheld": ""}, "say in a word or two what is withheld"),
        ((1,) * (MOST_ROWS + 1), {}, "31 options do not fit into one figure; at most 30 do"),
    ],
)
def test_numbers_that_contradict_each_other_are_an_error(
    counts: tuple[int, ...], options: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        choice_bars([ChoiceRow("a", count) for count in counts], answered=50, **options)  # type: ignore[arg-type]


def test_an_interval_beside_a_withheld_count_is_an_error_because_it_would_tell_it() -> None:
    with pytest.raises(ValueError, match="a: an interval for a count that is not shown"):
        ChoiceRow("a", None, Interval(0.1, 0.0, 0.2))
    with pytest.raises(ValueError, match="a: a count below 0"):
        ChoiceRow("a", -1)


def test_where_everybody_answered_it_is_said_in_words() -> None:
    rows = [ChoiceRow("Budget", 30)]
    assert "Percent of the 40 who answered, which is everybody." in choice_bars_alt(rows, 40, 40, several=False)
    assert "Percent of the 40 of 50 who answered." in choice_bars_alt(rows, 40, 50, several=False)
    assert "Percent of the 40 who answered." in choice_bars_alt(rows, 40, several=False)
