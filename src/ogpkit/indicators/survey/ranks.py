"""The rank of each value among the values that occur: how codes of any size become small numbers without gaps."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ranks"]


def ranks(codes: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], int]:
    """Return for each entry the rank of its value among those that occur, from 0, and how many of these there are.

    Whole numbers that lie close together are counted, in time that grows with their number alone; others are sorted.

    Examples
    --------
    >>> found, number = ranks(np.array([7, -2, 7, 30]))
    >>> found.tolist(), number
    ([1, 0, 1, 2], 3)
    """
    if codes.size and codes.dtype.kind in "iu" and int(codes.max()) - int(codes.min()) <= max(codes.size, 1000):
        shifted = codes.astype(np.int64) - int(codes.min())
        occurs = np.bincount(shifted) > 0
        return (np.cumsum(occurs) - 1)[shifted], int(occurs.sum())
    values, found = np.unique(codes, return_inverse=True)
    return found.astype(np.int64), len(values)
