"""The layouts of exports: what each survey program makes of a table, brought into the plain form."""

from __future__ import annotations

from pathlib import Path

from ogpkit.dossier.survey.codebook import Codebook
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.dossier.yaml import Located
from ogpkit.errors import Problem

__all__ = ["arranged"]


def arranged(
    table: RawTable, codebook: Codebook, located: Located, folder: Path, root: Path
) -> tuple[RawTable, Codebook, list[Problem]]:
    """Return a table as if it were plain, the codebook that fits it, and what does not go together.

    Raises
    ------
    DataError
        The table, or the form beside it, cannot be read at all.
    """
    del located, folder, root
    return table, codebook, []
