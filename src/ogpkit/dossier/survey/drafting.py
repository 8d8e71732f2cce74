"""The draft of a codebook from an export: what a person then corrects, with the question of sampling left to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ogpkit.dossier.survey.codebook import Codebook, Layout, SurveyColumn
from ogpkit.dossier.survey.draft_text import Variable, head, lines_of
from ogpkit.dossier.survey.headings import refuse_contacts, refuse_contacts_in_words, seems_headless
from ogpkit.dossier.survey.layouts import google_forms, kobo, limesurvey, surveymonkey
from ogpkit.dossier.survey.layouts.arranging import fields_of
from ogpkit.dossier.survey.layouts.durations import UNREADABLE, seconds_between
from ogpkit.dossier.survey.layouts.fields import Field, Fields, is_other, tidy
from ogpkit.dossier.survey.profile import Profile, is_tick, profiles
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.survey.roles import CLASSES, Guess, choice_of, guess, settled
from ogpkit.dossier.survey.xlsform import XlsForm
from ogpkit.errors import DataError, Problem

__all__ = ["draft", "layout_of"]

_COLUMNS = 2_000
_TIMES = 100
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\[[A-Za-z0-9_]+\])?\Z")
_NUMBERED = re.compile(r"(.*?[^\W\d])[_. ]?(\d{1,3})\Z")
_HEADLESS = (
    "the first row looks like answers, not like headings: none of it was copied, and the draft does not fit the table. "
    "Put a row of headings above the answers, and draft anew"
)


def layout_of(header: tuple[str, ...]) -> Layout:
    """Return which program most probably exported a table with these headings.

    Examples
    --------
    >>> layout_of(("Timestamp", "Your age?")), layout_of(("id", "submitdate", "G01Q01")), layout_of(("age", "gender"))
    ('google-forms', 'limesurvey', 'plain')
    """
    folded = {tidy(heading).casefold() for heading in header}
    first = {heading.partition(". ")[0] for heading in folded} | {heading.partition(". ")[2] for heading in folded}
    if {"respondent id", "collector id"} <= folded:
        return "surveymonkey"
    if {"id", "submitdate"} <= first | folded or {"response id", "date submitted"} <= first | folded:
        return "limesurvey"
    if folded & {"_uuid", "_submission_time", "formhub/uuid", "meta/instanceid"} or {"submissiondate", "key"} <= folded:
        return "kobo"
    if header and tidy(header[0]).casefold() in google_forms.OWN and "@" not in header[0]:
        return "google-forms"
    return "plain"


def draft(
    table: RawTable,
    *,
    layout: Layout | None = None,
    sheet: str | None = None,
    form: tuple[str, XlsForm] | None = None,
    language: str | None = None,
    folder: Path,
    tell: Callable[[str], None] | None = None,
) -> str:
    """Return the text of a ``survey.yaml`` for a table, with everything that can be guessed from it.

    No answer of a respondent is part of it but options: short values that at least three rows hold which differ
    otherwise too, and 2 % of them, and that lead to no person as far as can be seen. Names are not seen. ``tell`` takes
    a warning: that the first row seems to be no headings, of which then nothing is copied.

    Raises
    ------
    DataError
        The table cannot be read, has very many columns, or has an e-mail address, a telephone number or an address of
        a page in a heading.
    """
    if len(table.header) > _COLUMNS:
        what, todo = f"the table has {len(table.header)} columns", "export the questions alone"
        raise DataError([Problem(table.name, None, what, f"at most {_COLUMNS}", todo, rule="too-large")])
    refuse_contacts(table.name, table.header, getattr(table, "header_line", 1))
    chosen = layout or ("kobo" if form else layout_of(table.header))
    drafting = _Drafting(table, chosen, form[1] if form else None, language, folder)
    name = table.name.partition("!")[0].rpartition("/")[2]
    headless = chosen == "plain" and seems_headless(drafting.headings, drafting.profiles)
    if headless and tell is not None:
        tell(_HEADLESS)
    variables = list(drafting.variables())
    if headless:
        variables = [_nameless(number, one) for number, one in enumerate(variables, start=1)]
    refuse_contacts_in_words(table.name, ((one.name, text) for one in variables for text in one.texts))
    above = head(
        name,
        (form[1].title if form else "") or None,
        language=language,
        layout=chosen,
        sheet=sheet,
        form=form[0] if form else None,
    )
    return "".join((*above, *(line for variable in variables for line in lines_of(variable))))


class _Drafting:
    def __init__(
        self, table: RawTable, layout: Layout, form: XlsForm | None, language: str | None, folder: Path
    ) -> None:
        self.table, self.layout, self.form, self.language = table, layout, form, language
        self.fields = self._fields(folder)
        keys_of = [one.key for one in self.fields.fields]
        own = {one.key for one in self.fields.fields if one.own}
        self.profiles = profiles(table, keys_of, self.fields.skip, own)
        self.headings = dict(zip(keys(table.header), table.header, strict=True))
        self.names: set[str] = set()
        self.used: set[str] = set()

    def _fields(self, folder: Path) -> Fields:
        nothing = SurveyColumn(name="none", role="identifier", question="none")
        book = Codebook(title="draft", sampling="opt-in", synthetic=False, layout=self.layout, columns=(nothing,))
        if self.layout == "plain":
            own = google_forms.OWN | kobo.OWN | limesurvey.OWN | surveymonkey.OWN
            columns = zip(keys(self.table.header), self.table.header, strict=True)
            return Fields(
                book,
                tuple(Field(key, (heading,), own=heading.casefold() in own) for key, heading in columns if heading),
            )
        if self.layout == "kobo":
            return kobo.fields_with(self.table, book, self.form)
        return fields_of(self.layout, self.table, book, None, folder, folder)

    def variables(self) -> Iterator[Variable]:
        several = {one.key: group for group in self.groups() for one in group[1]}
        told: set[str] = set()
        for one in self.fields.fields:
            if one.key in self.used or not one.names:
                continue
            if one.key in several:
                word, members = several[one.key]
                if word not in told:
                    told.add(word)
                    yield self.multiple(word, members)
                continue
            own = one.own
            if (own or one.free) and self.layout != "plain":
                timed = self.layout == "limesurvey" and limesurvey.DURATION & {name.casefold() for name in one.names}
                if timed or self.times(one):
                    yield from self.duration(one)
                continue
            yield self.single(one, own=own)

    def times(self, one: Field) -> bool:
        """Return whether a column is made of two that hold times, of which a duration can be had."""
        if one.until is None:
            return False
        both = [list(self.profiles[key].values)[:_TIMES] for key in (one.key, one.until)]
        return all(both) and all(seconds_between(time, time) != UNREADABLE for times in both for time in times)

    def duration(self, one: Field) -> Iterator[Variable]:
        """Yield the time that an interview took, which a codebook needs for telling who was very quick."""
        if self.profiles[one.key].filled:
            word = one.names[min(1, len(one.names) - 1)]
            yield Variable(self.name(word), word, "How long the interview took", Guess("duration", remark="seconds"))

    def groups(self) -> list[tuple[str, list[Field]]]:
        """Return the questions whose options have columns of their own, each with these columns."""
        among: dict[str, list[Field]] = {}
        for one in self.fields.fields:
            for word in dict.fromkeys(one.of) if not one.own else ():
                among.setdefault(word, []).append(one)
        if self.layout == "plain":
            among = self.plain_groups()
        elif self.form is not None:
            # The form knows which questions have several answers, behind whatever groups their headings name.
            several = [one.name for one in self.form.questions.values() if one.several]
            among = {word: among[word] for word in several if word in among}
        whole = {name: one for one in self.fields.fields for name in one.names}
        found: list[tuple[str, list[Field]]] = []
        taken: set[str] = set()
        for word, members in sorted(among.items(), key=lambda item: (item[0] not in whole, -len(item[0]))):
            if len(members) < 2 or {one.key for one in members} & taken or not self.ticked(word, members):
                continue
            found.append((word, members))
            taken |= {one.key for one in members}
            if word in whole:
                self.used.add(whole[word].key)
        return found

    def plain_groups(self) -> dict[str, list[Field]]:
        sets = getattr(self.table, "sets", {})
        by_name = {one.names[0]: one for one in self.fields.fields}
        found = {label: [by_name[name] for name in names] for label, names, _ in sets.values()}
        if not found:
            for one in self.fields.fields:
                numbered = _NUMBERED.fullmatch(one.names[0])
                if numbered:
                    found.setdefault(numbered[1], []).append(replace(one, options=(numbered[2],)))
        return found

    def ticked(self, word: str, members: list[Field]) -> bool:
        """Return whether the columns say no more than chosen or not chosen, and at least one of them says it."""
        several = [one for one in members if not one.free]
        ticks = 0
        for one in several:
            mine = {tidy(option) for option in one.options}
            values = self.profiles[one.key].values
            if not all(is_tick(value) or value in mine for value in values):
                return False
            labels = self.table.labels.get(self.headings[one.key], {})
            if not all(is_tick(label) or tidy(label) == tidy(word) for label in labels.values()):
                return False
            ticks += bool(values)
        return ticks > 0 and len(several) > 1

    def multiple(self, word: str, members: list[Field]) -> Variable:
        options: list[str] = []
        labels: dict[str, str] = {}
        fields: dict[str, str] = {}
        questions = getattr(self.table, "questions", {})
        for one in members:
            if one.free and not self.profiles[one.key].filled:
                continue
            option = one.options[one.of.index(word)] if word in one.of else (one.options or one.names)[0]
            label = questions.get(one.names[0]) or (one.options[-1] if len(one.options) > 1 else "")
            if one.free and is_other(option):
                label = label if label and is_other(label) and label != option else ""
            options.append(option)
            if label and label != option:
                labels[option] = label
            fields[option] = one.names[0]
        found = Guess("multiple choice", tuple(options), labels=self.translated(word, labels))
        name = self.name(word)
        plain = fields if self.layout == "plain" else {}
        return Variable(name, word, self.question(word), found, plain)

    def translated(self, word: str, labels: dict[str, str]) -> dict[str, str]:
        question = self.form.questions.get(word) if self.form else None
        if self.form is None or question is None:
            return labels
        listed = self.form.choices.get(question.choices, {})
        found = {option: self.form.label(words, self.language) for option, words in listed.items()}
        return {option: label for option, label in found.items() if label and label != option}

    def single(self, one: Field, *, own: bool) -> Variable:
        word = one.names[0]
        question = next((name for name in one.names if self.form and name in self.form.questions), None)
        if question is not None:
            # Two questions may have one name in two groups of a form: then only their whole headings tell them apart.
            alone = sum(question in other.names for other in self.fields.fields) == 1
            word = question if alone else word
        elif self.layout == "limesurvey" and len(one.names) > 1:
            word = one.names[1]
        heading = self.headings[one.key]
        asked = self.question(word, (getattr(self.table, "questions", {}).get(heading) or one.names[-1]))
        labels, missing = dict(self.table.labels.get(heading, {})), self.table.missing.get(heading, ())
        profile = self.profiles[one.key]
        if question is not None:
            found = self.of_form(question, profile, asked)
        else:
            found = guess(asked if asked != word else word, profile, labels, missing, own=own)
        if found.role == "multiple choice" and self.fields.rewrite is not None and "left out" in found.remark:
            # What is rare stands in place of "other"; the layout counts it so.
            found = replace(
                found,
                options=(*found.options, "Other"),
                remark=found.remark.replace("rare texts were left out", "rare texts count as Other"),
            )
        if found.separator is not None and self.layout != "plain":
            found = replace(found, separator=None)
        return Variable(self.name(word), word, asked, found)

    def of_form(self, name: str, profile: Profile, asked: str) -> Guess:
        """Return what a question of a form is: the form says it, whatever was answered."""
        assert self.form is not None
        question = self.form.questions[name]
        if question.steps:
            return Guess("rating", question.steps, remark="the lowest must come first")
        if question.kind == "range":
            return Guess("identifier", remark=CLASSES)
        if not question.choices:
            text = question.kind in ("text", "string")
            return Guess("free text") if text else guess(asked, profile, {}, (), own=question.kind not in ("integer",))
        listed = self.form.choices.get(question.choices, {})
        labels = {option: self.form.label(words, self.language) or option for option, words in listed.items()}
        if question.other:
            labels.setdefault("other", "Other")
        told = {option: label for option, label in labels.items() if label != option}
        if question.several:
            return Guess("multiple choice", tuple(labels), labels=told)
        # Marks from 1 to 5 are named by their numbers; 1, 2 and 3 for words are codes and no marks.
        marks = [option for option, label in labels.items() if option.isdecimal() and label.startswith(option)]
        if len(marks) > 2 and len(labels) - len(marks) < 4:
            away = tuple(option for option in labels if option not in marks)
            return settled(Guess("rating", tuple(sorted(marks, key=int)), away, told))
        return settled(Guess(choice_of(asked), tuple(labels), labels=told))

    def question(self, word: str, other: str = "") -> str:
        question = self.form.questions.get(word) if self.form else None
        label = self.form.label(question.labels, self.language) if self.form and question else None
        return tidy(label or other or word) or word

    def name(self, word: str) -> str:
        """Return a name for a variable: its heading where that is one word, else a number."""
        name = word if _WORD.match(word) and len(word) <= 40 else f"q{len(self.names) + 1:02d}"
        while name in self.names:
            name += "_"
        self.names.add(name)
        return name


def _nameless(number: int, variable: Variable) -> Variable:
    """Return a variable without the words of its heading, which are somebody's answer."""
    name = f"q{number:02d}"
    return replace(variable, name=name, heading=name, question=f"Column {number}", fields={})
