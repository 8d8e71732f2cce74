"""Running a notebook by papermill, and telling a person what went wrong where it did.

Papermill's metadata is not believed: it calls a notebook completed whose kernel was killed or whose cell ran out of
time. What counts is that every cell of the notebook ran.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillException, PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node, local_file_io_cwd
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir
from traitlets.config import Config

from ogpkit.errors import CellError, DataError
from ogpkit.report.record import read_notebook
from ogpkit.run.warm.engine import WarmEngine
from ogpkit.run.warm.environment import kernel_environment, within

__all__ = ["NO_LIMITS", "Failure", "Limits", "execute"]

_PLAIN, _WARM = "ogpkit-plain", "ogpkit-warm"
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
# The name of a socket may have some hundred characters; five are added to what is given here.
_LONGEST_SOCKET = 90


def _config(sockets: str) -> Config:
    """Return the settings of a kernel: sockets in a folder of this run's own, which no other user can read.

    Windows has no such sockets. What a kernel logs (a traceback of its own, when it is stopped in the middle of a cell)
    is nothing for a reviewer.
    """
    local = os.name != "nt" and len(sockets) <= _LONGEST_SOCKET
    manager = {"transport": "ipc", "ip": f"{sockets}/k"} if local else {"transport": "tcp"}
    return Config({"KernelManager": manager, "NotebookClient": {"extra_arguments": ["--log-level=CRITICAL"]}})


def _drawing(sockets: str) -> dict[str, str]:
    """Return where matplotlib keeps its list of fonts, where it would complain of a home that cannot be written."""
    if "MPLCONFIGDIR" in os.environ:
        return {}
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
        cache.mkdir(parents=True, exist_ok=True)
        writable = os.access(cache, os.W_OK)
    except (OSError, RuntimeError):
        writable = False
    return {} if writable else {"MPLCONFIGDIR": sockets}


@dataclass(frozen=True)
class Limits:
    """What a notebook may take.

    Parameters
    ----------
    cell : int
        Seconds for one cell.
    whole : int
        Seconds for the whole report, counted from ``begun``; 0 for no limit.
    memory : int
        Bytes that a warm kernel with all that it starts may hold; 0 for no limit.
    begun : float
        When the report was begun, by the clock that never steps back.
    """

    cell: int = 600
    whole: int = 0
    memory: int = 0
    begun: float = 0.0

    def of_cell(self, cell: Any = None) -> int:
        """Return the seconds that the next cell may take, at least one."""
        del cell
        if not self.whole:
            return self.cell
        return max(1, min(self.cell, int(self.begun + self.whole - time.monotonic()) + 1))

    def passed(self) -> str:
        """Return which limit it was."""
        if self.whole and time.monotonic() - self.begun >= self.whole:
            return f"the report took longer than {self.whole} seconds; see --timeout"
        return f"the cell took longer than {self.cell} seconds"


NO_LIMITS = Limits()


@dataclass
class Failure(Exception):
    """A notebook that did not run to its end: the error for the user, and what had run until then."""

    error: CellError
    partial: nbformat.NotebookNode | None


class _Holding:
    """Hands out the notebook while it runs: what has run when a kernel dies, papermill would drop."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, hold: list[Any], **kwargs: Any) -> Any:
        hold.append(nb_man.nb)
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)  # type: ignore[misc]


class _PlainEngine(_Holding, NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine."""


class _WarmEngine(_Holding, WarmEngine):  # type: ignore[misc]
    """The kit's."""


papermill_engines.register(_PLAIN, _PlainEngine)
papermill_engines.register(_WARM, _WarmEngine)


def execute(
    notebook: Path, parameters: dict[str, Any], *, root: Path, scratch: Path, limits: Limits = NO_LIMITS, warm: str = ""
) -> nbformat.NotebookNode:
    """Run ``notebook`` with ``parameters`` in the project folder and return it, executed.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook; it is not changed.
    parameters : dict
        What papermill puts after the cell tagged ``parameters``.
    root, scratch : pathlib.Path
        The project folder, in which the kernel runs; a folder for what must be kept apart from the user's own set-up.
    limits : Limits
        What the notebook may take of time and memory.
    warm : str
        Socket of a process that forks kernels (see :mod:`ogpkit.run.warm`); by default a kernel is started.

    Raises
    ------
    DataError
        The file is no notebook.
    Failure
        A cell raised or ran out of time, or the kernel died or could not start.
    """
    name = notebook.relative_to(root).as_posix() if notebook.is_relative_to(root) else notebook.name
    try:
        read_notebook(notebook)
    except DataError as error:
        raise DataError(replace(problem, file=name) for problem in error.problems) from None
    hold: list[nbformat.NotebookNode] = []
    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it has to say is said below, with the cell
    # A start-up file in the user's IPython profile would change what a report says, and a matplotlibrc of theirs how a
    # researcher's figures look: an empty one stands before it. Sockets get a folder of their own, because the name of a
    # socket may have no more than some hundred characters.
    with (
        tempfile.TemporaryDirectory(prefix="ogpkit-") as sockets,
        within(
            kernel_environment()
            | {
                "IPYTHONDIR": str(scratch / "ipython"),
                "JUPYTER_RUNTIME_DIR": sockets,
                "MATPLOTLIBRC": _no_settings(scratch),
                **_drawing(sockets),
            }
        ),
    ):
        try:
            engine = {"warm": warm, "memory": limits.memory} if warm else {"config": _config(sockets)}
            node = _papermill(
                notebook, parameters, root, _WARM if warm else _PLAIN, timeout_func=limits.of_cell, hold=hold, **engine
            )
        except PapermillExecutionError as error:
            partial = hold[-1]
            reason = _one_line(f"{error.ename}: {error.evalue}")
            raise Failure(_at(name, partial, reason, failed=True), partial) from None
        except CellTimeoutError:
            held = hold[-1] if hold else None
            raise Failure(_at(name, held, limits.passed()), held) from None
        except DeadKernelError as error:
            held = hold[-1] if hold else None
            reason = "the kernel died while the cell ran (killed, or out of memory)"
            if error.__dict__.get("ended_for") == "memory":
                reason = f"the notebook held more than {limits.memory // 1_000_000:,} MB of memory; see --memory"
            raise Failure(_at(name, held, reason), held) from None
        except (PapermillException, NoSuchKernel, RuntimeError, OSError, ValueError) as error:
            held = hold[-1] if hold else None
            reason = _one_line(str(error)) or type(error).__name__
            raise Failure(CellError(name, None, "", f"the notebook could not be run: {reason}", ""), held) from None
    if any(_expected_to_run(cell) and not cell.execution_count for cell in node.cells):
        raise Failure(_at(name, node, "the notebook was ended here, before its last cell had run"), node)
    return node


def _expected_to_run(cell: nbformat.NotebookNode) -> bool:
    """Return whether nbclient runs this cell: empty ones and those with its tag are passed over."""
    skipped = "skip-execution" in cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and not skipped


def _no_settings(scratch: Path) -> str:
    """Return an empty matplotlibrc."""
    if os.name != "nt":
        return os.devnull
    settings = scratch / "matplotlibrc"
    settings.touch()
    return str(settings)


def _papermill(
    notebook: Path, parameters: dict[str, Any], root: Path, engine: str, **kwargs: Any
) -> nbformat.NotebookNode:
    """Do what ``papermill.execute_notebook`` does, but for writing the notebook, which has its normal form first."""
    with local_file_io_cwd():
        node = load_notebook_node(str(notebook))
        node = parameterize_notebook(node, parameters, kernel_name="python3", language="python", engine_name=engine)
        node = remove_error_markers(prepare_notebook_metadata(node, str(notebook), None))
        with chdir(str(root)):
            node = papermill_engines.execute_notebook_with_engine(
                engine, node, kernel_name="python3", output_path=None, progress_bar=False, log_output=False, **kwargs
            )
        raise_for_execution_errors(node, None)
    executed: nbformat.NotebookNode = node
    return executed


def _one_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    more = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
    return (lines[0][:300] + more) if lines else ""


def _at(name: str, node: nbformat.NotebookNode | None, reason: str, *, failed: bool = False) -> CellError:
    """Return the error with the place of the cell: the one that failed, or else the first that did not end.

    Cells are counted as in the notebook that the user has open, without those that papermill puts in.
    """
    number, heading = 0, ""
    if node is None:
        return CellError(name, None, "", reason, "")
    for cell in node.cells:
        tags = cell.metadata.get("tags", [])
        if {"injected-parameters", "papermill-error-cell-tag"} & set(tags):
            continue
        number += 1
        if cell.cell_type == "markdown":
            heading = next(reversed(_HEADING.findall(_FENCED.sub("", cell.source))), heading)
        if not _expected_to_run(cell):
            continue
        raised = any(output.output_type == "error" for output in cell.outputs)
        running = cell.metadata.get("papermill", {}).get("status") != "completed" or not cell.execution_count
        if raised or (not failed and (running or _last_to_run(node, cell))):
            return CellError(name, number, heading, reason, "")
    return CellError(name, None, "", reason, "")


def _last_to_run(node: nbformat.NotebookNode, cell: nbformat.NotebookNode) -> bool:
    """Return whether no later cell began: papermill marks even the cell that was cut off as completed."""
    later = node.cells[node.cells.index(cell) + 1 :]
    return not any(one.metadata.get("papermill", {}).get("start_time") for one in later)
