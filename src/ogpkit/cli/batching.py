"""Commands for many reports: batch, index."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ogpkit.cli.app import CellTimeoutOption, JsonOption, app, count, nearby, tell
from ogpkit.errors import UsageError

if TYPE_CHECKING:
    from ogpkit.run.outcomes.outcome import Outcome

__all__ = ["batch", "index"]


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
    if not match:
        raise UsageError(f'--shard "{text}"; expected a part and how many there are, such as 2/4')
    return int(match[1]), int(match[2])


def _refuse_mixed(engine: str, scheduler: str, inputs: str, jobs: int) -> None:
    """Refuse options that say nothing to the engine."""
    if engine == "dask":
        if not scheduler:
            raise UsageError("--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.1:8786")
        if jobs:
            raise UsageError("-j says nothing to --engine dask; the threads of its workers make as many at once")
        from ogpkit.run.cluster.cluster import require_dask

        require_dask()
    elif scheduler or inputs:
        raise UsageError(f"{'--scheduler' if scheduler else '--inputs'} is for --engine dask alone; add that")


@app.command()
def batch(
    params: Annotated[
        list[str] | None, typer.Argument(metavar="PARAMS|DIR", help="params files, names, or folders (params/)")
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=0, help="reports at once; 0 for one for each processor")] = 0,
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help="only this run; may be repeated")] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="only part I of N, for several machines")] = "1/1",
    force: Annotated[bool, typer.Option("--force", help="make also what is up to date")] = False,
    thorough: Annotated[bool, typer.Option("--thorough", help="read the reports, too, to find any changed")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would be made, and why")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="folder for reports (reports/)")] = None,
    timeout: Annotated[int, typer.Option(min=0, help="seconds that one report may take; 0 for no limit")] = 1800,
    cell_timeout: CellTimeoutOption = 600,
    memory: Annotated[int, typer.Option(min=0, metavar="MB", help="memory of one report; 0 for no limit")] = 4000,
    engine: Annotated[Literal["local", "dask"], typer.Option(help="who makes the reports")] = "local",
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="dask: its scheduler, tcp://…")] = "",
    inputs: Annotated[
        str, typer.Option(metavar="ADDRESS", help="dask: the project as workers find it (files are sent)")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Make every report that is not up to date, and an index of all; one that fails stops no other.

    What a report was made from decides, not times: params, data, notebook, the kit and its libraries. Ends with 1 where
    a report failed. Stopped in the middle, the same command goes on where it was.

    Example: ogpkit batch
    """
    from ogpkit.cli.progress import Progress
    from ogpkit.run.batch.batch import Wanted, plan_batch, usual_jobs

    began = time.monotonic()
    part = _shard(shard)
    _refuse_mixed(engine, scheduler, inputs, jobs)
    wanted = Wanted(params or (), only or (), part, force=force, thorough=thorough, to=to)
    planned = plan_batch(wanted)
    jobs = jobs or usual_jobs()
    # A cluster grows and shrinks: how many reports it made at once is not known.
    at_once = jobs if engine == "local" else None
    shown = Progress(len(planned.stale), silent=as_json)
    for outcome in planned.settled():
        if outcome.failed:
            shown.ended(outcome)
    try:
        if dry_run:
            for outcome in planned.foreseen():
                shown.ended(outcome)
        else:
            with shown:
                making: Iterator[Outcome]
                if engine == "dask":
                    from ogpkit.run.cluster.cluster import made_by_cluster

                    making = made_by_cluster(
                        planned,
                        scheduler,
                        inputs=inputs,
                        cell_timeout=cell_timeout,
                        timeout=timeout,
                        memory=memory,
                        watch=lambda left: shown.at_work((), left),
                    )
                else:
                    making = planned.made(
                        jobs, cell_timeout=cell_timeout, timeout=timeout, memory=memory, watch=shown.at_work
                    )
                for outcome in making:
                    shown.ended(outcome)
    except KeyboardInterrupt:
        made = sum(outcome.state == "made" for outcome in planned.outcomes)
        tell(f"stopped: {made} made, {len(planned.stale) - made} not; the same command goes on from here")
        raise typer.Exit(130) from None
    seconds = time.monotonic() - began
    failed = sum(outcome.failed for outcome in planned.outcomes)
    if not dry_run:
        from ogpkit.run.batch.leaving import leave

        left = leave(planned, seconds=seconds, jobs=at_once, shard=part)
    if as_json:
        from ogpkit.run.outcomes import batch_json

        text = batch_json(planned.outcomes, seconds=seconds, workers=at_once, shard=None if part == (1, 1) else shard)
        typer.echo(text.decode(), nl=False)
    else:
        tell(shown.summary(planned.outcomes, seconds))
        if not dry_run:
            typer.echo(str(nearby(left[0])))
    raise typer.Exit(1 if failed else 0)


@app.command()
def index(
    reports: Annotated[Path, typer.Argument(metavar="DIR", help="folder of reports")] = Path("reports"),
) -> None:
    """Write the index of the reports that lie in a folder, such as those that several machines made.

    Example: ogpkit index reports
    """
    from ogpkit.run.batch.leaving import leave_index

    if not reports.is_dir():
        raise UsageError(f'there is no folder "{reports}"; expected one with reports in DOSSIER/FORM')
    page, number = leave_index(reports)
    typer.echo(str(page))
    tell(f"{count(number, 'report')} in the index")
    sys.stdout.flush()
