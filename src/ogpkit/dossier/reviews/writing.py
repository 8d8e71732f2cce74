"""Lines of YAML that the kit's strict reader reads back as they were meant, whatever stands in a text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

__all__ = ["commented", "flow_list", "scalar", "text_lines"]

_WIDTH = 110
# Words that no reader of YAML takes for anything but text, and nothing that could be "null" or "true".
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ /-][A-Za-z0-9]+)*|[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
# Beyond the sixteen bits: letters and signs such as emoji, without the last two places of each plane, which are none.
_BEYOND = "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 0xF))
_PRINTABLE = re.compile(
    f"[\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u2069-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef{_BEYOND}]*"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scalar(text: str) -> str:
    r"""Return a text as a YAML value on one line, in quotes unless it is a plain word or number.

    Examples
    --------
    >>> print(scalar("modest"), scalar("Yes"), scalar('a: "b" # c\n'))
    modest "Yes" "a: \"b\" # c\n"
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _PRINTABLE.fullmatch(character):
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def flow_list(texts: Sequence[str]) -> str:
    """Return texts as a YAML list on one line.

    Examples
    --------
    >>> flow_list(["minutes", "a, b"])
    '[minutes, "a, b"]'
    """
    return f"[{', '.join(map(scalar, texts))}]"


def text_lines(key: str, text: str, indent: str) -> Iterator[str]:
    r"""Yield the lines of a key with a longer text, which stands on lines of its own, each as it is.

    Examples
    --------
    >>> print("\n".join(text_lines("explanation", "See: # 12.\n\n- one", "  ")))
      explanation: |
        See: # 12.
    <BLANKLINE>
        - one
    """
    if not text or text != text.strip() or not _PRINTABLE.fullmatch(text):
        yield f"{indent}{key}: {scalar(text)}"
        return
    yield f"{indent}{key}: |"
    for line in text.split("\n"):
        yield f"{indent}  {line}" if line else ""


def commented(text: str, indent: str, hanging: str = "") -> Iterator[str]:
    r"""Yield a text as comment lines: none of its signs can end the comment.

    ``hanging`` stands between the sign of the comment and each line of the text.

    Examples
    --------
    >>> print("\n".join(commented("No.\nanswer: Yes", "    ")))
        # No.
        # answer: Yes
    """
    for line in text.splitlines():
        shown = "".join(character if _PRINTABLE.fullmatch(character) else "\ufffd" for character in line.rstrip())
        shown = shown.replace("\t", "    ")
        room = max(40, _WIDTH - len(indent) - len(hanging))
        for part in textwrap.wrap(shown, room, break_long_words=False, break_on_hyphens=False) or [""]:
            yield f"{indent}# {hanging}{part}".rstrip()
