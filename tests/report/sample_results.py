"""What the sample report counts and shows: tables, figures, indicators, working and glossary."""

from __future__ import annotations

import base64
import struct
import zlib

from ogpkit.report.blocks import (
    Block,
    Break,
    CodeBlock,
    Column,
    Emphasis,
    Figure,
    Glossary,
    GlossaryEntry,
    Heading,
    IndicatorRow,
    Indicators,
    Inline,
    InlineCode,
    Link,
    ListBlock,
    Mark,
    Marked,
    Missing,
    Note,
    Raw,
    Rule,
    Table,
    inlines,
)
from tests.report.sample_questions import prose

__all__ = ["annex", "results"]

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="480" height="188" viewBox="0 0 480 188" \
font-family="DejaVu Sans, sans-serif" font-size="13">
<rect width="480" height="188" fill="#ffffff"/>
<g fill="#1b4b72"><rect x="150" y="20" width="300" height="24"/><rect x="150" y="60" width="210" height="24"/>\
<rect x="150" y="100" width="90" height="24"/></g>
<g fill="#222222" text-anchor="end"><text x="140" y="37">Yes</text><text x="140" y="77">Unclear</text>\
<text x="140" y="117">No</text></g>
<path d="M150 10V134H460" fill="none" stroke="#222222"/>
<g fill="#222222" text-anchor="middle"><text x="150" y="154">0</text><text x="250" y="154">2</text>\
<text x="350" y="154">4</text><text x="450" y="154">6</text><text x="300" y="178">Questions</text></g>
</svg>"""


def _png(width: int = 320, height: int = 120) -> str:
    """Return a small bar chart as base64 PNG; stored, not compressed, so that its bytes are the same everywhere."""
    bars = [(20, 90), (90, 64), (160, 40), (230, 76)]
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        line = ["1" if any(x <= at < x + 50 and height - tall <= y for x, tall in bars) else "0" for at in range(width)]
        rows += int("".join(line), 2).to_bytes(width // 8, "big")

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    palette = bytes([255, 255, 255, 27, 75, 114])
    body = chunk(b"IHDR", head) + chunk(b"PLTE", palette) + chunk(b"IDAT", zlib.compress(bytes(rows), 0))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")).decode("ascii")


def results() -> tuple[Block, ...]:
    return (
        Heading(level=1, content=inlines("Results"), anchor="results"),
        Heading(level=2, content=inlines("Answers"), anchor="answers"),
        prose(
            "Of twelve answers, six were ",
            Marked(mark="yes", text="Yes"),
            ", four ",
            Marked(mark="unclear", text="Unclear"),
            " and two ",
            Marked(mark="no", text="No"),
            ". See ",
            Link(href="#fig-answers", content=inlines("the figure below")),
            ", the ",
            Link(href="https://www.opengovpartnership.org/", content=(Emphasis(content=inlines("partnership's")),)),
            " pages, or ",
            Link(href="mailto:monitoring@example.org", content=inlines("write to us")),
            ".",
            Break(),
            "Computed by ",
            InlineCode(text="answers.count_by_mark(section=1)"),
            ".",
        ),
        Figure(
            media="image/svg+xml",
            data=_SVG,
            alt="Bar chart of answers: 6 Yes, 4 Unclear, 2 No.",
            caption=inlines("Answers by option, Sections 1 and 2"),
            note=inlines("Source: inception report, twelve answers."),
            anchor="fig-answers",
        ),
        Table(
            caption=inlines("Commitments and what was judged of them"),
            columns=(
                Column(title=inlines("Commitment")),
                Column(title=inlines("Verifiable")),
                Column(title=inlines("Relevant")),
                Column(title=inlines("Milestones"), align="right"),
                Column(title=inlines("Potential for results")),
            ),
            rows=(
                _row("1. Digital competencies", "yes", "yes", "4", "Modest"),
                _row("2. Open data in the city's enterprises and institutions", "yes", "unclear", "11", "Substantial"),
                _row("3. Electronic participation", "no", "not-applicable", "2", None),
            ),
            note=inlines("A commitment that is not verifiable is not assessed further."),
            anchor="tab-commitments",
        ),
        Table(
            columns=(Column(title=()), Column(title=inlines("n"), align="right")),
            rows=((inlines("Meetings"), inlines("3")), (inlines("Invitations"), inlines("30"))),
        ),
        Heading(level=2, content=inlines("Survey of residents"), anchor="survey"),
        Note(
            tone="synthetic",
            title="Synthetic survey",
            blocks=(prose("The answers shown here were generated for testing. They say nothing about residents."),),
        ),
        Figure(
            media="image/png",
            data=_png(),
            alt="Bar chart of ratings from 1 to 4: 90, 64, 40 and 76 answers.",
            caption=inlines("Rating of the city's online resources (synthetic)"),
        ),
        Figure(media="image/png", data=_png(160, 64), alt="The same bar chart, smaller and without a caption."),
        Note(
            tone="warning",
            title="Opt-in survey",
            blocks=(
                prose("Respondents chose themselves, so that no margin of error can be given:"),
                ListBlock(
                    ordered=True, start=3, items=((prose("no interval,"),), (prose("no test of significance."),))
                ),
            ),
        ),
    )


def _row(
    name: str, verifiable: Mark, relevant: Mark, milestones: str, potential: str | None
) -> tuple[tuple[Inline, ...], ...]:
    said = {"yes": "Yes", "no": "No", "unclear": "Unclear", "not-applicable": "not applicable"}
    return (
        inlines(name),
        (Marked(mark=verifiable, text=said[verifiable]),),
        (Marked(mark=relevant, text=said[relevant]),),
        inlines(milestones),
        inlines(potential) if potential else (Missing(text="not assessed"),),
    )


def annex() -> tuple[Block, ...]:
    rows = (
        IndicatorRow(
            id="commitments.verifiable",
            name="Verifiable commitments",
            entity="plan",
            value=66.7,
            n=2,
            N=3,
            unit="%",
            method="n of N commitments in the plan, rounded half-up",
        ),
        IndicatorRow(
            id="evidence.items", name="Evidence items", entity="Section 1", value=3, unit="items", official=False
        ),
        IndicatorRow(id="forum.exists", name="Forum exists", entity="plan", value=True, official=True),
        IndicatorRow(
            id="survey.response-rate",
            name="Response rate of the survey",
            entity="survey",
            value=None,
            flags=("not available: the survey was opt-in", "synthetic"),
        ),
        IndicatorRow(
            id="participation.level", name="Level of participation", entity="plan", value="Consult", flags=("inferred",)
        ),
    )
    return (
        Heading(level=1, content=inlines("Annex"), anchor="annex"),
        Heading(level=2, content=inlines("Indicators"), anchor="indicators"),
        Note(
            tone="unofficial",
            title="Not from the official report",
            blocks=(prose("These indicators were computed from the answers; the partnership has not seen them."),),
        ),
        Indicators(rows=rows, caption=inlines("Indicators of this report")),
        Heading(level=2, content=inlines("Working"), anchor="working"),
        CodeBlock(
            text="verifiable = sum(c.verifiable for c in plan)\nshare = verifiable / len(plan)  # <2/3>",
            language="python",
        ),
        Raw(
            html="<table><tr><th>Month</th><th>Events</th></tr><tr><td>July</td><td>2 <b>meetings</b></td></tr></table>"
            '<script>alert(1)</script><p onclick="x()">Cleaned before it is shown.</p>',
            where="cell 12",
        ),
        Rule(),
        prose("End of the annex."),
        Glossary(
            entries=(
                GlossaryEntry(
                    key="action-plan",
                    term="Action plan",
                    definition="The document in which a member and civil society set down, for a period of years, the "
                    "commitments that they have agreed on.",
                    source="ogpkit",
                ),
                GlossaryEntry(
                    key="co-creation",
                    term="Co-creation",
                    definition="The way in which government and people outside it write an action plan together, from "
                    "setting the agenda to the final text.",
                ),
                GlossaryEntry(
                    key="forum",
                    term="Multi-stakeholder forum",
                    definition="A standing group of government, civil society and others that steers the process.",
                ),
                GlossaryEntry(
                    key="ogp-local",
                    term="OGP Local",
                    definition="The part of the partnership for cities and regions.",
                    source="published report",
                ),
                GlossaryEntry(
                    key="open-data",
                    term="Open data",
                    definition="Data that anyone may use, change and share for any purpose.",
                ),
            )
        ),
    )
