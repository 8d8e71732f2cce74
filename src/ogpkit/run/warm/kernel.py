"""A kernel in a forked child: IPython's own, with its messages sent over one connection instead of five sockets.

It is :class:`ipykernel.ipkernel.IPythonKernel` itself that runs the cells, so that what a notebook shows is what it
would show in a kernel that was started in the ordinary way; the tests compare the two.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import sys
import threading
import time
import types
from multiprocessing.connection import Connection
from typing import Any

import matplotlib
import zmq
from ipykernel.compiler import get_tmp_directory
from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from IPython.core.shellapp import InteractiveShellApp
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from traitlets.config import Config

from ogpkit.run.warm.frames import IOPUB, KEY, SHELL, frame, parts

__all__ = ["serve"]

_SETTINGS = matplotlib.matplotlib_fname()
"""The file by which matplotlib was set up when it was imported."""


class _Channel:
    """What the kernel takes for a socket: it puts the parts of a message into one frame of the connection."""

    closed = False

    def __init__(self, kind: bytes, connection: Connection, lock: threading.Lock) -> None:
        self.kind, self.connection, self.lock = kind, connection, lock
        self.context = zmq.Context()

    def send_multipart(self, content: Any, flags: int = 0, copy: bool = True, track: bool = False) -> None:
        """Send the parts of a message."""
        del flags, copy, track
        whole = frame(self.kind, (bytes(memoryview(part)) for part in content))
        with self.lock:  # what a cell prints is sent by a thread of its own
            self.connection.send_bytes(whole)

    def flush(self, timeout: float = 1.0) -> None:
        """Do nothing: all is sent at once."""

    def close(self) -> None:
        """Do nothing: the connection ends with the process."""


class _Kernel(IPythonKernel):
    """The ordinary kernel, but for the types of its channels."""

    shell_stream = AnyTrait()
    _supports_kernel_subshells = False

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What the kernel says of itself at the end of a notebook, with the most memory that it held, in bytes."""
        return {**super().kernel_info, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def serve(connection: Connection, request: dict[str, Any]) -> None:
    """Be the kernel of one notebook until the other side closes the connection.

    ``request`` holds ``cwd`` (folder in which the notebook runs) and ``environ`` (all variables of the environment).
    """
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environ"])
    _as_if_fresh()
    asyncio.run(_serve(connection))


def _as_if_fresh() -> None:
    """Undo what the process that was forked chose for itself by its own folder and environment."""
    sys.argv = ["ipykernel_launcher.py"]
    # The folder of the notebook joins the path where an ordinary kernel puts it.
    InteractiveShellApp.init_path(types.SimpleNamespace(ignore_cwd=False))  # type: ignore[arg-type]
    if hasattr(time, "tzset"):
        time.tzset()
    backend = os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    settings = matplotlib.matplotlib_fname()
    if settings != _SETTINGS:
        matplotlib.rc_file(settings)
        matplotlib.rcParamsOrig.update(matplotlib.rcParams)
    matplotlib.rcParams["backend"] = matplotlib.rcParamsOrig["backend"] = backend


async def _serve(connection: Connection) -> None:
    lock = threading.Lock()
    session = Session(key=KEY)
    iopub = IOPubThread(_Channel(IOPUB, connection, lock), session=session)
    iopub.start()
    sys.stdout = OutStream(session, iopub, "stdout")
    sys.stderr = OutStream(session, iopub, "stderr")
    config = Config()
    config.HistoryManager.enabled = False  # nobody looks up in another session what a report ran
    config.InteractiveShell.cache_size = 1000
    # A debugger for notebooks that nobody steps through takes a tenth of a second to import.
    sys.modules["ipykernel.debugger"] = types.SimpleNamespace(  # type: ignore[assignment]
        _is_debugpy_available=False, Debugger=object
    )
    kernel = _Kernel.instance(
        config=config,
        log=logging.getLogger(__name__),
        session=session,
        iopub_thread=iopub,
        iopub_socket=iopub.background_socket,
        shell_stream=_Channel(SHELL, connection, lock),
        shell_channel_thread=types.SimpleNamespace(parent_thread=threading.main_thread()),
        user_ns={},
    )
    kernel.io_loop = IOLoop.current()
    get_tmp_directory()
    loop = asyncio.get_running_loop()
    requests: asyncio.Queue[bytes | None] = asyncio.Queue()

    def read() -> None:
        try:
            requests.put_nowait(connection.recv_bytes())
        except (EOFError, OSError):
            loop.remove_reader(connection.fileno())
            requests.put_nowait(None)

    loop.add_reader(connection.fileno(), read)
    while (whole := await requests.get()) is not None:
        await kernel.dispatch_shell([zmq.Frame(part) for part in parts(whole)])
