"""A realistic sample report that holds every kind of block, for the tests of the writers.

The questions are the official ones; the answers are shortened from a published report or made up for the test.
"""

from __future__ import annotations

from ogpkit.report.blocks import (
    Block,
    Cover,
    Document,
    FieldRow,
    Fields,
    Heading,
    Missing,
    Note,
    Strong,
    Text,
    inlines,
)
from tests.report.sample_questions import commitments, prose, section_1
from tests.report.sample_results import annex, results

__all__ = ["sample_document"]


def _overview() -> tuple[Block, ...]:
    return (
        Heading(level=1, content=inlines("Overview"), anchor="overview"),
        Fields(
            rows=(
                FieldRow(label="Name of Evaluator", value=inlines("Olena Sample, Centre for Local Monitoring")),
                FieldRow(label="Email"),
                FieldRow(label="Member Name", value=inlines("Khmelnytskyi, Ukraine (Хмельницький, Україна)")),
                FieldRow(
                    label="Action Plan Title",
                    value=(Text(text="Action plan – Khmelnytskyi, Ukraine, 2021 – 2025"),),
                ),
            )
        ),
        Note(
            tone="info",
            title="How to read this report",
            blocks=(
                prose(
                    "Each question is printed in the form's own words. Where the form was left empty, the report says ",
                    Missing(text="not provided"),
                    ". A ",
                    Strong(content=inlines("reviewer's coding")),
                    " is set apart from the published answer; it is not part of the official report.",
                ),
            ),
        ),
    )


def sample_document() -> Document:
    """Return a draft inception report in which every kind of block and of inline content occurs.

    Examples
    --------
    >>> sample_document().cover.status
    'draft'
    """
    return Document(
        cover=Cover(
            title="Inception Report – Action plan – Khmelnytskyi, Ukraine, 2021 – 2025",
            document="Inception Report",
            member="Khmelnytskyi, Ukraine",
            period="2021 – 2025",
            status="draft",
            date="2025-03-17",
            language="en",
            authors=("Olena Sample", "Taras Example"),
            summary="How the city and civil society wrote the action plan together, and what can be expected of its "
            "three commitments.",
            generator="ogpkit 0.0.0",
        ),
        blocks=(*_overview(), *section_1(), *commitments(), *results(), *annex()),
        parameters={"dossier": "khmelnytskyi", "form": "inception"},
    )
