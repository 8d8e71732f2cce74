"""Indicators as a table."""

from __future__ import annotations

from collections.abc import Mapping

from ogpkit.report.blocks import Column, IndicatorRow, Indicators, Inline, Missing, Table, Text, inlines

__all__ = ["indicator_table"]

_JOINED = "\N{NO-BREAK SPACE}"


def indicator_table(block: Indicators, words: Mapping[str, str]) -> Table:
    r"""Return indicators as a table: name, entity, value, n of N, unit, notes.

    Examples
    --------
    >>> from ogpkit.report.words import words
    >>> row = IndicatorRow(id="c.verifiable", name="Verifiable", entity="plan", value=66.70, n=2, N=3, unit="%")
    >>> table = indicator_table(Indicators(rows=(row,)), words("en"))
    >>> [cell[0].text for cell in table.rows[0] if cell]
    ['Verifiable', 'plan', '66.7', '2\xa0of\xa03', '%', 'not official']
    """
    heads = ("indicator", "entity", "value", "n_of_N", "unit", "notes")
    numbers = ("value", "n_of_N")
    return Table(
        columns=tuple(
            Column(title=inlines(words[head].replace(" ", _JOINED)), align="right" if head in numbers else "left")
            for head in heads
        ),
        rows=tuple(_row(row, words) for row in block.rows),
        caption=block.caption,
    )


def _row(row: IndicatorRow, words: Mapping[str, str]) -> tuple[tuple[Inline, ...], ...]:
    notes = [words.get(flag, flag) for flag in row.flags]
    if row.method:
        notes.insert(0, row.method)
    if not row.official:
        notes.append(words["unofficial"].lower())
    return (
        inlines(row.name),
        inlines(row.entity),
        (Text(text=_value(row.value, words)),) if row.value is not None else (Missing(text=words["not_available"]),),
        inlines(_counts(row, words)),
        inlines(row.unit),
        inlines("; ".join(notes)),
    )


def _value(value: float | str | bool, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _counts(row: IndicatorRow, words: Mapping[str, str]) -> str:
    if row.n is None and row.N is None:
        return ""
    if row.N is None:
        return str(row.n)
    return f"{'–' if row.n is None else row.n} {words['of']} {row.N}".replace(" ", _JOINED)
