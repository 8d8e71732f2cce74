"""GitHub's orders and GitLab's report, read as those two read them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from ogpkit.errors import Problem
from ogpkit.run.outcomes import github_annotations, gitlab_code_quality, project_prefix
from tests.run.outcomes.conftest import HOSTILE
from tests.run.outcomes.test_outcome import ANY_TEXT

ESCAPED = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def understood(line):
    """Return an order as GitHub's runner understands it: level, properties, message."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found, line
    about = dict(one.split("=", 1) for one in found[2].split(","))
    plain = {name: re.sub("%(?:25|0D|0A|3A|2C)", lambda one: ESCAPED[one[0]], value) for name, value in about.items()}
    return found[1], plain, re.sub("%(?:25|0D|0A)", lambda one: ESCAPED[one[0]], found[3])


def test_place_level_and_message_arrive():
    problem = Problem("data/raw/x/plan.yaml", 3, "wrong: 5%", "a, b", "mend it", rule="key")

    assert understood(github_annotations([problem]).rstrip("\n")) == (
        "error",
        {"file": "data/raw/x/plan.yaml", "line": "3", "title": "ogpkit: key"},
        "wrong: 5%; expected a, b; mend it",
    )


def test_a_problem_of_a_whole_file_has_no_line():
    assert github_annotations([Problem("plan.yaml", None, "empty")]) == "::error file=plan.yaml,title=ogpkit::empty\n"


def test_errors_come_before_warnings_and_keep_their_order():
    problems = [Problem("a", 1, "w", level="warning"), Problem("b", 1, "x"), Problem("a", 2, "y")]

    said = [understood(line)[::2] for line in github_annotations(problems).splitlines()]

    assert said == [("error", "x"), ("error", "y"), ("warning", "w")]


def test_nothing_is_said_where_nothing_is_wrong():
    assert github_annotations([]) == ""
    assert json.loads(gitlab_code_quality([])) == []


@pytest.mark.parametrize("prefix", ["project", "/project/", "project/"])
def test_files_are_named_from_the_repository_where_the_project_is_a_folder_of_it(prefix):
    problem = Problem("params/a.yaml", 1, "x")

    assert "file=project/params/a.yaml," in github_annotations([problem], prefix=prefix)
    assert json.loads(gitlab_code_quality([problem], prefix=prefix))[0]["location"]["path"] == "project/params/a.yaml"


def test_the_folder_of_the_project_is_found_in_the_repository_of_a_job(tmp_path):
    inner = tmp_path / "repository" / "a" / "b"
    inner.mkdir(parents=True)
    repository = str(tmp_path / "repository")

    assert project_prefix(inner, {"GITHUB_WORKSPACE": repository}) == "a/b"
    assert project_prefix(inner, {"CI_PROJECT_DIR": repository}) == "a/b"
    assert project_prefix(inner, {"GITHUB_WORKSPACE": str(inner)}) == ""
    assert project_prefix(inner, {"GITHUB_WORKSPACE": str(tmp_path / "elsewhere")}) == ""
    assert project_prefix(inner, {"GITHUB_WORKSPACE": ""}) == ""
    assert project_prefix(inner, {}) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_one_order_and_no_more(text):
    (line,) = github_annotations([Problem(text, 1, text, text, text, rule=text)]).splitlines()

    level, about, _ = understood(line)
    assert level == "error"
    assert set(about) == {"file", "line", "title"}


@given(ANY_TEXT)
def test_any_text_gives_one_order_and_one_finding(text):
    problem = Problem(text, 1, text, rule=text)
    said = github_annotations([problem])

    assert said.endswith("\n")
    assert said.count("\n") == 1
    said.encode()
    understood(said[:-1])
    assert len(json.loads(gitlab_code_quality([problem]))) == 1


def test_a_finding_has_what_gitlab_asks_for():
    (finding,) = json.loads(gitlab_code_quality([Problem("plan.yaml", None, "empty", level="warning", rule="empty")]))

    assert finding.pop("fingerprint")
    assert finding == {
        "description": "empty",
        "check_name": "empty",
        "severity": "minor",
        "location": {"path": "plan.yaml", "lines": {"begin": 1}},
    }


def fingerprints(*problems):
    return [finding["fingerprint"] for finding in json.loads(gitlab_code_quality(problems))]


def test_a_finding_that_only_moved_is_known_again():
    assert fingerprints(Problem("a", 1, "x")) == fingerprints(Problem("a", 9, "x"))


def test_findings_that_differ_are_never_taken_for_one():
    problems = [
        Problem("a", 1, "x"),
        Problem("a", 2, "x"),
        Problem("b", 1, "x"),
        Problem("a", 1, "y"),
        Problem("a", 1, "x", rule="r"),
        Problem("a", 1, "x", level="warning"),
    ]

    assert len(set(fingerprints(*problems))) == len(problems)
