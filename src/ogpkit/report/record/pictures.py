"""Pictures of a notebook: checked, cleaned, and never without words for those who do not see them."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from collections.abc import Callable, Iterable
from typing import Literal

from ogpkit.report.blocks import Block, Figure, ListBlock, Note, Question, Quote, inlines
from ogpkit.report.record.characters import printable
from ogpkit.report.record.findings import Findings
from ogpkit.report.record.svg import UnsafePictureError, clean_svg

__all__ = ["MEDIA", "check_figures", "picture", "picture_data"]

Media = Literal["image/svg+xml", "image/png", "image/jpeg"]
MEDIA: tuple[Media, ...] = ("image/svg+xml", "image/png", "image/jpeg")
"""The pictures that every writer can show, the best first."""

_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_MOST_PIXELS = 60_000_000


def _raster(media: str, data: str) -> str:
    compact = "".join(data.split())
    try:
        content = base64.b64decode(compact, validate=True)
    except (binascii.Error, ValueError):
        raise UnsafePictureError("its data are not base64") from None
    if not content.startswith(_MAGIC[media]):
        raise UnsafePictureError(f"it is called {media} but is not")
    from PIL import Image  # only notebooks with pixels need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of large pictures; the limit below is ours
            with Image.open(io.BytesIO(content)) as image:
                pixels = image.width * image.height
                image.verify()
    except Exception as error:  # Pillow raises many kinds, SyntaxError among them
        raise UnsafePictureError(f"it is broken ({error})") from None
    if pixels > _MOST_PIXELS:
        raise UnsafePictureError(f"it has {pixels:,} pixels")
    return compact


def picture_data(media: Media, data: str, findings: Findings) -> str | None:
    """Return a picture's data as a :class:`Figure` carries them, or None (and a problem) where it cannot be used."""
    try:
        if media != "image/svg+xml":
            return _raster(media, data)
        clean, removed = clean_svg(printable(data))
    except UnsafePictureError as error:
        findings.problem(
            f"the picture cannot be used: {error}",
            "a whole SVG, PNG or JPEG picture",
            "draw or export the picture again",
            "picture",
        )
        return None
    if removed:
        findings.warning(
            f"taken out of an SVG picture because it could run, fetch or stall something: {', '.join(removed)}"
        )
    return clean


def picture(media: str, data: str, alt: str, findings: Findings, *, caption: str = "", todo: str = "") -> Figure | None:
    """Return a picture as a block, or None (and a problem) where it cannot be used or has no alternative text."""
    alt = " ".join(alt.split())
    if media not in MEDIA:
        findings.problem(
            f"a picture is {media}", "SVG, PNG or JPEG", "save the picture in one of these formats", "picture"
        )
        return None
    sound = picture_data(media, data, findings)
    if not alt:
        findings.problem(
            "the picture has no alternative text",
            "a sentence that says what it shows, for people who do not see it",
            todo or 'add a line "#| fig-alt: what the picture shows" at the top of the cell',
            "alternative-text",
        )
    if sound is None or not alt:
        return None
    return Figure(media=media, data=sound, alt=alt, caption=inlines(caption))


def check_figures(blocks: Iterable[Block], findings: Findings) -> tuple[Block, ...]:
    """Return blocks whose figures, at any depth, have been checked and cleaned like those from outside."""
    return _replace(tuple(blocks), lambda figure: _checked(figure, findings))


def _checked(figure: Figure, findings: Findings) -> Figure:
    data = picture_data(figure.media, figure.data, findings)
    return figure if data is None or data == figure.data else figure.model_copy(update={"data": data})


def _replace(blocks: tuple[Block, ...], change: Callable[[Figure], Figure]) -> tuple[Block, ...]:
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Figure):
            block = change(block)
        elif isinstance(block, Quote | Note):
            block = block.model_copy(update={"blocks": _replace(block.blocks, change)})
        elif isinstance(block, ListBlock):
            block = block.model_copy(update={"items": tuple(_replace(item, change) for item in block.items)})
        elif isinstance(block, Question):
            parts = tuple(part.model_copy(update={"blocks": _replace(part.blocks, change)}) for part in block.parts)
            block = block.model_copy(update={"parts": parts})
        result.append(block)
    return tuple(result)
