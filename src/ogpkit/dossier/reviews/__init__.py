"""Reviews: several reviewers' assessments of one action plan on the same form, compared and merged."""

from __future__ import annotations

from ogpkit.dossier.reviews.items import Item, compared
from ogpkit.dossier.reviews.review import Review, Reviews

__all__ = ["Item", "Review", "Reviews", "compared"]
