"""What a link inside the report can lead to."""

from __future__ import annotations

from collections.abc import Iterable

from ogpkit.report.blocks import Block, Figure, Glossary, Heading, Question, Table, plain, walk
from ogpkit.report.pdf.text import clean

__all__ = ["Anchors"]


class Anchors:
    """The places of a document that a link can lead to, under labels that the template can use.

    Each label is claimed once, by the block that carries it; where two blocks claim the same anchor, the first has it.

    Examples
    --------
    >>> from ogpkit.report.blocks import inlines
    >>> anchors = Anchors([Heading(level=1, content=inlines("Overview"), anchor="overview")])
    >>> anchors.label("overview"), anchors.label("elsewhere")
    ('a0', None)
    >>> anchors.claim("overview"), anchors.claim("overview")
    ('a0', None)
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._claimed: set[str] = set()
        for block in walk(blocks):
            if isinstance(block, Glossary):
                for entry in block.entries:
                    self._add("term", entry.key)
            elif isinstance(block, Heading | Question | Table | Figure) and block.anchor and _printed(block):
                self._add("anchor", block.anchor)

    def _add(self, sort: str, name: str) -> None:
        self._labels.setdefault((sort, name), f"a{len(self._labels)}")

    def label(self, anchor: str) -> str | None:
        """Return the label of ``anchor``, or None where the document has no such place."""
        # A glossary entry is ``glossary-KEY``, as in HTML.
        entry = self.term(anchor.removeprefix("glossary-")) if anchor.startswith("glossary-") else None
        return self._labels.get(("anchor", anchor), entry)

    def term(self, key: str) -> str | None:
        """Return the label of the glossary entry ``key``, or None where the glossary has none."""
        return self._labels.get(("term", key))

    def claim(self, anchor: str | None) -> str | None:
        """Return the label that a block with ``anchor`` carries; None where it has none, or another block has it."""
        return self._claim(self._labels.get(("anchor", anchor))) if anchor else None

    def claim_term(self, key: str) -> str | None:
        """Return the label that the glossary entry ``key`` carries."""
        return self._claim(self.term(key))

    def _claim(self, label: str | None) -> str | None:
        if label is None or label in self._claimed:
            return None
        self._claimed.add(label)
        return label


def _printed(block: Heading | Question | Table | Figure) -> bool:
    if isinstance(block, Heading):
        return bool(clean(plain(block.content)).strip())
    if isinstance(block, Question):
        return bool(clean(block.text).strip())
    return not isinstance(block, Table) or bool(block.columns)
