"""Sums over plans: n and N added up, each plan once, the invented apart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.indicators.catalogue import CATALOGUE
from ogpkit.report.index import IndexEntry, KeyIndicator
from ogpkit.report.index.cells import cell, spread_bars, spread_text
from ogpkit.report.index.comparison import COLUMNS, LEVELS, VERDICTS, Total, counted_once, total
from ogpkit.report.index.key import KEY

BY_ID = {column.id: column for column in COLUMNS}
RELEVANT = BY_ID["commitments-relevant"]
CODED = ("2 of 3 answers are a reviewer's coding",)


def entry(name: str, *indicators: KeyIndicator, **values: object) -> IndexEntry:
    one = IndexEntry(name, name, "final", "2026-11-23", "current", indicators=indicators)
    return replace(one, **values)  # type: ignore[arg-type]


def rate(n: int | None, total: int | None, *flags: str) -> KeyIndicator:
    return KeyIndicator(RELEVANT.id, "Relevant", "", n, total, None, flags)


def test_every_column_is_a_key_indicator_of_the_catalogue() -> None:
    assert sorted(BY_ID) == sorted(KEY)
    assert set(BY_ID) <= set(CATALOGUE)


def test_the_levels_and_verdicts_are_those_of_the_catalogue() -> None:
    assert CATALOGUE["participation-level"].range.split(", ") == [level for level in LEVELS if level != "Empower"]
    assert CATALOGUE["requirements-verdict"].range.split(", ") == list(VERDICTS)


def test_a_sum_is_no_mean_of_percents() -> None:
    # 1 of 2 and 9 of 10: the mean of the percents is 70, the share of all commitments 10 of 12.
    found = total([entry("a", rate(1, 2)), entry("b", rate(9, 10))], RELEVANT)
    assert (found.n, found.N, found.percent) == (10, 12, 83)


def test_a_percent_of_a_sum_is_rounded_half_up() -> None:
    assert total([entry("a", rate(1, 4)), entry("b", rate(0, 4))], RELEVANT).percent == 13


def test_plans_without_the_figure_are_counted_as_plans_but_not_as_known() -> None:
    found = total([entry("a", rate(1, 2)), entry("b", rate(0, 0)), entry("c", rate(None, None)), entry("d")], RELEVANT)
    assert (found.plans, found.known, found.N) == (4, 1, 2)


def test_counts_that_cannot_be_are_left_out() -> None:
    found = total([entry("a", rate(3, 2)), entry("b", rate(-1, 2))], RELEVANT)
    assert (found.known, found.percent) == (0, None)


def test_how_many_plans_rest_on_a_coding_is_counted() -> None:
    assert total([entry("a", rate(1, 2, *CODED)), entry("b", rate(1, 2, "1 unclear"))], RELEVANT).coded == 1


def test_words_are_counted_in_the_order_of_the_scale() -> None:
    column = BY_ID["participation-level"]
    levels = ("Involve", "Inform", "undetermined", "Inform")
    plans = [entry(str(place), KeyIndicator(column.id, "Level", level)) for place, level in enumerate(levels)]
    assert total(plans, column).words == (("Inform", 2), ("Involve", 1), ("undetermined", 1))


def test_a_spread_is_shown_for_five_plans_but_not_for_four() -> None:
    plans = [entry(str(n), rate(n, 4)) for n in range(5)]
    assert total(plans[:4], RELEVANT).spread == ()
    # 0, 25, 50, 75 and 100 percent fall into each fifth once.
    assert total(plans, RELEVANT).spread == (1, 1, 1, 1, 1)


def test_a_plan_reported_twice_counts_once_as_final_before_draft_and_late_before_early() -> None:
    same = {"member": "Xville", "country": "Yland", "form": "Inception Report", "period": "2021 – 2025"}
    plans = [
        entry("draft", **same, status="draft", date="2026-12-01"),
        entry("early", **same, date="2026-01-01"),
        entry("late", **same, date="2026-02-01", language="uk"),
        entry("other", **{**same, "period": "2026 – 2029"}),
        entry("invented", **same, synthetic=True),
    ]
    counted, instead = counted_once(plans)
    assert sorted(one.name for one in counted) == ["invented", "late", "other"]
    assert instead == {"draft": "late", "early": "late"}


def test_reports_that_name_no_member_are_not_taken_for_one_plan() -> None:
    counted, instead = counted_once([entry("a", member=""), entry("b", member="")])
    assert (len(counted), instead) == (2, {})


COUNTS = st.integers(0, 30).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(st.lists(COUNTS, max_size=30))
def test_a_sum_lies_between_the_least_and_the_most_of_its_plans(counts: list[tuple[int, int]]) -> None:
    found = total([entry(str(place), rate(n, whole)) for place, (n, whole) in enumerate(counts)], RELEVANT)
    rates = [n / whole for n, whole in counts if whole]
    assert found.known == len(rates)
    if rates:
        assert min(rates) - 1e-9 <= found.n / found.N <= max(rates) + 1e-9
    assert sum(found.spread) in (0, found.known)


def test_a_cell_shows_n_of_n_and_how_much_is_coded() -> None:
    one = KeyIndicator(RELEVANT.id, "Relevant", "67 %", 2, 3, 67, (*CODED, "1 unclear, 1 not provided", "else"))
    shown = cell(RELEVANT, {one.id: one})
    assert (shown.text, shown.part, shown.coded) == ("2\xa0of\xa03", "67\xa0%", "2 of 3 coded")
    assert shown.remarks == ("1 unclear, 1 not provided",)


def test_a_level_that_may_be_higher_says_at_which_question_the_climb_ended() -> None:
    flags = ("2.2 Yes: Inform", "2.3 not provided: Consult undetermined", *CODED)
    one = KeyIndicator("participation-level", "Level", "Inform", None, None, None, flags)
    shown = cell(BY_ID[one.id], {one.id: one})
    assert (shown.text, shown.sort, shown.remarks, shown.coded) == (
        "Inform",
        "1",
        ("2.3 not provided",),
        "2 of 3 coded",
    )


def test_a_rate_over_nothing_has_no_value_to_sort_by() -> None:
    one = rate(0, 0)
    shown = cell(RELEVANT, {one.id: one})
    assert (shown.text, shown.sort, shown.remarks) == ("", "", ("nothing to count",))


def test_the_bars_say_the_same_as_their_words() -> None:
    found = Total(plans=6, known=6, spread=(0, 1, 0, 2, 3))
    assert [bar.height for bar in spread_bars(found)] == [0, 6.7, 0, 13.3, 20]
    assert spread_text(found) == "Plans by percent: 20 to 39: 1; 60 to 79: 2; 80 to 100: 3."
