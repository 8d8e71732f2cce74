from __future__ import annotations

import json
import subprocess
import sys

import pytest
from lxml import html as lxml_html

from ogpkit.report.blocks import MIME, Heading, Link, Paragraph, Rule, Text, blocks_from_json, inlines
from ogpkit.report.display import Output, show
from ogpkit.report.html import fragment
from ogpkit.report.markdown import to_markdown
from tests.report.sample import sample_document

BLOCKS = sample_document().blocks


def test_the_bundle_carries_the_blocks_and_three_ways_to_read_them() -> None:
    bundle = Output(BLOCKS)._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/markdown", "text/plain"}
    assert blocks_from_json(json.loads(json.dumps(bundle[MIME]))) == BLOCKS
    assert bundle["text/plain"].startswith('Output(heading "Overview", fields, note "How to read this report"')


def test_what_the_report_is_written_from_goes_along_whatever_is_asked_for() -> None:
    assert set(Output(BLOCKS)._repr_mimebundle_(include={"text/plain"})) == {MIME, "text/plain"}
    assert set(Output(BLOCKS)._repr_mimebundle_(exclude={"text/html"})) == {MIME, "text/markdown", "text/plain"}


def test_an_output_is_a_sequence_that_does_not_change() -> None:
    output = Output([Rule()]) + Output([Rule(), Rule()])
    assert (len(output), output[0], output[1:]) == (3, Rule(), Output([Rule(), Rule()]))
    before = [Rule()] + output  # noqa: RUF005 -- the sum is what is tested
    assert before == Output([Rule()] * 4)
    assert hash(output) == hash(Output([Rule()] * 3))
    assert output != Output([Rule()] * 3, language="uk")
    with pytest.raises(AttributeError, match="does not change"):
        output.language = "uk"


def test_show_takes_blocks_and_sequences_of_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Output] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    show(Rule(), Output([Rule()]), [Rule()])
    assert shown == [Output([Rule()] * 3)]


def test_composing_blocks_loads_no_template_engine() -> None:
    code = (
        "import sys; from ogpkit.report.display import Output; Output([]); "
        "sys.exit(any(name in sys.modules for name in ('jinja2', 'nh3', 'lxml', 'IPython')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_ids_of_two_fragments_do_not_clash_and_links_stay_inside() -> None:
    heading = Heading(level=1, content=inlines("Here"), anchor="here")
    link = Paragraph(content=(Link(href="#here", content=inlines("here")), Link(href="#gone", content=inlines("gone"))))
    one, two = (lxml_html.fromstring(fragment(blocks)) for blocks in ([heading, link], [heading]))
    assert not set(one.xpath("//@id")) & set(two.xpath("//@id"))
    assert one.xpath("//a/@href") == ["#" + one.xpath("//h2/@id")[0]]


def test_a_fragment_styles_nothing_outside_itself() -> None:
    style = lxml_html.fromstring(fragment(BLOCKS)).findtext("style")
    rules = [line for line in style.split("}") if "{" in line]
    selectors = [rule.split("{")[-2] if rule.count("{") > 1 else rule.split("{")[0] for rule in rules]
    assert all(".ogp" in part for selector in selectors for part in selector.replace(":is(", "(").split(",\n"))


def test_the_fragment_looks_as_it_did(snapshot: object) -> None:
    shown = fragment(BLOCKS[3:6])
    assert shown[: shown.index("<style>")] + shown[shown.index("</style>") :] == snapshot


def test_the_markdown_reads_as_it_did(snapshot: object) -> None:
    assert to_markdown(BLOCKS) == snapshot


@pytest.mark.parametrize(
    "said, written",
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("[x](y) ![x](y)", "\\[x\\](y) \\!\\[x\\](y)"),
        ("a\n\n\nb", "a b"),
        ("---", "\\---"),
    ],
)
def test_text_is_escaped_in_markdown(said: str, written: str) -> None:
    assert to_markdown([Paragraph(content=(Text(text=said),))]) == written + "\n"
