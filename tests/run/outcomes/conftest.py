"""Outcomes of all kinds, and texts that try to be more than text."""

from __future__ import annotations

import pytest

from ogpkit.errors import Problem
from ogpkit.run.outcomes import Outcome

HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- ]]> --> &amp; <![CDATA[",
    "@everyone see #1 and GH-2, https://evil.example/x, www.evil.example, mail a@evil.example",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "`` ` ``` tick ` at both ends `",
    "`",
    "a | b \\| c \\\\| d \\\\\\| e |",
    "ends in \\",
    "| --- | --- |",
    "line one\n\n# heading\n\n- list\r\n::error file=a::b\u2028more\u2029",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 bell\x07 nul\x00 \x9b31m",
    "half \ud800 a pair \udfff, \ufffe \uffff \U0001fffe",
    "right \u202eto left\u202c, \u2066isolated\u2069",
    "%0A::error::x %25 %2C",
    "::add-mask::x",
    "</code></td></table><img src=x onerror=alert(1)>",
    "*bold* _it_ ~~no~~ :tada: ${{ secrets.X }} $x$ {% raw %}",
    "Хмельницький, Ærø, ქართული, 市",
]


@pytest.fixture
def outcomes() -> tuple[Outcome, ...]:
    """One outcome of each kind."""
    problems = (
        Problem(
            "data/raw/b/plan.yaml", 3, 'unknown key "titel"', "one of the keys of a plan", 'write "title"', rule="key"
        ),
        Problem("data/raw/b", None, "the folder is missing", rule="missing-dossier"),
    )
    stages = {"check": 0.1, "notebook": 0.6, "html": 0.02, "pdf": 0.08, "publish": 0.01}
    return (
        Outcome(
            "a", "params/a.yaml", "made", ("survey.csv changed",), "a/inception", warnings=("no alt text",), doubts=2,
            seconds=0.81, stages=stages, memory=123_456_789,
        ),
        Outcome("b", "params/b.yaml", "failed", ("never built",), "b/inception", problems=problems, seconds=0.05),
        Outcome("c", "params/c.yaml", "failed", message="notebooks/inception.ipynb: cell 4 failed: ValueError: x"),
        Outcome("d", "params/d.yaml", "unchanged", folder="d/inception"),
        Outcome("e", "params/e.yaml", "would make", ("ogpkit 0.3.1 → 0.4.0", "survey.csv changed")),
    )  # fmt: skip


def failed(text: str) -> Outcome:
    """Return an outcome that has a text wherever it can have one."""
    problem = Problem(text, 1, text, text, text, rule=text)
    return Outcome(
        text, text, "failed", (text,), text, text, (problem,), (text,), seconds=1.0, stages={text: 1.0}, memory=1
    )
