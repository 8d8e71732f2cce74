"""A batch as JSON, for programs: written and read by one model, of which the schema in docs/schemas is made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ogpkit import __version__
from ogpkit.errors import Problem
from ogpkit.run.outcomes.outcome import Outcome, State, clean, counts, duration

__all__ = ["Batch", "ProblemRecord", "ReportRecord", "batch_json", "join_batches", "parse_batch_json"]


class _Record(BaseModel):
    # Keys that a later version adds are no error to a program that reads this one's.
    model_config = ConfigDict(frozen=True, extra="ignore")


class ProblemRecord(_Record):
    """One error of the data."""

    file: str = Field(description="the file, relative to the project")
    line: int | None = Field(ge=1, description="the line, from 1; null where the whole file is meant")
    what: str = Field(description="what is wrong")
    expected: str = Field(default="", description="what was expected")
    todo: str = Field(default="", description="what to do")
    level: Literal["error", "warning"] = "error"
    rule: str = Field(default="", description="name of the check")


class ReportRecord(_Record):
    """What became of one report."""

    name: str = Field(description="name of the params file, which --only takes")
    params: str = Field(description="the params file, relative to the project")
    state: State
    reasons: tuple[str, ...] = Field(default=(), description="why the report was or would be made")
    folder: str = Field(default="", description="the report's folder, relative to the folder of all reports")
    message: str = Field(default="", description="why it failed, where that is no problem of the data")
    problems: tuple[ProblemRecord, ...] = Field(default=(), description="errors of the data")
    warnings: tuple[str, ...] = ()
    doubts: int = Field(default=0, ge=0, description="number of warnings about the data")
    seconds: float = Field(default=0.0, ge=0, description="how long it took")
    stages: dict[str, float] = Field(
        default_factory=dict, description='the seconds by stage: "check", "notebook", "html", "pdf", "publish"'
    )
    memory: int = Field(default=0, ge=0, description="the most memory in use, in bytes; 0 where it was not measured")


class Batch(_Record):
    """What became of a batch."""

    format: Literal[1] = Field(default=1, description="version of this file's format")
    ogpkit: str = Field(description="version of ogpkit that ran the batch")
    seconds: float = Field(ge=0, description="how long the whole batch took")
    workers: int | None = Field(default=None, ge=1, description="how many reports were made at once")
    shard: str | None = Field(
        default=None, pattern=r"^[1-9][0-9]*/[1-9][0-9]*$", description="which part of all reports, such as 2/4"
    )
    counts: dict[State, int] = Field(description="how many reports there are of each state")
    reports: tuple[ReportRecord, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that were written."""
        return tuple(_outcome(record) for record in self.reports)


def batch_json(
    outcomes: Iterable[Outcome],
    *,
    seconds: float,
    workers: int | None = None,
    shard: str | None = None,
    version: str = __version__,
) -> bytes:
    """Return the outcomes as JSON, in UTF-8, by ``docs/schemas/batch.schema.json``.

    Texts are written without control characters; times are in seconds, to the millisecond.

    Parameters
    ----------
    outcomes : iterable of Outcome
        In the order in which they are to stand.
    seconds : float
        How long the whole batch took.
    workers : int, optional
        How many reports were made at once.
    shard : str, optional
        Which part of all reports the batch was for, such as "2/4".
    version : str
        Version of ogpkit.

    Raises
    ------
    pydantic.ValidationError
        A shard or number of workers that cannot be.

    Examples
    --------
    >>> raw = batch_json([Outcome("harbour", "params/harbour.yaml", "unchanged")], seconds=0.2)
    >>> parse_batch_json(raw).counts["unchanged"]
    1
    """
    found = tuple(outcomes)
    batch = Batch(
        ogpkit=version,
        seconds=duration(seconds),
        workers=workers,
        shard=shard,
        counts=counts(found),
        reports=tuple(_record(outcome) for outcome in found),
    )
    return (json.dumps(batch.model_dump(mode="json"), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def parse_batch_json(raw: bytes) -> Batch:
    """Return what :func:`batch_json` wrote, such as that of each shard of a batch.

    Raises
    ------
    pydantic.ValidationError
        The bytes are no such file.
    """
    return Batch.model_validate_json(raw)


def join_batches(batches: Iterable[Batch]) -> Batch:
    """Return the parts of a batch, made on several machines, as one.

    The reports are in the order of their names; of one that is in several parts the last counts. The parts ran side by
    side: the whole took as long as the longest, with the workers of all.

    Raises
    ------
    ValueError
        There is no part at all.

    Examples
    --------
    >>> parts = [batch_json([Outcome(name, "", "made")], seconds=1.0, shard=f"{name}/2") for name in "12"]
    >>> join_batches(parse_batch_json(part) for part in parts).counts["made"]
    2
    """
    parts = tuple(batches)
    if not parts:
        raise ValueError("there is no part; expected one or more")
    reports = {report.name: report for part in parts for report in part.reports}
    known = [part.workers for part in parts if part.workers is not None]
    joined = Batch(
        ogpkit=", ".join(sorted({part.ogpkit for part in parts})),
        seconds=max(part.seconds for part in parts),
        workers=sum(known) if len(known) == len(parts) else None,
        counts={},
        reports=tuple(reports[name] for name in sorted(reports)),
    )
    return joined.model_copy(update={"counts": counts(joined.outcomes)})


def _record(outcome: Outcome) -> ReportRecord:
    return ReportRecord(
        name=clean(outcome.name),
        params=clean(outcome.params),
        state=outcome.state,
        reasons=tuple(clean(reason) for reason in outcome.reasons),
        folder=clean(outcome.folder),
        message=clean(outcome.message),
        problems=tuple(_problem(problem) for problem in outcome.problems),
        warnings=tuple(clean(warning) for warning in outcome.warnings),
        doubts=max(outcome.doubts, 0),
        seconds=duration(outcome.seconds),
        stages={clean(stage): duration(spent) for stage, spent in outcome.stages.items()},
        memory=max(outcome.memory, 0),
    )


def _problem(problem: Problem) -> ProblemRecord:
    return ProblemRecord(
        file=clean(problem.file),
        line=problem.line if problem.line is None or problem.line > 0 else None,
        what=clean(problem.what),
        expected=clean(problem.expected),
        todo=clean(problem.todo),
        level=problem.level,
        rule=clean(problem.rule),
    )


def _outcome(record: ReportRecord) -> Outcome:
    values = dict(record)
    values["problems"] = tuple(Problem(**dict(problem)) for problem in record.problems)
    return Outcome(**values)
