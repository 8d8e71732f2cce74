"""Outputs of a code cell as blocks: the kit's own, and everything else that a researcher's notebook shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ogpkit.report.blocks import (
    MIME,
    Block,
    CodeBlock,
    Figure,
    Note,
    Paragraph,
    Raw,
    Table,
    blocks_from_json,
    inlines,
)
from ogpkit.report.record.characters import one_line, printable, shortened, terminal_text
from ogpkit.report.record.findings import Findings
from ogpkit.report.record.markdown import markdown_blocks
from ogpkit.report.record.options import CellOptions
from ogpkit.report.record.pictures import MEDIA, check_figures, picture
from ogpkit.report.record.tables import TooLargeTableError, fragment, is_empty, table_from_html

__all__ = ["output_blocks"]

_TEXTS = ("text/html", "text/markdown", "text/latex", "text/plain")
_INTERACTIVE = {
    "application/vnd.jupyter.widget-view+json": "an interactive widget",
    "application/vnd.plotly.v1+json": "an interactive Plotly chart",
    "application/vnd.bokehjs_exec.v0+json": "an interactive Bokeh chart",
    "application/vnd.holoviews_exec.v0+json": "an interactive HoloViews chart",
    "application/geo+json": "an interactive map",
    "application/javascript": "a script",
    "text/javascript": "a script",
    "application/pdf": "a PDF",
}
_MOST_LEVELS = 100
"""Objects and lists inside one another in a block: fifty quotations, far below what exhausts a writer's stack."""
_STDERR = "text on the error stream is left out"


def output_blocks(outputs: Sequence[Mapping[str, Any]], options: CellOptions, findings: Findings) -> list[Block]:
    r"""Return the outputs of one code cell as blocks; what no report can show is noted in ``findings``.

    Examples
    --------
    >>> output_blocks([{"output_type": "stream", "name": "stdout", "text": "a\n"}], CellOptions(), Findings("a.ipynb"))
    [CodeBlock(kind='code', text='a', language=None)]
    """
    reader = _Reader(options, findings)
    for output in outputs:
        reader.read(output)
    reader.flush()
    return reader.labelled()


class _Reader:
    """Reads the outputs of one cell in order; printed text is gathered until something else comes."""

    def __init__(self, options: CellOptions, findings: Findings) -> None:
        self.options = options
        self.findings = findings
        self.blocks: list[Block] = []
        self.foreign: list[int] = []  # which of them came without the kit's own form: only those take the cell's label
        self.printed: list[str] = []
        self.pictures = 0
        self.tables = 0

    def read(self, output: Mapping[str, Any]) -> None:
        kind = output.get("output_type")
        if kind == "stream":
            if output.get("name") == "stderr":
                if not self.options.quiet and str(output.get("text", "")).strip():
                    self.findings.warning(_STDERR)
            else:
                self.printed.append(_text(output.get("text", "")))
        elif kind == "error":
            self.flush()
            self.error(output)
        else:
            self.flush()
            data = output.get("data") or {}
            self.bundle(data, output.get("metadata") or {})

    def add(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Figure | Table):
                self.foreign.append(len(self.blocks))
            self.blocks.append(block)

    def flush(self) -> None:
        text = terminal_text("".join(self.printed))
        self.printed.clear()
        if text.strip():
            self.add(markdown_blocks(text, self.findings) if self.options.markdown else [self.code(text)])

    def code(self, text: str, language: str | None = None) -> CodeBlock:
        text, left_out = shortened(text)
        if left_out:
            self.findings.warning(f"{left_out} of its output are left out")
        return CodeBlock(text=text, language=language)

    def error(self, output: Mapping[str, Any]) -> None:
        reason = one_line(terminal_text(f"{output.get('ename', 'Error')}: {output.get('evalue', '')}")).rstrip(": ")
        if "raises-exception" in self.options.tags:
            self.add([CodeBlock(text=reason)])
        else:
            self.findings.problem(
                f"the cell raised {reason}",
                "a notebook that ran through",
                "mend the cell and run the notebook again",
                "cell-error",
            )

    def bundle(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        if MIME in data:
            self.own(data[MIME])
        elif media := next((media for media in MEDIA if media in data), None):
            self.picture(media, _text(data[media]), metadata)
        elif "text/html" in data and self.html(_text(data["text/html"]), data):
            return
        elif "text/markdown" in data:
            self.add(markdown_blocks(_text(data["text/markdown"]), self.findings))
        elif "text/latex" in data:
            self.findings.warning("a formula is printed as its LaTeX source")
            self.add([self.code(printable(_text(data["text/latex"])).strip(), "latex")])
        elif unknown := [media for media in data if media not in (*_TEXTS, "application/json")]:
            self.placeholder(unknown[0])
        elif "text/plain" in data:
            text = terminal_text(_text(data["text/plain"]))
            self.add([self.code(text)] if text.strip() else [])
        elif "application/json" in data:
            text = json.dumps(data["application/json"], indent=2, ensure_ascii=False)
            self.add([self.code(printable(text), "json")])

    def own(self, value: Any) -> None:
        try:
            if _is_deep(value):
                raise RecursionError
            blocks = blocks_from_json(value)
        except (ValidationError, KeyError, TypeError, RecursionError) as error:
            self.findings.problem(
                f"its block cannot be read ({_reason(error)})",
                "what ogpkit's own functions show",
                "run the notebook again with this version of ogpkit",
                "block",
            )
            return
        self.blocks += check_figures(blocks, self.findings)

    def picture(self, media: str, data: str, metadata: Mapping[str, Any]) -> None:
        index = self.pictures
        self.pictures += 1
        own = metadata.get(media)
        said = own if isinstance(own, Mapping) else {}
        alt = one_line(str(said.get("alt") or _nth(self.options.alts, index)))
        caption = one_line(str(said.get("caption") or _nth(self.options.captions, index)))
        todo = ""
        if index and not alt:
            todo = (
                f'make "fig-alt" a list with one text for each picture of the cell (this is picture {index + 1}): '
                '"#| fig-alt:", then a line "#|   - text" for each'
            )
        figure = picture(media, data, alt, self.findings, caption=caption, todo=todo)
        self.add([figure] if figure else [])

    def html(self, text: str, data: Mapping[str, Any]) -> bool:
        """Take HTML; False where it shows nothing by itself, so that another form in the bundle must be taken."""
        element = fragment(text)
        interactive = next((media for media in data if media not in (*_TEXTS, "application/json")), None)
        if is_empty(element):
            script = element.find(".//script") is not None
            if interactive or script:
                self.placeholder(interactive or "application/javascript")
                return True
            return False
        try:
            table = table_from_html(element, _nth(self.options.table_captions, self.tables))
        except TooLargeTableError as error:
            self.findings.problem(str(error), "a table that can be read", "show a part of it, or a summary", "table")
            return True
        if table is not None:
            self.tables += 1
            self.add([table])
            if any(cell and getattr(cell[0], "text", "") == "..." for row in table.rows for cell in row):
                self.findings.warning(
                    "pandas shows only a part of this table; pandas.options.display.max_rows (max_columns) set how much"
                )
            return True
        what = _INTERACTIVE.get(interactive or "", "HTML")
        self.findings.warning(f"{what} has no form in the PDF and stands in the HTML report only")
        self.add([Raw(html=printable(text), where=self.findings.place.printed)])
        return True

    def placeholder(self, media: str) -> None:
        what = _INTERACTIVE.get(media) or (
            "an interactive Vega chart" if "vega" in media else f"content of type {media}"
        )
        self.findings.warning(f"{what} has no form in a report; show it as a picture")
        where = self.findings.place.printed
        text = f"{where[0].upper()}{where[1:]} of the notebook shows {what}, which has no form in a report."
        self.add([Note(tone="warning", title="Not shown", blocks=(Paragraph(content=inlines(text)),))])

    def labelled(self) -> list[Block]:
        """Return the blocks; the cell's label becomes the anchor of its picture, or else of its table."""
        label = self.options.label
        if label:
            pictures = [index for index in self.foreign if isinstance(self.blocks[index], Figure)]
            targets = pictures or [index for index in self.foreign if isinstance(self.blocks[index], Table)]
            for number, index in enumerate(targets, 1):
                anchor = label if len(targets) == 1 else f"{label}-{number}"
                self.blocks[index] = self.blocks[index].model_copy(update={"anchor": anchor})
        return self.blocks


def _nth(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _text(value: Any) -> str:
    """Return a bundle's text, which may be kept as a list of lines."""
    if isinstance(value, list):
        return "".join(str(line) for line in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_deep(value: Any) -> bool:
    """Tell whether objects and lists stand inside one another beyond what the writers can follow."""
    level = [value]
    for _ in range(_MOST_LEVELS):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _reason(error: Exception) -> str:
    """Return what is wrong with a block in one line."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if not isinstance(error, ValidationError):
        return "it is not an object with a list of blocks"
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    more = error.error_count() - 1
    return one_line(f"{where}: {first['msg']}" + (f"; and {more} more" if more else ""))
