"""Writes the synthetic survey as each program exports it: its headings, its own columns, its way with several options.

The forms follow what the programs' own sources and manuals say: formpack for KoboToolbox, ``helpers/admin/export`` for
LimeSurvey. Addresses are of the ranges that are kept for documentation.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import xlsxwriter

from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS, RESPONDENTS, codebook

__all__ = ["EXPORTS", "FIRST", "write_sheet", "write_xlsform"]

FIRST = next(question for question in QUESTIONS if question.name == MULTIPLE)
TEXTS = {question.name: question.text for question in QUESTIONS}
LABELS = {question.name: question.options for question in QUESTIONS}
RATED = "How do you rate the city's online resources?"
Made = tuple[Path, dict[str, Any]]


def label(name: str, answers: dict[str, Any]) -> str:
    """Return an answer in words."""
    code = answers.get(name, "")
    return LABELS[name].get(code, code)


def chosen(answers: dict[str, Any]) -> list[str]:
    return answers.get(MULTIPLE, [])


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], separator: str = ",", *, quote: int = csv.QUOTE_MINIMAL
) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, quoting=quote).writerows(rows)
    return path


def write_sheet(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


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


KOBO = {name: f"about/{name}" if name in ("gender", "age") else name for name in TEXTS}


def _kobo_codes(one: dict[str, Any], name: str) -> str:
    return {"9": "dk"}.get(one.get(name, ""), one.get(name, "")) if name.startswith("rate") else one.get(name, "")


def kobo(folder: Path) -> Made:
    """Names and codes ("XML values and headers"), semicolons, all cells quoted, with the form beside it."""
    split = [f"{MULTIPLE}/{code}" for code in FIRST.options]
    own = [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
    ]
    place = ["place", "_place_latitude", "_place_longitude", "_place_altitude", "_place_precision"]
    names = ["gender", "age", "used", "rate_site", "rate_data"]
    rows = [
        [
            *("start", "end", "deviceid", "username", *place, *(KOBO[name] for name in names)),
            *(MULTIPLE, *split, "priorities_other", "thanks", "suggestion", *own, "_tags", "_index"),
        ]
    ]
    for i, one in enumerate(RESPONDENTS):
        marks = [str(int(code in chosen(one))) if chosen(one) else "" for code in FIRST.options]
        rows.append(
            [
                *("2024-03-01T10:00:00.000+02:00", "2024-03-01T10:05:00.000+02:00", "ee.invented:1", "invented"),
                *("50.0 30.0 0 5", "50.0", "30.0", "0", "5"),
                *(_kobo_codes(one, name) for name in names),
                *(" ".join(chosen(one)), *marks, one.get("priorities_other", ""), "", one.get("suggestion", "")),
                *(
                    str(100 + i),
                    f"invented-{i}",
                    "2024-03-01T08:05:10",
                    "",
                    "",
                    "submitted_via_web",
                    "",
                    "v1",
                    "",
                    str(i),
                ),
            ]
        )
    path = write_csv(folder / "survey.csv", rows, ";", quote=csv.QUOTE_ALL)
    write_xlsform(folder / "form.xlsx")
    return path, _kobo_book()


def _kobo_book() -> dict[str, Any]:
    book = codebook(codes=True, layout="kobo", form="form.xlsx", language="en")
    for column in book["columns"]:
        column.pop("options", None)  # they are in the form
        column.pop("labels", None)
        if column["role"] == "rating":
            column["missing"] = ["dk"]
    return book


def kobo_labels(folder: Path) -> Made:
    """Labels in Ukrainian with groups, as an Excel workbook whose cells are numbers where they can be."""
    _, book = kobo(folder)
    (folder / "survey.csv").unlink()
    words = {question.name: dict(zip(question.options, question.ukrainian, strict=False)) for question in QUESTIONS}
    names = ["gender", "age", "used", "rate_site", "rate_data"]
    headings = [f"Про вас/{UKRAINIAN[name]}" if name in ("gender", "age") else UKRAINIAN[name] for name in names]
    split = [f"{UKRAINIAN[MULTIPLE]}/{word}" for word in words[MULTIPLE].values()]
    rows: list[list[Any]] = [
        ["start", "end", *headings, UKRAINIAN[MULTIPLE], *split, UKRAINIAN["suggestion"], "_id", "_index"]
    ]
    for i, one in enumerate(RESPONDENTS):
        cells = [words[name].get(one.get(name, ""), _kobo_words(one, name)) for name in names]
        marks = [int(code in chosen(one)) if chosen(one) else "" for code in FIRST.options]
        joined = " ".join(words[MULTIPLE][code] for code in chosen(one))
        rows.append(["", "", *cells, joined, *marks, one.get("suggestion", ""), i, i])
    return write_sheet(folder / "survey.xlsx", rows, "Survey for trials"), book


def _kobo_words(one: dict[str, Any], name: str) -> Any:
    code = one.get(name, "")
    return "не знаю" if code == "9" else int(code) if code else ""


UKRAINIAN = {
    "gender": "Яка ваша стать?",
    "age": "Скільки вам років?",
    "used": "Чи користувалися ви відкритими даними?",
    "rate_site": "Як ви оцінюєте вебсайт?",
    "rate_data": "Як ви оцінюєте відкриті дані?",
    MULTIPLE: "Що має бути першим у плані?",
    "suggestion": "Що б ви запропонували?",
}


def odk_central(folder: Path) -> Made:
    """ODK Central: groups with a hyphen, ``SubmissionDate`` and ``KEY``, codes in one column."""
    names = ["gender", "age", "used", "rate_site", "rate_data"]
    rows = [
        [
            *(
                "SubmissionDate",
                "start",
                "end",
                "place-Latitude",
                "place-Longitude",
                "place-Altitude",
                "place-Accuracy",
            ),
            *(KOBO[name].replace("/", "-") for name in names),
            *(MULTIPLE, "priorities_other", "suggestion", "meta-instanceID", "meta-instanceName", "KEY", "SubmitterID"),
            *(
                "SubmitterName",
                "AttachmentsPresent",
                "AttachmentsExpected",
                "Status",
                "ReviewState",
                "DeviceID",
                "Edits",
            ),
            "FormVersion",
        ]
    ]
    for i, one in enumerate(RESPONDENTS):
        rows.append(
            [
                *("2024-03-01T08:05:10.000Z", "", "", "50.0", "30.0", "0", "5"),
                *(_kobo_codes(one, name) for name in names),
                *(" ".join(chosen(one)), one.get("priorities_other", ""), one.get("suggestion", "")),
                *(
                    f"uuid:invented-{i}",
                    "",
                    f"uuid:invented-{i}",
                    "7",
                    "invented",
                    "0",
                    "0",
                    "",
                    "",
                    "ee.invented:1",
                    "0",
                ),
                "v1",
            ]
        )
    write_xlsform(folder / "form.xlsx")
    return write_csv(folder / "survey.csv", rows), _kobo_book()


def write_xlsform(path: Path) -> Path:
    """Write the survey's form with labels in English and Ukrainian."""
    with xlsxwriter.Workbook(path) as book:
        survey = book.add_worksheet("survey")
        rows = [["type", "name", "label::English (en)", "label::Українська (uk)", "required"]]
        rows += [
            ["start", "start", "", "", ""],
            ["end", "end", "", "", ""],
            ["geopoint", "place", "Where are you?", "", ""],
        ]
        rows.append(["begin_group", "about", "About you", "Про вас", ""])
        for question in QUESTIONS:
            if question.name == "used":
                rows.append(["end_group", "", "", "", ""])
            kind = f"select_one {question.name}"
            if question.role == "rating":
                kind = "select_one marks"
            elif question.role == "multiple choice":
                kind = f"select_multiple {question.name}"
            elif not question.options:
                kind = "text"
            rows.append([kind, question.name, question.text, UKRAINIAN[question.name], "no"])
            if question.role == "multiple choice":
                rows.append(["text", "priorities_other", "Which other?", "", "no"])
                rows.append(["note", "thanks", "Thank you", "Дякуємо", ""])
        for number, row in enumerate(rows):
            survey.write_row(number, 0, row)
        choices = book.add_worksheet("choices")
        rows = [["list_name", "name", "label::English (en)", "label::Українська (uk)"]]
        for question in QUESTIONS:
            if question.ukrainian:
                rows += [
                    [question.name, code, words, local]
                    for (code, words), local in zip(question.options.items(), question.ukrainian, strict=True)
                ]
        rows += [["marks", str(i), str(i), str(i)] for i in range(1, 6)]
        rows.append(["marks", "dk", "don't know", "не знаю"])
        for number, row in enumerate(rows):
            choices.write_row(number, 0, row)
        settings = book.add_worksheet("settings")
        settings.write_row(0, 0, ["form_title", "default_language"])
        settings.write_row(1, 0, ["Survey for trials (SYNTHETIC)", "English (en)"])
    return path


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
        *(plain_csv, plain_xlsx, spss, stata, kobo, kobo_labels, odk_central, google_sheet, google_download),
        *(limesurvey_codes, limesurvey_both, limesurvey_texts),
        *(surveymonkey, surveymonkey_workbook, surveymonkey_condensed),
    )
}
