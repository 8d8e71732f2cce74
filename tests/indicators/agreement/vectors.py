"""Published answers of raters, with what their authors print of them beside the tests."""

from __future__ import annotations

DIAGNOSES = [
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
    "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
    "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
]  # fmt: skip
"""Six psychiatrists, thirty patients, five diagnoses: J. L. Fleiss (1971), Measuring nominal scale agreement among many
raters, Psychological Bulletin 76, table 1. Within a patient the raters have no order."""

_CODERS = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")

FOUR_CODERS = [tuple(None if one == "*" else one for one in unit) for unit in zip(*_CODERS, strict=True)]
"""Four observers, twelve units, five values, some missing: K. Krippendorff (2011), Computing Krippendorff's
Alpha-Reliability, section C; the reliability data that his other texts use too."""

THREE_DIAGNOSES = [
    (first, second)
    for first, row in zip("abc", ((88, 10, 2), (14, 40, 6), (18, 10, 12)), strict=True)
    for second, count in zip("abc", row, strict=True)
    for _ in range(count)
]
"""Two judges, 200 patients, three diagnoses, as J. Cohen uses them to explain κ: Psychological Bulletin 70 (1968),
table 1, in shares .44 .05 .01, .07 .20 .03, .09 .05 .06."""
