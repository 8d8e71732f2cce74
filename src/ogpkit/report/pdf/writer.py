"""The PDF of a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Any

from ogpkit.report.blocks import Cover, Document, Figure, Heading, Question, walk
from ogpkit.report.pdf import compiler
from ogpkit.report.pdf.diagnosis import explain
from ogpkit.report.pdf.layout import Layout
from ogpkit.report.pdf.text import clean, language_and_region, shorten
from ogpkit.report.words import words

__all__ = ["PdfWriter", "write_pdf"]

_TYPES = {
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
_MANY_ENTRIES = 48
"""More entries than this would make the contents longer than a page; the questions are then left out of them."""
_FEW_ENTRIES = 3


class PdfWriter:
    """A writer that keeps its compiler warm from report to report; :func:`write_pdf` keeps one for you.

    Parameters
    ----------
    fonts : tuple of str, optional
        Folders with further fonts. By default those that the environment variable ``OGPKIT_FONTS`` names.

    Examples
    --------
    >>> cover = Cover(title="Inception Report", status="final", date="2025-03-17", language="en")
    >>> PdfWriter().write(Document(cover=cover, blocks=()))[:5]
    b'%PDF-'
    """

    def __init__(self, fonts: tuple[str, ...] | None = None) -> None:
        self._folders = fonts

    def write(self, document: Document, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
        """Return the PDF of ``document``; as :func:`write_pdf`."""
        folders = compiler.folders() if self._folders is None else self._folders
        typesetter = compiler.warm_compiler(folders)
        at = datetime.combine(date.fromisoformat(document.cover.date), time(), UTC)
        data = _data(document, attachments or {})
        try:
            return typesetter.compile(data, at)
        except compiler.LayoutError as error:
            reason = str(error)

        def draws(figure: Figure) -> bool:
            alone = Document(cover=_BARE, blocks=(figure.model_copy(update={"caption": (), "note": ()}),))
            try:
                typesetter.compile(_data(alone, {}), at)
            except compiler.LayoutError:
                return False
            return True

        raise explain(reason, document, draws)


def write_pdf(document: Document, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """Return a report as PDF/A-3a and PDF/UA-1: the same bytes for the same document, wherever it is made.

    Parameters
    ----------
    document : Document
        The report. Its cover's date is the date of the PDF.
    attachments : Mapping of str to bytes, optional
        Files to put inside the PDF, by name, such as ``indicators.json``.

    Raises
    ------
    ogpkit.errors.WriterError
        Where no font has a character of the report, or a picture cannot be read.

    Examples
    --------
    >>> cover = Cover(title="Inception Report", status="final", date="2025-03-17", language="en")
    >>> document = Document(cover=cover, blocks=())
    >>> write_pdf(document) == write_pdf(document)
    True
    """
    return PdfWriter().write(document, attachments=attachments)


_BARE = Cover(title="Figure", status="draft", date="2000-01-01", language="en")


def _data(document: Document, attachments: Mapping[str, bytes]) -> dict[str, object]:
    cover = document.cover
    language, region = language_and_region(cover.language)
    own = words(cover.language)
    fields = {key: clean(value).strip() for key, value in cover.model_dump(exclude={"authors"}).items()}
    title = fields["title"] or fields["document"] or "–"
    authors = [clean(author).strip() for author in cover.authors]
    status = own[cover.status]
    keywords = (fields["document"], fields["member"], fields["period"], f"{own['status']}: {status}")
    day = date.fromisoformat(cover.date)
    headings = sum(isinstance(block, Heading) and block.level <= 2 for block in walk(document.blocks))
    questions = sum(isinstance(block, Question) for block in walk(document.blocks))
    return {
        "words": own,
        "language": language,
        "region": region,
        "cover": {**fields, "title": title, "authors": [author for author in authors if author]},
        "short_title": shorten(title, 76 if not fields["standing"] else max(50, 98 - len(fields["standing"]))),
        "short_standing": shorten(fields["standing"], 40),
        "status_words": status,
        "status_notice": own[f"{cover.status}_notice"],
        "keywords": [keyword for keyword in keywords if keyword],
        "description": " ".join(
            part for part in (fields["summary"], fields["standing"], own[f"{cover.status}_notice"]) if part
        ),
        "day": [day.year, day.month, day.day],
        "contents": headings + questions >= _FEW_ENTRIES,
        "blocks": Layout(document, own, questions_listed=headings + questions <= _MANY_ENTRIES).blocks(),
        "attachments": [_attachment(name, attachments[name], own) for name in sorted(attachments)],
    }


def _attachment(name: str, body: bytes, own: Mapping[str, str]) -> dict[str, Any]:
    kind = PurePosixPath(name).suffix.lower()
    return {
        "name": clean(name),
        "type": _TYPES.get(kind, "application/octet-stream"),
        "description": f"{own['attachment']}: {clean(name)}",
        "bytes": list(body),
    }
