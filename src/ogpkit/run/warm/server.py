"""The process that forks: imports done, one thread, and for each request a child of its own.

It is started by :class:`ogpkit.run.warm.starting.Warm`, listens on a socket of the local machine inside a folder
that only its user can read, and lives as long as its standard input is open, that is as long as whoever started it.

A request is one message, JSON: ``role`` (``kernel`` or ``worker``), ``memory`` (bytes that the child with all that it
starts may hold; 0 for no limit) and what the role needs. The child then speaks over the same connection. The server
keeps a copy of it, for three purposes: when the other side closes it or dies, the child is killed with all that it
started; when the child dies, the other side sees the end; and a child that holds too much memory is killed after one
last message that says so.

What a child starts cannot run away, not even as a daemon: orphans become children of the child, and when that has ended
children of the server, which kills those that it does not know. When the server itself is killed, its children die too.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["ROLES", "main"]

ROLES = {"kernel": "ogpkit.run.warm.kernel", "worker": "ogpkit.run.batch.worker"}
"""The modules whose ``serve(connection, request)`` a child runs."""

_ENDED = b'{"ended": "memory"}'
"""The last message of a child that held too much memory."""

_ROUNDS = 20
"""How often strays are looked for: what is killed may have started another meanwhile."""

_LOOK = 0.1
"""Seconds between two looks at how much memory the children hold."""

_DIE_WITH_PARENT, _ADOPT = 1, 36
"""Linux's PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER."""

_HANGUP = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)


@dataclass
class _Child:
    """A child and the server's copy of its connection."""

    process: int
    connection: Connection
    memory: int
    closed: bool = field(default=False)


def main(address: str, *modules: str) -> None:
    """Serve until standard input is closed."""
    from ogpkit.run.warm.preload import WRITERS, preload

    preload(*WRITERS, *modules)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(f"{address}.new")
        listener.listen(128)
        os.rename(f"{address}.new", address)  # noqa: PTH104 -- who waits for the name finds a socket that listens
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # whoever started it decides; Ctrl-C reaches the whole group
        # What was imported is never collected, so that children share its memory.
        gc.collect()
        gc.freeze()
        _control(_ADOPT, 1)
        children: dict[int, _Child] = {}
        try:
            _serve(listener, children)
        finally:
            for child in children.values():
                _kill(child)
            _kill_strays({})


def _serve(listener: socket.socket, children: dict[int, _Child]) -> None:
    """Accept, fork, look after the children."""
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken)
    poll = select.poll()
    poll.register(0, select.POLLIN | _HANGUP)
    poll.register(wake, select.POLLIN)
    poll.register(listener, select.POLLIN)
    while True:
        limited = any(child.memory for child in children.values())
        for number, event in poll.poll(_LOOK * 1000 if limited else None):
            if number == 0:
                if event & _HANGUP or not os.read(0, 4096):
                    return
            elif number == wake:
                with contextlib.suppress(BlockingIOError):
                    os.read(wake, 4096)
            elif number == listener.fileno():
                accepted, _ = listener.accept()
                connection = Connection(accepted.detach())
                child = _fork(connection, listener, children, (wake, woken))
                if child is not None:
                    children[connection.fileno()] = child
                    poll.register(connection.fileno(), _HANGUP)
            elif number in children:
                _kill(children[number])
                poll.unregister(number)
        if _reap(children, poll):
            _kill_strays(children)
        for child in children.values():
            if child.memory and not child.closed and held_memory(child.process) > child.memory:
                _kill(child)
                # Where nobody reads what the child had said, this word is lost rather than waited for.
                os.set_blocking(child.connection.fileno(), False)
                with contextlib.suppress(OSError):
                    child.connection.send_bytes(_ENDED)


def _fork(
    connection: Connection, listener: socket.socket, children: dict[int, _Child], pipes: tuple[int, int]
) -> _Child | None:
    """Read a request and fork the child that answers it; whoever asks for something else gets nothing."""
    try:
        request = json.loads(connection.recv_bytes(1 << 24))
        module = ROLES[request["role"]]
        memory = int(request.get("memory") or 0)
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        connection.close()
        return None
    parent = os.getpid()
    process = os.fork()
    if process:
        return _Child(process, connection, memory)
    status = 1
    try:
        os.setsid()
        _control(_DIE_WITH_PARENT, signal.SIGKILL)
        _control(_ADOPT, 1)
        if os.getppid() != parent:  # it was killed meanwhile
            os._exit(status)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.close(listener.detach())
        for one in (*pipes, *(child.connection.fileno() for child in children.values())):
            os.close(one)
        _no_input()
        _reseed()
        importlib.import_module(module).serve(connection, request)
        status = 0
    except BaseException:
        # Nobody reads a traceback of the server's children: the connection ends, and that is understood.
        if os.environ.get("OGPKIT_DEBUG"):
            traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _control(option: int, value: int) -> None:
    """Ask the system for a property of this process."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _no_input() -> None:
    """Take the standard input away: its end is what the server watches."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _reseed() -> None:
    """Give the child random numbers of its own; all children of a process would share them."""
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _kill(child: _Child) -> None:
    """Kill a child and all that it started: its session's group, and what has left that."""
    child.closed = True
    _kill_below(child.process)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):  # it may not have left the server's own group yet
        os.kill(child.process, signal.SIGKILL)


def _kill_below(process: int) -> None:
    """Kill all that a process has started and that still lives."""
    import psutil

    with contextlib.suppress(psutil.Error):
        for one in psutil.Process(process).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                one.kill()


def _kill_strays(children: dict[int, _Child]) -> None:
    """Kill what children that have ended left running, and what that started."""
    import psutil

    known = {child.process for child in children.values()}
    for _ in range(_ROUNDS):
        strays = [one for one in psutil.Process().children() if one.pid not in known]
        if not strays:
            return
        for one in strays:
            _kill_below(one.pid)
            with contextlib.suppress(psutil.Error):
                one.kill()
            with contextlib.suppress(ChildProcessError):
                os.waitpid(one.pid, 0)


def _reap(children: dict[int, _Child], poll: Any) -> bool:
    """Let go of children that have ended, so that the other side sees the end; return whether there were any."""
    reaped = False
    for number, child in list(children.items()):
        ended, _ = os.waitpid(child.process, os.WNOHANG)
        if ended:
            reaped = True
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process, signal.SIGKILL)  # what it left running
            with contextlib.suppress(KeyError):
                poll.unregister(number)
            child.connection.close()
            del children[number]
    return reaped


def held_memory(process: int) -> int:
    """Return how many bytes a process and all that it started hold, shared pages in part; 0 where it has ended."""
    import psutil

    try:
        first = psutil.Process(process)
        family = [first, *first.children(recursive=True)]
    except psutil.Error:
        return 0
    held = 0
    for one in family:
        with contextlib.suppress(psutil.Error):
            memory = one.memory_info()
            held += memory.rss - getattr(memory, "shared", 0)
    return held
