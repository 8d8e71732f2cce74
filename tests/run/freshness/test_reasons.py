"""Why a report is made again, in words that a reviewer understands, and always in the same order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ogpkit.run.freshness.fingerprint import Inputs
from ogpkit.run.freshness.reasons import reasons

OLD = Inputs(
    "params/x.yaml",
    {
        "params/x.yaml": "1",
        "data/raw/x/events.csv": "2",
        "data/raw/x/reviews/anna.yaml": "3",
        "notebooks/inception.ipynb": "4",
    },
    {"ogpkit": "0.3.1", "code": "5", "python": "3.11.2", "matplotlib": "3.10.1"},
)


def files(**changes: str | None) -> Inputs:
    merged = {**OLD.files, **{name.replace("__", "/"): digest for name, digest in changes.items()}}
    return replace(OLD, files={name: digest for name, digest in merged.items() if digest is not None})


def made(**changes: str | None) -> Inputs:
    merged = {**OLD.made_by, **changes}
    return replace(OLD, made_by={name: version for name, version in merged.items() if version is not None})


@pytest.mark.parametrize(
    "new, expected",
    [
        (OLD, ()),
        (files(**{"params/x.yaml": "9"}), ("params file changed",)),
        (files(**{"data/raw/x/events.csv": "9"}), ("events.csv changed",)),
        (files(**{"data/raw/x/evidence.csv": "9"}), ("evidence.csv is new",)),
        (files(**{"data/raw/x/events.csv": None}), ("events.csv was taken away",)),
        (files(**{"data/raw/x/reviews/anna.yaml": "9"}), ("reviews/anna.yaml changed",)),
        (files(**{"notebooks/inception.ipynb": "9"}), ("notebooks/inception.ipynb changed",)),
        (files(**{"notebooks/inception.ipynb": None}), ("notebooks/inception.ipynb was taken away",)),
        (made(ogpkit="0.4.0", code="9"), ("ogpkit 0.3.1 → 0.4.0",)),
        (made(code="9"), ("code of ogpkit changed",)),
        (made(python="3.12.1"), ("Python 3.11.2 → 3.12.1",)),
        (made(matplotlib="3.11.0"), ("matplotlib 3.10.1 → 3.11.0",)),
        (made(typst="0.15"), ("typst is new",)),
        (made(matplotlib=None), ("matplotlib was taken away",)),
        (replace(OLD, params="params/y.yaml"), ("made from params/y.yaml instead of params/x.yaml",)),
    ],
)
def test_each_change_has_its_words(new, expected):
    assert reasons(OLD, new) == expected


def test_a_report_without_a_status_was_never_built():
    assert reasons(None, OLD) == ("never built",)


def test_many_reasons_come_in_the_same_order_however_the_files_were_found():
    changed = dict.fromkeys(reversed(OLD.files), "9") | {"data/raw/x/a.csv": "9"}
    new = Inputs("params/x.yaml", changed, {"typst": "0.15", "python": "3.12.1", "code": "9", "ogpkit": "0.3.1"})
    assert reasons(OLD, new) == (
        "params file changed",
        "a.csv is new",
        "events.csv changed",
        "reviews/anna.yaml changed",
        "notebooks/inception.ipynb changed",
        "code of ogpkit changed",
        "Python 3.11.2 → 3.12.1",
        "matplotlib was taken away",
        "typst is new",
    )


@pytest.mark.parametrize("name", ["a\nb.csv", "a\x1b[31m.csv", "a\u202eb.csv", "a\udcff.csv", "a\x00.csv"])
def test_no_name_of_a_file_can_write_on_the_terminal(name):
    (said,) = reasons(OLD, files(**{f"data/raw/x/{name}": "9"}))
    assert said.isprintable()
    assert said.startswith("a\ufffd")


def test_a_version_that_someone_wrote_into_a_status_is_cut():
    (said,) = reasons(made(matplotlib="9" * 1000), OLD)
    assert len(said) < 200
