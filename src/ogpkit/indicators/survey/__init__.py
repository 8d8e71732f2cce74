"""Indicators of a survey: what may be published of its answers, and nothing else."""

__all__: list[str] = []
