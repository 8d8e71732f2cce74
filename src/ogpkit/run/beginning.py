"""Beginning a dossier: an empty one for a new city, with its params file."""

from __future__ import annotations

import re
from pathlib import Path

from ogpkit.dossier.base import SLUG
from ogpkit.dossier.blank import blank_dossier
from ogpkit.dossier.project import find_root
from ogpkit.errors import UsageError
from ogpkit.forms import load_form
from ogpkit.run.publish import scratch_folder, write_file

__all__ = ["begin"]

_MOST_COMMITMENTS = 50


def begin(
    slug: str,
    *,
    city: str,
    country: str,
    start: int,
    end: int,
    date: str,
    form: str = "inception",
    commitments: int = 3,
    root: Path | None = None,
) -> tuple[Path, ...]:
    """Write an empty dossier and its params file; return what was written.

    Raises
    ------
    UsageError
        The name is no folder name or is taken, a year or number makes no sense, or there is no such form.
    """
    project = root or find_root()
    folder, params = project / "data" / "raw" / slug, project / "params" / f"{slug}.yaml"
    if not re.fullmatch(SLUG, slug) or len(slug) > 100:
        raise UsageError(f'"{slug}" is no name for a dossier; expected small letters, digits and hyphens')
    for path in (folder, params):
        if path.exists():
            raise UsageError(f"{path.relative_to(project).as_posix()} is there already; choose another name")
    if not 2000 <= start <= end <= 2100:
        raise UsageError(
            f"the period {start} to {end} makes no sense; expected two years, the first not after the last"
        )
    if not 1 <= commitments <= _MOST_COMMITMENTS:
        raise UsageError(f"{commitments} commitments; expected 1 to {_MOST_COMMITMENTS}")
    if not city.strip() or not country.strip():
        raise UsageError("the names of city and country may not be empty")
    files = blank_dossier(
        load_form(form), city=city.strip(), country=country.strip(), start=start, end=end, commitments=commitments
    )
    with scratch_folder(folder.parent) as scratch:
        for name, text in files.items():
            write_file(scratch / slug / name, text.encode())
        (scratch / slug).rename(folder)
    write_file(params, _params(slug, form, date).encode())
    return (params, *(folder / name for name in files))


def _params(slug: str, form: str, date: str) -> str:
    return (
        "# yaml-language-server: $schema=../docs/schemas/params.schema.json\n"
        f"dossier: {slug}\n"
        f"form: {form}\n"
        "language: en\n"
        "status: draft               # draft, public-comment or final\n"
        f'date: "{date}"          # the date of this version of the report\n'
        "disclosure_threshold: 10\n"
    )
