"""Problems of the data as GitHub and GitLab show them beside the lines of a change.

GitHub reads orders from the log of a job, ``::error file=…,line=…::message``; in the message ``%`` and line ends are
escaped, in what stands before it ``:`` and ``,`` as well (its documentation: "Workflow commands"). GitLab reads a JSON
file, the *code quality* report. Whatever a message holds, it can neither end an order nor begin another one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from ogpkit.errors import Problem
from ogpkit.run.outcomes.outcome import clean

__all__ = ["github_annotations", "gitlab_code_quality", "project_prefix"]

_REPOSITORY = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where a job of GitHub and one of GitLab say that the repository lies."""


def github_annotations(problems: Iterable[Problem], *, prefix: str = "") -> str:
    """Return problems as orders to GitHub, one a line, errors first.

    GitHub shows the first ten errors and the first ten warnings of a step beside the files; the log shows all.

    Parameters
    ----------
    problems : iterable of ogpkit.errors.Problem
        In the order in which they are to stand.
    prefix : str
        Folder of the project in the repository, where it is not the repository's own.

    Examples
    --------
    >>> print(github_annotations([Problem("plan.yaml", 3, "100% wrong", rule="title")]), end="")
    ::error file=plan.yaml,line=3,title=ogpkit%3A title::100%25 wrong
    """
    ordered = sorted(problems, key=lambda problem: problem.level != "error")
    return "".join(_order(problem, prefix) + "\n" for problem in ordered)


def gitlab_code_quality(problems: Iterable[Problem], *, prefix: str = "") -> bytes:
    """Return problems as GitLab's code quality report, in UTF-8.

    A finding is known again by its file, rule and text, not by its line, so that one that only moved is no new one.

    Examples
    --------
    >>> import json
    >>> json.loads(gitlab_code_quality([Problem("plan.yaml", 3, "no title")]))[0]["location"]
    {'path': 'plan.yaml', 'lines': {'begin': 3}}
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in problems:
        path, message = _path(problem, prefix), " ".join(_message(problem).split())
        key = (path, problem.level, problem.rule, message)
        seen[key] += 1
        found.append(
            {
                "description": message,
                "check_name": clean(problem.rule) or "ogpkit",
                "fingerprint": hashlib.sha256(json.dumps([*key, seen[key]]).encode()).hexdigest(),
                "severity": "major" if problem.level == "error" else "minor",
                "location": {"path": path, "lines": {"begin": problem.line or 1}},
            }
        )
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def project_prefix(root: Path, environment: Mapping[str, str]) -> str:
    """Return the folder of the project in the repository of a CI job; "" where they are one, or where there is no job.

    Examples
    --------
    >>> project_prefix(Path("/work/repository/reports-of-ours"), {"GITHUB_WORKSPACE": "/work/repository"})
    'reports-of-ours'
    """
    for name in _REPOSITORY:
        repository = environment.get(name)
        if repository and root.resolve().is_relative_to(Path(repository).resolve()):
            found = root.resolve().relative_to(Path(repository).resolve()).as_posix()
            return "" if found == "." else found
    return ""


def _order(problem: Problem, prefix: str) -> str:
    about = {
        "file": _path(problem, prefix),
        "line": "" if problem.line is None else str(problem.line),
        "title": f"ogpkit: {clean(problem.rule)}" if problem.rule else "ogpkit",
    }
    stated = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in about.items() if value)
    return f"::{problem.level} {stated}::{_escaped(_message(problem))}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text with everything escaped that ends it."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _path(problem: Problem, prefix: str) -> str:
    path = " ".join(clean(problem.file).split("\n"))
    return f"{prefix.strip('/')}/{path}" if prefix.strip("/") else path


def _message(problem: Problem) -> str:
    """Return what is wrong, what was expected and what to do; the place stands elsewhere."""
    expected = f"expected {problem.expected}" if problem.expected else ""
    return clean("; ".join(part for part in (problem.what, expected, problem.todo) if part)) or "a problem"
