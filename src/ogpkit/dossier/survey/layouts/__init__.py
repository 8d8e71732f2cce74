"""The layouts of exports: what each survey program makes of a table, brought into the plain form."""

from __future__ import annotations

from ogpkit.dossier.survey.layouts.arranging import arranged

__all__ = ["arranged"]
