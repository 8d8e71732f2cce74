from __future__ import annotations

import pytest

from ogpkit.report.record.svg import UnsafePictureError, clean_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<script href='https://e.org/x.js'/>",
        "<g onclick='alert(1)'/>",
        "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>x</div></foreignObject>",
        "<image href='https://e.org/x.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<use href='https://e.org/x.svg#a'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<a href=' java&#x0A;script:alert(1)'><text>x</text></a>",
        "<rect fill='url(https://e.org/x#a)'/>",
        "<rect style='fill: url( \"https://e.org/x\" )'/>",
        "<style>@import 'https://e.org/x.css';</style>",
        "<style>rect { background: u\\72l(https://e.org) }</style>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='x'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://e.org'/>",
    ],
)
def test_what_runs_or_fetches_is_taken_out(inside: str) -> None:
    clean, removed = clean_svg(f"{HEAD}{inside}<text>kept</text></svg>")
    assert "<text>kept</text>" in clean
    for word in ("script", "onclick", "foreignObject", "e.org", "passwd", "svg+xml", "animate", "set "):
        assert word not in clean
    assert removed or "iframe" in inside


@pytest.mark.parametrize(
    "inside",
    [
        "<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style='clip-path: url(#c)'/>",
        "<use xlink:href='#a'/>",
        f"<image href='{PIXEL}'/>",
        "<a href='https://e.org'><text>x</text></a>",
        "<style>*{stroke-linejoin: round}</style>",
    ],
)
def test_what_draws_is_kept(inside: str) -> None:
    clean, removed = clean_svg(f"{HEAD}{inside}</svg>")
    assert removed == ()
    assert clean.count("<") == inside.count("<") + 2
    assert clean_svg(clean) == (clean, ())


@pytest.mark.parametrize(
    "text, reason",
    [
        ("<svg", "not well-formed"),
        ("", "not well-formed"),
        ("<html/>", "it is not SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "it declares entities"),
        (
            f'<!-- {"x" * 9000} --><!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">]><svg/>',
            "it declares entities",
        ),
        ("<svg>" + "<g>" * 5000 + "</g>" * 5000 + "</svg>", "not well-formed"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnsafePictureError, match=reason):
        clean_svg(text)


def test_a_document_type_without_entities_is_dropped() -> None:
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://e.org/x.dtd">{HEAD}ї</svg>'
    assert clean_svg(text) == (f"{HEAD}ї</svg>", ())


def test_a_picture_without_the_namespace_gets_it() -> None:
    assert clean_svg("<svg><path/></svg>") == ('<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>', ())
