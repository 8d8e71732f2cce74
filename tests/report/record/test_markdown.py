from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ogpkit.report.blocks import (
    Block,
    Break,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    InlineCode,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Raw,
    Rule,
    Strong,
    Table,
    Text,
    inlines,
    plain,
)
from ogpkit.report.record.characters import printable
from ogpkit.report.record.findings import Findings, Place
from ogpkit.report.record.markdown import markdown_blocks

SQUARE = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E".replace(" ", "%20")


def read(source: str) -> tuple[tuple[Block, ...], Findings]:
    findings = Findings("a.ipynb", Place(1))
    return markdown_blocks(source, findings), findings


def paragraph(text: str) -> Paragraph:
    return Paragraph(content=inlines(text))


@pytest.mark.parametrize(
    "source, expected",
    [
        ("# A\n\nb\nc", (Heading(level=1, content=inlines("A")), paragraph("b c"))),
        ("---", (Rule(),)),
        ("```py\nx\n```", (CodeBlock(text="x", language="py"),)),
        ("    x\n     y", (CodeBlock(text="x\n y"),)),
        ("> a", (Quote(blocks=(paragraph("a"),)),)),
        ("3. a\n4. b", (ListBlock(ordered=True, start=3, items=((paragraph("a"),), (paragraph("b"),))),)),
        ("**a** *b* `c`", (
            Paragraph(content=(
                Strong(content=inlines("a")), Text(text=" "), Emphasis(content=inlines("b")), Text(text=" "),
                InlineCode(text="c"),
            )),
        )),
        ("[a](http://b.c \"t\")", (Paragraph(content=(Link(href="http://b.c", content=inlines("a")),)),)),
        ("[](http://b.c)", (Paragraph(content=(Link(href="http://b.c", content=inlines("http://b.c")),)),)),
        ("a\\\nb<br>c", (Paragraph(content=(Text(text="a"), Break(), Text(text="b"), Break(), Text(text="c"))),)),
        ("a <sup>2</sup> <!-- no -->", (paragraph("a 2"),)),
        ("#", ()),
        ("<!-- only a comment -->", ()),
        ("costs $5 and $10", (paragraph("costs $5 and $10"),)),
    ],
)  # fmt: skip
def test_markdown_becomes_blocks(source: str, expected: tuple[Block, ...]) -> None:
    blocks, findings = read(source)
    assert blocks == expected
    assert not findings.problems
    assert not findings.warnings


def test_a_table_keeps_its_alignment() -> None:
    ((table,), _) = read("| a | b | c |\n|:--|:-:|--:|\n| *x* | | 1 |")
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["left", "center", "right"]
    assert table.rows == (((Emphasis(content=inlines("x")),), (), inlines("1")),)


@pytest.mark.parametrize(
    "source, block, warning",
    [
        ("$x^2$", Paragraph(content=(InlineCode(text="$x^2$"),)), "a formula is printed as its LaTeX source"),
        ("$$\nx\n$$", CodeBlock(text="x", language="latex"), "a formula is printed as its LaTeX source"),
        ("~~no~~", paragraph("~~no~~"), "struck-out text is printed between two tildes (~~)"),
        (
            "![A map](https://e.org/m.png)",
            Paragraph(content=(Link(href="https://e.org/m.png", content=inlines("A map")),)),
            "the picture at https://e.org/m.png is not in the notebook; a link stands in its place",
        ),
        (
            "<div class='alert'>x</div>",
            Raw(html="<div class='alert'>x</div>", where="cell 1"),
            "HTML has no form in the PDF and stands in the HTML report only",
        ),
    ],
)
def test_what_takes_another_form_is_named(source: str, block: Block, warning: str) -> None:
    blocks, findings = read(source)
    if isinstance(block, Paragraph):
        assert [plain(b.content) for b in blocks if isinstance(b, Paragraph)] == [plain(block.content)]
        assert len(blocks) == 1
    else:
        assert blocks == (block,)
    assert findings.warnings == [f"cell 1: {warning}"]


@pytest.mark.parametrize(
    "source", ["a ![x](U) b", "**a ![x](U)** b", "[![x](U)](http://e.org) b", "a <img src='U' alt='x'> b"]
)
def test_a_picture_in_a_line_becomes_a_figure(source: str) -> None:
    blocks, findings = read(source.replace("U", SQUARE))
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    assert figure.alt == "x"
    assert not findings.problems


@pytest.mark.parametrize("source", ["| ![x](U) |\n|---|\n| a |", "# a ![x](U)"])
def test_a_picture_where_none_can_stand_follows_its_block(source: str) -> None:
    blocks, _ = read(source.replace("U", SQUARE))
    assert len(blocks) == 2
    assert isinstance(blocks[1], Figure)


def test_a_table_written_as_html_is_a_table() -> None:
    ((table,), findings) = read("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>")
    assert isinstance(table, Table)
    assert not findings.warnings


@pytest.mark.parametrize(
    "source, message",
    [
        ("![x](attachment:no.png)", 'the picture "no.png" is not attached to the cell'),
        ("![x](data:image/gif;base64,R0lG)", "a picture is image/gif"),
        ("![x](data:image/png;base64,R0lG)", "it is called image/png but is not"),
        ("![x](../x.png)", 'the picture "../x.png" is a file beside the notebook'),
    ],
)
def test_a_picture_that_is_not_there_is_a_problem(source: str, message: str) -> None:
    _, findings = read(source)
    assert message in str(findings.problems[0])


# --- properties -------------------------------------------------------------------------------------------------------
MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~",
    "$",
    "$$",
    "\n",
    "\n\n",
    "    ",
    "|",
    "\n|-|-|\n",
]
MARKS += [
    "[",
    "](",
    ")",
    "<b>",
    "</b>",
    "<br>",
    "<",
    "&amp;",
    "\\",
    "http://e.org/a?b=c",
    "---\n",
    "a",
    "Zwei",
    "ї",
    "7",
]
markdown = st.lists(st.sampled_from(MARKS) | st.text(max_size=8), max_size=30).map("".join)


def words_of(blocks: Iterable[object]) -> str:
    """Return all characters that blocks show, in order."""
    parts: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, Raw):
            parts.append(html.fragment_fromstring(value.html, create_parent="div").text_content())
        elif isinstance(value, str):
            parts.append(value)
        elif isinstance(value, tuple):
            for item in value:
                gather(item)
        elif isinstance(value, ListBlock):
            gather(value.items)
        elif isinstance(value, Table):
            gather(tuple(column.title for column in value.columns))
            gather(value.rows)
        elif hasattr(value, "content"):
            gather(value.content)
        elif hasattr(value, "blocks"):
            gather(value.blocks)
        elif hasattr(value, "text"):
            gather(value.text)

    gather(tuple(blocks))
    return "".join(parts)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@settings(max_examples=250, deadline=None)
@given(markdown)
def test_no_text_of_a_markdown_cell_is_lost(source: str) -> None:
    blocks, _ = read(source)
    reference = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    reference.validateLink = lambda url: True  # type: ignore[method-assign]
    reference.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False, double_inline=True)
    reference.use(amsmath_plugin)
    rendered = reference.render(printable(source))
    expected = letters(html.fragment_fromstring(rendered, create_parent="div").text_content())
    found = letters(words_of(blocks))
    # An empty link shows its address here, so that it can be followed: more than the notebook, never less.
    remaining = iter(found)
    assert all(character in remaining for character in expected)


@settings(max_examples=250, deadline=None)
@given(markdown)
def test_markdown_never_fails(source: str) -> None:
    read(source)
