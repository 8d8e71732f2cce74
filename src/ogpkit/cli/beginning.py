"""Commands that begin something: new, demo, codebook."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from ogpkit.cli.app import app, nearby, tell, warn

__all__ = ["codebook", "demo", "new"]


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
    for path in made:
        typer.echo(str(nearby(path)))
    tell(f"fill these in, then: ogpkit check params/{slug}.yaml")


@app.command()
def demo(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="a new folder for the project")],
    cities: Annotated[int, typer.Option(min=1, help="how many invented cities")] = 12,
    seed: Annotated[int, typer.Option(help="another number gives other cities")] = 1,
) -> None:
    """Write a project of invented cities, for trials and measurements; every part says that it is invented.

    Example: ogpkit demo --cities 12 --seed 1 --to demo
    """
    from ogpkit.demo import write_demo
    from ogpkit.dossier.project import find_root

    made = write_demo(to, cities, seed, notebooks=find_root() / "notebooks")
    typer.echo(str(to))
    tell(f"{len(made)} invented cities; to make their reports: cd {to} && ogpkit batch")


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

    text = draft_codebook(file, form=form, layout=layout, sheet=sheet, language=language, tell=warn)
    if to is None:
        typer.echo(text, nl=False)
        return
    save_codebook(text, to)
    typer.echo(str(to))
    tell("correct it, write the line on sampling, put it beside the table, then: ogpkit check")
