"""ogpkit: from what is known of a city's OGP Local action plan to the official report.

The names below are all that a notebook needs. They are looked up when first used, so ``import ogpkit`` stays quick.

Examples
--------
>>> import ogpkit
>>> ogpkit.load("khmelnytskyi-2021-2025").place
'Khmelnytskyi, Ukraine'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "DataError": "ogpkit.errors",
    "Dossier": "ogpkit.dossier.dossier",
    "OgpkitError": "ogpkit.errors",
    "Output": "ogpkit.report.display",
    "Params": "ogpkit.run.params",
    "agreement": "ogpkit.report.chapters",
    "agreement_indicators": "ogpkit.indicators.agreement.measures",
    "annex": "ogpkit.report.chapters",
    "check": "ogpkit.run.checking",
    "compute": "ogpkit.indicators",
    "export": "ogpkit.run.exporting",
    "glance": "ogpkit.report.chapters",
    "load": "ogpkit.dossier.load",
    "load_reviews": "ogpkit.dossier.reviews.reading",
    "make_report": "ogpkit.run.running",
    "measure_agreement": "ogpkit.indicators.agreement.measures",
    "opening": "ogpkit.report.chapters",
    "sections": "ogpkit.report.chapters",
    "survey": "ogpkit.report.chapters",
}

__all__ = [
    "DataError",
    "Dossier",
    "OgpkitError",
    "Output",
    "Params",
    "__version__",
    "agreement",
    "agreement_indicators",
    "annex",
    "check",
    "compute",
    "export",
    "glance",
    "load",
    "load_reviews",
    "make_report",
    "measure_agreement",
    "opening",
    "sections",
    "survey",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ogpkit' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
