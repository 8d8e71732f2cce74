"""Writes the synthetic survey as LimeSurvey exports it: codes, texts, or both.

The forms follow ``helpers/admin/export`` of its source. Addresses are of the ranges kept for documentation.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from tests.dossier.survey_formats.respondents import MULTIPLE, RESPONDENTS, codebook
from tests.dossier.survey_formats.written import FIRST, LABELS, TEXTS, Made, chosen, label, write_csv, write_sheet

__all__ = ["limesurvey_both", "limesurvey_codes", "limesurvey_texts"]

LIME = {
    "gender": "G01Q01",
    "age": "G01Q02",
    "used": "G02Q01",
    "rate_site": "G02Q02[SQ001]",
    "rate_data": "G02Q02[SQ002]",
    MULTIPLE: "G02Q03",
    "suggestion": "G02Q04",
}


def _lime_columns(heading: Callable[[str, str], str]) -> list[str]:
    columns = [heading(LIME[name], TEXTS[name]) for name in ("gender", "age", "used", "rate_site", "rate_data")]
    columns += [heading(f"G02Q03[SQ00{code}]", f"{FIRST.text} [{FIRST.options[code]}]") for code in "123"]
    columns.append(heading("G02Q03[other]", f"{FIRST.text} [Other]"))
    return [*columns, heading(LIME["suggestion"], TEXTS["suggestion"])]


OWN_CODES = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl"]
OWN_TEXTS = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action"]
OWN_TEXTS += ["IP address", "Referrer URL"]


def _lime_rows(*, full: bool) -> list[list[str]]:
    rows = []
    for i, one in enumerate(RESPONDENTS):
        own = [str(i + 1), "" if i == 23 else "2024-03-01 10:05:00", "2", "en", "42", "2024-03-01 10:00:00"]
        own += ["2024-03-01 10:05:00", "203.0.113.7", "https://example.org/"]
        names = ("gender", "age", "used", "rate_site", "rate_data")
        if full:
            cells = [label(name, one) for name in names]
            # A question that was not shown is N/A, one that was shown and not ticked is No.
            marks = [("Yes" if code in chosen(one) else "No") if chosen(one) else "N/A" for code in "123"]
        else:
            cells = [f"A{one[name]}" if one.get(name) else "" for name in names]
            cells = ["A6" if cell == "A9" else cell for cell in cells]
            cells[2] = {"A1": "Y", "A2": "N"}.get(cells[2], "")
            marks = ["Y" if code in chosen(one) else "" for code in "123"]
        rows.append([*own, *cells, *marks, one.get("priorities_other", ""), one.get("suggestion", "")])
    return rows


def limesurvey_codes(folder: Path) -> Made:
    """Headings and answers as codes."""
    rows = [[*OWN_CODES, *_lime_columns(lambda code, _: code)], *_lime_rows(full=False)]
    book = codebook(codes=True, layout="limesurvey", headers=LIME)
    for column in book["columns"]:
        if column["role"] in ("group", "rating"):
            labels = {f"A{code}".replace("A9", "A6"): words for code, words in LABELS[column["name"]].items()}
            column |= {"options": list(labels), "labels": labels}
        if column["role"] == "rating":
            column["missing"] = ["A6"]
        if column["name"] == "used":
            column |= {"options": ["Y", "N"], "labels": {"Y": "yes", "N": "no"}}
        if column["name"] == MULTIPLE:
            labels = {
                "SQ001": "open data",
                "SQ002": "parks, squares and streets",
                "SQ003": "transport",
                "other": "Other",
            }
            column |= {"options": list(labels), "labels": labels}
    return write_csv(folder / "survey.csv", rows, quote=csv.QUOTE_ALL), book


def limesurvey_both(folder: Path) -> Made:
    """Headings as code and text, answers in full; the codebook names the codes alone."""
    own = [f"{code}. {text}" for code, text in zip(OWN_CODES, OWN_TEXTS, strict=True)]
    rows = [[*own, *_lime_columns(lambda code, text: f"{code}. {text}")], *_lime_rows(full=True)]
    return (
        write_csv(folder / "survey.csv", rows, ";", quote=csv.QUOTE_ALL),
        codebook(codes=False, layout="limesurvey", headers=LIME),
    )


def limesurvey_texts(folder: Path) -> Made:
    """Headings as full question texts, answers in full, as an Excel workbook."""
    rows = [[*OWN_TEXTS, *_lime_columns(lambda _, text: text)], *_lime_rows(full=True)]
    return (
        write_sheet(folder / "survey.xlsx", rows, "Responses"),
        codebook(codes=False, layout="limesurvey", headers=dict(TEXTS)),
    )
