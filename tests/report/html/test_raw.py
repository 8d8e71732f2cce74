from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from ogpkit.report.html.raw import clean

PICTURE = "data:image/png;base64,AAAA"


@pytest.mark.parametrize(
    "outside, kept",
    [
        ("<script>alert(1)</script><style>*{}</style>x", "x"),
        ('<p id="report" class="a" style="position:fixed" onclick="x()">x</p>', "<p>x</p>"),
        ("<h2>Head</h2>", '<div class="raw-heading">Head</div>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="data:text/html,x">x</a>', "x"),
        ('<a href="da%0Ata:text/html,x">x</a>', "x"),
        ('<a href="&#1;data:text/html,x">x</a>', "x"),
        ('<a href="da&#10;ta:text/html,x">x</a>', "x"),
        ('<a href="ftp://e.org/">x</a>', "x"),
        ('<a href="HTTPS://e.org/a%20b">x</a>', '<a href="HTTPS://e.org/a%20b" rel="noopener noreferrer">x</a>'),
        ('<a href="/local">x</a>', "x"),
        ('<a href="https://example.org/"></a>', ""),
        ('<a href="https://e.org/">x</a>', '<a href="https://e.org/" rel="noopener noreferrer">x</a>'),
        ('<img src="https://example.org/x.png" alt="x">', ""),
        (f'<img src="{PICTURE}">', ""),
        (f'<img src="{PICTURE}" alt="A bar">', f'<img src="{PICTURE}" alt="A bar">'),
        ("<li>loose</li>", "<div>loose</div>"),
        ("<ul>a<p>b</p><li>c</li>d</ul>", "<ul><li>a</li><li><p>b</p></li><li>c</li><li>d</li></ul>"),
        ("<table><tr><th></th><th>A</th></tr></table>", "<table><tbody><tr><td></td><td>A</td></tr></tbody></table>"),
        ("<iframe src=x></iframe><form><input></form><svg><a>x</a></svg>", ""),
        ("</div></main>x", "x"),
        ("", ""),
    ],
)
def test_outside_html_is_cleaned(outside: str, kept: str) -> None:
    assert clean(outside) == kept


def test_heads_of_a_data_frames_table_keep_their_scope() -> None:
    table = (
        '<table border="1" class="dataframe"><thead><tr><th scope="col">n</th></tr></thead><tr><td>1</td></tr></table>'
    )
    assert '<th scope="col">n</th>' in clean(table)
    assert "dataframe" not in clean(table)


TAGS = [
    "<b",
    ">",
    "</p>",
    "<li>",
    "<ul>",
    "<table>",
    "<th>",
    "<td>",
    "<h1>",
    "</div>",
    "<svg>",
    "<style>",
    "<!--",
    "-->",
]
PIECES = [*TAGS, '"', "'", "<a href=", "javascript:x", "<img ", "src=", "alt=''", "&lt;", "x", " ", "\x00"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_whatever_comes_in_the_result_is_stable_and_holds_nothing_alive(outside: str) -> None:
    once = clean(outside)
    root = lxml_html.fragment_fromstring(once, create_parent="div")
    assert not root.xpath(".//script | .//style | .//iframe | .//h1 | .//@id | .//@style | .//@onclick")
    assert all(item.getparent().tag in {"ul", "ol"} for item in root.iter("li"))
    assert all(link.get("href") for link in root.iter("a"))
