"""An interval of Krippendorff's α, by resampling the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ogpkit.indicators.agreement.coefficients import (
    Answers,
    Coefficient,
    alpha_of,
    coincidences,
    krippendorff_alpha,
)

__all__ = ["REPLICATES", "SEED", "alpha_with_interval"]

REPLICATES = 2000
"""How many times the units are drawn again."""

SEED = 19510907
"""Where the random numbers begin: fixed, so that the same answers give the same interval."""

_MOST_UNDEFINED = 0.05
_BATCH = 200_000


def alpha_with_interval(
    answers: Answers, order: Sequence[str] | None = None, *, replicates: int = REPLICATES, seed: int = SEED
) -> Coefficient:
    """Return α with a 95 % interval by the percentile bootstrap.

    As many units as there are with two answers or more are drawn from them with replacement; α of what was drawn is
    computed anew, expected disagreement included; this is done ``replicates`` times, and the bounds are the 2.5th and
    the 97.5th percentile (Efron and Tibshirani 1993, chapter 13). Draws in which all answers are one option have no α:
    they are left out, and where they are more than one in twenty no interval is given.

    The units are taken as if drawn at random from many like them. The questions of a form are not: the interval says
    how much α hangs on single questions, not how another form would be answered.

    Raises
    ------
    ValueError
        See :func:`~ogpkit.indicators.agreement.coefficients.krippendorff_alpha`.

    Examples
    --------
    >>> answers = [("yes", "yes")] * 8 + [("no", "no")] * 8 + [("yes", "no")] * 4
    >>> alpha = alpha_with_interval(answers)
    >>> round(alpha.value, 2), alpha.low < alpha.value < alpha.high
    (0.61, True)
    """
    alpha = krippendorff_alpha(answers, order)
    if alpha.value is None:
        return alpha
    matrices = coincidences(answers, order)
    units, size, _ = matrices.shape
    flat = matrices.reshape(units, size * size)
    random = np.random.default_rng(seed)
    drawn = []
    # How often each unit is drawn follows a multinomial distribution; in parts, so that many units need little memory.
    for start in range(0, replicates, step := max(1, _BATCH // units)):
        times = random.multinomial(units, np.full(units, 1 / units), size=min(step, replicates - start))
        sums = (times @ flat).reshape(-1, size, size)
        drawn.append(alpha_of(sums, ordinal=order is not None))
    alphas = np.concatenate(drawn)
    known = alphas[~np.isnan(alphas)]
    if len(known) < (1 - _MOST_UNDEFINED) * replicates:
        return replace(alpha, reason="no interval: too many draws of the questions hold one option only")
    low, high = np.percentile(known, [2.5, 97.5])
    return replace(alpha, low=float(low), high=float(high))
