"""The cover of a notebook that shows none: what it says of itself in its front matter, metadata and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ogpkit.report.blocks import Block, Cover, Heading, plain
from ogpkit.report.record.characters import one_line, printable
from ogpkit.report.record.findings import Findings, Place

__all__ = ["derived_cover", "front_matter"]

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HOW = 'put a raw cell at the top of the notebook with the lines "---", "{key}: {example}", "---"'
_EXPECTED = {
    "date": ("a date as in 2024-05-31", "2024-05-31"),
    "status": ("draft, public-comment or final", "draft"),
    "language": ("a language code as in en or uk", "en"),
}


def front_matter(source: str, findings: Findings) -> tuple[dict[str, Any], str]:
    r"""Part YAML between two lines of dashes (as Quarto and MyST read it) from the text of a notebook's first cell.

    Examples
    --------
    >>> front_matter("---\ntitle: A\n---\nText", Findings("a.ipynb"))
    ({'title': 'A'}, 'Text')
    """
    match = _FRONT.match(printable(source))
    if match is None:
        return {}, source
    try:
        said = YAML(typ="safe", pure=True).load(match[1])
    except (YAMLError, ValueError) as error:
        reason = one_line(str(getattr(error, "problem", None) or error))
        findings.problem(f"its front matter is not YAML ({reason})", 'lines such as title: "My report"', "", "cover")
        return {}, printable(source)[match.end() :]
    if not isinstance(said, Mapping):  # two rules with text between them
        return {}, source
    return {str(key): value for key, value in said.items()}, printable(source)[match.end() :]


def _names(value: Any) -> tuple[str, ...]:
    """Return authors as names: one text, a list of texts, or Quarto's and Jupyter's list of objects with a name."""
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    names = []
    for item in values:
        name: Any = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(name, Mapping):
            name = " ".join(str(part) for part in name.values())
        if name:
            names.append(one_line(str(name)))
    return tuple(names)


def _day_of_run(node: Mapping[str, Any]) -> str:
    """Return the day on which the notebook ran ("" where that is not written in it)."""
    times = [str((node.get("metadata") or {}).get("papermill", {}).get("end_time") or "")]
    for cell in node.get("cells", ()):
        execution = (cell.get("metadata") or {}).get("execution")
        times += [str(time) for time in execution.values()] if isinstance(execution, Mapping) else []
    days = [time[:10] for time in times if re.match(r"\d{4}-\d{2}-\d{2}", time)]
    return max(days, default="")


def derived_cover(
    node: Mapping[str, Any],
    front: Mapping[str, Any],
    parameters: Mapping[str, Any],
    blocks: Iterable[Block],
    findings: Findings,
) -> Cover | None:
    """Return a cover made of what the notebook says of itself, or None (and a problem) where it does not say enough.

    Looked up in this order: front matter, the notebook's metadata under ``ogpkit``, Jupyter's own metadata (``title``,
    ``authors``), the parameters. The title may also be the first chapter heading or the file's name; the date may also
    be the day of the run, which JupyterLab and papermill write down. No date is made up: a record without one is an
    error that says how to add it, because a report with a false date is worse than none.
    """
    findings.place = Place(0)
    metadata = node.get("metadata") or {}
    own = metadata.get("ogpkit")
    sources = [front, own if isinstance(own, Mapping) else {}, metadata, parameters]

    def said(*names: str) -> Any:
        return next((source[name] for source in sources for name in names if source.get(name)), None)

    heading = next((plain(b.content) for b in blocks if isinstance(b, Heading) and b.level == 1), "")
    date = one_line(str(said("date") or ""))
    if not date and (date := _day_of_run(node)):
        findings.warning(f"the report has no date of its own; it bears the day of the run, {date}")
    if not date:
        findings.problem(
            "the notebook has no date for its cover",
            _EXPECTED["date"][0],
            _HOW.format(key="date", example="2024-05-31"),
            "cover",
        )
        return None
    values: dict[str, Any] = {
        "title": one_line(str(said("title") or heading or PurePath(findings.notebook).stem)),
        "document": one_line(str(said("subtitle", "document") or "")),
        "member": one_line(str(said("member") or "")),
        "period": one_line(str(said("period") or "")),
        "status": one_line(str(said("status") or "draft")),
        "date": date[:10] if re.match(r"\d{4}-\d{2}-\d{2}[T ]", date) else date,
        "language": one_line(str(said("lang", "language") or "en")),
        "authors": _names(said("author", "authors")),
        "summary": one_line(str(said("abstract", "description", "summary") or "")),
    }
    try:
        return Cover(**values)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            key = str(fault["loc"][0])
            expected, example = _EXPECTED.get(key, ("text", "text"))
            findings.problem(
                f'the {key} of its cover is "{values.get(key, "")}"',
                expected,
                _HOW.format(key=key, example=example),
                "cover",
            )
        return None
