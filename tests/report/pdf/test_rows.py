"""Tables whose rows do not fit their head."""

from __future__ import annotations

from ogpkit.report.blocks import Column, Table, inlines
from ogpkit.report.pdf import write_pdf
from tests.report.pdf import reading


def test_rows_of_other_lengths_are_cut_or_filled_up(report):
    cells = [inlines(text) for text in ("first", "second", "third")]
    table = Table(
        columns=(Column(title=inlines("a")), Column(title=inlines("b"))), rows=(tuple(cells), (cells[0],), ())
    )
    text = reading.text(write_pdf(report(table)))
    assert text.count("first") == 2
    assert "second" in text
    assert "third" not in text
