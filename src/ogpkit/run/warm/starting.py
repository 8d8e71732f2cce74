"""Starting the process that forks, and asking it for children."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

__all__ = ["Warm", "ask", "available", "made_ready", "shared"]

# Nothing that lies in the folder where a person happens to be may be imported in place of what is meant; ``-P`` would
# reach the kernels, too, which do look in their folder.
_BEGIN = "import sys; sys.path.remove(''); from ogpkit.run.warm.server import main; main(*sys.argv[1:])"
_MARK = "OGPKIT_WARM_AT"
"""Variable by which all that a killed process had started is found."""
_WAIT = 60.0
"""Seconds that the imports may take on a slow machine."""

# Libraries that would start threads of their own at their import; a child of a process with threads can hang.
_ONE_THREAD = {
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def available() -> bool:
    """Return whether processes can be forked safely here: on Linux; ``OGPKIT_WARM=0`` says no.

    macOS can fork, but its system libraries do not survive it; Windows cannot.
    """
    return sys.platform == "linux" and hasattr(os, "fork") and os.environ.get("OGPKIT_WARM", "1") != "0"


class Warm:
    """The process with the imports done. Close it, or let it end with this process.

    Parameters
    ----------
    environment : Mapping, optional
        All variables that it is started with, by default those of this process. Some, such as the seed of hashes,
        cannot be changed later.
    modules : sequence of str
        What it imports besides, see :data:`ogpkit.run.warm.preload.WANTED`.

    Examples
    --------
    >>> warm = Warm()
    >>> kernel = warm.ask("kernel", cwd=".", environ=dict(os.environ))
    >>> kernel.close()
    >>> warm.close()
    """

    def __init__(self, environment: Mapping[str, str] | None = None, modules: Sequence[str] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ogpkit-")
        self.address = str(Path(self._folder.name) / "warm")
        self.process = subprocess.Popen(  # noqa: S603 -- this very Python
            [sys.executable, "-c", _BEGIN, self.address, *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=None if os.environ.get("OGPKIT_DEBUG") else subprocess.DEVNULL,
            env={**(environment or os.environ), **_ONE_THREAD, "MPLBACKEND": "agg", _MARK: self.address},
            start_new_session=True,
        )
        self._ready = False

    def ask(self, role: str, *, memory: int = 0, **more: Any) -> Connection:
        """Return a connection to a new child; it ends when the connection is closed.

        Raises
        ------
        OSError
            The process cannot be started here.
        """
        self.wait()
        return ask(self.address, role, memory=memory, **more)

    def wait(self) -> None:
        """Wait until the imports are done.

        Raises
        ------
        OSError
            The process ended before that.
        """
        end = time.monotonic() + _WAIT
        while not self._ready:
            self._ready = os.path.exists(self.address)  # noqa: PTH110 -- a socket
            if self.process.poll() is not None or time.monotonic() > end:
                raise OSError("the process that runs notebooks could not be started")
            if not self._ready:
                time.sleep(0.005)

    def ended(self, within: float = 0.0) -> bool:
        """Return whether it has ended, or does so in some seconds, though nobody asked it to."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        return self.process.poll() is not None

    def close(self) -> None:
        """End it, with all children."""
        killed = self.ended()
        with contextlib.suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            killed = True
        if killed:
            self._kill_marked()
        with contextlib.suppress(OSError):
            self._folder.cleanup()

    def _kill_marked(self) -> None:
        """Kill what it would have killed, had it not been killed itself."""
        import psutil

        for one in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if one.environ().get(_MARK) == self.address:
                    one.kill()


@contextlib.contextmanager
def made_ready(environment: Mapping[str, str]) -> Iterator[str]:
    """Start such a process, and give its socket while its imports are still going on; "" where there can be none."""
    if not available():
        yield ""
        return
    warm = Warm(environment)
    try:
        yield warm.address
    finally:
        warm.close()


def ask(address: str, role: str, *, memory: int = 0, **more: Any) -> Connection:
    """Return a connection to a new child of the process that listens at ``address``, or will when it is ready."""
    connection = _connected(address)
    connection.send_bytes(json.dumps({"role": role, "memory": memory, **more}).encode())
    return connection  # type: ignore[no-any-return,unused-ignore]


def _connected(address: str) -> Connection:
    end = time.monotonic() + _WAIT
    while True:
        try:
            return Client(address, family="AF_UNIX")  # type: ignore[return-value,unused-ignore]
        except FileNotFoundError:
            # The folder goes when whoever started the process lets go of it.
            if time.monotonic() > end or not Path(address).parent.is_dir():
                raise
            time.sleep(0.005)


_lock = threading.Lock()
_shared: dict[int, Warm] = {}


def shared(modules: Sequence[str] = ()) -> Warm:
    """Return the one such process of this process, started at the first call and anew where it has died."""
    with _lock:
        warm = _shared.get(os.getpid())
        if warm is None or warm.process.poll() is not None:
            warm = _shared[os.getpid()] = Warm(modules=modules)
        return warm
