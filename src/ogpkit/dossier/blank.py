"""An empty dossier, made from the form: every question with its official text and options as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.forms import Form, Question

__all__ = ["blank_dossier"]

_WIDTH = 110


def _schema(name: str) -> str:
    return f"# yaml-language-server: $schema=../../../docs/schemas/{name}.schema.json\n"


def _text(value: str) -> str:
    """Return a text as a YAML value that no sign in it can break."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def blank_dossier(form: Form, *, city: str, country: str, start: int, end: int, commitments: int) -> dict[str, str]:
    """Return the files of an empty dossier by name: plan, assessment and the two tables.

    Parameters
    ----------
    form : Form
        The form that is to be filled in.
    city, country : str
        The member as OGP writes it.
    start, end : int
        The years of the plan's title.
    commitments : int
        How many commitments the plan has.

    Examples
    --------
    >>> from ogpkit.forms import load_form
    >>> files = blank_dossier(
    ...     load_form("inception"), city="Ourtown", country="Utopia", start=2024, end=2027, commitments=2
    ... )
    >>> sorted(files)
    ['events.csv', 'evidence.csv', 'inception.yaml', 'plan.yaml']
    """
    return {
        "plan.yaml": "\n".join(_plan(city, country, start, end, commitments)) + "\n",
        f"{form.form}.yaml": "\n".join(_assessment(form, commitments)) + "\n",
        "evidence.csv": ",".join(EvidenceEntry.model_fields) + "\n",
        "events.csv": ",".join(Event.model_fields) + "\n",
    }


def _plan(city: str, country: str, start: int, end: int, commitments: int) -> Iterator[str]:
    yield (
        _schema("plan")
        + "# The action plan. Leave out what you do not know: delete the line, or keep it without a value."
    )
    yield "member:"
    yield f"  name: {_text(city)}"
    yield f"  country: {_text(country)}"
    yield "  joined:                     # year in which it joined OGP Local"
    yield f"title: {_text(f'Action plan – {city}, {country}, {start} – {end}')}"
    yield f"period:\n  start: {start}\n  end: {end}"
    yield "due:                          # by when the plan had to be submitted"
    yield "submitted:                    # such as 2024-06-30"
    yield "lead_institutions: []"
    yield "engagement:                   # how people were involved, in your words"
    yield "note:                         # what a reader must know of the plan, such as contradicting dates"
    yield "sources: []                   # where facts come from: id, title, publisher, address"
    yield "commitments:"
    for number in range(1, commitments + 1):
        yield f"  - number: {number}"
        yield f"    title: {_text(f'Title of commitment {number}')}"
        yield f"    short_title: {_text(f'Commitment {number}')}   # a few words, for tables and figures"
        yield "    id:                       # OGP's identifier, such as UAZVL0004"
        yield "    ogp_values: []            # such as: [Access to information, Civic Participation]"
        yield "    action:"
        yield "    milestones: []"


def _assessment(form: Form, commitments: int) -> Iterator[str]:
    yield _schema(form.form) + f"# {form.title}. Under each number: answer, explanation, evidence and references."
    yield "# Write an explanation under it, indented, after the sign |; there any sign may stand in it:"
    yield "#     explanation: |"
    yield "#       The council founded the forum: see decision # 12."
    yield "# evidence and references name ids of evidence.csv, such as: [minutes, interview-1]"
    yield f"form: {form.form}"
    yield "header: current"
    yield "evaluators: []                # such as: [Name One, Name Two]"
    yield "texts: verbatim"
    yield "submitted:                    # when the report was handed in to OGP"
    yield "coders: []"
    yield "\nanswers:"
    for section in form.single_sections:
        yield f"  # --- {section.heading}"
        for question in section.questions:
            yield from _question(form, question, None, "  ")
    yield "\ncommitments:"
    for number in range(1, commitments + 1):
        yield f"  - number: {number}"
        yield "    ogp_values: []            # OGP values that the assessment names"
        yield "    answers:"
        for section in form.repeated_sections:
            for question in section.questions:
                yield from _question(form, question, number, "      ")


def _question(form: Form, question: Question, number: int | None, indent: str) -> Iterator[str]:
    for text in (f"{question.numbered(number)} {question.text}", question.guidance):
        yield from textwrap.wrap(text, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
    yield f"{indent}{question.numbered(number)}:"
    if question.choice is None:
        yield f"{indent}  answer:"
        return
    names = [option.short or option.text for option in form.choices[question.choice].options]
    yield f"{indent}  answer:                   # {', '.join(names)}"
    yield f"{indent}  explanation:"
    yield f"{indent}  evidence: []"
    yield f"{indent}  references: []"
