"""One line of the index: what is known of a report without opening it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from ogpkit.errors import DataError, Problem
from ogpkit.report.blocks import Document, Heading, Note
from ogpkit.report.cover import Status
from ogpkit.report.index.key import KeyIndicator, key_indicators

__all__ = ["FILES", "IndexEntry", "State", "entry_of"]

State = Literal["current", "failed", "old", "stale", "missing"]

FILES = ("report.html", "report.pdf", "report.ipynb", "indicators.csv")
"""The files of a report that the index links to."""

# How the cover begins its standing where the whole dossier is invented.
_INVENTED = "Synthetic"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


def _stays_inside(path: str) -> bool:
    """Whether a POSIX path leads from a folder to something inside it."""
    return not _UNSAFE.search(path) and all(part not in ("", ".", "..") for part in path.split("/"))


@dataclass(frozen=True)
class IndexEntry:
    """What the index says of one report.

    Parameters
    ----------
    name : str
        Name of the params file without its ending.
    folder : str
        POSIX path of the report's folder, relative to the index; "" where there is none.
    member, country, title, form, period, language : str
        As on the report's cover; ``form`` is the title of the form.
    status : {"draft", "public-comment", "final"}
    date : str
        Date of this version of the report (ISO).
    state : {"current", "failed", "old", "stale", "missing"}
        ``old``: an earlier report is there and its rerun failed; ``stale``: what it was made from has changed since;
        ``missing``: it is not made yet.
    message : str
        Why it failed; may have several lines.
    warnings : int
        How many warnings the run gave.
    notices : tuple of str
        What in it is synthetic or not official, as the report itself says it.
    synthetic : bool
        The whole dossier is invented: it is never added up with others.
    indicators : tuple of KeyIndicator
    files : tuple of str
        Names of the files in the folder that are linked to.

    Raises
    ------
    ValueError
        The folder or a file's name leads out of the index's folder.

    Examples
    --------
    >>> entry = IndexEntry(name="x", member="Xville", status="draft", date="2026-11-23", state="missing")
    >>> IndexEntry.from_json(entry.as_json(), "status.json") == entry
    True
    """

    name: str
    member: str
    status: Status
    date: str
    state: State
    folder: str = ""
    country: str = ""
    title: str = ""
    form: str = ""
    period: str = ""
    language: str = "en"
    message: str = ""
    warnings: int = 0
    notices: tuple[str, ...] = ()
    synthetic: bool = False
    indicators: tuple[KeyIndicator, ...] = ()
    files: tuple[str, ...] = FILES

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    def __post_init__(self) -> None:
        if self.folder and not _stays_inside(self.folder):
            raise ValueError("the folder must be a path inside the index's own folder")
        if any("/" in file or not _stays_inside(file) for file in self.files):
            raise ValueError("a file must be a plain name in the report's folder")
        if self.status not in get_args(Status) or self.state not in get_args(State):
            raise ValueError("status or state is none of those that the index knows")

    @property
    def plan(self) -> tuple[str, ...]:
        """What is the same in all reports on one plan and form, whatever their language or version."""
        # Without a member nothing tells two plans from each other but the name of the run.
        member = self.member.casefold() or f"\0{self.name}"
        return (self.country.casefold(), member, self.form.casefold(), self.period.casefold())

    def as_json(self) -> dict[str, Any]:
        """Return the entry as an object for JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any], file: str) -> IndexEntry:
        """Return the entry that :meth:`as_json` wrote; ``file`` is where it was read from.

        Raises
        ------
        DataError
            Where the object is no entry of an index; every fault is named.
        """
        try:
            return _ENTRIES.validate_python(value)
        except ValidationError as error:
            raise DataError([_problem(one["loc"], one["msg"], file) for one in error.errors()]) from None


_ENTRIES: TypeAdapter[IndexEntry] = TypeAdapter(IndexEntry)


def _problem(place: tuple[int | str, ...], said: str, file: str) -> Problem:
    where = ".".join(str(part) for part in place)
    what = f"{where}: {said}" if where else said.removeprefix("Value error, ")
    return Problem(file, None, what, "an entry of the index", "make the report again", rule="index")


def _opening_notices(document: Document) -> tuple[str, ...]:
    """Return the titles of the notes on invented data with which a report opens; later ones need their chapter."""
    opening: list[Note] = []
    for block in document.blocks:
        if isinstance(block, Note):
            opening.append(block)
        elif isinstance(block, Heading) and opening:
            break
    return tuple(note.title for note in opening if note.tone == "synthetic")


def entry_of(
    document: Document,
    *,
    name: str,
    folder: str,
    country: str | None = None,
    member: str | None = None,
    state: State = "current",
    message: str = "",
    warnings: int = 0,
    files: tuple[str, ...] = FILES,
) -> IndexEntry:
    """Return the entry of a report, from its document.

    A cover names the member and its country together; the country is what follows the last comma unless it is given.

    Examples
    --------
    >>> from ogpkit.report.blocks import Cover
    >>> cover = Cover(
    ...     title="Inception Report",
    ...     member="Córdoba (City), Argentina",
    ...     status="final",
    ...     date="2026-11-23",
    ...     language="es",
    ... )
    >>> entry = entry_of(Document(cover=cover, blocks=()), name="cordoba", folder="cordoba/inception")
    >>> entry.member, entry.country
    ('Córdoba (City)', 'Argentina')
    """
    cover = document.cover
    place, _, land = cover.member.rpartition(", ")
    synthetic = cover.standing.startswith(_INVENTED)
    return IndexEntry(
        name=name,
        folder=folder,
        member=(place or land) if member is None else member,
        country=(land if place else "") if country is None else country,
        title=cover.title,
        form=cover.document,
        period=cover.period,
        language=cover.language,
        status=cover.status,
        date=cover.date,
        state=state,
        message=message,
        warnings=warnings,
        notices=tuple(one for one in (cover.standing, *(() if synthetic else _opening_notices(document))) if one),
        synthetic=synthetic,
        indicators=key_indicators(document),
        files=files,
    )
