r"""The quick reading of YAML: libyaml finds the values, and what it might read otherwise than YAML 1.2 is left alone.

The reader of :mod:`ogpkit.dossier.yaml` decides what a file means and words every problem; it is written in Python, and
slow. What stands here reads the plain files that people write, some twenty times as fast, and gives up at the first
thing that could be a fault or that the two parsers could take differently: a tab, a tag, an anchor, a directive, a rare
escape, an odd sign in brackets. Giving up costs little and changes nothing; a wrong result would change a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ogpkit.dossier.source import invisible

__all__ = ["DEPTH", "NODES", "NULLS", "Comments", "Key", "YamlValues", "quick_values"]

Key = str | int
DEPTH = 40
"""How deeply the values of a file may be nested."""
NODES = 50_000
"""How many keys and values a file may hold."""
NULLS = frozenset(["", "~", "null", "Null", "NULL"])
"""What, written without quotes, says that no value is given."""

_AFTER_VALUE = re.compile(r"[ \t]#")
_FOR_VALUE = re.compile(r"[^#]*[:-][ \t]+#[^\s#]")
_OLDEST = (0, 2, 5)
# Characters that the two parsers count or skip differently.
_CHARACTERS = "\t\ufeff\ufffe\uffff"
# A directive, a document's beginning or end, a key or value that is marked as such.
_LINES = re.compile(r"^(?:%|---|\.\.\.| *(?:- +){0,40}[?:](?: |$))", re.MULTILINE)
# How a block of text begins. A line of spaces below it makes its indentation a matter of dispute.
_BLOCK = re.compile(r"[|>][-+1-9]{0,2} *(?: #.*)?(?:\Z|\n(?! +(?:\n|\Z)))")
# The escapes that need no thought.
_ESCAPES = re.compile(r'\\["\\/nt]')
# In brackets all but words: signs that mean something elsewhere, a colon without a space, a hyphen that begins or ends,
# a question mark that ends no word, and a value that a comma leaves out.
_BRACKETS = re.compile(
    r"[#%@`|>!&*\\]"
    r"|:(?![ \n])(?!(?<=\w:)//\w)|\?(?<![\w)]\?)|\?(?=[:?\"'])"
    r"|(?:^|[\[{,:])[ \n]*-(?!\w)|-(?=[,:\[\]{}])"
    r"|[\[{,:][ \n]*[,:]|\"\"[^\s,:\]}]"
)


class YamlValues(NamedTuple):
    """The values of a file and where they stand; see :class:`ogpkit.dossier.yaml.Located`."""

    data: dict[str, Any]
    lines: dict[tuple[Key, ...], int]
    commented: dict[tuple[Key, ...], int]


class _Text(NamedTuple):
    line: int
    value: str
    end: tuple[int, int] | None
    """Line and column after a plain value; none after one in quotes or in a block."""


class _Values(NamedTuple):
    line: int
    keyed: bool
    children: list[_Text | _Values]
    """The entries of a list, or the keys and values of a group in turn."""


class _LeftAloneError(Exception):
    """The other reader has to read this file."""


class Comments:
    """The comments of a text that are perhaps the rest of a value."""

    def __init__(self, text: str) -> None:
        self._rows = text.split("\n")
        self._instead: dict[int, bool] = {}

    def line(self, value: str, end: tuple[int, int], key: int) -> int | None:
        """Return the line, counted from one, of the comment that follows a plain value, or None.

        ``end`` is line and column after the value, counted from nought; ``key`` is the line of its key or entry,
        counted from one.
        """
        number, column = end
        if not value:
            number = key - 1
            return key if self._stands_instead(number) else None
        found = number < len(self._rows) and _AFTER_VALUE.match(self._rows[number], column)
        return number + 1 if found else None

    def _stands_instead(self, number: int) -> bool:
        # Where no value is left at all, "# fill in" is a remark, and "#12 of the list" is none. Very many keys without
        # a value can share a row, which is looked through once.
        if number not in self._instead:
            self._instead[number] = number < len(self._rows) and bool(_FOR_VALUE.match(self._rows[number]))
        return self._instead[number]


def _libyaml() -> Any:
    """Return the module that speaks to libyaml, or None where there is none, or one too old to be known."""
    try:
        import yaml
        from yaml._yaml import get_version
    except ImportError:
        return None
    return yaml if get_version() >= _OLDEST else None


# Here, so that whatever imports the readers beforehand has this too: it takes as long as reading a whole assessment.
_LIBYAML = _libyaml()


class _Brackets:
    """What stands between brackets, without the texts in quotes: there the parsers differ most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.level = 0
        self.read = 0
        self.pieces: list[str] = []

    def open(self, event: Any) -> None:
        if self.level == 0:
            self.read = event.start_mark.index
        self.level += 1

    def quoted(self, event: Any) -> None:
        self.pieces += [self.text[self.read : event.start_mark.index], '""']
        self.read = event.end_mark.index

    def close(self, event: Any) -> None:
        self.level -= 1
        if self.level == 0:
            self.pieces.append(self.text[self.read : event.end_mark.index])
            if _BRACKETS.search("".join(self.pieces)):
                raise _LeftAloneError
            self.pieces.clear()


def _tree(text: str, events: Iterable[Any], yaml: Any) -> _Values:
    """Return the values that the parser reports, stopping at the limits while it is still reading."""
    top: list[_Text | _Values] = []
    open_ones: list[list[_Text | _Values]] = [top]
    brackets, count = _Brackets(text), 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            open_ones[-1].append(_text(text, event, brackets))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            values = _Values(event.start_mark.line + 1, kind is yaml.MappingStartEvent, [])
            open_ones[-1].append(values)
            open_ones.append(values.children)
            if event.flow_style:
                brackets.open(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            open_ones.pop()
            if brackets.level:
                brackets.close(event)
            continue
        elif kind is yaml.AliasEvent:
            raise _LeftAloneError
        else:
            continue
        count += 1
        if event.anchor is not None or event.tag is not None or count > NODES or len(open_ones) > DEPTH:
            raise _LeftAloneError
    if len(top) != 1 or not isinstance(top[0], _Values) or not top[0].keyed:
        raise _LeftAloneError
    return top[0]


def _text(text: str, event: Any, brackets: _Brackets) -> _Text:
    line, end = event.start_mark.line + 1, event.end_mark
    if not event.style:
        return _Text(line, event.value, (end.line, end.column))
    if event.style == '"' and "\\" in _ESCAPES.sub("", text[event.start_mark.index : end.index]):
        raise _LeftAloneError
    if event.style in "|>" and not _BLOCK.match(text, event.start_mark.index):
        raise _LeftAloneError
    if brackets.level:
        brackets.quoted(event)
    return _Text(line, event.value, None)


class _Walker:
    def __init__(self, text: str) -> None:
        self.comments = Comments(text)
        self.lines: dict[tuple[Key, ...], int] = {}
        self.commented: dict[tuple[Key, ...], int] = {}

    def walk(self, node: _Text | _Values, path: tuple[Key, ...]) -> Any:
        if isinstance(node, _Text):
            if node.end is None:
                return node.value
            comment = self.comments.line(node.value, node.end, self.lines.get(path, 1))
            if comment is not None:
                self.commented[path] = comment
            return None if node.value in NULLS else node.value
        if node.keyed:
            return self.group(node.children, path)
        for index, child in enumerate(node.children):
            self.lines[(*path, index)] = child.line
        return [self.walk(child, (*path, index)) for index, child in enumerate(node.children)]

    def group(self, children: list[_Text | _Values], path: tuple[Key, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, _Text) or not key.value or key.value in result:
                raise _LeftAloneError
            here = (*path, key.value)
            self.lines[here] = key.line
            result[key.value] = self.walk(value, here)
        return result


def quick_values(text: str) -> YamlValues | None:
    r"""Return what a YAML text holds, or None where the other reader has to read it or to say what is wrong.

    Examples
    --------
    >>> found = quick_values("answer: NO\nsources: [plan, page]\n")
    >>> found is None or found.data == {"answer": "NO", "sources": ["plan", "page"]}
    True
    >>> quick_values("a: &anchor b") is None
    True
    """
    yaml = _LIBYAML
    if yaml is None or invisible(text) or any(one in text for one in _CHARACTERS) or _LINES.search(text):
        return None
    walker = _Walker(text)
    try:
        data = walker.walk(_tree(text, yaml.parse(text, Loader=yaml.CSafeLoader), yaml), ())
    except (_LeftAloneError, yaml.YAMLError, ValueError):
        return None
    return YamlValues(data, walker.lines, walker.commented)
