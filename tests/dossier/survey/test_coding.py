"""Each role of the codebook turns its cells into codes, or into a problem that tells nothing of the answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from ogpkit.dossier.survey.answers import BLANK
from ogpkit.dossier.survey.coding import code
from ogpkit.dossier.survey.raw import Part
from ogpkit.dossier.survey.uncoded import MOST_TEXTS, TEXT_LENGTH
from tests.dossier.survey.books import choices, codebook, coded, column, words

RATING = column("rate", "rating", options=["1", "2", "3", "don't know"], missing=["don't know"])
WISHES = column("wishes", "multiple choice", options=["parks", "roads", "roads, wide", "data"], separator=",")


def test_options_become_their_places_and_missing_values_count_down_from_minus_two(tmp_path: Path) -> None:
    answers, problems = coded(tmp_path, "rate\n3\n1\ndon't know\n2\n", codebook(RATING))

    assert problems == []
    assert (answers.coded["rate"].options, answers.coded["rate"].missing) == (("1", "2", "3"), ("don't know",))
    assert answers.coded["rate"].codes.tolist() == [2, 0, -2, 1]
    assert answers.coded["rate"].valid.tolist() == [True, True, False, True]


def test_empty_cells_are_blank_whatever_stands_beside_them(tmp_path: Path) -> None:
    book = codebook(RATING, column("note", "free text"))
    answers, problems = coded(tmp_path, "rate,note\n,x\n \u00a0,y\n2,\n", book)

    assert problems == []
    assert answers.coded["rate"].codes.tolist() == [BLANK, BLANK, 1]
    assert answers.answered["note"].tolist() == [True, True, False]


def test_options_are_printed_by_their_labels_and_understood_as_code_or_label(tmp_path: Path) -> None:
    book = codebook(
        column("sex", "group", options=["1", "2"], labels={"1": "woman", "2": "man", "9": "x"}, missing=["9"])
    )
    answers, problems = coded(tmp_path, "sex\n1\nman\n9\nx\nwoman\n", book)

    assert problems == []
    assert words(answers, "sex") == ["woman", "man", "(x)", "(x)", "woman"]


def test_label_that_is_another_options_code_is_that_code(tmp_path: Path) -> None:
    book = codebook(column("rank", "group", options=["1", "2"], labels={"1": "2", "2": "second"}))

    assert coded(tmp_path, "rank\n2\n1\n", book)[0].coded["rank"].codes.tolist() == [1, 0]


def test_options_that_the_codebook_does_not_list_are_those_that_occur(tmp_path: Path) -> None:
    book = codebook(column("area", "group", missing=["?"]), column("unit", "cluster"))
    answers, problems = coded(tmp_path, "area,unit\nport,9\n hill,10\n?,9\nport ,\n", book)

    assert problems == []
    assert answers.coded["area"].options == ("hill", "port")
    assert words(answers, "area") == ["port", "hill", "(?)", "port"]
    assert words(answers, "unit") == ["9", "10", "9", None]


def test_more_clusters_than_sixteen_bits_hold_are_told_apart(tmp_path: Path) -> None:
    answers, problems = coded(
        tmp_path, "unit\n" + "".join(f"c{n}\n" for n in range(40_000)), codebook(column("unit", "cluster"))
    )

    assert problems == []
    assert answers.coded["unit"].codes.dtype == np.int32
    assert words(answers, "unit") == [f"c{n}" for n in range(40_000)]


def test_group_of_very_many_values_is_no_group(tmp_path: Path) -> None:
    _, problems = coded(tmp_path, "who\n" + "".join(f"p{n}\n" for n in range(300)), codebook(column("who", "group")))

    assert problems == ['survey.csv:202: column "who" holds more than 200 different values']


def test_several_options_in_a_cell_are_parted_and_the_longest_option_is_taken_first(tmp_path: Path) -> None:
    text = 'wishes\n"parks,data"\n"roads, wide, parks"\n"roads,data,"\n"roads, roads"\n\n" , ,"\ndata\n'
    answers, problems = coded(tmp_path, text, codebook(WISHES))

    assert problems == []
    assert choices(answers, "wishes") == [
        {"parks", "data"}, {"roads, wide", "parks"}, {"roads", "data"}, {"roads"}, set(), {"data"}
    ]  # fmt: skip
    assert answers.answered["wishes"].tolist() == [True, True, True, True, False, True]


def test_text_beside_the_options_of_a_multiple_choice_is_foreign(tmp_path: Path) -> None:
    answers, problems = coded(tmp_path, 'wishes\nparks\n"parks,swings"\n"swings,parks"\n', codebook(WISHES))

    assert problems == [
        'survey.csv:3: column "wishes" holds a value that the codebook does not list',
        'survey.csv:4: column "wishes" holds a value that the codebook does not list',
    ]
    assert choices(answers, "wishes") == [{"parks"}, set(), set()]


def test_missing_value_of_a_multiple_choice_is_no_answer(tmp_path: Path) -> None:
    book = codebook(column("w", "multiple choice", options=["a", "b"], separator=";", missing=["none of them"]))
    answers, problems = coded(tmp_path, "w\nnone of them\na; none of them\n", book)

    assert (problems, choices(answers, "w")) == ([], [set(), {"a"}])
    assert answers.answered["w"].tolist() == [False, True]


FIELDS = column("w", "multiple choice", fields={"parks": "Q1 [parks]", "roads": "Q1 [roads]"}, labels={})


@pytest.mark.parametrize(
    "cell, chosen",
    [
        ("1", True), ("Yes", True), ("Y", True), ("TRUE", True), ("parks", True), ("1.0", True), ("x", True),
        ("swings, please", True), ("Q1 [parks]", True),
        ("0", False), ("No", False), ("N", False), ("FALSE", False), ("Not Selected", False), ("", False),
        ("0.0", False),
    ],
)  # fmt: skip
def test_marks_in_a_column_for_each_option(tmp_path: Path, cell: str, chosen: bool) -> None:
    answers, problems = coded(tmp_path, f'Q1 [parks],Q1 [roads]\n"{cell}",0\n,1\n', codebook(FIELDS))

    assert problems == []
    assert choices(answers, "w") == [{"parks"} if chosen else set(), {"roads"}]
    assert answers.answered["w"].tolist() == [chosen, True]


@pytest.mark.parametrize("cell", ["2", "-1", "99", "0,5"])
def test_number_that_is_no_mark_may_be_a_rank_or_a_no(tmp_path: Path, cell: str) -> None:
    _, problems = coded(tmp_path, f'Q1 [parks],Q1 [roads]\n0,1\n"{cell}",1\n', codebook(FIELDS))

    assert problems == ['survey.csv:3: column "Q1 [parks]" holds a number that says neither chosen nor not chosen']


def test_two_words_of_another_language_are_never_both_taken_for_chosen(tmp_path: Path) -> None:
    text = "Q1 [parks],Q1 [roads]\nТак,Ні\nНі,Так\n"

    assert coded(tmp_path, text, codebook(FIELDS))[1] == [
        'survey.csv:2: the columns of "w" hold different words in place of one mark for "chosen"'
    ]
    answers, problems = coded(tmp_path, text, codebook(FIELDS | {"missing": ["Ні"]}))
    assert (problems, choices(answers, "w")) == ([], [{"parks"}, {"roads"}])


def test_weights_and_durations_are_numbers(tmp_path: Path) -> None:
    book = codebook(column("weight", "weight"), column("time", "duration"))
    answers, problems = coded(tmp_path, "weight;time\n1,25;75\n.5;0:01:15\n2e0;1:00:00,5\n3;\n", book)

    assert problems == []
    assert answers.numbers["weight"].tolist() == [1.25, 0.5, 2.0, 3.0]
    assert answers.numbers["time"][:3].tolist() == [75.0, 75.0, 3600.5]
    assert np.isnan(answers.numbers["time"][3])


@pytest.mark.parametrize("cell", ["", "0", "-1", "one", "nan", "inf", "1.2.3", '"1,5"', "0x10", "1e999", "١x"])
def test_weight_that_is_no_number_above_nought_is_a_problem(tmp_path: Path, cell: str) -> None:
    book = codebook(column("weight", "weight"), column("id", "identifier"))

    assert coded(tmp_path, f"weight,id\n1,a\n{cell},b\n", book)[1] == ['survey.csv:3: column "weight" holds no weight']


@pytest.mark.parametrize("cell", ["-5", "soon", "1:75:00", "12:30"])
def test_duration_that_is_none_is_a_problem(tmp_path: Path, cell: str) -> None:
    book = codebook(column("time", "duration"))

    assert coded(tmp_path, f"time\n60\n{cell}\n", book)[1] == ['survey.csv:3: column "time" holds no duration']


def test_identifiers_are_dropped_and_rows_that_repeat_them_are_marked(tmp_path: Path) -> None:
    book = codebook(column("all", "identifier"), column("id", "identifier"), column("mail", "identifier"))
    text = "all,id,mail\ns,1,\ns,2,a@example.org\ns, 1 ,\ns,,\ns,,\ns,2,b@example.org\n"
    answers, problems = coded(tmp_path, text, book)

    assert problems == []
    assert answers.repeated is not None
    assert answers.repeated.tolist() == [False, False, True, False, False, False]
    assert "example" not in repr(answers.__dict__)


def test_identifier_that_everybody_shares_marks_nobody_unless_it_is_the_only_one(tmp_path: Path) -> None:
    one, two = column("all", "identifier"), column("id", "identifier")
    both = coded(tmp_path, "all,id\ns,1\ns,2\n", codebook(one, two))[0].repeated
    alone = coded(tmp_path, "all\ns\ns\n", codebook(one))[0].repeated

    assert both is not None
    assert alone is not None
    assert (both.tolist(), alone.tolist()) == ([False, False], [False, True])


def test_without_identifiers_nothing_is_said_of_repetitions(tmp_path: Path) -> None:
    assert coded(tmp_path, "rate\n1\n1\n", codebook(RATING))[0].repeated is None


def test_free_text_is_not_kept_unless_it_is_publishable(tmp_path: Path) -> None:
    book = codebook(column("secret", "free text"), column("open", "free text", publishable=True))
    answers, _ = coded(tmp_path, "secret,open\nmine,zebra\n,apple\nmine,\n", book)

    assert answers.texts == {"open": ("apple", "zebra")}
    assert answers.answered["secret"].tolist() == [True, False, True]
    assert answers.answered["open"].tolist() == [True, True, False]


def test_publishable_texts_are_few_short_and_hold_no_address_and_nothing_invisible(tmp_path: Path) -> None:
    book = codebook(column("open", "free text", publishable=True))
    long = "x" * (TEXT_LENGTH + 1)
    rows = ["write to a@example.org", "a\u202eb", long, *(f"text {n:03d}" for n in range(MOST_TEXTS))]
    kept = coded(tmp_path, "open\n" + "\n".join(rows) + "\n", book)[0].texts["open"]

    assert len(kept) == MOST_TEXTS
    assert all("@" not in text and "\u202e" not in text for text in kept)
    assert [len(text) for text in kept if text.startswith("x")] == [TEXT_LENGTH]


@pytest.mark.parametrize(
    "text",
    [
        *("call me +380 67 123 45 67 Olena", "067-123-4567", "olena (at) example.org", "olena.k @ example.org"),
        *("olena\u200d.k@exam\u200dple.org", "olena\ufe6bexample.org", "olena@example", "https://facebook.com/olena"),
        *("t.me/olena", "my page is olena.com.ua", "tg @olena"),
    ],
)
def test_publishable_text_that_leads_to_a_person_is_left_out_and_counted(tmp_path: Path, text: str) -> None:
    book = codebook(column("open", "free text", publishable=True))
    answers, problems = coded(tmp_path, f"open\n{text}\nfine\n{text}\nthe plan of 2024 is good.\n", book)

    assert answers.texts["open"] == ("fine", "the plan of 2024 is good.")
    assert answers.answered["open"].all()
    (warning,) = problems
    assert '1 text of column "open" is left out' in warning
    assert "warning" in warning
    assert text not in warning


def test_no_warning_where_every_publishable_text_is_printed(tmp_path: Path) -> None:
    book = codebook(column("open", "free text", publishable=True))
    assert coded(tmp_path, "open\nfine\nbetter\n", book)[1] == []


def test_message_never_holds_what_a_person_wrote(tmp_path: Path) -> None:
    book = codebook(RATING, WISHES, FIELDS, column("weight", "weight"), column("time", "duration"))
    header = "rate,wishes,Q1 [parks],Q1 [roads],weight,time\n"
    _, problems = coded(tmp_path, header + ",".join(["73317"] * 6) + "\n" + ",".join(["Secret"] * 6) + "\n", book)

    assert len(problems) >= 6
    assert not any("Secret" in problem or "73317" in problem for problem in problems)


def test_value_is_told_of_once_and_fifty_problems_are_told_in_the_order_of_lines(tmp_path: Path) -> None:
    book = codebook(RATING, column("age", "group", options=["young"]))
    many = coded(tmp_path, "rate,age\n" + "".join(f"{n},{-n}\n" for n in range(10, 60)), book)[1]
    same = coded(tmp_path, "rate,age\n" + "7,old\n" * 100, book)[1]

    assert [problem.split(":")[1] for problem in many] == [str(2 + n // 2) for n in range(50)] + ["27"]
    assert many[-1] == "survey.csv:27: there are more problems from here on"
    assert len(same) == 2


class Elsewhere:
    """A table that is no file: codes with labels and missing codes of their own, as SPSS has them, in two parts."""

    name, header = "elsewhere", ("sex", "w1", "w2")
    labels = {"sex": {"1": "woman", "2": "man", "9": "refused"}}  # noqa: RUF012
    missing = {"sex": ("9",)}  # noqa: RUF012

    def parts(self, wanted: object) -> list[Part]:
        del wanted
        sex = pa.array(["1", None, "9"]).dictionary_encode()
        more = pa.array(["2"], pa.large_string())
        return [
            Part(3, {"sex": sex, "w1": pa.array(["1", "0", None]), "w2": pa.array([None, None, "1"])}),
            Part(1, {"sex": more, "w1": pa.array([""]), "w2": pa.array(["0"])}),
        ]

    def line(self, row: int) -> int:
        return row + 1


@pytest.mark.parametrize("options", [[], ["1", "2"], ["woman", "man"]])
def test_labels_and_missing_codes_of_the_file_itself_are_understood(options: list[str]) -> None:
    marks = column("w", "multiple choice", fields={"a": "w1", "b": "w2"})
    answers, problems = code(Elsewhere(), codebook(column("sex", "group", options=options), marks))

    assert problems == []
    assert words(answers, "sex") == ["woman", None, "(refused)", "man"]
    assert choices(answers, "w") == [{"a"}, set(), {"b"}, set()]
