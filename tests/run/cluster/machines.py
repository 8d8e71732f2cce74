"""A scheduler and workers of dask on this machine, each a process of its own, as they are started elsewhere."""

from __future__ import annotations

import contextlib
import glob
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil

_WAIT = 60.0
Found = TypeVar("Found")


def until(true: Callable[[], Found], seconds: float = _WAIT) -> Found:
    """Wait until something is true, and return it."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.02)
    return found


class Machines:
    """A scheduler, and workers with one thread each that nobody starts anew; ``without`` names who has no ogpkit."""

    def __init__(
        self, folder: Path, *, workers: int = 2, allowed_failures: int = 3, without: tuple[str, ...] = ()
    ) -> None:
        self.folder, self.without = folder, without
        folder.mkdir(parents=True)
        file = folder / "scheduler.json"
        self.environ = {
            **os.environ,
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures),
            # A test does not wait until a machine that is gone may come back.
            "DASK_DISTRIBUTED__WORKER__LIFETIME__RESTART": "false",
            "PYTHONWARNINGS": "default",
        }
        self.scheduler = self._begun(
            "scheduler", "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        until(lambda: _address(file))
        self.address = _address(file)
        self.workers = [self.add(number) for number in range(workers)]

    def add(self, number: int) -> subprocess.Popen[bytes]:
        """Start one more worker."""
        place = str(self.folder / f"worker-{number}")
        return self._begun(
            f"worker-{number}",
            "dask_worker",
            self.address,
            *(
                "--host",
                "127.0.0.1",
                "--no-nanny",
                "--nthreads",
                "1",
                "--local-directory",
                place,
                "--memory-limit",
                "0",
            ),
        )

    def at_work(self) -> list[subprocess.Popen[bytes]]:
        """Return the workers that are making a report at this moment."""
        return [
            worker
            for number, worker in enumerate(self.workers)
            # Not by pathlib, which does not expect that folders go while it looks.
            if glob.glob(f"{self.folder}/worker-{number}/dask-scratch-space/*/ogpkit-*/reports/*/.making-*")  # noqa: PTH207
        ]

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def close(self) -> None:
        """End all, with what they started."""
        for process in (*self.workers, self.scheduler):
            with contextlib.suppress(psutil.Error):
                for one in psutil.Process(process.pid).children(recursive=True):
                    with contextlib.suppress(psutil.Error):
                        one.kill()
            process.kill()
            process.wait()

    def _begun(self, name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        hidden = "sys.modules['ogpkit'] = None; " if name.split("-")[0] in self.without else ""
        begin = f"import runpy, sys; {hidden}runpy.run_module('distributed.cli.{module}', run_name='__main__')"
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-c", begin, *arguments, "--no-dashboard"],
                stdout=log,
                stderr=log,
                env=self.environ,
                cwd=self.folder,
            )


def _address(file: Path) -> str:
    try:
        return str(json.loads(file.read_text())["address"])
    except (OSError, ValueError):
        return ""
