"""What a researcher adds to the notebook arrives in HTML and PDF with no further work."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest
from lxml import html as lxml_html
from nbformat import read, write
from nbformat.v4 import new_code_cell, new_markdown_cell

from ogpkit.run.running import make_report
from tests.report.pdf import reading

WORDS = """# Own analysis

Words of the researcher, with a [link](https://example.org/own) and `code`.

- first point
- second point

| Year | Visits |
|---|---:|
| 2024 | 1,234 |

```python
print("a listing")
```
"""
TABLE = 'import pandas as pd\npd.DataFrame({"District": ["Rakove", "Lezneve"], "Answers": [31, 42]})'
FIGURE = """#| fig-alt: Bars of answers by district, Lezneve above Rakove.
#| fig-cap: Answers by district
import seaborn as sns
sns.barplot(x=["Rakove", "Lezneve"], y=[31, 42], errorbar=None);"""
RAW = """from IPython.display import HTML
HTML('<details><summary>Folded away</summary><p>Deep inside</p></details><script>alert(1)</script>')"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, root):
    """Return the report of a small project whose notebook has cells of a researcher's own at its end."""
    import shutil

    project = tmp_path_factory.mktemp("researcher") / "project"
    shutil.copytree(root / "tests" / "dossier" / "sound", project)
    notebook = read(root / "notebooks" / "inception.ipynb", as_version=4)
    cells = [new_markdown_cell(WORDS), new_code_cell(TABLE), new_code_cell(FIGURE), new_code_cell(RAW)]
    for number, cell in enumerate(cells):
        cell["id"] = f"own-{number}"
    notebook.cells += cells
    write(notebook, project / "notebooks" / "inception.ipynb")
    return make_report(project / "params" / "harbour.yaml")


@pytest.fixture(scope="module")
def page(made):
    return lxml_html.fromstring((made.folder / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pdf(made) -> bytes:
    return (made.folder / "report.pdf").read_bytes()


def test_markdown_arrives_in_the_page(page):
    assert "Own analysis" in [" ".join(heading.text_content().split()) for heading in page.xpath("//h2|//h3")]
    assert page.xpath("//a[@href='https://example.org/own']/text()") == ["link"]
    assert [item.text_content().strip() for item in page.xpath("//li[contains(., 'point')]")] == [
        "first point",
        "second point",
    ]
    assert page.xpath("//td[normalize-space()='1,234']")
    assert page.xpath("//pre[contains(., 'a listing')]")


def test_tables_and_figures_arrive_in_the_page(page):
    assert page.xpath("//table[.//th[normalize-space()='District']]//td[normalize-space()='42']")
    figure = "Bars of answers by district, Lezneve above Rakove."
    assert page.xpath(f"//img[@alt='{figure}']|//svg[@aria-label='{figure}']|//svg[.//*[text()='{figure}']]")
    assert page.xpath("//figcaption[contains(., 'Answers by district')]")


def test_raw_html_arrives_cleaned_in_the_page_and_is_named_in_the_pdf_and_in_a_warning(made, page, pdf):
    assert page.xpath("//details[contains(., 'Deep inside')]|//*[contains(text(), 'Deep inside')]")
    assert "alert(1)" not in (made.folder / "report.html").read_text(encoding="utf-8")
    text = reading.text(pdf)
    assert "Deep inside" not in text
    assert "This content has no printed form" in text
    (warning,) = made.warnings
    cell = len(read(made.folder / "report.ipynb", as_version=4).cells)
    assert f"cell {cell} " in warning
    assert "HTML" in warning


def test_all_of_it_arrives_in_the_pdf(pdf):
    text = reading.text(pdf)
    for words in ("Own analysis", "Words of the researcher", "first point", "1,234", "a listing", "Rakove", "Lezneve"):
        assert words in text
    assert "https://example.org/own" in reading.addresses(pdf)
    assert "Bars of answers by district, Lezneve above Rakove." in reading.structure(pdf, "/Figure")
    assert reading.problems(pdf) == []


def test_an_invented_dossier_says_so_on_its_pages(made, pdf):
    assert "This dossier is invented" in reading.text(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        parameters = json.loads(opened.attachments["parameters.json"].get_file().read_bytes())
    assert parameters["dossier"] == "harbour-2024-2026"
