"""Words and numbers that are steps of a scale are put in their order, and nothing else is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.dossier.survey.no_answer import is_no_answer, no_answer_codes
from ogpkit.dossier.survey.number_classes import classes_in_order, number_class
from ogpkit.dossier.survey.scale_words import CORES, DEGREES, NEUTRAL, STEPS
from ogpkit.dossier.survey.scales import direction, in_order, marks_in_order

# Each from the lowest step to the highest, as questionnaires have them.
SCALES = [
    "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
    "Disagree strongly|Tend to disagree|Tend to agree|Agree strongly",
    "Very dissatisfied|Somewhat dissatisfied|Neutral|Somewhat satisfied|Very satisfied",
    "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
    "Very poor|Poor|Fair|Good|Very good|Excellent",
    "Very bad|Bad|So-so|Good|Very good",
    "Never|Rarely|Sometimes|Often|Always",
    "Never|Less than once a month|Once a month|Several times a week|Every day",
    "Never|Less often|Yearly|Monthly|Weekly|Daily",
    "No|Partly|Yes",
    "No|Yes, partly|Yes, fully",
    "Definitely not|Probably not|Probably yes|Definitely yes",
    "Not at all|A little|Somewhat|A lot",
    "Much worse|Worse|About the same|Better|Much better",
    "Low|Medium|High",
    "Very unsafe|Unsafe|Safe|Very safe",
    "Not at all informed|Not very informed|Fairly informed|Very informed",
    "Very unlikely|Unlikely|Likely|Very likely",
    "Very difficult|Difficult|Easy|Very easy",
    "Primary|Secondary|Vocational|Higher",
    "1 - very poor|2 - poor|3 - fair|4 - good|5 - excellent",
    "Дуже погано|Погано|Задовільно|Добре|Дуже добре",
    "Повністю не погоджуюсь|Скоріше не погоджуюсь|Скоріше погоджуюсь|Повністю погоджуюсь",
    "Незадоволений(-а)|Задоволений(-а)|Дуже задоволений(-а)",
    "Ні|Скоріше ні|Скоріше так|Так",
    "Ніколи|Рідко|Іноді|Часто|Завжди",
    "Muy malo|Malo|Regular|Bueno|Muy bueno",
    "Totalmente en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo|Totalmente de acuerdo",
    "Nunca|A veces|Siempre",
    "under 18|18–24|25–64|65 and over",
    "до 18 років|18–29 років|30–59 років|60 років і старше",
    "less than 1 year|1–3 years|4 years or more",
    "None|1|2|3 or more",
    "menos de 18|18 a 64|65 o más",
    "up to $9,999|$10,000 - $19,999|$20,000+",
]

NO_SCALES = [
    "woman|man|another, or none",
    "male|female|good",
    "public sector|business|civil society",
    "parks|roads|schools",
    "north|south|no",
    "yes|no",
    "yes|no|other",
    "very good|good|parks",
    "good|bad|poor",
    "1|2|3",
    "1-2 hours|10-30 minutes|half a day",
    "1-2 hours|10-30 minutes|40-50 minutes",
    "18-30|25-40|41+",
    "30-18|31-40|41+",
    "1. Parks|2. Roads|3. Schools",
    "small towns|villages|large towns",
]


@pytest.mark.parametrize("text", SCALES)
def test_a_scale_is_put_in_its_order_however_it_is_given(text: str) -> None:
    steps = tuple(text.split("|"))
    assert in_order(steps) == steps
    assert in_order(steps[::-1]) == steps
    assert in_order(tuple(sorted(step for step in steps))) == steps
    assert (direction(steps), direction(steps[::-1])) == (1, -1)


@pytest.mark.parametrize("text", NO_SCALES)
def test_what_is_no_scale_has_no_order(text: str) -> None:
    options = text.split("|")
    assert in_order(options) is None
    assert direction(options) == 0


@pytest.mark.parametrize(
    "options, stands",
    [
        ("1 (very bad)|2|3 (very good)", 1),
        ("3 (good)|2|1 (bad)", -1),
        ("1 – дуже добре|2|3|4 – дуже погано", -1),
        ("not at all|2|3|completely", 1),
        ("1 (parks)|2|3 (roads)", 0),
        ("1 (good)|2|3", 0),
        ("bad|good", 0),
        ("1|2|3", 0),
    ],
)
def test_words_at_the_ends_tell_how_marks_stand(options: str, stands: int) -> None:
    assert direction(options.split("|")) == stands


def test_codes_are_put_in_the_order_of_their_labels() -> None:
    assert in_order(["1", "2", "3"], {"1": "agree", "2": "neutral", "3": "disagree"}) == ("3", "2", "1")


@given(st.permutations(SCALES[0].split("|")))
def test_the_order_does_not_depend_on_the_order_that_is_given(options: list[str]) -> None:
    assert in_order(options) == tuple(SCALES[0].split("|"))


@given(st.lists(st.text(max_size=20), min_size=2, max_size=6, unique=True))
def test_an_order_holds_the_same_options(options: list[str]) -> None:
    found = in_order(options)
    assert found is None or sorted(found) == sorted(options)


def test_words_of_scales_are_written_as_they_are_compared() -> None:
    for words in (CORES, DEGREES, NEUTRAL, STEPS):
        assert [word for word in words if word != word.casefold().strip()] == []


@pytest.mark.parametrize(
    "options, found",
    [
        ("5 (very good)|2|1 (very bad)|3|4", "1 (very bad)|2|3|4|5 (very good)"),
        ("1 = lowest|2|3 = highest", "1 = lowest|2|3 = highest"),
        ("excellent (5)|4|3|2|poor (1)", "poor (1)|2|3|4|excellent (5)"),
        ("1. Parks|2. Roads|3. Schools", None),
        ("1 (bad)|2|5 (good)", None),
        ("1 (bad)|1|2", None),
        ("18–29|30|31", None),
    ],
)
def test_marks_with_words_are_put_in_the_order_of_their_numbers(options: str, found: str | None) -> None:
    assert marks_in_order(options.split("|")) == (tuple(found.split("|")) if found else None)


@pytest.mark.parametrize(
    "text, low, high",
    [
        ("18-24", 18, 24),
        ("18 – 24 years", 18, 24),
        ("від 18 до 24", 18, 24),
        ("65+", 65, float("inf")),
        ("60 років і старше", 60, float("inf")),
        ("понад 60", 60, float("inf")),
        ("under 18", float("-inf"), 18),
        ("<18", float("-inf"), 18),
        ("5 000 – 10 000 грн", 5000, 10000),
        ("0,5–1,5", 0.5, 1.5),
        ("7", 7, 7),
    ],
)
def test_a_class_of_numbers_is_read_with_its_bounds(text: str, low: float, high: float) -> None:
    found = number_class(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("text", ["", "parks", "2024-03-01", "10:30", "18-24-30", "+", "-", "R18"])
def test_what_is_no_class_of_numbers_is_none(text: str) -> None:
    assert number_class(text) is None


@given(st.lists(st.integers(0, 10_000), min_size=3, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_classes_between_any_bounds_are_put_in_their_order(bounds: list[int], random) -> None:
    edges = sorted(bounds)
    classes = [f"under {edges[0]}"]
    classes += [f"{low}–{high - 1}" for low, high in itertools.pairwise(edges)]
    classes.append(f"{edges[-1]}+")
    mixed = random.sample(classes, len(classes))
    assert classes_in_order(mixed) == tuple(classes)


@pytest.mark.parametrize(
    "text",
    [
        *("Don’t know", "don't know / no answer", "I don't know", "Prefer not to say", "I'd rather not say", "N/A"),
        *("Not applicable", "Not sure", "Refused", "No opinion", "Hard to say", "(don't know)", "Can't say."),
        *("Не знаю", "Важко сказати", "Не знаю / важко відповісти", "Відмова від відповіді", "Не хочу відповідати"),
        *("No sabe / no contesta", "NS/NC", "Prefiero no responder", "weiß nicht", "nie wiem", "ne sais pas"),
    ],
)
def test_words_for_no_answer_are_known(text: str) -> None:
    assert is_no_answer(text)


@pytest.mark.parametrize(
    "text", ["No", "none", "another, or none", "Yes", "neutral", "other", "ні", "unknown artists", "", "/", "99", "not"]
)
def test_an_answer_is_not_taken_for_none(text: str) -> None:
    assert not is_no_answer(text)


@pytest.mark.parametrize(
    "codes, found",
    [
        (["1", "2", "3", "98", "99"], ("98", "99")),
        (["1", "2", "3", "4", "5", "9"], ("9",)),
        (["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], ()),
        (["1", "2", "3", "4", "5", "9", "10"], ()),
        (["0", "10", "-9"], ("-9",)),
        (["-2", "-1", "0", "1", "2"], ()),
        (["18", "44", "98"], ()),
        (["1", "99"], ()),
        (["a", "b", "99"], ()),
        ([], ()),
    ],
)
def test_codes_for_no_answer_stand_far_from_the_others(codes: list[str], found: tuple[str, ...]) -> None:
    assert no_answer_codes(codes) == found
