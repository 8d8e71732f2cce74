"""Write docs/indicators.md from the catalogue of indicators; ``check`` says whether it is up to date."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ogpkit.indicators import TOPICS, Definition

PAGE = Path(__file__).resolve().parent.parent / "docs" / "indicators.md"

_HEAD = """\
<!-- Written by tools/catalogue.py from the definitions in the code; do not edit. -->
# Indicators

Every figure that a report computes, with its definition. Each value in `indicators.csv` and `indicators.json` carries:
the name in `this type` as its `id`; the `entity` that it is about (the plan, a commitment, a sector …); the numerator
`n` and the denominator `N` where it is a rate; and `flags` that say what a reader must know before quoting it. `low`
and `high` are bounds: where the data do not settle a number, of what it can be, and then `value` is empty.

- *Official* is only what OGP itself prints. All else is the kit's own reading, and says from which source.
- A *hint* is an aid to the reviewer and no finding. It feeds no other figure.
- Percents are whole, rounded half-up. Dates are never made more precise than they are.
- What the data do not support is not available, and its flag says which data would make it so.
"""
_WIDTH = 120


def _text(value: str) -> str:
    """Return a text in which no sign is Markdown's or HTML's."""
    return re.sub(r"([\\`*_<>\[\]|$~])", r"\\\1", " ".join(value.split()))


def _paragraph(text: str, indent: str = "") -> Iterator[str]:
    """Yield a text in lines; unlike textwrap it never breaks at a hyphen, which could begin a list."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > _WIDTH and not re.match(r"[-+#=>]|\d+[.)]", word):
            yield line
            line = indent + word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _marks(entry: Definition) -> str:
    hint = ["**hint, no verdict**"] if entry.hint else []
    return ", ".join([f"`{entry.id}`", "official" if entry.official else "the kit's own", *hint])


def _entry(entry: Definition) -> Iterator[str]:
    yield f"### {_text(entry.name)}"
    yield ""
    yield _marks(entry)
    yield ""
    yield from _paragraph(_text(entry.definition.rstrip(".")) + ".")
    yield ""
    rows = {
        "Formula": entry.formula or "in words above",
        "Unit": entry.unit,
        "Range": entry.range,
        "Denominator": entry.denominator,
        "Source": entry.source,
        "Caveats": entry.caveats,
    }
    for label, value in rows.items():
        yield from _paragraph(f":{label}: {_text(value or 'none')}", "    ")
    yield ""


def page() -> str:
    """Return the page: one chapter for each topic that has indicators."""
    lines = [_HEAD]
    for topic, entries in TOPICS.items():
        if not entries:
            continue
        hints = sum(entry.hint for entry in entries)
        count = f"{len(entries)} indicator" + ("s" if len(entries) > 1 else "")
        lines += [f"## {_text(topic)}", "", count + (f", {hints} of them hints." if hints else "."), ""]
        for entry in entries:
            lines += _entry(entry)
    return "\n".join(lines).rstrip() + "\n"


def main(action: str) -> int:
    """Write the page, or compare it with what is written."""
    if action == "write":
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page():
        print("docs/indicators.md is not what the catalogue says; write it again: python tools/catalogue.py write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
