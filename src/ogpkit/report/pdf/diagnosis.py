"""What Typst says, in words that tell a reviewer what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ogpkit.errors import WriterError
from ogpkit.report.blocks import Document, Figure, walk
from ogpkit.report.pdf.fonts import VARIABLE
from ogpkit.report.pdf.layout import name_of
from ogpkit.report.pdf.text import clean

__all__ = ["explain"]

_MISSING = re.compile(
    r'the text `"(?P<undrawn>.*?)"` could not be displayed|disallowed codepoint `"(?P<refused>.*?)"`', re.DOTALL
)
_ESCAPE = re.compile(r"""\\(?:u\{([0-9a-f]+)\}|([nrt0'"\\]))""")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_AROUND = 30


def explain(diagnostic: str, document: Document, draws: Callable[[Figure], bool]) -> WriterError:
    """Return the error that a refusal of Typst means for this document.

    Parameters
    ----------
    diagnostic : str
        What Typst said.
    document : Document
        The document that it refused.
    draws : callable
        Whether Typst can draw a figure by itself.
    """
    missing = [match["undrawn"] or match["refused"] for match in _MISSING.finditer(diagnostic)]
    # Of a picture, Typst may say only that some text could not be displayed, and not which.
    undrawn = [_unescape(text) for text in missing if text]
    # A joiner or a combining mark is undrawn only because of the character beside it.
    visible = [text for text in undrawn if text and unicodedata.category(text[0]) not in ("Cf", "Mn")] or undrawn
    if visible:
        return WriterError(_missing_glyph(visible, document))
    for figure in _figures(document):
        if not draws(figure):
            if missing:
                return WriterError(
                    f'the text of the figure "{name_of(figure)}" holds a character that no font has; draw it without '
                    f"that character, or put a font file that has it into a folder and name that folder in {VARIABLE}"
                )
            return WriterError(
                f'the picture of the figure "{name_of(figure)}" cannot be read as {figure.media}; '
                "draw it again, or save it as PNG"
            )
    first = diagnostic.strip().partition("\n")[0].removeprefix("error: ")
    return WriterError(f"the PDF could not be laid out: {first}")


def _missing_glyph(undrawn: list[str], document: Document) -> str:
    characters = list(dict.fromkeys(undrawn))
    text = characters[0]
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    name = unicodedata.name(text[0], "").lower()
    message = f"no font has the character {text} ({codes}{f', {name}' if name else ''})"
    place = next((place for place in _places(document) if text in place), "")
    if place:
        message += f', which stands in "{_around(place, text)}"'
    if len(characters) > 1:
        message += f" ({len(characters) - 1} other missing: {' '.join(characters[1:9])})"
    return f"{message}; put a font file that has it into a folder and name that folder in {VARIABLE}"


def _around(place: str, text: str) -> str:
    at = place.index(text)
    start, end = max(0, at - _AROUND), at + len(text) + _AROUND
    return ("…" if start else "") + clean(place[start:end]).strip() + ("…" if end < len(place) else "")


def _figures(document: Document) -> Iterator[Figure]:
    return (block for block in walk(document.blocks) if isinstance(block, Figure))


def _places(document: Document) -> Iterator[str]:
    """Every text of the document, whole, in reading order; a figure is named by its caption."""
    yield from _texts(document.cover.model_dump())
    for block in document.blocks:
        if isinstance(block, Figure) and block.media == "image/svg+xml":
            drawn = re.sub(r"<[^>]*>", " ", block.data)
            yield f"{name_of(block)}: {clean(drawn)}"
        yield from _texts(block.model_dump(exclude={"data"}))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if isinstance(value.get("content"), list | tuple):
            yield _joined(value["content"])
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _joined(content: Iterable[Any]) -> str:
    parts = [item.get("text") or _joined(item.get("content", ())) for item in content if isinstance(item, dict)]
    return "".join(parts)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _PLAIN.get(found[2], found[2]), text)
