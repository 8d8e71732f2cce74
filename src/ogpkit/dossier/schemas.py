"""JSON Schemas of the dossier's files, made from the models and the form, for editors that complete and check."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.census import CensusRow
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.links import LinkCheck
from ogpkit.dossier.plan import Plan
from ogpkit.dossier.survey import Codebook
from ogpkit.forms import Form, Question, form_names, load_form

__all__ = ["dossier_schemas", "schema_of"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the JSON Schema of a file that ``model`` reads.

    Examples
    --------
    >>> schema_of(Plan, "plan.yaml")["title"]
    'plan.yaml'
    """
    return {"$schema": _DRAFT} | model.model_json_schema(mode="validation") | {"title": title}


def dossier_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of all files of a dossier, by the name of the schema."""
    schemas = {
        "plan": schema_of(Plan, "plan.yaml"),
        "survey": schema_of(Codebook, "survey.yaml"),
        "evidence-row": schema_of(EvidenceEntry, "a row of evidence.csv"),
        "events-row": schema_of(Event, "a row of events.csv"),
        "census-row": schema_of(CensusRow, "a row of census.csv"),
        "links-row": schema_of(LinkCheck, "a row of links.csv"),
    }
    return schemas | {name: _assessment(load_form(name)) for name in form_names()}


def _assessment(form: Form) -> dict[str, Any]:
    """Return the assessment's schema with the form's own question numbers and options."""
    schema = schema_of(Assessment, f"{form.form}.yaml")
    record = {"$ref": "#/$defs/AnswerRecord"}
    properties, definitions = schema["properties"], schema["$defs"]
    properties["header"] |= {"enum": [generation.id for generation in form.generations]}
    properties["answers"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            question.numbered(None): record | _described(form, question)
            for section in form.single_sections
            for question in section.questions
        },
    }
    definitions["CommitmentAssessment"]["properties"]["answers"] = {
        "type": "object",
        "additionalProperties": False,
        "patternProperties": {
            "^" + question.number.replace(".", r"\.").replace("{n}", "[0-9]+") + "$": record
            | _described(form, question)
            for section in form.repeated_sections
            for question in section.questions
        },
    }
    return schema


def _described(form: Form, question: Question) -> dict[str, Any]:
    about: dict[str, Any] = {"description": f"{question.text} {question.guidance}".strip()}
    if question.choice is not None:
        names = [option.text for option in form.choices[question.choice].options]
        values = [option.value for option in form.choices[question.choice].options]
        known = list(dict.fromkeys((*names, *values)))
        answer = {"properties": {"answer": {"enum": known}}}
        about["properties"] = {"answer": {"enum": [*known, None]}, "coding": {"anyOf": [answer, {"type": "null"}]}}
    return about
