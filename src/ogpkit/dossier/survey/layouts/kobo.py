"""KoboToolbox and ODK: headings are paths of groups; a select_multiple has a column of codes, one for each, or both."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ogpkit.dossier.source import named, shown
from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.layouts.durations import derived
from ogpkit.dossier.survey.layouts.fields import Field, Fields, meanings, numbered, tidy
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.survey.xlsform import FormQuestion, XlsForm, read_xlsform
from ogpkit.dossier.yaml import Located
from ogpkit.errors import DataError, Problem

__all__ = ["OWN", "fields_with", "form_beside", "read"]

OWN = frozenset(
    [
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "subscriberid",
            "simserial",
            "phonenumber",
            "username",
            "email",
            "audit",
        ),
        *("instanceid", "instancename", "rootuuid", "uuid", "submissiondate", "key", "submitterid", "submittername"),
        *(
            "attachmentspresent",
            "attachmentsexpected",
            "status",
            "reviewstate",
            "edits",
            "formversion",
            "background-audio",
        ),
        *(
            "__version__",
            "_version_",
            "__id",
            "_id",
            "_uuid",
            "_submission_time",
            "_validation_status",
            "_notes",
            "_status",
        ),
        *("_submitted_by", "_tags", "_index", "_parent_index", "_parent_table_name", "_attachments", "_geolocation"),
        *("_xform_id_string", "_bamboo_dataset_id", "_version", "_duration", "_date_modified"),
    ]
)
_DEEPEST = 12
_POINT = ("latitude", "longitude", "altitude", "precision")
_CENTRAL = ("latitude", "longitude", "altitude", "accuracy")


def read(table: RawTable, codebook: Codebook, located: Located | None, folder: Path, root: Path) -> Fields:
    """Return the columns of an export of KoboToolbox or ODK Central, whose headings are names or labels.

    With the form beside it, which the codebook names, labels in headings are understood, options need not be listed,
    and codes are printed as labels of the codebook's language.

    Raises
    ------
    DataError
        The form that the codebook names cannot be read.
    """
    return fields_with(table, codebook, form_beside(codebook.form, located, folder, root))


def fields_with(table: RawTable, codebook: Codebook, form: XlsForm | None) -> Fields:
    """Return the columns of an export, as :func:`read` does, with a form that was read already."""
    names = numbered(tidy(heading) for heading in table.header)
    located_at = _places(names)
    columns_of = zip(keys(table.header), names, strict=True)
    fields = tuple(_field(key, name, form, located_at, frozenset(names)) for key, name in columns_of)
    fields += derived(fields, ["start"], ["end"])
    if form is not None:
        columns = tuple(_with_form(column, form, codebook.language) for column in codebook.columns)
        codebook = codebook.model_copy(update={"columns": columns})
    return Fields(codebook, fields, " ", rewrite=None if form is None else lambda column: _in_codes(column, form))


def form_beside(name: str | None, located: Located | None, folder: Path, root: Path) -> XlsForm | None:
    """Return the XLSForm of this name in the dossier's folder; None where the codebook names none.

    Raises
    ------
    DataError
        It is not there, leads out of the folder, or is no XLSForm.
    """
    if name is None:
        return None
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside or not os.path.lexists(path):
        file, line = (located.name, located.line(("form",))) if located else (named(folder, root), None)
        what = f"the form {shown(name)} is not in the folder of the dossier"
        todo = "copy the form there, and write its name alone"
        raise DataError([Problem(file, line, what, "an XLSForm beside the table", todo, rule="xlsform")])
    return read_xlsform(path, root)


def _places(names: list[str]) -> frozenset[str]:
    """Return the headings of measured places with all their parts, which are where a person was."""
    known = set(names)
    found = set()
    for name in names:
        group, sign, last = name.rpartition("/")
        for parts in (
            [f"{group}{sign}_{last}_{part}" for part in _POINT],
            [f"{name}-{part.capitalize()}" for part in _CENTRAL],
        ):
            if parts[0] in known and parts[1] in known:
                found |= {name, *parts}
    for name in names:
        if name.endswith("-Latitude") and f"{name[:-9]}-Longitude" in known:
            found |= {f"{name[:-9]}-{part.capitalize()}" for part in _CENTRAL}
    return frozenset(found)


def _tails(name: str) -> Iterator[tuple[str, str]]:
    """Yield a heading cut at each sign that may part groups: what stands before, and the rest."""
    for found in list(re.finditer(r"[/\-.:]", name))[-_DEEPEST:]:
        if found.start() and found.end() < len(name):
            yield name[: found.start()], name[found.end() :]


def _field(key: str, name: str, form: XlsForm | None, places: frozenset[str], known: frozenset[str]) -> Field:
    forms, of, options = [name], list[str](), list[str]()
    for before, rest in _tails(name):
        forms.append(rest)
        of.append(before)
        options.append(rest)
        # The question is the last part of what stands before the option; its groups are known by no one here.
        for _, last in _tails(before):
            of.append(last)
            options.append(rest)
    question = None
    if form is not None:
        question, option = _by_label(name, form)
        if question is not None and option is None:
            forms.append(question.name)
        elif question is not None and option is not None:
            of.append(question.name)
            options.append(option)
        question = question or next((form.questions[one] for one in reversed(forms) if one in form.questions), None)
    last = name.rpartition("/")[2]
    folded = {name.casefold(), last.casefold(), name.rpartition("-")[2].casefold()}
    own = bool(folded & OWN) or name in places or bool(re.match(r"(?:.*/)?(?:meta|__system|formhub)[/\-]", name))
    own = own or (question is not None and not question.asked)
    # "Specify other" is a question that the form makes by itself.
    free = name.endswith("_other") and name.removesuffix("_other") in known
    return Field(key, tuple(dict.fromkeys(filter(None, forms))), tuple(of), tuple(options), own=own, free=free)


def _by_label(name: str, form: XlsForm) -> tuple[FormQuestion | None, str | None]:
    """Return the question that a heading names by its label, and the option where it names one."""
    for question in form.questions.values():
        for label in map(tidy, question.labels.values()):
            if name == label or name.endswith(f"/{label}"):
                return question, None
            if question.choices and (name.startswith(f"{label}/") or f"/{label}/" in name):
                for option, words in form.choices.get(question.choices, {}).items():
                    if any(name.endswith(f"{label}/{tidy(word)}") for word in [option, *words.values()]):
                        return question, option
    return None, None


def _question_of(column: SurveyColumn, form: XlsForm) -> FormQuestion | None:
    """Return the question with options that a variable is."""
    found = _asked(column, form)
    return found if found is not None and found.choices in form.choices else None


def _asked(column: SurveyColumn, form: XlsForm) -> FormQuestion | None:
    found = form.questions.get(column.name) or form.questions.get(re.split(r"[/\-.:]", column.heading)[-1])
    return found or _by_label(tidy(column.heading), form)[0]


def _in_codes(column: SurveyColumn, form: XlsForm) -> Callable[[str], str] | None:
    """Return what turns labels, in whatever language of the form, into the options of the codebook."""
    question = _question_of(column, form)
    if question is None:
        return None
    known = meanings(column)
    for option, labels in form.choices[question.choices].items():
        for word in labels.values():
            known.setdefault(tidy(word), known.get(tidy(option), option))
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    several = re.compile(rf"(?<!\S)({words})(?!\S)")

    def rewrite(cell: str) -> str:
        text = tidy(cell)
        if text in known or column.role != "multiple choice" or several.sub("", text).strip():
            return known.get(text, cell)
        return " ".join(known[one] for one in several.findall(text))

    return rewrite


def _with_form(column: SurveyColumn, form: XlsForm, language: str | None) -> SurveyColumn:
    """Return a variable with the options and labels that the form has for it."""
    asked = _asked(column, form)
    if asked is not None and asked.steps and not column.options and column.role not in ("free text", "identifier"):
        return column.model_copy(update={"options": tuple(step for step in asked.steps if step not in column.missing)})
    question = _question_of(column, form)
    if question is None:
        return column
    listed: Mapping[str, Mapping[str, str]] = form.choices[question.choices]
    labels = {option: form.label(words, language) for option, words in listed.items()}
    if question.other and "other" not in labels:
        labels["other"] = "Other"
    left = [option for option in labels if option not in column.missing]
    options = column.options or (tuple(left) if column.role not in ("free text", "identifier") else ())
    known = {option: label for option, label in labels.items() if label and option in (*options, *column.missing)}
    return column.model_copy(update={"options": options, "labels": {**known, **column.labels}})
