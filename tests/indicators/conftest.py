"""Small dossiers made through the models, for tables that are computed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.events import Event
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.links import LinkCheck
from ogpkit.dossier.plan import Plan
from ogpkit.forms import load_form
from ogpkit.indicators import IndicatorValue, compute

Record = Mapping[str, Any]


def answered(option: str, **more: object) -> Record:
    """Return a record with an answer that the form states."""
    return {"answer": option, "explanation": "So it is.", **more}


def coded(option: str, **more: object) -> Record:
    """Return a record with a reviewer's coding alone."""
    return {"coding": {"answer": option, "by": "one", "why": "It says so."}, **more}


def small(
    answers: Mapping[str, Record] | None = None,
    commitments: Mapping[int, Mapping[str, Record] | None] | None = None,
    *,
    values: Mapping[int, tuple[str, ...]] | None = None,
    evidence: Sequence[Mapping[str, Any]] = (),
    events: Sequence[Mapping[str, Any]] = (),
    links: Sequence[Mapping[str, Any]] = (),
    plan: Mapping[str, Any] | None = None,
    submitted: str | None = None,
) -> Dossier:
    """Return a dossier; a commitment with None is in the plan and not assessed."""
    commitments = {1: {}} if commitments is None else commitments
    made = Plan.model_validate(
        {
            "member": {"name": "Harbour", "country": "Atlantis"},
            "title": "Action plan",
            "period": {"start": 2024, "end": 2026},
            "commitments": [
                {"number": n, "title": f"Commitment {n}", "ogp_values": (values or {}).get(n, ())} for n in commitments
            ],
        }
        | dict(plan or {})
    )
    assessment = Assessment.model_validate(
        {
            "form": "inception",
            "submitted": submitted,
            "coders": [{"id": "one", "name": "One"}],
            "answers": answers or {},
            "commitments": [
                {"number": n, "answers": {f"{n}.{part}": record for part, record in records.items()}}
                for n, records in commitments.items()
                if records is not None
            ],
        }
    )
    register = tuple(EvidenceEntry.model_validate(entry) for entry in evidence)
    return Dossier(
        "harbour",
        load_form("inception"),
        made,
        assessment,
        register,
        tuple(Event.model_validate({"id": f"e{n}", "title": "Event", **event}) for n, event in enumerate(events)),
        tuple(LinkCheck.model_validate(link) for link in links),
    )


@pytest.fixture
def value() -> Callable[..., IndicatorValue]:
    """Return a function that computes one indicator of a dossier."""

    def of(dossier: Dossier, name: str, entity: str = "plan") -> IndicatorValue:
        (found,) = [one for one in compute(dossier) if (one.id, one.entity) == (name, entity)]
        return found

    return of
