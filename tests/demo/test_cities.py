"""The invented cities: each the same however many there are, all kinds among a few, none with another's name."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

import pytest

from ogpkit.demo.cities import city
from ogpkit.demo.languages import LANGUAGES
from ogpkit.dossier.base import is_slug


@pytest.mark.parametrize("seed", [1, 2, -7, 10**12])
def test_no_two_of_two_thousand_cities_share_a_name_or_a_folder(seed):
    cities = [city(seed, index) for index in range(1, 2001)]
    assert len({one.name for one in cities}) == len({one.slug for one in cities}) == 2000


def test_every_folder_has_a_sound_name_that_says_synthetic():
    slugs = [city(1, index).slug for index in range(1, 500)]
    assert all(is_slug(slug) and re.fullmatch(r"synthetic-\d{5}-[a-z]{5,}", slug) for slug in slugs)
    assert slugs == sorted(slugs)


def test_a_few_cities_show_every_kind():
    cities = [city(4, index) for index in range(1, 10)]
    assert {one.language for one in cities} == set(LANGUAGES)
    assert {one.size for one in cities} == {"small", "middle", "large"}
    assert {one.status for one in cities} == {"draft", "public-comment", "final"}
    assert {one.survey for one in cities} == {"opt-in", "list", "probability", "census", None}


def test_many_cities_show_every_pair_of_kinds():
    cities = [city(4, index) for index in range(1, 9 * 7 + 1)]
    pairs = {(one.language.name, one.survey) for one in cities}
    kinds = ("opt-in", "list", "probability", "census", None)
    assert pairs == set(product((one.name for one in LANGUAGES), kinds))


def test_another_seed_gives_other_cities():
    assert not {city(1, index).name for index in range(1, 40)} & {city(2, index).name for index in range(1, 8)}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_a_name_stands_in_latin_letters_and_in_the_own_script(language):
    one = next(city(1, index) for index in range(1, 20) if city(1, index).language is language)
    scripts = {unicodedata.name(sign).split()[0] for sign in one.local_name.partition(" (")[0]}
    latin = {unicodedata.name(sign).split()[0] for sign in one.name}
    own = {"Ukrainian": "CYRILLIC", "Bulgarian": "CYRILLIC"}.get(language.name, language.name.upper())
    assert latin == {"LATIN"}
    assert scripts == ({own} if own in {"CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"} else {"LATIN"})


def test_what_is_added_to_one_part_changes_no_other():
    one = city(1, 1)
    assert one.chance("plan").random() == one.chance("plan").random() != one.chance("events").random()
