"""What is imported once, so that no kernel and no worker has to wait for it."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import pkgutil
import sys
import types
from collections.abc import Iterator

__all__ = ["MODULES", "PACKAGES", "WANTED", "WRITERS", "preload", "wanted_in"]

MODULES = (
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.oinspect",
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
    "pyarrow.pandas_compat",
    "pyarrow.vendored.version",
    "scipy.special",
    "sqlite3",
    "ogpkit",
    "ogpkit.run.warm.kernel",
)
"""What notebooks use of others, and the kernel."""

PACKAGES = ("ogpkit.forms", "ogpkit.dossier", "ogpkit.indicators", "ogpkit.report")
"""What they use of the kit: all modules of these."""

WANTED = ("scipy.stats", "seaborn", "statsmodels.api")
"""What takes half a second and more to import, and is imported only where a notebook names it."""

WRITERS = ("ogpkit.run.running", "ogpkit.run.exporting", "typst")
"""What a worker of a batch uses besides. Typst may be imported before a fork, not used: its threads do not survive."""


def preload(*more: str) -> None:
    """Import all :data:`MODULES`, all of :data:`PACKAGES`, and ``more``.

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
    for name in (*MODULES, *_modules()):
        importlib.import_module(name)
    for name in more:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def wanted_in(*notebooks: str) -> tuple[str, ...]:
    """Return which of :data:`WANTED` the texts of notebooks name.

    Examples
    --------
    >>> wanted_in("import seaborn as sns", "1 + 1")
    ('seaborn',)
    """
    return tuple(name for name in WANTED if any(name.split(".")[0] in text for text in notebooks))


def _modules() -> Iterator[str]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield from (found.name for found in pkgutil.walk_packages(package.__path__, f"{name}."))
