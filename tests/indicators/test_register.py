"""Kinds, sources, ages and addresses of the evidence, against registers that were counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ogpkit.indicators import IndicatorValue
from tests.indicators.conftest import small

Value = Callable[..., IndicatorValue]


def entries(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": f"x{n}", "kind": "link", "title": "X", **one} for n, one in enumerate(more)]


def test_kinds_are_counted_over_all_entries(value: Value) -> None:
    kinds = ("document", "link", "link", "interview", "document", "link", "link", "link")
    dossier = small(evidence=entries(*({"kind": kind} for kind in kinds)))

    found = {kind: value(dossier, "evidence-by-kind", kind) for kind in ("document", "link", "interview", "file")}

    assert {kind: (one.value, one.n, one.N) for kind, one in found.items()} == {
        "document": (25, 2, 8),
        "link": (63, 5, 8),  # 62.5 rounded half-up
        "interview": (13, 1, 8),  # 12.5
        "file": (0, 0, 8),
    }


def test_independence_is_counted_over_entries_whose_source_is_known(value: Value) -> None:
    # yes 1, no 2, unknown 2: known 3 of 5, of these 2 not from the government
    states = ("yes", "no", "unknown", "no", "unknown")
    dossier = small(evidence=entries(*({"government": state} for state in states)))

    known, independent = value(dossier, "evidence-source-known"), value(dossier, "evidence-independent")

    assert (known.value, known.n, known.N) == (60, 3, 5)
    assert (independent.value, independent.n, independent.N) == (67, 2, 3)
    assert independent.flags == ("of 2 of 5 entries the source is unknown",)


def test_ages_are_counted_to_the_day_on_which_the_report_was_handed_in(value: Value) -> None:
    # to 2024-09-30: 2024-09-20 is 10 days, 2024-08-31 30, 2023-09-30 366 (a leap year), 2024-10-01 -1
    days = ("2024-09-20", "2024-08-31", "2023-09-30", "2024-10-01")
    dossier = small(evidence=entries(*({"date": day} for day in days), {}), submitted="2024-09-30")

    middle, oldest = value(dossier, "evidence-age-median"), value(dossier, "evidence-age-oldest")

    assert (middle.value, middle.n, middle.N) == (20, 4, 5)
    assert (oldest.value, oldest.n, oldest.N) == (366, 4, 5)
    assert middle.flags == ("1 younger than the report",)


def test_ages_from_partial_dates_are_intervals(value: Value) -> None:
    # July: 61 to 91 days before 30 September; 2023: 274 to 638
    dossier = small(evidence=entries({"date": "2024-07"}, {"date": "2023"}), submitted="2024-09-30")

    middle, oldest = value(dossier, "evidence-age-median"), value(dossier, "evidence-age-oldest")

    assert (middle.value, middle.low, middle.high) == (None, 167.5, 364.5)
    assert (oldest.value, oldest.low, oldest.high) == (None, 274, 638)


@pytest.mark.parametrize(
    "date, submitted, flag",
    [
        ("2024", None, "needs submitted in inception.yaml, the day on which ages are counted"),
        (None, "2024", "needs dates in evidence.csv"),
        (None, None, "needs dates in evidence.csv and submitted in inception.yaml, the day on which ages are counted"),
    ],
)
def test_ages_that_are_not_available_say_what_is_lacking(
    value: Value, date: str | None, submitted: str | None, flag: str
) -> None:
    register = entries({"date": date} if date else {})

    assert value(small(evidence=register, submitted=submitted), "evidence-age-median").flags == (flag,)


def test_dead_addresses_are_counted_over_those_that_were_asked(value: Value) -> None:
    # four different addresses, three asked: one gone, one reached, one in doubt
    address = "https://example.org/{}".format
    register = entries(
        *({"address": address(n)} for n in "abcda"), {"address": address("a"), "archived": "https://example.com/a"}, {}
    )
    links = [
        {"address": address("a"), "checked": "2024-09-01", "status": 404, "outcome": "gone"},
        {"address": address("b"), "checked": "2024-09-03", "status": 200, "outcome": "reached"},
        {"address": address("c"), "checked": "2024-09-03", "status": 503, "outcome": "server error"},
        {"address": address("elsewhere"), "checked": "2020-01-01", "outcome": "unknown host"},
    ]

    found = value(small(evidence=register, links=links), "evidence-dead")

    assert (found.value, found.n, found.N, found.undetermined) == (33, 1, 3, 1)
    assert found.flags == (
        "asked from 2024-09-01 to 2024-09-03",
        "1 in doubt",
        "1 of 4 addresses not asked",
        "an archived copy is named for 1 of the dead",
    )


def test_address_without_a_host_is_dead(value: Value) -> None:
    link = {"address": "https://gone.example/", "checked": "2024-09-01", "outcome": "unknown host"}
    found = value(small(evidence=entries({"address": link["address"]}), links=[link]), "evidence-dead")

    assert (found.n, found.N, found.flags) == (1, 1, ("asked on 2024-09-01",))


def test_without_a_check_of_links_nothing_is_said_to_be_dead_or_alive(value: Value) -> None:
    found = value(small(evidence=entries({"address": "https://example.org/"})), "evidence-dead")

    assert (found.value, found.n, found.N) == (None, 0, 0)
    assert found.flags == ("needs a check of links: ogpkit check --links",)
