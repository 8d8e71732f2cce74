"""Workbooks: what each kind of cell becomes, and what is said of workbooks that are damaged, odd or made to do harm."""

from __future__ import annotations

import datetime
import resource
import time
import warnings
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ogpkit.dossier.survey import archive
from ogpkit.dossier.survey.raw import keys
from ogpkit.dossier.survey.workbook import SheetTable, read_sheets, read_workbook
from ogpkit.errors import DataError
from tests.dossier.survey_formats.workbooks import FAULTY, SHEET, parts, rebuilt, sound


def rows(table: SheetTable) -> list[list[str | None]]:
    places = keys(table.header)
    found: list[list[str | None]] = []
    for part in table.parts(places):
        columns = [part.columns[key].to_pylist() for key in places]
        found += [list(row) for row in zip(*columns, strict=True)]
    return found


def read(path: Path, sheet: str | None = None) -> list[list[str | None]]:
    return rows(read_workbook(path, path.name, sheet))


def written(path: Path, cells: dict[str, object], sheet: str = "Answers", **options: object) -> Path:
    with xlsxwriter.Workbook(path, dict(options)) as book:
        page = book.add_worksheet(sheet)
        for place, value in cells.items():
            page.write(place, value)
    return path


@pytest.mark.parametrize("fault", FAULTY, ids=lambda fault: fault.__name__)
def test_a_faulty_workbook_is_told_with_its_place_and_nothing_else(tmp_path, fault):
    path = tmp_path / "survey.xlsx"
    fault(path)
    began = time.monotonic()
    with pytest.raises(DataError) as caught:
        read(path)
    assert time.monotonic() - began < 20
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == len(FAULTY[fault])
    assert all(one.startswith(words) for one, words in zip(said, FAULTY[fault], strict=True)), said
    assert not any("woman" in one for one in said)
    assert all(problem.todo for problem in caught.value.problems)


def test_no_memory_is_taken_by_what_is_refused(tmp_path):
    from tests.dossier.survey_formats.workbooks import bomb_in_sheet

    path = tmp_path / "survey.xlsx"
    bomb_in_sheet(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError):
        read_workbook(path, "survey.xlsx", None)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


@pytest.mark.parametrize("limit, words", [("_TOTAL", "the workbook unpacks"), ("_IN_MEMORY", "no sheet unpacks")])
def test_what_would_fill_the_memory_is_refused(tmp_path, monkeypatch, limit, words):
    monkeypatch.setattr(archive, limit, 900)
    with pytest.raises(DataError, match=f"{words} to more than 0 MB"):
        read_workbook(sound(tmp_path / "survey.xlsx"), "survey.xlsx", None)


def test_cells_are_read_as_they_would_be_typed(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        day, minute = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "[h]:mm:ss"})
        page.write_row(0, 0, [f"c{i}" for i in range(12)])
        page.write_row(1, 0, [1, 1.0, 2.5, 0.1 + 0.2, 1e15, True, False, "007", " woman "])
        page.write_datetime(1, 9, datetime.date(2024, 3, 1), day)
        page.write_number(1, 10, 45352 + 605 / 1440, day)
        page.write_number(1, 11, 1.5, minute)
    assert read(path) == [
        [
            "1",
            "1",
            "2.5",
            "0.3",
            "1000000000000000",
            "TRUE",
            "FALSE",
            "007",
            " woman ",
            "2024-03-01",
            "2024-03-01 10:05:00",
            "36:00:00",
        ]
    ]


def test_a_formula_is_read_with_its_stored_value_and_never_run(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        page.write_formula(1, 0, '=HYPERLINK("https://example.org","woman")', None, "woman")
        page.write_formula(1, 1, "=1+1", None, 4)
    assert read(path) == [["woman", "4"]]


def test_an_empty_text_that_a_formula_gives_is_an_empty_cell(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        page.write_row(1, 0, ["woman"])
        page.write_formula(1, 1, '=""', None, "x")
    sheet = parts(path)[SHEET]
    # As Excel writes it: a text, and nothing in it.
    assert b't="str"' in sheet
    rebuilt(path, {SHEET: sheet.replace(b"<v>x</v>", b"<v></v>")})
    assert read(path) == [["woman", None]]


def test_blank_rows_and_columns_at_the_end_are_left_out_and_lines_stay_those_of_the_sheet(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        bold = book.add_format({"bold": True})
        page.write_row(2, 0, ["gender", "rate"])
        page.write_row(3, 0, ["woman", 1])
        page.write_row(6, 0, ["man", 2])
        for row in (3, 20, 500):
            page.write_blank(row, 7, None, bold)
    table = read_workbook(path, "survey.xlsx", None)
    assert table.header == ("gender", "rate")
    assert rows(table) == [["woman", "1"], ["man", "2"]]
    assert [table.line(0), table.line(1)] == [4, 7]


def test_hidden_rows_and_columns_are_read(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        for number, row in enumerate([["gender", "rate"], ["woman", 1], ["man", 2]]):
            page.write_row(number, 0, row)
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
    assert read(path) == [["woman", "1"], ["man", "2"]]


def test_one_cell_is_one_heading_and_nobody(tmp_path):
    table = read_workbook(written(tmp_path / "survey.xlsx", {"C5": "gender"}), "survey.xlsx", None)
    assert table.header == ("", "", "gender")
    assert rows(table) == []


def test_doubled_and_blank_headings_are_kept_and_can_be_asked_for(tmp_path):
    table = read_workbook(
        written(tmp_path / "survey.xlsx", {"A1": "a", "C1": "a", "A2": 1, "B2": 2, "C2": 3}), "survey.xlsx", None
    )
    assert table.header == ("a", "", "a")
    assert rows(table) == [["1", "2", "3"]]


def test_the_widest_sheet_that_there_is_is_read(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, [f"c{i}" for i in range(16_384)])
        page.write_row(1, 0, [1] * 16_384)
    table = read_workbook(path, "survey.xlsx", None)
    assert len(table.header) == 16_384
    (part,) = table.parts(["c0", "c16383"])
    assert {key: column.to_pylist() for key, column in part.columns.items()} == {"c0": ["1"], "c16383": ["1"]}


def test_a_chart_in_front_and_a_hidden_sheet_are_passed_over(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Answers!$B$2:$B$3"})
        book.add_chartsheet("Chart").set_chart(chart)
        lists = book.add_worksheet("Lists")
        lists.write(0, 0, "internal")
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender"])
        page.write_row(1, 0, ["woman"])
        lists.hide()
        page.activate()
    table = read_workbook(path, "survey.xlsx", None)
    assert table.name == "survey.xlsx!Answers"
    assert read(path, "Lists") == []


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(DataError) as caught:
        read_workbook(sound(tmp_path / "survey.xlsx"), "survey.xlsx", "Answer")
    assert str(caught.value) == (
        'survey.xlsx: there is no sheet "Answer"; expected one of "Answers"; did you mean "Answers"? '
        'Write it under "sheet"'
    )


def test_what_a_workbook_says_of_its_own_size_is_not_believed(tmp_path):
    path = sound(tmp_path / "survey.xlsx")
    sheet = parts(path)[SHEET]
    rebuilt(path, {SHEET: sheet.replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:XFD1048576"/>')})
    assert b"XFD1048576" in parts(path)[SHEET]
    assert read(path) == [["woman", "1"], ["man", "5"]]


def test_macros_and_links_are_neither_run_nor_followed(tmp_path):
    path = sound(tmp_path / "survey.xlsx")
    rebuilt(
        path,
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not run", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
    )
    assert read(path) == [["woman", "1"], ["man", "5"]]


def test_merged_headings_are_seen(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.merge_range("A1:B1", "rates")
        page.write_row(1, 0, [1, 2])
    table = read_workbook(path, "survey.xlsx", None)
    assert (table.header, table.merged_headings) == (("rates", ""), ("A1:B1",))


def test_control_characters_that_excel_writes_as_escapes_are_read(tmp_path):
    path = written(tmp_path / "survey.xlsx", {"A1": "why", "A2": "one_x000D_\ntwo", "A3": "_x005F_x000D_"})
    assert read(path)[0] == ["one\r\ntwo"]


def test_other_letters_signs_and_long_cells_are_kept(tmp_path):
    texts = ["שלום", "👩‍👩‍👧", "Київ", "x" * 32_000]
    path = written(tmp_path / "survey.xlsx", {"A1": "why", **{f"A{i}": text for i, text in enumerate(texts, start=2)}})
    assert [row[0] for row in read(path)] == texts


def test_dates_of_the_other_epoch_are_the_same_days(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    page.append(["day"])
    page.append([datetime.date(2024, 3, 1)])
    book.save(tmp_path / "survey.xlsx")
    assert read(tmp_path / "survey.xlsx") == [["2024-03-01"]]


def test_nothing_that_the_library_warns_of_reaches_the_user(tmp_path):
    path = sound(tmp_path / "survey.xlsx")
    sheet = parts(path)[SHEET]
    extended = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    rebuilt(path, {SHEET: sheet.replace(b"</worksheet>", extended)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path) == [["woman", "1"], ["man", "5"]]


def test_many_rows_come_in_parts_and_in_their_order(tmp_path):
    path = tmp_path / "survey.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["n", "m"])
        for i in range(25_000):
            page.write_row(i + 1, 0, [i, i % 7])
    table = read_workbook(path, "survey.xlsx", None)
    found = list(table.parts(["n"]))
    assert [part.rows for part in found] == [10_000, 10_000, 5_000]
    assert [cell for part in found for cell in part.columns["n"].to_pylist()] == [str(i) for i in range(25_000)]
    assert all(list(part.columns) == ["n"] for part in found)


def test_small_sheets_are_read_whole_by_name(tmp_path):
    path = written(tmp_path / "form.xlsx", {"A1": "type", "B2": 1}, sheet="Survey ")
    assert read_sheets(path, "form.xlsx", ("survey", "choices")) == {"survey": [(1, ("type",)), (2, ("", "1"))]}


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataError, match="the file cannot be read"):
        read_workbook(tmp_path / "survey.xlsx", "survey.xlsx", None)
