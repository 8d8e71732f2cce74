"""From an executed notebook to the files of a report: pure functions of the notebook."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from pathlib import Path

from ogpkit.errors import UsageError
from ogpkit.report.blocks import Document, Figure, walk
from ogpkit.report.data import indicators_csv, indicators_json, parameters_json
from ogpkit.report.html import write_html
from ogpkit.report.pdf import write_pdf
from ogpkit.report.record import read_record
from ogpkit.run.publish import replace_file

__all__ = ["FORMATS", "export", "figure_files", "render"]

FORMATS = ("html", "pdf", "csv", "json")
_ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


def render(document: Document, kind: str) -> bytes:
    """Return a document in one of :data:`FORMATS`.

    Raises
    ------
    UsageError
        For a format that the kit does not write.
    WriterError
        Where the document cannot be written in this format.
    """
    if kind == "html":
        return write_html(document).encode()
    if kind == "pdf":
        attached = {"indicators.json": indicators_json(document), "parameters.json": parameters_json(document)}
        return write_pdf(document, attachments=attached)
    if kind == "csv":
        return indicators_csv(document)
    if kind == "json":
        return indicators_json(document)
    raise UsageError(f'there is no format "{kind}"; expected one of: {", ".join(FORMATS)}')


def figure_files(document: Document) -> dict[str, bytes]:
    """Return the document's figures as files, numbered in their order."""
    files: dict[str, bytes] = {}
    for figure in (block for block in walk(document.blocks) if isinstance(block, Figure)):
        vector = figure.media == "image/svg+xml"
        content = figure.data.encode() if vector else base64.b64decode(figure.data)
        files[f"figures/figure-{len(files) + 1}.{_ENDINGS[figure.media]}"] = content
    return files


def export(
    notebook: str | Path,
    to: Sequence[str] = ("html", "pdf"),
    folder: Path | None = None,
    *,
    tell: Callable[[str], None] | None = None,
) -> dict[str, Path]:
    """Write an executed notebook as other formats, beside it or into ``folder``; return what was written.

    ``tell`` gets each thing of the notebook that some format shows in another form, or not at all.

    Raises
    ------
    DataError
        The notebook is none, or holds something that no report can show.
    UsageError, WriterError
        See :func:`render`.
    ReportError
        The files cannot be written there.
    """
    source = Path(notebook)
    for kind in to or [""]:
        if kind not in FORMATS:
            raise UsageError(f'there is no format "{kind}"; expected one of: {", ".join(FORMATS)}')
    document = read_record(source)
    if tell is not None:
        for warning in document.warnings:
            tell(warning)
    contents = {kind: render(document, kind) for kind in dict.fromkeys(to)}
    written = {}
    for kind, content in contents.items():
        stem = "indicators" if kind in {"csv", "json"} else source.stem
        target = (folder or source.parent) / f"{stem}.{kind}"
        replace_file(target, content, target.with_name(f".{target.name}.new"))
        written[kind] = target
    return written
