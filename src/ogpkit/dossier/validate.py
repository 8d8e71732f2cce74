"""From a file's values to a typed model, with every problem named at its line and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ogpkit.dossier.dates import looks_like_a_date, meant_date
from ogpkit.dossier.fields import can_be_left_out, is_text, keys_at, literals_at
from ogpkit.dossier.nearest import choose, nearest
from ogpkit.dossier.partial import misspelt, remainder
from ogpkit.dossier.source import shown
from ogpkit.dossier.yaml import MORE, Key, Located
from ogpkit.errors import Problem

__all__ = ["cut_texts", "problems_of", "validate"]

M = TypeVar("M", bound=BaseModel)

_MOST = 50
_CONSIDERED = 1000

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
    "string_too_short": ("some text", "fill it in"),
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


def _place(path: Sequence[Key]) -> str:
    words = [f"entry {key + 1}" if isinstance(key, int) else shown(key) for key in path]
    return " → ".join(words)


def _problem(model: type[BaseModel], located: Located, error: Any) -> Problem:
    path: tuple[Key, ...] = tuple(error["loc"])
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    line = located.line(path)
    if kind == "extra_forbidden":
        known = keys_at(model, path[:-1])
        match = nearest(str(path[-1]), known)
        todo = f'did you mean "{match}"? Rename it' if match else "delete it, or move it to where it belongs"
        return Problem(
            located.name, line, f"unknown key {shown(path[-1])}", f"one of {', '.join(known)}", todo, rule=kind
        )
    if kind == "missing":
        what = f"key {_place(path[-1:])} is missing"
        if len(path) > 1:
            what += f" in {_place(path[:-1])}"
        known = literals_at(model, path)
        expected = choose(known) if known else ""
        return Problem(located.name, line, what, expected, f'add a line "{path[-1]}: …"', rule="missing-key")
    last = path[-2:] if path and isinstance(path[-1], int) else path[-1:]
    what = f"{_place(last) or 'the file'} is {shown(value)}"
    expected, todo = _EXPECTED.get(kind, ("", ""))
    if kind == "literal_error":
        known = literals_at(model, path)
        match = nearest(str(value), known)
        expected, todo = choose(known), f'did you mean "{match}"?' if match else "choose one of these"
    elif kind == "string_pattern_mismatch":
        expected, todo = _PATTERNS.get(context["pattern"], (f"text like {context['pattern']}", "change it"))
    elif kind == "value_error":
        expected, todo = str(context["error"]).removeprefix("expected "), _change(model, path)
        if expected.startswith(("a date such as", "a day such as")):
            todo = _date_todo(str(value), todo, day=expected.startswith("a day"))
    elif kind in {"too_long", "string_too_long"}:
        unit, todo = ("entries", "leave some out") if kind == "too_long" else ("characters", "shorten it")
        expected = f"at most {context['max_length']} {unit}"
    elif kind in {"less_than_equal", "greater_than_equal"}:
        expected, todo = f"at most {context['le']}" if "le" in context else f"at least {context['ge']}", "correct it"
    elif kind == "string_too_short":
        todo = "fill it in, or delete the key" if can_be_left_out(model, path) else "fill it in"
    elif not expected:
        expected, todo = error["msg"][:1].lower() + error["msg"][1:], "change it"
        expected = expected.removeprefix("input should be ")
    return Problem(located.name, line, what, expected, todo, rule=kind.replace("_", "-"))


def _change(model: type[BaseModel], path: Sequence[Key]) -> str:
    return "change it, or delete the key if not known" if can_be_left_out(model, path) else "change it"


def _date_todo(text: str, todo: str, *, day: bool) -> str:
    meant = meant_date(text)
    if meant is not None and (len(meant) == 10 or not day):
        return f'did you mean "{meant}"?'
    return (
        todo.replace("change it", "write the year, month and day, in this order") if looks_like_a_date(text) else todo
    )


def problems_of(model: type[BaseModel], located: Located, error: ValidationError) -> list[Problem]:
    """Return one problem for each thing that a model refused."""
    found = error.errors(include_url=False)
    # A needed key that stands there misspelt is one fault, not two.
    meant = {(*path[:-1], key) for path, key in misspelt(model, found[:_CONSIDERED]).items()}
    found = [one for one in found if one["type"] != "missing" or tuple(one["loc"]) not in meant]
    problems = [_problem(model, located, one) for one in found[:_MOST]]
    if len(found) > _MOST:
        what, expected, todo, rule = MORE
        problems.append(
            Problem(located.name, located.line(tuple(found[_MOST]["loc"])), what, expected, todo, rule=rule)
        )
    return problems


def validate(model: type[M], located: Located) -> tuple[M | None, Located, list[Problem]]:
    """Return the typed model of a file's values, the file without what was refused, and all problems.

    The model is None only where too little of the file is left to be checked any further.
    """
    try:
        return model.model_validate(located.data), located, []
    except ValidationError as error:
        problems = problems_of(model, located, error)
        value, rest = remainder(model, located, error) or (None, located)
        return value, rest, problems


def cut_texts(model: type[BaseModel], located: Located) -> tuple[list[Problem], set[tuple[Key, ...]]]:
    """Return the problems and places of texts of which a part after ``#`` would disappear without a word."""
    texts = {path: line for path, line in located.commented.items() if is_text(model, path)}
    problems: list[Problem] = []
    for path, line in list(texts.items())[: _MOST + 1]:
        what, expected = "text after # is taken for a comment", 'text without " #"'
        todo = (
            "put it in quotes" if isinstance(path[-1], int) else f'put the text on its own lines under "{path[-1]}: |"'
        )
        todo, rule = f"{todo}; where a comment is meant, put two spaces before the #", "text-after-hash"
        if len(problems) == _MOST:
            what, expected, todo, rule = MORE
        problems.append(Problem(located.name, line, what, expected, todo, rule=rule))
    return problems, set(texts)
