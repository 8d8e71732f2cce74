"""Reading an XLSForm: the questions of a form, their options, and both in the words of each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ogpkit.dossier.source import named, shown
from ogpkit.dossier.survey.workbook import read_sheets
from ogpkit.errors import DataError, Problem

__all__ = ["FormQuestion", "XlsForm", "read_xlsform"]

_SELECT = re.compile(
    r"(select_one|select_multiple|select one|select multiple|rank)\s+(?:from\s+)?(\S+)(.*)", re.IGNORECASE
)
_ASKED = frozenset(["text", "string", "integer", "int", "decimal", "range", "date", "time", "datetime", "acknowledge"])
_TRANSLATED = re.compile(r"(label)\s*(?:::?\s*(.+))?", re.IGNORECASE)
_PARAMETER = re.compile(r"(\w+)\s*=\s*([+-]?\d{1,9}(?:\.\d{1,4})?)(?![\d.])")
_STEPS = 11
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")


@dataclass(frozen=True)
class FormQuestion:
    """One question: its name, its type, its list of choices where it has one, and its labels by language."""

    name: str
    kind: str
    choices: str = ""
    other: bool = False
    steps: tuple[str, ...] = ()
    """What a ``range`` question lets people choose from, lowest first; () where that is more than a few numbers."""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def several(self) -> bool:
        """Whether a person may choose several options."""
        return self.kind.startswith("select_multiple")

    @property
    def asked(self) -> bool:
        """Whether a person answers it; what the form notes, counts or measures by itself is not asked."""
        return bool(self.choices) or self.kind in _ASKED


@dataclass(frozen=True)
class XlsForm:
    """A form: its questions by name, and its lists of choices, each with the labels of its options by language."""

    questions: Mapping[str, FormQuestion]
    choices: Mapping[str, Mapping[str, Mapping[str, str]]]
    default: str = ""
    """The language that the form names as its default; "" stands for labels without a language."""
    title: str = ""
    """The title of the form, "" where it has none."""

    def label(self, labels: Mapping[str, str], language: str | None) -> str | None:
        """Return a label in the wanted language, else in the default one, else in any.

        Examples
        --------
        >>> form = XlsForm({}, {}, "English (en)")
        >>> labels = {"English (en)": "Yes", "Українська (uk)": "Так"}
        >>> form.label(labels, "uk"), form.label(labels, None), form.label(labels, "fr")
        ('Так', 'Yes', 'Yes')
        """
        for wanted in (language, self.default, ""):
            if wanted is not None and (found := _chosen(labels, wanted)) is not None:
                return found
        return next(iter(labels.values()), None)


def _chosen(labels: Mapping[str, str], language: str) -> str | None:
    wanted = language.strip().casefold()
    for key, label in labels.items():
        code = _CODE.search(key)
        words = {key.casefold(), _CODE.sub("", key).strip().casefold(), code[1].casefold() if code else key.casefold()}
        if wanted in words:
            return label
    return None


def read_xlsform(path: Path, root: Path) -> XlsForm:
    """Return an XLSForm, from its sheets ``survey``, ``choices`` and ``settings``.

    Raises
    ------
    DataError
        The file is no workbook, or no XLSForm: a sheet or a column that every form has is missing.
    """
    name = named(path, root)
    sheets = read_sheets(path, name, ("survey", "choices", "settings"))
    rows = _rows(sheets, "survey", ("type", "name"), name)
    chosen = _rows(sheets, "choices", ("list_name|list name", "name"), name) if "choices" in sheets else []
    settings = sheets.get("settings", [])
    told: dict[str, str] = {}
    if len(settings) > 1:
        told = dict(zip((cell.strip() for cell in settings[0][1]), settings[1][1], strict=False))
    choices: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in chosen:
        list_name = row.get("list_name") or row.get("list name", "")
        if list_name and row.get("name"):
            choices.setdefault(list_name, {})[row["name"]] = _labels(row)
    questions = {}
    for row in rows:
        select = _SELECT.fullmatch(row.get("type", ""))
        kind = (select[1] if select else row.get("type", "")).casefold().replace(" ", "_")
        if row.get("name") and not kind.startswith(("begin", "end")):
            other = select is not None and "or_other" in select[3].replace(" ", "_")
            questions[row["name"]] = FormQuestion(
                row["name"],
                kind,
                select[2] if select else "",
                other,
                _steps(kind, row.get("parameters", "")),
                _labels(row),
            )
    title = " ".join(told.get("form_title", "").split())
    return XlsForm(questions, choices, told.get("default_language", "").strip(), title)


def _steps(kind: str, parameters: str) -> tuple[str, ...]:
    """Return the numbers of a ``range`` question, from its parameters ``start``, ``end`` and ``step``."""
    if kind != "range":
        return ()
    given = {key.casefold(): value for key, value in _PARAMETER.findall(parameters)}
    start, end, step = (Decimal(given.get(key, usual)) for key, usual in (("start", "0"), ("end", "10"), ("step", "1")))
    low, high, step = min(start, end), max(start, end), abs(step)
    if not step or (high - low) / step >= _STEPS:
        return ()
    return tuple(f"{low + step * number:f}" for number in range(int((high - low) / step) + 1))


def _rows(
    sheets: Mapping[str, list[tuple[int, tuple[str, ...]]]], sheet: str, needed: Iterable[str], name: str
) -> list[dict[str, str]]:
    """Return the rows of a sheet as cells by heading."""
    todo = "name the form as it was uploaded to KoboToolbox or ODK"
    if not sheets.get(sheet):
        what = f"there is no sheet {shown(sheet)} with rows"
        raise DataError([Problem(name, None, what, "an XLSForm", todo, rule="xlsform")])
    line, header = sheets[sheet][0]
    headings = [re.sub(r"\s*(::?)\s*", r"\1", cell.strip()) for cell in header]
    lower = [heading.casefold() if "label" not in heading.casefold() else heading for heading in headings]
    absent = [one for one in needed if not set(one.split("|")) & set(lower)]
    if absent:
        raise DataError(
            Problem(
                f"{name}!{sheet}",
                line,
                f'column "{one.partition("|")[0]}" is missing',
                "an XLSForm",
                todo,
                rule="xlsform",
            )
            for one in absent
        )
    return [
        {heading: cell.strip() for heading, cell in zip(lower, row, strict=False) if heading and cell.strip()}
        for _, row in sheets[sheet][1:]
    ]


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of a row by language."""
    found = {}
    for heading, cell in row.items():
        translated = _TRANSLATED.fullmatch(heading)
        if translated:
            found[(translated[2] or "").strip()] = " ".join(cell.split())
    return found
