"""The Inception Report is the official form: every text word for word, in order."""

from __future__ import annotations

import pytest

from ogpkit.forms import Form, load_form, load_glossary

OPTION = "Please select one option that best describes the commitment:"
OFFICIAL = [
    ("Section 1. Compliance with co-creation requirements", [
        ("1.1", "Does a forum exist?"),
        ("1.2", "Is the forum multi-stakeholder?"),
        ("1.3", ("Does the forum hold at least one meeting with civil society and non-governmental stakeholders during "
                "the co-creation of the action plan?")),
        ("1.4", "Has the action plan been endorsed by the stakeholders of the forum or steering committee/group?"),
    ]),
    ("Section 2. Recommended practices in co-creation", [
        ("2.1", ("Does the government maintain a Local OGP website or webpage on a government website where "
                "information on the OGP Local process (co-creation and implementation) is proactively published?")),
        ("2.2", ("Did the government provide information to stakeholders in advance to facilitate informed and "
                "prepared participation in the co-creation process?")),
        ("2.3", ("Did the government ensure that any interested member of the public could make inputs into the action "
                "plan and observe or have access to decision-making documentation?")),
        ("2.4", ("Did the government proactively report back or provide written feedback to stakeholders on how their "
                "contributions were considered during the creation of the action plan?")),
        ("2.5", ("Was there an iterative dialogue and shared ownership between government and non-governmental "
                "stakeholders during the decision making process, including setting the agenda?")),
        ("2.6", "Would you consider the forum to be inclusive and diverse?"),
    ]),
    ("Section 3. Initial evaluation of commitments", [
        ("{n}.1", "Is the commitment verifiable?"),
        ("{n}.2", "Does the commitment language/activities clearly justify relevance to OGP values?"),
        ("{n}.3", OPTION),
        ("{n}.4", OPTION),
        ("{n}.5", ("Are there any recommended changes to the design of the commitment to help improve its "
                  "implementation?")),
    ]),
]  # fmt: skip


@pytest.fixture
def form() -> Form:
    return load_form("inception")


def options(form: Form, number: str) -> list[str]:
    question = next(question for question in form.questions if question.number == number)
    assert question.choice is not None
    return [option.text for option in form.choices[question.choice].options]


def test_sections_and_questions_are_the_official_texts_in_order(form: Form) -> None:
    found = [
        (section.heading, [(question.number, question.text) for question in section.questions])
        for section in form.sections
    ]

    assert found == OFFICIAL


@pytest.mark.parametrize("number", [number for _, rows in OFFICIAL for number, text in rows if text[-1] == "?"][:-1])
def test_questions_take_yes_no_or_unclear(form: Form, number: str) -> None:
    assert options(form, number) == ["Yes", "No", "Unclear"]


def test_novelty_has_the_two_official_options(form: Form) -> None:
    assert options(form, "{n}.3") == [
        "a continuation of ongoing practice in line with existing legislation, policies or requirements.",
        "a new regulation, policy, practice or requirement.",
    ]


def test_potential_has_the_two_official_options_above_one_that_is_marked_as_not_found(form: Form) -> None:
    lowest, *official = options(form, "{n}.4")

    assert lowest.startswith("[official wording not found] ")
    assert official == [
        ("is a positive change to a process, practice or policy but will not generate a binding or institutionalized "
        "change across government or specific institution(s)."),
        ("will result in a change of the rules, practices or policies that govern a policy area, public sector and/or "
        "relationship between citizens and is binding or institutionalized across government or specific "
        "institution(s)."),
    ]  # fmt: skip
    assert [option.verified for option in form.choices["potential"].options] == [False, True, True]
    assert [option.value for option in form.choices["potential"].options] == ["unclear", "modest", "substantial"]


def test_recommendations_are_free_text_without_explanation_or_evidence(form: Form) -> None:
    last = form.questions[-1]

    assert (last.choice, last.parts) == (None, ())


def test_labels_are_the_official_ones(form: Form) -> None:
    assert form.labels == {
        "explanation": "Provide a brief explanation of your answer:",
        "evidence": "Provide evidence for your answer:",
        "references": "Provide references here (e.g. interviews):",
    }
    assert (form.evidence_rules.max_files, form.evidence_rules.max_megabytes) == (3, 10)
    assert (form.title, form.heading.format(plan="Action plan – X")) == (
        "Inception Report",
        "Inception Report – Action plan – X",
    )


@pytest.mark.parametrize(
    "generation, labels",
    [
        ("first", ["Name of Evaluator", "Email", "Member", "Action Plan"]),
        ("current", ["Name of Evaluator", "Email", "Member Name", "Action Plan Title"]),
    ],
)
def test_header_has_the_labels_of_its_generation(form: Form, generation: str, labels: list[str]) -> None:
    assert [field.label for field in form.generation(generation).fields] == labels


def test_unknown_generation_is_refused(form: Form) -> None:
    with pytest.raises(KeyError):
        form.generation("second")


def test_what_was_inferred_is_marked_so(form: Form) -> None:
    assert {question.number for question in form.questions if not question.choice_verified} == {
        question for question, _ in OFFICIAL[1][1]
    }
    assert form.participation is not None
    assert not form.participation.verified


def test_ladder_of_participation_is_that_of_the_irm(form: Form) -> None:
    assert form.participation is not None
    assert form.participation.levels == (
        "No consultation", "Inform", "Consult", "Involve", "Collaborate", "Empower",
    )  # fmt: skip
    assert {question.number: question.participation for question in form.questions if question.participation} == {
        "2.2": "Inform",
        "2.3": "Consult",
        "2.4": "Involve",
        "2.5": "Collaborate",
    }


def test_requirements_are_section_one_and_practices_section_two(form: Form) -> None:
    numbers = {
        measure: [question.number for _, question in form.measured(measure)] for measure in ("requirement", "practice")
    }

    assert numbers == {
        "requirement": ["1.1", "1.2", "1.3", "1.4"],
        "practice": ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"],
    }


def test_only_a_commitment_that_is_not_verifiable_rules_questions_out(form: Form) -> None:
    assert {question.id: question.unless for question in form.questions if question.unless} == {
        "relevant": {"verifiable": "no"},
        "novelty": {"verifiable": "no"},
        "potential": {"verifiable": "no"},
    }


def test_repeating_section_is_numbered_by_commitment_beyond_nine(form: Form) -> None:
    (section,) = form.repeated_sections

    assert [question.numbered(12) for question in section.questions] == ["12.1", "12.2", "12.3", "12.4", "12.5"]
    assert section.item_heading.replace("{n}", "12") == "12 Commitment :"


def test_glossary_terms_have_keys_and_spellings_of_their_own() -> None:
    terms = load_glossary()
    spellings = [spelling for term in terms for spelling in term.match]

    assert len({term.key for term in terms}) == len(terms)
    assert len(set(spellings)) == len(spellings)
    assert all(term.definition.strip() for term in terms)
