"""Markdown of a notebook (CommonMark, tables, strikethrough, LaTeX between dollars) as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ogpkit.report.blocks import (
    Block,
    Break,
    CodeBlock,
    Column,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Raw,
    Rule,
    Strong,
    Table,
    Text,
    inlines,
)
from ogpkit.report.record.characters import printable
from ogpkit.report.record.findings import Findings
from ogpkit.report.record.inline import InlineReader, Piece, is_space, trimmed
from ogpkit.report.record.tables import TooLargeTableError, fragment, is_empty, table_from_html

__all__ = ["markdown_blocks"]

_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    # The writers decide which links are followed; refusing them here would turn the markup into text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser.use(
        dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False, double_inline=True
    ).use(amsmath_plugin)


def markdown_blocks(
    source: str, findings: Findings, attachments: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Block, ...]:
    """Return markdown as blocks; all text that a reader of the notebook sees is kept.

    Examples
    --------
    >>> markdown_blocks("- a *b*", Findings("a.ipynb"))[0].items[0][0].content
    (Text(kind='text', text='a '), Emphasis(kind='emphasis', content=(Text(kind='text', text='b'),)))
    """
    tree = SyntaxTreeNode(_parser().parse(printable(source)))
    return tuple(_Reader(findings, attachments or {}).blocks(tree.children, nested=False))


class _Reader(InlineReader):
    """Turns one cell's syntax tree into blocks."""

    def blocks(self, nodes: Iterable[SyntaxTreeNode], *, nested: bool) -> list[Block]:
        result: list[Block] = []
        for node in nodes:
            result += self.block(node, nested=nested)
            result += self.loose
            self.loose.clear()
        return result

    def block(self, node: SyntaxTreeNode, *, nested: bool) -> list[Block]:
        known: dict[str, Callable[[], list[Block]]] = {
            "heading": lambda: self.heading(node, nested=nested),
            "paragraph": lambda: self.paragraphs(self.line(node)),
            "bullet_list": lambda: self.listing(node),
            "ordered_list": lambda: self.listing(node),
            "blockquote": lambda: [Quote(blocks=tuple(self.blocks(node.children, nested=True)))],
            "fence": lambda: [CodeBlock(text=node.content.rstrip("\n"), language=_language(node.info))],
            "code_block": lambda: [CodeBlock(text=node.content.rstrip("\n"))],
            "hr": lambda: [Rule()],
            "table": lambda: [self.table(node)],
            "html_block": lambda: self.html(node.content),
            "math_block": lambda: self.formula(node.content),
            "amsmath": lambda: self.formula(node.content),
        }
        return known[node.type]() if node.type in known else self.blocks(node.children, nested=nested)

    def heading(self, node: SyntaxTreeNode, *, nested: bool) -> list[Block]:
        content, anchor = _take_attributes(self.inside(node))
        if not content:
            return []
        if nested:  # a heading inside a quotation or list is none of the report's
            return [Paragraph(content=(Strong(content=content),))]
        return [Heading(level=int(node.tag[1:]), content=content, anchor=anchor)]

    def paragraphs(self, pieces: Sequence[Piece]) -> list[Block]:
        """Part a line at its pictures: text, picture, text."""
        result: list[Block] = []
        run: list[Inline] = []
        for piece in [*pieces, None]:
            if piece is None or isinstance(piece, Figure):
                if any(not isinstance(item, Break) and not is_space(item) for item in run):
                    result.append(Paragraph(content=trimmed(run)))
                run = []
                if piece is not None:
                    result.append(piece)
            else:
                run.append(piece)
        return result

    def listing(self, node: SyntaxTreeNode) -> list[Block]:
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 1
        items = tuple(tuple(self.blocks(item.children, nested=True)) for item in node.children)
        return [ListBlock(ordered=ordered, start=start, items=items)]

    def table(self, node: SyntaxTreeNode) -> Table:
        rows = [row.children for part in node.children for row in part.children]
        columns = tuple(Column(title=self.inside(cell), align=_align(cell)) for cell in rows[0])
        body = tuple(tuple(self.inside(cell) for cell in row) for row in rows[1:])
        return Table(columns=columns, rows=body, row_header=False)

    def formula(self, content: str) -> list[Block]:
        self.findings.warning("a formula is printed as its LaTeX source")
        return [CodeBlock(text=content.strip("\n"), language="latex")]

    def html(self, content: str) -> list[Block]:
        element = fragment(content)
        if is_empty(element):
            if element.find(".//script") is not None:
                self.findings.warning("a script is left out")
            return []
        images = list(element.iter("img"))
        if len(images) == 1 and not element.text_content().strip():
            image = images[0]
            return self.paragraphs(self.image(str(image.get("src") or ""), str(image.get("alt") or ""), ""))
        try:
            table = table_from_html(element)
        except TooLargeTableError as error:
            self.findings.problem(str(error), "a table that can be read", "show a part of it, or a summary", "table")
            return []
        if table is not None:
            return [table]
        self.findings.warning("HTML has no form in the PDF and stands in the HTML report only")
        return [Raw(html=printable(content), where=self.findings.place.printed)]


def _language(info: str) -> str | None:
    first = info.strip().split(maxsplit=1)
    return re.sub(r"[^\w+#.-]", "", first[0]) or None if first else None


def _align(cell: SyntaxTreeNode) -> Literal["left", "right", "center"]:
    style = str(cell.attrs.get("style", "")).removeprefix("text-align:").strip()
    return cast("Literal['left', 'right', 'center']", style) if style in ("right", "center") else "left"


def _take_attributes(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str | None]:
    """Part Quarto's and Pandoc's ``{#anchor .class}`` from the end of a heading."""
    last = content[-1] if content else None
    match = _ATTRIBUTES.search(last.text) if isinstance(last, Text) else None
    if not isinstance(last, Text) or match is None or not all(re.match(r"[#.\w-]", part) for part in match[1].split()):
        return content, None
    if not re.match(r"\s*[#.-]", match[1]):
        return content, None
    anchor = next((part[1:] for part in match[1].split() if part.startswith("#")), None)
    rest = last.text[: match.start()]
    return (*content[:-1], *inlines(rest)), anchor or None
