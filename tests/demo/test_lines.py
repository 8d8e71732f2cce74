"""What is written as YAML is read back as it was meant, by the kit's own strict reader."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.demo.lines import yaml_text
from ogpkit.dossier.yaml import parse_yaml

# Characters that the reader refuses, and spaces round a text, are nothing that the demo writes.
TEXTS = st.text(st.sampled_from(string.printable[:95] + "\náŁßЖщΩλაჟՖ։–“”"), min_size=1, max_size=150).map(str.strip)
KEYS = st.text(string.ascii_lowercase + "_", min_size=3, max_size=12)
GROUPS = st.dictionaries(KEYS, TEXTS.filter(bool), min_size=1, max_size=4)


def stripped(value):
    """Return a value as models take it: a text on lines of its own has an end of line too many."""
    if isinstance(value, dict):
        return {key: stripped(one) for key, one in value.items()}
    return [stripped(one) for one in value] if isinstance(value, list) else value.strip()


@given(st.dictionaries(KEYS, TEXTS.filter(bool) | GROUPS | st.lists(TEXTS.filter(bool), min_size=1), min_size=1))
def test_texts_groups_and_lists_come_back_as_they_were(values):
    assert stripped(parse_yaml(yaml_text("x", values), "x.yaml").data) == values


@given(
    st.lists(st.fixed_dictionaries({"title": TEXTS.filter(bool), "inner": st.lists(GROUPS, min_size=1)}), min_size=1)
)
def test_lists_of_groups_come_back_as_they_were(rows):
    assert stripped(parse_yaml(yaml_text("x", {"rows": rows}), "x.yaml").data) == {"rows": rows}


def test_what_is_not_known_is_left_out_and_an_empty_group_stays():
    text = yaml_text("Head.", {"note": None, "list": [], "tuple": (), "1.5": {}, "synthetic": True, "number": 3})
    assert text == "# Head.\n1.5: {}\nsynthetic: true\nnumber: 3\n"


def test_a_long_text_stands_on_lines_of_its_own():
    assert yaml_text("Head.", {"why": "a " * 60 + "b"}).startswith("# Head.\nwhy: |\n  a a")
