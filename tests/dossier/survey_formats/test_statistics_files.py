"""SPSS and Stata files: value labels, missing values of each kind, dates, encodings; and files that are damaged."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from ogpkit.dossier.survey import statistics_file
from ogpkit.dossier.survey.statistics_file import StatisticsTable, read_statistics_file
from ogpkit.errors import DataError

NAN = float("nan")


def cells(table: StatisticsTable) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {heading: [] for heading in table.header}
    for part in table.parts(table.header):
        for heading, column in part.columns.items():
            found[heading] += column.to_pylist()
    return found


def spss(path: Path, frame: dict[str, list[object]], **more: object) -> StatisticsTable:
    pyreadstat.write_sav(pd.DataFrame(frame), str(path), **more)
    return read_statistics_file(path, path.name)


def stata(path: Path, frame: dict[str, list[object]], **more: object) -> StatisticsTable:
    pyreadstat.write_dta(pd.DataFrame(frame), str(path), **more)
    return read_statistics_file(path, path.name)


@pytest.mark.parametrize("compressed", ["survey.sav", "survey.zsav"])
def test_codes_labels_and_questions_of_spss_are_kept(tmp_path, compressed):
    table = spss(
        tmp_path / compressed,
        {"стать": [1.0, 2.0, NAN, 9.0], "why": ["так", "", "b ", "c"], "share": [0.5, 1.25, 1e-3, 3.0]},
        variable_value_labels={"стать": {1.0: "жінка", 2.0: "чоловік", 9.0: "не відповіли"}},
        column_labels={"стать": "Ваша  стать?"},
        missing_ranges={"стать": [9.0]},
        compress=compressed.endswith("zsav"),
    )
    assert table.header == ("стать", "why", "share")
    assert table.labels == {"стать": {"1": "жінка", "2": "чоловік", "9": "не відповіли"}}
    assert table.missing == {"стать": ("9",)}
    assert table.questions == {"стать": "Ваша стать?"}
    assert cells(table) == {
        "стать": ["1", "2", None, "9"],
        "why": ["так", "", "b", "c"],
        "share": ["0.5", "1.25", "0.001", "3"],
    }
    assert [table.line(0), table.line(3)] == [1, 4]


@pytest.mark.parametrize(
    "declared, expected",
    [
        ([99.0], ("99",)),
        ([97.0, 98.0, 99.0], ("97", "98", "99")),
        ([{"lo": 97.0, "hi": 99.0}], ("97", "99")),
        ([{"lo": 97.0, "hi": 99.0}, 7.0], ("97", "99", "7")),
        ([{"lo": 90.0, "hi": 90.5}], ()),
    ],
)
def test_missing_values_of_spss_are_those_of_lists_and_ranges_that_occur(tmp_path, declared, expected):
    table = spss(tmp_path / "survey.sav", {"x": [1.0, 7.0, 97.0, 99.0, NAN]}, missing_ranges={"x": declared})
    assert set(table.missing.get("x", ())) >= set(expected) - {"98"}
    assert cells(table)["x"] == ["1", "7", "97", "99", None]


def test_a_text_that_is_declared_missing_in_spss(tmp_path):
    table = spss(tmp_path / "survey.sav", {"x": ["a", "DK", ""]}, missing_ranges={"x": ["DK"]})
    assert table.missing == {"x": ("DK",)}


def test_labels_that_name_a_missing_code_of_a_range_that_does_not_occur_are_missing_too(tmp_path):
    table = spss(
        tmp_path / "survey.sav",
        {"x": [1.0, 2.0]},
        missing_ranges={"x": [{"lo": 90.0, "hi": 99.0}]},
        variable_value_labels={"x": {98.0: "refused"}},
    )
    assert table.missing == {"x": ("98",)}


def test_extended_missing_codes_of_stata_are_told_from_blanks(tmp_path):
    table = stata(
        tmp_path / "survey.dta",
        {"x": pd.Series([1, "a", "z", None], dtype=object), "letter": ["a", "b", "", "z"]},
        variable_value_labels={"x": {1: "one", "b": "refused"}},
        missing_user_values={"x": ["a", "b", "z"]},
    )
    assert cells(table) == {"x": ["1", ".a", ".z", None], "letter": ["a", "b", "", "z"]}
    assert table.missing == {"x": (".a", ".b", ".z")}
    assert table.labels["x"] == {"1": "one", ".b": "refused"}


def test_days_and_times_are_written_as_in_plain_tables(tmp_path):
    frame = {
        "day": [datetime.date(2024, 3, 1), None],
        "moment": pd.to_datetime(["2024-03-01 10:05:00", None]),
    }
    assert cells(spss(tmp_path / "survey.sav", frame)) == {
        "day": ["2024-03-01", None],
        "moment": ["2024-03-01 10:05:00", None],
    }


def test_only_wanted_columns_are_read_and_many_cases_come_in_parts(tmp_path):
    table = spss(tmp_path / "survey.sav", {"x": list(np.arange(250_000.0)), "y": [1.0] * 250_000})
    parts = list(table.parts(["x"]))
    assert [part.rows for part in parts] == [100_000, 100_000, 50_000]
    assert all(list(part.columns) == ["x"] for part in parts)
    assert parts[2].columns["x"][0].as_py() == "200000"


def test_no_column_and_no_case(tmp_path):
    table = spss(tmp_path / "survey.sav", {"x": [1.0, 2.0]})
    assert [(part.rows, dict(part.columns)) for part in table.parts([])] == [(2, {})]
    empty = spss(tmp_path / "survey.sav", {"x": pd.Series([], dtype=float)})
    assert list(empty.parts(["x"])) == []


def test_multiple_dichotomies_of_spss_are_sets():
    from types import SimpleNamespace

    from ogpkit.dossier.survey.statistics_worker import _sets

    meta = SimpleNamespace(
        mr_sets={
            "prio": {
                "type": "D",
                "is_dichotomy": True,
                "counted_value": 1,
                "label": "Priorities",
                "variable_list": ["P1", "p2"],
            },
            "cats": {"type": "C", "is_dichotomy": False, "counted_value": None, "label": "", "variable_list": ["p1"]},
        }
    )
    assert _sets(meta, {"p1": "p1", "p2": "p2"}) == {"prio": ("Priorities", ("p1", "p2"), "1")}


def sound(path: Path) -> bytes:
    (spss if path.suffix == ".sav" else stata)(path, {"x": list(range(500)), "why": [f"text {i}" for i in range(500)]})
    return path.read_bytes()


def truncated(path: Path) -> bytes:
    return sound(path)[:-3000]


def head_alone(path: Path) -> bytes:
    return sound(path)[:60]


def labels_without_end(path: Path) -> bytes:
    labels = {float(i): f"label {i}" for i in range(25_000)}
    spss(path.with_suffix(".sav"), {"x": [1.0]}) if path.suffix == ".sav" else None
    write = pyreadstat.write_sav if path.suffix == ".sav" else pyreadstat.write_dta
    kept = labels if path.suffix == ".sav" else {int(code): label for code, label in labels.items()}
    frame = pd.DataFrame({"x": [1.0] if path.suffix == ".sav" else [1]})
    write(frame, str(path), variable_value_labels={"x": kept})
    return path.read_bytes()


def wrong_encoding(path: Path) -> bytes:
    raw = sound(path)
    return raw.replace(b"text 1", b"te\xff\xfe 1")


FAULTY = {
    ("survey.sav", truncated): "the file is cut off or damaged",
    ("survey.dta", truncated): "the file is cut off or damaged",
    ("survey.sav", head_alone): "the file is cut off or damaged",
    ("survey.dta", head_alone): "the file is cut off or damaged",
    ("survey.sav", labels_without_end): "variable 1 has 25000 value labels",
    ("survey.dta", labels_without_end): "variable 1 has 25000 value labels",
    ("survey.sav", wrong_encoding): "a text in the file is not in the encoding that the file names",
    ("survey.dta", wrong_encoding): "a text in the file is not in the encoding that the file names",
    ("survey.sav", lambda _: b""): "the file is empty",
    ("survey.sav", lambda _: b"gender,rate\n1,2\n"): "this is no file of that program",
    ("survey.dta", lambda _: b"gender,rate\n1,2\n"): "this is no file of that program",
    ("survey.dta", lambda path: sound(path.with_suffix(".sav"))): "this is a file of another program (.sav)",
    ("survey.sav", lambda path: sound(path.with_suffix(".dta"))): "this is a file of another program (.dta)",
    ("survey.sav", lambda _: b"PK\x03\x04" + b"\0" * 50): "this is a packed file or a workbook",
    ("survey.sav", lambda _: b"$FL2" + b"\xff" * 400): "the file is cut off or damaged",
    ("survey.dta", lambda _: b"<stata_dta><header>" + b"\xff" * 400): "the file is cut off or damaged",
}


@pytest.mark.parametrize("name, fault", FAULTY, ids=[f"{name} {number}" for number, (name, _) in enumerate(FAULTY)])
def test_a_faulty_file_is_one_message_with_what_to_do(tmp_path, name, fault):
    path = tmp_path / name
    path.write_bytes(fault(path))
    with pytest.raises(DataError) as caught:
        cells(read_statistics_file(path, path.name))
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == (name, FAULTY[name, fault])
    assert problem.expected
    assert problem.todo


@pytest.mark.parametrize("cases", [501, 100_000])
def test_a_file_that_promises_more_cases_than_it_has_is_not_taken_for_whole(tmp_path, cases):
    raw = sound(tmp_path / "survey.sav")
    written, twice = struct.pack("<i", 500), struct.pack("<qq", 1, 500)
    assert (raw[80:84], raw.count(twice)) == (written, 1)
    raw = (raw[:80] + struct.pack("<i", cases) + raw[84:]).replace(twice, struct.pack("<qq", 1, cases))
    (tmp_path / "survey.sav").write_bytes(raw)
    with pytest.raises(DataError, match="cut off or damaged"):
        cells(read_statistics_file(tmp_path / "survey.sav", "survey.sav"))


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)", "sys.stdout.write('nonsense'); os._exit(0)"])
def test_a_library_that_falls_down_is_one_message(tmp_path, monkeypatch, end):
    path = tmp_path / "survey.sav"
    sound(path)
    script = tmp_path / "statistics_worker.py"
    script.write_text(f"import os, sys\nsys.stdin.read()\n{end}\n", encoding="utf-8")
    monkeypatch.setattr(statistics_file, "__file__", str(tmp_path / "statistics_file.py"))
    with pytest.raises(DataError, match="cut off or damaged"):
        read_statistics_file(path, "survey.sav")


def test_a_stream_of_rows_that_stops_between_two_parts_is_not_taken_for_whole(tmp_path, monkeypatch):
    path = tmp_path / "survey.sav"
    table = spss(path, {"x": [1.0, 2.0]})
    script = tmp_path / "statistics_worker.py"
    script.write_text(
        "import os, sys, pyarrow as pa\nsys.stdin.read()\nout = sys.stdout.buffer\nout.write(b'{\"rows\": true}\\n')\n"
        "stream = pa.ipc.new_stream(out, pa.schema([('x', pa.string())]))\n"
        "stream.write_batch(pa.record_batch([pa.array(['1'])], names=['x']))\nout.flush()\nos.abort()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(statistics_file, "__file__", str(tmp_path / "statistics_file.py"))
    with pytest.raises(DataError, match="cut off or damaged"):
        list(table.parts(["x"]))


def test_whoever_stops_reading_leaves_no_process_behind(tmp_path):
    import subprocess

    table = spss(tmp_path / "survey.sav", {"x": list(np.arange(250_000.0))})
    started = []
    real = subprocess.Popen.__init__

    def noted(self, *arguments, **more):
        started.append(self)
        real(self, *arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", noted)
        rows = table.parts(["x"])
        next(rows)
        rows.close()
    assert len(started) == 1
    assert started[0].returncode is not None


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataError, match="the file cannot be read"):
        read_statistics_file(tmp_path / "survey.sav", "survey.sav")
