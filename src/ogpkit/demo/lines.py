"""Values as lines of YAML, each text escaped as the kit's strict reader wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ogpkit.dossier.reviews.writing import scalar, text_lines

__all__ = ["yaml_text"]

_LONG = 90


def yaml_text(head: str, values: Mapping[str, Any]) -> str:
    """Return a YAML file: a comment on its first line, then keys with their values; what is None or empty is left out.

    Keys are written as they are: they are the kit's own words.

    Examples
    --------
    >>> print(yaml_text("Invented.", {"title": "a: b", "note": None, "years": {"start": 2024}, "ids": ["a", "b"]}))
    # Invented.
    title: "a: b"
    years:
      start: 2024
    ids: [a, b]
    <BLANKLINE>
    """
    lines = [f"# {head}"]
    _group(values, "", lines)
    return "\n".join(lines) + "\n"


# The same institutions and marks stand in a dossier again and again.
_scalar = lru_cache(maxsize=4096)(scalar)


def _group(values: Mapping[str, Any], indent: str, lines: list[str], sign: str = "") -> None:
    """Add the lines of a group; ``sign`` stands in place of the end of the first line's indent."""
    first = len(lines)
    for key, value in values.items():
        _entry(f"{indent}{key}:", value, indent, lines)
    if sign:
        lines[first] = indent.removesuffix("  ") + sign + lines[first].removeprefix(indent)


def _entry(key: str, value: Any, indent: str, lines: list[str]) -> None:
    if value is None or value == ():
        return
    if isinstance(value, str):
        if "\n" in value or len(value) > _LONG:
            lines.extend(text_lines(key[len(indent) : -1], value, indent))
        else:
            lines.append(f"{key} {_scalar(value)}")
    elif isinstance(value, bool | int):
        lines.append(f"{key} {str(value).lower()}")
    elif isinstance(value, Mapping):
        # An empty group says something: that the form's field was left empty.
        lines.append(key if value else f"{key} {{}}")
        _group(value, f"{indent}  ", lines)
    elif value:
        _list(key, value, indent, lines)


def _list(key: str, values: Sequence[Any], indent: str, lines: list[str]) -> None:
    if isinstance(values[0], str):
        lines.append(f"{key} [{', '.join(map(_scalar, values))}]")
        return
    lines.append(key)
    for value in values:
        _group(value, f"{indent}    ", lines, "- ")
