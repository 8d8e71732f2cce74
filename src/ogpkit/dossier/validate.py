"""From a file's values to a typed model, with every problem named at its line and in plain words."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from ogpkit.dossier.source import shown
from ogpkit.dossier.yaml import MORE, Key, Located
from ogpkit.errors import Problem

__all__ = ["nearest", "problems_of", "validate"]

M = TypeVar("M", bound=BaseModel)

_MOST = 50

# What pydantic found -> (what was expected, what to do). The wording is the users', not the library's.
_EXPECTED = {
    "string_type": ("text", "write one value here"),
    "list_type": ("a list", 'write one line per entry, each beginning with "- "'),
    "tuple_type": ("a list", 'write one line per entry, each beginning with "- "'),
    "dict_type": ("keys with values", 'write "key: value" lines, indented'),
    "model_type": ("keys with values", 'write "key: value" lines, indented'),
    "model_attributes_type": ("keys with values", 'write "key: value" lines, indented'),
    "bool_parsing": ("true or false", "write true or false"),
    "bool_type": ("true or false", "write true or false"),
    "int_parsing": ("a whole number", "write digits only"),
    "int_type": ("a whole number", "write digits only"),
    "date_from_datetime_parsing": ("a day such as 2021-07-15", "write year, month and day"),
    "date_parsing": ("a day such as 2021-07-15", "write year, month and day"),
    "string_too_short": ("some text", "fill it in, or delete the key"),
    "too_short": ("at least one entry", "add one"),
    "date_type": ("a day such as 2021-07-15", "write year, month and day"),
    "int_parsing_size": ("a smaller number", "correct it"),
}
_PATTERNS = {
    r"^[^\n]*$": ("text on one line", 'join the lines (write the text after the colon, without "|")'),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "small letters, digits and hyphens",
        'write it like "khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    r"^[A-Z]{2,5}\d{4}$": ("two to five capitals and four digits", 'write it like "UAZVL0004", or leave it out'),
    r"^[0-9a-f]{64}$": ("64 hexadecimal digits", "copy the SHA-256 sum again"),
    r"^\d{4}-\d{2}-\d{2}$": ("a day such as 2021-07-15", "write year, month and day"),
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be, or None.

    Examples
    --------
    >>> nearest("explaination", ["explanation", "evidence"])
    'explanation'
    """
    names = list(known)
    if len(word) > 200 or len(names) > 1000:
        return None
    folded = {name.casefold().replace("_", " "): name for name in names}
    found = difflib.get_close_matches(word.casefold().replace("_", " "), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def choose(known: Sequence[str]) -> str:
    """Return a list of words as "a, b or c"."""
    quoted = [f'"{name}"' for name in known]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]


def _inner(annotation: Any) -> Any:
    """Look through Annotated, Optional, tuple and dict to the type of one entry."""
    while True:
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            annotation = next((arg for arg in get_args(annotation) if arg is not type(None)), annotation)
        elif origin in (tuple, list):
            annotation = get_args(annotation)[0]
        elif origin is dict:
            annotation = get_args(annotation)[1]
        elif hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        else:
            return annotation


def _known_keys(model: type[BaseModel], path: Sequence[Key]) -> list[str]:
    current: Any = model
    for key in path:
        if isinstance(current, type) and issubclass(current, BaseModel) and key in current.model_fields:
            current = _inner(current.model_fields[str(key)].annotation)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _place(path: Sequence[Key]) -> str:
    words = [f"entry {key + 1}" if isinstance(key, int) else shown(key) for key in path]
    return " → ".join(words)


def _problem(model: type[BaseModel], located: Located, error: Any) -> Problem:
    path: tuple[Key, ...] = tuple(error["loc"])
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    line = located.line(path)
    if kind == "extra_forbidden":
        known = _known_keys(model, path[:-1])
        match = nearest(str(path[-1]), known)
        todo = f'did you mean "{match}"? Rename it' if match else "delete it, or move it to where it belongs"
        return Problem(
            located.name, line, f"unknown key {shown(path[-1])}", f"one of {', '.join(known)}", todo, rule=kind
        )
    if kind == "missing":
        what = f"key {_place(path[-1:])} is missing"
        if len(path) > 1:
            what += f" in {_place(path[:-1])}"
        return Problem(located.name, line, what, "", f'add a line "{path[-1]}: …"', rule="missing-key")
    last = path[-2:] if path and isinstance(path[-1], int) else path[-1:]
    what = f"{_place(last) or 'the file'} is {shown(value)}"
    expected, todo = _EXPECTED.get(kind, ("", ""))
    if kind == "literal_error":
        known = [name.strip("'") for name in _literals(model, path)]
        match = nearest(str(value), known)
        expected, todo = choose(known), f'did you mean "{match}"?' if match else "choose one of these"
    elif kind == "string_pattern_mismatch":
        expected, todo = _PATTERNS.get(context["pattern"], (f"text like {context['pattern']}", "change it"))
    elif kind == "value_error":
        expected, todo = str(context["error"]).removeprefix("expected "), "change it, or delete the key if not known"
    elif kind in {"too_long", "string_too_long"}:
        unit, todo = ("entries", "leave some out") if kind == "too_long" else ("characters", "shorten it")
        expected = f"at most {context['max_length']} {unit}"
    elif kind in {"less_than_equal", "greater_than_equal"}:
        expected, todo = f"at most {context['le']}" if "le" in context else f"at least {context['ge']}", "correct it"
    elif not expected:
        expected, todo = error["msg"][:1].lower() + error["msg"][1:], "change it"
        expected = expected.removeprefix("input should be ")
    return Problem(located.name, line, what, expected, todo, rule=kind.replace("_", "-"))


def _literals(model: type[BaseModel], path: Sequence[Key]) -> list[str]:
    current: Any = model
    for key in path:
        if isinstance(current, type) and issubclass(current, BaseModel) and key in current.model_fields:
            current = _inner(current.model_fields[str(key)].annotation)
    return [str(value) for value in get_args(current)]


def problems_of(model: type[BaseModel], located: Located, error: ValidationError) -> list[Problem]:
    """Return one problem for each thing that a model refused."""
    found = error.errors(include_url=False)
    problems = [_problem(model, located, one) for one in found[:_MOST]]
    if len(found) > _MOST:
        what, expected, todo, rule = MORE
        problems.append(
            Problem(located.name, located.line(tuple(found[_MOST]["loc"])), what, expected, todo, rule=rule)
        )
    return problems


def validate(model: type[M], located: Located) -> tuple[M | None, list[Problem]]:
    """Return the typed model of a file's values, or None and all its problems."""
    try:
        return model.model_validate(located.data), []
    except ValidationError as error:
        return None, problems_of(model, located, error)
