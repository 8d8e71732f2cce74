"""What a batch leaves beside the reports: the index and the files for CI jobs name each report once, with its state."""

from __future__ import annotations

import json

import pytest

from ogpkit.errors import UsageError
from ogpkit.run.batch.batch import Wanted, plan_batch
from ogpkit.run.batch.leaving import entries, leave_index
from tests.run.batch.towns import Towns, whole_batch

BROKEN = "dossier: [alder\n"


@pytest.fixture
def built(towns: Towns) -> Towns:
    status, said = whole_batch(towns)
    assert status == 0, said
    return towns


def test_a_params_file_that_cannot_be_read_keeps_its_earlier_report_and_says_why(built: Towns) -> None:
    (built.root / "params" / "alder.yaml").write_text(BROKEN, encoding="utf-8")
    status, _ = whole_batch(built)
    raw = json.loads((built.reports / "batch.json").read_bytes())
    failed = [(one["name"], one["folder"]) for one in raw["reports"] if one["state"] == "failed"]
    assert (status, failed) == (1, [("alder", "alder/inception")])
    batch = plan_batch(Wanted([str(built.root / "params")]))
    shown = entries(batch, {one.params: one for one in batch.settled()})
    assert [(one.name, one.state) for one in shown] == [("alder", "old"), ("birch", "current"), ("cedar", "current")]
    assert "alder.yaml:1" in shown[0].message


def test_a_params_file_that_cannot_be_read_and_has_no_report_is_listed_as_failed(towns: Towns) -> None:
    (towns.root / "params" / "alder.yaml").write_text(BROKEN, encoding="utf-8")
    batch = plan_batch(Wanted([str(towns.root / "params")]))
    shown = entries(batch, {one.params: one for one in batch.settled()})
    assert {one.name: one.state for one in shown} == {"alder": "failed", "birch": "missing", "cedar": "missing"}


def test_a_fault_that_was_not_looked_at_in_this_batch_makes_its_report_out_of_date(built: Towns) -> None:
    (built.root / "params" / "alder.yaml").write_text(BROKEN, encoding="utf-8")
    batch = plan_batch(Wanted([str(built.root / "params")], only=["birch"]))
    shown = entries(batch, {one.params: one for one in batch.settled()})
    assert [(one.name, one.state) for one in shown] == [("alder", "stale"), ("birch", "current"), ("cedar", "current")]


@pytest.mark.parametrize("place", ["data/raw/alder", "params/new", "notebooks", "src"])
def test_a_batch_leaves_nothing_among_the_files_that_reports_are_made_from(towns: Towns, place: str) -> None:
    with pytest.raises(UsageError, match=f"lies in {place.partition('/')[0]}/"):
        plan_batch(Wanted([str(towns.root / "params")], to=towns.root / place))


def test_a_report_whose_params_file_is_gone_is_not_listed(built: Towns) -> None:
    (built.root / "params" / "alder.yaml").unlink()
    status, said = whole_batch(built)
    assert status == 0, said
    batch = plan_batch(Wanted([str(built.root / "params")]))
    assert [one.name for one in entries(batch, {})] == ["birch", "cedar"]
    assert "alder" not in (built.reports / "index.html").read_text(encoding="utf-8")


def test_the_index_alone_tells_the_failures_of_the_last_batch_again(built: Towns) -> None:
    (built.root / "params" / "alder.yaml").write_text(BROKEN, encoding="utf-8")
    whole_batch(built)
    page, number = leave_index(built.reports)
    text = page.read_text(encoding="utf-8")
    assert number == 3
    assert "alder.yaml:1" in text
    assert "Rerun failed, earlier report kept" in text
