"""JUnit XML: sound by the schema of Jenkins' xUnit plugin (stated here in our own words), and nothing breaks out."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.errors import Problem
from ogpkit.run.outcomes import Outcome, junit_xml
from ogpkit.run.outcomes.outcome import clean
from tests.run.outcomes.conftest import HOSTILE, failed
from tests.run.outcomes.test_outcome import ANY_TEXT

# Element: (children, attributes that must be there, attributes that may be there). After junit-10.xsd of the plugin.
ALLOWED = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name"},
        {"time", "classname", "group"},
    ),
    "failure": (set(), set(), {"type", "message"}),
    "error": (set(), set(), {"type", "message"}),
    "skipped": (set(), set(), {"type", "message"}),
    "system-out": (set(), set(), set()),
}


def check(element):
    children, needed, possible = ALLOWED[element.tag]
    assert needed <= set(element.attrib) <= needed | possible, element.tag
    assert {child.tag for child in element} <= children, element.tag
    assert re.fullmatch(r"[0-9]+\.[0-9]{3}", element.get("time", "0.000"))
    for child in element:
        check(child)


def read(outcomes, **more):
    root = fromstring(junit_xml(outcomes, **more))
    assert root.tag == "testsuites"
    check(root)
    return root


def test_each_report_is_a_test_and_the_totals_are_true(outcomes):
    suite = read(outcomes, seconds=2.5)[0]

    assert [case.get("name") for case in suite] == list("abcde")
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")} == {
        "tests": "5",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
        "time": "2.500",
    }


def test_errors_of_the_data_are_failures_with_every_problem(outcomes):
    failure = read(outcomes).find(".//testcase[@name='b']/failure")

    assert failure.get("message").startswith('data/raw/b/plan.yaml:3: unknown key "titel"')
    assert failure.text.splitlines() == [str(problem) for problem in outcomes[1].problems]


def test_what_else_stops_a_report_is_an_error(outcomes):
    error = read(outcomes).find(".//testcase[@name='c']/error")

    assert error.get("message") == error.text == "notebooks/inception.ipynb: cell 4 failed: ValueError: x"


def test_made_and_unchanged_reports_pass(outcomes):
    for name in "ad":
        case = read(outcomes).find(f".//testcase[@name='{name}']")
        assert [child.tag for child in case] == ["system-out"]


def test_stages_reasons_and_warnings_are_said(outcomes):
    said = read(outcomes).find(".//testcase[@name='a']/system-out").text.splitlines()

    assert "why: survey.csv changed" in said
    assert "seconds of notebook: 0.600" in said
    assert "memory: 123 MB" in said
    assert "warning: no alt text" in said


def test_without_a_report_the_file_is_sound():
    suite = read(())[0]

    assert (suite.get("tests"), len(suite)) == ("0", 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    root = read([failed(text)])

    assert [element.tag for element in root.iter()] == ["testsuites", "testsuite", "testcase", "failure", "system-out"]
    assert root.find(".//testcase").get("name") == clean(text)
    assert clean(text) in root.find(".//failure").text


@given(ANY_TEXT)
def test_any_text_gives_sound_xml(text):
    read([failed(text)])


@given(st.floats())
def test_any_time_can_be_written(seconds):
    read([Outcome("a", "params/a.yaml", "made", seconds=seconds)], seconds=seconds)


def test_very_many_problems_are_counted_and_not_all_written():
    problems = tuple(Problem("plan.yaml", line, "x" * 5_000) for line in range(1, 1_001))
    raw = junit_xml([Outcome("a", "params/a.yaml", "failed", problems=problems)])

    assert len(raw) < 120_000
    assert b"\xe2\x80\xa6 and 950 more" in raw
