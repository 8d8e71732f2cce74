"""The kit's own words on a page (never the form's: those stand in the form), by language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from ruamel.yaml import YAML

__all__ = ["languages", "words"]


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("ogpkit.report").joinpath("words.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str]]", YAML(typ="safe", pure=True).load(text))


def languages() -> tuple[str, ...]:
    """Return the languages that the kit can write a report in.

    Examples
    --------
    >>> languages()
    ('en',)
    """
    return tuple(_table())


def words(language: str) -> dict[str, str]:
    """Return the kit's own words in ``language``; English where the language is not known.

    Examples
    --------
    >>> words("en")["contents"]
    'Contents'
    """
    table = _table()
    return table.get(language.split("-")[0], table["en"])
