"""Draw the picture of the README: three pages of a report, side by side. Run it after the layout has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "reports" / "khmelnytskyi-2021-2025" / "inception" / "report.pdf"
PAGES = (1, 3, 5)
HEIGHT, GAP = 620, 14


def picture(report: Path) -> Image.Image:
    """Return pages of ``report`` on a grey ground."""
    document = pypdfium2.PdfDocument(report)
    pages = []
    for number in PAGES:
        page = document[number - 1]
        pages.append(page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB"))
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), (226, 229, 233))
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet


if __name__ == "__main__":
    target = ROOT / "docs" / "images" / "report.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    picture(Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT).save(target, optimize=True)
