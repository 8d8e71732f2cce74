"""HTML from outside, cleaned so far that it can break neither the page nor its accessibility."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import nh3
from lxml import html as lxml_html

__all__ = ["clean"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXT = "b strong i em u s del ins mark small sub sup abbr cite q code kbd samp var time span br hr wbr"
_BLOCKS = "p div blockquote pre ul ol li table caption thead tbody tfoot tr th td a img"
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_ADDRESS = re.compile(r"\s*(?:https?:|mailto:|#)", re.I)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _IMAGE.fullmatch(value) else None
    if name == "href":
        # A browser drops control characters from an address, and a careless server decodes it once more.
        meant = _UNSEEN.sub("", unquote(_UNSEEN.sub("", value)))
        return value if _ADDRESS.match(meant) and _ADDRESS.match(value) else None
    if name in {"colspan", "rowspan", "start"}:
        return value if re.fullmatch(r"[1-9]\d{0,2}", value) else None
    return value


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*_TEXT.split(), *_BLOCKS.split(), *_HEADINGS},
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math", "title", "noscript"},
        attributes={
            "a": {"href"},
            "img": {"src", "alt"},
            "ol": {"start"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        tag_attribute_values={"th": {"scope": {"col", "row", "colgroup", "rowgroup"}}},
        attribute_filter=_attribute,
        generic_attribute_prefixes=set(),
        url_schemes={"http", "https", "mailto", "data"},
        url_relative="deny",
        link_rel="noopener noreferrer",
    )


def _says_something(element: lxml_html.HtmlElement) -> bool:
    pictures = (image.get("alt") or "" for image in element.iter("img"))
    return bool(str(element.text_content()).strip()) or any(alt.strip() for alt in pictures)


def _mend(root: lxml_html.HtmlElement) -> None:
    """Mend what a cleaner leaves and an accessibility checker rightly calls an error."""
    for image in list(root.iter("img")):
        if image.get("src") is None or image.get("alt") is None:
            image.drop_tree()
    for link in list(root.iter("a")):
        if link.get("href") is None or not _says_something(link):
            link.drop_tag()
    for item in list(root.iter("li")):
        if item.getparent().tag not in {"ul", "ol"}:
            item.tag = "div"
    for group in list(root.iter("ul", "ol")):
        if (group.text or "").strip():
            group.insert(0, _wrapped(group.text))
            group.text = None
        for child in list(group):
            tail, child.tail = child.tail, None
            if child.tag != "li":
                item = _wrapped(None)
                group.replace(child, item)
                item.append(child)
                child = item
            if (tail or "").strip():
                group.insert(group.index(child) + 1, _wrapped(tail))
    for table in list(root.iter("table")):
        has_data = next(table.iter("td"), None) is not None
        for head in list(table.iter("th")):
            if not has_data or not _says_something(head):
                head.tag = "td"
                head.attrib.pop("scope", None)


def _wrapped(text: str | None) -> lxml_html.HtmlElement:
    item = lxml_html.Element("li")
    item.text = text
    return item


def clean(html: str) -> str:
    """Return ``html`` with nothing left in it but text, lists, tables, links and embedded pictures with a text.

    Headings become bold lines, because they would tear the report's own outline; ids, classes and styles are dropped.

    Examples
    --------
    >>> clean('<h1 id="x" style="position:fixed">Sum</h1><script>alert(1)</script><p onclick="x()">4 &lt; 5')
    '<div class="raw-heading">Sum</div><p>4 &lt; 5</p>'
    """
    cleaned = _cleaner().clean(html)
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div")
    _mend(root)
    for heading in list(root.iter(*_HEADINGS)):
        heading.tag = "div"
        heading.set("class", "raw-heading")
    whole: str = lxml_html.tostring(root, encoding="unicode", method="html")
    return whole.removeprefix("<div>").removesuffix("</div>").strip()
