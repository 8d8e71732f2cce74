"""What a model says of the place where a value stands: its keys, its options, whether it is text or may be left out."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

__all__ = ["can_be_left_out", "is_text", "keys_at", "literals_at", "stand_in", "stands_in_a_model"]

Path = Sequence[str | int]
_ONE_LINE = r"^[^\n]*$"


def _unwrap(annotation: Any) -> tuple[Any, list[Any]]:
    """Look through Annotated and Optional; return the type, and what is asked of it beyond."""
    asked: list[Any] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            asked += more
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation, asked


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _at(model: type[BaseModel], path: Path) -> Any:
    """Return the annotation of what stands at ``path``, or None where the model knows no such place."""
    current: Any = model
    for key in path:
        current, _ = _unwrap(current)
        if _is_model(current):
            field = current.model_fields.get(str(key))
            current = None if field is None else Annotated[(field.annotation, None, *field.metadata)]
        elif get_origin(current) in (tuple, list):
            current = get_args(current)[0]
        elif get_origin(current) is dict:
            current = get_args(current)[1]
        else:
            return None
    return current


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that a group may have.

    Examples
    --------
    >>> from ogpkit.dossier.plan import Plan
    >>> keys_at(Plan, ("other_titles", 0))
    ['title', 'source']
    """
    group, _ = _unwrap(_at(model, path))
    return list(group.model_fields) if _is_model(group) else []


def literals_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the values of which one must stand at ``path``."""
    kind, _ = _unwrap(_at(model, path))
    return [str(value) for value in get_args(kind)] if get_origin(kind) is Literal else []


def stands_in_a_model(model: type[BaseModel], path: Path) -> bool:
    """Return whether the last key of ``path`` is a field's name, not a place in a list or the number of a question."""
    return bool(path) and str(path[-1]) in keys_at(model, path[:-1])


def can_be_left_out(model: type[BaseModel], path: Path) -> bool:
    """Return whether a key may be deleted where its value is not known.

    Examples
    --------
    >>> from ogpkit.dossier.plan import Plan
    >>> can_be_left_out(Plan, ("submitted",)), can_be_left_out(Plan, ("title",))
    (True, False)
    """
    if not stands_in_a_model(model, path):
        return False
    group, _ = _unwrap(_at(model, path[:-1]))
    return not group.model_fields[str(path[-1])].is_required()


def is_text(model: type[BaseModel], path: Path) -> bool:
    """Return whether free text stands at ``path``: no id, no date, no address, none of a few options.

    Examples
    --------
    >>> from ogpkit.dossier.plan import Plan
    >>> [is_text(Plan, path) for path in [("title",), ("submitted",), ("sources", 0, "id")]]
    [True, False, False]
    """
    kind, asked = _unwrap(_at(model, path))
    patterns = {getattr(one, "pattern", None) for one in asked} - {None, _ONE_LINE}
    return kind is str and not patterns and not any(isinstance(one, BeforeValidator) for one in asked)


def stand_in(model: type[BaseModel], path: Path) -> Any:
    """Return a value that the model takes at ``path``, so that what stands beside it can be checked; None if none."""
    kind, _ = _unwrap(_at(model, path))
    if is_text(model, path):
        return "…"
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if _is_model(kind):
        needed = [name for name, field in kind.model_fields.items() if field.is_required()]
        values = {name: stand_in(kind, (name,)) for name in needed}
        return None if None in values.values() else values
    if get_origin(kind) is dict:
        return {}
    return {str: "x", int: "2000", bool: "true"}.get(kind)
