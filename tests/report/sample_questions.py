"""The questions of the sample report, with their answers."""

from __future__ import annotations

from ogpkit.report.blocks import (
    Answer,
    Block,
    Coding,
    Evidence,
    EvidenceItem,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Part,
    Question,
    Quote,
    Term,
    Text,
    inlines,
)

__all__ = ["commitments", "prose", "section_1"]

EXPLANATION = "Provide a brief explanation of your answer:"
EVIDENCE = "Provide evidence for your answer:"
REFERENCES = "Provide references here (e.g. interviews):"


def prose(*content: Inline | str) -> Paragraph:
    return Paragraph(content=tuple(Text(text=item) if isinstance(item, str) else item for item in content))


def section_1() -> tuple[Block, ...]:
    return (
        Heading(level=1, number="1", content=inlines("Compliance with co-creation requirements"), anchor="section-1"),
        prose(
            "The member and civil society wrote the ",
            Term(key="action-plan", text="action plan"),
            " together. Whether this ",
            Term(key="co-creation", text="co-creation"),
            " meets the minimum requirements is judged on four questions.",
        ),
        Question(
            number="1.1",
            text="Does a forum exist?",
            content=(Text(text="Does a "), Term(key="forum", text="forum"), Text(text=" exist?")),
            anchor="q-1.1",
            answer=Answer(mark="not-provided", text="not stated in the published report"),
            coding=Coding(
                mark="yes",
                text="Yes",
                label="Reviewer's coding",
                by="O. Sample",
                on="2025-03-14",
                why='The explanation opens with "Yes, the forum exists."',
            ),
            parts=(
                Part(
                    label=EXPLANATION,
                    blocks=(
                        prose(
                            "Yes, the forum exists. It is a key component of the local process, which ensures "
                            "cooperation between the local council, civil society, and other stakeholders. In 2020, "
                            "the city of Khmelnytskyi began its membership in ",
                            Term(key="ogp-local", text="OGP Local"),
                            ".",
                        ),
                        prose(
                            "The ",
                            Term(key="action-plan", text="Action Plan"),
                            " was created under the guidance of the working group on open data "
                            "(робоча група з розвитку відкритих даних).",
                        ),
                    ),
                ),
                Part(
                    label=REFERENCES,
                    blocks=(
                        Evidence(
                            items=(
                                EvidenceItem(
                                    id="E1",
                                    type="document",
                                    title="Decision to establish a working group on open data",
                                    address="https://example.org/decisions/2020/working-group-on-open-data-development",
                                    details=("21 October 2020", "archived copy kept"),
                                ),
                                EvidenceItem(id="E2", type="link", title="More here.", no_address=True),
                            )
                        ),
                    ),
                ),
            ),
        ),
        Question(
            number="1.2",
            text="Is the forum multi-stakeholder?",
            anchor="q-1.2",
            answer=Answer(mark="yes", text="Yes"),
            parts=(
                Part(
                    label=EXPLANATION,
                    blocks=(
                        prose("The working group sent more than 30 invitations. Those who took part came from:"),
                        ListBlock(
                            items=(
                                (prose("the city council and its enterprises;"),),
                                (
                                    prose("civil society:"),
                                    ListBlock(
                                        ordered=True,
                                        items=(
                                            (prose("NGO Khmelnytskyi Initiative,"),),
                                            (prose("library associations;"),),
                                        ),
                                    ),
                                ),
                                (prose("two universities."),),
                            )
                        ),
                    ),
                ),
                Part(label=REFERENCES),
            ),
        ),
        Question(
            number="1.3",
            text="Does the forum hold at least one meeting with civil society and non-governmental stakeholders during "
            "the co-creation of the action plan?",
            anchor="q-1.3",
            answer=Answer(mark="unclear", text="Unclear"),
            parts=(
                Part(label=EXPLANATION, blocks=(prose("At least three meetings were held; minutes exist of one."),)),
                Part(
                    label=EVIDENCE,
                    blocks=(
                        Evidence(
                            items=(
                                EvidenceItem(
                                    id="E3",
                                    type="interview",
                                    title="Interview with a member of the working group",
                                    details=("4 March 2025", "notes kept by the evaluator"),
                                ),
                            )
                        ),
                    ),
                ),
                Part(label=REFERENCES),
            ),
        ),
        Question(
            number="1.4",
            text="Has the action plan been endorsed by the stakeholders of the forum or steering committee/group?",
            anchor="q-1.4",
            answer=Answer(mark="no", text="No"),
            coding=Coding(
                mark="unclear",
                text="Unclear",
                label="Reviewer's coding",
                by="T. Example",
                why="The minutes name no vote.",
            ),
            parts=(Part(label=EXPLANATION), Part(label=EVIDENCE), Part(label=REFERENCES)),
        ),
    )


def commitments() -> tuple[Block, ...]:
    return (
        Heading(level=1, number="3", content=inlines("Initial evaluation of commitments"), anchor="section-3"),
        Heading(
            level=2,
            number="1",
            content=inlines(
                "Development of digital competencies of the community residents and formation of their digital culture"
            ),
            anchor="commitment-1",
        ),
        Question(
            number="1.1",
            text="Is the commitment verifiable?",
            anchor="c1-1.1",
            answer=Answer(mark="yes", text="Yes"),
            parts=(
                Part(
                    label=EXPLANATION,
                    blocks=(prose("The commitment contains clear measures and expected results, with dates."),),
                ),
                Part(label=EVIDENCE),
            ),
        ),
        Question(
            number="1.4",
            text="Please select one option that best describes the commitment:",
            anchor="c1-1.4",
            answer=Answer(
                mark="neutral",
                text="is a positive change to a process, practice or policy but will not generate a binding or "
                "institutionalized change across government or specific institution(s).",
            ),
            parts=(
                Part(
                    label=EXPLANATION,
                    blocks=(
                        Quote(
                            blocks=(
                                prose("Розвиток цифрових компетенцій мешканців та формування їх цифрової культури."),
                                prose("— City council, 2021"),
                            )
                        ),
                    ),
                ),
            ),
        ),
        Question(
            number="1.5",
            text="Are there any recommended changes to the design of the commitment to help improve its "
            "implementation?",
            anchor="c1-1.5",
            answer=Answer(mark="not-applicable", text="not applicable"),
        ),
    )
