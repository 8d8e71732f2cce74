"""Intervals of a share: Wilson's score, for a simple sample and for one with weights, strata and clusters.

Only for samples that were drawn by chance. Which surveys are that, the codebook says; nothing in here can tell.
"""

from __future__ import annotations

import math

from ogpkit.indicators.survey.sample import Design

__all__ = ["interval", "wilson"]


def wilson(share: float, n: float, level: float = 0.95, df: float | None = None) -> tuple[float, float]:
    """Return the bounds of Wilson's score interval of a share.

    Parameters
    ----------
    share : float
        From 0 to 1.
    n : float
        Sample size, or effective sample size; it need not be whole.
    level : float
        Confidence level, between 0 and 1.
    df : float, optional
        Degrees of freedom of the variance behind an effective sample size: the quantile is then Student's instead of
        the normal one, so that few clusters give a wide interval.

    Returns
    -------
    tuple of float
        Low and high, within 0 and 1. A share of 0 has the low bound 0 exactly, a share of 1 the high bound 1.

    Raises
    ------
    ValueError
        An argument out of its range.

    Notes
    -----
    (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n): Wilson (1927), JASA 22:209–212; advised by Newcombe (1998),
    Statistics in Medicine 17:857–872. With an effective sample size: Franco, Little, Louis and Slud (2019), Journal of
    Survey Statistics and Methodology 7:334–364.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson(81 / 263, 263)]
    [0.2553, 0.3662]
    """
    if not (0 <= share <= 1 and 0 < n < math.inf and 0 < level < 1 and (df is None or df > 0)):
        raise ValueError("share from 0 to 1, n and df above 0, level between 0 and 1")
    square = _quantile(level, df) ** 2
    middle = share + square / (2 * n)
    reach = math.sqrt(square * (share * (1 - share) / n + square / (4 * n * n)))
    low = 0.0 if share == 0 else max((middle - reach) / (1 + square / n), 0.0)
    high = 1.0 if share == 1 else min((middle + reach) / (1 + square / n), 1.0)
    return min(low, share), max(high, share)


def interval(found: Design, level: float = 0.95) -> tuple[float, float] | None:
    """Return the interval of a share under its design: Wilson's with the effective sample size and Student's quantile.

    Of a simple sample it is Wilson's own: there the share alone gives the variance, and no degree of freedom is spent.
    None where the sample tells nothing of the precision: nobody in the domain, or no degree of freedom.

    Examples
    --------
    >>> from ogpkit.indicators.survey.sample import Sample
    >>> schools = Sample(6, clusters=[1, 1, 2, 2, 3, 3])
    >>> found = schools.share([True, True, True, False, False, False])
    >>> found.df, [round(bound, 2) for bound in interval(found)]
    (2, [0.04, 0.96])
    """
    if found.share is None or found.variance is None or found.df < 1:
        return None
    if found.simple:
        return wilson(found.share, found.n, level)
    return wilson(found.share, found.n_effective, level, found.df)


def _quantile(level: float, df: float | None) -> float:
    """Return the quantile of the normal distribution, or of Student's, that leaves half of the rest above it."""
    from scipy.special import ndtri, stdtrit

    return float(ndtri((1 + level) / 2) if df is None else stdtrit(df, (1 + level) / 2))
