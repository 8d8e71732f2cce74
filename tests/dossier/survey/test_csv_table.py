"""A CSV file is read in blocks: quickly or strictly, the cells and lines are the same, and so are the problems."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogpkit.dossier.survey import csv_rows, csv_table
from ogpkit.dossier.survey.csv_rows import blocks, line_ends, records
from ogpkit.dossier.survey.csv_table import CsvTable
from ogpkit.errors import DataError

Rows = list[tuple[int, tuple[str, ...]]]


def rows_of(path: Path) -> tuple[Rows, list[str]]:
    """Return all rows with their lines, and the problems that end the reading."""
    found: Rows = []
    problems: list[str] = []
    try:
        table = CsvTable(path, "x.csv")
        names = csv_table.keys(table.header)
        for part in table.parts(names):
            cells = [part.columns[name].to_pylist() for name in names]
            found += [(table.line(len(found) + i), tuple(row)) for i, row in enumerate(zip(*cells, strict=True))]
    except DataError as error:
        problems = [str(problem) for problem in error.problems]
    return found, problems


def strictly(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Rows, list[str]]:
    with monkeypatch.context() as patch:
        patch.setattr(CsvTable, "_quick", lambda *_: None)
        return rows_of(path)


cells = st.one_of(
    st.sampled_from(
        ["", " ", "a", "b", " a ", "1", '"', '""', "x,y", "x;y", "a\nb", "a\r\nb", "ä", "даних", "😀", "\u00a0"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 40),
    st.sampled_from([csv_rows.BLOCK, 40, 64]),
    st.sampled_from(["", '"', "\n\n", ",", '"x" y', 'a"b', "\u00e9", "z,z,z,z\n"]),
)
def test_the_quick_and_the_strict_reader_give_the_same_rows_lines_and_problems(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    table: list[list[str]],
    separator: str,
    end: str,
    mark: bool,
    last: bool,
    at: int,
    block: int,
    piece: str,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(["one", "two", "three"])
    writer.writerows(table)
    text = out.getvalue() if last else out.getvalue().removesuffix(end)
    text = text[: 14 + at] + piece + text[14 + at :]
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xef\xbb\xbf" * mark + text.encode("utf-8"))
    with monkeypatch.context() as patch:
        for module in (csv_rows, csv_table):
            patch.setattr(module, "BLOCK", block)

        def normal(found: tuple[Rows, list[str]]) -> tuple[Rows, list[str]]:
            # Line ends inside a cell are blanks like others when it is coded.
            return [(line, tuple(" ".join(cell.split()) for cell in row)) for line, row in found[0]], found[1]

        quick, strict = normal(rows_of(path)), normal(strictly(path, monkeypatch))

    # Where reading ends early, how many rows came before it depends on the blocks alone.
    assert quick[1] == strict[1]
    assert quick[0] == strict[0] or quick[1]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(cells.filter(lambda cell: bool(cell.strip())), min_size=2, max_size=2), min_size=1, max_size=8),
    st.sampled_from([csv_rows.BLOCK, 50]),
)
def test_what_the_csv_module_writes_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: list[list[str]], block: int
) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["one", "two"], *table])
    with monkeypatch.context() as patch:
        for module in (csv_rows, csv_table):
            patch.setattr(module, "BLOCK", block)
        found, problems = rows_of(path)

    def plain(row: tuple[str, ...] | list[str]) -> list[str]:
        return [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]

    assert problems == []
    assert [plain(row) for _, row in found] == [plain(row) for row in table]


@pytest.mark.parametrize("size", [7, 16, 30, 64, csv_rows.BLOCK])
def test_blocks_hold_whole_rows_and_together_the_whole_file(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = b'a,b\n1,"x\ny"\n\n2,"z,""q"\r\n3,u\r4,v'
    monkeypatch.setattr(csv_rows, "BLOCK", max(size, 16))
    found = list(blocks(io.BytesIO(text), "x.csv", ",", 0, 1))

    assert b"".join(block.raw for block in found) == text
    assert [block.start for block in found] == [sum(len(one.raw) for one in found[:i]) for i in range(len(found))]
    assert [block.line for block in found] == [1 + line_ends(text[: block.start]) for block in found]
    assert all(sum(1 for _ in records(block.raw, ",")) >= 1 for block in found)


def test_size_and_sum_are_those_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xef\xbb\xbfone,two\r\n" + b"a,b\r\n" * 1000)
    table = CsvTable(path, "x.csv")

    assert table.sha256 is None
    assert sum(part.rows for part in table.parts(["two"])) == 1000
    assert (table.size, table.sha256) == (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


def test_only_wanted_columns_are_given_and_a_blank_row_is_one_of_which_all_cells_are_blank(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("one,two\na,\n,b\n , \n,\n\nc,\n", encoding="utf-8")
    (part,) = CsvTable(path, "x.csv").parts(["two"])

    assert (part.rows, list(part.columns), part.columns["two"].to_pylist()) == (3, ["two"], ["", "b", ""])


def test_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("one,two\na,b\n", encoding="utf-8")
    table = CsvTable(path, "x.csv")
    path.write_text("two,one\na,b\n", encoding="utf-8")

    with pytest.raises(DataError, match="changed while it was read"):
        list(table.parts(["one"]))


def test_line_that_names_the_separator_for_excel_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("sep=;\r\none;two\r\na,b;c\r\n", encoding="utf-8")

    assert rows_of(path) == ([(3, ("a,b", "c"))], [])


def test_separator_is_not_taken_from_commas_within_quotes(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('"Name, first, last";"Age, in years"\nx;y\n', encoding="utf-8")

    assert CsvTable(path, "x.csv").header == ("Name, first, last", "Age, in years")


def test_table_read_in_a_parent_can_be_read_in_its_forked_child(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("one,two\n" + "a,b\n" * 50_000, encoding="utf-8")
    assert sum(part.rows for part in CsvTable(path, "x.csv").parts(["one"])) == 50_000

    child = os.fork()
    if child == 0:  # pragma: no cover
        import signal

        signal.alarm(30)
        os._exit(0 if sum(part.rows for part in CsvTable(path, "x.csv").parts(["one"])) == 50_000 else 1)

    assert os.waitpid(child, 0)[1] == 0
