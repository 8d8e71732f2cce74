"""Synthetic dossiers for trials and benchmarks: whole projects of invented places, each marked as invented."""

from ogpkit.demo.project import write_demo

__all__ = ["write_demo"]
