"""Loading a dossier that is sound."""

from __future__ import annotations

from pathlib import Path

from ogpkit.dossier.checks import check_dossier
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.project import dossier_folder, find_root
from ogpkit.dossier.reading import read_dossier
from ogpkit.errors import DataError
from ogpkit.forms import load_form

__all__ = ["load", "read_dossier"]


def load(dossier: str, form: str = "inception", *, root: Path | None = None) -> Dossier:
    """Return a dossier that is sound, by the name of its folder in ``data/raw/``.

    Raises
    ------
    DataError
        With all problems of all its files at once, where there is at least one error.

    Examples
    --------
    >>> load("khmelnytskyi-2021-2025").place
    'Khmelnytskyi, Ukraine'
    """
    project = root or find_root()
    reading = check_dossier(read_dossier(dossier_folder(project, dossier), load_form(form), project))
    if reading.errors or reading.dossier is None:
        raise DataError(reading.errors)
    return reading.dossier
