"""An entry of the index: written and read back, and made from a report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ogpkit.dossier.load import load
from ogpkit.errors import DataError
from ogpkit.report.blocks import Cover, Document, Heading, IndicatorRow, Indicators, Note, inlines
from ogpkit.report.chapters.opening import cover as cover_of
from ogpkit.report.index import IndexEntry, entry_of, key_indicators
from ogpkit.report.index.key import KEY
from tests.report.index.sample import entries


def document(*rows: IndicatorRow, standing: str = "", notes: tuple[Heading | Note, ...] = ()) -> Document:
    cover = Cover(
        title="Inception Report – Action plan – X, Y, 2021 – 2025",
        document="Inception Report",
        member="Xville (City), Yland",
        period="2021 – 2025",
        status="public-comment",
        date="2026-11-23",
        language="uk",
        standing=standing,
    )
    return Document(cover=cover, blocks=(*notes, Indicators(rows=rows)))


def row(name: str, **values: object) -> IndicatorRow:
    return IndicatorRow.model_validate({"id": name, "name": name, "entity": "plan", "value": None, **values})


def test_an_entry_comes_back_from_json_as_it_was() -> None:
    for entry in entries(30):
        assert IndexEntry.from_json(json.loads(json.dumps(entry.as_json())), "status.json") == entry


@pytest.mark.parametrize(
    "change, said",
    [
        ({"folder": "../secret"}, "inside the index's own folder"),
        ({"folder": "/etc"}, "inside the index's own folder"),
        ({"folder": "a//b"}, "inside the index's own folder"),
        ({"folder": "a\\..\\b"}, "inside the index's own folder"),
        ({"files": ["../x"]}, "plain name"),
        ({"status": "ready"}, "status"),
        ({"state": "burnt"}, "state"),
        ({"colour": "red"}, "colour"),
        ({"warnings": "many"}, "warnings"),
        ({"indicators": [{"id": 1}]}, "indicators.0.id"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_place(change: dict[str, object], said: str) -> None:
    value = json.loads(json.dumps(entries(1)[0].as_json())) | change
    with pytest.raises(DataError) as error:
        IndexEntry.from_json(value, "reports/x/status.json")
    assert said in str(error.value)
    assert "reports/x/status.json" in str(error.value)


def test_all_faults_of_an_entry_are_named_at_once() -> None:
    value = entries(1)[0].as_json() | {"status": "ready", "warnings": "many"}
    with pytest.raises(DataError) as error:
        IndexEntry.from_json(value, "status.json")
    assert len(error.value.problems) == 2


def test_an_entry_says_what_the_cover_says() -> None:
    entry = entry_of(document(standing="Restatement, not official"), name="x", folder="x/inception", warnings=3)
    assert (entry.member, entry.country) == ("Xville (City)", "Yland")
    assert (entry.form, entry.period, entry.status, entry.language) == (
        "Inception Report",
        "2021 – 2025",
        "public-comment",
        "uk",
    )
    assert (entry.notices, entry.synthetic, entry.warnings) == (("Restatement, not official",), False, 3)


def test_a_member_with_a_comma_is_taken_as_it_is_given() -> None:
    entry = entry_of(document(), name="x", folder="x", member="Seoul", country="Korea, Republic of")
    assert (entry.member, entry.country) == ("Seoul", "Korea, Republic of")


def test_a_synthetic_survey_is_told_but_does_not_make_the_whole_report_synthetic() -> None:
    notes = (
        Heading(level=1, content=inlines("How to read this report")),
        Note(tone="unofficial", title="Restated, not quoted", blocks=()),
        Note(tone="synthetic", title="The survey is synthetic", blocks=()),
        Heading(level=1, content=inlines("Survey")),
        Note(tone="synthetic", title="Invented answers", blocks=()),
    )
    entry = entry_of(document(notes=notes), name="x", folder="x")
    assert (entry.notices, entry.synthetic) == (("The survey is synthetic",), False)


def test_the_cover_of_an_invented_dossier_makes_an_invented_entry() -> None:
    dossier = load("khmelnytskyi-2021-2025", root=Path(__file__).parents[3])
    for synthetic in (True, False):
        changed = replace(dossier, plan=dossier.plan.model_copy(update={"synthetic": synthetic}))
        (cover,) = cover_of(changed, status="draft", date="2026-11-23")
        assert isinstance(cover, Cover)
        entry = entry_of(Document(cover=cover, blocks=()), name="x", folder="x")
        assert (entry.synthetic, entry.country) == (synthetic, "Ukraine")


def test_key_indicators_stand_in_the_order_of_the_index_and_each_but_once() -> None:
    rows = [row(name, value=index, unit="%", n=index, N=40) for index, name in enumerate(reversed(KEY))]
    found = key_indicators(document(*rows, *rows))
    assert [one.id for one in found] == list(KEY)


def test_a_figure_of_a_survey_or_of_one_commitment_is_no_key_indicator() -> None:
    rows = [row("survey-share", value=50, n=92, N=184), row("commitments-relevant", entity="commitment 1", value=1)]
    assert key_indicators(rows) == ()


def test_the_percent_is_rounded_half_up_from_n_of_n() -> None:
    (one,) = key_indicators([row("commitments-relevant", value=12.5, n=1, N=8, unit="%")])
    assert one.percent == 13


def test_what_is_not_available_stays_so() -> None:
    (one,) = key_indicators([row("evidence-addresses", n=0, N=0, unit="%")])
    assert (one.value, one.percent, one.n, one.N) == ("", None, None, None)


def test_the_flag_of_a_reviewers_coding_is_kept() -> None:
    flags = ("4 of 4 answers are a reviewer's coding",)
    (one,) = key_indicators([row("requirements-met", value=100, n=4, N=4, unit="%", flags=flags)])
    assert one.flags == flags


def test_what_nobody_has_answered_yet_has_no_count_in_the_index():
    row = IndicatorRow(
        id="requirements-met", name="Met", entity="plan", value=None, n=0, N=4, unit="%", flags=("not answered yet: 4",)
    )
    (one,) = key_indicators([row])
    assert (one.value, one.n, one.N, one.percent, one.flags) == ("", None, None, None, ("not answered yet: 4",))
