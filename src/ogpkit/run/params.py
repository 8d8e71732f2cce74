"""The parameters of one run: ``params/SLUG.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from ogpkit.dossier.base import WHOLE, DayDate, Model, Slug, is_slug
from ogpkit.dossier.nearest import nearest
from ogpkit.dossier.project import find_root
from ogpkit.dossier.source import is_there, named
from ogpkit.dossier.validate import validate
from ogpkit.dossier.yaml import Located, read_yaml
from ogpkit.errors import DataError, Problem, UsageError
from ogpkit.forms import form_names
from ogpkit.report.words import languages

__all__ = ["Params", "asked_for", "find_params", "list_params", "read_params", "same_report"]


class Params(Model):
    """What a run is made of. The notebook of the form gets these values, and nothing else.

    Examples
    --------
    >>> Params(dossier="x", form="inception", status="draft", date="2026-11-23").for_notebook()["date"]
    '2026-11-23'
    """

    dossier: Slug = Field(description="folder in data/raw")
    form: Slug = Field("inception", description="which official form: also the name of its notebook")
    language: str = Field("en", description="language of the kit's own words in the report")
    status: Literal["draft", "public-comment", "final"] = Field(description="printed on every page")
    date: DayDate = Field(description="date of this version; nothing in the report depends on today")
    disclosure_threshold: Annotated[int, Field(ge=3, le=1000), WHOLE] = Field(
        10, description="no survey figure on fewer people than this"
    )

    @field_validator("form")
    @classmethod
    def _form_exists(cls, value: str) -> str:
        return _one_of(value, form_names())

    @field_validator("language")
    @classmethod
    def _language_exists(cls, value: str) -> str:
        return _one_of(value, languages())

    def for_notebook(self) -> dict[str, Any]:
        """Return the values as papermill hands them over: texts and numbers only."""
        return self.model_dump(mode="json")

    @property
    def name(self) -> str:
        """What the run is called: dossier and form."""
        return f"{self.dossier}/{self.form}"


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        match = nearest(value, known)
        hint = f' (did you mean "{match}"?)' if match else ""
        raise ValueError(f"expected one of: {', '.join(known)}{hint}")
    return value


def read_params(path: Path, root: Path) -> tuple[Params | None, Located | None, list[Problem]]:
    """Return the parameters in a file, where they stand in it, and all its problems."""
    try:
        located = read_yaml(path, named(path.resolve(), root))
    except DataError as error:
        return None, None, list(error.problems)
    params, _, problems = validate(Params, located)
    return None if problems else params, located, problems


def asked_for(values: Params | None, located: Located | None) -> tuple[str | None, str | None]:
    """Return the dossier and the form that a params file asks for, each None where it does not say so soundly."""
    if values is not None:
        return values.dossier, values.form
    asked = {} if located is None else located.data
    dossier, form = asked.get("dossier"), asked.get("form") or Params.model_fields["form"].default
    return dossier if is_slug(dossier) else None, form if form in form_names() else None


def same_report(path: Path, root: Path, asked: tuple[str, str]) -> list[str]:
    """Return the other params files of a project that make the report of this dossier and form, by name."""
    own = path.resolve()
    others = (one for one in list_params(root) if one.resolve() != own)
    return [named(one, root) for one in others if _asked_in(one, root, _state(one)) == asked]


def _state(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


@cache
def _asked_in(path: Path, root: Path, state: tuple[int, int]) -> tuple[str | None, str | None]:
    """Read a params file once for all runs of a batch, and again when it has changed."""
    del state
    values, located, _ = read_params(path, root)
    return asked_for(values, located)


def list_params(root: Path) -> tuple[Path, ...]:
    """Return the params files of a project, by name."""
    return tuple(sorted(path for path in (root / "params").glob("*.yaml") if not path.name.startswith(".")))


def find_params(text: str) -> tuple[Path, Path]:
    """Return the params file that ``text`` means (a path, or just its name), and its project folder.

    Raises
    ------
    UsageError
        Where there is no such file; the message names the nearest one.
    """
    path = Path(text)
    if is_there(path):
        return path, find_root(path.resolve().parent)
    root = find_root()
    for candidate in (root / text, root / "params" / text, root / "params" / f"{text}.yaml"):
        if is_there(candidate) and candidate.is_file() and candidate.resolve().is_relative_to(root):
            return candidate, root
    there = [one.stem for one in list_params(root)]
    match = nearest(path.stem, there)
    hint = f'did you mean "params/{match}.yaml"?' if match else f"there are: {', '.join(there) or 'none'}"
    raise UsageError(f'there is no params file "{text}"; {hint}')
