"""Where the workers of a batch come from: forked from a process with the imports done, or started one by one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Protocol

from ogpkit.run.warm.environment import within
from ogpkit.run.warm.starting import Warm, available

__all__ = ["Forked", "Spawned", "Workers", "workers"]


_TRIES = 3
"""How often the process that forks is started anew for one worker."""


class Workers(Protocol):
    """What a batch asks for workers."""

    def start(self, memory: int) -> Connection:
        """Return the connection to a new worker; it ends when that is closed."""
        ...

    def stop(self, connection: Connection) -> None:
        """End a worker and all that it started, at once."""
        ...

    def close(self) -> None:
        """End all."""
        ...


class Forked:
    """Workers that are forked, with warm kernels. Where the process that forks was killed, another takes its place."""

    def __init__(self, environment: dict[str, str], modules: Sequence[str] = ()) -> None:
        self._environment, self._modules = environment, modules
        self._warm = Warm(environment, modules)

    def start(self, memory: int) -> Connection:
        """Return the connection to a new worker."""
        for _ in range(_TRIES):
            try:
                return self._warm.ask("worker", memory=memory, warm=self._warm.address)
            except OSError:
                if not self._warm.ended(within=2.0):  # its socket closes a little before it has ended
                    raise
                self._warm.close()
                self._warm = Warm(self._environment, self._modules)
        return self._warm.ask("worker", memory=memory, warm=self._warm.address)

    def stop(self, connection: Connection) -> None:
        """End a worker: the process that forked it sees the connection closed."""
        connection.close()

    def close(self) -> None:
        """End all."""
        self._warm.close()


@dataclass
class Spawned:
    """Workers that are started one by one, with ordinary kernels; for systems that cannot fork safely."""

    environment: dict[str, str]
    _processes: dict[int, Any] = field(default_factory=dict)

    def start(self, memory: int) -> Connection:
        """Return the connection to a new worker; its memory is not limited."""
        del memory
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=False)
        with within(self.environment), _no_interrupts():
            process.start()
        theirs.close()
        self._processes[ours.fileno()] = process
        return ours

    def stop(self, connection: Connection) -> None:
        """End a worker and its kernel."""
        process = self._processes.pop(connection.fileno(), None)
        connection.close()
        if process is not None:
            _kill_family(process.pid)
            process.join(10)

    def close(self) -> None:
        """End all that still live."""
        for process in self._processes.values():
            _kill_family(process.pid)
            process.join(10)
        self._processes.clear()


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep Ctrl-C, which reaches all processes of a terminal, from what is started now: its starter decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from ogpkit.run.batch.worker import serve

    serve(connection, {})


def _end_with_parent() -> None:
    """Wait for the end of who started this process, and end with it, with the kernel in the middle of a cell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _kill_family(os.getpid())


def _kill_family(process: int | None) -> None:
    import psutil

    with contextlib.suppress(psutil.Error):
        first = psutil.Process(process)
        for one in (*first.children(recursive=True), first):
            with contextlib.suppress(psutil.Error):
                one.kill()


def workers(environment: dict[str, str], modules: Sequence[str] = ()) -> Workers:
    """Return the quickest workers that this system can have; where they are forked, with ``modules`` imported."""
    return Forked(environment, modules) if available() else Spawned(environment)
