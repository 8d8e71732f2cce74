"""The command line: parses, calls, prints. All that it does can be done from Python too."""

from __future__ import annotations

import datetime
import io
import json
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ogpkit import __version__
from ogpkit.errors import DataError, NotebookContentError, OgpkitError, Problem

__all__ = ["app", "main"]

app = typer.Typer(
    name="ogpkit",
    help="From what is known of an OGP Local action plan to the official report: notebook, HTML and PDF.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ParamsArgument = Annotated[list[str] | None, typer.Argument(metavar="PARAMS", help="params files, or their names")]
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON, for machines")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ogpkit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version and end")
    ] = False,
) -> None:
    """Only carries the options that come before a command."""


def _tell(text: str) -> None:
    typer.echo(text, err=True)


def _warn(text: str) -> None:
    _tell(f"warning: {text}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


@app.command()
def check(
    params: ParamsArgument = None,
    links: Annotated[bool, typer.Option("--links", help="ask the addresses of the evidence; uses the network")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say everything that is wrong with the files of a run, as file:line: message.

    Without PARAMS all params files of the project are checked. Ends with 0 where no error was found (warnings do not
    count), else with 1. With --links the addresses in evidence.csv are asked first, which links.csv keeps for a week.

    Example: ogpkit check params/khmelnytskyi-2021-2025.yaml
    """
    from ogpkit.dossier.checks import in_order
    from ogpkit.dossier.project import find_root
    from ogpkit.run.checking import check as check_run
    from ogpkit.run.params import list_params

    found: list[Problem] = []
    wanted = [Path(one) for one in params] if params else list(list_params(find_root()))
    if links:
        _ask_links(wanted)
    for path in wanted:
        found += [problem for problem in check_run(path).problems if problem not in found]
    found = in_order(found)
    errors = sum(problem.level == "error" for problem in found)
    if as_json:
        typer.echo(json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=2))
    else:
        for place, problem in enumerate(found):
            if place == errors and errors > 0:
                typer.echo()  # errors, which stop a run, apart from warnings, which do not
            typer.echo(str(problem))
        counts = f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}"
        _tell(f"{_count(len(wanted), 'run')} checked: {counts}")
    raise typer.Exit(1 if errors else 0)


def _ask_links(wanted: list[Path]) -> None:
    """Ask the addresses of each dossier once, and tell what came of it."""
    import os

    from ogpkit.dossier.project import dossier_folder
    from ogpkit.run.links import check_links, manners_from
    from ogpkit.run.params import asked_for, find_params, read_params

    seen = set()
    for one in wanted:
        path, root = find_params(str(one))
        dossier, form = asked_for(*read_params(path, root)[:2])
        if dossier is None or form is None or (root, dossier) in seen:
            continue  # what is wrong with the params file, the check will say
        seen.add((root, dossier))
        try:
            folder = dossier_folder(root, dossier)
        except DataError:
            continue
        today = datetime.date.today()  # noqa: DTZ011 -- by the clock of the person who asks
        found = check_links(folder, form, root, today=today, manners=manners_from(os.environ), tell=_tell)
        if found.no_network:
            _tell(f"{dossier}: no host was found; is there a network? What was known of its links stays")
        counts = ", ".join(f"{found.count(state)} {state}" for state in ("alive", "dead", "in doubt"))
        _tell(f"{dossier}: links: {counts}" + (f" ({found.known} known from before)" if found.known else ""))


@app.command()
def run(
    params: Annotated[str, typer.Argument(metavar="PARAMS", help="a params file, or its name")],
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="folder for reports (reports/)")] = None,
    timeout: Annotated[int, typer.Option(min=1, help="seconds that one cell of the notebook may take")] = 600,
    as_json: JsonOption = False,
) -> None:
    """Make one report: the executed notebook, HTML, PDF and the indicators.

    The files are checked first; where one has an error, nothing runs. The report appears whole or not at all.

    Example: ogpkit run params/khmelnytskyi-2021-2025.yaml
    """
    from ogpkit.run.running import make_report

    if not as_json:
        _tell(f"checking {params}")
    made = make_report(params, to=to, timeout=timeout, tell=None if as_json else _tell)
    if as_json:
        typer.echo(json.dumps({"folder": str(made.folder), "files": made.files, "warnings": made.warnings}, indent=2))
        return
    for warning in made.warnings:
        _tell(f"warning: {warning}")
    here = Path.cwd()
    folder = made.folder.relative_to(here) if made.folder.is_relative_to(here) else made.folder
    for name in made.files:
        typer.echo(f"{folder / name}")
    if made.doubts:
        _tell(f"{_count(made.doubts, 'warning')} about the files; to read them: ogpkit check {params}")
    _tell(f"done: open {folder / 'report.pdf'} or {folder / 'report.html'}")


@app.command()
def new(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="name of the dossier, such as ourtown-2024-2027")],
    city: Annotated[str, typer.Option(help="city or region, as OGP writes it")],
    country: Annotated[str, typer.Option(help="country, as OGP writes it")],
    start: Annotated[int, typer.Option(help="first year of the plan")],
    end: Annotated[int, typer.Option(help="last year of the plan")],
    commitments: Annotated[int, typer.Option(help="how many commitments the plan has")] = 3,
) -> None:
    """Begin a dossier: an empty one with every question of the form, and its params file.

    Example: ogpkit new ourtown-2024-2027 --city Ourtown --country Utopia --start 2024 --end 2027 --commitments 2
    """
    from ogpkit.run.beginning import begin

    # The one place that asks for today: a new version of a report begins on the day on which it is begun.
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- by the clock of the person who begins it
    made = begin(slug, city=city, country=country, start=start, end=end, date=today, commitments=commitments)
    here = Path.cwd()
    for path in made:
        typer.echo(str(path.relative_to(here) if path.is_relative_to(here) else path))
    _tell(f"fill these in, then: ogpkit check params/{slug}.yaml")


@app.command(name="list")
def list_(as_json: JsonOption = False) -> None:
    """List the runs of the project: the params files by name, which is what other commands take.

    Example: ogpkit list
    """
    from ogpkit.dossier.project import find_root
    from ogpkit.run.params import list_params, read_params

    root = find_root()
    rows = []
    for path in list_params(root):
        values, _, problems = read_params(path, root)
        folder = root / "reports" / values.name if values else None
        rows.append(
            {
                "name": path.stem,
                "dossier": values.dossier if values else None,
                "form": values.form if values else None,
                "status": values.status if values else None,
                "report": bool(folder and (folder / "report.pdf").is_file()),
                "problems": len(problems),
            }
        )
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    # Names alone where another program reads them; the rest is for people.
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo(row["name"])
        return
    for row in rows:
        state = "params file has problems: ogpkit check" if row["problems"] else f"{row['form']}, {row['status']}"
        made = "report made" if row["report"] else f"not made yet: ogpkit run params/{row['name']}.yaml"
        typer.echo(f"{row['name']}  ({state}; {made})")


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
    for path in export_one(notebook, kinds, folder, tell=lambda warning: _tell(f"warning: {warning}")).values():
        typer.echo(str(path))


@app.command()
def codebook(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the exported table: .csv, .xlsx, .sav or .dta")],
    form: Annotated[Path | None, typer.Option(metavar="XLSFORM", help="the form, of KoboToolbox or ODK")] = None,
    layout: Annotated[str | None, typer.Option(help="the program that exported it (guessed)")] = None,
    sheet: Annotated[str | None, typer.Option(help="sheet of a workbook (the first)")] = None,
    language: Annotated[str | None, typer.Option(help="language of the form's labels (its default)")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="a new file (standard output)")] = None,
) -> None:
    """Draft the codebook of a survey, survey.yaml, from the table that the survey program exported.

    Roles and options are guessed; a person corrects them and says how people came into the survey.

    Example: ogpkit codebook survey.xlsx --to survey.yaml
    """
    from ogpkit.run.drafting import draft_codebook, save_codebook

    text = draft_codebook(file, form=form, layout=layout, sheet=sheet, language=language, tell=_warn)
    if to is None:
        typer.echo(text, nl=False)
        return
    save_codebook(text, to)
    typer.echo(str(to))
    _tell("correct it, write the line on sampling, put it beside the table, then: ogpkit check")


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
    timeout: Annotated[int, typer.Option(min=1, help="seconds that one cell of the notebook may take")] = 600,
    as_json: JsonOption = False,
) -> None:
    """Compare two or more reviewers' assessments: how far they agree, and one merged file for settling the rest.

    Disputes are what the report is for: it ends with 0 where there are any, too.

    Example: ogpkit agree data/raw/SLUG/reviews/anna.yaml data/raw/SLUG/reviews/boris.yaml
    """
    from ogpkit.run.agreeing import agree as compare

    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- only where neither --date nor a params file says one
    compared = compare(
        assessments,
        dossier=dossier,
        date=date,
        today=today,
        to=to,
        merged=merged,
        timeout=timeout,
        tell=None if as_json else _tell,
    )
    if as_json:
        typer.echo(json.dumps(compared.as_json(), ensure_ascii=False, indent=2))
        return
    for problem in compared.warnings:
        _tell(str(problem))
    for line in compared.summary():
        typer.echo(line)
    for path in compared.files:
        typer.echo(str(path))
    for kept in compared.kept:
        _tell(f"a file that was there had been changed since it was made; it is kept as {kept}")
    _tell(f"done: {compared.next_step}")


def main() -> None:
    """Run the command line; errors of the kit become one message each and an exit status, never a traceback."""
    # A notebook's validator would build a grammar of international addresses at its import, 0.7 s, which nothing here
    # asks for; without this module the validator leaves that one check out.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    # A job that is told to end clears up as one does where a person presses Ctrl-C.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that cannot write a city's name gets it in escapes.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except DataError as error:
        for problem in error.problems:
            _tell(str(problem))
        of_a_notebook = all(problem.rule == "notebook" for problem in error.problems)
        # ogpkit check reads what a run reads, but no executed notebooks, reviews to compare or tables to draft from.
        read = sys.argv[1:2] == ["run"] and not of_a_notebook and not isinstance(error, NotebookContentError)
        more = " All problems, warnings too: ogpkit check" if read else ""
        _tell(f"{_count(len(error.problems), 'error')}; nothing was made.{more}")
        sys.exit(error.exit_status)
    except OgpkitError as error:
        _tell(str(error))
        sys.exit(error.exit_status)
    except OSError as error:
        _tell(f"{error.filename or 'ogpkit'}: {error.strerror or error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
