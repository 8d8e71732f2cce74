"""Checks of a codebook: what its model cannot say of one column, or of several together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ogpkit.dossier.source import shown
from ogpkit.dossier.survey.codebook import Codebook, Role, SurveyColumn
from ogpkit.dossier.survey.matching import tidy
from ogpkit.dossier.yaml import Key, Located
from ogpkit.errors import Problem

__all__ = ["check_codebook", "check_options", "check_title"]

_NEED_OPTIONS: tuple[Role, ...] = ("rating", "multiple choice")
_LISTS: tuple[Role, ...] = ("group", "rating", "single choice", "multiple choice", "stratum", "cluster", "identifier")
_QUESTIONS: tuple[Role, ...] = ("rating", "single choice", "multiple choice", "free text")
_WORKBOOKS = (".xlsx", ".xlsm")


def check_codebook(codebook: Codebook, located: Located, table: str | None = None) -> list[Problem]:
    """Return what is wrong with a codebook, each at its line in ``survey.yaml``.

    ``table`` is the name of the survey's table, where there is one. Where a form gives the options, they are checked
    with it alone: see :func:`check_options`.
    """
    return [
        *_of_the_survey(codebook, located, table),
        *_of_all_columns(codebook, located),
        *_of_each(codebook, located, _of_one),
        *([] if codebook.form is not None and codebook.layout == "kobo" else check_options(codebook, located)),
    ]


def check_options(codebook: Codebook, located: Located) -> list[Problem]:
    """Return what is wrong with the options of a codebook that has all of them, those of a form too."""
    return list(_of_each(codebook, located, _of_options))


def check_title(codebook: Codebook, located: Located, table: str) -> list[Problem]:
    """Return a warning where the title is still the one of a draft; ``table`` is the name of the survey's table."""
    if codebook.title != f"Survey ({table})":
        return []
    what, todo = f'"title" is still that of the draft, {shown(codebook.title)}', "write the survey's name"
    line = located.line(("title",))
    expected = "the title under which the survey is printed"
    return [Problem(located.name, line, what, expected, todo, level="warning", rule="draft-title")]


def _problem(located: Located, path: tuple[Key, ...], what: str, expected: str, todo: str, rule: str) -> Problem:
    return Problem(located.name, located.line(path), what, expected, todo, rule=rule)


def _of_the_survey(codebook: Codebook, located: Located, table: str | None) -> Iterator[Problem]:
    if codebook.dispositions is not None and codebook.sampling == "opt-in":
        yield _problem(
            located,
            ("dispositions",),
            f'"dispositions" stands beside sampling "{codebook.sampling}"',
            'sampling "probability", "list" or "census", where it is known who was invited',
            "delete the dispositions, or correct the sampling",
            "dispositions",
        )
    if codebook.sheet is not None and table is not None and not table.endswith(_WORKBOOKS):
        what, todo = f'"sheet" is given, but {table} is no workbook', "delete the key"
        yield _problem(located, ("sheet",), what, "a sheet only of survey.xlsx", todo, "sheet")
    if codebook.form is not None and codebook.layout != "kobo":
        what, todo = f'"form" is given, but the layout is "{codebook.layout}"', "write layout: kobo, or delete the key"
        yield _problem(located, ("form",), what, "an XLSForm only with the layout kobo", todo, "form")
    if codebook.form is not None and Path(codebook.form).name != codebook.form:
        what, todo = f'"form" is {shown(codebook.form)}', "copy the file into the dossier and write its name alone"
        yield _problem(located, ("form",), what, "a file beside survey.yaml", todo, "form")
    for role in ("weight", "duration", "stratum", "cluster"):
        several = [i for i, column in enumerate(codebook.columns) if column.role == role]
        for i in several[1:]:
            what = f"{shown(codebook.columns[i].name)} is a second {role}"
            todo = "keep one, and delete the other from the codebook or give it another role"
            yield _problem(located, ("columns", i, "role"), what, f"one {role} at most", todo, "doubled")


def _of_all_columns(codebook: Codebook, located: Located) -> Iterator[Problem]:
    names: set[str] = set()
    headings: dict[str, str] = {}
    for i, column in enumerate(codebook.columns):
        if tidy(column.name) in names:
            what, todo = f"column {shown(column.name)} occurs twice in the codebook", "delete one"
            yield _problem(located, ("columns", i, "name"), what, "each column once", todo, "doubled")
            continue
        names.add(tidy(column.name))
        places: list[tuple[tuple[Key, ...], str]] = [(("fields", option), one) for option, one in column.fields.items()]
        for path, heading in places or [(("header" if column.header else "name",), column.heading)]:
            if tidy(heading) in headings:
                what = f"heading {shown(heading)} is named twice (first by {shown(headings[tidy(heading)])})"
                todo = "give each variable the heading of its own column"
                yield _problem(located, ("columns", i, *path), what, "each heading once", todo, "doubled")
            headings.setdefault(tidy(heading), column.name)


_Found = tuple[tuple[Key, ...], str, str, str, str]


def _of_each(
    codebook: Codebook, located: Located, check: Callable[[SurveyColumn], Iterator[_Found]]
) -> Iterator[Problem]:
    for i, column in enumerate(codebook.columns):
        for path, what, expected, todo, rule in check(column):
            yield _problem(located, ("columns", i, *path), what, expected, todo, rule)


def _twice(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for i, value in enumerate(values):
        if tidy(value) in seen:
            yield i, value
        seen.add(tidy(value))


def _of_one(column: SurveyColumn) -> Iterator[_Found]:
    name = shown(column.name)
    for i, option in _twice(column.options):
        yield (
            ("options", i),
            f"option {shown(option)} of {name} occurs twice",
            "each option once",
            "delete one",
            "doubled",
        )
    for _, label in _twice(column.printed(option) for option in column.options if option in column.labels):
        what = f"two options of {name} are printed as {shown(label)}"
        yield ("labels",), what, "a label of its own for each", "correct one of the labels", "doubled"
    for key, wanted in (("separator", ("multiple choice",)), ("fields", ("multiple choice",)), ("options", _LISTS)):
        if getattr(column, key) and column.role not in wanted:
            what, todo = f'"{key}" is given for {name}, which is a {column.role}', "delete it, or correct the role"
            yield (key,), what, "it only where the role takes it", todo, "role"
    if column.publishable and column.role != "free text":
        what, todo = f"{name} is publishable, but is a {column.role}", 'delete "publishable"'
        yield ("publishable",), what, "the key only of free texts", todo, "role"
    if column.ordered and column.role not in {"group", "single choice"}:
        what, todo = f"{name} is ordered, but is a {column.role}", 'delete "ordered"'
        yield ("ordered",), what, "the key only of groups and single choices", todo, "role"
    if column.follow_up and column.role not in _QUESTIONS:
        what, todo = f"{name} is a follow-up, but is a {column.role}", 'delete "follow_up"'
        yield ("follow_up",), what, "the key only of questions", todo, "role"
    if column.separator and column.fields:
        what, todo = f'{name} has both "separator" and "fields"', "keep the one that fits the table"
        yield ("separator",), what, "its options in one cell, or each in a column of its own", todo, "role"


def _of_options(column: SurveyColumn) -> Iterator[_Found]:
    name = shown(column.name)
    away = {tidy(value) for value in column.missing}
    left = [option for option in (column.options or column.fields) if tidy(option) not in away]
    if column.role in _NEED_OPTIONS and not left:
        what, todo = f"{name} is a {column.role} without options", 'list them under "options"'
        if column.role == "rating":
            todo += ", lowest first"
        yield ("role",), what, "the options in their order", todo, "options"
    known = {tidy(value) for value in (*column.options, *column.missing)}
    for option in column.labels:
        if tidy(option) not in known:
            what, todo = (
                f"{name} has a label for {shown(option)}, which is no option",
                "add the option, or delete the label",
            )
            yield ("labels", option), what, "labels of options", todo, "options"
    if column.options and column.fields:
        for option in column.fields:
            if tidy(option) not in known:
                what = f"{name} has a field for {shown(option)}, which is no option"
                yield ("fields", option), what, "fields of options", "add the option, or delete the field", "options"
        named = {tidy(option) for option in column.fields}
        for option in left:
            if tidy(option) not in named:
                what = f"option {shown(option)} of {name} has no field"
                yield (
                    ("fields",),
                    what,
                    "the heading of a column for each option",
                    "add it, or delete the option",
                    "options",
                )
