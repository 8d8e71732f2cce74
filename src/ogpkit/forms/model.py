"""The typed model of an official questionnaire. Forms are data: no code below knows the number of a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Choice", "Form", "Generation", "HeaderField", "Option", "Participation", "Question", "Rule", "Section"]

PartName = Literal["explanation", "evidence", "references"]
Measure = Literal["requirement", "practice", "verifiable", "relevant", "new", "potential"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Model):
    """An answer that can be chosen. ``text`` is the official wording unless ``verified`` is false."""

    value: str
    text: str
    mark: Literal["yes", "no", "unclear", "neutral"]
    short: str = ""
    verified: bool = True
    remark: str = ""

    @property
    def name(self) -> str:
        """The shortest name of the option that still says what it means."""
        return self.short or self.text


class Choice(_Model):
    """A set of options of which one is chosen; ``ordered`` where they are steps of one scale, from the lowest up."""

    options: tuple[Option, ...]
    ordered: bool = False

    def find(self, text: str) -> Option | None:
        """Return the option whose value or official text is ``text``, upper and lower case being the same.

        Examples
        --------
        >>> yes = Option(value="yes", text="Yes", mark="yes")
        >>> Choice(options=(yes,)).find("YES") is yes
        True
        """
        wanted = " ".join(text.split()).casefold().rstrip(".")
        for option in self.options:
            names = {option.value.casefold(), option.text.casefold().rstrip("."), option.short.casefold()}
            if wanted and wanted in names:
                return option
        return None

    @model_validator(mode="after")
    def _values_are_distinct(self) -> Self:
        values = [option.value for option in self.options]
        for value in values:
            if values.count(value) > 1:
                raise ValueError(f"option {value} occurs twice")
        return self


class Question(_Model):
    """One question. ``number`` holds ``{n}`` where the section repeats; without ``choice`` the answer is free text."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    number: str
    text: str
    short: str
    choice: str | None = None
    choice_verified: bool = True
    measure: Measure | None = None
    participation: str | None = None
    guidance: str = ""
    parts: tuple[PartName, ...] = ("explanation", "evidence", "references")
    unless: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _free_text_has_no_parts(self) -> Self:
        if self.choice is None:
            object.__setattr__(self, "parts", ())
        return self

    def numbered(self, n: int | None) -> str:
        """Return the number that is printed, for commitment ``n`` where the section repeats.

        Examples
        --------
        >>> Question(id="q", number="{n}.1", text="Why?", short="why").numbered(10)
        '10.1'
        """
        return self.number.replace("{n}", str(n))


class Section(_Model):
    """A section of the form; with ``repeats`` it is filled in once for each commitment."""

    id: str
    number: str
    heading: str
    label: str
    questions: tuple[Question, ...]
    repeats: Literal["commitment"] | None = None
    item_heading: str = ""


class HeaderField(_Model):
    """A field of the form's header."""

    id: Literal["evaluators", "email", "member", "plan"]
    label: str


class Generation(_Model):
    """The header as the form had it in some years."""

    id: str
    years: str
    fields: tuple[HeaderField, ...]


class EvidenceRules(_Model):
    """What the form accepts as evidence."""

    max_files: int
    max_megabytes: int
    text: str


class Rule(_Model):
    """Answers that contradict each other: all of ``when`` (question id to value, ``*`` for any answer) hold."""

    id: str
    when: dict[str, str]
    level: Literal["error", "warning"]
    what: str
    todo: str


class Participation(_Model):
    """The ladder of participation, lowest level first."""

    levels: tuple[str, ...]
    verified: bool = True
    remark: str = ""


class Form(_Model):
    """An official questionnaire."""

    form: str
    title: str
    heading: str
    due: str
    per: str
    overview: str
    generations: tuple[Generation, ...]
    labels: dict[PartName, str]
    evidence_rules: EvidenceRules
    choices: dict[str, Choice]
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    participation: Participation | None = None

    @model_validator(mode="after")
    def _names_resolve(self) -> Self:
        ids: set[str] = set()
        numbers: set[str] = set()
        for section in self.sections:
            for question in section.questions:
                if question.id in ids:
                    raise ValueError(f"question id {question.id} occurs twice")
                if question.choice is not None and question.choice not in self.choices:
                    raise ValueError(f"question {question.id}: no choice is called {question.choice}")
                if question.number in numbers:
                    raise ValueError(f"question number {question.number} occurs twice")
                if bool(section.repeats) != ("{n}" in question.number):
                    raise ValueError(f"question {question.id}: only numbers of a repeating section hold {{n}}")
                ids.add(question.id)
                numbers.add(question.number)
        return self

    @model_validator(mode="after")
    def _conditions_can_hold(self) -> Self:
        ids = [question.id for question in self.questions]
        for rule in self.rules:
            for name, value in rule.when.items():
                self._condition(name, value)
        for place, question in enumerate(self.questions):
            for name, value in question.unless.items():
                self._condition(name, value)
                if name not in ids[:place]:
                    raise ValueError(f"question {question.id} depends on {name}, which does not come before it")
            if question.participation and (
                self.participation is None or question.participation not in self.participation.levels
            ):
                raise ValueError(f"question {question.id}: the ladder has no level {question.participation}")
        return self

    def _condition(self, name: str, value: str) -> None:
        question = next((question for question in self.questions if question.id == name), None)
        if question is None:
            raise ValueError(f"no question has the id {name}")
        options = () if question.choice is None else self.choices[question.choice].options
        if value != "*" and value not in [option.value for option in options]:
            raise ValueError(f"question {name} has no option {value}")

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the form's order."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def repeated_sections(self) -> tuple[Section, ...]:
        """The sections that are filled in once for each commitment."""
        return tuple(section for section in self.sections if section.repeats)

    @property
    def single_sections(self) -> tuple[Section, ...]:
        """The sections that are filled in once."""
        return tuple(section for section in self.sections if not section.repeats)

    def generation(self, name: str) -> Generation:
        """Return the header generation called ``name``.

        Raises
        ------
        KeyError
            Where the form has no such generation.
        """
        for generation in self.generations:
            if generation.id == name:
                return generation
        raise KeyError(name)

    def option(self, question: Question, text: str) -> Option | None:
        """Return the option of ``question`` that ``text`` names, or None."""
        return None if question.choice is None else self.choices[question.choice].find(text)

    def measured(self, measure: Measure) -> Iterator[tuple[Section, Question]]:
        """Go through the questions that count towards ``measure``, with their sections."""
        for section in self.sections:
            for question in section.questions:
                if question.measure == measure:
                    yield section, question
