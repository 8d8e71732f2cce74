"""Hostile inputs end quickly and with problems: nothing but a problem ever comes out of a check."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogpkit.dossier.yaml import parse_yaml
from ogpkit.errors import OgpkitError
from tests.conftest import SOUND, Project

# Of the processor, so that other work beside does not count; what it guards against takes minutes or for ever.
SECONDS = 8.0
MORE = "there are more problems from here on; mend the ones before, then check again"

FILES = ("plan.yaml", "inception.yaml", "evidence.csv", "events.csv", "survey.csv", "survey.yaml", "params")


def timed(project: Project) -> list[str]:
    start = time.process_time()
    problems = project.problems()
    assert time.process_time() - start < SECONDS
    return problems


HOSTILE = {
    "2 MB of opened lists": ("plan.yaml", lambda: "a: " + "[" * 1_900_000),
    "2 MB of opened groups": ("plan.yaml", lambda: "a: " + "{" * 1_900_000),
    "2 MB of lists in groups": ("plan.yaml", lambda: "a: " + "[{a: " * 380_000),
    "2 MB of dashes": ("plan.yaml", lambda: "a:\n " + "- " * 900_000),
    "2 MB of question marks": ("plan.yaml", lambda: "? " * 900_000),
    "2 MB of anchors": ("plan.yaml", lambda: "\n".join(f"a{n}: &a{n} x" for n in range(120_000))),
    "2 MB of exclamation marks": ("plan.yaml", lambda: "a: " + "!" * 1_900_000),
    "500,000 line ends": ("plan.yaml", lambda: "a: b\n" + "\n" * 500_000 + "c"),
    "600 kB in quotes": ("plan.yaml", lambda: 'a: "' + "x\\\n" * 200_000 + '"'),
    "one word of 2 MB as key": ("plan.yaml", lambda: "? " + "k" * 1_900_000 + "\n: 1"),
    "one word of 1 MB as answer": (
        "inception.yaml",
        lambda: f"form: inception\nanswers: {{1.1: {{answer: {'k' * 10**6}}}}}",
    ),
    "20,000 unknown keys": ("plan.yaml", lambda: "\n".join(f"titl{n}: 1" for n in range(20_000))),
    "4,000 commitments": (
        "plan.yaml",
        lambda: (
            "title: T\nmember: {name: M, country: C}\nperiod: {start: 2024, end: 2025}\ncommitments:\n"
            + "- {number: 1}\n" * 4_000
        ),
    ),
    "5,000 extra questions": (
        "inception.yaml",
        lambda: "form: inception\nanswers:\n" + "\n".join(f"  x{n}: {{}}" for n in range(5_000)),
    ),
    "10,000 rows of evidence": (
        "evidence.csv",
        lambda: "id,kind,title,source\n" + "".join(f"e{n},link,Title,minuets\n" for n in range(10_000)),
    ),
    "200,000 rows of events": ("events.csv", lambda: "id,kind,title\n" + "a,meeting,b\n" * 200_000),
    "million columns": ("events.csv", lambda: "column," * 10**6),
    "1,000 unknown columns": ("events.csv", lambda: ",".join(f"titl{n}" for n in range(1000))),
    "10 MB of quotes": ("survey.csv", lambda: "age,wishes,remark\n" + '"' * 10_000_001),
    "100,000 rows of the survey": ("survey.csv", lambda: "age,wishes,remark\n" + "young,parks; roads,x\n" * 100_000),
    "survey values of which none is listed": (
        "survey.csv",
        lambda: "age,wishes,remark\n" + "".join(f"{n},{n},x\n" for n in range(100_000)),
    ),
    "2 MB of letters beyond ASCII": ("survey.csv", lambda: "age,wishes,remark\n" + "молодий,парки,так\n" * 60_000),
    "10 MB of control characters": ("survey.csv", lambda: "age\n" + "\x01\n" * 5_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_check_of_a_hostile_file_ends_quickly_with_few_problems(sound: Project, name: str) -> None:
    file, content = HOSTILE[name]
    sound.write(file, content())

    problems = timed(sound)

    assert len(problems) < 2100
    assert max((len(line) for line in problems), default=0) < 1000
    assert all(line.isprintable() for line in problems)


def test_list_of_problems_of_one_file_ends_with_a_word_that_there_are_more(sound: Project) -> None:
    sound.append("plan.yaml", "".join(f"titl{n}: 1\n" for n in range(60)))

    problems = sound.problems()

    assert len(problems) == 51
    assert problems[-1] == f"~/plan.yaml:81: {MORE}"


def test_list_of_bad_rows_ends_with_a_word_that_there_are_more(sound: Project) -> None:
    sound.append("events.csv", "".join(f"e{n},party,Party,,,,\n" for n in range(60)))

    problems = sound.problems()

    assert len(problems) == 51
    assert problems[-1] == f"~/events.csv:54: {MORE}"


def test_list_of_values_that_are_not_listed_ends_with_a_word_that_there_are_more(sound: Project) -> None:
    sound.append("survey.csv", "".join(f"x{n},,\n" for n in range(60)))

    problems = sound.problems()

    assert len(problems) == 51
    assert problems[-1] == f"~/survey.csv:55: {MORE}"


def test_very_many_warnings_are_cut_by_a_warning_and_stop_no_run(sound: Project) -> None:
    sound.append("evidence.csv", "".join(f"e{n},document,Title {n},https://example.org/{n},,\n" for n in range(1500)))

    checked = sound.check()

    assert checked.errors == ()
    assert [problem.rule for problem in checked.warnings].count("unused-evidence") == 1000
    assert [problem.rule for problem in checked.warnings].count("more-problems") == 1


def test_error_after_very_many_warnings_is_listed_all_the_same(sound: Project) -> None:
    rows = "".join(f"e{n},meeting,M,2024-03-01,,,,2024-04-01\n" for n in range(1200))
    header = "id,kind,title,start,end,government,residents,informed\n"
    sound.write("events.csv", f"{header}{rows}last,meeting,M,2024-03-02,2024-03-01,,,\n")

    checked = sound.check()

    assert [(problem.rule, problem.line) for problem in checked.errors] == [("period", 1202)]
    assert "more-problems" in {problem.rule for problem in checked.warnings}


def test_very_many_errors_are_cut_by_an_error(sound: Project) -> None:
    rows = "".join(f"e{n},meeting,M,2024-03-02,2024-03-01\n" for n in range(1200))
    sound.write("events.csv", f"id,kind,title,start,end\n{rows}")

    checked = sound.check()

    assert [problem.rule for problem in checked.errors].count("more-problems") == 1
    assert len(checked.errors) == 1001


def test_table_of_more_than_ten_thousand_rows_is_refused(sound: Project) -> None:
    sound.append("events.csv", "".join(f"e{n},meeting,M,,,,\n" for n in range(10_000)))

    assert sound.problems() == [
        "~/events.csv:10002: the table goes on; expected at most 10000 rows; check that this is the right file"
    ]


def test_yaml_of_very_many_values_is_refused(sound: Project) -> None:
    sound.append("plan.yaml", "note: [" + "1," * 50_000 + "]\n")

    (problem,) = sound.check().problems

    assert (problem.what, problem.line) == ("the file goes on after very many values", 31)
    assert problem.expected == "at most 50000 keys and values"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Return a maker of a sound project, always in the same folder."""
    root = tmp_path_factory.mktemp("fuzz").resolve() / "project"

    def fresh() -> Project:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(SOUND, root)
        return Project(root, "harbour-2024-2026", root / "params" / "harbour.yaml")

    return fresh


fuzz = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@fuzz
@given(file=st.sampled_from(FILES), raw=st.binary(max_size=300))
def test_any_bytes_in_a_file_give_problems_and_nothing_else(
    workshop: Callable[[], Project], file: str, raw: bytes
) -> None:
    project = workshop()
    project.write(file, raw)

    assert timed(project) != []


PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["\0", "\t", "\n", "\r", '"', "'", "{", "}", "[", "]", ": ", "- ", "? ", "| ", "> ", "&a ", "*a ",
         "!!str ", "%",
         "---\n", "...\n", "#", ",", ";", "\ufeff", "\u2028", "\\",
         '"\\ud800"', '"\\U00110000"', "<<: ", "~", "null",
         "NO", "-1", "1e9", "9" * 5000, "2021-02-30", "\U0010ffff", "\u202e", "=", "@", "`", "x" * 3000]
    ),
)  # fmt: skip


@fuzz
@given(
    file=st.sampled_from(FILES),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6),
)
def test_any_mutation_of_a_sound_file_gives_problems_or_none_and_nothing_else(
    workshop: Callable[[], Project], file: str, edits: list[tuple[float, int, str]]
) -> None:
    project = workshop()
    text = project.read(file)
    for place, length, piece in edits:
        start = round(place * len(text))
        text = text[:start] + piece + text[start + length :]
    project.write(file, text.encode("utf-8", "surrogatepass"))

    problems = timed(project)

    assert all(line.encode("utf-8") for line in problems)


LINES = st.sampled_from([line for file in ("plan.yaml", "inception.yaml") for line in (
    SOUND / "data" / "raw" / "harbour-2024-2026" / file).read_text(encoding="utf-8").splitlines()])  # fmt: skip


@fuzz
@given(file=st.sampled_from(["plan.yaml", "inception.yaml", "params"]), lines=st.lists(LINES, max_size=25))
def test_any_order_of_sound_lines_gives_problems_and_nothing_else(
    workshop: Callable[[], Project], file: str, lines: list[str]
) -> None:
    project = workshop()
    project.write(file, "\n".join(lines))

    assert timed(project) != []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_as_yaml_or_refused_with_problems(text: str) -> None:
    try:
        located = parse_yaml(text, "x.yaml")
    except OgpkitError as error:
        assert str(error).startswith("x.yaml")  # noqa: PT017
    else:
        assert all(line >= 1 for line in located.lines.values())


def test_name_of_a_file_that_is_no_text_is_printed_with_marks(sound: Project) -> None:
    path = Path(str(sound.dossier) + "/eviden\udcff.csv")
    try:
        sound.path("evidence.csv").rename(path)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")

    problems = sound.problems()

    assert problems[-1].startswith("~/eviden?.csv: warning: no dossier has a file of this name")
