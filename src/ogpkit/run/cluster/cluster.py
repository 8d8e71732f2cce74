"""A batch that the workers of a dask scheduler make."""

from __future__ import annotations

import importlib.util
import logging
import warnings
from collections.abc import Callable, Iterator

from ogpkit.errors import MissingToolError, ReportError
from ogpkit.run.batch.batch import Batch
from ogpkit.run.outcomes.outcome import Outcome
from ogpkit.run.publish import clear_up

__all__ = ["made_by_cluster", "require_dask"]


def require_dask() -> None:
    """Raise MissingToolError where dask's scheduler cannot be spoken to, with what to do about it."""
    if importlib.util.find_spec("distributed") is None or importlib.util.find_spec("fsspec") is None:
        raise MissingToolError('--engine dask needs the package distributed; get it by: pip install "ogpkit[dask]"')


def made_by_cluster(
    batch: Batch,
    scheduler: str,
    *,
    inputs: str = "",
    cell_timeout: int = 600,
    timeout: int = 0,
    memory: int = 0,
    wait: float = 10.0,
    patience: float = 300.0,
    watch: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Have what is stale made by the workers of a scheduler; give each outcome as soon as it is known.

    Parameters
    ----------
    batch : Batch
        What was planned.
    scheduler : str
        Address of the scheduler, such as ``tcp://10.0.0.1:8786``. A ``tls://`` one takes its certificates from the
        settings of dask.
    inputs : str
        The project as the workers find it, an address of fsspec; empty where the files travel with the tasks.
    cell_timeout, timeout : int
        Seconds that a cell and a report may take; 0 for no limit.
    memory : int
        Megabytes that a notebook, and apart from it its worker, may hold; 0 for no limit.
    wait, patience : float
        Seconds that the scheduler may take to answer, and that it may be without any worker.
    watch : callable
        Gets the number of reports that are not made yet, several times a second.

    Raises
    ------
    MissingToolError
        dask's scheduler cannot be spoken to.
    ReportError
        Nobody answers at that address.
    """
    tasks = batch.tasks(cell_timeout=cell_timeout, timeout=timeout, memory=memory)
    if not tasks:
        return
    require_dask()
    from distributed import Client
    from distributed.versions import VersionMismatchWarning

    from ogpkit.run.cluster.handing import Handing

    # What has to be said of the connection is said in the outcomes.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for place in {left.parent for left in batch.reports.glob("*/.making-*")}:
        clear_up(place)  # what a killed batch left
    try:
        with warnings.catch_warnings():
            # What matters of it is told of each report by the worker that has other versions.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(scheduler, timeout=wait, set_as_default=False, name="ogpkit")
    except (OSError, ValueError, TypeError) as error:
        told = "no scheduler answers there" if isinstance(error, OSError) else "this is no address of a scheduler"
        what = f"--scheduler {scheduler}: {told}; expected an address such as tcp://10.0.0.1:8786"
        raise ReportError(f"{what}; start one by: dask scheduler") from None
    try:
        for outcome in Handing(client, tasks, address=inputs, patience=patience, watch=watch).outcomes():
            batch.outcomes.append(outcome)
            yield outcome
    finally:
        client.close(timeout=2)
