"""One share of a sample with its variance, as the tests of samples and of intervals ask for it."""

from __future__ import annotations

import numpy as np

from ogpkit.indicators.survey.sample import Design, Sample

__all__ = ["design"]


def design(weights, strata, clusters, member, domain=None) -> Design:
    """Return the share of the members among the rows of a domain, all rows where none is given."""
    return Sample(len(np.asarray(member)), weights, strata, clusters).share(member, domain)
