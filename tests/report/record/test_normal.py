from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from ogpkit.report.record import normalise, read_notebook, write_record

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def run(number: int) -> nbformat.NotebookNode:
    """Return a notebook as papermill leaves it behind; all that differs from run to run depends on ``number``."""
    time = f"2024-01-0{number}T00:00:00Z"
    papermill = {
        "duration": number / 7,
        "end_time": time,
        "start_time": time,
        "exception": False,
        "status": "completed",
    }
    styled = f"<style>#T_{number}a1b2_row0 {{}}</style><table id='t'><td id=\"T_{number}a1b2_row0\">1</td></table>"
    cells = [
        new_markdown_cell("# A", id="title"),
        new_code_cell("a = 1", id="p", execution_count=number, metadata={"tags": ["parameters"]}),
        new_code_cell("a = 2", id=f"r{number}", execution_count=number + 1, metadata={"tags": ["injected-parameters"]}),
        new_code_cell(
            "show()",
            id="s",
            execution_count=number + 4,
            metadata={"execution": {"iopub.status.busy": time}, "papermill": papermill},
        ),
    ]
    pieces = ["ab", "c"] if number % 2 else ["a", "bc"]
    cells[-1]["outputs"] = [
        *(new_output("stream", name="stdout", text=piece) for piece in pieces),
        new_output(
            "execute_result",
            {"text/plain": f"<Line at 0x7f{number}57490e7e90>", "text/html": styled},
            execution_count=number + 4,
        ),
    ]
    metadata = {
        "papermill": papermill
        | {
            "exception": None,
            "parameters": {"a": 2},
            "input_path": f"/tmp/{number}",
            "output_path": "x",
            "version": "2",
        },
        "language_info": {"name": "python", "version": f"3.1{number}"},
    }
    return new_notebook(cells=cells, metadata=metadata)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for number in (1, 2):
        write_record(run(number), tmp_path / f"{number}.ipynb")
    text = (tmp_path / "1.ipynb").read_text(encoding="utf-8")
    assert text == (tmp_path / "2.ipynb").read_text(encoding="utf-8")
    assert "/tmp" not in text
    assert "2024" not in text
    nbformat.validate(read_notebook(tmp_path / "1.ipynb"))


def test_what_does_not_depend_on_the_run_is_kept() -> None:
    node = normalise(run(1))
    assert node.metadata == {"papermill": {"parameters": {"a": 2}}, "language_info": {"name": "python"}}
    assert [cell.id for cell in node.cells] == ["title", "p", "injected-parameters", "s"]
    assert [cell.get("execution_count") for cell in node.cells] == [None, 1, 2, 3]
    assert node.cells[3].outputs[0].text == "abc"
    assert node.cells[3].outputs[1].data["text/html"].count("T_2x1_row0") == 2


def test_normalising_changes_nothing_twice_and_not_its_argument() -> None:
    node = run(1)
    before = copy.deepcopy(node)
    once = normalise(node)
    assert node == before
    assert normalise(once) == once


def test_a_failure_and_an_order_of_running_that_is_news_are_kept() -> None:
    node = run(1)
    node.metadata.papermill.exception = True
    node.cells[3].metadata.papermill |= {"exception": True, "status": "failed"}
    node.cells[1].execution_count = 9
    result = normalise(node)
    assert result.metadata.papermill.exception is True
    assert result.cells[3].metadata.papermill == {"exception": True, "status": "failed"}
    assert [cell.execution_count for cell in result.cells[1:]] == [9, 2, 5]


NO_NOTEBOOKS = ("not_json", "not_a_notebook", "not_valid", "version_3")
SOUND = sorted(path for path in NOTEBOOKS.glob("*.ipynb") if path.stem not in NO_NOTEBOOKS)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_test_notebooks_are_in_normal_form(path: Path, tmp_path: Path) -> None:
    write_record(read_notebook(path), tmp_path / "x.ipynb")
    assert read_notebook(tmp_path / "x.ipynb") == read_notebook(path)
    assert [line[:2] for line in (tmp_path / "x.ipynb").read_text(encoding="utf-8").splitlines()].count('{"') == len(
        read_notebook(path).cells
    )


def test_characters_that_are_no_utf8_do_not_stop_the_writing(tmp_path: Path) -> None:
    write_record(new_notebook(cells=[new_markdown_cell("a\ud800", id="a")]), tmp_path / "x.ipynb")
    assert read_notebook(tmp_path / "x.ipynb").cells[0].source == "a?"
