"""Characters from outside: what cannot be printed is taken out, and what a terminal would show is worked out."""

from __future__ import annotations

import re

__all__ = ["one_line", "printable", "terminal_text"]

# Control characters that neither HTML, XML nor Typst can carry; a lone surrogate cannot even be written as UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\|$)"  # OSC: titles, links
    r"|[PX^_].*?\x1b\\"  # device strings
    r"|[@-Z\\-_]"
    r")",
    re.DOTALL,
)
_BACKSPACE = re.compile("[^\n\b]\b")


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


def terminal_text(text: str) -> str:
    r"""Return what a terminal shows in the end: escapes taken out, carriage returns and backspaces carried out.

    Examples
    --------
    >>> terminal_text("\x1b[31mred\x1b[0m\n 10 %\r100 %\nab\bc")
    'red\n100 %\nac'
    """
    text = _ESCAPES.sub("", text).replace("\r\n", "\n")
    while "\b" in text:
        shorter = _BACKSPACE.sub("", text)
        text = shorter if shorter != text else text.replace("\b", "")
    lines = []
    for line in text.split("\n"):
        shown = ""
        for piece in line.split("\r"):
            shown = piece + shown[len(piece) :]
        lines.append(shown.rstrip())
    return printable("\n".join(lines)).strip("\n")
