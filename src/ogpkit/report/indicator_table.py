"""Indicators as rows of data, and as a table: the same in every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ogpkit.indicators import IndicatorValue
from ogpkit.report.blocks import Column, IndicatorRow, Indicators, Inline, Missing, Table, Text, inlines

__all__ = ["indicator_rows", "indicator_table", "value_text"]

_JOINED = "\N{NO-BREAK SPACE}"
_HINT = "a hint to the reviewer, no verdict"


def indicator_rows(values: Sequence[IndicatorValue]) -> tuple[IndicatorRow, ...]:
    """Return values as rows of a block, each with what the catalogue says of it."""
    return tuple(
        IndicatorRow(
            id=value.id,
            name=value.definition.name,
            entity=value.entity,
            value=value.value,
            n=value.n,
            N=value.N,
            unit=value.definition.unit,
            method=value.definition.definition,
            official=value.definition.official,
            flags=(*value.flags, _HINT) if value.definition.hint else value.flags,
            low=value.low,
            high=value.high,
        )
        for value in values
    )


def indicator_table(block: Indicators, words: Mapping[str, str]) -> Table:
    r"""Return indicators as a table: name, entity, value with its unit, n of N, notes.

    That figures are not official is said once below the table where all are, else in the notes of each that is not.

    Examples
    --------
    >>> from ogpkit.report.words import words
    >>> row = IndicatorRow(id="c.verifiable", name="Verifiable", entity="plan", value=66.70, n=2, N=3, unit="%")
    >>> table = indicator_table(Indicators(rows=(row,)), words("en"))
    >>> [cell[0].text for cell in table.rows[0] if cell]
    ['Verifiable', 'plan', '66.7\xa0%', '2\xa0of\xa03']
    >>> table.note[0].text
    'All of these figures: not official'
    """
    heads = ("indicator", "entity", "value", "n_of_N", "notes")
    numbers = ("value", "n_of_N")
    unofficial = words["unofficial"].lower()
    none_official = bool(block.rows) and not any(row.official for row in block.rows)
    return Table(
        columns=tuple(
            Column(title=inlines(words[head].replace(" ", _JOINED)), align="right" if head in numbers else "left")
            for head in heads
        ),
        rows=tuple(_row(row, words, "" if row.official or none_official else unofficial) for row in block.rows),
        caption=block.caption,
        note=inlines(f"{words['all_figures']}: {unofficial}" if none_official else ""),
    )


def _row(row: IndicatorRow, words: Mapping[str, str], standing: str) -> tuple[tuple[Inline, ...], ...]:
    notes = [*(words.get(flag, flag) for flag in row.flags), standing]
    return (
        inlines(row.name),
        inlines(row.entity),
        (Text(text=value),) if (value := value_text(row, words)) else (Missing(text=words["not_available"]),),
        inlines(_counts(row, words)),
        inlines("; ".join(note for note in notes if note)),
    )


def value_text(row: IndicatorRow, words: Mapping[str, str]) -> str:
    r"""Return a value as it is printed, with its bounds and its unit; "" where there is neither value nor bound.

    Examples
    --------
    >>> from ogpkit.report.words import words
    >>> row = IndicatorRow(
    ...     id="process-months", name="Months", entity="plan", value=None, low=1.2, high=12, unit="months"
    ... )
    >>> value_text(row, words("en")).replace("\xa0", " ")
    '1.2 to 12 months'
    >>> value_text(row.model_copy(update={"value": 9, "low": 9, "high": None, "unit": ""}), words("en"))
    'at least 9'
    """
    low, high = (None if bound is None else _number(bound) for bound in (row.low, row.high))
    between = f"{low} {words['to']} {high}" if low is not None and high is not None else ""
    if row.value is None:
        text = between or (f"{words['at_least']} {low}" if low else f"{words['at_most']} {high}" if high else "")
    elif isinstance(row.value, bool):
        text = words["yes"] if row.value else words["no"]
    elif row.value == row.low and high is None:
        text = f"{words['at_least']} {low}"
    else:
        text = _number(row.value) + (f" ({between})" if between else "")
    return f"{text}{_JOINED}{row.unit}" if row.unit and text else text


def _number(value: float | str) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _counts(row: IndicatorRow, words: Mapping[str, str]) -> str:
    if row.n is None:
        return "" if row.N is None else f"N{_JOINED}={_JOINED}{row.N}"
    return str(row.n) if row.N is None else f"{row.n} {words['of']} {row.N}".replace(" ", _JOINED)
