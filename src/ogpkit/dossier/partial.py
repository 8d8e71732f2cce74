"""What remains of a file when all that its model refuses is left out, so that one fault hides no other.

Nothing of it reaches a report: a file with a refused value has an error, and an error stops a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ogpkit.dossier.fields import can_be_left_out, is_text, keys_at, stand_in, stands_in_a_model
from ogpkit.dossier.nearest import nearest
from ogpkit.dossier.yaml import Key, Located

__all__ = ["misspelt", "remainder"]

M = TypeVar("M", bound=BaseModel)
Path = tuple[Key, ...]
_ROUNDS = 5
_MOST = 200


def misspelt(model: type[BaseModel], errors: Sequence[Any]) -> dict[Path, str]:
    """Return the unknown keys, by their paths, that were meant to be a needed key which is missing beside them."""
    missing = {tuple(error["loc"]) for error in errors if error["type"] == "missing"}
    places = {path[:-1] for path in missing}
    found: dict[Path, str] = {}
    for error in errors:
        path: Path = tuple(error["loc"])
        if error["type"] != "extra_forbidden" or path[:-1] not in places:
            continue
        match = nearest(str(path[-1]), keys_at(model, path[:-1]))
        if match is not None and (*path[:-1], match) in missing:
            missing.discard((*path[:-1], match))
            found[path] = match
    return found


class _Remainder:
    """A file's values without what was refused. All paths are those of the file itself."""

    def __init__(self, model: type[BaseModel], data: dict[str, Any]) -> None:
        self.model, self.data = model, data
        self.dropped: set[Path] = set()
        self.renamed: dict[Path, str] = {}
        self.stand_ins: dict[Path, dict[str, Any]] = {}
        self.doubtful: set[Path] = set()
        self.origin: dict[Path, Path] = {}

    def values(self) -> Any:
        self.origin = {}
        return self._values(self.data, (), ())

    def _values(self, value: Any, old: Path, new: Path) -> Any:
        self.origin[new] = old
        if isinstance(value, list):
            kept = [(i, one) for i, one in enumerate(value) if (*old, i) not in self.dropped]
            return [self._values(one, (*old, i), (*new, place)) for place, (i, one) in enumerate(kept)]
        if not isinstance(value, dict):
            return value
        result: dict[str, Any] = {}
        for key, one in value.items():
            if (*old, key) not in self.dropped:
                name: Any = self.renamed.get((*old, key), key)
                result[name] = self._values(one, (*old, key), (*new, name))
        return result | self.stand_ins.get(old, {})

    def in_the_file(self, path: Path) -> Path:
        for end in range(len(path), -1, -1):
            if path[:end] in self.origin:
                return (*self.origin[path[:end]], *path[end:])
        return path

    def refuse(self, errors: Sequence[Any]) -> None:
        meant = misspelt(self.model, errors)
        named = {(*path[:-1], key) for path, key in meant.items()}
        for error in errors:
            loc: Path = tuple(error["loc"])
            path = self.in_the_file(loc)
            if loc in meant:
                self.renamed[path] = meant[loc]
            elif error["type"] == "extra_forbidden":
                self.dropped.add(path)
                # Whatever this key was meant to be, it is not known whether that is missing.
                match = nearest(str(path[-1]), keys_at(self.model, path[:-1]))
                if match is not None:
                    self.doubtful.add((*path[:-1], match))
            elif loc not in named:
                self.give_up(path)

    def give_up(self, path: Path) -> None:
        """Leave out the smallest thing round ``path`` that may be left out, or put a value in its place."""
        while path:
            if not stands_in_a_model(self.model, path) or can_be_left_out(self.model, path):
                self.dropped.add(path)
                return
            if is_text(self.model, path) or len(path) == 1:
                value = stand_in(self.model, path)
                if value is not None:
                    self.dropped.add(path)
                    self.stand_ins.setdefault(path[:-1], {})[str(path[-1])] = value
                    return
            path = path[:-1]

    def size(self) -> int:
        return len(self.dropped) + len(self.renamed)

    def located(self, data: dict[str, Any], file: Located) -> Located:
        """Return the remainder as a file: each value with the line on which it stands, and where something is gone."""
        new = {old: path for path, old in self.origin.items()}
        gone: set[Path] = set()
        for old in self.dropped | set(self.renamed) | self.doubtful:
            if old and old[:-1] in new:
                # A list that lost an entry is marked by a place that no list has.
                gone.add((*new[old[:-1]], -1 if isinstance(old[-1], int) else old[-1]))
        lines = {path: file.lines[old] for path, old in self.origin.items() if old in file.lines}
        return replace(file, data=data, lines=lines, refused=frozenset(gone))


def remainder(model: type[M], located: Located, error: ValidationError) -> tuple[M, Located] | None:
    """Return the model of what is sound in a file, and the file without the rest; None where too little is."""
    rest = _Remainder(model, located.data)
    found = error.errors(include_url=False)
    for _ in range(_ROUNDS):
        if len(found) > _MOST:
            return None
        before = rest.size()
        rest.refuse(found)
        if rest.size() == before:
            return None
        data = rest.values()
        try:
            return model.model_validate(data), rest.located(data, located)
        except ValidationError as more:
            found = more.errors(include_url=False)
    return None
