"""Where the two reviews of the small project lie."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Project

__all__ = ["PATHS", "REVIEWS", "files"]

REVIEWS = "data/raw/harbour-2024-2026/reviews"
PATHS = (f"{REVIEWS}/anna.yaml", f"{REVIEWS}/boris.yaml")


def files(project: Project) -> list[Path]:
    return [project.root / path for path in PATHS]
