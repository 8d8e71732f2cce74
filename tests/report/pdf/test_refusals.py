"""What cannot be printed, and what the message says then."""

from __future__ import annotations

import re

import matplotlib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ogpkit.errors import WriterError
from ogpkit.report.blocks import Cover, Document, Figure, Heading, Link, Paragraph, inlines
from ogpkit.report.pdf import PdfWriter, write_pdf
from ogpkit.report.pdf.diagnosis import explain
from ogpkit.report.pdf.text import clean
from tests.report.pdf import reading


def test_missing_glyph_is_named_with_its_place_and_remedy(report):
    with pytest.raises(WriterError) as caught:
        write_pdf(
            report(Heading(level=1, content=inlines("Chapter")), Paragraph(content=inlines("the city of 東京 (Tokyo)")))
        )
    assert str(caught.value) == (
        'no font has the character 東 (U+6771, cjk unified ideograph-6771), which stands in "the city of 東京 (Tokyo)" '
        "(1 other missing: 京); put a font file that has it into a folder and name that folder in OGPKIT_FONTS"
    )


def test_missing_glyph_inside_a_figure_names_the_figure(report):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">東</text></svg>'
    figure = Figure(media="image/svg+xml", data=svg, alt="x", caption=inlines("Visitors"))
    with pytest.raises(WriterError, match=r'東 \(U\+6771.*stands in "Visitors: 東"'):
        write_pdf(report(figure))


SOUND = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
OUTSIDE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    "media,data",
    [
        ("image/svg+xml", "<svg"),
        ("image/svg+xml", SOUND.replace('"9"', '"0"')),
        ("image/svg+xml", OUTSIDE.format("/etc/hostname.png")),
        ("image/svg+xml", OUTSIDE.format("../picture.png")),
        ("image/png", "QUJD"),
        ("image/jpeg", "QUJ"),
    ],
)
def test_unreadable_picture_is_named(report, media, data):
    sound = Figure(media="image/svg+xml", data=SOUND, alt="fine")
    with pytest.raises(WriterError, match='the picture of the figure "Answers" cannot be read'):
        write_pdf(report(sound, Figure(media=media, data=data, alt="chart", caption=inlines("Answers"))))


def test_a_flag_among_words_in_a_figure_is_named(report):
    text = "from \U0001f1fa\U0001f1e6 it came"  # Typst names an empty text beside the flag
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">{text}</text></svg>'
    figure = Figure(media="image/svg+xml", data=svg, alt="x", caption=inlines("Visitors"))
    with pytest.raises(WriterError, match=r'U\+1F1FA U\+1F1E6.*stands in "Visitors: from'):
        write_pdf(report(figure))


def test_text_that_typst_does_not_name_is_blamed_on_the_figure_that_holds_it(report):
    sound = Figure(media="image/svg+xml", data=SOUND, alt="fine")
    figure = Figure(media="image/svg+xml", data=SOUND, alt="x", caption=inlines("Visitors"))
    error = explain('the text `""` could not be displayed', report(sound, figure), lambda drawn: drawn is sound)
    assert str(error).startswith('the text of the figure "Visitors" holds a character that no font has; draw it')


def test_date_that_no_calendar_has_makes_no_cover(report):
    with pytest.raises(ValidationError, match="2025-02-31 is a date that no calendar has"):
        write_pdf(report(date="2025-02-31"))


def test_font_folder_that_does_not_exist(report, monkeypatch, tmp_path):
    monkeypatch.setenv("OGPKIT_FONTS", str(tmp_path / "none"))
    with pytest.raises(WriterError, match=r"OGPKIT_FONTS names a folder that does not exist: .*none"):
        write_pdf(report())


def test_font_that_has_every_character_is_refused(report):
    folder = matplotlib.get_data_path() + "/fonts/ttf"
    with pytest.raises(WriterError, match=r"LastResort.* draws an empty box for every character"):
        PdfWriter(fonts=(folder,)).write(report())


def test_font_folder_of_the_user_is_used(report, tmp_path):
    from fontTools.ttLib import TTFont

    font = TTFont(matplotlib.get_data_path() + "/fonts/ttf/DejaVuSans.ttf")
    for record in font["name"].names:
        record.string = str(record).replace("DejaVu", "Tokyo")
    for table in font["cmap"].tables:
        if table.format in (4, 12):
            table.cmap[0x6771] = table.cmap[ord("x")]
    font.save(tmp_path / "tokyo.ttf")
    pdf = PdfWriter(fonts=(str(tmp_path),)).write(report(Paragraph(content=inlines("to 東"))))
    assert "to 東" in reading.text(pdf)
    with pytest.raises(WriterError, match="東"):
        write_pdf(report(Paragraph(content=inlines("to 東"))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(codec="latin-1"),
            st.characters(),
            st.sampled_from("#$*_@<>\\`~=-+/[]{}()\"'\u200b\u200f\u202e\u00ad\u0301"),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_any_text_is_printed_or_refused_with_a_reason(text):
    document = Document(
        cover=Cover(title=text, status="final", date="2025-03-17", language="en", summary=text, authors=(text,)),
        blocks=(
            Heading(level=1, content=inlines(text), anchor=text),
            Paragraph(content=(Link(href=text, content=inlines(text)), Link(href=f"#{text}", content=inlines("here")))),
        ),
    )
    refusal, said = "", ""
    try:
        said = reading.text(write_pdf(document))
    except WriterError as error:
        refusal = str(error)
    if refusal:
        assert re.match(r"no font has the character .* \(U\+.* OGPKIT_FONTS$", refusal, re.DOTALL)
    else:
        assert _letters(clean(text)) in _letters(said)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isalnum())
