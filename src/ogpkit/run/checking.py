"""Checking a run before anything runs: its parameters and its whole dossier, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ogpkit.dossier.base import is_slug
from ogpkit.dossier.checks import check_dossier
from ogpkit.dossier.load import read_dossier
from ogpkit.dossier.project import dossier_folder
from ogpkit.dossier.source import is_there
from ogpkit.dossier.yaml import Located
from ogpkit.errors import DataError, Problem
from ogpkit.forms import form_names, load_form
from ogpkit.run.params import Params, find_params, read_params

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What a check found: the parameters where they are sound, and all problems."""

    file: Path
    root: Path
    params: Params | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a run."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.level == "warning")


def check(params: str | Path) -> Checked:
    """Return all problems of a run: of its params file, and of every file of its dossier.

    Raises
    ------
    UsageError
        Where there is no such params file.

    Examples
    --------
    >>> check("params/khmelnytskyi-2021-2025.yaml").errors
    ()
    """
    path, root = find_params(str(params))
    values, located, problems = read_params(path, root)
    # Where the params file has another problem, the dossier that it names is checked all the same.
    dossier, form = _asked(values, located)
    if dossier is not None and form is not None and located is not None:
        try:
            folder = dossier_folder(root, dossier, asked_in=located.name)
            problems += check_dossier(read_dossier(folder, load_form(form), root)).problems
        except DataError as error:
            line = located.line(("dossier",))
            problems += [
                Problem(located.name, line, f"dossier {one.file}: {one.what}", one.expected, one.todo, rule=one.rule)
                for one in error.problems
            ]
        notebook = root / "notebooks" / f"{form}.ipynb"
        if not is_there(notebook) or not notebook.is_file():
            problems.append(
                Problem(
                    f"notebooks/{form}.ipynb",
                    None,
                    "the form's notebook is missing",
                    "a notebook of this name",
                    "get it back from the repository",
                    rule="missing-notebook",
                )
            )
    problems.sort(key=lambda problem: (problem.file, problem.line or 0, problem.what))
    return Checked(path, root, values, tuple(problems))


def _asked(values: Params | None, located: Located | None) -> tuple[str | None, str | None]:
    """Return the dossier and the form that a params file asks for, each None where it does not say so soundly."""
    if values is not None:
        return values.dossier, values.form
    asked = {} if located is None else located.data
    dossier, form = asked.get("dossier"), asked.get("form") or Params.model_fields["form"].default
    return dossier if is_slug(dossier) else None, form if form in form_names() else None
