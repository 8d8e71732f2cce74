"""Text that people wrote in a dossier, as blocks: paragraphs and lists, addresses as links, terms of the glossary.

Nothing else of Markdown is understood, since an evaluator's ``#`` or ``*`` is just that character. Private e-mail
addresses are withheld, because no output may carry them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ogpkit.forms import load_glossary
from ogpkit.report.blocks import Block, Break, Inline, Link, ListBlock, Paragraph, Term, Text

__all__ = ["Terms", "line", "prose", "withhold"]

_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)
_BULLET = re.compile(r"^(\s*)[•◦–—]\s+", re.MULTILINE)
WITHHELD = "[e-mail address withheld]"


def withhold(text: str) -> str:
    """Return ``text`` without any e-mail address.

    Examples
    --------
    >>> withhold("Write to a.b@example.org.")
    'Write to [e-mail address withheld].'
    """
    return _EMAIL.sub(WITHHELD, text)


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {spelling.casefold(): entry.key for entry in load_glossary() for spelling in entry.match}
    longest_first = sorted(keys, key=len, reverse=True)
    pattern = "|".join(re.escape(spelling) for spelling in longest_first)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), keys


class Terms:
    """Links each term of the glossary where it occurs first; one object serves one chapter.

    Examples
    --------
    >>> [item.kind for item in Terms().mark("The forum is a forum.")]
    ['text', 'term', 'text']
    """

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def mark(self, text: str) -> Iterator[Inline]:
        """Return ``text`` with the first use of each term linked."""
        pattern, keys = _spellings()
        start = 0
        for match in pattern.finditer(text):
            key = keys[match.group().casefold()]
            if key in self.seen:
                continue
            self.seen.add(key)
            if match.start() > start:
                yield Text(text=text[start : match.start()])
            yield Term(key=key, text=match.group())
            start = match.end()
        if start < len(text):
            yield Text(text=text[start:])


def line(text: str, terms: Terms | None = None) -> tuple[Inline, ...]:
    """Return one line of text, with addresses as links and terms linked."""
    result: list[Inline] = []
    text = withhold(text)
    start = 0
    for match in _ADDRESS.finditer(text):
        result += _words(text[start : match.start()], terms)
        result.append(Link(href=match.group(), content=(Text(text=match.group()),)))
        start = match.end()
    return (*result, *_words(text[start:], terms))


def _words(text: str, terms: Terms | None) -> Iterable[Inline]:
    if not text:
        return ()
    return terms.mark(text) if terms is not None else (Text(text=text),)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable("list")


def prose(text: str, terms: Terms | None = None) -> tuple[Block, ...]:
    r"""Return what a person wrote as paragraphs and lists.

    Examples
    --------
    >>> [block.kind for block in prose("See *this*:\n\n• one\n• two")]
    ['paragraph', 'list']
    """
    tokens = _parser().parse(_BULLET.sub(r"\1- ", text))
    blocks, _ = _blocks(tokens, 0, terms)
    return blocks


def _blocks(tokens: list[Token], at: int, terms: Terms | None) -> tuple[tuple[Block, ...], int]:
    """Read tokens from ``at`` to the end of the group that they stand in."""
    result: list[Block] = []
    while at < len(tokens) and not tokens[at].type.endswith(("list_close", "item_close")):
        token = tokens[at]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            items: list[tuple[Block, ...]] = []
            at += 1
            while tokens[at].type == "list_item_open":
                item, at = _blocks(tokens, at + 1, terms)
                items.append(item)
                at += 1
            ordered = token.type == "ordered_list_open"
            start = int(token.attrGet("start") or 1) if ordered else 1
            result.append(ListBlock(ordered=ordered, start=start, items=tuple(items)))
        elif token.type == "inline":
            result.append(Paragraph(content=_inline(token.content, terms)))
        at += 1
    return tuple(result), at


def _inline(text: str, terms: Terms | None) -> tuple[Inline, ...]:
    # A single line end is a wrapped line, except before what a person began as a new line with a mark of its own.
    lines = [part.strip() for part in text.split("\n")]
    result: list[Inline] = []
    joined = ""
    for part in lines:
        if joined and re.match(r"(\d+[.)]|[*+])\s", part):
            result += [*line(joined, terms), Break()]
            joined = part
        else:
            joined = f"{joined} {part}".strip()
    return (*result, *line(joined, terms))
