"""Colours that stand side by side are told apart in grey, and by every kind of colour-blind reader."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from ogpkit.report.figures import style
from ogpkit.report.figures.choice_bars import LIGHT_BLUE
from ogpkit.report.figures.marks import COLOURS
from ogpkit.report.figures.palette import (
    LEAST_DIFFERENCE,
    LEAST_LIGHTNESS,
    LONGEST,
    SHORTEST,
    ink_on,
    lightness,
    merged_colour,
    scale_colours,
)
from ogpkit.report.figures.palette import contrast as said_contrast
from tests.report.figures.sight import SIGHT, contrast, difference, laboratory

STEPS = range(SHORTEST, LONGEST + 1)
# Grounds, lines and marks that touch each other, besides the steps of a scale: (one, other).
TOUCHING = {
    "sample on the line to the census": (style.BLUE, style.STRONG_LINE),
    "line of an interval on its bar": (style.INK, LIGHT_BLUE),
    "edge of a bar and its ground": (style.BLUE, LIGHT_BLUE),
    "bar and paper": (style.BLUE, "#ffffff"),
    "bar of an interval and paper": (LIGHT_BLUE, "#ffffff"),
    "edge of what is put together": (style.INK, style.PALE),
    "certain and possible time of an event": (style.BLUE, style.PALE),
    "axis and grid": (style.STRONG_LINE, style.LINE),
}
# Answers are told apart by shape and symbol (see test_marks). These would be hard to tell by their colours alone.
BY_SHAPE_ALONE = {("no", "unclear", "deuteranopia"), ("neutral", "not-applicable", "tritanopia")}


def merges(steps: int) -> list[tuple[int, int]]:
    return [(first, last) for first in range(steps) for last in range(first + 1, steps)]


def touching(steps: int) -> list[tuple[str, str]]:
    """Return every two colours that can stand beside each other, a step or a merge on either side."""
    colours = scale_colours(steps)
    pairs = list(pairwise(colours))
    for first, last in merges(steps):
        own = merged_colour(steps, first, last)
        pairs += [(own, beside) for beside in (*colours[max(first - 1, 0) : first], *colours[last + 1 : last + 2])]
    return pairs


@pytest.mark.parametrize("steps", STEPS)
def test_neighbours_of_a_scale_differ_in_grey(steps: int) -> None:
    pairs = touching(steps)
    assert min(abs(laboratory(one)[0] - laboratory(other)[0]) for one, other in pairs) >= LEAST_LIGHTNESS


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("steps", STEPS)
def test_neighbours_of_a_scale_differ_for_every_sight(steps: int, sight: str) -> None:
    assert min(difference(one, other, sight) for one, other in touching(steps)) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("steps", STEPS)
def test_no_two_steps_look_alike_even_where_those_between_are_empty(steps: int, sight: str) -> None:
    pairs = list(combinations(scale_colours(steps), 2))
    for first, last in merges(steps):
        pairs += [
            (merged_colour(steps, first, last), merged_colour(steps, last + 1, end)) for end in range(last + 2, steps)
        ]
    assert min(difference(one, other, sight) for one, other in pairs) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("steps", STEPS)
def test_a_scale_is_darkest_at_its_ends(steps: int) -> None:
    light = [lightness(colour) for colour in scale_colours(steps)]
    lightest = light.index(max(light))
    assert light[: lightest + 1] == sorted(light[: lightest + 1])
    assert light[lightest:] == sorted(light[lightest:], reverse=True)


@pytest.mark.parametrize("steps", STEPS)
@pytest.mark.parametrize("sight", SIGHT)
def test_labels_stand_out_from_their_segments(steps: int, sight: str) -> None:
    grounds = [*scale_colours(steps), *(merged_colour(steps, *merge) for merge in merges(steps))]
    least = 4.5 if sight == "full" else 4.0  # black or white is chosen for full sight
    assert min(contrast(ink_on(ground), ground, sight) for ground in grounds) >= least


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("pair", TOUCHING)
def test_what_touches_differs_for_every_sight(pair: str, sight: str) -> None:
    one, other = TOUCHING[pair]
    assert difference(one, other, sight) >= LEAST_DIFFERENCE
    assert abs(laboratory(one)[0] - laboratory(other)[0]) >= LEAST_LIGHTNESS


def test_the_marks_that_only_their_shape_tells_apart_are_known() -> None:
    alike = {
        (one, other, sight)
        for one, other in combinations(sorted(COLOURS), 2)
        for sight in SIGHT
        if COLOURS[one] != COLOURS[other] and difference(COLOURS[one], COLOURS[other], sight) < LEAST_DIFFERENCE
    }
    assert {found for found in alike if "not-provided" not in found} == BY_SHAPE_ALONE


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#010203", "#2f5d8c", "#f9b17f"])
def test_lightness_and_contrast_agree_with_another_reckoning(colour: str) -> None:
    assert lightness(colour) == pytest.approx(laboratory(colour)[0], abs=1e-2)
    assert said_contrast(colour, "#ffffff") == pytest.approx(contrast(colour, "white"), abs=1e-9)


def test_the_matrices_leave_white_and_grey_as_they_are() -> None:
    for matrix in SIGHT.values():
        assert np.allclose(matrix @ np.ones(3), 1, atol=2e-6)


@pytest.mark.parametrize("steps", [0, 1, 12])
def test_a_scale_that_is_too_short_or_too_long_is_an_error(steps: int) -> None:
    with pytest.raises(ValueError, match=f"from 2 to 11 steps, this one {steps}"):
        scale_colours(steps)


@pytest.mark.parametrize("first, last", [(-1, 1), (3, 2), (3, 5)])
def test_steps_that_are_not_on_the_scale_are_an_error(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="are not on a scale of 5"):
        merged_colour(5, first, last)
