"""What is imported before a kernel is forked, and that it is all that a report needs."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from ogpkit.demo import write_demo
from ogpkit.run.execute import execute
from ogpkit.run.params import read_params
from ogpkit.run.warm.environment import kernel_environment
from ogpkit.run.warm.preload import wanted_in
from ogpkit.run.warm.starting import Warm, available

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(not available(), reason="processes are not forked here")


@pytest.fixture(scope="module")
def warm():
    server = Warm(kernel_environment())
    server.wait()
    yield server
    server.close()


def test_the_process_that_forks_has_one_thread(warm):
    assert len(list(Path(f"/proc/{warm.process.pid}/task").iterdir())) == 1


def test_a_report_imports_nothing_of_the_kit_in_its_kernel(warm, tmp_path):
    params = write_demo(tmp_path / "demo", 9, notebooks=ROOT / "notebooks")
    root = tmp_path / "demo"
    path = root / "notebooks" / "inception.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, new_code_cell("import sys\nbefore = set(sys.modules)"))
    notebook.cells.append(new_code_cell("print(sorted(set(sys.modules) - before))"))
    nbformat.write(notebook, path)
    late = set()
    for one in params:
        values, _, _ = read_params(one, root)
        ran = execute(path, values.for_notebook(), root=root, scratch=tmp_path, warm=warm.address)
        late |= set(json.loads(ran.cells[-1].outputs[0].text.replace("'", '"')))
    heavy = {name for name in late if name.split(".")[0] in {"ogpkit", "scipy", "pandas", "pyarrow", "matplotlib"}}
    assert heavy == set()


def test_what_takes_long_to_import_is_imported_where_a_notebook_names_it(tmp_path):
    server = Warm(kernel_environment(), wanted_in("import seaborn as sns"))
    server.wait()
    try:
        loaded = Path(f"/proc/{server.process.pid}/maps").read_text(encoding="utf-8")
    finally:
        server.close()
    assert "/scipy/stats/" in loaded
    assert wanted_in("print('nothing')") == ()
