"""A worker: makes one report after the other, each notebook in a kernel of its own."""

from __future__ import annotations

import json
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ogpkit.errors import DataError, OgpkitError
from ogpkit.run.batch.task import Task, outcome_json
from ogpkit.run.execute import Limits
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.running import make_report
from ogpkit.run.warm.environment import ENVIRONMENT

__all__ = ["make", "serve"]


def serve(connection: Connection, request: dict[str, Any]) -> None:
    """Make the reports that are asked for over ``connection`` until it is closed.

    ``request`` holds ``warm``, the socket of the process that forks kernels; empty where kernels are started.
    """
    os.environ.update(ENVIRONMENT)
    while True:
        try:
            task = Task.from_json(connection.recv_bytes())
        except (EOFError, OSError):
            return
        outcome = make(task, connection, request.get("warm", ""))
        connection.send_bytes(json.dumps({"outcome": outcome_json(outcome)}).encode())


def make(task: Task, connection: Connection | None, warm: str) -> Outcome:
    """Make one report and return what became of it; nothing that is wrong with a report is raised."""
    began = time.monotonic()
    marks: list[tuple[str, float]] = []

    def tell(stage: str, sentence: str) -> None:
        del sentence
        marks.append((stage, time.monotonic()))
        if connection is not None:
            connection.send_bytes(json.dumps({"stage": stage}).encode())

    os.chdir(task.root)
    limits = Limits(task.cell_timeout, task.timeout, task.memory, began)
    state: dict[str, Any]
    try:
        made = make_report(
            Path(task.root) / task.params, to=Path(task.reports), limits=limits, warm=warm, tell=tell, alone=True
        )
        state = {"state": "made", "warnings": made.warnings, "doubts": made.doubts, "memory": made.memory}
    except DataError as error:
        state = {"state": "failed", "problems": tuple(error.problems)}
    except OgpkitError as error:
        # Where the reports lie is nobody's business who reads the published index.
        message = (
            str(error).replace(f"{task.reports}/", "").replace(f"{task.root}/", "").replace(task.root, "the project")
        )
        state = {"state": "failed", "message": message}
    except OSError as error:
        state = {"state": "failed", "message": f"{error.filename or task.name}: {error.strerror or error}"}
    except MemoryError:
        state = {"state": "failed", "message": "there was not enough memory for the report"}
    except Exception as error:
        # A fault of the kit itself must not end the batch, and is told as what it is.
        state = {"state": "failed", "message": f"a fault of ogpkit, please report it: {type(error).__name__}: {error}"}
    ended = time.monotonic()
    stages: dict[str, float] = {}
    for (stage, since), (_, until) in zip(marks, [*marks[1:], ("", ended)], strict=True):
        stages[stage] = stages.get(stage, 0.0) + until - since
    return task.outcome(seconds=ended - began, stages=stages, **state)
