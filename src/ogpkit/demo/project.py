"""Writing a whole project of invented cities: params, dossiers and notebooks, ready for check, run and batch."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ogpkit.demo.answers import assessment
from ogpkit.demo.cities import NOTICE, City, city
from ogpkit.demo.events import Row, deadline, events
from ogpkit.demo.evidence import evidence, links
from ogpkit.demo.lines import yaml_text
from ogpkit.demo.plans import plan
from ogpkit.demo.surveys import census, codebook, responses
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.links import LinkCheck
from ogpkit.errors import UsageError

__all__ = ["MOST_CITIES", "dossier_files", "params_file", "write_demo"]

MOST_CITIES = 100_000
"""More cities than any trial needs; what comes after it would only fill a disk."""

_NOTEBOOKS = (".ipynb", ".py")


def write_demo(folder: Path, cities: int, seed: int = 1, *, notebooks: Path) -> tuple[Path, ...]:
    """Write a project of invented cities, and return its params files in their order.

    City 7 of a seed is the same, byte for byte, in a project of ten and in one of a thousand. All parts say that they
    are invented. The project appears as a whole or not at all.

    Parameters
    ----------
    folder : pathlib.Path
        Where the project is written; missing or empty.
    cities : int
        How many, from 1 to 100,000.
    seed : int
        Another seed gives other cities.
    notebooks : pathlib.Path
        The folder of the notebooks that make the reports; they are copied.

    Raises
    ------
    UsageError
        The number makes no sense, there are no notebooks, or the folder holds something or cannot be written.
    """
    if not 1 <= cities <= MOST_CITIES:
        raise UsageError(f"{cities} cities; expected 1 to {MOST_CITIES:,}")
    try:
        copied = sorted(path for path in notebooks.iterdir() if path.suffix in _NOTEBOOKS and path.is_file())
        if not copied:
            raise UsageError(f'"{notebooks}" holds no notebooks; expected the notebooks/ of a project')
        _refuse(folder)
        scratch = folder.parent / f".{folder.absolute().name}.unfinished"
        scratch.mkdir(parents=True)
    except FileExistsError:
        what = f'"{scratch}" is left of a project that was not finished, or is being written'
        raise UsageError(f"{what}; delete it, then try again") from None
    except OSError as error:
        raise UsageError(f'"{error.filename}" cannot be used ({error.strerror}); choose another folder') from None
    try:
        _write(scratch, (city(seed, index) for index in range(1, cities + 1)), copied)
        names = sorted(path.name for path in (scratch / "params").iterdir())
        _move(scratch, folder)
    except OSError as error:
        raise UsageError(f'"{folder}" could not be written ({error.strerror}); nothing is left of it') from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(folder / "params" / name for name in names)


def _refuse(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f'"{folder}" is a file; choose a new folder')
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f'"{folder}" is there already and not empty; choose a new folder')


def _write(root: Path, cities: Iterable[City], notebooks: Sequence[Path]) -> None:
    for name in ("params", "data/raw", "notebooks", "reports"):
        (root / name).mkdir(parents=True)
    for path in notebooks:
        (root / "notebooks" / path.name).write_bytes(path.read_bytes())
    (root / "README.md").write_bytes(_README.encode())
    (root / "reports" / "README.md").write_bytes(b"Reports of invented cities (synthetic) are written here.\n")
    for one in cities:
        dossier = root / "data" / "raw" / one.slug
        dossier.mkdir()
        for name, text in dossier_files(one):
            (dossier / name).write_bytes(text.encode())
        (root / "params" / f"{one.slug}.yaml").write_bytes(params_file(one).encode())


def _move(scratch: Path, folder: Path) -> None:
    """Put what is finished in its place; an empty folder that is there stays the same folder, with its rights."""
    if not folder.exists():
        scratch.rename(folder)
        return
    for part in sorted(scratch.iterdir()):
        part.rename(folder / part.name)


def dossier_files(one: City) -> Iterator[tuple[str, str]]:
    """Yield the files of a city's dossier, by name."""
    register, process = evidence(one), events(one)
    yield "plan.yaml", yaml_text(NOTICE, plan(one))
    yield "inception.yaml", yaml_text(NOTICE, assessment(one, register, process))
    if register:
        yield "evidence.csv", _table(EvidenceEntry.model_fields, register)
    if process:
        yield "events.csv", _table(Event.model_fields, process)
    asked = links(one, register)
    if asked:
        yield "links.csv", _table(LinkCheck.model_fields, asked)
    if one.survey is not None:
        header, rows = responses(one)
        yield "survey.yaml", yaml_text(NOTICE, codebook(one, rows))
        yield "survey.csv", _csv(header, rows)
        people = census(one)
        if people:
            yield "census.csv", _table(people[0], people)


def params_file(one: City) -> str:
    """Return the params file of a city's report."""
    chance = one.chance("params")
    date = deadline(one) + datetime.timedelta(days=chance.randint(30, 200))
    return yaml_text(
        NOTICE,
        {
            "dossier": one.slug,
            "form": "inception",
            "language": "en",
            "status": one.status,
            "date": date.isoformat(),
            "disclosure_threshold": chance.choices((10, 5, 3, 20), (8, 1, 1, 1))[0],
        },
    )


def _table(columns: Iterable[str], rows: Sequence[Row]) -> str:
    header = list(columns)
    return _csv(header, ([row.get(name, "") for name in header] for row in rows))


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue()


_README = """\
# Synthetic cities

Everything in this folder was made up by `ogpkit demo`, for trials and benchmarks. The places do not exist, nobody was
asked, and nobody was assessed. Do not cite any of it.

- `params/` one file for each report
- `data/raw/` one dossier for each city, some with parts missing, as in life
- `notebooks/` the notebooks that make the reports
- `reports/` where the reports are written

Change into this folder and type `ogpkit check`, then `ogpkit batch`, which makes all reports.
"""
