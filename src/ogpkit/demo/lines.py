"""Values as lines of YAML, each text escaped as the kit's strict reader wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ogpkit.dossier.reviews.writing import flow_list, scalar, text_lines

__all__ = ["yaml_text"]

_LONG = 90


def yaml_text(head: str, values: Mapping[str, Any]) -> str:
    """Return a YAML file: a comment on its first line, then keys with their values; what is None or empty is left out.

    Examples
    --------
    >>> print(yaml_text("Invented.", {"title": "a: b", "note": None, "years": {"start": 2024}, "ids": ["x", "y"]}))
    # Invented.
    title: "a: b"
    years:
      start: 2024
    ids: [x, y]
    <BLANKLINE>
    """
    return "\n".join([f"# {head}", *_group(values, "")]) + "\n"


def _group(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(scalar(key), value, indent)


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    if value is None or value == () or value == []:
        return
    if isinstance(value, bool):
        yield f"{indent}{key}: {str(value).lower()}"
    elif isinstance(value, Mapping):
        # An empty group says something: that the form's field was left empty.
        yield f"{indent}{key}:{'' if value else ' {}'}"
        yield from _group(value, f"{indent}  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _list(key, value, indent)
    elif isinstance(value, str) and ("\n" in value or len(value) > _LONG):
        yield from text_lines(key, value, indent)
    else:
        yield f"{indent}{key}: {scalar(str(value))}"


def _list(key: str, values: Sequence[Any], indent: str) -> Iterator[str]:
    if all(isinstance(value, str) for value in values):
        yield f"{indent}{key}: {flow_list(values)}"
        return
    yield f"{indent}{key}:"
    for value in values:
        for place, line in enumerate(_group(value, "")):
            sign = "- " if place == 0 else "  "
            yield f"{indent}  {sign}{line}" if line else ""
