from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from ogpkit.errors import DataError, NotebookContentError
from ogpkit.report.blocks import (
    MIME,
    CodeBlock,
    Cover,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Raw,
    Table,
    blocks_to_json,
    inlines,
    plain,
    walk,
)
from ogpkit.report.record import document_from_notebook, read_record, reader

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ALT = "expected a sentence that says what it shows, for people who do not see it"
AGAIN = "expected a notebook that ran through; mend the cell and run the notebook again"
REDRAW = "expected a whole SVG, PNG or JPEG picture; draw or export the picture again"
VALID = "expected a valid Jupyter notebook of format 4"
FRONT = 'put a raw cell at the top of the notebook with the lines "---", "{}", "---"'

REFUSED = {
    "not_json": [":1: the file is not JSON; expected a Jupyter notebook (.ipynb)"],
    "not_a_notebook": [": the file is JSON but not a notebook; expected a Jupyter notebook (.ipynb)"],
    "version_3": [": the notebook has format 3; expected format 4; open it in JupyterLab and save it again"],
    "not_valid": [
        f": cell 2 source: 7 is not valid under any of the given schemas; {VALID}",
        (
            ": cell 3: {'cell_type': 'poem', 'id': 'c', 'metadata': {}, 'source': 'x'} is not valid under any "
            f"of the given schemas; {VALID}"
        ),
    ],
    "not_run": [": no cell of the notebook was run; expected an executed notebook; run all cells and save it"],
    "failed_cell": [
        f': cell 2 (under "A"): the cell raised ZeroDivisionError: division by zero; {AGAIN}',
        f": cell 4 (under \"Later\"): the cell raised NameError: name 'x' is not defined; {AGAIN}",
    ],
    "pictures": [
        (
            f': cell 2 (under "Findings"): the picture has no alternative text; {ALT}; '
            'add a line "#| fig-alt: what the picture shows" at the top of the cell'
        ),
        (
            f': cell 3 (under "Findings"): the picture has no alternative text; {ALT}; '
            'make "fig-alt" a list with one text for each picture of the cell (this is picture 2): '
            '"#| fig-alt:", then a line "#|   - text" for each'
        ),
        f': cell 4 (under "Findings"): the picture cannot be used: it is called image/png but is not; {REDRAW}',
        (
            f': cell 5 (under "Findings"): the picture has no alternative text; {ALT}; '
            "write it between the brackets: ![what the picture shows](…)"
        ),
        (
            ': cell 5 (under "Findings"): the picture "plot.png" is a file beside the notebook, and a report '
            "is made of the notebook alone; expected a picture attached to the cell; drag the file into "
            "the markdown cell in JupyterLab"
        ),
    ],
    "blocks": [
        (
            ': cell 2 (under "A"): its block cannot be read (0.heading.level: Input should be less than or equal '
            "to 6); expected what ogpkit's own functions show; run the notebook again with this version of ogpkit"
        ),
        ': cell 4 (under "A"): a second cover; expected one cover; remove one of them',
    ],
    "no_date": [
        ": the notebook has no date for its cover; expected a date as in 2024-05-31; "
        + FRONT.format("date: 2024-05-31")
    ],
    "wrong_cover": [
        ': the status of its cover is "finished"; expected draft, public-comment or final; '
        + FRONT.format("status: draft"),
        ': the date of its cover is "31.05.2024"; expected a date as in 2024-05-31; '
        + FRONT.format("date: 2024-05-31"),
    ],
    "svg_bomb": [f': cell 2 (under "A"): the picture cannot be used: it declares entities; {REDRAW}'],
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_notebook_that_cannot_be_a_report_is_refused_with_one_message_for_each_problem(name: str) -> None:
    path = NOTEBOOKS / f"{name}.ipynb"
    with pytest.raises(DataError) as caught:
        read_record(path)
    assert str(caught.value).splitlines() == [f"{path}{message}" for message in REFUSED[name]]


def test_a_missing_notebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no\.ipynb: the notebook cannot be read \(No such file or directory\)"):
        read_record(tmp_path / "no.ipynb")


def test_a_notebook_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 1024**2)
    path = tmp_path / "big.ipynb"
    path.write_bytes(b" " * (2 * 1024**2))
    with pytest.raises(DataError, match=r"the notebook has 2 MB; expected at most 1 MB"):
        read_record(path)


@pytest.mark.parametrize(
    "content, message",
    [
        (b"\xff\xfe\x00", "the file is not UTF-8 text"),
        (b"{", "the file is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "not a notebook"),
    ],
)
def test_bytes_that_are_no_notebook_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_record(path)


def test_everything_that_a_researcher_adds_arrives() -> None:
    document = read_record(NOTEBOOKS / "researcher.ipynb")
    assert document.cover == Cover(
        title="Open data in three cities",
        status="draft",
        date="2024-05-31",
        language="en",
        authors=("A. Researcher", "B. Second"),
    )
    assert [block.kind for block in document.blocks] == [
        *("paragraph", "heading", "list", "quote", "table"),
        *("table", "figure", "table", "table"),
        *("code", "code", "code", "heading", "paragraph", "raw", "paragraph", "figure", "paragraph"),
    ]
    cities, figure, wide, styled = document.blocks[5:9]
    assert isinstance(cities, Table)
    assert (plain(cities.caption), cities.anchor, cities.row_header) == ("Data sets by city", "tbl-cities", True)
    assert [column.align for column in cities.columns] == ["left", "right", "right"]
    assert isinstance(figure, Figure)
    assert (figure.media, figure.anchor) == ("image/svg+xml", "fig-cities")
    assert figure.alt == "Bars: Kyiv has 120 data sets, Lviv 45 and Dnipro 9."
    assert plain(figure.caption) == "Data sets"
    assert isinstance(wide, Table)
    assert [plain(column.title) for column in wide.columns] == ["group", "part", "2021: n", "2021: N", "2022: n"]
    assert [plain(cell) for cell in wide.rows[1]] == ["a", "y", "4", "5", "6"]
    assert isinstance(styled, Table)
    assert plain(styled.caption) == "Styled"
    assert document.warnings == (
        "cell 9 (under “Findings”): text on the error stream is left out",
        "cell 11 (under “Findings”): HTML has no form in the PDF and stands in the HTML report only",
    )
    assert "never shown" not in document.model_dump_json()


def test_content_without_a_form_is_named_and_a_picture_beside_it_is_taken() -> None:
    document = read_record(NOTEBOOKS / "interactive.ipynb")
    assert [type(block) for block in document.blocks] == [Note, Note, Figure, Note, Note]
    assert [warning.split(": ")[1] for warning in document.warnings] == [
        "an interactive Plotly chart has no form in a report; show it as a picture",
        "an interactive widget has no form in a report; show it as a picture",
        "a script has no form in a report; show it as a picture",
        "an interactive map has no form in a report; show it as a picture",
    ]


# --- small notebooks, built here --------------------------------------------------------------------------------------
def code(source: str, *outputs: dict[str, object], **metadata: object) -> dict[str, object]:
    cell = new_code_cell(source, execution_count=1, metadata=metadata)
    cell["outputs"] = list(outputs)
    return cell


def shown(value: str, media: str = "text/plain") -> dict[str, object]:
    return new_output("display_data", {media: value})


def document(*cells: dict[str, object], **metadata: object) -> Document:
    return document_from_notebook(
        new_notebook(cells=list(cells), metadata={"date": "2024-05-31"} | metadata), "a.ipynb"
    )


def texts(result: Document) -> list[str]:
    return [
        plain(block.content) if isinstance(block, Paragraph | Heading) else getattr(block, "text", block.kind)
        for block in walk(result.blocks)
    ]


@pytest.mark.parametrize("tag", ["remove-cell", "remove_cell", "remove-output", "parameters", "injected-parameters"])
def test_a_tag_hides_a_cell(tag: str) -> None:
    assert texts(document(code("1", shown("secret"), tags=[tag]), new_markdown_cell("x"))) == ["x"]


@pytest.mark.parametrize(
    "source, expected",
    [
        ("1", ["out"]),
        ("#| echo: true\n\n1", ["1", "out"]),
        ("#| echo: true\n#| output: false\n1", ["1"]),
        ("#| echo: true\n#| include: false\n1", []),
        ("#| output: false\n1", []),
    ],
)
def test_cell_options_say_what_is_shown(source: str, expected: list[str]) -> None:
    assert texts(document(code(source, shown("out")))) == expected


def test_an_error_in_a_hidden_cell_still_stops_the_report() -> None:
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    with pytest.raises(NotebookContentError, match="the cell raised ValueError: no"):
        document(code("#| include: false\nx", error))


def test_an_expected_error_is_printed() -> None:
    error = new_output("error", ename="ValueError", evalue="no", traceback=[])
    assert texts(document(code("x", error, tags=["raises-exception"]))) == ["ValueError: no"]


def test_a_cell_that_was_not_run_is_named_unless_it_says_so() -> None:
    cells = [code("1", shown("1")), new_code_cell("2"), new_code_cell("#| eval: false\n3")]
    assert document(*cells).warnings == ("cell 2: the cell was not run",)


def test_printed_text_is_joined_and_expected_warnings_are_not_named() -> None:
    def stream(name: str, text: str) -> dict[str, object]:
        return new_output("stream", name=name, text=text)

    cell = code("#| warning: false\nx", stream("stdout", "a"), stream("stderr", "hm"), stream("stdout", "b\n"))
    result = document(cell)
    assert (texts(result), result.warnings) == (["ab"], ())


def test_printed_markdown_becomes_blocks_where_the_cell_says_so() -> None:
    cell = code("#| output: asis\nx", new_output("stream", name="stdout", text="## A\n\nb\n"))
    assert [type(block) for block in document(cell).blocks] == [Heading, Paragraph]


@pytest.mark.parametrize(
    "media, kind",
    [("text/markdown", Paragraph), ("text/latex", CodeBlock), ("text/plain", CodeBlock), ("text/html", Raw)],
)
def test_texts_take_their_form(media: str, kind: type) -> None:
    (block,) = document(code("x", shown("<i>x</i>" if media == "text/html" else "x", media))).blocks
    assert isinstance(block, kind)


def test_html_that_shows_nothing_gives_way_to_the_plain_text() -> None:
    output = new_output("display_data", {"text/html": "<style>a{}</style>", "text/plain": "seen"})
    assert texts(document(code("x", output))) == ["seen"]


def test_a_cover_is_taken_from_the_blocks_and_its_repetition_dropped() -> None:
    cover = Cover(title="Report  A", status="final", date="2024-01-02", language="uk")
    bundle = new_output("display_data", {MIME: blocks_to_json([cover]), "text/html": "<h1>Report A</h1>"})
    result = document(code("cover", bundle), new_markdown_cell("# Report A\n\n# Chapter"))
    assert result.cover == cover
    assert texts(result) == ["Chapter"]


def test_the_cover_may_come_from_the_parameters() -> None:
    parameters = {"date": "2023-02-01", "status": "final", "language": "uk", "slug": "x"}
    node = new_notebook(cells=[new_markdown_cell("Text.")], metadata={"papermill": {"parameters": parameters}})
    result = document_from_notebook(node, "reports/x/my_report.ipynb")
    assert (result.cover.title, result.cover.date, result.cover.language) == ("my_report", "2023-02-01", "uk")
    assert result.parameters == parameters


def test_a_report_without_a_date_bears_the_day_of_its_run_and_says_so() -> None:
    cell = code("1", shown("1"), execution={"iopub.execute_input": "2024-03-09T10:00:00Z"})
    result = document_from_notebook(new_notebook(cells=[cell]), "a.ipynb")
    assert result.cover.date == "2024-03-09"
    assert result.warnings == ("the report has no date of its own; it bears the day of the run, 2024-03-09",)


def test_heading_levels_have_no_gaps_and_anchors_no_doubles() -> None:
    result = document(new_markdown_cell("# T\n## A\n#### B\n#### B\n## C {#sec-c .unnumbered}\n> # Q"))
    headings = [(block.level, block.anchor) for block in result.blocks if isinstance(block, Heading)]
    assert headings == [(1, "A"), (2, "B"), (2, "B-2"), (1, "sec-c")]


def test_raw_cells_are_shown_where_they_have_a_form() -> None:
    result = document(
        new_markdown_cell("a"),
        new_raw_cell("b", metadata={"raw_mimetype": "text/markdown"}),
        new_raw_cell(r"\tex", metadata={"raw_mimetype": "text/latex"}),
    )
    assert texts(result) == ["a", "b"]
    assert result.warnings == ("cell 3: a raw cell (text/latex) is left out",)


def test_a_figure_inside_a_block_is_cleaned_as_well() -> None:
    figure = Figure(media="image/svg+xml", data='<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', alt="x")
    note = Note(title="t", blocks=(figure,))
    result = document(code("x", new_output("display_data", {MIME: blocks_to_json([note])})))
    (cleaned,) = [block for block in walk(result.blocks) if isinstance(block, Figure)]
    assert cleaned.data == '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    "metadata, output",
    [({"ogpkit": {"alt": "A square", "caption": "C"}}, {}), ({}, {"image/png": {"alt": "A square", "caption": "C"}})],
)
def test_alternative_text_may_stand_in_the_metadata(metadata: dict[str, object], output: dict[str, object]) -> None:
    picture = read_record(NOTEBOOKS / "researcher.ipynb").blocks[-2]
    assert isinstance(picture, Figure)
    bundle = new_output("display_data", {"image/png": picture.data + "\n"}, metadata=output)
    (figure,) = document(code("x", bundle, **metadata)).blocks
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.caption, figure.data) == ("A square", inlines("C"), picture.data)


def test_a_list_of_alternative_texts_serves_several_pictures() -> None:
    picture = read_record(NOTEBOOKS / "researcher.ipynb").blocks[-2]
    assert isinstance(picture, Figure)
    bundle = new_output("display_data", {"image/png": picture.data})
    result = document(code('#| label: fig-a\n#| fig-alt:\n#|   - One\n#|   - "Two: b"\nx', bundle, bundle))
    assert [(b.alt, b.anchor) for b in result.blocks if isinstance(b, Figure)] == [
        ("One", "fig-a-1"),
        ("Two: b", "fig-a-2"),
    ]


def test_a_stock_sentence_is_no_alternative_text() -> None:
    picture = read_record(NOTEBOOKS / "researcher.ipynb").blocks[-2]
    assert isinstance(picture, Figure)
    source = "#| fig-alt: No description has been provided for this image\nx"
    with pytest.raises(NotebookContentError, match="no alternative text"):
        document(code(source, new_output("display_data", {"image/png": picture.data})))


def test_cell_options_that_are_not_yaml_are_named() -> None:
    with pytest.raises(NotebookContentError, match=r'the lines "#\| …" at its top are not YAML .*double quotes'):
        document(code("#| fig-alt: Share: 50\nx", shown("1")))
