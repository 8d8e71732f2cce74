"""What a person sees of a batch: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from ogpkit.cli.app import tell
from ogpkit.run.outcomes.outcome import Outcome

if TYPE_CHECKING:
    from ogpkit.run.batch.scheduling import Work

__all__ = ["Progress"]

_STAGES = {
    "": "starting",
    "check": "checking",
    "notebook": "running the notebook",
    "html": "writing HTML",
    "pdf": "writing PDF",
    "publish": "putting it in place",
}
_REASONS = 2


class Progress:
    """Tells of each report when it has ended, and on a terminal what is being made and what is left.

    Parameters
    ----------
    total : int
        How many reports are to be made.
    silent : bool
        Say nothing: somebody reads the JSON.
    """

    def __init__(self, total: int, *, silent: bool = False) -> None:
        self.total, self.silent = total, silent
        self.began = time.monotonic()
        self.done = 0
        self._live: Any = None

    def __enter__(self) -> Self:
        if not self.silent and self.total and sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def at_work(self, works: Sequence[Work], waiting: int) -> None:
        """Draw what is being made."""
        if self._live is None:
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=False)
        for work in works:
            stage = Text(_STAGES.get(work.stage, work.stage), style="cyan")
            table.add_row(Text(work.task.name, overflow="ellipsis"), stage, Text(f"{work.seconds:.0f} s"))
        table.add_row(Text(f"{self.done} of {self.total} done, {waiting} waiting{self._left()}", style="bold"))
        self._live.update(table, refresh=True)

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of a report."""
        if outcome.state in {"made", "failed"} and outcome.seconds:
            self.done += 1
        if self.silent:
            return
        lines = [self._line(outcome), *(f"    {line}" for text in outcome.complaints for line in text.splitlines())]
        if self._live is not None:
            for line in lines:
                self._live.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            for line in lines:
                tell(line)

    def summary(self, outcomes: Sequence[Outcome], seconds: float) -> str:
        """Return the last line: how many of each."""
        found = Counter[str](outcome.state for outcome in outcomes)
        words = {"made": "made", "unchanged": "unchanged", "would make": "would be made", "failed": "failed"}
        counts = ", ".join(f"{found[state]} {word}" for state, word in words.items() if found[state])
        return f"{len(outcomes)} report{'s' if len(outcomes) != 1 else ''} in {seconds:.1f} s: {counts}"

    def _line(self, outcome: Outcome) -> str:
        more = len(outcome.reasons) - _REASONS
        why = "; ".join(outcome.reasons[:_REASONS]) + (f"; and {more} more" if more > 0 else "")
        if outcome.state == "would make":
            return f"would make  {outcome.name}  ({why})"
        took = f"{outcome.seconds:.1f} s" if outcome.seconds else ""
        told = "; ".join(part for part in (took, why) if part)
        return f"{outcome.state}  {outcome.name}" + (f"  ({told})" if told else "")

    def _left(self) -> str:
        if not self.done:
            return ""
        seconds = (time.monotonic() - self.began) / self.done * (self.total - self.done)
        return f", about {seconds:.0f} s left" if seconds < 100 else f", about {seconds / 60:.0f} min left"
