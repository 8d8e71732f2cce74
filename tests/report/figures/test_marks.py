"""Marks are told apart without colour, by everybody, and on a telephone."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ogpkit.report.blocks import Mark
from ogpkit.report.figures import style
from ogpkit.report.figures.marks import COLOURS, SHAPES, WORDS, draw_mark, moved
from ogpkit.report.figures.style import Sheet
from tests.report.figures.matplotlib_sheet import drawn
from tests.report.figures.sight import LIGHT, SIGHT, contrast

PHONE = 360


def grey_pixels(sheet: Sheet) -> np.ndarray:
    """Return the upper left corner of a sheet as a reader without colour sees it on a telephone."""
    sheet.finish(17)
    figure = drawn(sheet)
    figure.set_dpi(72 * PHONE / style.WIDTH)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :20, :3] / 255 @ LIGHT


def mark_pixels(mark: Mark, filled: bool) -> np.ndarray:
    sheet = Sheet()
    draw_mark(sheet, 11, 11, mark, filled=filled)
    return grey_pixels(sheet)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colour", [*COLOURS.values(), style.INK, style.MUTED, style.BLUE, style.PURPLE])
def test_every_colour_of_text_and_marks_stands_out_from_the_paper(colour: str, sight: str) -> None:
    assert contrast(colour, "white", sight) > 4.5


def test_every_mark_has_a_colour_and_words() -> None:
    assert set(COLOURS) == set(WORDS) == set(get_args(Mark))


@pytest.mark.parametrize("one, other", list(combinations(get_args(Mark), 2)))
@pytest.mark.parametrize("filled", [True, False])
def test_two_marks_differ_in_grey(one: Mark, other: Mark, filled: bool) -> None:
    difference = np.abs(mark_pixels(one, filled) - mark_pixels(other, filled))
    assert (difference > 0.25).sum() >= 12


@pytest.mark.parametrize("mark", ["yes", "no", "unclear", "neutral"])
def test_a_stated_answer_and_a_coded_one_differ_in_grey(mark: Mark) -> None:
    difference = np.abs(mark_pixels(mark, True) - mark_pixels(mark, False))
    assert (difference > 0.25).sum() >= 40


@pytest.mark.parametrize("one, other", list(combinations(range(len(SHAPES)), 2)))
def test_two_shapes_differ_in_outline(one: int, other: int) -> None:
    pixels = []
    for shape in (one, other):
        sheet = Sheet()
        sheet.path(moved(SHAPES[shape], 11, 11, 8.5), fill="black", edge="black")
        pixels.append(grey_pixels(sheet))
    assert (np.abs(pixels[0] - pixels[1]) > 0.25).sum() >= 12
