"""What the kit writes as SVG is what matplotlib draws of the same sheet."""

from __future__ import annotations

import re
import warnings
from typing import Any

import pytest
from lxml import etree
from matplotlib.path import Path

from ogpkit.report.figures.picture import Lettering, Look, Picture
from ogpkit.report.figures.style import Sheet
from tests.report.figures.matplotlib_sheet import matplotlib_svg
from tests.report.figures.test_figures import FIGURES

STATED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray")
LETTERS = ("font-size", "font-weight", "font-style", "text-anchor")
INITIAL = {
    "fill": "#000000",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-dasharray": "",
    "font-weight": "400",
    "font-style": "normal",
    "text-anchor": "start",
}


def look(element: etree._Element, names: tuple[str, ...]) -> dict[str, str]:
    """Return what holds for an element: what it says, or the next element around it, or what SVG says."""
    found = dict.fromkeys(names, "")
    for name in names:
        for one in (element, *element.iterancestors()):
            style = dict(re.findall(r"([\w-]+):\s*([^;]+)", str(one.get("style") or "")))
            if said := style.get(name) or one.get(name):
                found[name] = str(said)
                break
        else:
            found[name] = INITIAL[name]
    if found.get("stroke") == "none":
        found = {name: said for name, said in found.items() if not name.startswith("stroke")}
    return {name: said.replace("px", "").replace(",", " ").replace("white", "#ffffff") for name, said in found.items()}


def things(svg: str) -> list[tuple[Any, ...]]:
    """Return what a picture shows, in its order: each thing with its words, its look and its numbers."""
    root = etree.fromstring(svg.encode())
    everywhere = "".join(str(style.text) for style in root.iter("{*}style"))
    if "stroke-linejoin: round" in everywhere:
        root.set("stroke-linejoin", "round")
    found: list[tuple[Any, ...]] = []
    for element in root.iter("{*}path", "{*}text"):
        if element.tag.endswith("text"):
            places = [float(element.get("x", "")), float(element.get("y", ""))]
            found.append((element.text, look(element, ("fill", *LETTERS)), places))
        elif not any(str(one.tag).endswith("clipPath") for one in element.iterancestors()):
            drawn = element.get("d", "")
            places = [float(number) for number in re.findall(r"-?[\d.]+", drawn)]
            commands = "".join(re.findall("[A-Za-z]", drawn)).upper()
            if commands.endswith("LZ") and places[-2:] == places[:2]:  # a way back to where the closing line begins
                commands, places = f"{commands[:-2]}Z", places[:-2]
            found.append((commands, look(element, STATED), places))
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_matplotlib_draws_of_it(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[Sheet] = []
    write = Sheet.svg
    monkeypatch.setattr(Sheet, "svg", lambda sheet: (sheets.append(sheet), write(sheet))[1])
    ours = things(FIGURES[name](request.getfixturevalue(name), notice="Synthetic: <invented> & so on").data)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        ground, *theirs = things(matplotlib_svg(sheets[0]))
    assert ground[1]["fill"] == "#ffffff"
    assert [thing[:2] for thing in ours] == [thing[:2] for thing in theirs]
    for (what, _, places), (_, _, others) in zip(ours, theirs, strict=True):
        assert places == pytest.approx(others, abs=1e-5), what


def test_the_ground_is_white_and_as_large_as_the_picture() -> None:
    first = next(iter(etree.fromstring(Picture(20, 10.5).svg().encode())))
    assert dict(first.attrib) == {"width": "20", "height": "10.5", "fill": "white"}


def test_curves_and_several_parts_of_a_path_are_kept() -> None:
    path = Path(
        [(0, 0), (1, 1), (2, 0), (5, 5), (6, 6), (7, 7), (8, 5), (0, 0)],
        [Path.MOVETO, Path.CURVE3, Path.CURVE3, Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY],
    )
    picture = Picture(9, 9)
    picture.paths(Look("none", "#123456", 2.0, "dashed", 1), [path])
    drawn = etree.fromstring(picture.svg().encode()).find("{*}g/{*}path")
    assert drawn is not None
    assert drawn.get("d") == "M0 0Q1 1 2 0M5 5C6 6 7 7 8 5Z"
    assert look(drawn, STATED)["stroke-dasharray"] == "8 6"


def test_no_word_of_a_text_becomes_markup() -> None:
    words = "</text><script>&amp;\"'"
    picture = Picture(9, 9)
    picture.text(Lettering(0, 0, words, 8.0, True, True, "#000000", "right"))
    root = etree.fromstring(picture.svg().encode())
    assert [(element.text, len(element)) for element in root.iter("{*}text")] == [(words, 0)]
    assert not list(root.iter("{*}script"))
