"""The census counts all options of a group of the survey, each once, from a known source."""

from __future__ import annotations

import csv

import pytest

from ogpkit.dossier.census import meant, options_of
from ogpkit.dossier.load import load
from ogpkit.dossier.survey import Dispositions, SurveyColumn
from ogpkit.dossier.yaml import parse_yaml
from ogpkit.indicators.survey.response import rr1
from tests.conftest import ROOT, Project

HEAD = "group,option,people,source,year\n"
SOUND = HEAD + "age,young,1200,minutes,2020\nage,old,800,minutes,2020\n"

CASES = {
    "unknown group": (
        SOUND.replace("age,old", "aeg,old"),
        [
            (
                ':2: group "age" lacks option old; expected all options of a group, or none; add a row for each (0 '
                "people, "
                "where the census does not count them), or leave out the whole group"
            ),
            ':3: group "aeg" is not in the codebook; expected one of age; did you mean "age"?',
        ],
    ),
    "variable that is no group": (
        SOUND + "wishes,parks,5,minutes,\n",
        [':4: group "wishes" is not in the codebook; expected one of age; correct it, or delete the row'],
    ),
    "unknown option": (
        SOUND + "age,odl,5,minutes,\n",
        [':4: option "odl" is not in the codebook; expected one of young and old; did you mean "old"?'],
    ),
    "unknown options": (
        HEAD + "age,yuong,5,minutes,\nage,odl,5,minutes,\nage,odl,6,minutes,\n",
        [
            (
                ':2: options "yuong" (line 2) and "odl" (lines 3 and 4) are not in the codebook; expected one of '
                'young and old; did you mean "young" and "old"?'
            )
        ],
    ),
    "unknown options that resemble none": (
        HEAD + "age,0-17,5,minutes,\nage,18-99,5,minutes,\n",
        [
            (
                ':2: options "0-17" (line 2) and "18-99" (line 3) are not in the codebook; expected one of young and '
                "old; there is no row yet for young and old: correct them, or leave out the whole group"
            )
        ],
    ),
    "unknown group in many rows": (
        HEAD + "weather,a,5,minutes,\nweather,b,5,minutes,\nweather,c,5,minutes,\n",
        [
            (
                ':2: group "weather" is not in the codebook (also in lines 3 and 4); expected one of age; correct it, '
                "or delete the rows"
            )
        ],
    ),
    "option many times": (
        SOUND + "age,old,5,minutes,\nage,old,5,minutes,\n",
        [
            (
                ':4: option "old" of "age" occurs 3 times (first in line 3); expected each option once; delete one, or '
                "add the two up"
            )
        ],
    ),
    "unknown source in all rows": (
        SOUND.replace("minutes", "minuets"),
        [
            (
                ':2: source "minuets" is not known (also in line 3); expected an id from sources in plan.yaml; did you '
                'mean "minutes"?'
            )
        ],
    ),
    "missing value as option": (
        SOUND + "age,not said,5,minutes,\n",
        [
            (
                ':4: option "not said" is not in the codebook; expected one of young and old; all options have a row '
                "already: add its people to those, or delete the row"
            )
        ],
    ),
    "unknown option in place of one": (
        SOUND.replace("age,old", "age,60 and over"),
        [
            (
                ':3: option "60 and over" is not in the codebook; expected one of young and old; there is no row yet '
                "for old: correct it, or leave out the whole group"
            )
        ],
    ),
    "unknown option beside a row that was refused": (
        HEAD + "age,young,many,minutes,\nage,60 and over,5,minutes,\n",
        [
            ':2: "people" is "many"; expected a whole number such as 12; change it',
            (
                ':3: option "60 and over" is not in the codebook; expected one of young and old; correct it, or leave '
                "out the whole group"
            ),
        ],
    ),
    "option twice": (
        SOUND + "age,old,5,minutes,\n",
        [
            (
                ':4: option "old" of "age" occurs a second time (first in line 3); expected each option once; '
                "delete one, "
                "or add the two up"
            )
        ],
    ),
    "option left out": (
        HEAD + "age,young,5,minutes,\n",
        [
            (
                ':2: group "age" lacks option old; expected all options of a group, or none; add a row for each (0 '
                "people, "
                "where the census does not count them), or leave out the whole group"
            )
        ],
    ),
    "nobody": (
        SOUND.replace("1200", "0").replace("800", "0"),
        [':2: the census counts nobody in group "age"; expected at least one person; correct the numbers'],
    ),
    "negative number": (
        SOUND.replace("1200", "-1"),
        [
            ':2: "people" is "-1"; expected a whole number such as 12; change it',
        ],
    ),
    "no source in all rows": (
        SOUND.replace(",minutes,", ",,"),
        [
            ':2: the cell under "source" is empty (also in line 3); fill it in',
        ],
    ),
    "unknown source": (
        SOUND.replace("old,800,minutes", "old,800,minuets"),
        [':3: source "minuets" is not known; expected an id from sources in plan.yaml; did you mean "minutes"?'],
    ),
    "unknown column": (
        SOUND.replace("people", "peopel", 1),
        [
            (
                ':1: unknown column "peopel"; expected one of group, option, people, source, year; did you mean '
                '"people"? '
                "Rename the column"
            )
        ],
    ),
}


def test_census_is_part_of_the_dossier(sound: Project) -> None:
    sound.write("census.csv", SOUND)

    assert sound.problems() == []
    dossier = load(sound.slug, root=sound.root)
    assert [(row.group, row.option, row.people, row.source, row.year) for row in dossier.census] == [
        ("age", "young", 1200, "minutes", 2020),
        ("age", "old", 800, "minutes", 2020),
    ]
    assert [file.name.rpartition("/")[2] for file in dossier.files if file.size == len(SOUND)] == ["census.csv"]


@pytest.mark.parametrize(
    "young, old",
    [("18-29", "30+"), ("18 – 29", "30+"), ("18\N{MINUS SIGN}29", "thirty or more"), ("18\N{EN DASH}29", " 30+ ")],
)
def test_an_option_is_understood_with_another_dash_and_by_its_label(sound: Project, young: str, old: str) -> None:
    options = 'options: ["18–29", "30+"], labels: {"30+": thirty or more}'
    sound.edit("survey.yaml", "options: [young, old]", options)
    sound.edit("survey.csv", "young", "18–29")
    sound.write("survey.csv", sound.read("survey.csv").replace("old", "30+"))
    sound.write("census.csv", HEAD + f"age,{young},1200,minutes,2020\nage,{old},800,minutes,2020\n")

    assert sound.problems() == []
    assert [row.option for row in load(sound.slug, root=sound.root).census] == ["18–29", "30+"]


def test_an_option_that_could_be_two_is_not_guessed(sound: Project) -> None:
    sound.edit("survey.yaml", "options: [young, old]", 'options: ["18–29", "18—29", young, old]')
    row = "age,{},5,minutes,\n"
    sound.write("census.csv", HEAD + "".join(map(row.format, ("18-29", "18—29", "young", "old"))))

    (line,) = sound.problems()
    assert line.startswith('~/census.csv:2: option "18-29" is not in the codebook')


@pytest.mark.parametrize("name", CASES)
def test_fault_of_a_census_is_named(sound: Project, name: str) -> None:
    text, printed = CASES[name]
    sound.write("census.csv", text)

    assert sound.problems() == [f"~/census.csv{line}" for line in printed]


def test_census_without_a_survey_is_refused(sound: Project) -> None:
    sound.write("census.csv", SOUND)
    sound.path("survey.csv").unlink()
    sound.path("survey.yaml").unlink()

    assert sound.problems() == [
        (
            "~/census.csv: there is a census, but no survey to compare with it; expected a census only beside a "
            "survey; add "
            "the survey, or delete the file"
        )
    ]


def test_group_whose_options_the_codebook_leaves_open_cannot_be_compared(sound: Project) -> None:
    sound.edit("survey.yaml", "options: [young, old], ", "")
    sound.write("census.csv", SOUND)

    (line,) = sound.problems()
    assert line == (
        '~/census.csv:2: the codebook lists no options of group "age"; expected a group with options; list them in '
        "survey.yaml, so that each can be compared with the census"
    )


def test_fault_of_the_codebook_brings_no_message_on_the_census(sound: Project) -> None:
    sound.write("census.csv", SOUND)
    sound.edit("survey.yaml", "role: group", "role: gruop")

    assert [line.partition(":")[0] for line in sound.problems()] == ["~/survey.yaml"]


def test_misspelt_name_of_the_census_is_named(sound: Project) -> None:
    sound.write("Census.csv", SOUND)

    (line,) = sound.problems()
    assert line.startswith("~/Census.csv: no dossier has a file of this name")


def test_a_list_without_dispositions_is_warned_of_once(sound: Project) -> None:
    sound.edit("survey.yaml", "sampling: opt-in", "sampling: list")

    assert sound.problems() == [
        (
            '~/survey.yaml:2: warning: sampling is "list", but there are no "dispositions": the report has no response '
            "rate and cannot say how many of those invited are silent; expected how many were invited, and what became "
            'of them; add "dispositions:" with complete, partial, refusal, non_contact and so on, if it is known'
        )
    ]


def test_dispositions_that_were_refused_are_not_called_missing(sound: Project) -> None:
    sound.edit("survey.yaml", "sampling: opt-in", "sampling: list")
    sound.append("survey.yaml", "dispositions: {complete: many}\n")

    assert sound.found("no-dispositions") == []
    assert len(sound.problems()) == 1


def documented(begin: str) -> str:
    """Return the example in docs/surveys.md that begins with these words."""
    blocks = (ROOT / "docs" / "surveys.md").read_text(encoding="utf-8").split("```")[1::2]
    (found,) = [text for block in blocks if (text := block.partition("\n")[2]).startswith(begin)]
    return found


def test_the_documented_dispositions_give_the_documented_rate() -> None:
    given = parse_yaml(documented("sampling: list\n"), "survey.yaml").data["dispositions"]

    assert rr1(Dispositions.model_validate(given)) == (240, 500)


def test_the_documented_census_counts_each_option_of_its_group_once() -> None:
    (written,) = parse_yaml("columns:\n" + documented("  - {name: age"), "survey.yaml").data["columns"]
    column = SurveyColumn.model_validate(written)
    rows = csv.DictReader(documented("group,option").splitlines())

    assert [meant(column, row["option"]) for row in rows] == options_of(column)
