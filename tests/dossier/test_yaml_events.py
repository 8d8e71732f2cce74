"""The quick reading of YAML: it finds what the careful reading finds, to the line, or leaves the file alone."""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier import yaml as reading
from ogpkit.dossier import yaml_events
from ogpkit.dossier.yaml import Located, careful_yaml, parse_yaml
from ogpkit.dossier.yaml_events import DEPTH, quick_values
from ogpkit.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("data/raw/*/*.yaml", "params/*.yaml", "src/ogpkit/**/*.yaml", "tests/dossier/**/*.yaml", "environment.yml")
FILES = sorted(file for place in PLACES for file in ROOT.glob(place))

libyaml = pytest.mark.skipif(yaml_events._LIBYAML is None, reason="PyYAML is built without libyaml here")


def assert_equal_or_left_alone(text: str) -> bool:
    """Return whether the quick reading read ``text``."""
    quick = quick_values(text)
    if quick is None:
        return False
    careful = careful_yaml(text, "x.yaml")
    assert quick.data == careful.data
    assert list(quick.lines.items()) == list(careful.lines.items())
    assert list(quick.commented.items()) == list(careful.commented.items())
    return True


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


@libyaml
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_files_of_the_repository_are_read_equally(file):
    # The glossary is a list, which no dossier is.
    assert assert_equal_or_left_alone(text_of(file)) == (file.name != "glossary.yaml")


# Words and signs as they meet in dossiers, and those that YAML parsers are known to quarrel about.
WORDS = [
    *[
        "a",
        "word",
        "two words",
        "No",
        "007",
        "1.10",
        "2021-07-01",
        "~",
        "null",
        "<<",
        "=",
        "é",
        "e\u0301",
        "😀",
        "\u00a0",
    ],
    *[
        "it's",
        "a:b",
        "a::b",
        "x:",
        ":x",
        "?x",
        "x?",
        "a? b",
        "(b)?",
        "-x",
        "x-",
        "a-b",
        "- a",
        "a - b",
        "a#b",
        "#12",
        "a%",
    ],
    *[
        "http://x/y",
        "a://b",
        "a: b",
        "a :b",
        "a : b",
        "a?: b",
        "a!b",
        "a&b",
        "a*b",
        "a|b",
        "a>b",
        "a\\b",
        "",
        "",
        "-",
        "?",
    ],
    *[
        '""',
        "''",
        "'it''s'",
        "'q: r'",
        '"s # t"',
        '"a \\" b"',
        '"a\\nb"',
        '"\\/"',
        '"\\x41"',
        '"k":v',
        '"k": v',
        "'k' : v",
    ],
]
PIECES = [
    *WORDS,
    *[
        " ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        " \n",
        ": ",
        ":",
        ":\n",
        "- ",
        "? ",
        "#",
        " #",
        " # c",
        "  # c",
        ", ",
        ",",
    ],
    *[
        "[",
        "]",
        "{",
        "}",
        "[[",
        "]]",
        "'",
        '"',
        "\\",
        "|",
        "|\n",
        "|-\n  ",
        "|2\n",
        ">",
        ">+\n  ",
        "># c",
        "> # c\n",
        "%",
        "@",
    ],
    *[
        "`",
        "!",
        "!!str ",
        "&a ",
        "*a",
        "---",
        "--- ",
        "...",
        "\t",
        "\r",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\ud800",
    ],
    *["\n- ", "\n  - ", "\n- a: ", "\n  b: ", "- - ", "x" * 1030, "'" + "y" * 1025 + "'"],
]


def flow(children):
    """Return what may stand in brackets: lists and groups of ``children``."""
    gap = st.sampled_from(["", "", " ", "\n "])
    entry = st.one_of(children, st.builds("{}: {}".format, st.sampled_from(WORDS), children))
    body = st.builds(
        lambda entries, gap, end: f"{gap}{f',{gap}'.join(entries)}{end}{gap}",
        st.lists(entry, max_size=4),
        gap,
        st.sampled_from(["", "", ","]),
    )
    return st.one_of(body.map("[{}]".format), body.map("{{{}}}".format))


FLOWS = st.recursive(st.sampled_from(WORDS), flow, max_leaves=8)


@st.composite
def blocks(draw, indent=0, depth=0):
    """Draw a list or a group as people write them, with slips of indentation."""
    pad = " " * indent
    pick = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731
    listed = pick(True, False, False)
    rows = []
    for number in range(draw(st.integers(1, 3))):
        head = (
            "-"
            if listed
            else pick(f"k{number}:", f"'k{number}':", f'"k{number}" :', f"a b{number}:", f"é{number}:", "k:")
        )
        kind = pick("word", "word", "long", "block", "flow", "below" if depth < 2 else "word")
        if kind == "long":
            value = pick("a\n{0}   b", "a\n\n{0}  b # c", "'a\n{0}  b'", '"a\n\n{0}  b "', "a\n{0}# c").format(pad)
        elif kind == "block":
            lines = draw(
                st.lists(st.sampled_from(["", "", "word", "# no", "- x", "a: b", "  more", " ", "é😀"]), max_size=4)
            )
            lines = [" " * draw(st.integers(0, indent + 4)) + line for line in lines]
            value = "\n".join(
                [pick("|", ">") + pick("", "", "-", "+", "2", "-3") + pick("", "", " ", " # c", "#c"), *lines]
            )
        elif kind == "flow":
            value = draw(FLOWS)
        elif kind == "below":
            value = "\n" + draw(blocks(indent=indent + pick(0, 1, 2, 2, 4), depth=depth + 1)).rstrip("\n")
        else:
            value = draw(st.sampled_from(WORDS))
        gap = "" if value.startswith("\n") else pick(" ", " ", "  ", "")
        rows.append(pad + head + gap + value + pick("", "", " # r", "  # s"))
        rows += pick([], [], [""], [" "], ["# c"], ["   # e"])
    return "\n".join(rows) + pick("\n", "", "\n\n", "\n  ")


@given(blocks())
def test_texts_as_people_write_them_are_read_equally_or_left_alone(text):
    assert_equal_or_left_alone(text)


@given(FLOWS, st.sampled_from(["\n", "", " # c\n", "\nb: c # d\n"]))
def test_what_stands_in_brackets_is_read_equally_or_left_alone(value, rest):
    assert_equal_or_left_alone(f"a: {value}{rest}")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_row_of_signs_is_read_equally_or_left_alone(text):
    assert_equal_or_left_alone(text)


@given(st.sampled_from(FILES), st.data())
def test_files_with_slips_are_read_equally_or_left_alone(file, data):
    lines = text_of(file).split("\n")
    begin = data.draw(st.integers(0, len(lines) - 1), label="first line")
    text = "\n".join(lines[begin : begin + data.draw(st.integers(1, 30), label="lines")])
    for _ in range(data.draw(st.integers(0, 3), label="slips")):
        place = data.draw(st.integers(0, len(text)), label="at")
        gone = data.draw(st.sampled_from([0, 0, 1, 4]), label="deleted")
        text = text[:place] + data.draw(st.sampled_from(["", *PIECES]), label="typed") + text[place + gone :]
    assert_equal_or_left_alone(text)


@libyaml
@pytest.mark.parametrize(
    "text",
    [
        "é😀e\u0301: é😀e\u0301 # 12\nb:\n  - 😀😀 #1\n",
        "a: [x, 'y: z', {b: c, d: e}]\nf: {url: 'http://x/y?z=1', g: http://x/y, h: who?}\n",
        'a: "it \\"is\\" a \\\\ and\\na line"\n',
        "a: |\n  one\n\n    two\n   \nb: >-\n  one\n  two\n\n  three\nc: |+\n\n  x\n\n",
        "x:\n- a: b\n-\n- - c\n  - # 12\n  - #12\n",
        "a:\nb: ~\nc: NULL\nd: 'null'\ne: #12 of the list\nf: # fill in\n",
        "null: 1\n<<: 3\n=: 4\n",
        "a: one\n  two\n\n  three # four\n",
    ],
)
def test_plain_files_are_read_quickly(text):
    assert assert_equal_or_left_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: b\tc\n", id="tab"),
        pytest.param("a: b\u0085c: d\n", id="next line"),
        pytest.param("a: b\u2028c\n", id="line separator"),
        pytest.param("\ufeffa: b\n", id="byte order mark"),
        pytest.param("a: b\rc: d\n", id="carriage return"),
        pytest.param("a: \ud800\n", id="half a character"),
        pytest.param('a: "\\ud800"\n', id="half a character as an escape"),
        pytest.param('a: "\\x41"\n', id="escape by number"),
        pytest.param('a: "\\\'"\n', id="escape that YAML 1.2 does not know"),
        pytest.param("%YAML 1.1\n---\na: yes\n", id="directive"),
        pytest.param("---\na: b\n", id="beginning of a document"),
        pytest.param("a: b\n...\n", id="end of a document"),
        pytest.param("a: b\n---\nc: d\n", id="two documents"),
        pytest.param("a: &x b\n", id="anchor"),
        pytest.param("a: &x b\nc: *x\n", id="alias"),
        pytest.param("a: !!str b\n", id="tag"),
        pytest.param("a: ! b\n", id="tag without a name"),
        pytest.param("? a\n: b\n", id="marked key"),
        pytest.param("[a]: b\n", id="list as key"),
        pytest.param("a: 1\na: 2\n", id="key twice"),
        pytest.param("- a\n", id="list as root"),
        pytest.param("a\n", id="text as root"),
        pytest.param("# a\n", id="comments alone"),
        pytest.param("", id="nothing"),
        pytest.param("'': 1\n", id="empty key"),
        pytest.param("a: {b:c:}\n", id="odd colon in braces"),
        pytest.param('a: {"b":c}\n', id="colon without a space after quotes"),
        pytest.param("a: [?b]\n", id="question mark in brackets"),
        pytest.param("a: [-]\n", id="hyphen in brackets"),
        pytest.param("a: [b, , c]\n", id="nothing between commas"),
        pytest.param("a: ># c\n  b\n", id="comment glued to the sign of a block"),
        pytest.param("a: |\n  \n    b\n", id="line of spaces at the beginning of a block"),
        pytest.param("a: [b\n", id="fault"),
    ],
)
def test_what_the_parsers_may_take_differently_is_left_alone(text):
    assert quick_values(text) is None


def nested(levels: int) -> str:
    return "\n".join(" " * level + "a:" for level in range(levels)) + " b\n"


@libyaml
def test_the_limit_of_depth_is_the_same():
    assert assert_equal_or_left_alone(nested(DEPTH - 1))
    assert quick_values(nested(DEPTH)) is None
    with pytest.raises(DataError, match="nested too deeply"):
        parse_yaml(nested(DEPTH), "x.yaml")


@libyaml
def test_the_limit_of_values_is_the_same(monkeypatch):
    monkeypatch.setattr(reading, "NODES", 60)
    monkeypatch.setattr(yaml_events, "NODES", 60)
    # The group, its key and the list are values too.
    text = "a: [" + "b," * 57 + "]\n"
    assert assert_equal_or_left_alone(text)
    more = text.replace("[", "[b,")
    assert quick_values(more) is None
    with pytest.raises(DataError, match="very many values"):
        parse_yaml(more, "x.yaml")


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "a: [b,", "['',"])
def test_a_file_of_very_many_values_is_left_alone_before_they_fill_the_memory(sign):
    text = "a:\n " + (sign * 2_000_000)[:1_900_000]
    tracemalloc.start()
    try:
        assert quick_values(text) is None
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 60_000_000


def test_without_libyaml_the_careful_reading_reads_all(monkeypatch):
    text = "a: b\nc: [d] # 12\n"
    before = parse_yaml(text, "x.yaml")
    monkeypatch.setattr(yaml_events, "_LIBYAML", None)
    assert quick_values(text) is None
    assert parse_yaml(text, "x.yaml") == before


@pytest.mark.parametrize("missing", ["yaml", "yaml._yaml"])
def test_where_libyaml_is_missing_this_is_found_out(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    assert yaml_events._libyaml() is None


def test_an_old_libyaml_is_not_asked(monkeypatch):
    monkeypatch.setattr(yaml_events, "_OLDEST", (99,))
    assert yaml_events._libyaml() is None


@libyaml
def test_a_plain_file_costs_no_careful_reading(monkeypatch):
    monkeypatch.setattr(reading, "YAML", None)
    assert parse_yaml("a: b\n", "x.yaml") == Located("x.yaml", {"a": "b"}, {("a",): 1}, {})


@libyaml
def test_a_row_of_very_many_keys_without_a_value_is_read_in_a_moment():
    # Once for each key the row was looked through from its beginning: ten seconds and more.
    began = time.process_time()
    found = quick_values("a: {" + ",".join(f"k{number}" for number in range(20_000)) + "}\n")
    assert found is not None
    assert len(found.data["a"]) == 20_000
    assert time.process_time() - began < 5
