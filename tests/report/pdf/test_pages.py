"""What a reader finds on the pages."""

from __future__ import annotations

import pytest

from ogpkit.report.blocks import (
    Column,
    Fields,
    Figure,
    Glossary,
    GlossaryEntry,
    Heading,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Part,
    Question,
    Quote,
    Raw,
    Table,
    Term,
    inlines,
    walk,
)
from ogpkit.report.pdf import write_pdf
from tests.report.pdf import reading

HOSTILE = (
    '#import "x.typ": *',
    "$x^2$ and $",
    "*bold* _under_ `code`",
    "@reference <label>",
    "<script>alert(1)</script>",
    r"back\slash \u{41} \n",
    "= heading - list + enum / term: x",
    '#panic("no") #{ } // comment /* more */',
    "~ -- --- ... ' \" quotes",
    "https://example.org/typed-in-text",
)


def test_every_kind_of_block_is_printed_in_order(sample_pdf):
    said = reading.text(sample_pdf)
    at = 0
    for part in (
        "Inception Report – Action plan – Khmelnytskyi, Ukraine, 2021 – 2025",
        "Status: Draft",
        "Member Khmelnytskyi, Ukraine",
        "Olena Sample; Taras Example",
        "Contents",
        "Overview",
        "Email not provided",
        "Khmelnytskyi, Ukraine (Хмельницький, Україна)",
        "Note: How to read this report",
        "1 Compliance with co-creation requirements",
        "1.1 Does a forum exist?",
        "Published answer ○ not stated in the published report",
        "Reviewer's coding (not official): ✓ Yes – coded by O. Sample on 2025-03-14. Reason: The explanation",
        "Provide a brief explanation of your answer:",
        "E1 · document Decision to establish a working group on open data (21 October 2020; archived copy kept)",
        "https://example.org/decisions/2020/working-group-on-open-data-development",
        "E2 · link More here. no address given",
        "Answer ✓ Yes",
        "• civil society: 1. NGO Khmelnytskyi Initiative, 2. library associations; • two universities.",
        "Provide references here (e.g. interviews): not provided",
        "Answer ? Unclear",
        "Published answer ✗ No",
        "? Unclear – coded by T. Example. Reason: The minutes name no vote.",
        "▪ is a positive change to a process",
        "Розвиток цифрових компетенцій",
        "Answer – not applicable",
        "six were ✓ Yes, four ? Unclear and two ✗ No. See the figure below, the partnership's pages, or write to us.",
        "answers.count_by_mark(section=1)",
        "Figure 1. Answers by option, Sections 1 and 2",
        "Source: inception report, twelve answers.",
        "Table 1. Commitments and what was judged of them",
        "2. Open data in the city's enterprises and institutions ✓ Yes ? Unclear 11 Substantial",
        "Synthetic data: Synthetic survey",
        "Figure 2. Rating of the city's online resources (synthetic)",
        "Caution: Opt-in survey",
        "3. no interval, 4. no test of significance.",
        "Not official: Not from the official report",
        "Table 2. Indicators of this report",
        "Verifiable commitments plan 66.7 % 2 of 3",
        "Forum exists plan Yes",
        "not available: the survey was opt-in; Synthetic data; not official",
        "share = verifiable / len(plan) # <2/3>",
        "This content has no printed form and stands in the HTML version only: cell 12",
        "End of the annex.",
        "Glossary",
        "Action plan – The document in which",
        "(Source: published report)",
    ):
        found = said.find(part, at)
        assert found >= 0, f"{part!r} is not printed after {said[max(0, at - 40) : at]!r}"
        at = found + len(part)


def test_official_questions_can_be_copied_to_the_letter(sample_pdf, sample):
    said = reading.text(sample_pdf)
    body = said[said.rindex("Page 1 of") :]
    places = []
    for block in walk(sample.blocks):
        if isinstance(block, Question):
            places.append(body.index(f"{block.number} {block.text}"))
            listed = f"{block.number} {block.text}" in said[: said.rindex("Page 1 of")]
            assert listed == (block.level <= 2), "the contents list the questions that are not asked again and again"
    assert places == sorted(places)


@pytest.mark.parametrize(
    "status,words", [("draft", "Draft"), ("public-comment", "For public comment"), ("final", "Final")]
)
def test_status_stands_on_every_page(report, status, words):
    chapters = [Heading(level=1, content=inlines(f"Chapter {n}")) for n in range(60)]
    pages = reading.pages(write_pdf(report(*chapters, status=status)))
    assert len(pages) > 2
    for number, said in enumerate(pages, 1):
        assert words in said
        assert f"Page {number} of {len(pages)}" in said


def test_hostile_text_arrives_verbatim(report):
    blocks = [Paragraph(content=inlines(text)) for text in HOSTILE]
    for text in HOSTILE:
        blocks += [
            Heading(level=1, content=inlines(text)),
            Question(number="1", text=text, anchor=text, parts=(Part(label=text),)),
            Table(columns=(Column(title=inlines(text)),), rows=((inlines(text),),), caption=inlines(text)),
            Note(title=text, blocks=()),
            Raw(html="<b>", where=text),
        ]
    pdf = write_pdf(report(*blocks, title=HOSTILE[0], summary=HOSTILE[3], member=HOSTILE[7]))
    said = reading.text(pdf)
    for text in HOSTILE:
        assert said.count(text) >= 8
    assert reading.addresses(pdf) == []
    assert reading.problems(pdf) == []


def test_only_safe_addresses_and_known_anchors_become_links(report):
    hrefs = (
        "https://e.org/a b",
        "mailto:a@b.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "#nowhere",
        "http://[",
        "",
    )
    links = tuple(Link(href=href, content=inlines(f"to {n} ")) for n, href in enumerate(hrefs))
    chapter = Heading(level=1, content=inlines("Chapter"), anchor="chapter")
    inside = (
        Link(href="#chapter", content=inlines("chapter ")),
        Term(key="forum", text="forum "),
        Term(key="unknown", text="unknown term"),
    )
    entry = GlossaryEntry(key="forum", term="Forum", definition="A group.")
    pdf = write_pdf(report(Paragraph(content=links + inside), chapter, chapter, Glossary(entries=(entry, entry))))
    assert reading.addresses(pdf) == ["https://e.org/a%20b", "mailto:a@b.org"]
    assert reading.jumps(pdf) == 2
    assert "to 0 to 1 to 2 to 3 to 4 to 5 to 6 chapter forum unknown term" in reading.text(pdf)
    assert reading.problems(pdf) == []


def test_headings_in_any_order_make_a_sound_outline(report):
    levels = (4, 2, 6, 6, 1, 3, 3)
    pdf = write_pdf(report(*(Heading(level=level, content=inlines(f"L{level}")) for level in levels)))
    marks = [(depth, title) for depth, title in reading.bookmarks(pdf) if title != "Contents"]
    assert marks == [(0, "L4"), (0, "L2"), (1, "L6"), (1, "L6"), (0, "L1"), (1, "L3"), (1, "L3")]
    assert reading.problems(pdf) == []


def test_empty_blocks_are_harmless(report):
    empty = (
        Heading(level=2, content=inlines(" ")),
        Paragraph(content=()),
        ListBlock(items=()),
        ListBlock(items=((),)),
        Quote(blocks=()),
        Table(columns=(), rows=()),
        Table(columns=(Column(title=()),), rows=()),
        Fields(rows=()),
        Glossary(entries=()),
        Question(number="", text="", anchor=""),
    )
    assert reading.problems(write_pdf(report(*empty))) == []
    assert reading.problems(write_pdf(report())) == []


def test_long_tables_repeat_their_head_on_every_page(report):
    columns = (Column(title=inlines("Commitment head")), Column(title=inlines("Milestones")))
    rows = tuple((inlines(f"row {n}"), inlines("done")) for n in range(1000))
    pages = reading.pages(write_pdf(report(Table(columns=columns, rows=rows, caption=inlines("All rows")))))
    assert len(pages) > 10
    assert all("Commitment head" in said for said in pages)
    assert "row 999" in pages[-1]


def test_long_words_stay_inside_the_margins(report):
    import pypdfium2

    address = "https://example.org/" + "averylongpath" * 30
    wide = Table(
        columns=tuple(Column(title=inlines(f"Implementation{n}")) for n in range(16)),
        rows=(tuple(inlines("accountability") for _ in range(16)),),
    )
    pdf = write_pdf(report(Paragraph(content=inlines(address)), wide, Heading(level=1, content=inlines("W" * 200))))
    document = pypdfium2.PdfDocument(pdf)
    for sheet in document:
        letters = sheet.get_textpage()
        boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
        assert max(right for _, _, right, _ in boxes) < sheet.get_width() - 70
    document.close()
    assert address in reading.text(pdf).replace(" ", "")


def test_deep_lists_keep_their_innermost_item(report):
    def nested(depth: int) -> tuple[Paragraph | ListBlock, ...]:
        inner = (*nested(depth - 1),) if depth else ()
        return (Paragraph(content=inlines(f"level {depth}")), ListBlock(ordered=depth % 2 == 0, items=(inner,)))

    for depth in (10, 40):
        pdf = write_pdf(report(*nested(depth)))
        assert f"level {depth}" in reading.text(pdf)
        assert "level 0" in reading.text(pdf)
        assert reading.problems(pdf) == []


def test_scripts_of_the_members_are_printed(report):
    texts = ("Ελληνικά", "Українська", "հայերեն", "ქართული", "Tiếng Việt", "العربية")
    pdf = write_pdf(report(*(Heading(level=1, content=inlines(text)) for text in texts)))
    assert all(text in reading.text(pdf) for text in texts)
    assert reading.problems(pdf) == []


def test_matplotlib_figure_keeps_its_text(report):
    from io import StringIO

    from matplotlib import rc_context
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(4, 2))
    drawing.subplots().set_title("Відповіді", weight="bold")
    svg = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "x"}):
        drawing.savefig(svg, format="svg", metadata={"Date": None})
    pdf = write_pdf(report(Figure(media="image/svg+xml", data=svg.getvalue(), alt="Empty axes")))
    assert "Відповіді" in reading.text(pdf)
    assert reading.problems(pdf) == []


def test_hyphens_at_line_ends_are_kept_in_what_is_copied(report):
    texts = ["x" * n + " non-governmental multi-stakeholder co-creation end-of-term" * 4 for n in range(1, 30)]
    pdf = write_pdf(report(*(Paragraph(content=inlines(text)) for text in texts)))
    said = reading.text(pdf)
    assert all(text in said for text in texts)


def test_contents_of_many_questions_stay_short(report):
    questions = (Question(number=f"{n}.1", text="Is the commitment verifiable?", anchor=f"c{n}") for n in range(1, 81))
    pdf = write_pdf(report(Heading(level=1, content=inlines("Commitments")), *questions))
    assert "Commitments" in reading.pages(pdf)[0]
    assert "verifiable" not in reading.pages(pdf)[0]
    assert len(reading.bookmarks(pdf)) == 1 + 1 + 80


def test_label_is_never_parted_from_its_content(report):
    parts = (Part(label="Provide a brief explanation:", blocks=(Paragraph(content=inlines("Because of it. " * 9)),)),)
    questions = (Question(number=f"{n}.1", text=f"Question {n}?", anchor=f"q{n}", parts=parts) for n in range(99))
    pages = reading.pages(write_pdf(report(*questions)))
    assert len(pages) > 5
    for said in pages:
        body = said.rpartition("2025-03-17")[0].rstrip()
        assert not body.endswith(("?", "explanation:"))
