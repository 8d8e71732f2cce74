"""The outcomes of a batch, as the programs that run it want to be told: JSON, JUnit, Markdown, annotations."""

from __future__ import annotations

from ogpkit.run.outcomes.annotations import github_annotations, gitlab_code_quality, project_prefix
from ogpkit.run.outcomes.batch_json import Batch, batch_json, join_batches, parse_batch_json
from ogpkit.run.outcomes.junit import junit_xml
from ogpkit.run.outcomes.markdown import markdown_summary
from ogpkit.run.outcomes.outcome import Outcome, State, counts

__all__ = [
    "Batch",
    "Outcome",
    "State",
    "batch_json",
    "counts",
    "github_annotations",
    "gitlab_code_quality",
    "join_batches",
    "junit_xml",
    "markdown_summary",
    "parse_batch_json",
    "project_prefix",
]
