"""Characters from outside: what cannot be printed is taken out, and what a terminal would show is worked out."""

from __future__ import annotations

import re

__all__ = ["one_line", "printable", "shortened", "terminal_text"]

_MOST_LINES = 1_000
_MOST_CHARACTERS = 50_000

# Control characters that neither HTML, XML nor Typst can carry; a lone surrogate cannot even be written as UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\|$)"  # OSC: titles, links
    r"|[PX^_][^\x1b]*\x1b\\"  # device strings; none holds another escape, or many open ones would take for ever
    r"|[@-Z\\-_]"
    r")",
    re.DOTALL,
)


def printable(text: str) -> str:
    r"""Return ``text`` without what no writer can carry; line ends become ``\n``.

    Examples
    --------
    >>> printable("a\x00b\r\nc\ud800")
    'ab\nc�'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def one_line(text: str) -> str:
    r"""Return ``text`` with every run of white space as one space.

    Examples
    --------
    >>> one_line("  a\n  b ")
    'a b'
    """
    return " ".join(printable(text).split())


def shortened(text: str) -> tuple[str, str]:
    r"""Cut printed text to what a reader may be asked to turn over; return it with what is left out ("" for nothing).

    Examples
    --------
    >>> text, left_out = shortened("a\n" * 3000)
    >>> left_out, text[-35:]
    ('2,001 more lines', 'a\n… (2,001 more lines are left out)')
    """
    left_out = ""
    if (count := text.count("\n") + 1) > _MOST_LINES:
        text = "\n".join(text.split("\n", _MOST_LINES)[:_MOST_LINES])
        left_out = f"{count - _MOST_LINES:,} more lines"
    if (count := len(text)) > _MOST_CHARACTERS:
        text = text[:_MOST_CHARACTERS]
        characters = f"{count - _MOST_CHARACTERS:,} more characters"
        left_out = f"{characters} and {left_out}" if left_out else characters
    return (f"{text}\n… ({left_out} are left out)" if left_out else text), left_out


def terminal_text(text: str) -> str:
    r"""Return what a terminal shows in the end: escapes taken out, carriage returns and backspaces carried out.

    Examples
    --------
    >>> terminal_text("\x1b[31mred\x1b[0m\n 10 %\r100 %\nab\bc")
    'red\n100 %\nac'
    """
    text = _ESCAPES.sub("", text).replace("\r\n", "\n")
    if "\b" in text:
        text = _backspaced(text)
    return printable("\n".join(_overwritten(line).rstrip() for line in text.split("\n"))).strip("\n")


def _backspaced(text: str) -> str:
    kept: list[str] = []
    for character in text:
        if character != "\b":
            kept.append(character)
        elif kept and kept[-1] != "\n":
            kept.pop()
    return "".join(kept)


def _overwritten(line: str) -> str:
    # From the last piece back: of an earlier one, only what stands beyond the later ones is still seen.
    parts: list[str] = []
    width = 0
    for piece in reversed(line.split("\r")):
        if len(piece) > width:
            parts.append(piece[width:])
            width = len(piece)
    return "".join(parts)
