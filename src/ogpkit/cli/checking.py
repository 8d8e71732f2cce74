"""Commands that look at what is there: check, list."""

from __future__ import annotations

import datetime
import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ogpkit.cli.app import JsonOption, ParamsArgument, app, count, tell
from ogpkit.errors import DataError, Problem

__all__ = ["check", "list_"]


class _Form(StrEnum):
    """How problems are printed."""

    text = "text"
    github = "github"
    gitlab = "gitlab"


@app.command()
def check(
    params: ParamsArgument = None,
    links: Annotated[bool, typer.Option("--links", help="ask the addresses of the evidence; uses the network")] = False,
    form: Annotated[_Form, typer.Option("--format", help="for a person, or for the log of a CI job")] = _Form.text,
    as_json: JsonOption = False,
) -> None:
    """Say everything that is wrong with the files of a run, as file:line: message.

    Without PARAMS all params files of the project are checked. Ends with 0 where no error was found (warnings do not
    count), else with 1. With --links the addresses in evidence.csv are asked first, which links.csv keeps for a week.
    With --format github or gitlab the problems are printed so that these show each beside its line.

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
    elif form is not _Form.text:
        _annotate(found, form)
        tell(f"{count(len(wanted), 'run')} checked: {count(errors, 'error')}, {count(len(found) - errors, 'warning')}")
    else:
        for place, problem in enumerate(found):
            if place == errors and errors > 0:
                typer.echo()  # errors, which stop a run, apart from warnings, which do not
            typer.echo(str(problem))
        counts = f"{count(errors, 'error')}, {count(len(found) - errors, 'warning')}"
        tell(f"{count(len(wanted), 'run')} checked: {counts}")
    raise typer.Exit(1 if errors else 0)


def _annotate(found: list[Problem], form: _Form) -> None:
    """Print the problems as GitHub or GitLab reads them."""
    import os

    from ogpkit.dossier.project import find_root
    from ogpkit.run.outcomes import github_annotations, gitlab_code_quality, project_prefix

    prefix = project_prefix(find_root(), os.environ)
    if form is _Form.github:
        typer.echo(github_annotations(found, prefix=prefix), nl=False)
    else:
        typer.echo(gitlab_code_quality(found, prefix=prefix).decode(), nl=False)


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
        found = check_links(folder, form, root, today=today, manners=manners_from(os.environ), tell=tell)
        if found.no_network:
            tell(f"{dossier}: no host was found; is there a network? What was known of its links stays")
        counts = ", ".join(f"{found.count(state)} {state}" for state in ("alive", "dead", "in doubt"))
        tell(f"{dossier}: links: {counts}" + (f" ({found.known} known from before)" if found.known else ""))


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
