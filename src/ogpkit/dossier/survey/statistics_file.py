"""Reading SPSS (.sav, .zsav) and Stata (.dta) files as a table of texts, with their value labels and missing codes."""

from __future__ import annotations

import datetime
import math
import unicodedata
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ogpkit.dossier.survey.raw import Part, keys
from ogpkit.errors import DataError, Problem

__all__ = ["StatisticsTable", "read_statistics_file"]

_BATCH = 100_000
_MOST_CODES = 1000
_MOST_LABELS = 20_000
_LIMIT = 4_000_000_000
_STATA = {0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x73}
"""The first byte of Stata's formats before version 13, which are the numbers 102 to 115."""


@dataclass(frozen=True)
class StatisticsTable:
    """A file of SPSS or Stata as a :class:`~ogpkit.dossier.survey.raw.RawTable`.

    Cells are codes as texts (``1``, not ``1.0``); what they mean is in ``labels``. A code that the file declares as
    missing stays in its cell and is listed in ``missing`` (Stata's extended ones as ``.a`` to ``.z``); what the program
    calls system-missing is an empty cell.
    """

    path: Path
    name: str
    header: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, str] = field(default_factory=dict)
    """The label of each variable, which most often is the question."""
    sets: Mapping[str, tuple[str, tuple[str, ...], str]] = field(default_factory=dict)
    """SPSS's multiple dichotomies: name, with their label, variables and the code that counts as chosen."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """For each heading the variable as the file spells it."""
    extended: frozenset[str] = frozenset()
    """Variables of Stata that hold numbers, in which a letter is an extended missing code."""

    def line(self, row: int) -> int:
        """Return the number of a case, from 1, as the program counts them."""
        return row + 1

    def parts(self, wanted: Collection[str]) -> Iterator[Part]:
        """Go through the cases; see :class:`~ogpkit.dossier.survey.raw.RawTable`.

        Raises
        ------
        DataError
            The file ends too early or holds texts that are not in its encoding.
        """
        import pyarrow as pa

        own = {key: self.variables[heading] for key, heading in zip(keys(self.header), self.header, strict=True)}
        used = {key: own[key] for key in own if key in set(wanted)}
        # The file gives no count of its rows without a column, so that one is read in any case.
        columns = list(dict.fromkeys([*used.values(), *list(own.values())[:1]]))
        offset = 0
        while columns:
            cells, _ = _read(self.path, self.name, usecols=columns, row_offset=offset, row_limit=_BATCH)
            count = len(cells[columns[0]])
            if not count:
                return
            texts = {key: _texts(cells[one], extended=one in self.extended) for key, one in used.items()}
            yield Part(count, {key: pa.array(found, pa.string()) for key, found in texts.items()})
            offset += count
            if count < _BATCH:
                return


def read_statistics_file(path: Path, name: str) -> StatisticsTable:
    """Return a file of SPSS or Stata as a table; only what it says of its variables is read yet.

    Raises
    ------
    DataError
        The file is missing, is no such file, or is damaged.
    """
    _kind(path, name)
    _, meta = _read(path, name, metadataonly=True)
    stata = _is_stata(path)
    variables = {unicodedata.normalize("NFC", one.strip()): one for one in meta.column_names}
    if not variables:
        raise _refuse(name, "the file has no variables", "one for each question", "export it again", "empty")
    labels: dict[str, dict[str, str]] = {}
    for heading, one in variables.items():
        listed = meta.variable_value_labels.get(one) or {}
        if len(listed) > _MOST_LABELS:
            what = f"variable {len(labels) + 1} has {len(listed)} value labels"
            raise _refuse(name, what, f"at most {_MOST_LABELS}", "check that this is the right file", "too-large")
        named = (
            (_code(code, stata), unicodedata.normalize("NFC", str(label).strip())) for code, label in listed.items()
        )
        labels[heading] = {code: label for code, label in named if code and label}
    kinds = meta.readstat_variable_types
    extended = {one: heading for heading, one in variables.items() if stata and kinds.get(one) != "string"}
    missing = _letters(path, name, extended, labels) if stata else {}
    if not stata:
        found = {heading: _missing(path, name, meta, one, labels[heading]) for heading, one in variables.items()}
        missing = {heading: codes for heading, codes in found.items() if codes}
    return StatisticsTable(
        path,
        name,
        tuple(variables),
        {heading: found for heading, found in labels.items() if found},
        missing,
        {
            heading: unicodedata.normalize("NFC", " ".join(label.split()))
            for heading, one in variables.items()
            if (label := meta.column_names_to_labels.get(one))
        },
        _sets(meta, variables),
        variables,
        frozenset(extended),
    )


def _refuse(name: str, what: str, expected: str, todo: str, rule: str = "statistics-file") -> DataError:
    return DataError([Problem(name, None, what, expected, todo, rule=rule)])


def _is_stata(path: Path) -> bool:
    return path.suffix.casefold() == ".dta"


def _kind(path: Path, name: str) -> None:
    """Refuse what does not begin as such a file does, and say what it is instead."""
    program = "a Stata file (.dta)" if _is_stata(path) else "an SPSS file (.sav)"
    try:
        with path.open("rb") as stream:
            first = stream.read(1024)
        size = path.stat().st_size
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        raise _refuse(name, what, "a readable file", "check that it is there, and its rights") from None
    sav = first.startswith((b"$FL2", b"$FL3"))
    dta = first.startswith(b"<stata_dta>") or (len(first) > 4 and first[0] in _STATA and first[1] in (1, 2))
    if not first:
        raise _refuse(name, "the file is empty", program, "copy or export it again", "empty")
    if size > _LIMIT:
        raise _refuse(name, f"the file has {size / 1e9:.1f} GB", "at most 4 GB", "leave columns out", "too-large")
    if (dta if _is_stata(path) else sav) or (sav and dta):
        return
    if sav or dta:
        other = ".sav" if sav else ".dta"
        raise _refuse(name, f"this is a file of another program ({other})", program, f'give it the ending "{other}"')
    if first.startswith(b"PK"):
        raise _refuse(name, "this is a packed file or a workbook", program, "unpack it, or export it again")
    raise _refuse(name, "this is no file of that program", program, "check that this is the right file")


def _read(path: Path, name: str, **how: Any) -> tuple[dict[str, Any], Any]:
    import pyreadstat

    read: Callable[..., Any] = pyreadstat.read_dta if _is_stata(path) else pyreadstat.read_sav
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            cells, meta = read(path, user_missing=True, output_format="dict", **how)
        except Exception as error:
            text = str(error).casefold()
            if "convert" in text and ("encoding" in text or "string" in text):
                what, expected = "a text in the file is not in the encoding that the file names", "UTF-8"
                todo = "open it in the program that wrote it, in the encoding of that time, and save it as UTF-8"
                raise _refuse(name, what, expected, todo, "encoding") from None
            what, todo = "the file is cut off or damaged", "copy it again, or export it again"
            raise _refuse(name, what, "a whole file", todo) from None
    return cells, meta


def _code(value: Any, stata: bool) -> str | None:
    """Return a value as it is written in a codebook, or None where the cell is empty."""
    if value is None:
        return None
    if isinstance(value, str):
        return f".{value}" if stata and len(value) == 1 and value.islower() else value
    return _number_or_date(value)


def _number_or_date(value: Any) -> str | None:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    number = float(value)
    if math.isnan(number):
        return None
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _values(cells: Any) -> list[Any]:
    return cells.tolist() if hasattr(cells, "tolist") else list(cells)


def _texts(cells: Any, *, extended: bool) -> list[str | None]:
    """Return cells as texts. Few different values occur very often, so that each is written once."""
    known: dict[Any, str | None] = {}
    found: list[str | None] = []
    for value in _values(cells):
        if isinstance(value, str):
            found.append(f".{value}" if extended else value.rstrip())
            continue
        if value not in known:
            known[value] = None if value is None else _number_or_date(value)
        found.append(known[value])
    return found


def _letters(
    path: Path, name: str, extended: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return Stata's extended missing codes that have a label or occur; the file does not list them."""
    found = {heading: {code for code in labels[heading] if code.startswith(".")} for heading in extended.values()}
    offset, columns = 0, sorted(extended)
    while columns:
        cells, meta = _read(path, name, usecols=columns, row_offset=offset, row_limit=_BATCH)
        for variable, letters in (meta.missing_user_values or {}).items():
            found[extended[variable]] |= {f".{letter}" for letter in letters}
        count = len(cells[columns[0]])
        offset += count
        if count < _BATCH:
            break
    return {heading: tuple(sorted(codes)) for heading, codes in found.items() if codes}


def _missing(path: Path, name: str, meta: Any, variable: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes that the file declares as missing; of an open range, those that occur."""
    codes: list[str] = []
    for one in (meta.missing_ranges or {}).get(variable, ()):
        low, high = one["lo"], one["hi"]
        if isinstance(low, str) or low == high:
            codes.append(low.strip() if isinstance(low, str) else _number_or_date(low) or "")
            continue
        inside = [code for code in labels if _is_inside(code, low, high)]
        cells, _ = _read(path, name, usecols=[variable])
        seen = {float(value) for value in _values(cells[variable]) if not isinstance(value, str) and value is not None}
        among = sorted(value for value in seen if low <= value <= high)
        if len(among) > _MOST_CODES:
            what = "a range of missing values of a variable holds very many different numbers"
            raise _refuse(name, what, f"at most {_MOST_CODES}", "recode them into one", "too-large")
        codes += inside + [text for value in among if (text := _number_or_date(value))]
    return tuple(dict.fromkeys(code for code in codes if code))


def _is_inside(code: str, low: float, high: float) -> bool:
    try:
        return low <= float(code) <= high
    except ValueError:
        return False


def _sets(meta: Any, variables: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...], str]]:
    spelt = {one.casefold(): heading for heading, one in variables.items()}
    found = {}
    for key, one in (getattr(meta, "mr_sets", None) or {}).items():
        members = tuple(spelt[name.casefold()] for name in one.get("variable_list", ()) if name.casefold() in spelt)
        if one.get("is_dichotomy") and members:
            counted = one.get("counted_value")
            found[str(key)] = (str(one.get("label") or key), members, "" if counted is None else str(counted))
    return found
