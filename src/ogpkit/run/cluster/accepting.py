"""Taking in what a cluster delivers: only the report that was ordered, whole, put in place by the one that asked."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ogpkit.errors import OgpkitError, ReportError
from ogpkit.run.batch.task import Task
from ogpkit.run.cluster.making import Delivery
from ogpkit.run.cluster.parcel import differing, refused
from ogpkit.run.freshness.fingerprint import Inputs
from ogpkit.run.freshness.status import FILE, status_bytes
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.publish import OUTPUTS, publish, scratch_folder, write_file

__all__ = ["accept"]

_FIGURE = re.compile(r"figures/figure-\d+\.(svg|png|jpg)")


def accept(delivery: Delivery, task: Task, inputs: Inputs) -> Outcome:
    """Put a delivered report, or the notebook that failed, in its place; return the outcome.

    A delivery that is not whole, or was made of or by something else than was asked for, is a failure of that report,
    and what was there stays.
    """
    target = Path(task.reports) / task.folder
    aside = target.with_name(f"{target.name}.failed.ipynb")
    outcome = delivery.outcome
    try:
        if outcome.state == "made":
            _examine(delivery.files, task, inputs)
            with scratch_folder(target.parent) as scratch:
                publish(delivery.files, target, scratch)
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        elif delivery.aside is not None:
            with scratch_folder(target.parent) as scratch:
                write_file(scratch / aside.name, delivery.aside)
                (scratch / aside.name).replace(aside)
    except (OgpkitError, OSError) as error:
        said = (outcome.message, refused(task, error).message)
        return replace(outcome, state="failed", message="\n  ".join(one for one in said if one), warnings=())
    return outcome


def _examine(files: Mapping[str, bytes], task: Task, inputs: Inputs) -> None:
    """Raise ReportError where these are not the files of a report that was made of ``inputs``."""
    if any(name not in OUTPUTS - {"figures"} and not _FIGURE.fullmatch(name) for name in files):
        raise ReportError("a worker delivered files that no report has; nothing of it was taken")
    dossier, form = task.folder.split("/")
    outputs = {name: content for name, content in files.items() if name != FILE}
    try:
        status = json.loads(files[FILE])
        wanted = status_bytes(dossier=dossier, form=form, inputs=inputs, outputs=outputs, entry=status["entry"])
        if files[FILE] == wanted:
            return
        others = differing(inputs.made_by, status["inputs"]["made_by"])
        same = status["inputs"]["files"] == dict(inputs.files)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise ReportError("a worker delivered a report without a sound status.json; nothing of it was taken") from None
    if others:
        raise ReportError(f"a worker made the report with {others}; install the same there")
    if not same:
        raise ReportError("a worker made the report from other files than those of the batch; nothing of it was taken")
    raise ReportError("a report did not arrive whole; try again")
