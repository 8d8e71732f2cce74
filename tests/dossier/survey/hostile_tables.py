"""Dirty and hostile tables of a survey by name: the bytes, and what becomes of them.

The codebook has a group ``age`` (young, old, café; missing: not said), a rating ``rate`` (1 to 3), a multiple choice
``wishes`` with a semicolon between parks, roads and data, and a free text ``note``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = "age,rate,wishes,note\n"


@dataclass(frozen=True)
class Table:
    """A table, and either the ages that are understood or the messages, without what follows the first semicolon."""

    name: str
    content: bytes
    ages: Sequence[str | None] = ()
    problems: tuple[str, ...] = ()


def right(name: str, content: str | bytes, *ages: str | None) -> Table:
    return Table(name, content if isinstance(content, bytes) else content.encode("utf-8"), ages)


def wrong(name: str, content: str | bytes, *problems: str) -> Table:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Table(name, raw, problems=tuple(f"survey.csv{problem}" for problem in problems))


def foreign(line: int, column: str) -> str:
    return f':{line}: column "{column}" holds a value that the codebook does not list'


MIXED = HEAD + "young,1,parks;data,\u0434\u0430\nold,2,roads,\n"

TABLES = (
    right("plain", MIXED, "young", "old"),
    right("byte order mark", b"\xef\xbb\xbf" + MIXED.encode(), "young", "old"),
    right("semicolons", 'age;rate;wishes;note\nyoung;1;"parks;data";a, b\n', "young"),
    right("tabs", MIXED.replace(",", "\t"), "young", "old"),
    right("Windows line ends", MIXED.replace("\n", "\r\n"), "young", "old"),
    right("old Mac line ends", MIXED.replace("\n", "\r"), "young", "old"),
    right("mixed line ends", HEAD + "young,1,,\r\nold,1,,\ryoung,1,,\n", "young", "old", "young"),
    right("no last line end", MIXED.rstrip("\n"), "young", "old"),
    right("blank lines and rows within", HEAD + "\nyoung,1,,\n\n,,,\n \t,,,\nold,2,,\n\n", "young", "old"),
    right("quotes, commas and line ends in texts", HEAD + 'young,1,,"a ""b"", c\n\nd"\nold,1,,x\n', "young", "old"),
    right("quote in the middle of a text", HEAD + "young,1,,5' 10\" tall\nold,1,,x\n", "young", "old"),
    right("blanks round cells", HEAD + " young ,1\u00a0,parks ; data,\n\told,2,,\n", "young", "old"),
    right("decomposed letters", HEAD + "cafe\u0301,1,,\n", "caf\u00e9"),
    right(
        "right-to-left text",
        HEAD + "young,1,,\u0634\u0643\u0631\u0627 \u202b\u0645\u0631\u062d\u0628\u0627\u202c\n",
        "young",
    ),
    right("emoji", HEAD + "young,1,,\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600\n", "young"),
    right(
        "control and private characters in a text",
        HEAD + "young,1,,a\x0bb\x1c \uf8ff \u2028c\nold,1,,\n",
        "young",
        "old",
    ),
    right("formula in a text", HEAD + "young,1,,=cmd|' /C calc'!A0\n", "young"),
    right("very long text", HEAD + f"young,1,,{'x' * 1_000_000}\nold,1,,\n", "young", "old"),
    right("duplicate rows", HEAD + "young,1,parks,a\n" * 3, "young", "young", "young"),
    right("same option twice", HEAD + "young,1,parks;parks;,\n", "young"),
    right("all-blank column", HEAD + "young,,parks,\nold,,data,\n", "young", "old"),
    right("one respondent", HEAD + "old,3,,\n", "old"),
    right("no respondent", HEAD),
    right("only a header without a line end", HEAD.rstrip("\n")),
    right(
        "numbers as spreadsheets write them",
        HEAD + 'young,1.0,,\nold,+2,,\nyoung,\u0663,,\nold,"3,0",,\n',
        "young",
        "old",
        "young",
        "old",
    ),
    right(
        "missing value",
        HEAD + "not said,1,,\n\u00a0NOT said,1,,\n".replace("\u00a0NOT", "not"),
        "(not said)",
        "(not said)",
    ),
    right("headings with blanks and a line end", '" age ",rate,wishes,"note\n"\nyoung,1,,\n', "young"),
    right("line that names the separator", "sep=;\nage;rate;wishes;note\nyoung;1;parks;\n", "young"),
    wrong("nothing", b"", ": the file is empty"),
    wrong("only blanks and a byte order mark", b"\xef\xbb\xbf \r\n\n", ": the file is empty"),
    wrong("only separators", ",,,\n,,\n", ":1: the table has no first row"),
    wrong("Latin-1", (HEAD + "caf\u00e9,1,,\n").encode("latin-1"), ":2: byte 0xe9 is not UTF-8"),
    wrong(
        "Latin-1 deep in a text",
        (HEAD + "young,1,,x\n" * 9 + "old,1,,\u00e9t\u00e9\n").encode("latin-1"),
        ":11: byte 0xe9 is not UTF-8",
    ),
    wrong("Windows Cyrillic", (HEAD + "young,1,,\u0442\u0430\u043a\n").encode("cp1251"), ":2: byte 0xf2 is not UTF-8"),
    wrong(
        "Windows Cyrillic in the first row", "\u0432\u0456\u043a,rate\n".encode("cp1251"), ":1: byte 0xe2 is not UTF-8"
    ),
    wrong("UTF-16 with its mark", MIXED.encode("utf-16"), ": the file is in UTF-16"),
    wrong("UTF-16 without its mark", MIXED.encode("utf-16-le"), ": the file is in UTF-16"),
    wrong("surrogates", HEAD + "young,1,,\ud800\n", ":2: byte 0xed is not UTF-8"),
    wrong("workbook", b"PK\x03\x04\x14\x00xl/workbook.xml", ": this is an Excel workbook"),
    wrong("NUL bytes", HEAD + "young,1,,\nold,1,,a\x00b\n", ":3: the line holds the invisible character U+0000"),
    wrong("NUL in the first row", "age,ra\x00te\n", ":1: the line holds the invisible character U+0000"),
    wrong(
        "overriding direction in the first row", "a\u202ege,rate\n", ":1: the line holds the invisible character U+202E"
    ),
    wrong(
        "unclosed quote",
        HEAD + 'young,1,,\nold,1,,"so\nyoung,2,,\n',
        ":3: the table cannot be read from here (unexpected end of data)",
    ),
    wrong(
        "unclosed quote in the first row",
        'age,"rate\nyoung,1\n',
        ":1: the table cannot be read from here (unexpected end of data)",
    ),
    wrong(
        "text after a quote",
        HEAD + 'young,1,,\nold,1,,"so" it\n',
        ":3: the table cannot be read from here (',' expected after '\"')",
    ),
    wrong(
        "rows too long and too short",
        HEAD + "young,1,,\nold,1\nold,1,,,\nyoung,1,,\n",
        ":3: the row has 2 cells",
        ":4: the row has 5 cells",
    ),
    wrong("trailing separators", HEAD + "young,1,,,\n", ":2: the row has 5 cells"),
    wrong("code outside the list", HEAD + "young,1,,\nold,4,,\n", foreign(3, "rate")),
    wrong("formula in an option", HEAD + "=cmd|' /C calc'!A0,1,,\n", foreign(2, "age")),
    wrong("other capitals", HEAD + "Young,1,,\n", foreign(2, "age")),
    wrong("fraction", HEAD + "young,1.5,,\n", foreign(2, "rate")),
    wrong(
        "several problems in one table",
        HEAD + "yung,1,,\nold,9,swings,\nold,1\n",
        foreign(2, "age"),
        foreign(3, "rate"),
        foreign(3, "wishes"),
        ":4: the row has 2 cells",
    ),
    wrong("same foreign value in each of many rows", HEAD + "teen,1,,\n" * 1000, foreign(2, "age")),
)
