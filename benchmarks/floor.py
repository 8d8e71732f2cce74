"""The floor under a batch: processor seconds of a report's parts alone, one after the other in one warm process.

    python benchmarks/floor.py PROJECT NAME...

The project's reports must have been made. No kernel, no message, no process of its own, no file is between the parts:
less than this no way of running the same code can take. The first name only warms up. Prints JSON: means by part.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

__all__ = ["parts"]

Part = Callable[[], Any]


def cells(notebook: Path, parameters: dict[str, Any]) -> None:
    """Run the cells in a bare shell, and format what they show as a kernel does."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell: Any = InteractiveShell.instance()
    shell.reset(new_session=False)
    for cell in json.loads(notebook.read_bytes())["cells"]:
        if cell["cell_type"] != "code":
            continue
        with capture_output():
            result = shell.run_cell("".join(cell["source"]), store_history=False)
        result.raise_error()
        if "parameters" in cell["metadata"].get("tags", []):
            shell.user_ns.update(parameters)


def parts(root: Path, name: str) -> dict[str, Part]:
    """Return what a report is made of, each part ready to be run alone."""
    from ogpkit.report.record import read_record
    from ogpkit.run.checking import check
    from ogpkit.run.exporting import render
    from ogpkit.run.params import read_params

    path = root / "params" / f"{name}.yaml"
    values, _, problems = read_params(path, root)
    if values is None:
        sys.exit(f"{name}: {problems[:3]}")
    record = root / "reports" / values.dossier / values.form / "report.ipynb"
    document, raw = read_record(record), record.read_bytes()
    return {
        "check": lambda: check(path, alone=True),
        "cells": lambda: cells(root / "notebooks" / f"{values.form}.ipynb", values.for_notebook()),
        "JSON of the notebook, read and written once": lambda: json.dumps(json.loads(raw)),
        "HTML": lambda: render(document, "html"),
        "PDF": lambda: render(document, "pdf"),
    }


def main() -> None:
    """Measure and print."""
    from ogpkit.run.warm.preload import WRITERS, preload

    root = Path(sys.argv[1]).resolve()
    os.chdir(root)
    preload(*WRITERS)
    found: dict[str, list[float]] = {}
    for place, name in enumerate(sys.argv[2:]):
        for part, work in parts(root, name).items():
            start = time.process_time()
            work()
            if place:
                found.setdefault(part, []).append(time.process_time() - start)
    print(json.dumps({part: fmean(values) for part, values in found.items()}))


if __name__ == "__main__":
    main()
