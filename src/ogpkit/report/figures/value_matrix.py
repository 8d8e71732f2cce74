"""Which OGP values each commitment names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogpkit.report.blocks import Figure

OGP_VALUES = (
    "Access to information",
    "Civic Participation",
    "Public Accountability",
    "Technology and Innovation for Transparency and Accountability",
)


@dataclass(frozen=True)
class CommitmentValues:
    """One commitment and the OGP values named for it, in the words of :data:`OGP_VALUES`."""

    label: str
    named: tuple[str, ...]


def value_matrix(
    commitments: Sequence[CommitmentValues],
    *,
    values: Sequence[str] = OGP_VALUES,
    caption: str = "OGP values named for each commitment",
    source: str = "",
    notice: str = "",
    anchor: str | None = None,
) -> Figure:
    """Return the matrix of commitments and values."""
    raise NotImplementedError
