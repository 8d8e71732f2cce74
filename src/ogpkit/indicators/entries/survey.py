"""Definitions of the indicators of a survey."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

ENTRIES: tuple[Definition, ...] = ()
