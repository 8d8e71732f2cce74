"""The rooms of the package, and that arrows between them go down only: read from the imports, without running them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "ogpkit"
ROOMS = ("errors", "forms", "dossier", "demo", "indicators", "report", "run", "cli")
"""From the lowest to the highest. The demo stands aside: it needs the dossier, and only the CLI needs it."""
FACE = ("__init__", "__main__")
"""Modules of no room: they hand on what is in the rooms."""
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
MOST_LINES = 400
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def room(module: str) -> str:
    """Return the room that a file or a dotted name of the package lies in."""
    return module.replace("/", ".").removeprefix("ogpkit.").removesuffix(".py").split(".")[0]


def imports(path: Path) -> set[str]:
    """Return the names under ``ogpkit`` that a module imports, also inside its functions and for types alone."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return {name for name in found if name.split(".")[0] == "ogpkit"}


@pytest.mark.parametrize("module", [one for one in MODULES if room(one) not in FACE])
def test_a_lower_room_imports_no_higher_one(module):
    own = ROOMS.index(room(module))
    used = {room(name) for name in imports(PACKAGE / module)} - {"__version__"}
    assert [name for name in sorted(used) if name not in ROOMS or ROOMS.index(name) > own] == []


def test_every_module_lies_in_a_room_that_is_drawn():
    assert {room(one) for one in MODULES} == {*ROOMS, *FACE}


def test_the_reading_of_imports_finds_those_inside_functions(tmp_path):
    path = tmp_path / "module.py"
    path.write_text("import os\ndef f():\n    from ogpkit.cli import main\n    import ogpkit.run.params\n")
    assert imports(path) == {"ogpkit.cli.main", "ogpkit.run.params"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_one_noun_and_says_which(module):
    text = (PACKAGE / module).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert not VAGUE & set(module.removesuffix(".py").split("/"))
    assert not text or ast.get_docstring(ast.parse(text)), "a module that is not empty says what it is"


@pytest.mark.parametrize("room_", ["forms", "dossier", "demo", "indicators"])
def test_what_reads_and_computes_knows_nothing_of_notebooks_and_drawing(room_):
    known = {"matplotlib", "seaborn", "papermill", "nbformat", "nbclient", "IPython", "typst", "jinja2", "typer"}
    for module in (one for one in MODULES if room(one) == room_):
        tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
        used = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not known & {name.split(".")[0] for name in used}, module


def test_no_network_is_used_anywhere_but_where_links_are_asked():
    distant = {"urllib.request", "http.client", "socket", "requests", "httpx", "aiohttp"}
    # The one process that forks is asked through a socket that is a file of this machine.
    local = (PACKAGE / "run" / "warm" / "server.py").read_text(encoding="utf-8")
    assert set(re.findall(r"socket\.AF_\w+", local)) == {"socket.AF_UNIX"}
    for module in (one for one in MODULES if one not in {"run/asking.py", "run/warm/server.py"}):
        tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
        used = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not distant & used, module
