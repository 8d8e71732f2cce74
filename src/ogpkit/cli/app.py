"""The application that all commands join: results go to standard output, all else to standard error."""

from __future__ import annotations

from typing import Annotated

import typer

from ogpkit import __version__

__all__ = ["CellTimeoutOption", "JsonOption", "ParamsArgument", "app", "count", "tell", "tell_stage", "warn"]

app = typer.Typer(
    name="ogpkit",
    help="From what is known of an OGP Local action plan to the official report: notebook, HTML and PDF.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ParamsArgument = Annotated[list[str] | None, typer.Argument(metavar="PARAMS", help="params files, or their names")]
CellTimeoutOption = Annotated[int, typer.Option(min=1, help="seconds that one cell of the notebook may take")]
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


def tell(text: str) -> None:
    """Say something to a person, apart from what a command was asked for."""
    typer.echo(text, err=True)


def tell_stage(stage: str, sentence: str) -> None:
    """Say what a report is at, where there is something to say."""
    del stage
    if sentence:
        tell(sentence)


def warn(text: str) -> None:
    """Say what somebody should look at."""
    tell(f"warning: {text}")


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
