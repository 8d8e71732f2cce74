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

from ogpkit.dossier.privacy import has_email, withhold
from ogpkit.forms import load_glossary
from ogpkit.report.blocks import Block, Break, Inline, Link, ListBlock, Paragraph, Term, Text

__all__ = ["Terms", "line", "prose", "withhold"]

_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)
_BULLET = re.compile(r"^([ \t]*)[•◦–—][ \t]+(?=\S)", re.MULTILINE)
_DEEPEST = 8


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    # A capital is taken at the start only: "Green City Action Plan" is a name, and no action plan of OGP Local.
    spellings = {spelling: entry.key for entry in load_glossary() for spelling in entry.match}
    keys = spellings | {spelling[0].upper() + spelling[1:]: key for spelling, key in spellings.items()}
    longest_first = sorted(keys, key=len, reverse=True)
    pattern = "|".join(re.escape(spelling) for spelling in longest_first)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), keys


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
            key = keys[match.group()]
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
    start = 0
    for match in _ADDRESS.finditer(text):
        if has_email(match.group()):
            continue
        result += _words(text[start : match.start()], terms)
        result.append(Link(href=match.group(), content=(Text(text=match.group()),)))
        start = match.end()
    return (*result, *_words(text[start:], terms))


def _words(text: str, terms: Terms | None) -> Iterable[Inline]:
    if not text:
        return ()
    text = withhold(text)
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
    if any(token.level > 2 * _DEEPEST for token in tokens if token.type == "list_item_open"):
        # Nobody writes such a list; it is a line of dashes, which the parser would cut off where it gets too deep.
        parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text)]
        return tuple(Paragraph(content=_inline(part, terms)) for part in parts if part)
    blocks, _ = _blocks(tokens, 0, terms)
    return blocks


def _blocks(tokens: list[Token], at: int, terms: Terms | None) -> tuple[tuple[Block, ...], int]:
    """Read tokens from ``at`` to the end of the group that they stand in."""
    result: list[Block] = []
    while at < len(tokens) and not tokens[at].type.endswith(("list_close", "item_close")):
        token = tokens[at]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered = token.type == "ordered_list_open"
            start, items = 1, list[tuple[Block, ...]]()
            at += 1
            while tokens[at].type == "list_item_open":
                number = int(tokens[at].info) if ordered else 1
                item, at = _blocks(tokens, at + 1, terms)
                at += 1
                if ordered and number != start + len(items):
                    # Numbers stay as they were written: where they jump, another list begins.
                    result += [ListBlock(ordered=True, start=start, items=tuple(items))] if items else []
                    start, items = number, []
                if ordered or item:
                    items.append(item)
            result += [ListBlock(ordered=ordered, start=start, items=tuple(items))] if items else []
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
