"""What stands around the official part: cover, notes, the kit's own summary, annexes."""

from __future__ import annotations

import dataclasses
import re

import pytest

from ogpkit.indicators import compute
from ogpkit.report.blocks import Cover, Figure, Glossary, Heading, Indicators, Note, Paragraph, Table, plain, walk
from ogpkit.report.chapters import annex, glance, opening


def table(output, number: int = 0) -> list[list[str]]:
    """Return the cells of one table of a chapter."""
    found = [block for block in output if isinstance(block, Table)][number]
    return [[plain(cell) for cell in row] for row in found.rows]


def long_plan(dossier, commitments: int = 2, events: int = 2):
    """Return the dossier with copies of its first commitment, of its assessment and of its first event."""
    plan, assessment = dossier.plan, dossier.assessment
    numbers = range(1, commitments + 1)
    promised = [plan.commitments[0].model_copy(update={"number": n}) for n in numbers]
    assessed = [assessment.commitments[0].model_copy(update={"number": n}) for n in numbers]
    return dataclasses.replace(
        dossier,
        plan=plan.model_copy(update={"commitments": tuple(promised)}),
        assessment=assessment.model_copy(update={"commitments": tuple(assessed)}),
        events=tuple(dossier.events[:1]) * events,
    )


def titles(output) -> list[str]:
    return [block.title for block in output if isinstance(block, Note)]


@pytest.mark.parametrize("status", ["draft", "public-comment", "final"])
def test_the_cover_says_what_where_when_and_in_which_state(harbour, status):
    (cover,) = opening.cover(harbour, status=status, date="2024-09-30")
    assert isinstance(cover, Cover)
    assert cover.title == "Inception Report – Action plan – Harbour, Atlantis, 2024 – 2026"
    assert (cover.member, cover.period) == ("Harbour, Atlantis", "2024 – 2026")
    assert (cover.status, cover.date, cover.language) == (status, "2024-09-30", "en")
    assert cover.authors == ("A. Reviewer",)


def test_what_is_invented_coded_or_restated_is_said_before_it_is_read(harbour, khmelnytskyi, changed):
    assert titles(opening.reading_notes(harbour)) == [
        "This dossier is invented",
        "Answers that are not stated",
        "The survey is synthetic",
    ]
    assert "Restated, not quoted" in titles(opening.reading_notes(khmelnytskyi))
    assert "This dossier is invented" not in titles(opening.reading_notes(khmelnytskyi))
    sound = changed(("inception.yaml", "header: current", "header: current\ntexts: restated"))
    assert "Restated, not quoted" in titles(opening.reading_notes(sound))


def test_the_note_on_codings_counts_them_and_names_the_coder(harbour, khmelnytskyi):
    def note(case) -> str:
        blocks = [one for one in opening.reading_notes(case) if isinstance(one, Note)]
        (found,) = [one for one in blocks if one.title == "Answers that are not stated"]
        return " ".join(plain(block.content) for block in walk(found.blocks) if isinstance(block, Paragraph))

    assert "For 1 question no" in note(harbour)
    assert "Coded by: First coder." in note(harbour)
    coded = sum(
        khmelnytskyi.verdict(question, one.number if one else None).basis == "coded"
        for _, question, one in khmelnytskyi.asked()
    )
    assert f"For {coded} questions no" in note(khmelnytskyi)


def test_nothing_to_note_is_no_chapter(changed):
    dossier = changed(
        ("plan.yaml", "synthetic: true", "synthetic: false"),
        ("survey.yaml", "synthetic: true", "synthetic: false"),
        ("inception.yaml", "    coding:\n      answer: Unclear\n      by: first\n      on: 2024-09-01\n", ""),
        ("inception.yaml", "      why: The list of members gives no details.\n", "    answer: Unclear\n"),
    )
    assert len(opening.reading_notes(dossier)) == 0


def test_the_summary_gives_n_of_n_and_what_it_rests_on(harbour):
    rows = table(glance.summary(harbour, compute(harbour)))
    assert all(len(row) == 3 and all(row) for row in rows)
    by_id = {value.id: value for value in compute(harbour) if value.entity == "plan"}
    verifiable = by_id["commitments-verifiable"]
    (row,) = [row for row in rows if row[0] == verifiable.definition.name]
    assert row[1].replace("\xa0", " ") == "1 of 2 (50 %)"


def test_a_rate_of_nothing_and_open_answers_are_said_in_the_summary(harbour):
    changes = {
        "evidence-addresses": {"value": None, "n": 0, "N": 0},
        "practices-followed": {"value": 33, "n": 2, "N": 6, "undetermined": 3},
    }
    values = [dataclasses.replace(value, **changes.get(value.id, {})) for value in compute(harbour)]
    shown = {row[0]: row[1].replace("\xa0", " ") for row in table(glance.summary(harbour, values))}
    names = {value.id: value.definition.name for value in values}
    assert shown[names["evidence-addresses"]] == "nothing to count"
    assert shown[names["practices-followed"]] == "2 of 6 (33 %), 3 undetermined"


@pytest.mark.parametrize("name", ["answers", "timeline", "values", "coverage"])
def test_each_figure_has_a_caption_and_an_alternative_text_that_names_its_data(harbour, name):
    (figure,) = getattr(glance, name)(harbour)
    assert isinstance(figure, Figure)
    assert plain(figure.caption)
    assert len(figure.alt) > 40
    assert "None" not in figure.alt


@pytest.mark.parametrize("name, parts", [("answers", 3), ("values", 3), ("coverage", 3), ("timeline", 3)])
def test_a_long_plan_is_drawn_in_several_figures_that_fit_a_page(harbour, name, parts):
    shown = getattr(glance, name)(long_plan(harbour, commitments=40, events=70))
    captions = [plain(figure.caption) for figure in shown]
    assert [caption.rpartition(" (")[2] for caption in captions] == [f"{n + 1} of {parts})" for n in range(parts)]
    assert len({figure.anchor for figure in shown}) == parts
    assert shown[0].anchor == getattr(glance, name)(harbour)[0].anchor
    assert [figure.alt.partition(".")[0] for figure in shown] == [f"Part {n + 1} of {parts}" for n in range(parts)]
    heights = [float(re.search(r'height="([\d.]+)pt"', figure.data)[1]) for figure in shown]
    assert max(heights) < 1200, "a page holds 700: text is never set smaller than six tenths of its size"


@pytest.mark.parametrize("name", ["answers", "values", "coverage"])
def test_each_commitment_of_a_long_plan_is_drawn_once(harbour, name):
    shown = getattr(glance, name)(long_plan(harbour, commitments=40))
    drawn = " ".join(" ".join(re.sub(r"<!--.*?-->|<[^>]*>", " ", figure.data) for figure in shown).split())
    assert [drawn.count(f"Commitment {n} –") for n in range(1, 41)] == [1] * 40


def test_without_events_there_is_no_timeline_and_the_annex_says_so(harbour):
    bare = dataclasses.replace(harbour, events=(), evidence=())
    assert len(glance.timeline(bare)) == 0
    for chapter in (annex.events(bare), annex.evidence_register(bare)):
        assert [plain(block.content) for block in chapter if isinstance(block, Paragraph)] == ["not provided"]


def test_the_annex_of_indicators_holds_each_value_and_what_it_means(harbour):
    values = compute(harbour)
    output = annex.indicators(values)
    known, unknown = [block for block in output if isinstance(block, Indicators)]
    assert known.shown
    assert not unknown.shown
    assert sorted((row.id, row.entity, row.n, row.N) for row in (*known.rows, *unknown.rows)) == sorted(
        (value.id, value.entity, value.n, value.N) for value in values
    )
    assert all(row.value is not None or row.low is not None for row in known.rows)
    assert not any(row.official for row in (*known.rows, *unknown.rows))
    missing, explained = [block for block in output if isinstance(block, Table)]
    assert sum(len(plain(row[1]).split(", ")) for row in missing.rows) >= len(missing.rows)
    assert all(plain(row[2]) for row in missing.rows), "why it is not available is said of each"
    assert len(explained.rows) == len({row.id for row in known.rows})
    assert all(all(plain(cell) for cell in row) for row in explained.rows)


def test_the_register_names_the_questions_that_each_entry_supports(harbour):
    rows = {row[0]: row for row in table(annex.evidence_register(harbour))}
    assert list(rows) == [entry.id for entry in harbour.evidence]
    assert rows["charter"][-1] == "1.1, 1.2, 1.1 (commitment 1), 1.2 (commitment 1)"
    assert rows["chair"][-1] == "1.3"
    assert rows["chair"][4] == "–", "an interview has none"
    assert rows["chair"][3] == "Aug\xa02024"


def test_what_is_not_verified_in_the_form_is_listed(harbour):
    text = " ".join(plain(block.content) for block in walk(annex.method(harbour)) if isinstance(block, Paragraph))
    unverified = [one for choice in harbour.form.choices.values() for one in choice.options if not one.verified]
    assert unverified
    assert all(" ".join(one.remark.split()) in " ".join(text.split()) for one in unverified)
    assert "inferred" in text


def test_provenance_names_every_file_with_its_size_and_sum(harbour, sound):
    rows = table(annex.provenance(harbour))
    assert {row[0].rpartition("/")[2] for row in rows} == {
        path.name for path in sound.dossier.iterdir() if path.is_file()
    }
    for row, file in zip(rows, harbour.files, strict=True):
        assert row[1:] == [f"{file.size:,}", file.sha256[:16]]


def test_the_glossary_holds_every_term_once():
    heading, glossary = annex.glossary()
    assert isinstance(heading, Heading)
    assert isinstance(glossary, Glossary)
    keys = [entry.key for entry in glossary.entries]
    assert len(keys) == len(set(keys)) > 5
