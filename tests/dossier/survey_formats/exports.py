"""Writes the synthetic survey as each program exports it: its headings, its own columns, its way with several options.

Those of KoboToolbox and LimeSurvey have files of their own. Addresses are of the ranges kept for documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import xlsxwriter

from tests.dossier.survey_formats.kobo_exports import kobo, kobo_groups, kobo_labels, odk_central, write_xlsform
from tests.dossier.survey_formats.lime_exports import limesurvey_both, limesurvey_codes, limesurvey_texts
from tests.dossier.survey_formats.respondents import MULTIPLE, RESPONDENTS, codebook
from tests.dossier.survey_formats.written import FIRST, LABELS, TEXTS, Made, chosen, label, write_csv, write_sheet

__all__ = ["EXPORTS", "FIRST", "write_csv", "write_sheet", "write_xlsform"]

RATED = "How do you rate the city's online resources?"


def _plain_rows() -> list[list[str]]:
    rows = [["gender", "age", "used", "rate_site", "rate_data", MULTIPLE, "suggestion"]]
    for one in RESPONDENTS:
        row = [label(name, one) for name in ("gender", "age", "used", "rate_site", "rate_data")]
        row.append("; ".join(FIRST.options[code] for code in chosen(one)))
        rows.append([*row, one.get("suggestion", "")])
    return rows


def plain_csv(folder: Path) -> Made:
    path = write_csv(folder / "survey.csv", _plain_rows())
    return path, codebook(codes=False, priorities={"separator": ";"})


def plain_xlsx(folder: Path) -> Made:
    rows: list[list[Any]] = [[int(cell) if cell.isdigit() else cell for cell in row] for row in _plain_rows()]
    path = write_sheet(folder / "survey.xlsx", rows, "Answers")
    return path, codebook(codes=False, sheet="Answers", priorities={"separator": ";"})


def _coded() -> tuple[pd.DataFrame, dict[str, dict[Any, str]]]:
    frame: dict[str, list[Any]] = {}
    for name in ("gender", "age", "used", "rate_site", "rate_data"):
        frame[name] = [float(one[name]) if name in one else float("nan") for one in RESPONDENTS]
    for code in FIRST.options:
        frame[f"priorities_{code}"] = [
            float(code in chosen(one)) if chosen(one) else float("nan") for one in RESPONDENTS
        ]
    frame["suggestion"] = [one.get("suggestion", "") for one in RESPONDENTS]
    labels: dict[str, dict[Any, str]] = {
        name: {float(code): words for code, words in LABELS[name].items()} for name in ("gender", "age", "used")
    }
    labels |= {name: {1.0: "1", 5.0: "5", 9.0: "don't know"} for name in ("rate_site", "rate_data")}
    labels |= {f"priorities_{code}": {0.0: "no", 1.0: "yes"} for code in FIRST.options}
    return pd.DataFrame(frame), labels


FIELDS = {"fields": {code: f"priorities_{code}" for code in FIRST.options}}
QUESTION_LABELS = {**TEXTS, **{f"priorities_{code}": words for code, words in FIRST.options.items()}}


def spss(folder: Path) -> Made:
    frame, labels = _coded()
    path = folder / "survey.sav"
    pyreadstat.write_sav(
        frame,
        str(path),
        variable_value_labels=labels,
        column_labels={name: words for name, words in QUESTION_LABELS.items() if name in frame},
        missing_ranges={"rate_data": [9.0], "rate_site": [{"lo": 9.0, "hi": 9.0}]},
    )
    book = codebook(codes=True, priorities=FIELDS)
    for column in book["columns"]:
        column.pop("missing", None)  # the file itself says that 9 is no answer
        if column["role"] == "rating":
            column["options"] = column["options"][:-1]
            column["labels"] = {}
        elif column["name"] != MULTIPLE:
            column.pop("labels", None)  # as it says what codes mean
    return path, book


def stata(folder: Path) -> Made:
    frame, labels = _coded()
    rated = ["rate_site", "rate_data"]
    for name in rated:
        frame[name] = ["a" if value == 9 else None if value != value else int(value) for value in frame[name]]
        labels[name] = {1: "1", 5: "5", "a": "don't know"}
    for name in labels:
        if name not in rated:
            frame[name] = [None if value != value else int(value) for value in frame[name]]
            frame[name] = frame[name].astype("Int64")
            labels[name] = {int(code): words for code, words in labels[name].items()}
    path = folder / "survey.dta"
    pyreadstat.write_dta(
        frame,
        str(path),
        variable_value_labels=labels,
        column_labels={name: words for name, words in QUESTION_LABELS.items() if name in frame},
        missing_user_values={name: ["a"] for name in rated},
    )
    book = spss(folder)[1]
    (folder / "survey.sav").unlink()
    return path, book


def _google(folder: Path, separator: str) -> Made:
    names = ["gender", "age", "used", "rate_site", "rate_data", MULTIPLE, "suggestion"]
    rows = [["Timestamp", "Email Address", *(TEXTS[name] for name in names)]]
    for i, one in enumerate(RESPONDENTS):
        # The text of "Other" stands in place of the option.
        several = separator.join(
            one["priorities_other"] if code == "4" else FIRST.options[code] for code in chosen(one)
        )
        cells = [several if name == MULTIPLE else label(name, one) for name in names]
        rows.append([f"3/1/2024 10:{i:02d}:00", f"person{i}@example.org", *cells])
    headers = {name: TEXTS[name] for name in names}
    return write_csv(folder / "survey.csv", rows), codebook(codes=False, layout="google-forms", headers=headers)


def google_sheet(folder: Path) -> Made:
    """The sheet that a form is linked to, downloaded as CSV: ticked options are joined with a comma."""
    return _google(folder, ", ")


def google_download(folder: Path) -> Made:
    """The CSV file that the form itself gives: ticked options are joined with a semicolon."""
    return _google(folder, ";")


def _monkey_rows() -> list[list[str]]:
    own = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
    own += ["Last Name", "Custom Data 1"]
    top = [*own, TEXTS["gender"], TEXTS["age"], TEXTS["used"], RATED, "", FIRST.text, "", "", "", TEXTS["suggestion"]]
    below = [*([""] * len(own)), "Response", "Response", "Response", "Website", "Open data"]
    below += [*list(FIRST.options.values())[:3], "Other (please specify)", "Open-Ended Response"]
    rows = [top, below]
    for i, one in enumerate(RESPONDENTS):
        mine = [f"1140000{i:04d}", "400000001", "03/01/2024 10:00:00 AM", "03/01/2024 10:05:00 AM", "203.0.113.7"]
        mine += [f"person{i}@example.org", "Invented", "Person", ""]
        cells = [label(name, one) for name in ("gender", "age", "used", "rate_site", "rate_data")]
        marks = [FIRST.options[code] if code in chosen(one) else "" for code in "123"]
        rows.append([*mine, *cells, *marks, one.get("priorities_other", ""), one.get("suggestion", "")])
    return rows


def surveymonkey(folder: Path) -> Made:
    """All responses, expanded: two rows of headings."""
    headers = {name: TEXTS[name] for name in TEXTS}
    return (
        write_csv(folder / "survey.csv", _monkey_rows()),
        codebook(codes=False, layout="surveymonkey", headers=headers),
    )


def surveymonkey_workbook(folder: Path) -> Made:
    """The same as a workbook, whose upper headings are merged over the columns of their question."""
    rows = _monkey_rows()
    path = folder / "survey.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Sheet")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.merge_range(0, 12, 0, 13, RATED)
        page.merge_range(0, 14, 0, 17, FIRST.text)
    return path, codebook(codes=False, layout="surveymonkey", headers=dict(TEXTS))


def surveymonkey_condensed(folder: Path) -> Made:
    """All responses, condensed: one row of headings, ticked options in one cell."""
    rows = _monkey_rows()
    head = [*rows[0][:12], TEXTS["rate_site"], TEXTS["rate_data"], FIRST.text, TEXTS["suggestion"]]
    condensed = [head]
    condensed += [[*row[:14], ", ".join(cell for cell in row[14:18] if cell), row[18]] for row in rows[2:]]
    return (
        write_csv(folder / "survey.csv", condensed),
        codebook(codes=False, layout="surveymonkey", headers=dict(TEXTS)),
    )


EXPORTS: dict[str, Callable[[Path], Made]] = {
    one.__name__: one
    for one in (
        *(
            plain_csv,
            plain_xlsx,
            spss,
            stata,
            kobo,
            kobo_groups,
            kobo_labels,
            odk_central,
            google_sheet,
            google_download,
        ),
        *(limesurvey_codes, limesurvey_both, limesurvey_texts),
        *(surveymonkey, surveymonkey_workbook, surveymonkey_condensed),
    )
}
