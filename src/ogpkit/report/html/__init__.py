"""The HTML writer: a document as one self-contained, accessible page, or some blocks as a fragment for JupyterLab."""

from __future__ import annotations

from ogpkit.report.html.page import fragment, write_html

__all__ = ["fragment", "write_html"]
