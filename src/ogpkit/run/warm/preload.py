"""What is imported once, so that no kernel and no worker has to wait for it."""

from __future__ import annotations

import builtins
import importlib
import sys
import types

__all__ = ["MODULES", "preload"]

MODULES = (
    "IPython.core.completerlib",
    "IPython.core.magics",
    "IPython.core.pylabtools",
    "IPython.core.ultratb",
    "IPython.display",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.font_manager",
    "matplotlib.pyplot",
    "numpy.random",
    "pandas",
    "pyarrow.csv",
    "pydantic",
    "ogpkit",
    "ogpkit.run.warm.kernel",
    "ogpkit.dossier.dossier",
    "ogpkit.dossier.survey.reading",
    "ogpkit.indicators.catalogue",
    "ogpkit.report.display",
)
"""What notebooks use."""

WRITERS = ("ogpkit.run.running", "ogpkit.run.exporting", "typst")
"""What a worker of a batch uses besides. Typst may be imported before a fork, not used: its threads do not survive."""


def preload(*more: str) -> None:
    """Import all :data:`MODULES` and ``more`` of them.

    Pandas chooses how wide it prints by looking for a kernel while it is imported, so there seems to be one.
    """
    seeming = types.SimpleNamespace(kernel=object())
    vars(builtins)["get_ipython"] = lambda: seeming
    try:
        importlib.import_module("pandas")
    finally:
        del vars(builtins)["get_ipython"]
    # See ogpkit.cli: a grammar of international addresses that nothing here asks for.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    for name in (*MODULES, *more):
        importlib.import_module(name)
