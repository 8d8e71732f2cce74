from __future__ import annotations

import pytest

from ogpkit.indicators.survey.release import Interval
from ogpkit.report.figures import (
    OGP_VALUES,
    AnswerCell,
    AnswerRow,
    ChoiceRow,
    CommitmentValues,
    LikertRow,
    Panel,
    QuestionEvidence,
    Segment,
    ShareRow,
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
def many_events(events: list[TimelineEvent]) -> list[TimelineEvent]:
    return events * 30


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


RATING = ("very poor", "2", "3", "4", "very good")


@pytest.fixture
def ratings() -> list[LikertRow]:
    website = tuple(Segment((option,), count) for option, count in zip(RATING, (12, 24, 40, 60, 44), strict=True))
    portal = (Segment(RATING[:2], 30), Segment(RATING[2:3], 50), Segment(RATING[3:4], 20), Segment(RATING[4:], 10))
    line = (*(Segment((option,), 20) for option in RATING[:3]), Segment(RATING[3:], 15, "4 or more"))
    middle = (Segment(RATING[:1], 11), Segment(RATING[1:3], 60), Segment(RATING[3:4], 30), Segment(RATING[4:], 0))
    return [
        LikertRow("Website of the council", website, 200),
        LikertRow("Портал відкритих даних, його зручність та повнота", portal, 200),
        LikertRow("Telephone line", line, 200),
        LikertRow("Office $5 & <more>", middle, 1200),
        LikertRow("Archive", (), 200, "not shown: too few answers"),
    ]


@pytest.fixture
def panels(ratings: list[LikertRow]) -> list[Panel]:
    return [Panel(row.label, row.segments, row.asked, withheld=row.withheld) for row in ratings]


@pytest.fixture
def shares() -> list[ShareRow]:
    return [
        ShareRow("Women", 120, 190, 0.53, "Gender", 200),
        ShareRow("Men", 70, 190, 0.47, "Gender", 200),
        ShareRow("18 to 29", 90, 180, 0.18, "Age", interval=Interval(0.48, 0.41, 0.55, weighted=True)),
        ShareRow("30 and over", 90, 180, None, "Age", interval=Interval(0.52, 0.45, 0.59, weighted=True)),
    ]


@pytest.fixture
def choices() -> list[ChoiceRow]:
    return [
        ChoiceRow("Budget and spending", 150, Interval(0.8, 0.75, 0.85, weighted=True)),
        ChoiceRow("Дозволи на забудову земельних ділянок у місті", 88),
        ChoiceRow("Nothing", 0),
        ChoiceRow("Culture", None),
    ]
