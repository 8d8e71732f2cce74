"""The official questionnaires, as data, and the model that reads them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from ogpkit.errors import UsageError
from ogpkit.forms.model import Choice, Form, Generation, HeaderField, Option, Participation, Question, Rule, Section

__all__ = [
    "Choice",
    "Definition",
    "Form",
    "Generation",
    "HeaderField",
    "Option",
    "Participation",
    "Question",
    "Rule",
    "Section",
    "form_names",
    "load_form",
    "load_glossary",
]

_NOT_FORMS = {"glossary"}


class Definition(BaseModel):
    """A term of the glossary, its meaning, and the spellings that are linked to it in prose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    term: str
    match: tuple[str, ...]
    definition: str


def _load(name: str) -> object:
    return YAML(typ="safe", pure=True).load(files("ogpkit.forms").joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def form_names() -> tuple[str, ...]:
    """Return the names of the forms that the kit knows.

    Examples
    --------
    >>> form_names()
    ('inception',)
    """
    names = (entry.name.removesuffix(".yaml") for entry in files("ogpkit.forms").iterdir() if ".yaml" in entry.name)
    return tuple(sorted(set(names) - _NOT_FORMS))


@cache
def load_form(name: str) -> Form:
    """Return the form called ``name``.

    Raises
    ------
    UsageError
        Where the kit has no such form.

    Examples
    --------
    >>> [section.label for section in load_form("inception").sections][0]
    'Compliance with co-creation requirements'
    """
    if name not in form_names():
        raise UsageError(f'there is no form "{name}"; expected one of: {", ".join(form_names())}')
    return Form.model_validate(_load(name))


@cache
def load_glossary() -> tuple[Definition, ...]:
    """Return the glossary's terms.

    Examples
    --------
    >>> load_glossary()[0].key
    'ogp'
    """
    return TypeAdapter(tuple[Definition, ...]).validate_python(_load("glossary"))
