"""The colours of a scale: from orange over a pale middle to blue, told apart by their lightness alone.

They are computed, so that every length of scale has its own steps: lightness runs evenly between fixed ends in CIE 1976
L*a*b* (D65), in two hues that all colour-blind readers tell apart. The two sides of an even scale differ in lightness
where they meet. What neighbours must differ by is written down in :data:`LEAST_LIGHTNESS` and
:data:`LEAST_DIFFERENCE` and is tested for every scale.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

__all__ = ["LEAST_DIFFERENCE", "LEAST_LIGHTNESS", "LONGEST", "SHORTEST", "contrast", "ink_on", "merged_colour"]
__all__ += ["lightness", "scale_colours"]

SHORTEST, LONGEST = 2, 11
"""How many steps a scale may have."""
LEAST_LIGHTNESS = 10.0
"""How much two neighbours differ in lightness (L*, 0 to 100) at least, read in grey."""
LEAST_DIFFERENCE = 10.0
"""How much two neighbours differ at least for full and for colour-blind sight (CIE 1976 ΔE; 2.3 is just seen)."""

_LOW, _HIGH = 60.0, 262.0  # hues in degrees: orange and blue
_MIDDLE = 91.0
_ENDS = {
    2: (68, 68, 40, 40),
    3: (64, 64, 44, 44),
    4: (72, 42, 88, 36),
    5: (76, 46, 68, 32),
    6: (72, 36, 88, 30),
    7: (77, 36, 72, 28),
    8: (72, 30, 88, 26),
    9: (78, 28, 75, 24),
    10: (72, 26, 89, 24),
    11: (78, 28, 76, 24),
}
"""By the length of the scale, the lightness of the low side next to the middle and at its end, and of the high side.

The sides of an odd scale differ a little, so that they are not alike where nobody chose the middle."""
_WHITE = (0.95047, 1.0, 1.08883)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return linear sRGB of a colour in L*C*h; a part below 0 or above 1 lies outside of sRGB."""

    def power(t: float) -> float:
        return t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29)

    up = (lightness + 16) / 116
    at = up + chroma * cos(radians(hue)) / 500, up, up - chroma * sin(radians(hue)) / 200
    x, y, z = (white * power(t) for white, t in zip(_WHITE, at, strict=True))
    return (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )


def _colour(lightness: float, hue: float, most: float = 58.0) -> str:
    """Return a colour of this lightness and hue, nine tenths as strong as a screen can show it."""
    chroma = 0.0
    while chroma < most and all(0 <= part <= 1 for part in _linear(lightness, chroma + 1, hue)):
        chroma += 1
    parts = _linear(lightness, 0.9 * chroma, hue)
    shown = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in parts]
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in shown)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """Return the lightness L* of a colour, from 0 (black) to 100 (white): what is left of it in grey.

    Examples
    --------
    >>> round(lightness("#000000")), round(lightness("#777777")), round(lightness("#ffffff"))
    (0, 50, 100)
    """
    light = _luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > (6 / 29) ** 3 else light * (29 / 3) ** 3


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21.

    Examples
    --------
    >>> contrast("#ffffff", "#000000"), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def ink_on(ground: str) -> str:
    """Return black or white: that which stands out more. On no ground is its contrast below 4.5.

    Examples
    --------
    >>> ink_on("#f0c080"), ink_on("#203060")
    ('#000000', '#ffffff')
    """
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, ground))


def _side(count: int, inner: float, outer: float) -> list[float]:
    """Return the lightness of the steps of one side, from the middle outwards."""
    return [outer] if count == 1 else [inner + (outer - inner) * at / (count - 1) for at in range(count)]


@cache
def scale_colours(steps: int) -> tuple[str, ...]:
    """Return one colour for each step of a scale, lowest first.

    Raises
    ------
    ValueError
        Where there are fewer than 2 steps, or more than 11.

    Examples
    --------
    >>> len(scale_colours(5)), [round(lightness(colour)) for colour in scale_colours(5)]
    (5, [46, 76, 91, 68, 32])
    """
    if not SHORTEST <= steps <= LONGEST:
        raise ValueError(f"a scale has from {SHORTEST} to {LONGEST} steps, this one {steps}")
    count = steps // 2
    low_inner, low_outer, high_inner, high_outer = _ENDS[steps]
    middle = (_colour(_MIDDLE, _HIGH, 2.0),) if steps % 2 else ()
    return (
        *(_colour(light, _LOW) for light in reversed(_side(count, low_inner, low_outer))),
        *middle,
        *(_colour(light, _HIGH) for light in _side(count, high_inner, high_outer)),
    )


@cache
def merged_colour(steps: int, first: int, last: int) -> str:
    """Return the mean colour of neighbouring steps that are put together, ``first`` and ``last`` counted from 0.

    It is made a little lighter or darker where one of its neighbours would be as light.

    Raises
    ------
    ValueError
        Where these are no steps of the scale.

    Examples
    --------
    >>> merged_colour(5, 1, 3) in scale_colours(5)
    False
    """
    colours = scale_colours(steps)
    if not 0 <= first <= last < steps:
        raise ValueError(f"steps {first} to {last} are not on a scale of {steps}")
    within = colours[first : last + 1]
    middle = sum(map(lightness, within)) / len(within)
    beside = [lightness(colour) for colour in (*colours[max(first - 1, 0) : first], *colours[last + 1 : last + 2])]
    # one more than the least, for what is lost when a colour is rounded to whole numbers
    sound = [light for light in range(24, 92) if all(abs(light - other) > LEAST_LIGHTNESS + 1 for other in beside)]
    lean = (first + last) / 2 - (steps - 1) / 2  # the side of the scale on which most of it lies
    light = min(sound, key=lambda light: abs(light - middle))
    return _colour(light, _LOW if lean < 0 else _HIGH, 58.0 * min(1.0, 2 * abs(lean) / max(steps - 2, 1)))
