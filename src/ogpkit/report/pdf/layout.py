"""From the document tree to the data that the template lays out.

All decisions about content are made here: which links can be followed, what a heading's level is, how wide a column.
The template (``report.typ`` and its parts) decides how things look. Text goes over as data, never as source.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from ogpkit.errors import WriterError
from ogpkit.report import blocks as b
from ogpkit.report.indicator_table import indicator_table
from ogpkit.report.pdf.anchors import Anchors
from ogpkit.report.pdf.tables import TEXT_WIDTH, fit
from ogpkit.report.pdf.text import address, clean, clean_lines

__all__ = ["Layout", "name_of"]

Data = dict[str, Any]

_DEEPEST = 12
"""Containers inside containers beyond this depth are printed without their frame: the page is too narrow for more."""
_DEEPEST_INLINE = 20
_INSET = {"list": 18.0, "quote": 18.0, "note": 24.0}
_TALL_ROW = 900
"""A row with a longer cell may break over two pages."""


def name_of(figure: b.Figure) -> str:
    """Return how a message speaks of a figure: by its caption, else by what its alternative text says."""
    return clean(b.plain(figure.caption) or figure.alt).strip()


class Layout:
    """The data of one document.

    Parameters
    ----------
    document : Document
        The report.
    words : Mapping of str to str
        The kit's own words in the language of the report.
    questions_listed : bool
        Whether the questions stand in the contents.
    """

    def __init__(self, document: b.Document, words: Mapping[str, str], *, questions_listed: bool = True) -> None:
        self._words = words
        self._anchors = Anchors(document.blocks)
        self._levels: list[int] = []
        self._questions_listed = questions_listed
        self._last_heading = ""
        self._depth = 0
        self._room = TEXT_WIDTH
        self._document = document

    def blocks(self) -> list[Data]:
        """Return the blocks as data, in order."""
        return self._blocks(self._document.blocks)

    def _blocks(self, blocks: Iterable[b.Block]) -> list[Data]:
        data: list[Data] = []
        for block in blocks:
            data += self._block(block)
        return data

    def _block(self, block: b.Block) -> list[Data]:
        match block:
            case b.Heading():
                return self._heading(block)
            case b.Paragraph():
                return self._paragraph(block)
            case b.ListBlock():
                return self._list(block)
            case b.Quote():
                return self._inside("quote", block.blocks, lambda inner: [{"kind": "quote", "blocks": inner}])
            case b.Note():
                return self._inside("note", block.blocks, lambda inner: [self._note(block.tone, block.title, inner)])
            case b.CodeBlock():
                return [{"kind": "code", "text": clean_lines(block.text)}]
            case b.Rule():
                return [{"kind": "rule"}]
            case b.Table():
                return self._table(block)
            case b.Figure():
                return [self._figure(block)]
            case b.Fields():
                rows = [{"label": clean(row.label), "value": self.inlines(row.value)} for row in block.rows]
                return [{"kind": "fields", "rows": rows}] if rows else []
            case b.Evidence():
                return [{"kind": "evidence", "items": [self._evidence(item) for item in block.items]}]
            case b.Question():
                return self._question(block)
            case b.Glossary():
                return self._glossary(block)
            case b.Indicators():
                return self._table(indicator_table(block, self._words)) if block.shown else []
            case b.Raw():
                text = f"{self._words['html_only']}: {block.where}"
                paragraph = self._paragraph(b.Paragraph(content=b.inlines(text)))
                return [self._note("info", "", paragraph)]
            case b.Cover():
                return []  # the document's own cover is the one that is printed

    # --- inline content ---------------------------------------------------------------------------------------------
    def inlines(self, content: Iterable[b.Inline], depth: int = 0) -> list[str | Data]:
        """Return inline content as data: a string is plain text, all else an object."""
        data: list[str | Data] = []
        for item in content:
            data += self._inline(item, depth + 1)
        return data

    def _inline(self, item: b.Inline, depth: int) -> list[str | Data]:
        match item:
            case b.Text():
                return [clean(item.text)]
            case b.Break():
                return [{"kind": "break"}]
            case b.Strong() | b.Emphasis() | b.Link() if depth > _DEEPEST_INLINE:
                return [clean(b.plain((item,)))]
            case b.Strong() | b.Emphasis():
                return [{"kind": item.kind, "content": self.inlines(item.content, depth)}]
            case b.Link():
                return self._link(item, self.inlines(item.content, depth))
            case b.Term():
                text = clean(item.text)
                to = self._anchors.term(item.key)
                return [{"kind": "term", "to": to, "text": text}] if to and text.strip() else [text]
            case b.Marked():
                return [{"kind": "marked", "mark": item.mark, "text": clean(item.text)}]
            case b.Missing() | b.InlineCode():
                return [{"kind": item.kind, "text": clean(item.text)}]

    def _link(self, link: b.Link, content: list[str | Data]) -> list[str | Data]:
        if not clean(b.plain(link.content)).strip():
            content = [clean(link.href)]
        if link.href.startswith("#"):
            to = self._anchors.label(link.href[1:])
            return [{"kind": "jump", "to": to, "content": content}] if to else content
        url = address(link.href)
        return [{"kind": "link", "to": url, "content": content}] if url else content

    # --- headings and questions -------------------------------------------------------------------------------------
    def _title(
        self, level: int, number: str | None, content: Sequence[b.Inline], anchor: str | None, *, listed: bool
    ) -> Data | None:
        text = clean(b.plain(content)).strip()
        if not text:
            return None
        # PDF/UA: the first heading is of level 1, and none skips a level on the way down.
        # What was asked for at one level stays at one level.
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._last_heading = text
        return {
            "kind": "heading",
            "level": len(self._levels),
            "look": level,
            "outlined": listed,
            "number": clean(number or "").strip(),
            "content": self.inlines(content),
            "text": text,
            "label": self._anchors.claim(anchor),
        }

    def _heading(self, block: b.Heading) -> list[Data]:
        title = self._title(block.level, block.number, block.content, block.anchor, listed=block.level <= 2)
        return [title] if title else []

    def _question(self, block: b.Question) -> list[Data]:
        # The official text is printed to the letter; ``content`` only adds the links to the glossary.
        same = clean(b.plain(block.content)) == clean(block.text)
        content = block.content if same else b.inlines(block.text)
        # The questions of a commitment are the same for each; in the contents they would tell nothing.
        listed = self._questions_listed and block.level <= 2
        title = self._title(block.level, block.number, content, block.anchor, listed=listed)
        parts = [{"label": clean(part.label), "blocks": self._blocks(part.blocks)} for part in block.parts]
        data: Data = {"kind": "question", "title": title, "parts": parts, "answer": None, "coding": None}
        if block.answer:
            data["answer"] = {"mark": block.answer.mark, "text": clean(block.answer.text)}
        if block.coding:
            coding = block.coding.model_dump()
            data["coding"] = {key: clean(value) if value else "" for key, value in coding.items()}
        return [data]

    def _glossary(self, block: b.Glossary) -> list[Data]:
        words = self._words["glossary"]
        title = None if self._last_heading == words else self._title(1, None, b.inlines(words), None, listed=True)
        entries = [
            {
                "term": clean(entry.term),
                "definition": clean(entry.definition),
                "source": clean(entry.source),
                "label": self._anchors.claim_term(entry.key),
            }
            for entry in block.entries
        ]
        return [*([title] if title else []), {"kind": "glossary", "entries": entries}] if entries else []

    # --- paragraphs and containers ----------------------------------------------------------------------------------
    def _paragraph(self, block: b.Paragraph) -> list[Data]:
        if not clean(b.plain(block.content)).strip():
            return []
        return [{"kind": "paragraph", "content": self.inlines(block.content)}]

    def _list(self, block: b.ListBlock) -> list[Data]:
        tight = all(len(item) <= 1 or isinstance(item[1], b.ListBlock) for item in block.items)
        if self._depth >= _DEEPEST:
            return [data for item in block.items for data in self._blocks(item)]
        with_frame = [self._inside("list", item, lambda inner: inner) for item in block.items]
        return (
            [
                {
                    "kind": "list",
                    "ordered": block.ordered,
                    "start": max(0, min(block.start, 10**9)),
                    "tight": tight,
                    "items": with_frame,
                }
            ]
            if block.items
            else []
        )

    def _inside(self, kind: str, blocks: Iterable[b.Block], frame: Callable[[list[Data]], list[Data]]) -> list[Data]:
        if self._depth >= _DEEPEST:
            return self._blocks(blocks)
        self._depth += 1
        self._room -= _INSET[kind]
        try:
            return frame(self._blocks(blocks))
        finally:
            self._depth -= 1
            self._room += _INSET[kind]

    def _note(self, tone: str, title: str, inner: list[Data]) -> Data:
        return {"kind": "note", "tone": tone, "title": clean(title).strip(), "blocks": inner}

    def _evidence(self, item: b.EvidenceItem) -> Data:
        return {
            "id": clean(item.id),
            "type": clean(item.type),
            "title": clean(item.title),
            "address": clean(item.address or ""),
            "url": address(item.address or ""),
            "details": [clean(detail) for detail in item.details],
            "no_address": item.no_address,
        }

    # --- tables and figures -----------------------------------------------------------------------------------------
    def _table(self, block: b.Table) -> list[Data]:
        if not block.columns:
            return []
        heads = [b.plain(column.title) for column in block.columns]
        # A record from outside may hold rows of other lengths than the head.
        width = len(heads)
        rows = [(*row[:width], *((),) * (width - len(row))) for row in block.rows]
        cells = [[clean(_measured(cell)) for cell in row] for row in rows]
        columns = fit([[head, *(row[at] for row in cells)] for at, head in enumerate(heads)], self._room)
        data: Data = {
            "kind": "table",
            "size": columns.size,
            "widths": columns.widths,
            "room": self._room,
            "breaks": columns.breaks,
            "align": [column.align for column in block.columns],
            "head": [self.inlines(column.title) for column in block.columns],
            "head_long": _long(map(clean, heads), columns.breaks),
            "rows": [
                {
                    "cells": [self.inlines(cell) for cell in row],
                    "long": _long(texts, columns.breaks),
                    "whole": max(map(len, texts)) < _TALL_ROW,
                }
                for row, texts in zip(rows, cells, strict=True)
            ],
            "row_header": block.row_header,
            "caption": self._caption(block.caption),
            "note": self.inlines(block.note),
            "label": self._anchors.claim(block.anchor),
        }
        return [data]

    def _caption(self, caption: tuple[b.Inline, ...]) -> list[str | Data]:
        return self.inlines(caption) if clean(b.plain(caption)).strip() else []

    def _figure(self, block: b.Figure) -> Data:
        if block.media == "image/svg+xml":
            image: Data = {"format": "svg", "text": block.data}
        else:
            try:
                image = {
                    "format": block.media.removeprefix("image/").replace("jpeg", "jpg"),
                    "bytes": list(base64.b64decode(block.data, validate=False)),
                }
            except (binascii.Error, ValueError) as error:
                raise WriterError(
                    f'the picture of the figure "{name_of(block)}" cannot be read: it is not whole; draw it again'
                ) from error
        return {
            "kind": "figure",
            "image": image,
            "alt": clean(block.alt),
            "caption": self._caption(block.caption),
            "note": self.inlines(block.note),
            "label": self._anchors.claim(block.anchor),
        }


def _long(texts: Iterable[str], breaks: Iterable[int]) -> list[bool]:
    """Return which cells hold a word that may have to be broken: Typst takes a third of a table's time to look."""
    return [any(len(word) > most for word in text.split()) for text, most in zip(texts, breaks, strict=True)]


def _measured(cell: Iterable[b.Inline]) -> str:
    # A verdict is printed with its symbol, which takes room before its first word.
    return b.plain(
        cast(
            "tuple[b.Inline, ...]",
            tuple(b.Text(text=f"MM{item.text}") if isinstance(item, b.Marked) else item for item in cell),
        )
    )
