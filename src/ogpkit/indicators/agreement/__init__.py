"""Agreement of reviewers who filled in the same form independently."""

from __future__ import annotations

from ogpkit.indicators.agreement.bootstrap import alpha_with_interval
from ogpkit.indicators.agreement.coefficients import (
    Coefficient,
    cohen_kappa,
    confusion,
    fleiss_kappa,
    krippendorff_alpha,
    pair_agreement,
)
from ogpkit.indicators.agreement.measures import (
    Agreement,
    GroupAgreement,
    agreement_indicators,
    measure_agreement,
)

__all__ = [
    "Agreement",
    "Coefficient",
    "GroupAgreement",
    "agreement_indicators",
    "alpha_with_interval",
    "cohen_kappa",
    "confusion",
    "fleiss_kappa",
    "krippendorff_alpha",
    "measure_agreement",
    "pair_agreement",
]
