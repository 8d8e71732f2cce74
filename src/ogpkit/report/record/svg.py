"""SVG from outside, made safe: only what draws is kept, and nothing that runs, fetches or expands."""

from __future__ import annotations

import re

from lxml import etree

__all__ = ["UnsafePictureError", "clean_svg"]

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The elements of SVG that draw or describe. Animation is left out: it can rewrite an address after the check.
# So are filters: a few of them keep a browser or the PDF writer busy for hours.
_DRAWING_NAMES = """
a circle clipPath defs desc ellipse g image line linearGradient marker mask path pattern polygon polyline
radialGradient rect stop style svg switch symbol text textPath title tspan use view
"""
_DRAWING = frozenset(_DRAWING_NAMES.split())
_METADATA = "metadata"  # holds no drawing; taken out without a word
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.I)
_PICTURE = re.compile(r"^data:image/(png|jpe?g);base64,", re.I)
_ADDRESS = re.compile(r"^(https?:|mailto:|#)", re.I)
_FILTER = re.compile(r"(?<![\w-])[\w-]*filter\s*:[^;}]*", re.I)
_MOST_COPIED = 500_000
"""Elements that ``use`` may draw again, all together; a plot of a hundred thousand points has as many."""


class UnsafePictureError(ValueError):
    """A picture that cannot be read at all; the message says why."""


def _fetches(css: str) -> bool:
    """Tell whether style text would load something, run something, or hide either behind escapes."""
    if "\\" in css or re.search(r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|image-set", css, re.I):
        return True
    return any(not target.startswith("#") for target in _URL.findall(css))


def _unfiltered(css: str) -> str:
    """Return style text without filters; it comes back as it is where there is none."""
    first, *rest = css.split("/*")
    bare = first + "".join(part.partition("*/")[2] for part in rest)  # a comment may stand before the colon
    return _FILTER.sub("", bare) if _FILTER.search(bare) else css


def _clean_attributes(element: etree._Element, removed: list[str]) -> None:
    name = etree.QName(element).localname
    for key in list(element.attrib):
        full, value = str(key), str(element.attrib[key]).strip()
        short = etree.QName(full).localname
        if short == "style" and (plain := _unfiltered(value)) != value:
            removed.append("a filter")
            element.attrib[key] = value = plain
        if full in (_XLINK, "href"):
            if name == "a":
                sound = bool(_ADDRESS.match(value))
            elif name == "image":
                sound = bool(_PICTURE.match(value))
            else:
                sound = value.startswith("#")
            if not sound:
                removed.append(f"the address {value[:40]!r}")
                del element.attrib[key]
        elif full.startswith("{") and full not in (_XML_SPACE, _XML_LANG):
            del element.attrib[key]  # other programs' notes (Inkscape and the like), and xml:base
        elif short == "filter":
            removed.append("a filter")
            del element.attrib[key]
        elif short.lower().startswith("on"):
            removed.append(f"the event handler {short!r}")
            del element.attrib[key]
        elif _fetches(value) if short == "style" else _URL.search(value) and _fetches(value):
            removed.append(f"an address in {short!r}")
            del element.attrib[key]


def clean_svg(text: str) -> tuple[str, tuple[str, ...]]:
    """Return an SVG picture without anything that runs or fetches, and the list of what was taken out.

    The XML declaration, the document type, comments and metadata draw nothing and are dropped without a word.

    Raises
    ------
    UnsafePictureError
        Where the text is not well-formed SVG, declares entities, draws copies of copies, or is too large to be read
        safely.

    Examples
    --------
    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>'
    >>> clean_svg(svg)
    ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', ("the element 'script'",))
    """
    if "<!ENTITY" in text.upper():
        raise UnsafePictureError("it declares entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnsafePictureError(f"it is not well-formed SVG ({error.msg})") from None
    if etree.QName(root).localname != "svg":
        raise UnsafePictureError("it is not SVG")
    removed: list[str] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):  # an entity that was not resolved
            removed.append("an entity")
            _drop(element)
            continue
        name = etree.QName(element)
        if name.namespace not in (_SVG, None) or name.localname not in _DRAWING:
            if name.namespace in (_SVG, None) and name.localname != _METADATA:
                removed.append(f"the element {name.localname!r}")
            _drop(element)
            continue
        if name.localname == "style" and _fetches(element.text or ""):
            removed.append("a style that loads or runs something")
            _drop(element)
            continue
        if name.localname == "style" and (plain := _unfiltered(element.text or "")) != (element.text or ""):
            removed.append("a filter")
            element.text = plain
        _clean_attributes(element, removed)
    _check_copies(root)
    # A root without the namespace is drawn by no browser; pictures pasted by hand often lack it.
    clean = etree.tostring(root, encoding="unicode")
    if etree.QName(root).namespace is None:
        clean = clean.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
    return clean, tuple(dict.fromkeys(removed))


def _check_copies(root: etree._Element) -> None:
    """Refuse ``use`` of what holds ``use`` again: a few lines of it draw billions of elements, as entities would."""
    named: dict[str, list[etree._Element]] = {}
    for element in root.iter():
        if element.get("id"):
            named.setdefault(str(element.get("id")), []).append(element)
    uses = [element for element in root.iter() if etree.QName(element).localname == "use"]
    sizes: dict[str, int] = {}
    copied = 0
    for use in uses:
        for key in {str(use.get(name) or "")[1:] for name in ("href", _XLINK)}:
            if key not in sizes:
                inside = [etree.QName(part).localname for target in named.get(key, ()) for part in target.iter()]
                if "use" in inside:
                    raise UnsafePictureError("it draws copies of copies ('use' of an element that holds 'use' again)")
                sizes[key] = len(inside)
            copied += sizes[key]
    if copied > _MOST_COPIED:
        raise UnsafePictureError(f"it draws {copied:,} copies of its elements")


def _drop(element: etree._Element) -> None:
    """Take an element out, keeping the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
