"""Definitions of the measures of agreement between reviewers."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

ENTRIES: tuple[Definition, ...] = ()
