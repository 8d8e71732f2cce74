"""The two sides that nbclient speaks to, for a kernel that is reached over one connection.

nbclient itself reads the outputs, keeps the clock and notices that a kernel has died; what is here carries messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import Empty
from typing import Any

from jupyter_client.session import Session

from ogpkit.run.warm.frames import ENDED, IOPUB, KEY, SHELL, frame, parts

__all__ = ["WarmKernel"]


class _Messages:
    """One channel of the kernel, as nbclient reads it."""

    def __init__(self, client: WarmKernel) -> None:
        self.client = client
        self.waiting: list[dict[str, Any]] = []

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message.

        Raises
        ------
        queue.Empty
            None has come in ``timeout`` seconds, or none will come any more.
        """
        loop = asyncio.get_running_loop()
        end = None if timeout is None else loop.time() + timeout
        while not self.waiting:
            left = None if end is None else end - loop.time()
            if left is not None and left <= 0:
                raise Empty
            await self.client.arrival(left)
        return self.waiting.pop(0)


class WarmKernel:
    """Manager and client of one kernel in one, as far as nbclient uses them.

    Parameters
    ----------
    ask : callable
        Returns a connection to a new kernel that runs in a folder.
    """

    has_kernel = False
    ipykernel = False
    allow_stdin = False

    def __init__(self, ask: Callable[[str], Connection]) -> None:
        self._ask = ask
        self._session = Session(key=KEY)
        self._connection: Connection | None = None
        self._arrival: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.shell_channel = _Messages(self)
        self.iopub_channel = _Messages(self)
        self.ended_for = ""
        self.memory = 0
        """The most bytes that it held, known at the end."""

    # What nbclient asks of a manager.
    def start_kernel(self, *, cwd: str | None = None, **_: Any) -> None:
        """Have the kernel forked."""
        self._connection = self._ask(cwd or os.getcwd())  # noqa: PTH109 -- as papermill does it
        self.has_kernel = True

    def client(self) -> WarmKernel:
        """Return what sends requests, which is this."""
        return self

    def is_alive(self) -> bool:
        """Return whether the kernel may still answer."""
        return self._connection is not None or bool(self.iopub_channel.waiting or self.shell_channel.waiting)

    def shutdown_kernel(self, *, now: bool = False) -> None:
        """Close the connection, which ends the kernel and all that it started."""
        del now
        self._close()

    def interrupt_kernel(self) -> None:
        """End it: there is no other way in."""
        self._close()

    def cleanup_resources(self) -> None:
        """Let go of the connection."""
        self._close()

    # What nbclient asks of a client.
    def start_channels(self) -> None:
        """Do nothing: the connection is there."""

    def stop_channels(self) -> None:
        """Let go of the connection."""
        self._close()

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """Do nothing: a request waits in the connection until the kernel reads it."""

    def execute(self, code: str, *, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask the kernel to run a cell; return the number of the request."""
        return self._send(
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": store_history,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": stop_on_error,
            },
        )

    def kernel_info(self) -> str:
        """Ask the kernel for its name and language."""
        return self._send("kernel_info_request", {})

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        message = self._session.msg(kind, content)
        try:
            if self._connection is not None:
                self._connection.send_bytes(frame(SHELL, self._session.serialize(message)))
        except OSError:
            self._close()
        return str(message["header"]["msg_id"])

    async def arrival(self, timeout: float | None) -> None:
        """Wait until a message has come, the kernel has died or ``timeout`` seconds are over."""
        if self._connection is None:
            # nbclient looks every second whether the kernel lives, and gives up then.
            await asyncio.sleep(0.01 if timeout is None else min(0.01, timeout))
            return
        if self._arrival is None:
            self._loop = loop = asyncio.get_running_loop()
            self._arrival = event = asyncio.Event()
            loop.add_reader(self._connection.fileno(), self._read)
            try:
                await asyncio.wait_for(event.wait(), timeout)
            except TimeoutError:
                pass
            finally:
                event.set()
                self._arrival = None
                if self._connection is not None:
                    loop.remove_reader(self._connection.fileno())
        else:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrival.wait(), timeout)

    def _read(self) -> None:
        """Take one frame off the connection."""
        connection = self._connection
        if connection is None:
            return
        try:
            whole = connection.recv_bytes()
        except (EOFError, OSError):
            asyncio.get_running_loop().remove_reader(connection.fileno())
            self._close()
        else:
            if whole[:1] == ENDED:
                self.ended_for = json.loads(whole)["ended"]
                return
            _, content = self._session.feed_identities(parts(whole))
            channel = self.iopub_channel if whole[:1] == IOPUB else self.shell_channel
            message = self._session.deserialize(content)
            self.memory = (
                message["content"].get("memory", self.memory) if channel is self.shell_channel else self.memory
            )
            channel.waiting.append(message)
        if self._arrival is not None:
            self._arrival.set()

    def _close(self) -> None:
        if self._connection is not None:
            if self._loop is not None and not self._loop.is_closed():
                # Else the loop would wait for ever for the next kernel, whose connection gets the same number.
                self._loop.remove_reader(self._connection.fileno())
            self._connection.close()
            self._connection = None
            self.has_kernel = False
