"""Reading back what a PDF says."""

from __future__ import annotations

import re
from io import BytesIO

import page
import pikepdf
import pypdfium2

_PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
_LENGTH = "PDFA3A-STREAM-LENGTH-001"


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, with one blank for each run of white space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(pages(pdf))


def problems(pdf: bytes) -> list[str]:
    """Return what PDF/UA-1 and PDF/A-3a have against a PDF."""
    found = [failure for profile in _PROFILES for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]
    return [failure.message for failure in found if not (failure.rule_id == _LENGTH and _lengths_are_true(pdf))]


def _lengths_are_true(pdf: bytes) -> bool:
    # Where the last byte of a compressed stream happens to be a carriage return (one stream in 256), the validator
    # takes it for part of the line end that follows. The lengths are counted here instead.
    ends = [found.end() + int(found[1]) for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*?stream\n", pdf)]
    return bool(ends) and all(pdf[end : end + 10] == b"\nendstream" for end in ends)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Return the bookmarks as (depth, title), in order."""
    found: list[tuple[int, str]] = []

    def add(items: list[pikepdf.OutlineItem], depth: int) -> None:
        for item in items:
            found.append((depth, str(item.title)))
            add(list(item.children), depth + 1)

    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        add(list(outline.root), 0)
    return found


def addresses(pdf: bytes) -> list[str]:
    """Return the addresses that the links of a PDF open."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for sheet in opened.pages:
            for annotation in sheet.get("/Annots", pikepdf.Array()):
                action = annotation.get("/A")
                if action is not None and "/URI" in action:
                    found.append(str(action.URI))
    return found


def jumps(pdf: bytes) -> int:
    """Return the number of links that lead to a place in the PDF itself."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sum(
            1
            for sheet in opened.pages
            for annotation in sheet.get("/Annots", pikepdf.Array())
            if "/Dest" in annotation or annotation.get("/A", {}).get("/S") == "/GoTo"
        )


def structure(pdf: bytes, kind: str) -> list[str]:
    """Return the alternative texts (or "") of all structure elements of ``kind``, such as ``/Figure`` or ``/TH``."""
    found: list[str] = []

    def visit(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == kind:
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                visit(node.K)

    with pikepdf.open(BytesIO(pdf)) as opened:
        visit(opened.Root.StructTreeRoot.K)
    return found
