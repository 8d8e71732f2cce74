"""Writes a document as one HTML page, and blocks as a fragment, through the templates beside this module."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ogpkit.report.blocks import Block, Cover, Document, Glossary, Heading, blocks_to_json, plain
from ogpkit.report.html.rendering import SYMBOLS, Rendering
from ogpkit.report.words import words

__all__ = ["fragment", "write_html"]

# What no HTML page may hold: control characters, and halves of surrogate pairs, which have no UTF-8.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MARGIN_FONT = 'color:#444444;font:8.5pt/1.3 system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif'


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ogpkit.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.globals["symbols"] = SYMBOLS
    return environment


@cache
def _style(*names: str) -> str:
    folder = files("ogpkit.report.html").joinpath("styles")
    text = "\n".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in names)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


def _css_string(text: str) -> str:
    """Return ``text`` as a CSS string that can end neither the string nor the style element."""
    return '"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"'


def _margins(cover: Cover, said: dict[str, str]) -> str:
    """Return the rule that prints status, title and page number in the margin of every printed page."""
    boxes = {
        "top-left": _css_string(" ".join(part for part in (said[cover.status + "_notice"], cover.standing) if part)),
        "bottom-left": _css_string(cover.title[:100]),
        "bottom-right": f"{_css_string(said['page'] + ' ')} counter(page) {_css_string(' ' + said['of'] + ' ')} "
        "counter(pages)",
    }
    return "@page{" + "".join(f"@{name}{{content:{content};{_MARGIN_FONT}}}" for name, content in boxes.items()) + "}"


def _glossary_heading(blocks: tuple[Block, ...], title: str) -> Heading | None:
    """Return a heading "Glossary" right above the glossary: the page's own heading at the end takes its place."""
    for block, following in pairwise(blocks):
        if isinstance(block, Heading) and isinstance(following, Glossary):
            return block if plain(block.content).strip().casefold() == title.casefold() else None
    return None


def write_html(document: Document) -> str:
    """Return a document as one self-contained HTML page.

    The page needs no network and holds no script; its policy forbids both. The same document gives the same bytes.

    Examples
    --------
    >>> from ogpkit.report.blocks import Cover, Document, Paragraph, inlines
    >>> cover = Cover(title="Inception Report", status="draft", date="2025-03-17", language="en")
    >>> page = write_html(Document(cover=cover, blocks=(Paragraph(content=inlines("1 < 2")),)))
    >>> "<title>Draft: Inception Report</title>" in page, "<p>1 &lt; 2</p>" in page
    (True, True)
    """
    cover, said = document.cover, words(document.cover.language)
    heading = _glossary_heading(document.blocks, said["glossary"])
    items = tuple(block for block in document.blocks if block is not heading)
    rendering = Rendering(items, said, whole=True)
    glossary = tuple(rendering.glossary.values())
    glossary_id = rendering.glossary_heading(heading.anchor if heading else None) if glossary else ""
    style = "\n" + _style("palette", "blocks", "page", "print") + "\n" + _margins(cover, said) + "\n"
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=rendering,
            cover=cover,
            items=items,
            glossary=glossary,
            glossary_id=glossary_id,
            style=Markup(style),  # noqa: S704 -- our own files and escaped strings
            style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )
    return _FORBIDDEN.sub("", text)


def fragment(blocks: Iterable[Block], language: str = "en") -> str:
    """Return blocks as HTML for the output of a notebook's cell.

    The style is held to the fragment and follows JupyterLab's theme; ids are made from the content, so that the
    fragments of two cells do not share one. Links to other cells are printed as text.

    Examples
    --------
    >>> from ogpkit.report.blocks import Paragraph, inlines
    >>> "<p>1 &lt; 2</p>" in fragment([Paragraph(content=inlines("1 < 2"))])
    True
    """
    items = tuple(blocks)
    content = json.dumps(blocks_to_json(items), sort_keys=True).encode()
    prefix = f"ogp-{hashlib.sha256(content).hexdigest()[:8]}-"
    text = (
        _environment()
        .get_template("fragment.html.j2")
        .render(
            page=Rendering(items, words(language), whole=False, prefix=prefix),
            items=items,
            language=language,
            style=Markup(_style("fragment", "blocks")),  # noqa: S704 -- our own files
        )
    )
    return _FORBIDDEN.sub("", text)
