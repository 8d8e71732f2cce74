"""What differs only in how it is written reads the same; and nothing is guessed from how a value looks."""

from __future__ import annotations

import pytest

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.load import load
from ogpkit.dossier.yaml import parse_yaml
from tests.conftest import Project


def read(project: Project) -> tuple[object, ...]:
    """Return all that a dossier holds, but for the sums of its files."""
    assert project.problems() == []
    dossier = load(project.slug, root=project.root)
    return dossier.plan, dossier.assessment, dossier.evidence, dossier.events, dossier.survey


def load_dossier(project: Project) -> Dossier:
    return load(project.slug, root=project.root)


FILES = ("plan.yaml", "inception.yaml", "evidence.csv", "events.csv", "survey.csv", "survey.yaml")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw, id="byte order mark"),
        pytest.param(lambda raw: raw.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda raw: raw.replace(b"\n", b"\r"), id="CR"),
        pytest.param(lambda raw: raw.rstrip(b"\n"), id="no last line end"),
        pytest.param(lambda raw: raw + b"\n\n\n", id="blank lines at the end"),
    ],
)
def test_line_ends_and_byte_order_mark_change_nothing(sound: Project, file: str, rewrite: object) -> None:
    before = read(sound)

    sound.write(file, rewrite(sound.path(file).read_bytes()))  # type: ignore[operator]

    assert read(sound) == before


@pytest.mark.parametrize("mark", [";", "\t"])
def test_tables_parted_by_semicolons_or_tabs_read_the_same(sound: Project, mark: str) -> None:
    before = read(sound)

    for file in ("evidence.csv", "events.csv"):
        cells = sound.read(file).replace('"Interview with the chair, by telephone"', "\0")
        sound.write(file, cells.replace(",", mark).replace("\0", "Interview with the chair, by telephone"))

    assert read(sound) == before


def test_decomposed_letters_read_as_composed_ones(sound: Project) -> None:
    sound.edit("plan.yaml", "name: Harbour", "name: Ha\u0301rbour")

    assert load_dossier(sound).plan.member.name == "H\u00e1rbour"


def test_right_to_left_text_is_no_override_of_the_writing_direction(sound: Project) -> None:
    sound.edit("plan.yaml", "  country: Atlantis", "  country: Atlantis\n  local_name: \u0645\u0631\u0641\u0623\u200f")

    assert sound.problems() == []


@pytest.mark.parametrize("written", ["NO", "no", "No", '"No"', "'nO'", "No."])
def test_no_is_read_as_the_answer_no_however_it_is_written(sound: Project, written: str) -> None:
    sound.edit("inception.yaml", '1.3: {answer: "No"', f"1.3: {{answer: {written}")

    dossier = load_dossier(sound)

    question = next(question for question in dossier.form.questions if question.number == "1.3")
    assert dossier.verdict(question).value == "no"


@pytest.mark.parametrize("written", ["yes", "YES", "Yes", '"yes"', "  Yes "])
def test_yes_is_read_as_the_answer_yes_however_it_is_written(sound: Project, written: str) -> None:
    sound.edit("inception.yaml", '1.1: {answer: "Yes", explanation: A', f"1.1: {{answer: {written}, explanation: A")

    dossier = load_dossier(sound)

    assert dossier.verdict(dossier.form.questions[0]).value == "yes"


TRAPS = [
    "NO", "no", "off", "on", "y", "n", "yes", "true", "007", "0o17", "0x1F", "1_000", "12:30:00", "1e3", "1.10", ".5",
    "2021-07-01", "2021-07-01T12:00:00Z", "+1", "-0", ".inf", ".NaN", "=", "1.0",
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_plain_value_stays_the_text_that_was_written(trap: str) -> None:
    assert parse_yaml(f"a: {trap}\nb: [{trap}]\n{trap}: c", "x.yaml").data == {"a": trap, "b": [trap], trap: "c"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_read_as_nothing_and_quoted_it_is_a_text(nothing: str) -> None:
    assert parse_yaml(f'a: {nothing}\nb: "{nothing}"', "x.yaml").data == {"a": None, "b": nothing}


def test_texts_that_look_like_other_types_stay_texts_in_the_plan(sound: Project) -> None:
    sound.edit("plan.yaml", "title: Publish the budget as open data", "title: 2021-07-01")
    sound.edit("plan.yaml", "name: Harbour", "name: NO")
    sound.edit("plan.yaml", "title: First file published", "title: 1_000")

    plan = load_dossier(sound).plan

    assert (plan.member.name, plan.commitments[0].title) == ("NO", "2021-07-01")
    assert plan.commitments[0].milestones[0].title == "1_000"


def test_key_that_ends_in_nought_is_the_number_of_the_tenth_question(sound: Project) -> None:
    extra = "".join(f"  - {{number: {n}, title: Commitment {n}}}\n" for n in range(3, 11))
    sound.append("plan.yaml", extra)
    rest = "".join(
        f"  - number: {n}\n    answers: {{{', '.join(f'{n}.{i}: {{}}' for i in range(1, 6))}}}\n" for n in range(3, 11)
    )
    sound.append("inception.yaml", rest.replace("10.1: {}", "10.1: {answer: No, explanation: It names no steps.}"))

    dossier = load_dossier(sound)

    assert sound.problems() == []
    (_, verifiable), = dossier.form.measured("verifiable")  # fmt: skip
    assert dossier.verdict(verifiable, 10).value == "no"
    assert dossier.verdict(verifiable, 1).value == "yes"


@pytest.mark.parametrize("key", ["explanation", "evidence", "references", "answer", "coding"])
def test_known_key_with_nothing_after_it_is_as_if_it_were_not_there(sound: Project, key: str) -> None:
    sound.edit("inception.yaml", "2.2: {}", f"2.2: {{{key}: }}")

    assert sound.problems() == []


def test_question_with_nothing_after_it_is_an_empty_entry(sound: Project) -> None:
    sound.edit("inception.yaml", "      2.2: {}", "      2.2:")

    assert sound.problems() == []


def test_table_may_be_left_out(sound: Project) -> None:
    sound.path("events.csv").unlink()

    assert sound.problems() == []
    assert load_dossier(sound).events == ()


def test_survey_may_be_left_out_as_a_whole(sound: Project) -> None:
    sound.path("survey.csv").unlink()
    sound.path("survey.yaml").unlink()

    assert sound.problems() == []
    assert load_dossier(sound).survey is None


def test_blank_rows_are_no_rows_and_lines_are_counted_on(sound: Project) -> None:
    sound.edit("events.csv", "survey,survey", "\n,,,,,,\nsurvey,servey")

    assert [line.partition(": ")[0] for line in sound.problems()] == ["~/events.csv:5"]


def test_line_of_a_row_is_where_it_begins_even_after_a_text_of_several_lines(sound: Project) -> None:
    sound.edit("survey.csv", "young,parks; data,", 'young,parks; data,"one\ntwo\nthree"')
    sound.edit("survey.csv", "old,roads,", "old,rods,")

    assert [line.partition(": ")[0] for line in sound.problems()] == ["~/survey.csv:5"]


def test_blank_can_part_the_options_in_a_cell(sound: Project) -> None:
    sound.edit("survey.yaml", 'separator: ";"', 'separator: " "')
    sound.edit("survey.csv", "parks; data", "parks data")

    assert sound.problems() == []


def test_other_files_in_the_folder_are_left_alone(sound: Project) -> None:
    for name in ("photo.jpg", "notes-of-the-meeting.docx", ".hidden", "README.md"):
        sound.write(name, b"\x00\xff")

    assert sound.problems() == []
