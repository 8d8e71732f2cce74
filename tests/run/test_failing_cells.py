"""What a person is told when a notebook fails while it runs, and what is left on the disk."""

from __future__ import annotations

import os

import nbformat
import pytest

from ogpkit.errors import CellError, DataError, NotebookContentError, WriterError
from ogpkit.run.execute import Limits

# name: cells after the parameters, the number of the cell that fails, the heading above it, the reason
FAILING = {
    "raises": (
        (
            "# Start\n\n## Figures\n\n```\n# no heading\n```",
            "1",
            "raise ValueError('no such answer\\nsecond line')",
            "2",
        ),
        4,
        "Figures",
        "ValueError: no such answer (and 1 more lines)",
    ),
    "syntax error": (("# Start", "def broken(:\n    pass"), 3, "Start", "SyntaxError: invalid syntax"),
    "ended by sys.exit": (
        ("import sys", "sys.exit()", "1"),
        3,
        "",
        "the notebook was ended here, before its last cell had run",
    ),
    "kernel killed": (
        ("# Start", "1", "import os; os.kill(os.getpid(), 9)", "2"),
        4,
        "Start",
        "the kernel died while the cell ran (killed, or out of memory)",
    ),
    "too long": (("# Start", "import time; time.sleep(60)", "2"), 3, "Start", "the cell took longer than 2 seconds"),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_failing_cell_is_named_and_the_earlier_report_stays(bench, name):
    cells, number, heading, reason = FAILING[name]
    bench.notebook(*cells)
    earlier = bench.earlier()
    environment = dict(os.environ)
    with pytest.raises(CellError) as caught:
        bench.run(limits=Limits(cell=2 if name == "too long" else 60))
    error = caught.value
    assert (error.notebook, error.cell, error.heading) == ("notebooks/inception.ipynb", number, heading)
    assert error.reason.startswith(reason)
    assert str(error).splitlines()[0].endswith(error.reason), "the error stands in one line"
    assert str(bench.aside) in str(error)
    assert bench.there() == earlier
    assert bench.scraps() == []
    assert dict(os.environ) == environment
    kept = nbformat.read(bench.aside, as_version=4)
    nbformat.validate(kept)
    assert cells[-1] in [cell.source for cell in kept.cells]


def test_a_picture_without_alternative_text_is_refused_with_its_cell(bench):
    drawn = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    bench.notebook("# Findings", drawn)
    with pytest.raises(NotebookContentError, match="the picture has no alternative text") as caught:
        bench.run()
    # The notebook that is kept holds the parameters of the run as a cell more; the message counts as that one does.
    (problem,) = caught.value.problems
    assert problem.file == str(bench.aside)
    assert problem.what.startswith('cell 4 (under "Findings")')
    assert nbformat.read(bench.aside, as_version=4).cells[3].source == drawn
    assert not bench.target.exists()
    assert bench.scraps() == []


def test_a_character_that_no_font_has_is_refused_and_the_notebook_kept(bench, no_kernel, executed):
    executed.cells[0].source = "# Findings\n\nA hieroglyph: \U00013000"
    no_kernel(lambda *arguments, **more: executed)
    earlier = bench.earlier()
    with pytest.raises(WriterError, match=r"U\+13000") as caught:
        bench.run()
    assert str(bench.aside) in str(caught.value)
    assert "hieroglyph" in bench.aside.read_text(encoding="utf-8")
    assert bench.there() == earlier


def test_empty_cells_and_cells_tagged_to_be_skipped_do_not_fail_a_run_and_a_good_run_clears_up(bench):
    bench.aside.parent.mkdir(parents=True)
    bench.aside.write_text("of an earlier, failed run", encoding="utf-8")
    skipped = nbformat.v4.new_code_cell("1 / 0", metadata={"tags": ["skip-execution"]})
    bench.notebook("# Findings\n\nAll is well.", "  \n", skipped, "print('the end')")
    made = bench.run()
    assert sorted(bench.there()) == sorted(made.files)
    assert not bench.aside.exists()
    assert bench.scraps() == []
    assert made.warnings == ("cell 5: the cell was not run",)
    assert "the end" in bench.there()["report.html"].decode()


NOT_NOTEBOOKS = {
    "no JSON": ("not a notebook", "the file is not JSON"),
    "a list": ("[]", "the file is JSON but not a notebook"),
    "an empty object": ("{}", "the file is JSON but not a notebook"),
    "format 3": ('{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}', "format 3"),
    "cells that are none": (
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 1}',
        "is not of type 'array'",
    ),
    "bytes": ("\udcff", "the file is not UTF-8 text"),
}


@pytest.mark.parametrize("name", NOT_NOTEBOOKS)
def test_a_file_that_is_no_notebook_is_a_problem_of_that_file(bench, name):
    text, reason = NOT_NOTEBOOKS[name]
    (bench.root / "notebooks" / "inception.ipynb").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DataError) as caught:
        bench.run()
    assert {problem.file for problem in caught.value.problems} == {"notebooks/inception.ipynb"}
    assert reason in str(caught.value)
    assert bench.scraps() == []
    assert not bench.target.exists()


def test_nothing_runs_where_the_data_have_an_error(bench, no_kernel, sound):
    no_kernel(lambda *arguments, **more: pytest.fail("the notebook was run"))
    sound.edit("inception.yaml", "header: current", "header: current\nanswer_count: 3")
    sound.edit("params", "status: draft", "status: drafty")
    with pytest.raises(DataError, match="status"):
        bench.run()
    sound.edit("params", "status: drafty", "status: draft")
    with pytest.raises(DataError, match="answer_count"):
        bench.run()
    assert not bench.to.exists()


def test_a_notebook_that_cannot_be_kept_hides_no_other_error(bench, no_kernel, executed):
    executed.cells[0].source = "![](plot.png)"
    no_kernel(lambda *arguments, **more: executed)
    bench.aside.mkdir(parents=True)
    with pytest.raises(NotebookContentError) as caught:
        bench.run()
    assert {problem.file for problem in caught.value.problems} == {"report.ipynb"}
    assert bench.scraps() == []
