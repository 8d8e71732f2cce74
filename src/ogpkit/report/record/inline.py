"""What stands inside a line of markdown: emphasis, links, code, formulas, pictures and HTML tags."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from ogpkit.report.blocks import Break, Emphasis, Figure, Inline, InlineCode, Link, Strong, Text, inlines
from ogpkit.report.record.characters import printable
from ogpkit.report.record.findings import Findings
from ogpkit.report.record.pictures import MEDIA, picture
from ogpkit.report.record.tables import fragment

__all__ = ["InlineReader", "Piece", "is_space", "trimmed"]

_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"'`|]+[^\s<>\"'`|.,;:!?)\]}*_~]")
_DATA = re.compile(r"^data:([\w.+-]+/[\w.+-]+)(;[^,]*)?,(.*)$", re.DOTALL)
_TAG = re.compile(r"^<\s*(/?)\s*([a-zA-Z][\w-]*)")

Piece = Inline | Figure


class InlineReader:
    """Turns the syntax trees of one cell's lines into inline content and pictures."""

    def __init__(self, findings: Findings, attachments: Mapping[str, Mapping[str, Any]]) -> None:
        self.findings = findings
        self.attachments = attachments
        self.loose: list[Figure] = []  # pictures inside a heading, a table or a link: set after that block

    def line(self, node: SyntaxTreeNode) -> list[Piece]:
        """Return one line, pictures included."""
        return [piece for part in node.children for piece in self.pieces(part.children)]

    def inside(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """Return inline content in a place where no picture can stand; pictures are kept for after the block."""
        content: list[Inline] = []
        for piece in self.line(node):
            if isinstance(piece, Figure):
                self.loose.append(piece)
            else:
                content.append(piece)
        return trimmed(content)

    def nested(self, node: SyntaxTreeNode, *, linked: bool) -> tuple[Inline, ...]:
        """Return what stands inside emphasis or a link; pictures are kept for after the block."""
        content: list[Inline] = []
        for piece in self.pieces(node.children, linked=linked):
            if isinstance(piece, Figure):
                self.loose.append(piece)
            else:
                content.append(piece)
        return tuple(content)

    def pieces(self, nodes: Iterable[SyntaxTreeNode], *, linked: bool = False) -> list[Piece]:
        """Return what syntax nodes stand for, in order."""
        result: list[Piece] = []
        for node in nodes:
            if node.type == "text":
                result += [Text(text=node.content)] if linked else _with_links(node.content)
            elif node.type in ("strong", "em", "s"):
                result += self.emphasis(node, linked=linked)
            elif node.type == "link":
                result += self.link(node)
            elif node.type == "image":
                alt = _alt_text(node)
                result += self.image(
                    str(node.attrs.get("src", "")), alt, str(node.attrs.get("title", "")), linked=linked
                )
            elif node.type == "code_inline":
                result.append(InlineCode(text=node.content))
            elif node.type in ("math_inline", "math_inline_double"):
                self.findings.warning("a formula is printed as its LaTeX source")
                dollars = "$" if node.type == "math_inline" else "$$"
                result.append(InlineCode(text=f"{dollars}{node.content}{dollars}"))
            elif node.type == "softbreak":
                result.append(Text(text=" "))
            elif node.type == "hardbreak":
                result.append(Break())
            elif node.type == "html_inline":
                result += self.tag(node.content, linked=linked)
            else:  # a construct that is not known here must not lose its text
                result += self.pieces(node.children, linked=linked) or (
                    [Text(text=node.content)] if node.content else []
                )
        return _joined(result)

    def emphasis(self, node: SyntaxTreeNode, *, linked: bool) -> list[Inline]:
        """Return strong, emphasised or struck-out words."""
        content = self.nested(node, linked=linked)
        if not content:
            return []
        if node.type == "s":
            # Struck-out words without the stroke would say the opposite of what was meant.
            self.findings.warning("struck-out text is printed between two tildes (~~)")
            return [Text(text="~~"), *content, Text(text="~~")]
        return [Strong(content=content) if node.type == "strong" else Emphasis(content=content)]

    def link(self, node: SyntaxTreeNode) -> list[Inline]:
        """Return a link."""
        href = printable(str(node.attrs.get("href", "")))
        before = len(self.loose)
        content = self.nested(node, linked=True)
        if not content and len(self.loose) > before:  # a linked picture: its address follows as text
            return [Link(href=href, content=inlines(unquote(href)))] if href else []
        return [Link(href=href, content=content or inlines(href))] if href or content else []

    def tag(self, content: str, *, linked: bool) -> list[Piece]:
        """Return what an HTML tag inside a line stands for; the text between tags is kept in any case."""
        match = _TAG.match(content)
        name = match[2].lower() if match else ""
        if name == "br":
            return [Break()]
        if name == "img":
            image = fragment(content).find(".//img")
            if image is not None:
                return self.image(str(image.get("src") or ""), str(image.get("alt") or ""), "", linked=linked)
        return []

    def image(self, src: str, alt: str, title: str, *, linked: bool = False) -> list[Piece]:
        """Return a picture that is in the notebook, or the words that stand for one that is not."""
        alt = " ".join(alt.split())
        media, data = "", ""
        if src.startswith("attachment:"):
            name = unquote(src.removeprefix("attachment:"))
            bundle = self.attachments.get(name) or {}
            media = next((known for known in MEDIA if known in bundle), next(iter(bundle), ""))
            data = _joined_lines(bundle.get(media, ""))
            if not media:
                self.findings.problem(
                    f'the picture "{name}" is not attached to the cell', "", "drag it into the cell again", "picture"
                )
                return inlines(alt)  # type: ignore[return-value]
        elif match := _DATA.match(src):
            media, data = match[1].lower(), match[3]
            if "base64" not in (match[2] or ""):
                data = unquote(data)
            elif media == "image/svg+xml":
                data = _decoded(data)
        elif src.startswith(("http://", "https://", "//")):
            self.findings.warning(f"the picture at {src} is not in the notebook; a link stands in its place")
            words = inlines(alt or src)
            return list(words) if linked else [Link(href=src, content=words)]
        else:
            self.findings.problem(
                f'the picture "{src}" is a file beside the notebook, and a report is made of the notebook alone',
                "a picture attached to the cell",
                "drag the file into the markdown cell in JupyterLab",
                "picture",
            )
            return list(inlines(alt))
        todo = "write it between the brackets: ![what the picture shows](…)"
        figure = picture(media, data, alt, self.findings, caption=title, todo=todo)
        return [figure] if figure else list(inlines(alt))


def _decoded(data: str) -> str:

    try:
        return base64.b64decode(unquote(data)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return data


def _joined_lines(value: Any) -> str:
    return "".join(str(line) for line in value) if isinstance(value, list) else str(value)


def _alt_text(node: SyntaxTreeNode) -> str:
    """Return the words of a picture's brackets without their markup."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else _alt_text(child) if child.children else child.content
        for child in node.children
    )


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(text=result[-1].text + piece.text)
        elif not (isinstance(piece, Text) and not piece.text):
            result.append(piece)
    return result


def _with_links(text: str) -> list[Piece]:
    """Make links of bare addresses, as Jupyter does."""
    result: list[Piece] = []
    at = 0
    for match in _BARE_ADDRESS.finditer(text):
        result += [Text(text=text[at : match.start()]), Link(href=match[0], content=inlines(match[0]))]
        at = match.end()
    return [*result, Text(text=text[at:])]


def is_space(item: Inline) -> bool:
    """Tell whether inline content is white space only."""
    return isinstance(item, Text) and not item.text.strip()


def trimmed(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Take breaks and white space off both ends, as they stand there only beside a picture."""
    result = list(content)
    while result and (isinstance(result[0], Break) or is_space(result[0])):
        del result[0]
    while result and (isinstance(result[-1], Break) or is_space(result[-1])):
        del result[-1]
    if result and isinstance(result[0], Text):
        result[0] = Text(text=result[0].text.lstrip())
    if result and isinstance(result[-1], Text):
        result[-1] = Text(text=result[-1].text.rstrip())
    return tuple(result)
