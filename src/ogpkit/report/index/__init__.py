"""The index: one self-contained page that lists all reports and compares their key indicators."""

from __future__ import annotations

from ogpkit.report.index.entry import IndexEntry, entry_of
from ogpkit.report.index.key import KeyIndicator, key_indicators
from ogpkit.report.index.page import write_index

__all__ = ["IndexEntry", "KeyIndicator", "entry_of", "key_indicators", "write_index"]
