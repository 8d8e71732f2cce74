from __future__ import annotations

import pytest

from ogpkit.report.figures import (
    OGP_VALUES,
    AnswerCell,
    AnswerRow,
    CommitmentValues,
    QuestionEvidence,
    TimelineEvent,
    TimelineMarker,
)


@pytest.fixture
def answers() -> list[AnswerRow]:
    compliance = (
        AnswerCell("1.1", "yes"),
        AnswerCell("1.2", "yes", "coded"),
        AnswerCell("1.3", "unclear", "coded"),
        AnswerCell("1.4", "not-provided"),
    )
    commitments = [
        AnswerRow(
            f"Commitment {number} – {title}",
            (
                AnswerCell(f"{number}.1", "no" if number == 2 else "yes", "coded"),
                AnswerCell(f"{number}.2", "yes"),
                AnswerCell(f"{number}.3", "neutral", word="new"),
                AnswerCell(f"{number}.4", "not-applicable" if number == 2 else "neutral", word="binding change"),
            ),
            "Section 3",
        )
        for number, title in ((1, "Open data"), (2, "Costs $5 & <more>"))
    ]
    return [AnswerRow("Compliance with co-creation requirements", compliance, "Section 1"), *commitments]


@pytest.fixture
def events() -> list[TimelineEvent]:
    return [
        TimelineEvent("Second meeting", "2021-10-05", "meeting"),
        TimelineEvent("Trainings on the initiative at the local level", "2021-07", "training"),
        TimelineEvent("Online survey", "2021", "survey"),
        TimelineEvent("Public consultation", None, "consultation"),
        TimelineEvent("Collection of proposals", "2021-03", "consultation", "2021-08-15"),
    ]


@pytest.fixture
def markers() -> list[TimelineMarker]:
    return [TimelineMarker("Plan approved", "2021-10-20"), TimelineMarker("Plan submitted", "2021-11")]


@pytest.fixture
def evidence() -> list[QuestionEvidence]:
    return [
        QuestionEvidence("Compliance", "1.1", 3, 1, 2, 0, "Section 1"),
        QuestionEvidence("Compliance", "1.2", 0, 0, group="Section 1"),
        QuestionEvidence("Commitment 1 – Open data", "1.1", 20, 4, 7, 0, "Section 3"),
        QuestionEvidence("Commitment 2 – Registers", "2.1", 0, 0, group="Section 3"),
        QuestionEvidence("Commitment 2 – Registers", "2.2", 0, 2, 0, 1, "Section 3"),
    ]


@pytest.fixture
def values() -> list[CommitmentValues]:
    return [
        CommitmentValues("1 – Open data", (OGP_VALUES[0], OGP_VALUES[3])),
        CommitmentValues("2 – Participatory budgeting for schools and districts", (OGP_VALUES[0],)),
        CommitmentValues("3 – Nothing yet", ()),
    ]
