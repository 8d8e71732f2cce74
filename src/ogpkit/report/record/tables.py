"""HTML tables of a notebook (a DataFrame, a Styler, a table written by hand) as table blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from lxml import etree, html

from ogpkit.report.blocks import (
    Break,
    Column,
    Emphasis,
    Inline,
    InlineCode,
    Link,
    Strong,
    Table,
    Text,
    inlines,
    plain,
)
from ogpkit.report.record.characters import one_line, printable

__all__ = ["TooLargeTableError", "fragment", "inline_html", "is_empty", "table_from_html"]

Cell = tuple[Inline, ...]
Align = Literal["left", "right", "center"]

_NUMBER = re.compile(
    r"^[(+\-−±<>≤≥~≈]?\s*[$€£₴]?\s*\d[\d\s.,'’ \u202f]*([eE][+-]?\d+)?\s*(%|‰|[a-zA-Zµ]{1,3}|[€£₴$])?\)?$"
)
_BLANK = frozenset({"", "-", "–", "—", "…", "...", "nan", "NaN", "None", "NaT", "<NA>", "n/a", "NA"})
_UNSHOWN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_LIVE = ("img", "svg", "video", "audio", "iframe", "object", "embed", "canvas", "picture", "math", "input", "button")
_MOST_SPAN = 200  # a browser allows a thousand columns; nobody reads them
_MOST_CELLS = 200_000


class TooLargeTableError(ValueError):
    """A table that no report can show, as it stands or because its cells span many others."""

    def __init__(self) -> None:
        super().__init__(f"the table has more than {_MOST_CELLS:,} cells")


def fragment(text: str) -> html.HtmlElement:
    """Parse HTML from outside into one element; never fails and never fetches.

    Examples
    --------
    >>> fragment("<b>a</b> b").text_content()
    'a b'
    """
    text = re.sub(r"^\s*<\?xml[^>]*>", "", printable(text))
    try:
        return html.fragment_fromstring(text, create_parent="div")
    except etree.ParserError:
        return html.fragment_fromstring("", create_parent="div")


def is_empty(element: html.HtmlElement) -> bool:
    """Tell whether HTML shows nothing of its own once what runs is taken out of it."""
    return (
        not _shown_text(element).strip()
        and element.find(".//table") is None
        and not any(element.find(f".//{name}") is not None for name in _LIVE)
    )


def _shown_text(element: html.HtmlElement, besides: html.HtmlElement | None = None) -> str:
    """Return the text that a reader sees, except inside ``besides``."""
    parts: list[str] = []

    def gather(node: html.HtmlElement) -> None:
        if isinstance(node.tag, str) and node.tag not in _UNSHOWN and node is not besides:
            parts.append(node.text or "")
            for child in node:
                gather(child)
                parts.append(child.tail or "")

    gather(element)
    return "".join(parts)


def _tidy(content: Iterable[Inline]) -> Cell:
    """Join neighbouring texts, and shorten white space as a browser does."""
    result: list[Inline] = []
    for item in content:
        if isinstance(item, Text):
            before = result[-1] if result else None
            if isinstance(before, Text):
                result[-1] = Text(text=re.sub(r"\s+", " ", before.text + item.text))
                continue
            item = Text(text=re.sub(r"\s+", " ", item.text))
            if (before is None or isinstance(before, Break)) and item.text.startswith(" "):
                item = Text(text=item.text[1:])
            if not item.text:
                continue
        result.append(item)
    if result and isinstance(result[-1], Text):
        text = result[-1].text.rstrip()
        result[-1:] = [Text(text=text)] if text else []
    return tuple(result)


def inline_html(element: html.HtmlElement) -> Cell:
    r"""Return what an element shows as inline content: emphasis, links and line ends kept, all other tags dropped.

    Examples
    --------
    >>> plain(inline_html(fragment("<p>a <b>b</b><br>c</p>")))
    'a b\nc'
    """
    return _tidy(_inside(element))


def _inside(element: html.HtmlElement) -> Iterator[Inline]:
    if element.text:
        yield Text(text=element.text)
    for child in element:
        name = child.tag if isinstance(child.tag, str) else "style"  # comments show nothing
        if name == "br":
            yield Break()
        elif name not in _UNSHOWN:
            content = _tidy(_inside(child))
            if name in ("b", "strong") and content:
                yield Strong(content=content)
            elif name in ("i", "em") and content:
                yield Emphasis(content=content)
            elif name in ("code", "kbd", "samp", "tt") and content:
                yield InlineCode(text=plain(content))
            elif name == "a" and child.get("href") and content:
                yield Link(href=printable(str(child.get("href"))).strip(), content=content)
            elif name in ("p", "div", "li"):
                yield from content
                if child.getnext() is not None and content:
                    yield Break()
            else:
                yield from _inside(child)
        if child.tail:
            yield Text(text=child.tail)


def _span(cell: html.HtmlElement, name: str) -> int:
    try:
        value = int(str(cell.get(name) or "1"))
    except ValueError:
        return 1
    return value if 1 <= value <= _MOST_SPAN else 1


Slot = tuple[Cell, bool]
"""What stands in one cell of the grid, and whether it heads a row or column."""


def _grid(rows: Iterable[html.HtmlElement]) -> list[list[Slot]]:
    """Lay out rows with ``colspan`` and ``rowspan`` worked out.

    A cell that spans rows, and a head that spans columns, is repeated: every row and column is then understood alone,
    which is what a screen reader and a table broken over pages need.
    """
    grid: list[list[Slot]] = []
    pending: dict[int, tuple[int, Slot]] = {}
    room = _MOST_CELLS
    for row in rows:
        slots: list[Slot] = []

        def fill(slots: list[Slot] = slots) -> None:
            while len(slots) in pending:
                left, slot = pending.pop(len(slots))
                if left > 1:
                    pending[len(slots)] = (left - 1, slot)
                slots.append(slot)

        for cell in row:
            if not isinstance(cell.tag, str) or cell.tag not in ("td", "th"):
                continue
            fill()
            slot: Slot = (inline_html(cell), cell.tag == "th")
            for number in range(_span(cell, "colspan")):
                shown = slot if number == 0 or slot[1] else ((), False)
                if (down := _span(cell, "rowspan")) > 1:
                    pending[len(slots)] = (down - 1, shown)
                slots.append(shown)
            if len(slots) > room:
                raise TooLargeTableError
        fill()
        room -= len(slots)
        if room < 0:
            raise TooLargeTableError
        grid.append(slots)
    return grid


def _rows(table: html.HtmlElement) -> tuple[list[html.HtmlElement], list[html.HtmlElement]]:
    """Return the rows of the head and those of the body; without a ``thead``, leading rows of heads only."""
    head = [row for row in table.iter("tr") if _within(row, "thead")]
    body = [row for row in table.iter("tr") if not _within(row, "thead")]
    body.sort(key=lambda row: _within(row, "tfoot"))
    if not head:
        while len(body) > 1 and all(cell.tag == "th" for cell in body[0].iter("td", "th")):
            head.append(body.pop(0))
    return head, body


def _within(row: html.HtmlElement, name: str) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == name


def _titles(head: list[list[Slot]], width: int) -> list[Cell]:
    """Join the rows of a head to one title for each column, as "upper: lower"."""
    titles: list[Cell] = []
    for column in range(width):
        parts: list[Cell] = []
        for row in head:
            cell = row[column][0] if column < len(row) else ()
            if plain(cell).strip() and (not parts or plain(parts[-1]) != plain(cell)):
                parts.append(cell)
        title: list[Inline] = []
        for part in parts:
            title += ([Text(text=": ")] if title else []) + list(part)
        titles.append(_tidy(title))
    return titles


def _align(values: list[str]) -> Align:
    filled = [value for value in values if value not in _BLANK]
    return "right" if filled and all(_NUMBER.match(value) for value in filled) else "left"


def table_from_html(element: html.HtmlElement, caption: str = "") -> Table | None:
    """Return the table that HTML from outside consists of, or None where it is anything else.

    A line such as pandas' "100 rows × 20 columns" under the table becomes its note. Columns of numbers are aligned to
    the right; the first column heads its row where the HTML says so.

    Raises
    ------
    TooLargeTableError
        Where the table has more cells than a report can show.

    Examples
    --------
    >>> table = table_from_html(
    ...     fragment("<table><tr><th>City</th><th>n</th></tr><tr><td>Kyiv</td><td>7</td></tr></table>")
    ... )
    >>> [plain(column.title) for column in table.columns], table.columns[1].align
    (['City', 'n'], 'right')
    """
    tables = list(element.iter("table"))
    if len(tables) != 1 or any(tables[0].find(f".//{name}") is not None for name in _LIVE):
        return None
    table = tables[0]
    around = one_line(_shown_text(element, besides=table))
    if around and not re.fullmatch(r"\d+ rows? × \d+ columns?", around):
        return None
    head, body = (_grid(rows) for rows in _rows(table))
    width = max((len(row) for row in head + body), default=0)
    if width == 0:
        return None
    if width * (len(head) + len(body)) > _MOST_CELLS:
        raise TooLargeTableError
    titles = _titles(head, width)
    filled = [[*row, *([((), False)] * (width - len(row)))] for row in body]
    row_header = bool(filled) and all(row[0][1] for row in filled)
    columns = []
    for number, title in enumerate(titles):
        values = [one_line(plain(row[number][0])) for row in filled]
        columns.append(Column(title=title, align="left" if row_header and number == 0 else _align(values)))
    own = table.find(".//caption")
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple(cell for cell, _ in row) for row in filled),
        caption=inlines(caption) or (inline_html(own) if own is not None else ()),
        note=inlines(around),
        row_header=row_header,
    )
