"""What a code cell says of itself: Quarto's ``#|`` lines, Jupyter Book's tags, and the cell's metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ogpkit.report.record.characters import one_line, printable
from ogpkit.report.record.findings import Findings

__all__ = ["CellOptions", "read_options"]

_LINE = re.compile(r"^\s*#\|[ \t]?(.*)$")
# nbconvert and Quarto put such sentences where nobody wrote one: they say nothing of the picture.
_STOCK = re.compile(
    r"no description has been provided for this image|^(image|figure|picture|chart|plot|png|svg)?\.?$", re.I
)


@dataclass(frozen=True)
class CellOptions:
    """How a code cell is to be shown.

    Parameters
    ----------
    source : str
        The source without the option lines.
    show, echo, output, markdown : bool
        Whether anything, the source, or the outputs are shown, and whether printed text is markdown.
    quiet : bool
        Whether text on the error stream is expected, so that leaving it out needs no warning.
    evaluated : bool
        False where the cell says that it is not to be run.
    alts, captions, table_captions : tuple of str
        One for each picture (table) of the cell, in order.
    label : str
        The anchor of the picture or table.
    """

    source: str = ""
    show: bool = True
    echo: bool = False
    output: bool = True
    markdown: bool = False
    quiet: bool = False
    evaluated: bool = True
    alts: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    table_captions: tuple[str, ...] = ()
    label: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)


def _head(source: str) -> tuple[str, str]:
    """Part the option lines at the top of a cell from the rest of its source."""
    lines = source.splitlines()
    start = 0
    while start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    options = []
    while end < len(lines) and (match := _LINE.match(lines[end])):
        options.append(match[1])
        end += 1
    return "\n".join(options), "\n".join(lines[end:]).strip("\n")


def _texts(value: Any, name: str, findings: Findings) -> tuple[str, ...]:
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
    if value is None or isinstance(value, Mapping) or any(not isinstance(item, str | int | float) for item in values):
        findings.problem(
            f'the cell option "{name}" is not text',
            "text, or a list with one text for each picture",
            rule="cell-option",
        )
        return ()
    return tuple(one_line(str(item)) for item in values)


def read_options(cell: Mapping[str, Any], findings: Findings) -> CellOptions:
    r"""Return what a code cell says of itself; what cannot be understood is noted in ``findings``.

    Examples
    --------
    >>> cell = {"source": '#| fig-alt: "Ten of 12: done"\n#| echo: true\nplot()', "metadata": {}}
    >>> options = read_options(cell, Findings("a.ipynb"))
    >>> options.alts, options.echo, options.source
    (('Ten of 12: done',), True, 'plot()')
    """
    metadata = cell.get("metadata") or {}
    head, source = _head(printable(str(cell.get("source") or "")))
    own = metadata.get("ogpkit")
    said: dict[str, Any] = {}
    if isinstance(own, Mapping):
        names = {"alt": "fig-alt", "caption": "fig-cap"}
        said |= {names.get(str(key), str(key)): value for key, value in own.items()}
    if head.strip():
        try:
            loaded = YAML(typ="safe", pure=True).load(head)
        except (YAMLError, ValueError) as error:
            reason = one_line(str(getattr(error, "problem", None) or error))
            findings.problem(
                f'the lines "#| …" at its top are not YAML ({reason})',
                'lines such as #| fig-alt: "what the picture shows"',
                "put the text in double quotes",
                "cell-option",
            )
            loaded = {}
        if isinstance(loaded, Mapping):
            said |= {str(key): value for key, value in loaded.items()}
    raw_tags = metadata.get("tags")
    tags = frozenset(str(tag).replace("_", "-") for tag in raw_tags) if isinstance(raw_tags, Sequence) else frozenset()

    def texts(name: str) -> tuple[str, ...]:
        return _texts(said[name], name, findings) if name in said else ()

    alts = tuple("" if _STOCK.search(text) else text for text in texts("fig-alt"))
    label = one_line(str(said.get("label") or ""))
    return CellOptions(
        source=source,
        show=said.get("include") is not False and not tags & {"remove-cell", "parameters", "injected-parameters"},
        echo=said.get("echo") in (True, "fenced") and "remove-input" not in tags,
        output=said.get("output") is not False and "remove-output" not in tags,
        markdown=said.get("output") == "asis",
        quiet=said.get("warning") is False,
        evaluated=said.get("eval") is not False,
        alts=alts,
        captions=texts("fig-cap"),
        table_captions=texts("tbl-cap"),
        label=re.sub(r"[^\w-]+", "-", label).strip("-"),
        tags=tags,
    )
