"""Reads an SPSS or Stata file in a process of its own: the library below can be brought down by a damaged file.

It is run as a script by :mod:`ogpkit.dossier.survey.statistics_file` and imports nothing of the kit, so that it starts
quickly. What is asked for comes as JSON on standard input. To standard output it writes one line of JSON, and after it,
where rows were asked for, an Arrow stream of texts. Nothing of it is written to a disk.
"""

from __future__ import annotations

import datetime
import json
import math
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["main"]

_BATCH = 100_000
_MOST_CODES = 1000
_MOST_LABELS = 20_000
_MEMORY = 8_000_000_000


class _RefusedError(Exception):
    """The file cannot be read; the arguments are what, expected, todo and rule of a problem."""


class _WithoutPandas:
    """Hides pandas, which neither library needs for this, and which takes longer to import than most files to read."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> None:
    """Answer one question about one file."""
    asked = json.load(sys.stdin)
    sys.meta_path.insert(0, _WithoutPandas())
    _limit_memory()
    out = sys.stdout.buffer
    try:
        if asked["rows"] is None:
            answer = _about(asked["path"], stata=asked["stata"])
            out.write(json.dumps(answer).encode() + b"\n")
        else:
            _write_rows(asked, out)
    except _RefusedError as error:
        out.write(json.dumps({"refused": list(error.args)}).encode() + b"\n")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # there is no such limit on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _about(path: str, *, stata: bool) -> dict[str, Any]:
    """Return what a file says of its variables."""
    _, meta = _read(path, stata=stata, metadataonly=True)
    variables = {_composed(one): one for one in meta.column_names if isinstance(one, str) and one.strip()}
    if not variables or len(variables) < len(meta.column_names):
        raise _RefusedError("the file has no variables, or some without a name", "a name for each", "export it again")
    labels: dict[str, dict[str, str]] = {}
    for heading, one in variables.items():
        listed = meta.variable_value_labels.get(one) or {}
        if len(listed) > _MOST_LABELS:
            what = f"variable {len(labels) + 1} has {len(listed)} value labels"
            raise _RefusedError(what, f"at most {_MOST_LABELS}", "check that this is the right file", "too-large")
        named = ((_code(code, stata), _composed(str(label))) for code, label in listed.items())
        labels[heading] = {code: label for code, label in named if code and label}
    kinds = meta.readstat_variable_types
    extended = {one: heading for heading, one in variables.items() if stata and kinds.get(one) != "string"}
    missing = _letters(path, extended, labels) if stata else {}
    if not stata:
        found = {heading: _missing(path, meta, one, labels[heading]) for heading, one in variables.items()}
        missing = {heading: codes for heading, codes in found.items() if codes}
    return {
        "variables": variables,
        "labels": {heading: found for heading, found in labels.items() if found},
        "missing": missing,
        "questions": {
            heading: _composed(label)
            for heading, one in variables.items()
            if isinstance(label := meta.column_names_to_labels.get(one), str) and label.strip()
        },
        "sets": _sets(meta, variables),
        "extended": sorted(extended),
        "cases": meta.number_rows,
    }


def _composed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _write_rows(asked: Mapping[str, Any], out: Any) -> None:
    """Write the columns asked for, in batches."""
    import pyarrow as pa

    names, variables = list(asked["rows"]), list(asked["rows"].values())
    extended = set(asked["extended"])
    schema = pa.schema([(name, pa.string()) for name in names])
    batches = _batches(asked["path"], variables, stata=asked["stata"])
    first = next(batches, None)  # what is refused at once is told in place of the rows
    out.write(b'{"rows": true}\n')
    with pa.ipc.new_stream(out, schema) as stream:
        while first is not None:
            columns = [pa.array(_texts(first[one], extended=one in extended), pa.string()) for one in variables]
            stream.write_batch(pa.record_batch(columns, schema=schema))
            first = next(batches, None)


def _batches(path: str, variables: list[str], *, stata: bool) -> Iterator[dict[str, Any]]:
    offset = 0
    while True:
        cells, _ = _read(path, stata=stata, usecols=variables, row_offset=offset, row_limit=_BATCH)
        count = len(cells[variables[0]])
        if count:
            yield cells
        if count < _BATCH:
            return
        offset += count


def _read(path: str, *, stata: bool, **how: Any) -> tuple[dict[str, Any], Any]:
    import pyreadstat

    read: Callable[..., Any] = pyreadstat.read_dta if stata else pyreadstat.read_sav
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            cells, meta = read(path, user_missing=True, output_format="dict", **how)
        except Exception as error:
            text = str(error).casefold()
            undone = "convert" in text and ("encoding" in text or "string" in text)
            if undone or isinstance(error, UnicodeDecodeError):
                what, expected = "a text in the file is not in the encoding that the file names", "UTF-8"
                todo = "open it in the program that wrote it, in the encoding of that time, and save it as UTF-8"
                raise _RefusedError(what, expected, todo, "encoding") from None
            what, todo = "the file is cut off or damaged", "copy it again, or export it again"
            raise _RefusedError(what, "a whole file", todo) from None
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
    path: str, extended: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return Stata's extended missing codes that have a label or occur; the file does not list them."""
    found = {heading: {code for code in labels[heading] if code.startswith(".")} for heading in extended.values()}
    offset, columns = 0, sorted(extended)
    while columns:
        cells, meta = _read(path, stata=True, usecols=columns, row_offset=offset, row_limit=_BATCH)
        for variable, letters in (meta.missing_user_values or {}).items():
            found[extended[variable]] |= {f".{letter}" for letter in letters}
        count = len(cells[columns[0]])
        offset += count
        if count < _BATCH:
            break
    return {heading: tuple(sorted(codes)) for heading, codes in found.items() if codes}


def _missing(path: str, meta: Any, variable: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes that the file declares as missing; of an open range, those that occur."""
    codes: list[str] = []
    for one in (meta.missing_ranges or {}).get(variable, ()):
        low, high = one["lo"], one["hi"]
        if isinstance(low, str) or low == high:
            codes.append(low.strip() if isinstance(low, str) else _number_or_date(low) or "")
            continue
        inside = [code for code in labels if _is_inside(code, low, high)]
        cells, _ = _read(path, stata=False, usecols=[variable])
        seen = {float(value) for value in _values(cells[variable]) if not isinstance(value, str) and value is not None}
        among = sorted(value for value in seen if low <= value <= high)
        if len(among) > _MOST_CODES:
            what = "a range of missing values of a variable holds very many different numbers"
            raise _RefusedError(what, f"at most {_MOST_CODES}", "recode them into one", "too-large")
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


if __name__ == "__main__":
    main()
