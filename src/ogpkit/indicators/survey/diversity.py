"""How diverse those who answered are, and how like the population. Both describe the respondents, and nobody else."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["blau", "blau_normalised", "dissimilarity", "representation", "shannon_evenness"]


def blau(counts: Sequence[float]) -> float | None:
    """Return Blau's index: how likely two people, drawn with replacement, are of different groups.

    Parameters
    ----------
    counts : sequence of float
        People by group (or shares); groups without anybody are to be among them.

    Returns
    -------
    float or None
        From 0 (all in one group) to (k − 1)/k for k groups; None where there is nobody.

    Notes
    -----
    1 − Σ pᵢ². Blau (1977), *Inequality and Heterogeneity*; the same as Gini–Simpson.

    Examples
    --------
    >>> blau([1, 1, 1, 1]), round(blau([85, 15]), 3)
    (0.75, 0.255)
    """
    shares = _shares(counts)
    return None if shares is None else max(1 - math.fsum(share * share for share in shares), 0.0)


def blau_normalised(counts: Sequence[float]) -> float | None:
    """Return Blau's index times k/(k − 1), so that 1 is reached whatever the number k of groups.

    From 0 to 1; None where there is nobody, or one group only, in which case nobody can differ.

    Examples
    --------
    >>> blau_normalised([1, 1, 1, 1]), round(blau_normalised([85, 15]), 3)
    (1.0, 0.51)
    """
    index, groups = blau(counts), len(counts)
    return None if index is None or groups < 2 else min(index * groups / (groups - 1), 1.0)


def shannon_evenness(counts: Sequence[float]) -> float | None:
    """Return Shannon's evenness: entropy against the largest that so many groups allow.

    From 0 (all in one group) to 1 (all groups alike); None where there is nobody, or one group only.

    Notes
    -----
    H / ln k with H = −Σ pᵢ ln pᵢ, where 0 · ln 0 is 0. Pielou (1966), Journal of Theoretical Biology 13:131–144; here k
    is the number of groups that the codebook lists, with or without anybody.

    Examples
    --------
    >>> shannon_evenness([1, 1, 1, 1]), shannon_evenness([5, 0]), shannon_evenness([5])
    (1.0, 0.0, None)
    """
    shares = _shares(counts)
    if shares is None or len(counts) < 2:
        return None
    entropy = -math.fsum(share * math.log(share) for share in shares if share > 0)
    return min(max(0.0, entropy / math.log(len(counts))), 1.0)


def representation(counts: Sequence[float], benchmark: Sequence[float]) -> tuple[float, ...] | None:
    """Return for each group its share among those who answered less its share in the population.

    Parameters
    ----------
    counts, benchmark : sequence of float
        People by group, the groups in the same order; shares do as well.

    Returns
    -------
    tuple of float or None
        From −1 to 1, adding up to 0; times 100 they are percentage points. None where one of the two holds nobody.

    Raises
    ------
    ValueError
        The groups are not as many in both, or a number is negative.

    Examples
    --------
    >>> [round(one, 3) for one in representation([60, 40], [480, 520])]
    [0.12, -0.12]
    """
    if len(counts) != len(benchmark):
        raise ValueError("both hold the same groups")
    found, expected = _shares(counts), _shares(benchmark)
    if found is None or expected is None:
        return None
    return tuple(one - other for one, other in zip(found, expected, strict=True))


def dissimilarity(counts: Sequence[float], benchmark: Sequence[float]) -> float | None:
    """Return the index of dissimilarity: the part of those who answered who would have to be of another group.

    From 0 (as in the population) to 1; None where one of the two holds nobody.

    Raises
    ------
    ValueError
        As :func:`representation`.

    Notes
    -----
    ½ Σ |sᵢ − cᵢ|. Duncan and Duncan (1955), American Sociological Review 20:210–217.

    Examples
    --------
    >>> round(dissimilarity([60, 40], [480, 520]), 3)
    0.12
    """
    gaps = representation(counts, benchmark)
    return None if gaps is None else min(math.fsum(abs(gap) for gap in gaps) / 2, 1.0)


def _shares(counts: Sequence[float]) -> tuple[float, ...] | None:
    """Return each as a share of all; None where all are 0."""
    if any(count < 0 or not math.isfinite(count) for count in counts):
        raise ValueError("no number of people is negative or endless")
    total = math.fsum(counts)
    return None if total == 0 else tuple(count / total for count in counts)
