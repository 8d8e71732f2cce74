"""The events of the co-creation as tables: what took place when, and the numbers that are known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ogpkit.dossier.events import Event
from ogpkit.indicators.events import SECTORS
from ogpkit.report import blocks as b
from ogpkit.report.figures.dates import date_in_words
from ogpkit.report.figures.grid import joined
from ogpkit.report.prose import withhold
from ogpkit.report.words import words

__all__ = ["event_tables"]

Columns = dict[str, Callable[[Event], str]]

_JOINED = "\N{NO-BREAK SPACE}"
_UNKNOWN = "–"
_PROPOSALS = {"proposals": "received", "answered": "answered"}


def event_tables(events: Sequence[Event], language: str = "en") -> tuple[b.Table, ...]:
    r"""Return the events as a table, and as a second one the numbers of those of which some are known.

    Two tables of few columns can be read on a telephone; one of all columns could not. A column stands only where an
    event has something in it.

    Examples
    --------
    >>> from ogpkit.dossier.events import Event
    >>> poll = Event(id="poll", kind="survey", title="Poll", start="2021-07", invitations=30, at_least="yes")
    >>> told, numbers = event_tables([poll])
    >>> [cell[0].text for cell in numbers.rows[0]]
    ['Poll', 'at\xa0least\xa030']
    """
    counted = [event for event in events if _invitations(event) or _participants(event) or _proposals(event)]
    return (_told(events, language), *([_numbers(counted)] if counted else []))


def _number(event: Event, number: int) -> str:
    """Return a number of a row, which may be a lower bound."""
    return f"at{_JOINED}least{_JOINED}{number:,}" if event.at_least == "yes" else f"{number:,}"


def _kind(event: Event) -> str:
    if event.times is None or (event.times == 1 and event.at_least == "no"):
        return event.kind
    often = f"at{_JOINED}least{_JOINED}once" if event.times == 1 else f"{_number(event, event.times)}{_JOINED}times"
    return f"{event.kind}, {often}"


def _when(event: Event) -> str:
    if event.start is None:
        return f"until {date_in_words(event.end)}" if event.end else ""
    return f"{date_in_words(event.start)} to {date_in_words(event.end)}" if event.end else date_in_words(event.start)


def _invitations(event: Event) -> str:
    return "" if event.invitations is None else _number(event, event.invitations)


def _listed(event: Event, names: dict[str, str]) -> str:
    numbers = [(getattr(event, column), name) for column, name in names.items()]
    return ", ".join(f"{_number(event, number)}{_JOINED}{name}" for number, name in numbers if number is not None)


def _participants(event: Event) -> str:
    return _listed(event, SECTORS)


def _proposals(event: Event) -> str:
    return _listed(event, _PROPOSALS)


def _told(events: Sequence[Event], language: str) -> b.Table:
    missing = (b.Missing(text=words(language)["not_provided"]),)
    always: Columns = {
        "Event": lambda event: withhold(event.title),
        "Kind": _kind,
        "When": _when,
        "Who took part": lambda event: withhold(event.who or "") or ("counted below" if _participants(event) else ""),
    }
    some: Columns = {
        "Material sent": lambda event: date_in_words(event.informed) if event.informed else "",
        "Remark": lambda event: withhold(event.note or ""),
    }
    some = {title: cell for title, cell in some.items() if any(map(cell, events))}
    rows = [
        (
            *(b.inlines(cell(event)) or missing for cell in always.values()),
            *(b.inlines(c(event)) for c in some.values()),
        )
        for event in events
    ]
    return b.Table(
        caption=b.inlines("Events of the co-creation process"),
        columns=tuple(b.Column(title=b.inlines(title)) for title in (*always, *some)),
        rows=tuple(rows),
        note=b.inlines("Dates are given as exactly as the source gives them: a year, a month or a day."),
    )


def _numbers(events: Sequence[Event]) -> b.Table:
    columns: Columns = {"Invitations": _invitations, "Participants": _participants, "Proposals": _proposals}
    shown = {title: cell for title, cell in columns.items() if any(map(cell, events))}
    heads: Columns = {"Event": lambda event: withhold(event.title)}
    if len({event.title for event in events}) < len(events):
        heads["When"] = _when  # meetings of one series often bear one name, and only their dates tell them apart
    rows = tuple(
        tuple(b.inlines(cell(event) or _UNKNOWN) for cell in (*heads.values(), *shown.values())) for event in events
    )
    notes = {
        f"{_UNKNOWN}: not known.": any(not cell(event) for cell in shown.values() for event in events),
        "At least: the source says “at least” or “more than”.": any(event.at_least == "yes" for event in events),
        "Who came twice counts twice.": "Participants" in shown,
        "Answered: with reasons.": any(event.answered is not None for event in events),
    }
    return b.Table(
        caption=b.inlines(f"Events in numbers: {joined([title.lower() for title in shown])}"),
        columns=tuple(
            b.Column(title=b.inlines(title), align="right" if title == "Invitations" else "left")
            for title in (*heads, *shown)
        ),
        rows=rows,
        note=b.inlines(" ".join(note for note, holds in notes.items() if holds)),
    )
