from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.figures import ShareRow, dumbbell
from ogpkit.report.figures.dumbbell import MOST_ROWS, dumbbell_alt, dumbbell_sheet
from ogpkit.report.figures.shares import in_points, in_words
from ogpkit.report.figures.style import BLUE, INK, Sheet
from tests.report.figures.drawing import faults, outside, texts
from tests.report.figures.labels import label, some

CENSUS = "State Statistics Service, 2020"


def words(sheet: Sheet) -> list[str]:
    return [text for text, _ in texts(sheet)]


def marks(sheet: Sheet) -> tuple[list[float], list[float]]:
    """Return where the circles of the sample stand and the diamonds of the census, in the order of the rows."""
    found: tuple[list[float], list[float]] = ([], [])
    for (fill, edge, _, _, over), paths in sheet.paths.items():
        for path in paths:
            box = path.get_extents()
            if (fill, edge, over) == (BLUE, BLUE, 4):
                found[0].append((box.x0 + box.x1) / 2)
            elif (fill, edge, over) == ("white", INK, 3):
                found[1].append((box.x0 + box.x1) / 2)
    return found[0][:-1], found[1][:-1]  # the last ones stand in the legend


def test_the_picture_says_what_it_said(shares: list[ShareRow], snapshot: object) -> None:
    sheet = dumbbell_sheet(shares, CENSUS, "Synthetic")
    assert {"words": words(sheet), "alt": dumbbell_alt(shares, CENSUS)} == snapshot


def test_marks_stand_at_their_shares() -> None:
    rows = [ShareRow("a", 20, 100, 0.4), ShareRow("b", 80, 100, 0.6), ShareRow("c", 0, 100, 0.0)]
    sample, census = marks(dumbbell_sheet(rows, CENSUS))
    unit = (sample[1] - sample[0]) / 0.6
    assert sample[2] == pytest.approx(sample[0] - 0.2 * unit)
    assert [(x - sample[2]) / unit for x in census] == pytest.approx([0.4, 0.6, 0.0])


def test_a_weighted_share_is_drawn_and_said_to_be_weighted() -> None:
    weighted = ShareRow("a", 20, 100, 0.4, interval=Interval(0.3, 0.2, 0.4, weighted=True))
    shown = words(dumbbell_sheet([weighted], CENSUS))
    assert {"30\xa0%", "40\xa0%", "−10", "95 % confidence interval"} <= {
        text.replace("95\xa0", "95 ") for text in shown
    }
    assert "Shares are weighted, in whole percents; n is not." in " ".join(shown)
    assert dumbbell_alt([weighted], CENSUS).startswith("Weighted shares in the sample")
    plain = ShareRow("a", 57, 200, 0.4, interval=Interval(0.29, 0.22, 0.36))
    assert plain.share == 57 / 200
    assert "weighted" not in " ".join(words(dumbbell_sheet([plain], CENSUS)))


def test_a_category_without_a_census_figure_says_so() -> None:
    row = ShareRow("Other", 20, 100, None)
    assert "–: the census has no such figure." in " ".join(words(dumbbell_sheet([row], CENSUS)))
    assert dumbbell_alt([row], "2020") == (
        "Shares in the sample and in the census (2020). Other 20 % (20 of 100), no census figure."
    )


@pytest.mark.parametrize(
    "counts, sentence",
    [
        ((50, 50), "They do not differ by a percentage point."),
        ((51, 49), "The sample lies farthest above the census for a, by 1 percentage point, and farthest below it for"),
    ],
)
def test_how_far_they_differ_is_a_sentence(counts: tuple[int, int], sentence: str) -> None:
    rows = [ShareRow(name, count, 100, 0.5) for name, count in zip("ab", counts, strict=True)]
    assert sentence in dumbbell_alt(rows, "2020")


@some
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.floats(0, 1)), min_size=1, max_size=15))
def test_percents_and_differences_agree_with_the_counts(found: list[tuple[int, int, float]]) -> None:
    rows = [ShareRow("a", count, count + rest, census, f"Group {at}") for at, (count, rest, census) in enumerate(found)]
    shown = words(dumbbell_sheet(rows, CENSUS))
    percents = [text for text in shown if text.endswith("\xa0%")][:-1]  # the last one stands at the end of the axis
    assert sorted(percents) == sorted(in_words(share) for row in rows for share in (row.share, row.census or 0.0))
    differences = [text for text in shown if text[0] in "+−" or text == "0"][: len(rows)]
    assert differences == [in_points(row.points or 0.0) for row in rows]


SHARE = st.floats(0, 1) | st.sampled_from([0.0, 0.5, 0.51, 1.0])


@some
@given(st.data(), st.integers(1, 15))
def test_shares_fit(data: st.DataObject, count: int) -> None:
    rows = []
    for _ in range(count):
        low, share, high = sorted(data.draw(st.tuples(SHARE, SHARE, SHARE)))
        interval = data.draw(st.just(None) | st.just(Interval(share, low, high)))
        valid = data.draw(st.sampled_from([40, 1_234_567]))
        group = data.draw(st.sampled_from(["", "Gender", "Age of those who answered " * 4]))
        base = (data.draw(st.integers(0, 40)), valid)
        rows.append(
            ShareRow(data.draw(label), *base, data.draw(st.just(None) | SHARE), group + str(valid), None, interval)
        )
    sheet = dumbbell_sheet(rows, data.draw(label), data.draw(st.just("") | label))
    assert outside(sheet) == []
    assert crossing(sheet) == []


def crossing(sheet: Sheet) -> list[str]:
    """Return the texts that stand over another text or over a mark; a circle may stand in its diamond."""
    return [fault for fault in faults(sheet) if fault != "a shape over a shape"]


def test_no_census_no_figure() -> None:
    with pytest.raises(ValueError, match="the source and the year of the census must be said"):
        dumbbell([ShareRow("a", 1, 2, 0.5)], census=" ")


def test_rows_of_one_group_have_one_base() -> None:
    with pytest.raises(ValueError, match="Age: rows of one group have one base"):
        dumbbell([ShareRow("a", 1, 2, 0.5, "Age"), ShareRow("b", 1, 3, 0.5, "Age")], census=CENSUS)


def test_more_rows_than_fit_are_an_error() -> None:
    with pytest.raises(ValueError, match="31 rows do not fit into one figure; at most 30 do"):
        dumbbell([ShareRow("a", 1, 2, 0.5)] * (MOST_ROWS + 1), census=CENSUS)


@pytest.mark.parametrize(
    "arguments, message",
    [
        ((3, 2, 0.5), "Row: 3 of 2 is no share"),
        ((0, 0, 0.5), "Row: 0 of 0 is no share"),
        ((1, 2, 53.0), "Row: the census share, 53.0, is not from 0 to 1"),
        ((1, 2, 0.5, "", 1), "Row: more valid answers than people asked"),
        ((1, 2, 0.5, "", None, Interval(0.5, 0.6, 0.7)), "Row: 0.5 with bounds 0.6 and 0.7 is no estimate of a share"),
    ],
)
def test_numbers_that_contradict_each_other_are_an_error(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ShareRow("Row", *arguments)  # type: ignore[arg-type]
