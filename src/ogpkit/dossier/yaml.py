"""Reading YAML 1.2 with line numbers, every value as the text that was written.

Types are given by the models, never guessed by the parser: ``NO`` stays "NO", ``007`` stays "007", ``1.10`` stays
"1.10", and a date stays as it was typed until a model asks for a date. Tags, anchors and aliases are refused: a dossier
needs none, and they are the part of YAML that can do harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ogpkit.dossier.source import LIMITS, invisible, read_bytes, shown, text_of
from ogpkit.dossier.yaml_events import DEPTH, NODES, NULLS, Comments, Key, quick_values
from ogpkit.dossier.yaml_faults import yaml_fault
from ogpkit.errors import DataError, Problem

__all__ = ["MORE", "Key", "Located", "careful_yaml", "parse_yaml", "read_yaml"]

_MOST = 50


@dataclass(frozen=True)
class Located:
    """A YAML file's values, and the line on which each stands.

    ``lines`` maps a path such as ``("commitments", 0, "title")`` to the one-based line of its key (in a list: of the
    item).
    """

    name: str
    data: dict[str, Any]
    lines: Mapping[tuple[Key, ...], int] = field(default_factory=dict)
    commented: Mapping[tuple[Key, ...], int] = field(default_factory=dict)
    """Plain values that a ``#`` follows after one space alone, with its line: perhaps text, and no comment."""
    refused: frozenset[tuple[Key, ...]] = frozenset()
    """Where something was left out because the model refused it (in a list: at the place -1)."""

    def doubtful(self, *path: Key) -> bool:
        """Return whether something at ``path``, in it or round it was refused, so that nothing follows from it."""
        return any(path[: len(one)] == one or one[: len(path)] == path for one in self.refused)

    def whole(self, *path: Key) -> bool:
        """Return whether the list at ``path`` is there with all its entries, sound or not."""
        return not any(path[: len(one)] == one or one == (*path, -1) for one in self.refused)

    def line(self, path: tuple[Key, ...]) -> int | None:
        r"""Return the line of ``path``, or of the nearest thing that holds it.

        Examples
        --------
        >>> parse_yaml("a:\n  b: 1\n", "x.yaml").line(("a", "b", "c"))
        2
        """
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


class _TooManyError(MarkedYAMLError):
    """The file holds more values than any dossier needs."""


class _Composer(Composer):
    """Stops at the limits while the file is still being read: a short text can hold very many values."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False
        self.count = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.count += 1
        if self.count > NODES:
            raise _TooManyError(problem_mark=self.parser.peek_event().start_mark)
        return super().compose_node(parent, index)


class _Walker:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.comments = Comments(text)
        self.commented: dict[tuple[Key, ...], int] = {}
        self.lines: dict[tuple[Key, ...], int] = {}
        self.problems: list[Problem] = []

    def refuse(self, node: Node, what: str, expected: str, todo: str, rule: str) -> None:
        line = node.start_mark.line + 1
        if len(self.problems) == _MOST:
            what, expected, todo, rule = MORE
        if len(self.problems) > _MOST:
            return
        problem = Problem(self.name, line, what, expected, todo, rule=rule)
        if problem not in self.problems:  # what an alias stands for is met again and again
            self.problems.append(problem)

    def walk(self, node: Node, path: tuple[Key, ...]) -> Any:
        if not self.plain(node):
            return None
        if isinstance(node, ScalarNode):
            self.comment_after(node, path)
            return self.scalar(node)
        if isinstance(node, SequenceNode):
            for index, child in enumerate(node.value):
                self.lines[(*path, index)] = child.start_mark.line + 1
            return [self.walk(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        return self.mapping(node, path)

    def plain(self, node: Node) -> bool:
        # A plain value carries the tag that YAML 1.2 would give it; any other tag was typed by hand.
        if node.anchor:
            what, todo = f"anchor {shown('&' + node.anchor)}", "write the value out wherever it is needed"
            self.refuse(node, what, "plain values", todo, "anchor")
        elif str(node.tag) not in _PLAIN:
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self.refuse(node, f"tag {shown(tag)}", "plain values", "delete the tag", "tag")
        else:
            return True
        return False

    def comment_after(self, node: ScalarNode, path: tuple[Key, ...]) -> None:
        if node.style is not None:
            return
        end = (node.end_mark.line, node.end_mark.column)
        line = self.comments.line(str(node.value), end, self.lines.get(path, 1))
        if line is not None:
            self.commented[path] = line

    def scalar(self, node: ScalarNode) -> str | None:
        if node.style is None and node.value in NULLS:
            return None
        text = str(node.value)
        character = invisible(text)
        if character is not None:
            what = f"the value holds the invisible character {character}, written with a backslash"
            self.refuse(node, what, "printable text", "delete it", "control-character")
        return text

    def mapping(self, node: MappingNode, path: tuple[Key, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.refuse(key_node, "a key is itself a list or a group", "a word as key", "write a word", "key")
                continue
            if not self.plain(key_node):
                continue
            key, line = self.scalar(key_node) or str(key_node.value), key_node.start_mark.line + 1
            if key in result:
                first = self.lines[(*path, key)]
                self.refuse(
                    key_node,
                    f"key {shown(key)} stands here a second time (first in line {first})",
                    "each key once",
                    "delete one of the two",
                    "duplicate-key",
                )
                continue
            self.lines[(*path, key)] = line
            result[key] = self.walk(value_node, (*path, key))
        return result


_PLAIN = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("null", "bool", "int", "float", "str", "timestamp", "seq", "map", "merge", "value")
)


MORE = ("there are more problems from here on", "", "mend the ones before, then check again", "more-problems")
"""The last of the problems that are listed, where a file has very many: what, expected, todo, rule."""


def _refused(name: str, text: str, error: Exception) -> Problem:
    if isinstance(error, MaxDepthExceededError):
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        what, expected, todo = "the values are nested too deeply", f"at most {DEPTH} levels", "flatten them"
        return Problem(name, line, what, expected, todo, rule="depth")
    if isinstance(error, _TooManyError):
        what, todo = "the file goes on after very many values", "check that this is the right file"
        line = error.problem_mark.line + 1
        return Problem(name, line, what, f"at most {NODES} keys and values", todo, rule="too-large")
    return yaml_fault(name, text, error)


def parse_yaml(text: str, name: str) -> Located:
    r"""Return the values of a YAML text and the lines on which they stand.

    Raises
    ------
    DataError
        The text is no YAML, its root is no mapping, or it holds a tag, an anchor or the same key twice.

    Examples
    --------
    >>> parse_yaml("answer: NO\ncode: 007\n1.10: 2021-07-01\nempty:", "x.yaml").data
    {'answer': 'NO', 'code': '007', '1.10': '2021-07-01', 'empty': None}
    """
    found = quick_values(text)
    return Located(name, *found) if found is not None else careful_yaml(text, name)


def careful_yaml(text: str, name: str) -> Located:
    """Read a YAML text by the parser that knows YAML 1.2 and can say what is wrong; see :func:`parse_yaml`.

    What :func:`~ogpkit.dossier.yaml_events.quick_values` returns is what this returns, or nothing.
    """
    parser = YAML(typ="safe", pure=True)
    parser.Composer = _Composer
    parser.max_depth = DEPTH
    try:
        nodes = list(parser.compose_all(text))
    except Exception as error:
        raise DataError([_refused(name, text, error)]) from None
    if len(nodes) > 1:
        line = nodes[1].start_mark.line + 1
        raise DataError(
            [Problem(name, line, "a second document begins", "one document", 'delete the line "---"', rule="documents")]
        )
    walker = _Walker(name, text)
    root = nodes[0] if nodes else None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        raise DataError([Problem(name, None, "the file holds only comments", "keys with values", "fill it in")])
    if not isinstance(root, MappingNode):
        raise DataError(
            [Problem(name, 1, "the file holds no keys", 'keys with values ("title: …")', "write them", rule="no-keys")]
        )
    data = walker.walk(root, ())
    if walker.problems:
        raise DataError(walker.problems)
    return Located(name, data, walker.lines, walker.commented)


def read_yaml(path: Path, name: str) -> Located:
    """Read a YAML file; see :func:`parse_yaml`."""
    return parse_yaml(text_of(read_bytes(path, name, LIMITS["yaml"]), name), name)
