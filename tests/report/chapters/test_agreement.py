"""The chapters on the agreement of reviewers: what stands in them, for two reviewers and for more."""

from __future__ import annotations

import csv
import io

import pytest

from ogpkit.dossier.reviews import Reviews
from ogpkit.indicators.agreement import agreement_indicators, measure_agreement
from ogpkit.report import blocks as b
from ogpkit.report.chapters import agreement as chapters
from ogpkit.report.data import indicators_csv
from ogpkit.report.html import write_html
from ogpkit.report.pdf import write_pdf
from tests.dossier.reviews.made import answered, made

CHOSEN = ("Yes", "Yes", "a new regulation, policy, practice or requirement.", "modest")
HOSTILE = '<script>alert(1)</script> #set page(width: 1pt) $x$ *b* "=1+1"'


def review(*answers: str, explanation: str = "So it is.", **more: object) -> dict[str, object]:
    numbers = ("1.1", "1.2", "1.3")
    return {
        "answers": {
            number: answered(one, explanation, evidence=["none"])
            for number, one in zip(numbers, answers, strict=False)
            if one
        },
        **more,
    }


def document(reviews: Reviews) -> b.Document:
    """Return the whole report on reviews as the notebook composes it."""
    measured = measure_agreement(reviews)
    (cover,) = chapters.cover(reviews, status="draft", date="2024-09-30")
    assert isinstance(cover, b.Cover)
    blocks = (
        *chapters.reading_notes(reviews),
        *chapters.summary(measured),
        *chapters.confusions(measured),
        *chapters.disputes(measured),
        *chapters.ogp_values(measured),
        *chapters.all_answers(measured),
        *chapters.indicators(agreement_indicators(measured)),
        *chapters.method(reviews),
        *chapters.provenance(reviews),
    )
    return b.Document(cover=cover, blocks=blocks)


def tables(blocks) -> list[b.Table]:
    return [block for block in blocks if isinstance(block, b.Table)]


def cells(table: b.Table) -> list[list[str]]:
    return [[b.plain(cell) for cell in row] for row in table.rows]


def test_a_dispute_shows_official_text_answers_and_explanations_side_by_side():
    reviews = made(review("Yes", "No", explanation="Because."), review("Yes", "Unclear", explanation="Perhaps."))
    heading, _, section, title, table = chapters.disputes(measure_agreement(reviews))
    assert (b.plain(heading.content), title.level) == ("Questions to settle", 3)
    assert b.plain(section.content) == "Section 1. Compliance with co-creation requirements"
    assert b.plain(title.content) == "1.2 Is the forum multi-stakeholder?"
    assert [b.plain(column.title) for column in table.columns] == ["Reviewer", "a", "b"]
    assert cells(table) == [["Answer", "No", "Unclear"], ["Explanation", "Because.", "Perhaps."]]


def test_more_reviewers_than_a_page_holds_abreast_stand_below_each_other():
    reviews = made(*[review(one) for one in ("Yes", "No", "Unclear", "Yes")])
    (table,) = tables(chapters.disputes(measure_agreement(reviews)))
    assert [b.plain(column.title) for column in table.columns] == ["Reviewer", "Answer", "Explanation"]
    assert [row[:2] for row in cells(table)] == [["a", "Yes"], ["b", "No"], ["c", "Unclear"], ["d", "Yes"]]


def test_where_all_agree_that_is_said():
    answers = {
        "answers": {f"{part}.{n}": answered("Yes") for part, last in ((1, 4), (2, 6)) for n in range(1, last + 1)}
    }
    commitments = [
        {"number": number, "answers": {f"{number}.{n}": answered(one) for n, one in enumerate(CHOSEN, 1)}}
        for number in (1, 2)
    ]
    whole = {**answers, "commitments": commitments}
    _, text = chapters.disputes(measure_agreement(made(whole, whole)))
    assert b.plain(text.content) == "There are none: the reviewers agree throughout."


def warnings_of(reviews: Reviews) -> list[str]:
    notes = [note for note in chapters.reading_notes(reviews) if isinstance(note, b.Note) and note.tone == "warning"]
    return [b.plain(block.content) for note in notes for block in note.blocks]


def test_reviews_that_say_the_same_word_for_word_are_named_before_any_figure():
    same, other = review("Yes", "No"), review("Yes", "No", explanation="Not so.")
    told, _ = warnings_of(made(same, other, same, other, names=("Ana", "Boris", "Carl", HOSTILE)))
    assert told == f"Carl says word for word what Ana says. {HOSTILE} says word for word what Boris says."


def test_reviews_of_the_same_answers_in_other_words_are_no_copies():
    assert warnings_of(made(review("Yes"), review("Yes", explanation="Not so."))) == []
    assert warnings_of(made({}, {})) == []


def test_agreement_on_what_was_answered_is_not_told_as_agreement_on_all():
    measured = measure_agreement(made(review("Yes"), review("Yes")))
    _, text = chapters.disputes(measured)
    assert "Answered by nobody: 17 of 18 questions." in b.plain(text.content)
    _, text, *_ = chapters.summary(measured)
    assert "Both answered 1 of 18 questions." in b.plain(text.content)


def test_answers_of_nobody_are_no_agreement():
    measured = measure_agreement(made({}, {}))
    _, text = chapters.disputes(measured)
    assert b.plain(text.content) == "There are none, for nothing was answered. That is no agreement."
    _, text, *_ = chapters.summary(measured)
    said = (
        "No question was answered by two reviewers, so that nothing can be compared. Both answered 0 of 18 questions."
    )
    assert b.plain(text.content).startswith(said)


def test_a_choice_that_does_not_count_is_shown_beside_the_answers():
    one = {"commitments": [{"number": 1, "answers": {"1.1": answered("No"), "1.2": answered("No")}}]}
    other = {"commitments": [{"number": 1, "answers": {"1.1": answered("Yes"), "1.2": answered("Yes")}}]}
    *_, table = tables(chapters.disputes(measure_agreement(made(one, other))))
    assert next(row for row in cells(table) if row[0] == "Does not count")[1] == "answer No"


def test_texts_of_thousands_of_lines_are_shortened_and_the_report_is_made():
    told = "\n".join(f"Line {place} of what the reviewer has to say, with some words more." for place in range(2600))
    options = ("Yes", "No", "Unclear", "Yes", "No", "Unclear", "Yes", "No")
    whole = document(made(*[review(one, explanation=told) for one in options]))
    (table,) = [one for one in tables(whole.blocks) if b.plain(one.caption).startswith("What the reviewers say on 1.1")]
    for row in cells(table):
        assert row[2].startswith("Line 0 of what")
        assert row[2].endswith("[…] Shortened here; the whole text stands in merged.yaml.")
        assert len(row[2]) < 4000
    assert write_pdf(whole).startswith(b"%PDF")


def test_no_address_is_cut_through_where_a_text_is_shortened():
    places = range(2960, 3010)
    for place in places:
        said = "x" * (place - 1) + " anna.of.harbour@example.org " + "y" * 500
        reviews = made(review("Yes", explanation=said), review("No"))
        (table,) = tables(chapters.disputes(measure_agreement(reviews)))
        assert "anna" not in " ".join(cells(table)[1])


def test_what_hangs_on_an_earlier_answer_says_whose():
    one = {"commitments": [{"number": 1, "answers": {"1.1": answered("No")}}]}
    other = {"commitments": [{"number": 1, "answers": {"1.1": answered("Yes"), "1.2": answered("Yes")}}]}
    blocks = chapters.disputes(measure_agreement(made(one, other)))
    texts = [b.plain(block.content) for block in blocks if isinstance(block, b.Paragraph)]
    assert texts[-1] == "Ruled out by an earlier answer of a: settle that question first."


def test_confusion_tables_count_what_both_answered_and_their_margins_add_up():
    reviews = made(review("Yes", "No", "Unclear"), review("Yes", "Unclear", ""))
    (table,) = tables(chapters.confusions(measure_agreement(reviews)))
    assert b.plain(table.caption).startswith("a (rows) and b (columns) on 1.1, 1.2")
    assert cells(table) == [
        ["Yes", "1", "0", "0", "1"],
        ["No", "0", "0", "1", "1"],
        ["Unclear", "0", "0", "0", "0"],
        ["All", "1", "0", "1", "2"],
    ]


def test_three_reviewers_get_fleiss_kappa_and_a_table_of_pairs():
    reviews = made(review("Yes", "No"), review("Yes", "Yes"), review("No", "No"))
    main, pairs = tables(chapters.summary(measure_agreement(reviews)))
    assert "κ is Fleiss'," in b.plain(main.note)
    assert [row[0] for row in cells(pairs)] == ["a and b", "a and c", "b and c"]


def test_a_value_that_is_not_defined_is_no_number_and_few_questions_are_marked():
    (table,) = tables(chapters.summary(measure_agreement(made(review("Yes"), review("Yes")))))
    rows = {row[0]: row[1:] for row in cells(table)}
    joined = "\N{NO-BREAK SPACE}"
    assert rows["Section 1"] == [
        f"1{joined}of{joined}1 (100{joined}%)", f"0{joined}of{joined}1", "–", "–", "one option only; too few to judge",
    ]  # fmt: skip
    assert rows["Section 2"][-1] == "nothing to compare"


def test_every_indicator_is_written_out_with_its_interval_though_none_is_printed_twice():
    reviews = made(review("Yes", "No"), review("Yes", "Yes"))
    values = agreement_indicators(measure_agreement(reviews))
    (block,) = [one for one in chapters.indicators(values) if isinstance(one, b.Indicators)]
    assert not block.shown
    assert [(row.id, row.entity, row.low) for row in block.rows] == [(one.id, one.entity, one.low) for one in values]


def test_a_coefficient_below_nought_is_a_number_in_the_table_of_indicators():
    table = indicators_csv(document(made(review("Yes", "No"), review("No", "Yes")))).decode()
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["id"] == "agreement-kappa" and row["value"]]
    assert [float(row["value"]) for row in rows] == [-1, -1]


@pytest.mark.parametrize("many", [2, 3, 5])
def test_hostile_texts_and_addresses_are_text_in_html_and_pdf(many):
    options = ("Yes", "No", "Unclear", "Yes", "No")[:many]
    texts = [
        review(one, one, explanation=f"{HOSTILE} ana{place}@example.org\n\n- {HOSTILE}")
        for place, one in enumerate(options)
    ]
    names = [f"{HOSTILE} {place}"[:60] for place in range(many)]
    whole = document(made(*texts, names=names))
    page = write_html(whole)
    assert "<script>alert" not in page
    assert "example.org" not in page
    assert write_pdf(whole).startswith(b"%PDF")


def test_synthetic_plans_say_so_on_the_cover_and_in_a_note():
    reviews = made({}, {})
    plan = reviews.plan.model_copy(update={"synthetic": True})
    reviews = Reviews(reviews.slug, reviews.form, plan, reviews.reviews)
    (cover,) = chapters.cover(reviews, status="final", date="2024-09-30")
    assert cover.standing == "Synthetic: invented data"
    assert next(note.tone for note in chapters.reading_notes(reviews) if isinstance(note, b.Note)) == "synthetic"
