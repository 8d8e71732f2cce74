"""The merged file: what is agreed, what is to be settled, and that no text breaks out of its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogpkit.dossier.assessment import UNSETTLED, Assessment
from ogpkit.dossier.reviews import Reviews, compared
from ogpkit.dossier.reviews.merging import merged
from ogpkit.dossier.source import text_of
from ogpkit.dossier.validate import cut_texts, validate
from ogpkit.dossier.yaml import parse_yaml
from tests.dossier.reviews.made import BREAKING, answered, assessments, made


def read_back(reviews: Reviews) -> Assessment:
    """Read the merged file as the kit reads any assessment; there must be no problem at all."""
    located = parse_yaml(text_of(merged(reviews).encode(), "merged.yaml"), "merged.yaml")
    assessment, _, problems = validate(Assessment, located)
    assert problems == []
    assert cut_texts(Assessment, located) == ([], set())
    assert assessment is not None
    return assessment


def record(assessment: Assessment, item):
    if item.commitment is None:
        return assessment.answers.get(item.number)
    found = [one for one in assessment.commitments if one.number == item.commitment.number]
    return found[0].answers.get(item.number) if found else None


@settings(max_examples=60)
@given(assessments, st.integers(2, 4))
def test_of_equal_reviews_nothing_is_changed(assessment, many):
    assert read_back(made(*[assessment] * many)) == assessment


@settings(max_examples=60)
@given(st.lists(assessments, min_size=2, max_size=3))
def test_whatever_stands_in_the_texts_an_answer_is_there_only_where_all_gave_it(found):
    reviews = made(*found)
    back = read_back(reviews)
    for item in compared(reviews):
        kept = record(back, item)
        option = None
        if kept is not None and (kept.answer or kept.coding) and kept.answer != UNSETTLED:
            option = reviews.form.option(item.question, kept.answer or kept.coding.answer)
        if item.state in ("disputed", "incomplete", "dependent"):
            assert kept.answer == UNSETTLED
            assert (kept.coding, kept.explanation) == (None, None)
        elif item.state == "agreed":
            assert {option.value} == set(item.answers)
        elif item.state == "unanswered":
            assert option is None
        for part in ("evidence", "references"):
            named = [one for said in item.records if said is not None for one in getattr(said, part)]
            assert set(getattr(kept, part) if kept else ()) == set(named)
    # No text has become a key: only questions of the form, and those that a reviewer has an entry for.
    assert set(back.answers) == {number for one in found for number in one.answers}
    assert {one.number for one in back.commitments} == {c.number for one in found for c in one.commitments}


@pytest.mark.parametrize("text", BREAKING)
def test_a_breaking_text_stays_in_its_comment_or_its_text(text):
    reviews = made(
        {"answers": {"1.1": answered("Yes", f"a{text}"), "1.2": answered("Yes", f"b{text}")}},
        {"answers": {"1.1": answered("No", f"c{text}"), "1.2": answered("Yes", f"d{text}")}},
        names=(f"A{text}", f"B{text}"),
    )
    back = read_back(reviews)
    assert set(back.answers) == {"1.1", "1.2"}
    assert back.answers["1.1"].answer == UNSETTLED
    found = back.answers["1.2"].explanation
    assert found.index(f"b{text}".strip()) < found.index(f"d{text}".strip())


def test_a_dispute_holds_what_each_reviewer_says_in_a_comment():
    reviews = made(
        {"answers": {"1.3": answered("No", "None was held.\n\n- By the minutes.", references=["minutes"])}},
        {
            "coders": [{"id": "one", "name": "One"}],
            "answers": {"1.3": {"coding": {"answer": "Yes", "by": "one", "why": "The chair says so."}}},
        },
        names=("Ana", "Bo"),
    )
    assert merged(reviews).partition("answers:\n")[2] == (
        "  # --- Section 1. Compliance with co-creation requirements\n"
        "  # 1.3 Does the forum hold at least one meeting with civil society and non-governmental stakeholders during "
        "the\n"
        "  # co-creation of the action plan?\n"
        "  1.3:\n"
        "    # TO SETTLE: in dispute.\n"
        '    # Write one of Yes, No, Unclear in place of "unsettled" and add "explanation: |" with its reasons.\n'
        "    # Ana: No\n"
        "    #     None was held.\n"
        "    #\n"
        "    #     - By the minutes.\n"
        "    #     references: minutes\n"
        "    # Bo: Yes (coded, not stated)\n"
        "    #     Coded by one.\n"
        "    #     Reason: The chair says so.\n"
        "    answer: unsettled\n"
        "    references: [minutes]\n"
        "  # --- Section 2. Recommended practices in co-creation\n"
        "commitments: []\n"
    )


def test_explanations_of_what_is_agreed_name_who_gave_them():
    def explained(*texts: str | None) -> str | None:
        reviews = [{"answers": {"1.1": {"answer": "Yes", "explanation": text}}} for text in texts]
        return read_back(made(*reviews, names=("Ana", "Bo", "Cy")[: len(texts)])).answers["1.1"].explanation

    assert explained("A charter.", "The minutes.") == "Ana: A charter.\n\nBo: The minutes."
    assert explained("A charter.", "A charter.") == "A charter."
    assert explained(None, "The minutes.") == "Bo: The minutes."
    assert explained("A charter.", "The minutes.", "A charter.") == "Ana and Cy: A charter.\n\nBo: The minutes."
    assert explained("One.\n\nTwo.", "- three") == "Ana:\n\nOne.\n\nTwo.\n\nBo:\n\n- three"


def test_free_texts_name_who_wrote_them():
    def review(text: str) -> dict[str, object]:
        return commitment({"1.5": {"answer": text}})

    back = read_back(made(review("More dates."), review("Fewer dates."), names=("Ana", "Bo")))
    assert back.commitments[0].answers["1.5"].answer == "Ana: More dates.\n\nBo: Fewer dates."


def test_every_question_stands_in_its_official_wording_above_its_number():
    reviews = made(
        {"answers": {"1.1": answered("Yes")}, **commitment({"1.1": answered("Yes")})},
        {"answers": {"1.1": answered("No")}, **commitment({"1.1": answered("No")})},
    )
    lines = merged(reviews).split("\n")
    assert lines[lines.index("  1.1:") - 1] == "  # 1.1 Does a forum exist?"
    assert lines[lines.index("      1.1:") - 1] == "      # 1.1 Is the commitment verifiable?"
    assert lines[lines.index("  - number: 1") - 1] == "  # --- Commitment 1: Commitment 1"


def test_the_head_says_that_comments_may_go():
    open_, agreed = (
        merged(made({"answers": {"1.1": answered("Yes")}}, {"answers": {"1.1": answered(other)}}))
        for other in ("No", "Yes")
    )
    assert "# Comments such as these are for you: ogpkit reads none of them, and they may stay or go.\n" in open_
    assert "# Comments such as these are for you: ogpkit reads none of them, and they may stay or go.\n" in agreed
    assert 'begin "TO SETTLE"' in " ".join(open_.replace("\n#", "").split())
    assert "TO SETTLE" not in agreed


def test_an_answer_of_one_reviewer_alone_is_not_taken_for_agreed():
    back = read_back(made({"answers": {"1.1": answered("Yes")}}, {}))
    assert back.answers["1.1"].answer == UNSETTLED


def test_coders_with_the_same_id_are_told_apart():
    def review(name: str) -> dict[str, object]:
        coding = {"answer": "Yes", "by": "first", "why": "It says so."}
        return {"coders": [{"id": "first", "name": name}], "answers": {"1.1": {"coding": coding}}}

    back = read_back(made(review("Ana"), review("Bo"), {**review("Bo"), "answers": {}}))
    assert [(one.id, one.name) for one in back.coders] == [("first", "Ana"), ("first-2", "Bo")]
    both = read_back(made(review("Ana"), review("Bo")))
    assert both.answers["1.1"].coding.by == "first"


def test_what_some_take_as_stated_and_others_code_counts_as_coded():
    coding = {"answer": "yes", "by": "one", "why": "It says so."}
    one = {"coders": [{"id": "one", "name": "One"}], "answers": {"1.1": {"coding": coding}}}
    reviews = made({"answers": {"1.1": answered("Yes")}}, one)
    kept = read_back(reviews).answers["1.1"]
    assert kept.answer is None
    assert kept.coding is not None
    assert "# a takes this answer as stated on the form." in merged(reviews)


def test_later_questions_wait_for_the_dispute_that_they_hang_on():
    verifiable = {"number": 1, "answers": {"1.1": answered("Yes"), "1.2": answered("Yes")}}
    not_verifiable = {"number": 1, "answers": {"1.1": answered("No")}}
    back = read_back(made({"commitments": [verifiable]}, {"commitments": [not_verifiable]}))
    assert {number: one.answer for number, one in back.commitments[0].answers.items()} == {
        "1.1": UNSETTLED,
        "1.2": UNSETTLED,
    }


def test_of_different_ogp_values_those_that_all_name_stay():
    def review(*values: str) -> dict[str, object]:
        return {"commitments": [{"number": 1, "ogp_values": values, "answers": {}}]}

    reviews = made(review("Access to information", "Civic Participation"), review("Civic Participation"))
    assert read_back(reviews).commitments[0].ogp_values == ("Civic Participation",)
    assert "# a: Access to information, Civic Participation" in merged(reviews)


def test_restated_texts_make_the_whole_restated():
    back = read_back(made({}, {"texts": "restated", "source": "page"}))
    assert (back.texts, back.source) == ("restated", "page")


def test_no_address_of_a_person_is_copied():
    said = answered("Yes", "Write to ana@example.org.")
    text = merged(
        made(
            {"email": "ana@example.org", "evaluators": ["ana@example.org"], "answers": {"1.1": said, "1.2": said}},
            {"email": "bo@example.org", "answers": {"1.1": answered("No", "Or bo@example.org."), "1.2": said}},
        )
    )
    assert "example.org" not in text
    assert "email: withheld" in text


def test_what_a_reviewer_chose_under_a_question_that_is_ruled_out_is_kept_in_a_comment():
    """The answer of a reviewer who calls the commitment not verifiable, and chooses all the same."""
    coding = {"answer": "Unclear", "by": "one", "on": "2024-05-01", "why": "Read as a hint."}
    coder = {"coders": [{"id": "one", "name": "One"}]}
    ruled = {"1.1": answered("No"), "1.2": answered("No", "Ana's view.", coding=coding), "1.4": answered("modest")}
    other = {"1.1": answered("No"), "1.4": {"coding": {**coding, "answer": "substantial"}}}
    verifiable = {"1.1": answered("Yes"), "1.2": answered("Yes")}

    text = merged(made({**coder, **commitment(ruled)}, {**coder, **commitment(other)}, names=("Ana", "Bo")))
    assert said_under(text, "1.4") == [
        "# Ana:",
        "#     Does not count, for an earlier answer rules the question out: answer modest",
        "# Bo:",
        "#     Does not count, for an earlier answer rules the question out: coding substantial",
        "#     Coded by one on 2024-05-01.",
        "#     Reason: Read as a hint.",
        "explanation: |",
        "  Ana: So it is.",
    ]
    some = merged(made({**coder, **commitment(ruled)}, commitment(verifiable), names=("Ana", "Bo")))
    told = said_under(some, "1.2")
    assert told[2:7] == [
        "# Ana: not applicable",
        "#     Does not count, for an earlier answer rules the question out: answer No, coding Unclear",
        "#     Coded by one on 2024-05-01.",
        "#     Reason: Read as a hint.",
        "#     Ana's view.",
    ]
    silent = merged(made(commitment({"1.1": answered("No"), "1.4": answered("modest")}), commitment({})))
    assert "#     Does not count, for an earlier answer rules the question out: answer modest" in silent


def test_a_coding_beside_a_stated_answer_is_kept_with_its_reason():
    coding = {"answer": "Unclear", "by": "one", "why": "The minutes say less."}
    one = {"coders": [{"id": "one", "name": "One"}], "answers": {"1.1": answered("Yes", coding=coding)}}
    for answer in ("Yes", "No"):
        text = merged(made(one, {"answers": {"1.1": answered(answer)}}, names=("Ana", "Bo")))
        told = said_under(text, "1.1")
        place = told.index("#     Does not count, for an answer is stated: coding Unclear")
        assert told[place + 1 : place + 3] == ["#     Coded by one.", "#     Reason: The minutes say less."]


@settings(max_examples=60)
@given(st.lists(assessments, min_size=2, max_size=3))
def test_no_choice_of_a_reviewer_is_lost(found):
    reviews = made(*found)
    text = merged(reviews)
    for item in compared(reviews):
        if item.same:
            continue
        lines = said_under(text, item.number, item.commitment)
        under = "\n".join(one for one in lines if not one.startswith("# Write one of"))
        for one in item.records:
            for chosen in () if one is None else (one.answer, one.coding and one.coding.answer):
                option = chosen and reviews.form.option(item.question, chosen)
                assert option is None or option.name in under


def commitment(answers: dict[str, object]) -> dict[str, object]:
    return {"commitments": [{"number": 1, "answers": answers}]}


def said_under(text: str, number: str, of: object = ...) -> list[str]:
    """Return the lines under a question, without their indent; of the last question of this number, unless told."""
    head, _, tail = text.partition("\ncommitments:")
    if of is None:
        lines = head.split("\n")
    elif of is ...:
        lines = text.split("\n")
    else:
        lines = tail.partition(f"\n  - number: {of.number}\n")[2].partition("\n  - number: ")[0].split("\n")
    # Further in stand texts, which may look like a question.
    keys = [f"{indent}{number}:{rest}" for indent in ("  ", "      ") for rest in ("", " {}")]
    places = [place for place, one in enumerate(lines) if one in keys]
    indent = len(lines[places[-1]]) - len(lines[places[-1]].lstrip())
    under = []
    for one in lines[places[-1] + 1 :]:
        if one.strip() and len(one) - len(one.lstrip()) <= indent:
            break
        under.append(one[indent + 2 :])
    return [one for one in under if one]


def test_emoji_stay_what_they_are_in_comments_and_in_texts():
    told = "Fine \U0001f642 \U0001f469\u200d\U0001f4bb\n\n\U00020000 twice"
    reviews = made(
        {"answers": {"1.1": answered("Yes", told), "1.2": answered("Yes", told)}},
        {"answers": {"1.1": answered("No", "No."), "1.2": answered("Yes", told)}},
    )
    text = merged(reviews)
    assert "\ufffd" not in text
    assert text.count("Fine \U0001f642 \U0001f469\u200d\U0001f4bb\n") == 2
    assert said_under(text, "1.2")[:2] == ['answer: "Yes"', "explanation: |"]
    assert read_back(reviews).answers["1.2"].explanation == told
