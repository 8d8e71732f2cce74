"""The status file of a report: the same bytes for the same report, and believed only as it was written."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.run.freshness.fingerprint import Inputs
from ogpkit.run.freshness.status import Output, Status, changed_outputs, find_statuses, read_status, status_bytes
from ogpkit.run.publish import publish, scratch_folder

INPUTS = Inputs("params/x.yaml", {"params/x.yaml": "ab", "data/raw/x/plan.yaml": "cd"}, {"ogpkit": "0.4.0"})
OUTPUTS = {"report.html": b"<p>", "figures/figure-1.svg": b"<svg/>"}
ENTRY = {"place": "Хмельницький", "indicators": [{"id": "commitments", "n": 3, "share": 0.5}], "country": None}


def written(**changes: Any) -> bytes:
    given_: dict[str, Any] = {"dossier": "x", "form": "inception", "inputs": INPUTS, "outputs": OUTPUTS, "entry": ENTRY}
    return status_bytes(**(given_ | changes))


def forged(**changes: Any) -> bytes:
    """Return a status as somebody would write it who knows how its sum is made."""
    data = json.loads(written()) | changes
    del data["sum"]
    lines = [f"{json.dumps(key)}: {json.dumps(value, sort_keys=True)},\n" for key, value in sorted(data.items())]
    body = "{\n" + "".join(lines)
    return f'{body}"sum": "{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n'.encode()


def put(folder: Path, raw: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "status.json").write_bytes(raw)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a report with its files and its status."""
    folder = put(tmp_path / "reports" / "x" / "inception", written())
    for name, content in OUTPUTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def status_in(folder: Path) -> Status:
    found = read_status(folder)
    assert found is not None
    return found


def test_what_is_written_is_read_again(folder):
    outputs = {name: Output(hashlib.sha256(raw).hexdigest(), len(raw)) for name, raw in OUTPUTS.items()}
    assert read_status(folder) == Status("x", "inception", INPUTS, outputs, ENTRY)
    assert (status_in(folder).name, status_in(folder).params) == ("x/inception", "params/x.yaml")
    assert status_in(folder).params_sha256 == "ab"


def test_the_bytes_do_not_depend_on_the_order_in_which_things_were_found():
    turned = Inputs("params/x.yaml", dict(reversed(INPUTS.files.items())), INPUTS.made_by)
    again = written(inputs=turned, outputs=dict(reversed(OUTPUTS.items())), entry=dict(reversed(ENTRY.items())))
    assert again == written()
    assert list(json.loads(again)) == sorted(json.loads(again))


def test_the_file_is_plain_json_that_anything_can_read():
    data = json.loads(written())
    assert data["format"] == 1
    assert data["params"] == {"path": "params/x.yaml", "sha256": "ab"}
    assert data["outputs"]["report.html"] == {"sha256": hashlib.sha256(b"<p>").hexdigest(), "size": 3}
    assert data["entry"] == ENTRY


@given(
    st.dictionaries(st.text(), st.text(min_size=1), max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    ),
)
def test_any_names_and_any_entry_survive(tmp_path_factory, files, entry):
    folder = tmp_path_factory.mktemp("status")
    inputs = Inputs("params/x.yaml", files, {})
    found = status_in(put(folder, written(inputs=inputs, entry={"any": entry})))
    assert (found.inputs, found.entry) == (inputs, {"any": entry})


def test_a_name_that_is_no_utf8_survives(tmp_path):
    inputs = Inputs("params/x.yaml", {"data/raw/x/\udcff.csv": "ab"}, {})
    assert status_in(put(tmp_path, written(inputs=inputs))).inputs == inputs


def test_a_status_of_nan_is_refused_when_it_is_written():
    with pytest.raises(ValueError, match="JSON"):
        written(entry={"share": float("nan")})


def test_each_bit_that_turns_and_each_cut_is_found(tmp_path):
    raw = written()
    for place in range(len(raw)):
        turned = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert read_status(put(tmp_path, turned)) is None, (place, turned[place - 5 : place + 5])
        assert read_status(put(tmp_path, raw[:place])) is None
    assert read_status(put(tmp_path, raw)) is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": 1}',
        b"[" * 100_000,
        b'{"format": 1, "sum": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"format": ' + b"9" * 10_000 + b"}",
        b'{"format": NaN, "sum": 1}',
        written() + b" ",
        written().replace(b'"form": "inception"', b'"form": "x", "form": "inception"'),
        b" " * 4_000_001,
    ],
    ids=range(13),
)
def test_what_is_no_status_is_not_believed(tmp_path, raw):
    assert read_status(put(tmp_path, raw)) is None


def test_the_forger_of_these_tests_knows_how_to_write_a_status():
    assert forged() == written()


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"format": True},
        {"format": 1.0},
        {"more": 1},
        {"dossier": 1},
        {"dossier": ""},
        {"form": None},
        {"params": None},
        {"params": {"path": "params/x.yaml", "sha256": "other"}},
        {"params": {"path": "params/x.yaml", "sha256": "ab", "more": 1}},
        {"params": {"path": ["params/x.yaml"], "sha256": "ab"}},
        {"inputs": []},
        {"inputs": {"files": INPUTS.files, "made_by": {}, "more": {}}},
        {"inputs": {"files": INPUTS.files, "made_by": {"ogpkit": 4}}},
        {"inputs": {"files": ["params/x.yaml"], "made_by": {}}},
        {"outputs": {"report.html": 3}},
        {"outputs": {"report.html": {"sha256": "ab"}}},
        {"outputs": {"report.html": {"sha256": "ab", "size": -1}}},
        {"outputs": {"report.html": {"sha256": "ab", "size": True}}},
        {"outputs": {"report.html": {"sha256": "ab", "size": 3, "more": 1}}},
        *({"outputs": {name: {"sha256": "ab", "size": 3}}} for name in ("../x", "/etc/passwd", "a/./b", "a\\b", "c:d")),
        *({"outputs": {name: {"sha256": "ab", "size": 3}}} for name in ("", "a\0b", "a//b", "..")),
        {"entry": []},
        {"entry": None},
    ],
    ids=str,
)
def test_a_status_of_another_shape_is_not_believed_even_where_its_sum_is_right(tmp_path, changes):
    assert read_status(put(tmp_path, forged(**changes))) is None


def test_what_is_no_plain_file_is_not_opened(tmp_path):
    assert read_status(tmp_path) is None
    (tmp_path / "status.json").mkdir()
    assert read_status(tmp_path) is None
    assert read_status(tmp_path / "a\0b") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_and_a_link_are_not_opened(tmp_path, folder):
    os.mkfifo(tmp_path / "status.json")
    assert read_status(tmp_path) is None
    (tmp_path / "status.json").unlink()
    (tmp_path / "status.json").symlink_to(folder / "status.json")
    assert read_status(tmp_path) is None


def test_a_status_that_cannot_be_read_is_not_believed(folder, monkeypatch):
    def fail(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", fail)
    assert read_status(folder) is None


def test_statuses_are_found_by_dossier_and_form_in_the_order_of_names(tmp_path):
    for dossier, form in [("b", "inception"), ("a", "inception"), ("a", "final")]:
        put(tmp_path / dossier / form, written(dossier=dossier, form=form))
    (tmp_path / "index.html").write_bytes(b"")
    assert list(find_statuses(tmp_path)) == ["a/final", "a/inception", "b/inception"]
    assert find_statuses(tmp_path / "none") == {}


def test_a_status_in_the_folder_of_another_report_is_not_believed(tmp_path):
    for place in ("copy/inception", "x/other", ".making-1/inception", "x/.making-1"):
        put(tmp_path / place, written())
    assert find_statuses(tmp_path) == {}


def test_an_output_that_is_gone_or_of_another_size_is_named(folder):
    status = status_in(folder)
    assert changed_outputs(folder, status) == ()
    (folder / "report.html").write_bytes(b"<p>more")
    (folder / "figures" / "figure-1.svg").unlink()
    assert changed_outputs(folder, status) == ("figures/figure-1.svg", "report.html")


def test_an_output_of_the_same_size_is_found_to_differ_only_by_the_thorough(folder):
    (folder / "report.html").write_bytes(b"<a>")
    status = status_in(folder)
    assert changed_outputs(folder, status) == ()
    assert changed_outputs(folder, status, thorough=True) == ("report.html",)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_place_of_an_output_is_none(folder):
    (folder / "abc").write_bytes(b"<p>")
    (folder / "report.html").unlink()
    (folder / "report.html").symlink_to("abc")
    assert (folder / "report.html").lstat().st_size == len(OUTPUTS["report.html"])
    assert changed_outputs(folder, status_in(folder), thorough=True) == ("report.html",)


def test_the_status_of_an_earlier_report_does_not_move_to_one_that_has_none(folder):
    with scratch_folder(folder.parent) as scratch:
        publish({"report.html": b"new"}, folder, scratch)
    assert read_status(folder) is None
    assert [path.name for path in folder.iterdir()] == ["report.html"]
