"""Checking the links of a dossier: which addresses to ask, what is known of them already, and ``links.csv``."""

from __future__ import annotations

import asyncio
import csv
import datetime
import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ogpkit.dossier.links import LinkCheck
from ogpkit.dossier.reading import read_dossier
from ogpkit.forms import load_form
from ogpkit.run.asking import Answer, Asker, Manners

__all__ = ["CheckedLinks", "check_links", "manners_from"]

FILE = "links.csv"
_COLUMNS = tuple(LinkCheck.model_fields)
_SETTLED = datetime.timedelta(days=7)
_IN_DOUBT = datetime.timedelta(days=1)
"""How long an answer is used again; what is in doubt may have passed by tomorrow."""


@dataclass(frozen=True)
class CheckedLinks:
    """What a check of links found: how many addresses were asked, how many known from before, and all results."""

    asked: int
    known: int
    links: tuple[LinkCheck, ...]
    no_network: bool = False

    def count(self, state: str) -> int:
        """Return how many addresses are "alive", "dead" or "in doubt"."""
        return sum(link.state == state for link in self.links)


def manners_from(environment: Mapping[str, str]) -> Manners:
    """Return the manners of a check; ``OGPKIT_LINKS_PRIVATE=1`` lets it ask hosts in private networks too.

    That is for evidence on an intranet. With files that others wrote it would let them probe your network.

    Examples
    --------
    >>> manners_from({}).private, manners_from({"OGPKIT_LINKS_PRIVATE": "1"}).private
    (False, True)
    """
    return Manners(private=environment.get("OGPKIT_LINKS_PRIVATE") == "1")


def check_links(
    folder: Path,
    form: str,
    root: Path,
    *,
    today: datetime.date,
    manners: Manners | None = None,
    tell: Callable[[str], None] | None = None,
) -> CheckedLinks:
    """Ask the addresses of a dossier's evidence, and write what became of them into its ``links.csv``.

    An answer is used again for seven days, and for one where it left the address in doubt. The file is replaced whole
    when all answers are there; where the check is interrupted, or there is no network, it stays as it was. Nothing is
    asked and nothing written while ``evidence.csv`` is missing or has errors, because an address that cannot be read
    may be one of which the answer is known.

    Parameters
    ----------
    folder, form, root : Path, str, Path
        The dossier's folder, the form by which it is read, and the project.
    today : datetime.date
        The day that is noted with the answers.
    manners : Manners, optional
        How politely to ask.
    tell : callable, optional
        Is told what is about to happen.
    """
    reading = read_dossier(folder, load_form(form), root)
    rows = [link for _, link in reading.links.rows]
    if reading.evidence.problems or not reading.evidence.whole:
        # What cannot be read of the register may be the very address whose answer is known already.
        if tell is not None:
            tell(f"{reading.names['evidence']} has errors: no address is asked, and {FILE} stays as it is")
        return CheckedLinks(0, len(rows), tuple(rows))
    if not os.path.lexists(folder / "evidence.csv"):
        return CheckedLinks(0, len(rows), tuple(rows))
    addresses = list(dict.fromkeys(entry.address for _, entry in reading.evidence.rows if entry.address))
    # Of two rows on one address nobody knows which is right.
    times = Counter(link.address for link in rows)
    before = {link.address: link for link in rows if times[link.address] == 1}
    fresh = {address: before[address] for address in addresses if address in before and _fresh(before[address], today)}
    open_ = [address for address in addresses if address not in fresh]
    if tell is not None and open_:
        tell(f"asking {len(open_)} of {len(addresses)} addresses")
    answers, offline = asyncio.run(_ask(open_, manners or Manners())) if open_ else ({}, False)
    if offline:
        # Where no host at all is found, it is likelier that there is no network than that all of them are gone.
        answers = {address: answer for address, answer in answers.items() if answer.status is not None}
    found = fresh | {address: _noted(address, today, answer) for address, answer in answers.items()}
    kept = {address: before[address] for address in addresses if offline and address in before}
    links = tuple((kept | found)[address] for address in addresses if address in kept | found)
    if rows != list(links) and (answers or not offline):
        _write(folder / FILE, links)
    return CheckedLinks(len(answers), len(fresh), links, offline)


def _fresh(link: LinkCheck, today: datetime.date) -> bool:
    """Return whether an answer is young enough; one from a day that has not come yet is not."""
    age = today - link.checked
    return datetime.timedelta() <= age < (_IN_DOUBT if link.state == "in doubt" else _SETTLED)


async def _ask(addresses: Sequence[str], manners: Manners) -> tuple[dict[str, Answer], bool]:
    """Return the answers, and whether there seems to be no network."""
    asker = Asker(manners)
    async with asyncio.TaskGroup() as group:
        tasks = {address: group.create_task(asker.ask(address)) for address in addresses}
    return {address: task.result() for address, task in tasks.items()}, asker.missed and not asker.resolved


def _noted(address: str, today: datetime.date, answer: Answer) -> LinkCheck:
    known = {"address": address, "checked": today, "status": answer.status, "outcome": answer.outcome}
    try:
        return LinkCheck.model_validate(known | {"final": answer.final})
    except ValidationError:  # a server may lead to an address that the kit would not read again
        return LinkCheck.model_validate(known)


def _write(path: Path, links: Sequence[LinkCheck]) -> None:
    """Replace the file in one step; nobody ever sees half of it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for link in links:
        values = link.model_dump(mode="json")
        writer.writerow(["" if values[column] is None else values[column] for column in _COLUMNS])
    number, name = tempfile.mkstemp(prefix=".links-", suffix=".tmp", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(buffer.getvalue().encode())
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(0o644)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
