"""Google Forms: questions are headings, a row of a grid stands in brackets, ticked options are joined in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ogpkit.dossier.survey.codebook import Codebook, SurveyColumn
from ogpkit.dossier.survey.layouts.fields import Field, Fields, meanings, numbered, other_of, tidy
from ogpkit.dossier.survey.raw import RawTable, keys
from ogpkit.dossier.yaml import Located

__all__ = ["OWN", "joined_cells", "read", "separator_of"]

OWN = frozenset(
    [
        *("timestamp", "позначка часу", "отметка времени", "marca temporal", "horodateur", "zeitstempel"),
        *("sygnatura czasowa", "carimbo de data/hora", "informazioni cronologiche", "tijdstempel", "časová značka"),
        *(
            "email address",
            "email",
            "username",
            "електронна адреса",
            "адреса електронної пошти",
            "адрес электронной почты",
        ),
        *("dirección de correo electrónico", "adresse e-mail", "e-mail-adresse", "nazwa użytkownika", "adres e-mail"),
        *("endereço de e-mail", "indirizzo email", "score", "total score", "оцінка", "ім'я користувача"),
    ]
)
_PEEKED = 20_000


def read(table: RawTable, codebook: Codebook, located: Located | None, folder: Path, root: Path) -> Fields:
    """Return the columns of an export of Google Forms, from its own CSV download or from a Google sheet."""
    del located, folder, root
    names = numbered(tidy(heading) for heading in table.header)
    fields = tuple(
        Field(key, (name,) if name else (), own=name.casefold() in OWN)
        for key, name in zip(keys(table.header), names, strict=True)
    )
    several = {
        key
        for key, name in zip(keys(table.header), names, strict=True)
        for column in codebook.of("multiple choice")
        if name in (tidy(column.heading), tidy(column.name))
    }
    separator = separator_of(table, several, [x for column in codebook.of("multiple choice") for x in column.options])
    return Fields(codebook, fields, separator, rewrite=lambda column: joined_cells(column, separator))


def separator_of(table: RawTable, wanted: set[str], options: Sequence[str], skip: int = 0) -> str:
    """Return what parts ticked options in one cell: ";" in the program's own CSV files, ", " in its sheets."""
    held = [option for option in options if ";" in option]
    seen = 0
    for part in table.parts(wanted) if wanted else ():
        for column in part.columns.values():
            for cell in column.to_pylist()[skip if not seen else 0 :]:
                for option in held:
                    cell = (cell or "").replace(option, "")
                if cell and ";" in cell:
                    return ";"
        seen += part.rows
        if seen >= _PEEKED:
            break
    return ", "


def joined_cells(column: SurveyColumn, separator: str) -> Callable[[str], str] | None:
    """Return what counts a text of a respondent's own as the option "other"; None where there is no such option.

    The programs write the text in place of the option, so that only the options tell what is one. An option may hold
    the separator itself: the longest one is taken first.
    """
    other = other_of(column)
    if other is None:
        return None
    known = meanings(column)
    mark = separator.strip() or separator
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    edge = re.escape(mark)
    pattern = re.compile(rf"(?:(?<=^)|(?<={edge}))\s*({words})\s*(?={edge}|$)")

    def rewrite(cell: str) -> str:
        text = tidy(cell)
        if text in known:
            return known[text]
        found = [known[one] for one in pattern.findall(text)]
        rest = [piece for piece in pattern.sub("", text).split(mark) if piece.strip()]
        chosen = list(dict.fromkeys([*found, other] if rest else found))
        return separator.join(chosen)

    return rewrite
