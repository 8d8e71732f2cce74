"""From an export's columns to the codebook's variables, whatever the program: each is found, and the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ogpkit.dossier.nearest import listed
from ogpkit.dossier.source import shown
from ogpkit.dossier.survey.codebook import Codebook, Layout, SurveyColumn
from ogpkit.dossier.survey.layouts.durations import between
from ogpkit.dossier.survey.layouts.fields import Field, Fields, is_other, other_of, tidy
from ogpkit.dossier.survey.layouts.table import ArrangedTable, Source, each, ticked
from ogpkit.dossier.survey.raw import RawTable
from ogpkit.dossier.yaml import Located
from ogpkit.errors import Problem

__all__ = ["arranged", "fields_of"]

Reader = Callable[[RawTable, Codebook, Located | None, Path, Path], Fields]


def fields_of(
    layout: Layout, table: RawTable, codebook: Codebook, located: Located | None, folder: Path, root: Path
) -> Fields:
    """Return the columns of an export as its program means them.

    Raises
    ------
    DataError
        The table, or the form beside it, cannot be read at all.
    """
    from ogpkit.dossier.survey.layouts import google_forms, kobo, limesurvey, surveymonkey

    readers: dict[str, Reader] = {
        "kobo": kobo.read,
        "google-forms": google_forms.read,
        "limesurvey": limesurvey.read,
        "surveymonkey": surveymonkey.read,
    }
    return readers[layout](table, codebook, located, folder, root)


def arranged(
    table: RawTable, codebook: Codebook, located: Located, folder: Path, root: Path
) -> tuple[RawTable, Codebook, list[Problem]]:
    """Return a table as if it were plain, the codebook that fits it, and what does not go together.

    In the plain layout nothing is changed. In the layout of a program each variable is found by the words that the
    program uses; options that have columns of their own become ``fields``; columns that the program adds by itself, and
    the texts that go with "other", are left out where the codebook does not name them. What is left over stays in the
    table under its heading, so that nobody's answers are left out without a word.

    Raises
    ------
    DataError
        The table, or the form beside it, cannot be read at all.
    """
    if codebook.layout == "plain":
        return table, codebook, _merged(table)
    fields = fields_of(codebook.layout, table, codebook, located, folder, root)
    arranging = _Arranging(table, fields, located)
    columns = tuple(arranging.variable(i, column) for i, column in enumerate(fields.codebook.columns))
    arranging.left_over()
    made = ArrangedTable(table, arranging.sources, fields.skip, arranging.labels, arranging.missing)
    return made, fields.codebook.model_copy(update={"columns": columns}), [*fields.problems, *arranging.problems]


def _merged(table: RawTable) -> list[Problem]:
    """Return the problem of a sheet whose headings are merged over several columns, which leaves some without one."""
    merged = getattr(table, "merged_headings", ())
    if not merged:
        return []
    what = f"the headings {listed(merged, 5)} are merged over several columns"
    todo = 'unmerge the cells and write each heading; for an export of SurveyMonkey write "layout: surveymonkey"'
    return [Problem(table.name, table.line(-1), what, "a heading for each column", todo, rule="merged-headings")]


class _Arranging:
    def __init__(self, table: RawTable, fields: Fields, located: Located) -> None:
        self.table, self.fields, self.located = table, fields, located
        self.sources: dict[str, Source] = {}
        self.labels: dict[str, Mapping[str, str]] = {}
        self.missing: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.taken = {column.heading for column in fields.codebook.columns}

    def problem(self, path: tuple[str | int, ...], what: str, expected: str, todo: str) -> None:
        self.problems.append(
            Problem(self.located.name, self.located.line(path), what, expected, todo, rule="survey-layout")
        )

    def named(self, word: str, path: tuple[str | int, ...]) -> Field | None:
        """Return the column that a word means: the one of that best name, or the only one that may be called so."""
        name = tidy(word)
        best = [one for one in self.fields.fields if one.names and tidy(one.names[0]) == name]
        found = best or [one for one in self.fields.fields if name in map(tidy, one.names)]
        if len(found) > 1:
            headings = listed([shown(one.names[0]) for one in found], 5)
            self.problem(path, f"{shown(word)} may mean several columns: {headings}", "one", "write its whole heading")
        return found[0] if found else None

    def variable(self, i: int, column: SurveyColumn) -> SurveyColumn:
        path = ("columns", i)
        words = dict.fromkeys([column.heading, column.name])
        if column.role == "multiple choice":
            if column.fields:
                return self.given_fields(i, column)
            options = [one for one in self.fields.fields if any(tidy(word) in map(tidy, one.of) for word in words)]
            if options and (found := self.option_fields(i, column, options)) is not None:
                return found
        for word in words:
            one = self.named(word, path)
            # What is made of two times is nothing but a duration, whatever else is called so.
            if one is not None and (one.until is None or column.role == "duration"):
                return self.whole(column, one)
        return column

    def whole(self, column: SurveyColumn, one: Field) -> SurveyColumn:
        """Take a column as it is, its cells rewritten where the program has words of its own."""
        self.used.add(one.key)
        if one.until is not None:
            self.sources[column.heading] = Source((one.key, one.until), between)
            return column
        rewrite = self.fields.rewrite(column) if self.fields.rewrite else None
        self.sources[column.heading] = Source((one.key,), None if rewrite is None else each(rewrite))
        if one.key in self.table.labels:
            self.labels[column.heading] = self.table.labels[one.key]
        if one.key in self.table.missing:
            self.missing[column.heading] = self.table.missing[one.key]
        if column.role == "multiple choice" and column.separator is None and self.fields.separator:
            # The texts that go with "other" stand in columns of their own, which say nothing new.
            for field in self.fields.fields:
                if {tidy(word) for word in field.of} & {tidy(column.heading), tidy(column.name)}:
                    self.used.add(field.key)
            return column.model_copy(update={"separator": self.fields.separator})
        return column

    def given_fields(self, i: int, column: SurveyColumn) -> SurveyColumn:
        """Take the columns that the codebook itself names for the options."""
        found = {}
        for option, heading in column.fields.items():
            one = self.named(heading, ("columns", i, "fields", option))
            if one is not None:
                found[option] = one
        return self.fielded(column, found, {**column.fields})

    def option_fields(self, i: int, column: SurveyColumn, among: list[Field]) -> SurveyColumn | None:
        """Take the columns of a question's options; None where they are not there and one column has them all."""
        found: dict[str, Field] = {}
        for one in among:
            words = {tidy(word) for word in one.options}
            option = next((x for x in column.options if {tidy(x), tidy(column.printed(x))} & words), None)
            if option is None and (one.free or any(map(is_other, one.options))):
                option = other_of(column)
            if option is not None and (option not in found or found[option].free):
                found[option] = one
            elif option is None:
                if one.free:
                    self.used.add(one.key)
                    continue
                if not column.options or self.joined(column):
                    return None
                what = f"the table has an option {shown(one.options[-1])} that the codebook does not list"
                self.problem(("columns", i, "options"), what, "all options of the question", "add it to options")
                self.used.add(one.key)
        if not found:
            return None
        absent = [option for option in column.options if option not in found]
        if absent:
            if self.joined(column):
                return None
            what = f"there is no column for the option{'' if len(absent) == 1 else 's'} {listed(absent)}"
            self.problem(("columns", i, "options"), what, "a column for each option", "correct it, or leave it out")
        self.used |= {one.key for one in among}
        return self.fielded(column, found, {})

    def joined(self, column: SurveyColumn) -> bool:
        words = {tidy(column.heading), tidy(column.name)}
        return any(words & set(map(tidy, one.names)) for one in self.fields.fields)

    def fielded(self, column: SurveyColumn, found: dict[str, Field], headings: dict[str, str]) -> SurveyColumn:
        """Return the variable with a column of "1" and "0" for each option."""
        keys = tuple(one.key for one in found.values())
        names = tuple(
            frozenset(map(tidy, [option, column.printed(option), *one.options])) for option, one in found.items()
        )
        free = tuple(one.free or any(map(is_other, one.options)) for one in found.values())
        for place, (option, one) in enumerate(found.items()):
            heading = headings.get(option) or f"{column.heading} [{option}]"
            while heading in self.taken and option not in headings:
                heading += "′"
            headings[option] = heading
            self.taken.add(heading)
            self.sources[heading] = Source(keys, ticked(place, names, free))
            self.used.add(one.key)
        # A column with all options in one cell says the same again.
        words = {tidy(column.heading), tidy(column.name)}
        self.used |= {one.key for one in self.fields.fields if words & set(map(tidy, one.names))}
        order = [option for option in column.options if option in headings] or list(headings)
        fields = {option: headings[option] for option in order}
        return column.model_copy(update={"fields": fields, "separator": None})

    def left_over(self) -> None:
        """Leave what nobody named in the table, but for what the program adds by itself."""
        for one in self.fields.fields:
            if one.key in self.used or one.own or one.free:
                continue
            heading = one.names[0] if one.names else ""
            while heading in self.sources:
                heading += "′"
            self.sources[heading] = Source((one.key,))
