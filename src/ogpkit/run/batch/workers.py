"""Where the workers of a batch come from: forked from a process with the imports done, or started one by one."""

from __future__ import annotations

import contextlib
import multiprocessing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Protocol

from ogpkit.run.warm.starting import Warm, available

__all__ = ["Forked", "Spawned", "Workers", "workers"]


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
    """Workers that are forked, with warm kernels."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._warm = Warm(environment)

    def start(self, memory: int) -> Connection:
        """Return the connection to a new worker."""
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
        import os

        del memory
        ours, theirs = multiprocessing.Pipe()
        before = dict(os.environ)
        os.environ.update(self.environment)
        try:
            process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=False)
            process.start()
        finally:
            os.environ.clear()
            os.environ.update(before)
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


def _serve(connection: Connection) -> None:
    from ogpkit.run.batch.worker import serve

    serve(connection, {})


def _kill_family(process: int | None) -> None:
    import psutil

    with contextlib.suppress(psutil.Error):
        first = psutil.Process(process)
        for one in (*first.children(recursive=True), first):
            with contextlib.suppress(psutil.Error):
                one.kill()


def workers(environment: dict[str, str]) -> Workers:
    """Return the quickest workers that this system can have."""
    return Forked(environment) if available() else Spawned(environment)
