"""Inline content: what stands within a line of a report. Text is plain text; no writer may take it for markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Break",
    "Emphasis",
    "Inline",
    "InlineCode",
    "Link",
    "Mark",
    "Marked",
    "Missing",
    "Node",
    "Strong",
    "Term",
    "Text",
    "inlines",
    "plain",
]

Mark = Literal["yes", "no", "unclear", "neutral", "not-applicable", "not-provided"]
"""How a verdict is drawn. Writers show a symbol *and* the words, never a colour or symbol alone."""


class Node(BaseModel):
    """A part of a document: frozen, and unknown keys are refused, since a notebook may come from outside."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Node):
    """Plain characters."""

    kind: Literal["text"] = "text"
    text: str


class Strong(Node):
    """Bold."""

    kind: Literal["strong"] = "strong"
    content: tuple[Inline, ...]


class Emphasis(Node):
    """Italic."""

    kind: Literal["emphasis"] = "emphasis"
    content: tuple[Inline, ...]


class InlineCode(Node):
    """Fixed-width characters inside a line."""

    kind: Literal["inline-code"] = "inline-code"
    text: str


class Link(Node):
    """A link; writers follow only ``http``, ``https``, ``mailto`` and ``#anchor`` and print others as text."""

    kind: Literal["link"] = "link"
    href: str
    content: tuple[Inline, ...]


class Term(Node):
    """A word that the report's glossary explains; ``key`` names the :class:`GlossaryEntry`."""

    kind: Literal["term"] = "term"
    key: str
    text: str


class Missing(Node):
    """Words that stand where something is missing, such as "not provided"; drawn muted and in italics."""

    kind: Literal["missing"] = "missing"
    text: str


class Marked(Node):
    """A verdict: its symbol and its words."""

    kind: Literal["marked"] = "marked"
    mark: Mark
    text: str


class Break(Node):
    """A forced line end."""

    kind: Literal["break"] = "break"


Inline = Annotated[
    Text | Strong | Emphasis | InlineCode | Link | Term | Missing | Marked | Break, Field(discriminator="kind")
]


for _model in (Strong, Emphasis, Link):
    _model.model_rebuild()


def inlines(text: str | Sequence[Inline]) -> tuple[Inline, ...]:
    """Return ``text`` as inline content; a string becomes one run, without any markup.

    Examples
    --------
    >>> inlines("a *b*")
    (Text(kind='text', text='a *b*'),)
    """
    if isinstance(text, str):
        return (Text(text=text),) if text else ()
    return tuple(text)


def plain(content: Iterable[Inline]) -> str:
    """Return the characters of inline content without any markup.

    Examples
    --------
    >>> plain((Text(text="a "), Strong(content=inlines("b"))))
    'a b'
    """
    parts: list[str] = []
    for item in content:
        if isinstance(item, Strong | Emphasis | Link):
            parts.append(plain(item.content))
        elif isinstance(item, Break):
            parts.append("\n")
        else:
            parts.append(item.text)
    return "".join(parts)
