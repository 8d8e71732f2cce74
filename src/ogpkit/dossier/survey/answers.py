"""The answers of a survey, as codes. Nothing in here may be printed: figures leave through ``indicators.survey`` alone.

A cell is kept as a small whole number, so that ten million answers fit into memory and no text of a respondent does.
Identifiers are dropped while the table is read, and so is free text that is not marked publishable.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from ogpkit.dossier.survey.codebook import Codebook

__all__ = ["BLANK", "Answers", "Coded", "Survey"]

BLANK = -1
"""The code of an empty cell. A value that the codebook lists as missing has a code below it: -2, -3 and so on."""


@dataclass(frozen=True, repr=False, eq=False)
class Coded:
    """One variable with options.

    ``codes`` holds for each row the index of its option in ``options``, or :data:`BLANK`, or ``-2 - i`` for the
    ``i``-th value of ``missing``. The codes are 16 bits wide, or 32 where there are very many clusters. Both the
    options and the missing values are the words in which they are printed, in the codebook's order.
    """

    options: tuple[str, ...]
    missing: tuple[str, ...]
    codes: npt.NDArray[np.signedinteger[Any]]

    def __reduce__(self) -> Any:
        raise TypeError("answers of people are not written anywhere")

    @property
    def valid(self) -> npt.NDArray[np.bool_]:
        """For each row, whether it holds an option."""
        return np.asarray(self.codes >= 0)


@dataclass(frozen=True, repr=False, eq=False)
class Answers:
    """All answers of a survey; every array has one entry for each row of the table, in its order.

    ``coded``: variables of the roles group, rating, single choice, stratum and cluster (of the last two the options are
    those that occur). ``chosen``: of each multiple choice, for each option (as printed), whether the row chose it;
    ``answered``: for each multiple choice whether the row chose anything, for each free text whether there is one.
    ``numbers``: weights, and durations in seconds, not-a-number where the cell is empty. ``repeated``: for each row,
    whether its identifiers occurred in an earlier row (None where the codebook has no identifier). ``texts``:
    publishable free texts, in the alphabet's order.
    """

    rows: int
    coded: dict[str, Coded] = field(default_factory=dict)
    chosen: dict[str, dict[str, npt.NDArray[np.bool_]]] = field(default_factory=dict)
    answered: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    numbers: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    repeated: npt.NDArray[np.bool_] | None = None
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and all(
            _same(getattr(self, one.name), getattr(other, one.name)) for one in fields(self)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Answers(not shown)"

    def __reduce__(self) -> Any:
        raise TypeError("answers of people are not written anywhere")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, Coded):
        return isinstance(other, Coded) and _same(
            (one.options, one.missing, one.codes), (other.options, other.missing, other.codes)
        )
    if isinstance(one, tuple):
        return isinstance(other, tuple) and len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    return bool(one == other)


@dataclass(frozen=True)
class Survey:
    """A survey: its codebook, and its answers."""

    codebook: Codebook
    answers: Answers = field(repr=False)

    def __repr__(self) -> str:
        return f"Survey({self.codebook.title!r}, answers not shown)"
