"""The agreement on a form: which questions are compared, which are pooled, and what is said of small numbers."""

from __future__ import annotations

from ogpkit.dossier.reviews import compared
from ogpkit.indicators.agreement import agreement_indicators, measure_agreement
from ogpkit.indicators.definition import IndicatorValue
from tests.dossier.reviews.made import FORM, answered, made

SINGLE = [question.number for section in FORM.single_sections for question in section.questions]


def review(options: str, **more: object) -> dict[str, object]:
    """Return a review of Sections 1 and 2 from one letter a question: y, n, u, or - for none."""
    words = {"y": "Yes", "n": "No", "u": "Unclear"}
    given = dict(zip(SINGLE, options, strict=True))
    return {"answers": {number: answered(words[one]) for number, one in given.items() if one != "-"}, **more}


def commitment(number: int, *options: str | None) -> dict[str, object]:
    answers = {f"{number}.{place}": answered(one) for place, one in enumerate(options, start=1) if one}
    return {"number": number, "answers": answers}


def states(*reviews: dict[str, object]) -> dict[str, str]:
    return {item.called: item.state for item in compared(made(*reviews))}


def value(reviews: tuple[dict[str, object], ...], name: str, entity: str) -> IndicatorValue:
    found = agreement_indicators(measure_agreement(made(*reviews)))
    (one,) = [value for value in found if (value.id, value.entity) == (f"agreement-{name}", entity)]
    return one


def test_states_of_plain_answers():
    found = states(review("yyyny-----"), review("yyyyu--y--"), review("yy-----y--"))
    assert [found[number] for number in SINGLE] == [
        *("agreed", "agreed", "incomplete", "disputed", "disputed"),
        *("unanswered", "unanswered", "incomplete", "unanswered", "unanswered"),
    ]


def test_not_verifiable_for_all_rules_the_later_questions_out():
    found = states(*[{"commitments": [commitment(1, "No")]}] * 2)
    assert [found[f"1.{place} (commitment 1)"] for place in (1, 2, 3, 4)] == ["agreed", *["not-applicable"] * 3]


def test_a_dispute_on_verifiability_carries_the_later_questions_with_it():
    reviews = ({"commitments": [commitment(1, "No")]}, {"commitments": [commitment(1, "Yes", "Yes", "new", "modest")]})
    found = states(*reviews)
    assert [found[f"1.{place} (commitment 1)"] for place in (1, 2, 3, 4)] == ["disputed", *["dependent"] * 3]
    both = value(reviews, "share", "Section 3")
    assert (both.n, both.N) == (0, 1), "only verifiability was answered by both"


def test_reviewers_for_whom_a_later_question_applies_may_dispute_it_all_the_same():
    reviews = (
        {"commitments": [commitment(1, "No")]},
        {"commitments": [commitment(1, "Yes", "Yes")]},
        {"commitments": [commitment(1, "Yes", "No")]},
    )
    assert states(*reviews)["1.2 (commitment 1)"] == "disputed"


def test_answers_are_compared_as_options_not_as_they_are_written():
    one = {"commitments": [commitment(1, "yes", None, "new")]}
    other = {"commitments": [commitment(1, "Yes", None, "A new regulation, policy, practice or requirement")]}
    assert states(one, other)["1.3 (commitment 1)"] == "agreed"


def test_a_coding_counts_where_no_answer_is_stated_and_only_there():
    coding = {"answer": "No", "by": "one", "why": "It says so."}
    coded = {"answers": {"1.1": {"coding": coding}, "1.2": answered("Yes", coding=coding)}}
    found = states(coded, {"answers": {"1.1": answered("No"), "1.2": answered("Yes")}})
    assert (found["1.1"], found["1.2"]) == ("agreed", "agreed")


def test_measures_of_two_reviewers_worked_out_by_hand():
    """Ten answers, eight equal. A: 6 Yes, 3 No, 1 Unclear; B: 5 Yes, 5 No. By chance .6·.5 + .3·.5 = .45, so κ is
    (.8 − .45) / .55. Of the 20 answers 11 are Yes, 8 No, 1 Unclear: 4 of 20 ordered pairs differ, and
    (20² − 11² − 8² − 1²) of 20·19 would by chance; α is 1 less the one through the other.
    """
    reviews = (review("yyyyyynnnu"), review("yyyyynnnnn"))
    entity = "answers Yes, No or Unclear"
    both = value(reviews, "share", "all questions")
    assert (both.value, both.n, both.N) == (80, 8, 10)
    kappa, alpha = value(reviews, "kappa", entity), value(reviews, "alpha", entity)
    assert (kappa.value, kappa.N) == (round(0.35 / 0.55, 3), 10)
    assert (alpha.value, alpha.N) == (round(1 - (4 / 20) / (214 / 380), 3), 10)
    assert alpha.low < alpha.value < alpha.high
    assert (kappa.flags, alpha.flags) == ((), ())


def test_fewer_than_ten_questions_have_no_interval_and_a_flag():
    alpha = value((review("yyyyyynnn-"), review("yyyyynnnn-")), "alpha", "answers Yes, No or Unclear")
    assert (alpha.N, alpha.low, alpha.high) == (9, None, None)
    assert alpha.flags == ("fewer than 10 questions: too few to judge",)


def test_a_coefficient_without_a_value_says_why_and_is_neither_one_nor_no_number():
    same = review("yyyyyyyyyy")
    for name in ("kappa", "alpha"):
        found = value((same, same), name, "answers Yes, No or Unclear")
        assert found.value is None
        assert "all answers are the same option" in found.flags[0]


def test_answers_of_different_scales_are_never_pooled():
    reviews = ({"commitments": [commitment(1, "Yes", "Yes", "new", "modest")]},) * 2
    agreement = measure_agreement(made(*reviews))
    for group in agreement.groups:
        assert group.mixed == (group.alpha is None)
        assert group.mixed or len({item.question.choice for item in group.items}) == 1
    assert agreement.everything.mixed
    assert agreement.main.entity == "answers Yes, No or Unclear"


def test_potential_for_results_alone_has_an_order():
    """One step apart weighs less than two: 12 commitments are too many for this plan, two show it."""
    near = ({"commitments": [commitment(1, "Yes", "Yes", "new", one), commitment(2, "Yes", "Yes", "new", "unclear")]}
            for one in ("modest", "substantial"))  # fmt: skip
    agreement = measure_agreement(made(*near))
    assert [group.entity for group in agreement.groups if group.ordinal is not None] == ["question N.4"]
    assert [name for name, choice in FORM.choices.items() if choice.ordered] == ["potential"]


def test_three_reviewers_get_kappa_by_pairs_and_fleiss_kappa():
    reviews = (review("yyyyyynnnu"), review("yyyyynnnnn"), review("yyyyyynnnn"))
    found = agreement_indicators(measure_agreement(made(*reviews, names=("A", "B", "C"))))
    kappas = [one for one in found if one.id == "agreement-kappa" and one.entity.startswith("answers")]
    assert [one.entity.rpartition(": ")[2] for one in kappas] == ["A and B", "A and C", "B and C"]
    (fleiss,) = [one for one in found if one.id == "agreement-fleiss" and one.entity.startswith("answers")]
    assert fleiss.N == 10
    pairs = value(reviews, "share", "all questions")
    assert (pairs.n, pairs.N) == (8 + 9 + 9, 30)


def test_what_is_to_settle_is_counted_among_what_anybody_answered():
    reviews = (review("yn-y------"), review("yyy-------"))
    found = value(reviews, "open", "all questions")
    assert (found.n, found.N, found.flags) == (3, 4, ("1 in dispute", "2 not answered by all"))


def test_a_form_on_which_nobody_answered_anything_gives_no_number_and_no_error():
    for one in agreement_indicators(measure_agreement(made({}, {}))):
        assert one.value is None
        assert one.N == 0
