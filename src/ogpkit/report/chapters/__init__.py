"""The chapters of a report: functions from a dossier to blocks, which a notebook's cells show.

``opening`` (cover, notes on how to read), ``glance`` (the kit's summary and figures), ``sections`` (the official part:
overview and sections of the form), ``survey`` (who answered, what, and how groups differ), ``annex`` (indicators,
events, evidence, method, provenance, glossary); ``agreement`` (of several reviewers on the same form).
"""

from __future__ import annotations

from ogpkit.report.chapters import agreement, annex, glance, opening, sections, survey

__all__ = ["agreement", "annex", "glance", "opening", "sections", "survey"]
