"""A notebook shows in a warm kernel what it shows in an ordinary one: compared cell by cell, for two engines."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from ogpkit.run.warm.engine import WarmEngine
from ogpkit.run.warm.starting import available

pytestmark = pytest.mark.skipif(not available(), reason="processes are not forked here")
papermill_engines.register("ogpkit", WarmEngine)

SHOWN = {
    "result": "1 + 1",
    "last expression with semicolon": "1 + 1;",
    "long list": "list(range(2000))",
    "nested": "{i: {'a': [None, True, 1.5]} for i in range(30)}",
    "print": "print('one')\nprint('two', end='')",
    "carriage return": "print('one\\rtwo')",
    "errors and outputs": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out')",
    "much": "for i in range(3000): print(i)",
    "unicode": "print('Хмельницький – ქართული – 🙂')",
    "bytes not utf-8": "import sys\nsys.stdout.write('caf\\udce9'.encode('utf-8', 'replace').decode())",
    "html": "from IPython.display import HTML\nHTML('<b>x</b>')",
    "markdown": "from IPython.display import Markdown, display\ndisplay(Markdown('# a'), Markdown('b'))",
    "bundle": "display({'application/x+json': {'a': [1]}, 'text/plain': 'a'}, raw=True, metadata={'m': 1})",
    "bytes of a picture": (
        "from IPython.display import Image\nImage(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 64, format='png')"
    ),
    "update": "h = display('first', display_id='same')\nh.update('second')",
    "update in a later cell": "h.update('third')",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "clear and wait": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "own repr": "class A:\n    def _repr_html_(self): return '<i>a</i>'\n    def __repr__(self): return 'a'\nA()",
    "frame": "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "wide frame": "pd.DataFrame([[i * j for i in range(60)] for j in range(90)])",
    "wide frame printed": "print(pd.DataFrame([[i * j for i in range(60)] for j in range(90)]))",
    "options of pandas": "[pd.get_option(o) for o in ('display.max_columns', 'display.width', 'display.max_rows')]",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "two figures": "fig, ax = plt.subplots()\nax.plot([1])\nfig2, ax2 = plt.subplots(figsize=(2, 1))",
    "figure shown and returned": "fig, ax = plt.subplots()\nplt.show()\nfig",
    "seaborn": "import seaborn as sns\nsns.barplot(x=['a', 'b'], y=[1, 2], errorbar=None)",
    "figures as svg": (
        "%config InlineBackend.figure_formats = ['svg']\nplt.rcParams['svg.hashsalt'] = 'x'\nplt.plot([3, 1]);"
    ),
    "settings of figures": "[plt.rcParams[k] for k in ('backend', 'figure.dpi', 'font.size', 'figure.figsize')]",
    "style": "plt.style.available[:3], plt.get_backend()",
    "magic": "%who",
    "cell magic": "%%capture caught\nprint('caught')",
    "what was caught": "caught.stdout",
    "time magic": "%%script cat\nfrom a program",
    "shell": "!echo from a shell",
    "shell into a name": "a = !echo one; echo two\na",
    "program": "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout",
    "file descriptor": "import os\nos.write(1, b'written past Python\\n'); __import__('time').sleep(0.3)",
    "system": "os.system('echo from a program; sleep 0.3')",
    "await": "import asyncio\nawait asyncio.sleep(0)\n'waited'",
    "task": "async def work():\n    return 7\nawait asyncio.create_task(work())",
    "running loop": "asyncio.get_running_loop().is_running()",
    "thread": "import threading\nt = threading.Thread(target=lambda: print('from a thread')); t.start(); t.join()",
    "logging": "import logging\nlogging.warning('careful')",
    "warning": "import warnings\nwarnings.warn('careful')",
    "last results": "_, __, len(Out) > 3",
    "history": "In[1]",
    "input": "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__)",
    "main": "__name__, '__file__' in globals()",
    "pickle": "import pickle\nclass C: pass\nC.__module__, type(pickle.loads(pickle.dumps(C()))).__name__",
    "arguments": "import sys\nsys.argv[0].split('/')[-1], sys.flags.hash_randomization, sys.flags.utf8_mode",
    "path": "sys.path",
    "folder": "os.path.basename(os.getcwd())",
    "environment": "os.environ.get('MPLBACKEND'), os.environ.get('OGPKIT_TEST'), 'OMP_NUM_THREADS' in os.environ",
    "encoding": "sys.stdout.encoding, sys.getfilesystemencoding(), open(os.devnull).encoding",
    "signals": (
        "import signal\nsignal.getsignal(signal.SIGINT).__name__, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL"
    ),
    "multiprocessing": (
        "import multiprocessing as m\nwith m.get_context('fork').Pool(2) as p:\n    print(p.map(abs, [-1, -2]))"
    ),
    "numpy": "import numpy as np\nnp.arange(12).reshape(3, 4)",
    "seeded": "np.random.seed(1); np.random.rand(3)",
    "many digits": "np.set_printoptions(precision=3)\nnp.array([1.23456789])",
    "rich": "from rich.table import Table\nt = Table('a'); t.add_row('1'); t",
    "progress": "from tqdm import tqdm\nsum(tqdm(range(3), disable=None))",
    "widget state": (
        "from IPython import get_ipython\ntype(get_ipython()).__name__, get_ipython().kernel.implementation"
    ),
    "event": "get_ipython().events.register('post_run_cell', lambda result: print('after a cell'))\n1",
    "after an event": "2",
    "page": "?print",
    "set next input": "get_ipython().set_next_input('x = 1')",
}
FAULTS = {
    "failing repr": (
        "class B:\n    def _repr_html_(self): raise ValueError('no')\n    def __repr__(self): return 'b'\nB()"
    ),
    "error": "def f(): return 1 / 0\nf()",
    "no name": "nothing_of_this_name",
    "syntax": "a = = 1",
    "indentation": "if 1:\nprint(1)",
    "group": "raise ExceptionGroup('many', [ValueError('a'), TypeError('b')])",
    "chain": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('second') from e",
    "own error": "class Own(Exception):\n    pass\nraise Own('Хмельницький')",
    "exit": "import sys\nsys.exit(3)",
    "assertion": "assert 1 == 2, 'not equal'",
    "interrupt": "raise KeyboardInterrupt",
    "in a module": "import json\njson.loads('{')",
    "recursion": "def g(): return g()\ng()",
    "failed magic": "%no_such_magic",
    "await": "import asyncio\nasync def h():\n    raise ValueError('late')\nawait h()",
}
VARIES = (
    (re.compile(r"/tmp/ipykernel_\d+/\d+\.py"), "CELL"),
    (re.compile(r"ipykernel_\d+"), "CELL"),
    (re.compile(r"<dc:date>[^<]+"), "DATE"),
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
    (re.compile(r"\d+(\.\d+)?it/s|\d\d:\d\d<\d\d:\d\d"), "TIME"),
)


def ran(engine: str, cells: dict[str, str], folder: Path) -> nbformat.NotebookNode:
    """Return a notebook of these cells, run by ``engine``."""
    notebook = new_notebook(
        cells=[new_markdown_cell("# Title"), *map(new_code_cell, cells.values())],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    folder.mkdir()
    nbformat.write(notebook, folder / "in.ipynb")
    (folder / "work").mkdir(exist_ok=True)
    try:
        execute_notebook(
            folder / "in.ipynb", folder / "out.ipynb", engine_name=engine, progress_bar=False, cwd=folder / "work"
        )
    except PapermillExecutionError as error:
        pytest.fail(f"{engine}: {error}")
    return nbformat.read(folder / "out.ipynb", as_version=4)


def plain(value):
    """Return outputs without what differs between two runs of one kernel, too."""
    if isinstance(value, str):
        for pattern, instead in VARIES:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def joined(outputs):
    """Return outputs with neighbouring pieces of a stream joined: how they are cut is a matter of time."""
    whole = []
    for output in plain([dict(one) for one in outputs]):
        if output["output_type"] == "stream" and whole and whole[-1].get("name") == output["name"]:
            whole[-1]["text"] += output["text"]
        else:
            whole.append(output)
    return whole


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same notebook, run by both engines."""
    folder = tmp_path_factory.mktemp("same")
    patch = pytest.MonkeyPatch()
    patch.setenv("OGPKIT_TEST", "seen")
    patch.delenv("PYTEST_CURRENT_TEST", raising=False)
    patch.setenv("IPYTHONDIR", str(folder / "ipython"))
    cells = SHOWN | {"end": "1"}
    yield ran("nbclient", cells, folder / "ordinary"), ran("ogpkit", cells, folder / "warm")
    patch.undo()


@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_shows_the_same(both, name):
    ordinary, warm = (notebook.cells[1 + list(SHOWN).index(name)] for notebook in both)
    assert warm.execution_count == ordinary.execution_count
    assert joined(warm.outputs) == joined(ordinary.outputs)


def test_the_notebook_says_the_same_of_its_language(both):
    ordinary, warm = both
    assert warm.metadata.language_info == ordinary.metadata.language_info
    assert warm.metadata.kernelspec == ordinary.metadata.kernelspec
    assert {cell.metadata.papermill.status for cell in warm.cells} == {"completed"}


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """Each fault in a notebook of its own would take long: the cells are allowed to raise."""
    folder = tmp_path_factory.mktemp("faults")
    notebooks = []
    for engine in ("nbclient", "ogpkit"):
        notebook = new_notebook(metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}})
        for source in FAULTS.values():
            notebook.cells.append(new_code_cell(source, metadata={"tags": ["raises-exception"]}))
        nbformat.write(notebook, folder / "in.ipynb")
        with pytest.raises(PapermillExecutionError):
            execute_notebook(folder / "in.ipynb", folder / f"{engine}.ipynb", engine_name=engine, progress_bar=False)
        read = nbformat.read(folder / f"{engine}.ipynb", as_version=4)
        notebooks.append([cell for cell in read.cells if cell.cell_type == "code"])
    return notebooks


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_shows_the_same(faults, name):
    ordinary, warm = (cells[list(FAULTS).index(name)] for cells in faults)
    assert ordinary.outputs, "a fault is seen"
    assert warm.execution_count == ordinary.execution_count
    if name == "recursion":  # a stack that is one deeper is told one line longer
        assert [one.ename for one in warm.outputs] == [one.ename for one in ordinary.outputs]
        return
    assert joined(warm.outputs) == joined(ordinary.outputs)


def test_a_notebook_in_another_language_is_left_to_papermill(tmp_path, monkeypatch):
    from papermill.engines import NBClientEngine

    asked = []
    monkeypatch.setattr(NBClientEngine, "execute_managed_notebook", lambda *a, **k: asked.append(k))
    notebook = new_notebook(
        metadata={"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}, "papermill": {}}
    )
    WarmEngine.execute_notebook(notebook, "ir", progress_bar=False)
    assert asked == [{"log_output": False}]


def test_python_of_this_kernel_is_this_python(both):
    _, warm = both
    assert warm.metadata.language_info.version == ".".join(map(str, sys.version_info[:3]))
