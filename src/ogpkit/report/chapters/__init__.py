"""The chapters of a report: functions from a dossier to blocks, which a notebook's cells show.

``opening`` (cover, notes on how to read), ``glance`` (the kit's summary and figures), ``sections`` (the official part:
overview and sections of the form), ``annex`` (indicators, events, evidence, method, provenance, glossary).
"""

from __future__ import annotations

from ogpkit.report.chapters import annex, glance, opening, sections

__all__ = ["annex", "glance", "opening", "sections"]
