"""The application that all commands join: results go to standard output, all else to standard error."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ogpkit import __version__

__all__ = ["CellTimeoutOption", "JsonOption", "ParamsArgument", "app", "count", "nearby", "tell", "tell_stage", "warn"]

_ORDER = ("check", "run", "batch", "index", "new", "list", "demo", "codebook", "agree", "export")
"""The commands as the help lists them: what is done most comes first."""


class _InOrder(TyperGroup):
    """A group that lists its commands in that order."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(self.commands, key=_ORDER.index)


app = typer.Typer(
    name="ogpkit",
    cls=_InOrder,
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


def nearby(path: Path) -> Path:
    """Return a path as seen from here, where it lies in this folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
