"""A batch as JUnit XML, which GitLab, Jenkins and most other systems show as a list of tests.

Each report is one test. Errors of the data are a *failure*, anything else that stopped a report is an *error*. A report
that is unchanged has passed, and one that would only have been made is *skipped*. No element or attribute is used that
the strictest schema in use would refuse, that of Jenkins' xUnit plugin (``junit-10.xsd``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ogpkit.run.outcomes.outcome import Outcome, clean, duration, shortened

__all__ = ["junit_xml"]

_SUITE = "ogpkit batch"
_PROBLEMS = 50
_CHARACTERS = 2_000


def junit_xml(outcomes: Iterable[Outcome], *, seconds: float = 0.0) -> bytes:
    """Return the outcomes as JUnit XML, in UTF-8.

    Of each report the first 50 problems and warnings are written, each with at most 2,000 characters; the rest is
    counted.

    Parameters
    ----------
    outcomes : iterable of Outcome
        In the order in which they are to stand.
    seconds : float
        How long the whole batch took; the sum of its reports by default.

    Examples
    --------
    >>> made = Outcome("harbour", "params/harbour.yaml", "made", seconds=1.5)
    >>> b'<testcase classname="ogpkit.batch" name="harbour" time="1.500"' in junit_xml([made])
    True
    """
    found = tuple(outcomes)
    whole = seconds or sum(duration(outcome.seconds) for outcome in found)
    failures = sum(outcome.failed and bool(outcome.problems) for outcome in found)
    totals = {
        "name": _SUITE,
        "tests": str(len(found)),
        "failures": str(failures),
        "errors": str(sum(outcome.failed for outcome in found) - failures),
        "time": _time(whole),
    }
    root = Element("testsuites", totals)
    skipped = sum(outcome.state == "would make" for outcome in found)
    suite = SubElement(root, "testsuite", {**totals, "skipped": str(skipped)})
    for outcome in found:
        _case(suite, outcome)
    indent(root)
    raw: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


def _case(suite: Element, outcome: Outcome) -> None:
    about = {"classname": "ogpkit.batch", "name": clean(outcome.name), "time": _time(outcome.seconds)}
    case = SubElement(suite, "testcase", about)
    if outcome.failed:
        kind = ("failure", "data") if outcome.problems else ("error", "report")
        first = " ".join(clean(outcome.complaints[0]).split())
        problem = SubElement(case, kind[0], {"type": kind[1], "message": shortened(first, _CHARACTERS)})
        problem.text = "\n".join(_listed(outcome.complaints))
    elif outcome.state == "would make":
        SubElement(case, "skipped", {"message": clean("; ".join(outcome.reasons) or "would be made")})
    said = _said(outcome)
    if said:
        SubElement(case, "system-out").text = "\n".join(said)


def _said(outcome: Outcome) -> list[str]:
    """Return what else there is to say of a report, a line for each thing."""
    said = [f"params: {clean(outcome.params)}", f"state: {outcome.state}"]
    said += [f"why: {clean(reason)}" for reason in outcome.reasons[:_PROBLEMS]]
    said += [f"seconds of {clean(stage)}: {_time(spent)}" for stage, spent in outcome.stages.items()]
    said += [f"memory: {outcome.memory / 1_000_000:.0f} MB"] if outcome.memory > 0 else []
    said += [f"warnings about the data: {outcome.doubts}"] if outcome.doubts else []
    return said + [f"warning: {warning}" for warning in _listed(outcome.warnings)]


def _listed(texts: Sequence[str]) -> list[str]:
    """Return the first texts, each not too long, and how many are left out."""
    left = len(texts) - _PROBLEMS
    first = [shortened(clean(text), _CHARACTERS) for text in texts[:_PROBLEMS]]
    return [*first, f"… and {left} more"] if left > 0 else first


def _time(seconds: float) -> str:
    return f"{duration(seconds):.3f}"
