from __future__ import annotations

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from ogpkit import __version__
from ogpkit.run.outcomes import Outcome, batch_json, join_batches, parse_batch_json
from ogpkit.run.outcomes.outcome import clean
from tests.conftest import ROOT
from tests.run.outcomes.conftest import HOSTILE, failed
from tests.run.outcomes.test_outcome import ANY_TEXT

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "batch.schema.json").read_text(encoding="utf-8"))


def test_what_was_written_is_read_again(outcomes):
    batch = parse_batch_json(batch_json(outcomes, seconds=3.21, workers=2, shard="1/4"))

    assert batch.outcomes == outcomes
    assert (batch.seconds, batch.workers, batch.shard, batch.ogpkit) == (3.21, 2, "1/4", __version__)
    assert batch.counts == {"made": 1, "unchanged": 1, "failed": 2, "would make": 1}


def test_what_is_written_is_sound_by_the_schema(outcomes):
    Draft202012Validator(SCHEMA).validate(json.loads(batch_json(outcomes, seconds=1, workers=2, shard="1/4")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_written_and_read_as_text(text):
    (outcome,) = parse_batch_json(batch_json([failed(text)], seconds=1)).outcomes

    assert outcome.name == outcome.message == outcome.problems[0].what == clean(text)


@given(ANY_TEXT)
def test_any_text_gives_json_by_the_schema(text):
    Draft202012Validator(SCHEMA).validate(json.loads(batch_json([failed(text)], seconds=1)))


def test_what_no_clock_can_have_measured_counts_as_nothing():
    odd = Outcome("a", "p", "made", seconds=float("nan"), stages={"html": -1.0}, memory=-1, doubts=-1)
    raw = json.loads(batch_json([odd], seconds=float("inf")))

    assert raw["seconds"] == 0
    assert raw["reports"][0] | {"seconds": 0, "stages": {"html": 0}, "memory": 0, "doubts": 0} == raw["reports"][0]


def test_a_key_of_a_later_version_is_no_error(outcomes):
    raw = json.loads(batch_json(outcomes, seconds=1)) | {"later": 1}

    assert parse_batch_json(json.dumps(raw).encode()).outcomes == outcomes


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"format": 2}', b"\xff"])
def test_what_is_no_such_file_is_refused(raw):
    with pytest.raises(ValidationError):
        parse_batch_json(raw)


@pytest.mark.parametrize("more", [{"shard": "0/4"}, {"shard": "a"}, {"shard": "1/4\n"}, {"workers": 0}])
def test_what_cannot_be_is_not_written(more):
    with pytest.raises(ValidationError):
        batch_json([], seconds=1, **more)


def part(outcomes, **more):
    return parse_batch_json(batch_json(outcomes, **{"seconds": 1, **more}))


def test_parts_of_a_batch_are_joined_by_name_with_true_counts(outcomes):
    joined = join_batches(
        [
            part(outcomes[1::2], seconds=3, workers=2, shard="2/2"),
            part(outcomes[::2], seconds=5, workers=4, shard="1/2"),
        ]
    )

    assert joined.outcomes == outcomes
    assert joined.counts == {"made": 1, "unchanged": 1, "failed": 2, "would make": 1}
    assert (joined.seconds, joined.workers, joined.shard, joined.ogpkit) == (5, 6, None, __version__)


def test_of_a_report_in_several_parts_the_last_counts():
    joined = join_batches([part([Outcome("a", "p", "failed")]), part([Outcome("a", "p", "made")])])

    assert (len(joined.reports), joined.counts["made"], joined.counts["failed"]) == (1, 1, 0)


def test_what_differs_between_parts_is_not_hidden():
    joined = join_batches([part([], version="1.0"), part([], version="0.9", workers=2)])

    assert (joined.ogpkit, joined.workers) == ("0.9, 1.0", None)


def test_joining_nothing_is_refused():
    with pytest.raises(ValueError, match="no part"):
        join_batches([])
