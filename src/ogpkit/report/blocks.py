"""The blocks that a report is made of: one document tree, read by every writer.

A notebook cell shows blocks; the executed notebook carries them as JSON under :data:`MIME`; the writers read that JSON
and nothing else. Text inside a block is plain text: no writer may take it for markup.

Inline content is a tuple of :data:`Inline` values (see :mod:`ogpkit.report.inline`), block content a tuple of
:data:`Block` values. All are frozen, and unknown keys are refused, because a notebook may come from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from ogpkit.report.cover import Cover, Status
from ogpkit.report.inline import (
    Break,
    Emphasis,
    Inline,
    InlineCode,
    Link,
    Mark,
    Marked,
    Missing,
    Node,
    Strong,
    Term,
    Text,
    inlines,
    plain,
)

__all__ = [
    "MIME",
    "Answer",
    "Block",
    "Break",
    "CodeBlock",
    "Coding",
    "Column",
    "Cover",
    "Document",
    "Emphasis",
    "Evidence",
    "EvidenceItem",
    "FieldRow",
    "Fields",
    "Figure",
    "Glossary",
    "GlossaryEntry",
    "Heading",
    "IndicatorRow",
    "Indicators",
    "Inline",
    "InlineCode",
    "Link",
    "ListBlock",
    "Mark",
    "Marked",
    "Missing",
    "Note",
    "Paragraph",
    "Part",
    "Question",
    "Quote",
    "Raw",
    "Rule",
    "Status",
    "Strong",
    "Table",
    "Term",
    "Text",
    "blocks_from_json",
    "blocks_to_json",
    "inlines",
    "plain",
    "walk",
]

MIME = "application/vnd.ogpkit.block+json"


class Heading(Node):
    """A heading. Level 1 is a chapter (the title stands on the cover); ``number`` is printed before it."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=6)
    content: tuple[Inline, ...]
    anchor: str | None = None
    number: str | None = None


class Paragraph(Node):
    """A paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    content: tuple[Inline, ...]


class ListBlock(Node):
    """A list; each item is a sequence of blocks."""

    kind: Literal["list"] = "list"
    ordered: bool = False
    start: int = 1
    items: tuple[tuple[Block, ...], ...]


class Quote(Node):
    """A quotation."""

    kind: Literal["quote"] = "quote"
    blocks: tuple[Block, ...]


class CodeBlock(Node):
    """Fixed-width text, lines kept."""

    kind: Literal["code"] = "code"
    text: str
    language: str | None = None


class Rule(Node):
    """A thematic break."""

    kind: Literal["rule"] = "rule"


class Column(Node):
    """The head of a column."""

    title: tuple[Inline, ...]
    align: Literal["left", "right", "center"] = "left"


class Table(Node):
    """A table; every row has as many cells as there are columns. ``row_header`` makes the first cell a row's head."""

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    caption: tuple[Inline, ...] = ()
    note: tuple[Inline, ...] = ()
    row_header: bool = True
    anchor: str | None = None


class Figure(Node):
    """A picture. ``data`` is SVG text for ``image/svg+xml``, base64 for the others; ``alt`` must say what it shows."""

    kind: Literal["figure"] = "figure"
    media: Literal["image/svg+xml", "image/png", "image/jpeg"]
    data: str
    alt: str = Field(min_length=1)
    caption: tuple[Inline, ...] = ()
    note: tuple[Inline, ...] = ()
    anchor: str | None = None


class FieldRow(Node):
    """A label and its value; an empty value is printed as "not provided"."""

    label: str
    value: tuple[Inline, ...] = ()


class Fields(Node):
    """Labelled values, as in the form's Overview."""

    kind: Literal["fields"] = "fields"
    rows: tuple[FieldRow, ...]


class EvidenceItem(Node):
    """An entry of the evidence register as it is printed under a question."""

    id: str
    type: str
    title: str
    address: str | None = None
    details: tuple[str, ...] = ()
    no_address: bool = False


class Evidence(Node):
    """A list of evidence or references."""

    kind: Literal["evidence"] = "evidence"
    items: tuple[EvidenceItem, ...]


class Answer(Node):
    """The option chosen on the form. ``text`` is the official option text, or the words for what is missing."""

    mark: Mark
    text: str


class Coding(Node):
    """A reviewer's coding of an answer, kept apart from the published answer."""

    mark: Mark
    text: str
    label: str
    by: str
    on: str | None = None
    why: str


class Part(Node):
    """A labelled part under a question (explanation, evidence, references); without blocks it is "not provided"."""

    label: str
    blocks: tuple[Block, ...] = ()


class Question(Node):
    """One question of the form with its answer. ``options`` are the official option texts, all of them."""

    kind: Literal["question"] = "question"
    number: str
    text: str
    anchor: str
    level: int = Field(default=3, ge=1, le=6)
    content: tuple[Inline, ...] = ()
    answer: Answer | None = None
    coding: Coding | None = None
    parts: tuple[Part, ...] = ()


class Note(Node):
    """A boxed remark. ``tone`` says of what sort; ``synthetic`` and ``unofficial`` mark what is no official figure."""

    kind: Literal["note"] = "note"
    tone: Literal["info", "warning", "synthetic", "unofficial"] = "info"
    title: str
    blocks: tuple[Block, ...]


class GlossaryEntry(Node):
    """A term and its meaning."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    term: str
    definition: str
    source: str = ""


class Glossary(Node):
    """The report's glossary."""

    kind: Literal["glossary"] = "glossary"
    entries: tuple[GlossaryEntry, ...]


class IndicatorRow(Node):
    """One indicator of one entity in tidy form; ``value`` is None where it cannot be computed, ``flags`` say why."""

    id: str
    name: str
    entity: str
    # Not-a-number and infinity have no form in JSON.
    value: Annotated[float, Field(allow_inf_nan=False)] | int | str | bool | None
    n: int | None = None
    N: int | None = None
    unit: str = ""
    method: str = ""
    official: bool = False
    flags: tuple[str, ...] = ()
    low: Annotated[float, Field(allow_inf_nan=False)] | int | None = None
    high: Annotated[float, Field(allow_inf_nan=False)] | int | None = None


class Indicators(Node):
    """The indicators of a report; printed as a table, and written out as indicators.csv and indicators.json.

    Where ``shown`` is False its rows stand in other tables of the report, and are only written out as data.
    """

    kind: Literal["indicators"] = "indicators"
    rows: tuple[IndicatorRow, ...]
    caption: tuple[Inline, ...] = ()
    shown: bool = True


class Raw(Node):
    """HTML from outside that has no other form. ``where`` names its cell; only the HTML writer shows it, cleaned."""

    kind: Literal["raw"] = "raw"
    html: str
    where: str


Block = Annotated[
    Heading
    | Paragraph
    | ListBlock
    | Quote
    | CodeBlock
    | Rule
    | Table
    | Figure
    | Fields
    | Evidence
    | Question
    | Note
    | Glossary
    | Indicators
    | Raw
    | Cover,
    Field(discriminator="kind"),
]

for _model in (ListBlock, Quote, Part, Question, Note):
    _model.model_rebuild()

_BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...])


class Document(Node):
    """A whole report: its cover, and its blocks in order (the cover is not repeated among them).

    ``parameters`` are the parameters that the notebook ran with; ``warnings`` name what some format cannot show.
    """

    cover: Cover
    blocks: tuple[Block, ...]
    parameters: dict[str, Any] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorRow, ...]:
        """All indicator rows, in the order in which they stand in the report."""
        return tuple(row for block in walk(self.blocks) if isinstance(block, Indicators) for row in block.rows)

    @property
    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """All glossary entries, in the order in which they stand in the report."""
        return tuple(entry for block in walk(self.blocks) if isinstance(block, Glossary) for entry in block.entries)


def blocks_to_json(blocks: Iterable[Block]) -> dict[str, Any]:
    """Return blocks as the JSON object that a MIME bundle carries.

    Examples
    --------
    >>> blocks_to_json([Paragraph(content=inlines("Hello"))])
    {'version': 1, 'blocks': [{'kind': 'paragraph', 'content': [{'kind': 'text', 'text': 'Hello'}]}]}
    """
    return {"version": 1, "blocks": _BLOCKS.dump_python(tuple(blocks), mode="json", exclude_defaults=False)}


def blocks_from_json(value: Any) -> tuple[Block, ...]:
    """Read blocks back from the JSON object of a MIME bundle.

    Raises
    ------
    pydantic.ValidationError
        Where the object is not one that :func:`blocks_to_json` writes.
    """
    if not isinstance(value, dict) or value.get("version") != 1:
        value = {"blocks": value}
    return _BLOCKS.validate_python(value["blocks"])


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Go through blocks and the blocks inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Quote | Note):
            yield from walk(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Question):
            for part in block.parts:
                yield from walk(part.blocks)
