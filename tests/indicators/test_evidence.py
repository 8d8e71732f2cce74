"""Coverage by evidence, against counts made by hand."""

from __future__ import annotations

from collections.abc import Callable

from ogpkit.indicators import IndicatorValue, coverage
from tests.indicators.conftest import answered, coded, small

Value = Callable[..., IndicatorValue]

REGISTER = (
    {"id": "a", "kind": "link", "title": "A", "address": "https://example.org/a"},
    {"id": "b", "kind": "document", "title": "B"},
    {"id": "c", "kind": "file", "title": "C", "address": "https://example.org/c"},
    {"id": "d", "kind": "interview", "title": "D"},
    {"id": "e", "kind": "interview", "title": "E", "address": "https://example.org/e"},
)


def test_every_question_that_asks_for_evidence_has_a_row_in_the_form_s_order() -> None:
    rows = coverage(small(commitments={1: {}, 2: None}))

    assert [row.number for row in rows] == [
        "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6",
        "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4",
    ]  # fmt: skip
    assert {(row.evidence, row.references) for row in rows} == {(0, 0)}


def test_entries_and_their_addresses_are_counted_by_field() -> None:
    dossier = small({"1.1": answered("Yes", evidence=["a", "b"], references=["a", "d"])}, evidence=REGISTER)

    row = coverage(dossier)[0]

    assert (row.evidence, row.evidence_with_address) == (2, 1)
    assert (row.references, row.references_with_address) == (2, 1)


def test_question_that_does_not_apply_has_no_row() -> None:
    rows = coverage(small(commitments={1: {"1": answered("No"), "2": answered("Yes", evidence=["a"])}}))

    assert [row.number for row in rows if row.commitment] == ["1.1"]


def test_rates_have_the_questions_that_apply_as_denominator(value: Value) -> None:
    # 10 questions of sections 1 and 2, 4 of commitment 1, 1 of commitment 2 (not verifiable): 15
    dossier = small(
        {"1.1": answered("Yes", evidence=["a"]), "1.2": coded("Yes", references=["d"]), "1.3": coded("No")},
        {1: {"3": answered("new", evidence=["b"])}, 2: {"1": answered("No"), "2": answered("Yes", evidence=["a"])}},
        evidence=REGISTER,
    )

    covered, stated = value(dossier, "evidence-coverage"), value(dossier, "answers-stated")

    assert (covered.n, covered.N, covered.value) == (3, 15, 20)
    assert (stated.n, stated.N, stated.value) == (3, 15, 20)


def test_interviews_are_left_out_of_the_share_of_entries_with_an_address(value: Value) -> None:
    found = value(small(evidence=REGISTER), "evidence-addresses")

    assert (found.n, found.N, found.value) == (2, 3, 67)


def test_share_of_no_entries_is_none_and_nought_of_nought(value: Value) -> None:
    found = value(small(), "evidence-addresses")

    assert (found.n, found.N, found.value) == (0, 0, None)


def test_id_that_the_register_lacks_has_no_address() -> None:
    row = coverage(small({"1.1": answered("Yes", evidence=["a", "x"])}, evidence=REGISTER))[0]

    assert (row.evidence, row.evidence_with_address) == (2, 1)
