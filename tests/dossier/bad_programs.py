"""Bad inputs: dates as other people and programs write them, and files that other programs wrote."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Project
from tests.dossier.bad_inputs import Case, Change, case, edit, write


def submitted(date: str) -> Change:
    return edit("plan.yaml", "submitted: 2024-06", f"submitted: {date}")


def rename(old: str, new: str) -> Change:
    def change(project: Project) -> Path:
        return project.path(old).rename(project.path(new))

    return change


CASES: tuple[Case, ...] = (
    case(
        "day with dots",
        submitted("15.07.2024"),
        '~/plan.yaml:9: "submitted" is "15.07.2024"; expected a date such as 2021, 2021-07 or 2021-07-15; '
        'did you mean "2024-07-15"?',
    ),
    case(
        "day with slashes",
        submitted("15/07/2024"),
        '~/plan.yaml:9: "submitted" is "15/07/2024"; expected a date such as 2021, 2021-07 or 2021-07-15; '
        'did you mean "2024-07-15"?',
    ),
    case(
        "day with slashes that may be two days",
        submitted("05/07/2024"),
        '~/plan.yaml:9: "submitted" is "05/07/2024"; expected a date such as 2021, 2021-07 or 2021-07-15; '
        "write the year, month and day, in this order, or delete the key if not known",
    ),
    case(
        "year first, with slashes",
        submitted("2024/07/15"),
        '~/plan.yaml:9: "submitted" is "2024/07/15"; expected a date such as 2021, 2021-07 or 2021-07-15; '
        'did you mean "2024-07-15"?',
    ),
    case(
        "month in letters",
        submitted("Jul 2024"),
        '~/plan.yaml:9: "submitted" is "Jul 2024"; expected a date such as 2021, 2021-07 or 2021-07-15; did '
        'you mean "2024-07"?',
    ),
    case(
        "day as Excel counts it",
        edit("evidence.csv", "2024-02-01", "45488"),
        '~/evidence.csv:2: "date" is "45488"; expected a date such as 2021, 2021-07 or 2021-07-15; did you '
        'mean "2024-07-15"? Excel rewrites dates: format the column as Text first',
    ),
    case(
        "slashes in a table",
        edit("evidence.csv", "2024-02-01", "05/07/2024"),
        '~/evidence.csv:2: "date" is "05/07/2024"; expected a date such as 2021, 2021-07 or 2021-07-15; '
        "write the year, month and day, in this order, or leave the cell empty if not known; Excel rewrites "
        "dates: format the column as Text first",
    ),
    case(
        "workbook under the name of a table",
        write("evidence.csv", b"PK\x03\x04\x14\x00xl/workbook.xml"),
        '~/evidence.csv: this is an Excel workbook; expected a CSV table; open it there and save it as "CSV '
        'UTF-8"; renaming is not enough',
    ),
    case(
        "document under the name of a plan",
        write("plan.yaml", b"PK\x03\x04\x14\x00word/document.xml"),
        "~/plan.yaml: this is a Word document; expected plain text; save it as plain text",
    ),
    case(
        "old workbook under the name of a table",
        write("survey.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "~/survey.csv: this is a workbook or document of an old Office; expected a CSV table; open it there "
        'and save it as "CSV UTF-8"; renaming is not enough',
    ),
    case(
        "file with a second ending",
        rename("inception.yaml", "inception.yaml.txt"),
        '~/inception.yaml: the file is missing; expected a file; did you mean "inception.yaml.txt"? Rename '
        'it to "inception.yaml"',
    ),
    case(
        "name of a file with a capital",
        rename("plan.yaml", "Plan.yaml"),
        '~/plan.yaml: the file is missing; expected a file; did you mean "Plan.yaml"? Rename it to "plan.yaml"',
    ),
    case(
        "workbook in place of a table",
        rename("evidence.csv", "evidence.xlsx"),
        "~/evidence.xlsx: no dossier has a file of this name; expected plan.yaml, inception.yaml, "
        "evidence.csv, events.csv, survey.csv, survey.yaml, links.csv, census.csv, README.md; "
        'save "evidence.xlsx" as "CSV UTF-8" '
        'under the name "evidence.csv"',
    ),
    case(
        "table under the name of a workbook",
        rename("survey.csv", "survey.xlsx"),
        "~/survey.xlsx: this is plain text, such as a CSV table; expected an Excel workbook (.xlsx); give it the "
        'ending ".csv"; renaming does not make a workbook',
    ),
    case(
        "document of another office in place of the survey",
        rename("survey.csv", "survey.ods"),
        '~/survey.csv: the file is missing; expected a file; save "survey.ods" as "CSV UTF-8" under the name '
        '"survey.csv"',
    ),
    case(
        "two tables of a survey",
        write("survey.xlsx", b"PK\x03\x04"),
        "~/survey.xlsx: there are two tables of the survey, ~/survey.csv and this one; expected one of survey.csv, "
        "survey.xlsx, survey.sav, survey.zsav, survey.dta; keep one of them",
    ),
)
