"""How long a response took, made of the two times that a program writes: right, unknown or refused, never guessed."""

from __future__ import annotations

import math

import pytest

from ogpkit.dossier.survey.layouts.durations import UNREADABLE, seconds_between
from ogpkit.indicators.survey.quality import speeders
from tests.dossier.survey_formats.test_layouts import column, read, told

MONKEY = ["Respondent ID", "Collector ID", "Start Date", "End Date", "Used it?"]
TOOK = column("duration", "duration")


@pytest.mark.parametrize(
    "start, end, seconds",
    [
        ("2024-03-01T10:00:00.000+02:00", "2024-03-01T10:05:00.500+02:00", "300.5"),
        ("2024-03-31T02:59:00.000+02:00", "2024-03-31T04:01:00.000+03:00", "120"),  # the clocks were put forward
        ("2024-03-01T10:00:00Z", "2024-03-01T12:00:10+02:00", "10"),
        ("2024-02-28 23:59:30", "2024-02-29 00:00:30", "60"),
        ("03/01/2024 11:59:00 AM", "03/01/2024 12:01:00 PM", "120"),
        ("03/01/2024 12:59:00 AM", "03/01/2024 01:01:00 AM", "120"),
        ("31/01/2024 23:59", "31/01/2024 23:59", "0"),
        ("12/31/2023 11:59:00 PM", "01/13/2024 12:00:00 AM", "1036860"),
        ("01.03.24 10:00:00", "01.03.24 10:01:00", "60"),
    ],
)
def test_seconds_are_those_from_one_time_to_the_other(start: str, end: str, seconds: str) -> None:
    assert float(seconds_between(start, end)) == float(seconds)


@pytest.mark.parametrize(
    "start, end",
    [
        ("", "2024-03-01T10:05:00Z"),
        ("2024-03-01T10:05:00Z", "  "),
        ("2024-03-01T10:05:00Z", "2024-03-01T10:04:59Z"),
        ("03/01/2024 11:59:00 PM", "03/02/2024 12:01:00 AM"),  # the next day, or a month later
    ],
)
def test_a_duration_that_cannot_be_known_is_blank(start: str, end: str) -> None:
    assert seconds_between(start, end) == ""


@pytest.mark.parametrize("time", ["soon", "13/13/2024 10:00", "03/01/2024 13:00 PM", "03/01/2024 10:61", "99:00", "½"])
def test_a_time_that_is_none_is_not_passed_over(time: str) -> None:
    assert seconds_between(time, time) == UNREADABLE


def test_a_time_of_one_zone_and_one_of_none_are_not_compared() -> None:
    assert seconds_between("2024-03-01T10:00:00Z", "2024-03-01T10:00:00") == UNREADABLE


def test_speeders_of_kobotoolbox_are_found_by_its_start_and_end(tmp_path):
    ends = ["10:05:00", "10:06:00", "10:00:20", "10:04:00", ""]
    times = [["2024-03-01T10:00:00.000+02:00", end and f"2024-03-01T{end}.000+02:00"] for end in ends]
    rows = [["start", "end", "about/used", "_uuid"], *([*both, "yes", "u"] for both in times)]
    header, answers, problems = read(tmp_path, "kobo", rows, TOOK, column("used"))
    assert (header, problems) == (("duration", "used"), [])
    seconds = answers.numbers["duration"]
    assert seconds[:4].tolist() == [300.0, 360.0, 20.0, 240.0]
    assert math.isnan(seconds[4])
    assert speeders(seconds).tolist() == [False, False, True, False, False]


@pytest.mark.parametrize("below", [[], [["", "", "", "", "Response"]]])
def test_durations_of_surveymonkey_are_those_of_its_dates(tmp_path, below):
    rows = [MONKEY, *below, ["1", "2", "03/01/2024 10:00:00 AM", "03/01/2024 10:05:10 AM", "yes"]]
    header, answers, problems = read(tmp_path, "surveymonkey", rows, TOOK, column("used", header="Used it?"))
    assert (header, problems) == (("duration", "Used it?"), [])
    assert answers.numbers["duration"].tolist() == [310.0]


def test_a_time_that_cannot_be_read_is_told_with_its_row_and_without_the_cell(tmp_path):
    rows = [["start", "end", "used"], ["2024-03-01T10:00:00Z", "2024-03-01T10:05:00Z", "yes"], ["early", "late", "no"]]
    _, _, problems = read(tmp_path, "kobo", rows, TOOK, column("used"))
    assert told(problems) == ['3: column "duration" holds no duration']
    assert "early" not in str(problems)


@pytest.mark.parametrize("role", ["single choice", "identifier", "free text"])
def test_what_is_made_of_two_times_is_nothing_but_a_duration(sound, role):
    sound.write("survey.csv", "start,end,used\n2024-03-01T10:00:00Z,2024-03-01T10:05:00Z,yes\n")
    lines = ["title: T", "sampling: opt-in", "synthetic: true", "layout: kobo", "columns:"]
    lines += [
        f"  - {{name: {name}, role: {one}, question: Why?}}" for name, one in (("duration", role), ("used", role))
    ]
    sound.write("survey.yaml", "\n".join(lines) + "\n")
    assert [one.what for one in sound.check().problems if one.level == "error"] == ['column "duration" is missing']


def test_a_question_that_is_called_so_itself_is_read_as_it_stands(tmp_path):
    rows = [["start", "end", "duration"], ["2024-03-01T10:00:00Z", "2024-03-01T10:05:00Z", "12"]]
    _, answers, problems = read(tmp_path, "kobo", rows, TOOK)
    assert problems == []
    assert answers.numbers["duration"].tolist() == [12.0]
