"""Blocks as plain, readable Markdown: what a notebook shows where neither HTML nor our own JSON is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from ogpkit.report.blocks import (
    Block,
    Break,
    CodeBlock,
    Coding,
    Cover,
    Emphasis,
    Evidence,
    Fields,
    Figure,
    Glossary,
    Heading,
    Indicators,
    Inline,
    InlineCode,
    Link,
    ListBlock,
    Marked,
    Missing,
    Note,
    Paragraph,
    Question,
    Quote,
    Raw,
    Rule,
    Strong,
    Table,
)
from ogpkit.report.indicator_table import indicator_table
from ogpkit.report.words import words

__all__ = ["to_markdown"]

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&!]")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>()\[\]\\]+\Z", re.IGNORECASE)


def to_markdown(blocks: Iterable[Block], language: str = "en") -> str:
    r"""Return blocks as Markdown, every character of their text escaped that Markdown or HTML would take as markup.

    Examples
    --------
    >>> from ogpkit.report.blocks import inlines
    >>> to_markdown([Heading(level=2, content=inlines("a <b> *c*"))])
    '## a \\<b\\> \\*c\\*\n'
    """
    return "\n\n".join(part for part in (_block(block, words(language)) for block in blocks) if part) + "\n"


def _start(text: str) -> str:
    """Take from the start of a line what would make a list, a heading or a rule of it."""
    return _AT_START.sub(lambda found: found[1] + (found[2] + "\\" if found[2][0].isdigit() else "\\" + found[2]), text)


def _escape(text: str) -> str:
    return _start(_edges(text).strip())


def _edges(text: str) -> str:
    """Escape a run inside a line, with the spaces at its ends kept."""
    if not text.strip():
        return " " if text else ""
    return (
        (" " if text[0].isspace() else "")
        + _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split()))
        + (" " if text[-1].isspace() else "")
    )


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"


def _wrap(mark: str, said: str) -> str:
    """Put marks close around the words: Markdown does not take them beside a space."""
    inner = said.strip()
    return said.replace(inner, f"{mark}{inner}{mark}", 1) if inner else said


def _inline(content: Iterable[Inline]) -> str:
    parts = []
    for item in content:
        match item:
            case Strong():
                parts.append(_wrap("**", _inline(item.content)))
            case Emphasis():
                parts.append(_wrap("*", _inline(item.content)))
            case Missing():
                parts.append(_wrap("*", _edges(item.text)))
            case InlineCode():
                parts.append(_code(item.text))
            case Link():
                said = _inline(item.content) or _edges(item.href)
                parts.append(f"[{said}]({item.href})" if _ADDRESS.match(item.href) else said)
            case Break():
                parts.append("\\\n")
            case _:
                parts.append(_edges(item.text))
    return "".join(parts)


def _line(content: Iterable[Inline]) -> str:
    """Return inline content that begins a line, so that nothing at its start makes a list or a heading of it."""
    return _start(_inline(content).strip())


def _cell(text: str) -> str:
    return text.replace("\\\n", " ").replace("\n", " ") or " "


def _rows(heads: list[str], aligns: list[str], rows: Iterable[Iterable[str]]) -> str:
    rules = {"left": "---", "right": "---:", "center": ":---:"}
    lines = [heads, [rules[align] for align in aligns], *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _indent(text: str, first: str) -> str:
    rest = " " * len(first)
    return "\n".join((first if at == 0 else rest if line else "") + line for at, line in enumerate(text.split("\n")))


def _join(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _blocks(blocks: Iterable[Block], said: dict[str, str]) -> str:
    return _join(*(_block(block, said) for block in blocks))


def _block(block: Block, said: dict[str, str]) -> str:
    match block:
        case Heading():
            number = _edges(block.number) + " " if block.number else ""
            return "#" * block.level + f" {number}{_cell(_inline(block.content)).strip()}"
        case Paragraph():
            return _line(block.content)
        case ListBlock():
            marks = (f"{block.start + at}. " if block.ordered else "- " for at in range(len(block.items)))
            return "\n".join(_indent(_blocks(item, said), mark) for item, mark in zip(block.items, marks, strict=True))
        case Quote():
            return _quoted(_blocks(block.blocks, said))
        case CodeBlock():
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text}\n{fence}"
        case Rule():
            return "---"
        case Table():
            return _table(block)
        case Figure():
            return _join(f"*{said['figure']}:* {_escape(block.alt)}", _line(block.caption), _line(block.note))
        case Fields():
            return "\n".join(
                f"- **{_escape(row.label)}**: {_cell(_inline(row.value)).strip() or _missing(said)}"
                for row in block.rows
            )
        case Evidence():
            return _evidence(block, said)
        case Question():
            return _question(block, said)
        case Note():
            title = f"**{said[block.tone]}: {_edges(block.title)}**"
            return _quoted(_join(title, _blocks(block.blocks, said)))
        case Glossary():
            return "\n".join(f"- **{_escape(entry.term)}**: {_escape(entry.definition)}" for entry in block.entries)
        case Indicators():
            return _table(indicator_table(block, said)) if block.shown else ""
        case Raw():
            return f"*{_escape(said['html_only'])}* ({_escape(block.where)})"
        case Cover():
            return _cover(block, said)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _missing(said: dict[str, str]) -> str:
    return f"*{said['not_provided']}*"


def _table(block: Table) -> str:
    width = len(block.columns)
    rows = ([_inline(cell) for cell, _ in zip_longest(row[:width], range(width), fillvalue=())] for row in block.rows)
    table = _rows([_inline(column.title) for column in block.columns], [column.align for column in block.columns], rows)
    return _join(_line(block.caption), table if width else "", _line(block.note))


def _evidence(block: Evidence, said: dict[str, str]) -> str:
    lines = []
    for item in block.items:
        title = (
            _inline((Link(href=item.address, content=(Marked(mark="neutral", text=item.title),)),))
            if (item.address)
            else _escape(item.title)
        )
        more = [_escape(detail) for detail in (item.type, *item.details) if detail]
        more += [f"*{said['no_address']}*"] if item.no_address else []
        lines.append(f"- {_escape(item.id)}: {title}" + (f" ({'; '.join(more)})" if more else ""))
    return "\n".join(lines) or _missing(said)


def _coding(coding: Coding, said: dict[str, str]) -> str:
    when = f" {said['on']} {_edges(coding.on)}" if coding.on else ""
    return (
        f"> **{said['reviewer_coding']}** ({said['unofficial'].lower()}): {_edges(coding.text)} — {said['coded_by']} "
        f"{_edges(coding.by)}{when}. {said['reason']}: {_edges(coding.why)}"
    )


def _question(block: Question, said: dict[str, str]) -> str:
    asked = _cell(_inline(block.content)).strip() or _edges(block.text)
    parts = [f"{'#' * block.level} {_edges(block.number)} {asked}"]
    if block.answer:
        parts.append(f"{said['published_answer'] if block.coding else said['answer']}: **{_edges(block.answer.text)}**")
    if block.coding:
        parts.append(_coding(block.coding, said))
    for part in block.parts:
        parts.append(f"*{_edges(part.label)}*")
        parts.append(_blocks(part.blocks, said) or _missing(said))
    return _join(*parts)


def _cover(cover: Cover, said: dict[str, str]) -> str:
    facts = {
        "member": cover.member,
        "period": cover.period,
        "authors": ", ".join(cover.authors),
        "date": cover.date,
        "status": said[cover.status],
    }
    lines = "\n".join(f"- **{said[key]}**: {_escape(value)}" for key, value in facts.items() if value)
    return _join(f"# {_edges(cover.title)}", _escape(cover.summary), lines)
