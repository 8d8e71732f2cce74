"""Writes the synthetic survey as KoboToolbox and ODK Central export it, with its form (an XLSForm).

The headings follow what formpack, which writes KoboToolbox's exports, does with groups and split questions.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.dossier.survey_formats.respondents import MULTIPLE, QUESTIONS, RESPONDENTS, codebook
from tests.dossier.survey_formats.written import FIRST, TEXTS, Made, chosen, write_csv, write_sheet

__all__ = ["kobo", "kobo_groups", "kobo_labels", "odk_central", "write_xlsform"]

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


def kobo_groups(folder: Path) -> Made:
    """Everything in groups, and the multiple choice in columns of its options alone ("separate columns")."""
    names = ["gender", "age", "used", "rate_site", "rate_data"]
    grouped = [f"views/{name}" for name in names]
    rows = [
        [*grouped, *(f"views/more/{MULTIPLE}/{code}" for code in FIRST.options), "views/suggestion", "_id", "_index"]
    ]
    for i, one in enumerate(RESPONDENTS):
        marks = [str(int(code in chosen(one))) if chosen(one) else "" for code in FIRST.options]
        rows.append(
            [*(_kobo_codes(one, name) for name in names), *marks, one.get("suggestion", ""), str(100 + i), str(i)]
        )
    write_xlsform(folder / "form.xlsx")
    return write_csv(folder / "survey.csv", rows, ";", quote=csv.QUOTE_ALL), _kobo_book()


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
