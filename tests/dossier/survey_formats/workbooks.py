"""Workbooks as nobody should make them: each a function that writes one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import xlsxwriter

__all__ = ["FAULTY", "parts", "rebuilt", "sound"]

SHEET = "xl/worksheets/sheet1.xml"


def sound(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        for number, row in enumerate([["gender", "rate"], ["woman", 1], ["man", 5]]):
            page.write_row(number, 0, row)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rebuilt(path: Path, changed: Mapping[str, bytes]) -> Path:
    """Put a workbook together anew, with some of its parts changed or added."""
    members = parts(path) | dict(changed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name, raw)
    return path


def bomb(path: Path) -> None:
    sound(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/bomb.bin", b"\0" * 60_000_000)


def bomb_in_sheet(path: Path) -> None:
    sound(path)
    head, _, tail = parts(path)[SHEET].partition(b"<sheetData>")
    rebuilt(path, {SHEET: head + b"<sheetData>" + b" " * 60_000_000 + tail})


def truncated(path: Path) -> None:
    raw = sound(path).read_bytes()
    path.write_bytes(raw[: len(raw) * 2 // 3])


def one_byte_changed(path: Path) -> None:
    raw = bytearray(sound(path).read_bytes())
    at = raw.index(b"xl/worksheets/sheet1.xml") + 60
    raw[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(raw))


def csv_named_xlsx(path: Path) -> None:
    path.write_text("gender,rate\nwoman,1\n", encoding="utf-8")


def html_named_xlsx(path: Path) -> None:
    path.write_text("<html><table><tr><td>gender</td></tr></table></html>", encoding="utf-8")


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(128, 256)) * 30)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"))


def password(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def zip_password(path: Path) -> None:
    raw = bytearray(sound(path).read_bytes())
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        raw[at + 8] |= 1
        at += 4
    path.write_bytes(bytes(raw))


def word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document/>")


def libre_office(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<document/>")


def binary_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.bin", b"\x83\x01\x00")


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


def entities(path: Path) -> None:
    sound(path)
    sheet = parts(path)[SHEET]
    rebuilt(path, {SHEET: ENTITIES + sheet.partition(b"?>")[2]})


def entities_late(path: Path) -> None:
    sound(path)
    sheet = parts(path)[SHEET].partition(b"?>")[2]
    rebuilt(path, {SHEET: b"<!-- " + b"x" * 1_048_570 + b" -->" + ENTITIES.partition(b"?>")[2] + sheet})


def external_entity(path: Path) -> None:
    sound(path)
    texts = parts(path)["xl/sharedStrings.xml"].partition(b"?>")[2].replace(b"woman", b"&f;")
    declared = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    rebuilt(path, {"xl/sharedStrings.xml": declared + texts})


def utf16_entities(path: Path) -> None:
    sound(path)
    sheet = (ENTITIES.partition(b"?>")[2] + parts(path)[SHEET].partition(b"?>")[2]).decode()
    rebuilt(path, {SHEET: sheet.encode("utf-16")})


def declared_encoding(path: Path) -> None:
    sound(path)
    sheet = parts(path)[SHEET].partition(b"?>")[2]
    rebuilt(path, {SHEET: b'<?xml version="1.0" encoding="UTF-7"?>' + sheet})


def broken_xml(path: Path) -> None:
    sound(path)
    rebuilt(path, {SHEET: parts(path)[SHEET].replace(b"</row>", b"</wor>", 1)})


def text_out_of_range(path: Path) -> None:
    sound(path)
    rebuilt(path, {SHEET: parts(path)[SHEET].replace(b'<c r="A2" t="s"><v>2</v>', b'<c r="A2" t="s"><v>999</v>')})


def row_far_away(path: Path) -> None:
    sound(path)
    rebuilt(
        path,
        {
            SHEET: parts(path)[SHEET]
            .replace(b'<row r="3"', b'<row r="99999999"')
            .replace(b'"A3"', b'"A99999999"')
            .replace(b'"B3"', b'"B99999999"')
        },
    )


def no_cell(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Answers")


def no_sheet_of_cells(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Answers!$A$1:$B$1"})
        book.add_chartsheet("Chart").set_chart(chart)
    members = parts(path)
    workbook = members["xl/workbook.xml"]
    start, end = workbook.index(b'<sheet name="Answers"'), workbook.index(b'<sheet name="Chart"')
    rebuilt(path, {"xl/workbook.xml": workbook[:start] + workbook[end:]})


def error_cells(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        page.write_row(1, 0, ["woman", 1])
        page.write_formula(2, 1, "=VLOOKUP(1,A1:B2,9)", None, "#REF!")
        page.write(2, 0, "man")
        page.write_formula(3, 1, "=NA()", None, "#N/A")


def formula_without_value(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Answers"
    for row in [["gender", "rate"], ["woman", 1], ["man", "=B2+1"]]:
        page.append(row)
    book.save(path)


def merged_answers(path: Path) -> None:
    sound(path)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        page.merge_range("A2:A4", "woman")
        for row in range(1, 4):
            page.write(row, 1, row)


def answer_without_heading(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "rate"])
        for row in range(1, 200):
            page.write_row(row, 0, ["woman", 1])
        page.write(150, 4, "a remark")


def hidden_character_in_heading(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Answers")
        page.write_row(0, 0, ["gender", "ra\u202ete"])
        page.write_row(1, 0, ["woman", 1])


ANSWERS = "survey.xlsx!Answers"
FAULTY: dict[Callable[[Path], None], tuple[str, ...]] = {
    bomb: ("survey.xlsx: a part of the workbook unpacks to very many times its size",),
    bomb_in_sheet: ("survey.xlsx: a part of the workbook unpacks to very many times its size",),
    truncated: ("survey.xlsx: the workbook is cut off or damaged",),
    one_byte_changed: ("survey.xlsx: the workbook is",),
    csv_named_xlsx: ("survey.xlsx: this is plain text, such as a CSV table",),
    html_named_xlsx: ("survey.xlsx: this is a web page or XML under the name of a workbook",),
    random_bytes: ("survey.xlsx: this is no workbook",),
    empty: ("survey.xlsx: the file is empty",),
    old_excel: ("survey.xlsx: this is a workbook of an old Excel (.xls)",),
    password: ("survey.xlsx: the workbook is locked with a password",),
    zip_password: ("survey.xlsx: the workbook is locked with a password",),
    word_document: ("survey.xlsx: this is a Word document",),
    libre_office: ("survey.xlsx: this is a LibreOffice document",),
    binary_workbook: ("survey.xlsx: this is a binary workbook (.xlsb)",),
    entities: ("survey.xlsx: the workbook defines XML entities",),
    entities_late: ("survey.xlsx: the workbook defines XML entities",),
    external_entity: ("survey.xlsx: the workbook defines XML entities",),
    utf16_entities: ("survey.xlsx: a part of the workbook is in an encoding of its own",),
    declared_encoding: ("survey.xlsx: a part of the workbook is in an encoding of its own",),
    broken_xml: ("survey.xlsx!Answers: the workbook cannot be read: it is damaged",),
    text_out_of_range: ("survey.xlsx!Answers: the workbook cannot be read: it is damaged",),
    row_far_away: ("survey.xlsx!Answers: the workbook cannot be read: it is damaged",),
    no_cell: ("survey.xlsx!Answers: the sheet is empty",),
    no_sheet_of_cells: ("survey.xlsx: the workbook has no sheet with cells",),
    error_cells: (f"{ANSWERS}:3: cell B3 holds the error #REF!", f"{ANSWERS}:4: cell B4 holds the error #N/A"),
    formula_without_value: (f"{ANSWERS}:3: the formula in B3 has no stored value",),
    merged_answers: (f"{ANSWERS}:2: the cells A2:A4 are merged",),
    answer_without_heading: (f"{ANSWERS}:151: cell E151 is filled, and there is no heading above it",),
    hidden_character_in_heading: (f"{ANSWERS}:1: the heading in B1 holds the invisible character U+202E",),
}
