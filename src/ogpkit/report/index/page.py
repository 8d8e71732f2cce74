"""Writes the index as one HTML page, through the template beside this module."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ogpkit.report.html.rendering import SYMBOLS
from ogpkit.report.index.cells import Cell, cell, href, shown_percent, spread_bars, spread_text
from ogpkit.report.index.comparison import COLUMNS, Total, counted_once, total
from ogpkit.report.index.entry import IndexEntry
from ogpkit.report.inline import Mark
from ogpkit.report.words import words

__all__ = ["write_index"]

_STATUS = ("draft", "public-comment", "final")
_FILES = {"report.html": "HTML", "report.pdf": "PDF", "report.ipynb": "Notebook", "indicators.csv": "CSV"}
_MOST_FAILURES_OPEN = 8

# The two that stand in the list of reports as well, in the order of the columns.
_CHOSEN = ("requirements-met", "commitments-promising")

# What no HTML page may hold: control characters, and halves of surrogate pairs, which have no UTF-8.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class _State:
    text: str
    mark: Mark


# In the order in which they are sorted: what somebody must look at comes first.
_STATES = {
    "failed": _State("Failed", "no"),
    "old": _State("Rerun failed, earlier report kept", "unclear"),
    "stale": _State("Out of date: to be made again", "unclear"),
    "missing": _State("Not made yet", "not-provided"),
    "current": _State("Up to date", "yes"),
}


@dataclass(frozen=True)
class _Row:
    """A report as the template sees it: its entry, and what is worked out for it."""

    number: int
    entry: IndexEntry
    key: str
    links: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    chosen: tuple[Cell, ...]
    stands_for: str


@dataclass(frozen=True)
class _Filter:
    """A choice above the table, with its options as (key, text, count)."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class _Sums:
    """A line of sums: of how many plans, and one total for each column."""

    label: str
    plans: int
    totals: tuple[Total, ...]
    invented: bool = False
    key: str = ""


@dataclass(frozen=True)
class _Comparison:
    """The cross-city table of one form, its sums, and the sums by country."""

    form: str
    rows: tuple[_Row, ...]
    sums: tuple[_Sums, ...]
    countries: tuple[_Sums, ...]
    drafts: int
    earlier: int
    twice: int


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("ogpkit.report.index"), PackageLoader("ogpkit.report.html")]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        symbols=SYMBOLS, columns=COLUMNS, percent=shown_percent, spread_bars=spread_bars, spread_text=spread_text
    )
    return environment


@cache
def _style() -> str:
    sheets = (files("ogpkit.report.html") / "styles/palette.css", files("ogpkit.report.index") / "styles/index.css")
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return "\n" + re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip() + "\n"


@cache
def _script() -> str:
    text = (files("ogpkit.report.index") / "scripts/index.js").read_text(encoding="utf-8")
    return "\n" + re.sub(r"\n\s*(?://[^\n]*)?(?=\n)", "", text).strip() + "\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _filter(name: str, label: str, texts: Iterable[str], order: Sequence[str] = ()) -> _Filter:
    counts = Counter(texts)
    named = sorted(counts, key=lambda text: (order.index(text) if text in order else len(order), text.casefold(), text))
    return _Filter(
        name, label, tuple((f"{name}{place}", text or "not named", counts[text]) for place, text in enumerate(named))
    )


def _filters(entries: Sequence[IndexEntry], said: dict[str, str]) -> tuple[_Filter, ...]:
    return (
        _filter("country", "Country", (one.country for one in entries)),
        _filter("form", "Form", (one.form for one in entries)),
        _filter("status", "Status", (said[one.status] for one in entries), [said[one] for one in _STATUS]),
        _filter("state", "State", (_STATES[one.state].text for one in entries), [one.text for one in _STATES.values()]),
    )


def _rows(entries: Sequence[IndexEntry], filters: Sequence[_Filter], said: dict[str, str]) -> tuple[_Row, ...]:
    keys = [{text: key for key, text, _ in one.options} for one in filters]
    _, instead = counted_once(one for one in entries if one.indicators)
    rows = []
    for number, entry in enumerate(entries):
        texts = (entry.country or "not named", entry.form or "not named", said[entry.status], _STATES[entry.state].text)
        links = [(_FILES.get(file, file), href(entry, file)) for file in entry.files] if entry.folder else []
        by_id = {one.id: one for one in entry.indicators}
        rows.append(
            _Row(
                number,
                entry,
                " ".join(table[text] for table, text in zip(keys, texts, strict=True)),
                tuple(links),
                tuple(cell(column, by_id) for column in COLUMNS) if entry.indicators else (),
                tuple(cell(column, by_id) for column in COLUMNS if column.id in _CHOSEN),
                instead.get(entry.name, ""),
            )
        )
    return tuple(rows)


def _sums(label: str, entries: Sequence[IndexEntry], *, invented: bool = False, key: str = "") -> _Sums:
    return _Sums(label, len(entries), tuple(total(entries, column) for column in COLUMNS), invented, key)


def _comparison(form: str, rows: Sequence[_Row], countries: dict[str, str]) -> _Comparison:
    counted, instead = counted_once(row.entry for row in rows)
    real = [one for one in counted if not one.synthetic]
    invented = [one for one in counted if one.synthetic]
    sums = [_sums("All real plans" if invented else "All plans", real)] if len(real) > 1 else []
    sums += [_sums("All invented plans", invented, invented=True)] if len(invented) > 1 else []
    lands = sorted({(one.country.casefold(), one.country, one.synthetic) for one in counted})
    by_country = tuple(
        _sums(
            land or "not named",
            [one for one in counted if (one.country, one.synthetic) == (land, made_up)],
            invented=made_up,
            key=countries[land or "not named"],
        )
        for _, land, made_up in lands
    )
    return _Comparison(
        form,
        tuple(rows),
        tuple(sums),
        by_country if len(lands) > 1 else (),
        sum(one.status == "draft" for one in counted),
        sum(one.state == "old" for one in counted),
        len(instead),
    )


def _comparisons(rows: Sequence[_Row], filters: Sequence[_Filter]) -> tuple[_Comparison, ...]:
    compared = [row for row in rows if row.cells]
    countries = {text: key for key, text, _ in filters[0].options}
    forms = sorted({row.entry.form for row in compared})
    return tuple(_comparison(form, [row for row in compared if row.entry.form == form], countries) for form in forms)


def write_index(entries: Sequence[IndexEntry], *, title: str = "Reports on OGP Local action plans") -> str:
    """Return one self-contained HTML page that lists all reports and compares their key indicators.

    The page needs no network. Its one script only sorts and filters what is there; without it the page is complete.
    The same entries, in any order, give the same bytes.

    Examples
    --------
    >>> entry = IndexEntry("x", "<b>Xville", "draft", "2026-11-23", "failed", message="plan.yaml:3: no title")
    >>> page = write_index([entry])
    >>> "&lt;b&gt;Xville" in page, "<b>" in page, "plan.yaml:3: no title" in page
    (True, False, True)
    """
    said = words("en")
    ordered = sorted(
        entries, key=lambda one: (one.country.casefold(), one.member.casefold(), one.period, one.form, one.name)
    )
    filters = _filters(ordered, said)
    rows = _rows(ordered, filters, said)
    failures = tuple(row for row in rows if row.entry.state in ("failed", "old"))
    style, script = _style(), _script()
    text = (
        _environment()
        .get_template("index.html.j2")
        .render(
            title=title,
            words=said,
            rows=rows,
            filters=tuple(one for one in filters if len(one.options) > 1),
            failures=failures,
            failures_open=len(failures) <= _MOST_FAILURES_OPEN,
            comparisons=_comparisons(rows, filters),
            states=_STATES,
            status_order={status: place for place, status in enumerate(_STATUS)},
            state_order={state: place for place, state in enumerate(_STATES)},
            counts=Counter(one.state for one in ordered),
            drafts=sum(one.status == "draft" for one in ordered),
            for_comment=sum(one.status == "public-comment" for one in ordered),
            invented=sum(one.synthetic for one in ordered),
            members=len({(one.country.casefold(), one.member.casefold()) for one in ordered}),
            countries=len({one.country.casefold() for one in ordered if one.country}),
            style=Markup(style),  # noqa: S704 -- our own files
            script=Markup(script),  # noqa: S704 -- our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )
    return _FORBIDDEN.sub("", text)
