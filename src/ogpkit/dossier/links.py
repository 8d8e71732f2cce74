"""What a check of links found: one row of ``links.csv``, which the kit writes itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ogpkit.dossier.base import WHOLE, Address, DayDate, Model

__all__ = ["LinkCheck", "Outcome", "State"]

Outcome = Literal[
    "reached",
    "gone",
    "unknown host",
    "refused",
    "server error",
    "other answer",
    "no connection",
    "time limit",
    "TLS error",
    "no HTTP",
    "too many redirects",
    "bad address",
    "private network",
]
State = Literal["alive", "dead", "in doubt"]

_STATES: dict[Outcome, State] = {"reached": "alive", "gone": "dead", "unknown host": "dead"}


class LinkCheck(Model):
    """What became of one address on one day.

    Examples
    --------
    >>> LinkCheck(address="https://example.org/", checked="2026-11-23", status=404, outcome="gone").state
    'dead'
    """

    address: Address
    checked: DayDate
    status: Annotated[int, Field(ge=100, le=999), WHOLE] | None = None
    final: Address | None = Field(None, description="where redirects led, if anywhere")
    outcome: Outcome

    @property
    def state(self) -> State:
        """Whether the address is alive, dead, or in doubt.

        Dead is what the server itself calls gone (404, 410) and what has no host any more. All else may pass: a server
        may be down for a day, or refuse programs and let people in.
        """
        return _STATES.get(self.outcome, "in doubt")
