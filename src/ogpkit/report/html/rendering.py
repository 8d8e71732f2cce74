"""What the templates ask while a page is rendered: numbers, ids, heading levels, and values as text."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ogpkit.report.blocks import (
    Block,
    Column,
    EvidenceItem,
    Figure,
    Glossary,
    GlossaryEntry,
    Heading,
    Indicators,
    Inline,
    Mark,
    Question,
    Raw,
    Table,
    plain,
    walk,
)
from ogpkit.report.html.links import Ids
from ogpkit.report.html.outline import Levels, Outline
from ogpkit.report.html.raw import clean
from ogpkit.report.indicator_table import indicator_table

__all__ = ["SYMBOLS", "Place", "Rendering"]

SYMBOLS: dict[Mark, str] = {
    "yes": "✓",
    "no": "✗",
    "unclear": "?",
    "neutral": "•",
    "not-applicable": "–",
    "not-provided": "○",
}

# Ids of the page itself; what comes from a document must not take them.
_RESERVED = ("report", "report-top")


@dataclass(frozen=True)
class Place:
    """Where a block stands: its id, a heading's level, the number and the id of a caption."""

    id: str
    level: int = 0
    number: int | None = None
    label: str = ""


class Rendering:
    """The state of one page while its blocks are rendered in reading order.

    Parameters
    ----------
    blocks : iterable of Block
        All blocks of the page; their anchors and glossary are known before the first is rendered.
    words : dict
        The kit's own words in the page's language.
    whole : bool
        True for a page, False for a fragment: a fragment has no contents, no glossary windows, and keeps its levels.
    prefix : str
        What every id begins with.

    Examples
    --------
    >>> from ogpkit.report.blocks import inlines
    >>> from ogpkit.report.words import words
    >>> page = Rendering([], words("en"), whole=True)
    >>> [page.numbered("table", None, inlines(caption)).number for caption in ("A", "", "B")]
    [1, None, 2]
    """

    def __init__(self, blocks: Iterable[Block], words: dict[str, str], *, whole: bool, prefix: str = "") -> None:
        self.words, self.whole = words, whole
        self.outline = Outline()
        self.glossary: dict[str, GlossaryEntry] = {}
        self._levels = Levels()
        self._counts: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._used: dict[str, str] = {}
        anchors: list[str] = []
        for block in walk(blocks):
            if isinstance(block, Heading | Table | Figure | Question) and block.anchor:
                anchors.append(block.anchor)
            elif isinstance(block, Glossary):
                for entry in block.entries:
                    self.glossary.setdefault(entry.key, entry)
        # The page's own ids are taken first, so that no anchor of a document can take one of them.
        self.ids = Ids([], prefix=prefix)
        for name in (*_RESERVED, *(f"glossary-{key}" for key in self.glossary)) if whole else ():
            self.ids.new(name)
        self.ids.expect(anchors)

    # --- places ------------------------------------------------------------------------------------------------------
    def _level(self, written: int) -> int:
        return self._levels.of(written) if self.whole else min(written + 1, 6)

    def heading(self, block: Heading, top: bool) -> Place | None:
        """Return a heading's place, and list it in the contents; None where it says nothing."""
        text = plain(block.content).strip()
        if not text and not block.number:
            return None
        place = Place(self.ids.of(block.anchor, text or "part"), self._level(block.level))
        if top:
            self.outline.heading(place.level, place.id, text, block.number or "")
        return place

    def question(self, block: Question, top: bool) -> Place:
        """Return a question's place, and list it in the contents."""
        place = Place(self.ids.of(block.anchor), self._level(block.level))
        if top:
            self.outline.question(place.id, block.text, block.number)
        return place

    def numbered(self, kind: str, anchor: str | None, caption: tuple[Inline, ...]) -> Place:
        """Return the place of a table or figure; only those with a caption get a number."""
        if not plain(caption).strip():
            return Place(self.ids.of(anchor, kind))
        self._counts[kind] += 1
        number = self._counts[kind]
        place = self.ids.of(anchor, f"{kind}-{number}")
        return Place(place, number=number, label=self.ids.new(f"{kind}-{number}-caption"))

    def name(self, said: str) -> str:
        """Return a name for a part of the page that no other part has."""
        self._names[said] += 1
        return f"{said} ({self._names[said]})" if self._names[said] > 1 else said

    # --- glossary ----------------------------------------------------------------------------------------------------
    def explain(self, key: str) -> str | None:
        """Return the id of the window that explains a term; None where the glossary has no such entry."""
        if not self.whole or key not in self.glossary:
            return None
        if key not in self._used:
            self._used[key] = self.ids.new(f"definition-{key}")
        return self._used[key]

    def glossary_id(self, key: str) -> str:
        """Return the id of a glossary entry."""
        return f"glossary-{key}" if self.whole else self.ids.new(f"glossary-{key}")

    def glossary_heading(self, anchor: str | None) -> str:
        """Return the id of the glossary's heading, which takes the place of one with this anchor."""
        anchor = anchor or "glossary"
        if self.ids.href("#" + anchor):
            return self.ids.new(anchor)
        self.ids.expect([anchor])
        return self.ids.of(anchor)

    def explained(self) -> tuple[GlossaryEntry, ...]:
        """Return the entries that some term of the page asked for, in the glossary's order."""
        return tuple(entry for key, entry in self.glossary.items() if key in self._used)

    # --- values ------------------------------------------------------------------------------------------------------
    def plain(self, content: tuple[Inline, ...]) -> str:
        """Return the characters of inline content."""
        return plain(content)

    def any_said(self, columns: tuple[Column, ...]) -> bool:
        """Return whether any column has a title."""
        return any(plain(column.title).strip() for column in columns)

    def picture(self, block: Figure) -> str:
        """Return a figure as a data address; SVG in an ``img`` can neither run scripts nor load anything."""
        if block.media == "image/svg+xml":
            data = base64.b64encode(block.data.encode("utf-8", "replace")).decode("ascii")
        else:
            data = "".join(block.data.split())
        return f"data:{block.media};base64,{data}"

    def details(self, item: EvidenceItem) -> tuple[str, ...]:
        """Return what is printed under a piece of evidence: its type, and what else is known of it."""
        return tuple(detail for detail in (item.type, *item.details) if detail)

    def indicators(self, block: Indicators) -> Table:
        """Return indicators as the table that every format prints."""
        return indicator_table(block, self.words)

    def cleaned(self, block: Raw) -> Markup:
        """Return HTML from outside, cleaned; it is markup only from here on."""
        return Markup(clean(block.html))  # noqa: S704
