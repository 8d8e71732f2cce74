"""A command watched from outside: seconds, processor seconds and memory of it and of all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

import psutil

__all__ = ["Look", "Ran", "run"]

ROLES = ("command", "server", "workers", "kernels")
"""The command itself, the process that it starts to fork others, those that live for most of the run, and the rest."""


@dataclass(frozen=True)
class Held:
    """What one process holds, in bytes (with all that it shares, in proportion, alone), and its processor seconds."""

    rss: int
    pss: int
    uss: int
    processor: float
    depth: int


@dataclass(frozen=True)
class Look:
    """All processes at one moment, by their numbers."""

    seconds: float
    held: Mapping[int, Held]

    @property
    def rss(self) -> int:
        """Memory of all together; what they share is counted for each of them."""
        return sum(one.rss for one in self.held.values())

    @property
    def pss(self) -> int:
        """Memory of all together; what they share is counted once."""
        return sum(one.pss for one in self.held.values())


@dataclass(frozen=True)
class Ran:
    """A command that has ended.

    Parameters
    ----------
    seconds, processor : float
        How long it took, and the processor seconds of it and of all below it that somebody waited for.
    largest : int
        The most memory that one of these processes held, in bytes, as the system noted it.
    began : float
        When it was started, as the times of files are given.
    said : str
        What it printed.
    looks : sequence of Look
        What was seen; none where nobody looked.
    """

    seconds: float
    processor: float
    largest: int
    began: float
    said: str
    looks: Sequence[Look] = field(default=())

    @property
    def peak(self) -> int:
        """The most memory that all processes held together, in bytes, what they share counted for each of them."""
        return max([self.largest, *(look.rss for look in self.looks)])

    @property
    def shared_peak(self) -> int:
        """The same with what they share counted once; as much as was seen, which a short peak can escape."""
        return max((look.pss for look in self.looks), default=0)

    def roles(self) -> dict[int, str]:
        """Return the role of each process, as told from where it stands and how long it lived."""
        depths: dict[int, int] = {}
        seen: dict[int, int] = {}
        for look in self.looks:
            for number, held in look.held.items():
                depths[number] = held.depth
                seen[number] = seen.get(number, 0) + 1
        return {
            number: ROLES[depth] if depth < 2 else ROLES[2] if seen[number] * 2 > len(self.looks) else ROLES[3]
            for number, depth in depths.items()
        }

    def processor_by_role(self) -> dict[str, float]:
        """Return the processor seconds of each role; what is left of the whole is that of the short-lived ones."""
        roles = self.roles()
        last = {number: held.processor for look in self.looks for number, held in look.held.items()}
        found = {role: sum(value for number, value in last.items() if roles[number] == role) for role in ROLES[:3]}
        return found | {ROLES[3]: self.processor - sum(found.values())}

    def memory_by_role(self, since: float, until: float) -> dict[str, float]:
        """Return the mean megabytes that a process of each role holds alone, from one share of the run to another."""
        roles, end = self.roles(), self.looks[-1].seconds if self.looks else 0.0
        found: dict[str, list[int]] = {role: [] for role in ROLES}
        for look in self.looks:
            if since * end <= look.seconds <= until * end:
                for number, held in look.held.items():
                    found[roles[number]].append(held.uss)
        return {role: fmean(values) / 1e6 for role, values in found.items() if values}


def run(
    command: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    *,
    every: float = 0.0,
    tell: Callable[[float, str], None] | None = None,
) -> Ran:
    """Run a command to its end; RuntimeError for one that fails.

    Parameters
    ----------
    command, cwd, environment
        What is run, where, and with which variables.
    every : float
        Seconds between two looks at the processes; 0 for none, so that looking takes no time from them.
    tell : callable
        Gets the seconds so far and what was printed, at each look.
    """
    with tempfile.TemporaryFile("w+") as printed:
        began, start = time.time(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT
        )
        looks: list[Look] = []
        while every:
            # Not reaped yet, so that its number cannot be that of another.
            if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None:
                break
            looks.append(Look(time.perf_counter() - start, _held(process.pid)))
            if tell is not None:
                tell(looks[-1].seconds, _read(printed.fileno()))
            time.sleep(every)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said = _read(printed.fileno())
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} failed ({process.returncode}):\n{said[-3000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Ran(seconds, processor, usage.ru_maxrss * unit, began, said, [look for look in looks if look.held])


def _read(descriptor: int) -> str:
    """Read what was printed so far, without moving the place at which the command writes."""
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode(errors="replace")


def _held(root: int) -> dict[int, Held]:
    """Return what the process and all below it hold; those that end meanwhile are left out."""
    found: dict[int, Held] = {}
    waiting = [(root, 0)]
    try:
        below: dict[int, list[int]] = {}
        for child in psutil.Process(root).children(recursive=True):
            try:
                below.setdefault(child.ppid(), []).append(child.pid)
            except psutil.Error:
                continue
    except psutil.Error:
        return found
    while waiting:
        number, depth = waiting.pop()
        waiting += [(child, depth + 1) for child in below.get(number, ())]
        try:
            one = psutil.Process(number)
            memory, times = one.memory_full_info(), one.cpu_times()
        except (psutil.Error, OSError):
            continue
        if not memory.rss:  # it has ended, and nobody has noticed yet
            continue
        pss = getattr(memory, "pss", memory.rss)
        found[number] = Held(memory.rss, pss, memory.uss, times.user + times.system, depth)
    return found
