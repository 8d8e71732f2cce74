"""The PDF writer: archival (PDF/A-3a) and accessible (PDF/UA-1), set by Typst from the document tree."""

from __future__ import annotations

from ogpkit.report.pdf.writer import PdfWriter, write_pdf

__all__ = ["PdfWriter", "write_pdf"]
