"""Commands that make one report: run, export, agree."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from ogpkit.cli.app import CellTimeoutOption, JsonOption, app, count, nearby, tell, tell_stage

__all__ = ["agree", "export", "run"]


@app.command()
def run(
    params: Annotated[str, typer.Argument(metavar="PARAMS", help="a params file, or its name")],
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="folder for reports (reports/)")] = None,
    cell_timeout: CellTimeoutOption = 600,
    as_json: JsonOption = False,
) -> None:
    """Make one report: the executed notebook, HTML, PDF and the indicators.

    The files are checked first; where one has an error, nothing runs. The report appears whole or not at all.

    Example: ogpkit run params/khmelnytskyi-2021-2025.yaml
    """
    from ogpkit.run.warm.environment import kernel_environment
    from ogpkit.run.warm.starting import made_ready

    if not as_json:
        tell(f"checking {params}")
    # The kernel is made ready beside all that is imported and checked here.
    with made_ready(kernel_environment()) as warm:
        from ogpkit.run.execute import Limits
        from ogpkit.run.running import make_report

        say = None if as_json else tell_stage
        made = make_report(params, to=to, limits=Limits(cell=cell_timeout), warm=warm, tell=say)
    if as_json:
        typer.echo(json.dumps({"folder": str(made.folder), "files": made.files, "warnings": made.warnings}, indent=2))
        return
    for warning in made.warnings:
        tell(f"warning: {warning}")
    folder = nearby(made.folder)
    for name in made.files:
        typer.echo(f"{folder / name}")
    if made.doubts:
        tell(f"{count(made.doubts, 'warning')} about the files; to read them: ogpkit check {params}")
    tell(f"done: open {folder / 'report.pdf'} or {folder / 'report.html'}")


@app.command()
def export(
    notebook: Annotated[Path, typer.Argument(metavar="REPORT.ipynb", help="an executed notebook")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="html, pdf, csv, json; commas between")
    ] = "html,pdf",
    folder: Annotated[Path | None, typer.Option("--in", metavar="DIR", help="where to write (beside it)")] = None,
) -> None:
    """Write an executed notebook as HTML, PDF or indicators, without running it again.

    Example: ogpkit export reports/khmelnytskyi-2021-2025/inception/report.ipynb --to html,pdf
    """
    from ogpkit.run.exporting import export as export_one

    kinds = tuple(kind.strip().lower() for kind in to.split(",") if kind.strip())
    for path in export_one(notebook, kinds, folder, tell=lambda warning: tell(f"warning: {warning}")).values():
        typer.echo(str(path))


@app.command()
def agree(
    assessments: Annotated[list[Path], typer.Argument(metavar="FILES", help="one assessment from each reviewer")],
    dossier: Annotated[
        str, typer.Option("--dossier", metavar="SLUG", help="folder in data/raw with the plan (where the files lie)")
    ] = "",
    date: Annotated[str, typer.Option(metavar="DAY", help="date of the report (as in the params file)")] = "",
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="folder (reports/SLUG/agreement)")] = None,
    merged: Annotated[
        Path | None, typer.Option("--merged", metavar="FILE", help="a new file for the merged assessment, too")
    ] = None,
    cell_timeout: CellTimeoutOption = 600,
    as_json: JsonOption = False,
) -> None:
    """Compare two or more reviewers' assessments: how far they agree, and one merged file for settling the rest.

    Disputes are what the report is for: it ends with 0 where there are any, too.

    Example: ogpkit agree data/raw/SLUG/reviews/anna.yaml data/raw/SLUG/reviews/boris.yaml
    """
    from ogpkit.run.agreeing import agree as compare
    from ogpkit.run.execute import Limits

    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- only where neither --date nor a params file says one
    compared = compare(
        assessments,
        dossier=dossier,
        date=date,
        today=today,
        to=to,
        merged=merged,
        limits=Limits(cell=cell_timeout),
        tell=None if as_json else tell_stage,
    )
    if as_json:
        typer.echo(json.dumps(compared.as_json(), ensure_ascii=False, indent=2))
        return
    for problem in compared.warnings:
        tell(str(problem))
    for line in compared.summary():
        typer.echo(line)
    for path in compared.files:
        typer.echo(str(path))
    for kept in compared.kept:
        tell(f"a file that was there had been changed since it was made; it is kept as {kept}")
    tell(f"done: {compared.next_step}")
