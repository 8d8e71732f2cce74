"""Drafting a codebook from an export, whatever its format: reads the files, writes nothing unless it is told where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ogpkit.dossier.source import is_there, shown
from ogpkit.dossier.survey.codebook import LAYOUTS
from ogpkit.dossier.survey.drafting import draft
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.errors import UsageError

__all__ = ["draft_codebook", "save_codebook"]

_FORMATS = (".csv", ".xlsx", ".xlsm", ".sav", ".zsav", ".dta")


def draft_codebook(
    file: str | Path,
    *,
    form: str | Path | None = None,
    layout: str | None = None,
    sheet: str | None = None,
    language: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> str:
    """Return the draft of a ``survey.yaml`` for an exported table.

    Parameters
    ----------
    file : str or Path
        The export: CSV, an Excel workbook, an SPSS or a Stata file.
    form : str or Path, optional
        The XLSForm of a survey made with KoboToolbox or ODK.
    layout : str, optional
        The program that exported it; guessed from the headings where nothing is said.
    sheet : str, optional
        The sheet of a workbook; the first one where nothing is said.
    language : str, optional
        The language of a form in which labels are written down.
    tell : callable, optional
        What takes a warning, such as that the table seems to have no headings.

    Raises
    ------
    UsageError
        There is no such file, its ending is unknown, or there is no such layout.
    DataError
        The file cannot be read, or something in its headings may lead to a person.
    """
    from ogpkit.dossier.survey.xlsform import read_xlsform

    path = Path(file)
    if not is_there(path) or not path.is_file():
        raise UsageError(f"there is no file {shown(path.name)}; expected the table that the survey program exported")
    if path.suffix.casefold() not in _FORMATS:
        raise UsageError(f"{shown(path.name)} is no table; expected a file that ends in {', '.join(_FORMATS)}")
    if layout is not None and layout not in LAYOUTS:
        raise UsageError(f"there is no layout {shown(layout)}; expected one of: {', '.join(LAYOUTS)}")
    read_form = None
    if form is not None:
        if not is_there(Path(form)):
            raise UsageError(f"there is no file {shown(Path(form).name)}; expected the XLSForm of the survey")
        read_form = (Path(form).name, read_xlsform(Path(form), Path(form).parent))
    table = _table(path, sheet)
    return draft(table, layout=layout, sheet=sheet, form=read_form, language=language, folder=path.parent, tell=tell)


def _table(path: Path, sheet: str | None) -> RawTable:
    ending = path.suffix.casefold()
    if ending in (".xlsx", ".xlsm"):
        from ogpkit.dossier.survey.workbook import read_workbook

        return read_workbook(path, path.name, sheet)
    if sheet is not None:
        raise UsageError(f"{shown(path.name)} has no sheets; leave --sheet out")
    if ending == ".csv":
        from ogpkit.dossier.survey.csv_table import CsvTable

        return CsvTable(path, path.name)
    from ogpkit.dossier.survey.statistics_file import read_statistics_file

    return read_statistics_file(path, path.name)


def save_codebook(text: str, path: Path) -> None:
    """Write a draft to a file that is not there yet.

    Raises
    ------
    UsageError
        Something of this name is there already.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing was overwritten. Choose another name") from None
