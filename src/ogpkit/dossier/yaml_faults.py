"""Why a file cannot be read as YAML, in words of those who write it, at the line where the fault is.

The parser names the place where it could not go on, in terms of its grammar. The fault is often in the line before, and
the words are a programmer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ogpkit.dossier.source import shown
from ogpkit.errors import Problem

__all__ = ["yaml_fault"]

_KEY = re.compile(r"^\s*(?:- +)*(?P<key>[\w][\w .()/-]{0,60}?):(?P<space> +|$)(?P<value>.*)$")
_GLUED = re.compile(r"^\s*(?:- +)*(?P<key>[\w][\w.-]{0,60}?):(?P<value>[^\s/].*)$")
_WORDS = re.compile(r"^\s*(?:- +)*(?P<words>[\w.-]{1,60}(?: [\w.-]{1,60})?)\s*$")
_HASH = re.compile(r"^[^\"'#]*[^\s\"'#] #")
_SIGNS = "*@%`|>-?,]}[{!&"
_LONG = 2_000

Fault = tuple[int | None, str, str, str]
"""Line (counted from nought), what is wrong, what was expected, what to do."""


@dataclass(frozen=True)
class _Text:
    """The lines of the file round the place where the parser stopped."""

    lines: list[str]

    def __getitem__(self, line: int) -> str:
        return self.lines[line][:_LONG] if 0 <= line < len(self.lines) else ""

    def before(self, line: int) -> int:
        """Return the nearest line above that holds something."""
        line = min(line, len(self.lines)) - 1
        while line > 0 and (not self[line].strip() or self[line].lstrip().startswith("#")):
            line -= 1
        return line

    def indent(self, line: int) -> int:
        return len(self[line]) - len(self[line].lstrip(" "))


def yaml_fault(name: str, text: str, error: Exception) -> Problem:
    r"""Return the problem of a text that is no YAML.

    Examples
    --------
    >>> from ogpkit.dossier.yaml import parse_yaml
    >>> from ogpkit.errors import DataError
    >>> try:
    ...     parse_yaml("dossier:testville\nform: inception\n", "x.yaml")
    ... except DataError as error:
    ...     print(error)
    x.yaml:1: a space is missing after the colon in "dossier:testville"; write "dossier: testville"
    """
    if not isinstance(error, YAMLError):
        # Beside its own errors the parser lets others slip, as for the escape "\\UFFFFFFFF" or the line "%YAML 1.99".
        what = (
            "the file holds an escape (a backslash in quotes) or a directive (a line that begins with %) of no meaning"
        )
        return Problem(name, None, what, "plain values", "delete it", rule="yaml-syntax")
    line, what, expected, todo = _fault(_Text(text.split("\n")), error)
    return Problem(name, None if line is None else line + 1, what, expected, todo, rule="yaml-syntax")


def _fault(text: _Text, error: YAMLError) -> Fault:
    problem = error.problem if isinstance(error, MarkedYAMLError) else str(error)
    problem = (problem or "the file is no YAML").splitlines()[0]
    context = (error.context if isinstance(error, MarkedYAMLError) else "") or ""
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    if mark is None:
        return None, f"the file cannot be read as YAML: {problem[:120]}", "YAML", _INDENTATION
    opened = error.context_mark.line if isinstance(error, MarkedYAMLError) and error.context_mark else mark.line
    line, column = mark.line, mark.column
    if "quoted" in context:
        return opened, "a quote is opened and not closed", "a quote at the end of the text too", "close the quote"
    if "\\t" in problem or "tab" in problem.lower():
        what = "a tab stands where YAML takes spaces only"
        return line, what, "spaces", "replace the tab by spaces"
    cut = _cut_off(text, line, opened)
    if cut is not None:
        return cut
    if "while scanning a simple key" in context:
        return _unfinished(text, opened) or _indentation(text, line)
    if "flow" in context:
        return _brackets(text, opened, context)
    if "alias" in problem or "cannot start" in problem or "chomping" in problem or "not allowed" in problem:
        return _sign(text, line, column) or _colon(text, line, column)
    if "'<scalar>'" in problem:
        return _after_a_quote(text, line, column) or _indentation(text, line)
    if "node content" in problem:
        return _sign(text, line, column) or _indentation(text, line)
    if "block" in context or "block" in problem:
        return _indentation(text, line)
    return line, f"the file cannot be read as YAML: {problem[:120]}", "YAML", _INDENTATION


_INDENTATION = "check the indentation (spaces, no tabs), and that every key is followed by a colon and a space"


def _under(text: _Text, line: int) -> str:
    """Return what to do with a text that YAML would read as something else."""
    key = _KEY.match(text[line])
    if key is None or text[line].lstrip("- ").startswith(("{", "[")) or key["value"].startswith("{"):
        return "put the text in quotes"
    return f'put the text on its own lines under "{key["key"]}: |"'


def _cut_off(text: _Text, line: int, opened: int) -> Fault | None:
    """Name the fault of a text that a # cuts off, though its next line goes on with it."""
    before = text.before(line)
    goes_on = _HASH.match(text[before]) and text.indent(line) > text.indent(before)
    for place in [before] * bool(goes_on) + [opened] * bool(re.search(r"[{\[].* #", text[opened])):
        what, expected = "text after # is taken for a comment", 'text without " #"'
        return place, what, expected, _under(text, place)
    return None


def _unfinished(text: _Text, line: int) -> Fault | None:
    """Name the fault of a line that should be a key with a value and is not."""
    glued = _GLUED.match(text[line])
    if glued:
        what = f"a space is missing after the colon in {shown(text[line].strip())}"
        return line, what, "", f"write {shown(glued['key'] + ': ' + glued['value'])}"
    words = _WORDS.match(text[line])
    if words and " " not in words["words"]:
        return line, f"a colon is missing after {shown(words['words'])}", "", f'write "{words["words"]}:"'
    if words or (text[line].strip() and ": " not in text[line]):
        above = _KEY.match(text[text.before(line)])
        key = above["key"] if above else "key"
        what = f"the line {shown(text[line].strip())} is no key with a colon and a value"
        todo = f'put a colon after the key; or, where the text above goes on here, put all of it under "{key}: |"'
        return line, what, "", todo
    return None


def _colon(text: _Text, line: int, column: int) -> Fault:
    """Name the fault where a colon stands in a text, or below a line that is at fault itself."""
    if re.match(r"^\s*(?:- +)*[^\s:#][^:#]*: +\S", text[line][:column]):
        what = "the text holds a colon followed by a space, as a key does"
        return line, what, "", f'{_under(text, line)}, or in quotes: title: "Open data: first steps"'
    before = text.before(line)
    above = text.before(before)
    key = _KEY.match(text[above]) if above < before else None
    if key and key["value"] and text.indent(before) > text.indent(above):
        what = "the text holds a colon followed by a space, as a key does"
        return line, what, "", _under(text, above)
    return (_unfinished(text, before) if before < line else None) or _indentation(text, line)


def _indentation(text: _Text, line: int) -> Fault:
    before = text.before(line)
    above = _KEY.match(text[before])
    what = f"the line {shown(text[line].strip())} does not fit the lines above by its indentation"
    if not text[line].strip():
        what = "the file ends where a value or a key is still open"
    todo = "begin all keys of one group, and all entries of one list, with the same number of spaces"
    if above and above["value"] and text.indent(line) > text.indent(before):
        todo += f'; where the text above goes on here, put it on its own lines under "{above["key"]}: |"'
    return line, what, "", todo


def _sign(text: _Text, line: int, column: int) -> Fault | None:
    """Name the fault of a text that begins with a sign of YAML."""
    value = text[line][:column].rstrip()
    if value.endswith(("|", ">")):
        column = len(value) - 1
    sign = text[line][column : column + 1]
    if not sign or sign not in _SIGNS:
        return None
    what = f'the text begins with "{sign}", which means something else in YAML'
    todo = _under(text, line)
    if sign == "-" and (key := _KEY.match(text[line])):
        todo = f'put a list one entry a line below "{key["key"]}:", and a text on its own lines under "{key["key"]}: |"'
    return line, what, "", todo


def _after_a_quote(text: _Text, line: int, column: int) -> Fault | None:
    """Name the fault of a text of which only the beginning is in quotes or brackets."""
    before = text[line][:column].rstrip()
    if not before.endswith(('"', "'", "]", "}")):
        return None
    kind = "quote" if before.endswith(('"', "'")) else "bracket"
    what = f"the text begins with a {kind} and goes on after it, which YAML cannot read"
    return line, what, "", _under(text, line)


def _brackets(text: _Text, line: int, context: str) -> Fault:
    sign, end = ("{", "}") if "mapping" in context else ("[", "]")
    what = f'what begins with "{sign}" here cannot be read up to its "{end}"'
    todo = f'close it with "{end}", and put texts that hold a colon, a comma or a bracket in quotes'
    if text[line].lstrip("- ").startswith(sign) or (_KEY.match(text[line]) and sign == "["):
        todo += "; where it begins a text, put that in quotes too"
    return line, what, "", todo
