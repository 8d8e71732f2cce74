"""Handing reports to the scheduler of a cluster, a window at a time, and taking in what comes back."""

from __future__ import annotations

import contextlib
import pickle
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from ogpkit.errors import OgpkitError
from ogpkit.run.batch.task import Task
from ogpkit.run.cluster.accepting import accept
from ogpkit.run.cluster.making import Delivery, make_elsewhere
from ogpkit.run.cluster.parcel import Parcel, pack, refused
from ogpkit.run.freshness.fingerprint import Inputs
from ogpkit.run.outcomes.outcome import Outcome

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Handing"]

_EACH = 4
"""Reports that are handed over for each thread of the workers: enough that none waits for this machine."""

_MOST = 256_000_000
"""Bytes of files that are on their way at once; a parcel that is larger goes alone."""

_TRIES = 2
"""A report whose workers died is tried once more, alone: it may have been the fault of another beside it."""

_LOOK = 0.25
"""Seconds between two looks at the clock."""

_ASK = 2.0
"""Seconds between two questions to the scheduler, how many workers it has."""

_ARRIVAL = 60.0
"""Seconds that a delivery may be on its way before it is looked whether its worker died with it."""


@dataclass(frozen=True)
class _Call:
    """Becomes, where it is read, what :func:`make_elsewhere` returns for a parcel."""

    parcel: Parcel

    def __reduce__(self) -> tuple[Any, ...]:
        return make_elsewhere, (self.parcel,)


@dataclass(eq=False)
class _Order:
    """A report that is being made elsewhere."""

    task: Task
    inputs: Inputs
    size: int
    tries: int
    future: Future[Delivery]
    began: float = field(default_factory=time.monotonic)

    def failed(self, message: str) -> Outcome:
        """Return the outcome of a report of which nothing came back."""
        return replace(self.task.outcome(state="failed", message=message), seconds=time.monotonic() - self.began)


class Handing:
    """Has reports made by the workers of a scheduler; each is put in place here, and once.

    Parameters
    ----------
    client : distributed.Client
        The connection to the scheduler; who gave it closes it.
    tasks : sequence of Task
        What is to be made, in this order.
    address : str
        Where the workers find the project; empty where the files travel with the tasks.
    patience : float
        Seconds that the scheduler may be without any worker.
    watch : callable
        Gets the number of reports that are not made yet, several times a second.
    """

    def __init__(
        self,
        client: Client,
        tasks: Sequence[Task],
        *,
        address: str = "",
        patience: float = 300.0,
        watch: Callable[[int], None] | None = None,
    ) -> None:
        self.client, self.address, self.patience, self.watch = client, address, patience, watch
        self.waiting = deque((task, 1) for task in tasks)
        self.packed: Parcel | None = None
        self.orders: dict[str, _Order] = {}
        self.threads = 1
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._lost = ""
        self._asked = 0.0
        self._seen = time.monotonic()

    def outcomes(self) -> Iterator[Outcome]:
        """Have all reports made; give the outcome of each as soon as it is known."""
        try:
            while (self.waiting or self.orders) and not self._lost:
                self._count_threads()
                yield from self._hand_over()
                if self.watch is not None:
                    self.watch(len(self.waiting) + len(self.orders))
                yield from self._take_in()
            for order in self.orders.values():
                yield order.failed(self._lost)
            for task, _ in self.waiting:
                yield task.outcome(state="failed", message=self._lost)
        finally:
            self._cancel()

    def _count_threads(self) -> None:
        """Ask how many threads the workers have, now and then: workers come and go."""
        now = time.monotonic()
        if now - self._asked < _ASK:
            return
        self._asked = now
        try:
            threads = sum(self.client.nthreads().values())
        except (OSError, TimeoutError):
            return  # where the scheduler is lost, the orders tell
        self.threads = max(1, threads)
        if threads:
            self._seen = time.monotonic()
        elif now - self._seen > self.patience:
            self._lost = f"the scheduler has had no worker for {self.patience:.0f} seconds; start workers"

    def _hand_over(self) -> Iterator[Outcome]:
        """Hand over reports until the window is full; give the outcome of those that cannot be packed."""
        while self.waiting and not self._lost and len(self.orders) < _EACH * self.threads and not self._in_turn():
            task, tries = self.waiting[0]
            if self.packed is None:
                try:
                    self.packed = pack(task, self.address)
                except (OgpkitError, OSError) as error:
                    self.waiting.popleft()
                    yield refused(task, error)
                    continue
            if self.orders and self.packed.size + sum(one.size for one in self.orders.values()) > _MOST:
                return
            parcel, self.packed = self.packed, None
            self.waiting.popleft()
            try:
                future = self._submitted(parcel)
            except (OSError, RuntimeError) as error:
                self.waiting.appendleft((task, tries))
                self._lost = f"the scheduler takes no more reports ({type(error).__name__}); what was made is kept"
                return
            self.orders[str(future.key)] = _Order(task, parcel.inputs, parcel.size, tries, future)
            future.add_done_callback(self._note)

    def _in_turn(self) -> bool:
        """Return whether the next report has to wait because it, or one that is being made, has to be made alone."""
        return bool(self.orders) and (self.waiting[0][1] > 1 or any(one.tries > 1 for one in self.orders.values()))

    def _submitted(self, parcel: Parcel) -> Future[Delivery]:
        import dask

        # Dask carries bytes that it need not understand: a scheduler without ogpkit passes them on, and on a worker
        # without it the task fails with a reason. (A worker that cannot read its task at all leaves it for ever.)
        call = pickle.dumps(_Call(parcel), protocol=pickle.HIGHEST_PROTOCOL)
        # It warns of arguments above 10 MB and wants them put on the workers before. What is put there is lost with its
        # worker, and a report has to be made again elsewhere then.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "100GB"}):
            return self.client.submit(pickle.loads, call, key=f"ogpkit-{uuid.uuid4().hex}", pure=False)

    def _note(self, future: Future[Delivery]) -> None:
        self._ended.put(str(future.key))

    def _take_in(self) -> Iterator[Outcome]:
        """Wait a little for a report that has come to its end, and take it in."""
        try:
            key = self._ended.get(timeout=_LOOK)
        except Empty:
            return
        order = self.orders.get(key)
        if order is None:
            return
        status = order.future.status
        if status == "lost":
            # Its worker died before the delivery was fetched: the scheduler has it made once more.
            time.sleep(_LOOK)
            self._ended.put(key)
            return
        try:
            error = order.future.exception(timeout=_ARRIVAL) if status == "error" else None
            delivery = order.future.result(timeout=_ARRIVAL) if status == "finished" else None
        except TimeoutError:
            order.future.add_done_callback(self._note)
            return
        except CancelledError:
            status = "cancelled"
        except Exception as other:
            error, delivery = other, None
        if status == "cancelled":
            self._lost = "the connection to the scheduler was lost; what was made is kept, the same command goes on"
            return
        if status == "pending":
            order.future.add_done_callback(self._note)
            return
        del self.orders[key]
        order.future.release()
        if delivery is not None:
            yield accept(delivery, order.task, order.inputs)
        elif _is_killed(error) and order.tries < _TRIES and (self.orders or self.waiting):
            self.waiting.append((order.task, order.tries + 1))
        else:
            yield order.failed(_why(error))

    def _cancel(self) -> None:
        """Cancel what was ordered and has not come."""
        futures = [order.future for order in self.orders.values()]
        self.orders.clear()
        if futures and not self._lost:
            with contextlib.suppress(Exception):  # the end of a batch is not the place to complain
                self.client.cancel(futures)


def _is_killed(error: Any) -> bool:
    from distributed import KilledWorker

    return isinstance(error, KilledWorker)


def _why(error: Any) -> str:
    """Return in words why nothing came back."""
    if _is_killed(error):
        return (
            f"every worker that made this report died, {error.allowed_failures + 1} times; "
            "is there memory enough? The logs of the workers may tell"
        )
    if isinstance(error, ImportError):
        return "a worker has no ogpkit, or another one; install the same there"
    first = str(error).strip().partition("\n")[0]
    return f"the cluster cannot make this report: {type(error).__name__}: {first[:300]}"
