"""Measure the index of all reports: size, seconds to write, seconds to open, milliseconds per keystroke of the filter.

    python benchmarks/index.py                  10, 100 and 1,000 reports
    python benchmarks/index.py 5000             another number
    python benchmarks/index.py --page FILE      and a page that is there, such as the index that a batch has left

The entries are invented. Each size is written five times and opened five times in headless Chromium, in a window of
1280 and of 360 pixels; the median and the worst are printed. "Opens" is from the start of navigation to the end of the
load event, "key" from a keystroke to the end of the layout that it asks for. The aims for 1,000 reports are 1 s and 50
ms.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ogpkit.report.index import write_index  # noqa: E402
from tests.report.index.sample import entries  # noqa: E402

CHROMIUM = os.environ.get("OGPKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
TIMES = 5
TYPED = "cordoba final"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
TYPING = """async text => {
  const field = document.getElementById("q");
  const took = [];
  const settled = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  await settled();
  for (const value of [...text].map((_, place) => text.slice(0, place + 1)).concat("")) {
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
    await settled();
  }
  return took;
}"""


def opened(browser: Browser, path: Path, width: int) -> tuple[float, list[float]]:
    """Open the page in a new window; return the seconds to load, and the milliseconds of each keystroke."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    loaded: Any = page.evaluate(LOADED)
    keys: Any = page.evaluate(TYPING, TYPED)
    context.close()
    return loaded / 1000, keys


def open_and_type(browser: Browser, path: Path) -> None:
    """Print a line for each width."""
    for width in (1280, 360):
        runs = [opened(browser, path, width) for _ in range(TIMES)]
        keys = [key for _, keys in runs for key in keys]
        print(f"  {width} px: opens {said([one for one, _ in runs], 's', 2)}, key {said(keys, 'ms', 0)}")


def said(values: list[float], unit: str, digits: int) -> str:
    """Return the median and the worst."""
    return f"{statistics.median(values):.{digits}f} {unit} (worst {max(values):.{digits}f})"


def main() -> None:
    """Print a line for each size and width."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("counts", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--page", type=Path, help="a page that is there")
    arguments = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("Chromium was not found; install it, or name it in OGPKIT_CHROMIUM")
    write_index(entries(1))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for count in arguments.counts:
            listed, took = entries(count), []
            for _ in range(TIMES):
                start = time.perf_counter()
                text = write_index(listed)
                took.append(time.perf_counter() - start)
            path = Path(folder, f"{count}.html")
            path.write_text(text, encoding="utf-8")
            size = len(text.encode())
            packed = len(gzip.compress(text.encode()))
            print(
                f"{count} reports: {size / 1e6:.2f} MB ({packed / 1e6:.2f} MB packed), written in {said(took, 's', 2)}"
            )
            open_and_type(browser, path)
        if arguments.page is not None:
            print(f"the page that is there: {arguments.page.stat().st_size / 1e6:.2f} MB")
            open_and_type(browser, arguments.page.resolve())
        browser.close()


if __name__ == "__main__":
    main()
