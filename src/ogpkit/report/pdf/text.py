"""Text as a PDF can hold it, and addresses that a PDF may open."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

__all__ = ["address", "clean", "clean_lines", "language_and_region", "shorten", "width"]

_SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# What no PDF/A may hold: controls, halves of surrogate pairs, code points that are never characters, the byte order
# mark, and the marks by which programs keep a place for an object inside a text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff"
    + "".join(chr((plane << 16) + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_OPENED = frozenset({"http", "https", "mailto"})


def clean(text: str) -> str:
    r"""Return ``text`` without what a PDF cannot hold; any run of white space becomes one blank, as in HTML.

    Examples
    --------
    >>> clean("one\n  two\x00")
    'one two'
    """
    return _SPACE.sub(" ", _FORBIDDEN.sub("", text))


def clean_lines(text: str) -> str:
    r"""Return fixed-width ``text`` without what a PDF cannot hold; lines and blanks are kept.

    Examples
    --------
    >>> clean_lines("if a:\r\n\tb\x07")
    'if a:\n    b'
    """
    return _LINE_END.sub("\n", _FORBIDDEN.sub("", text)).expandtabs(4)


def address(href: str) -> str | None:
    """Return ``href`` as a PDF may open it, or None where it is not an ``http``, ``https`` or ``mailto`` address.

    Examples
    --------
    >>> address("https://example.org/звіт")
    'https://example.org/%D0%B7%D0%B2%D1%96%D1%82'
    >>> address("javascript:alert(1)") is None
    True
    """
    href = clean(href).strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme.lower() not in _OPENED or not (parts.netloc or parts.path) or " " in parts.netloc:
        return None
    if parts.scheme.lower() != "mailto" and not parts.netloc:
        return None
    # A PDF holds addresses in ASCII alone.
    return quote(href, safe="!#$%&'()*+,/:;=?@[]~")


def language_and_region(tag: str) -> tuple[str, str | None]:
    """Return the language and the region that a language tag names.

    Examples
    --------
    >>> language_and_region("pt-BR"), language_and_region("uk"), language_and_region("sr-Latn-rs")
    (('pt', 'BR'), ('uk', None), ('sr', 'RS'))
    """
    language, *rest = tag.split("-")
    region = next((part.upper() for part in rest if len(part) == 2 and part.isascii() and part.isalpha()), None)
    return language.lower(), region


def shorten(text: str, length: int) -> str:
    """Return ``text`` cut at a word so that it has at most ``length`` characters.

    Examples
    --------
    >>> shorten("Inception Report of the city", 20)
    'Inception Report of…'
    """
    if len(text) <= length:
        return text
    head = text[:length]
    return (head.rsplit(" ", 1)[0] if " " in head else head[:-1]).rstrip(" ,;:–-") + "…"


def width(text: str) -> float:
    """Return about how wide ``text`` runs, in ems: no more than a measure for the columns of a table.

    Examples
    --------
    >>> width("n of N") < width("MMMMMM") < width("漢字漢字漢字")
    True
    """
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in " .,;:!|'()[]ijltfrI-/":
        return 0.33
    if character.isupper() or character in "mwMW@%—":
        return 0.72
    return 0.5 if character.isascii() else 0.6
