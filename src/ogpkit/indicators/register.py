"""Indicators of the evidence register: kinds, who published it, its age, and which addresses are dead."""

from __future__ import annotations

from typing import get_args

from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.indicators.cocreation import PLAN
from ogpkit.indicators.definition import IndicatorValue, share
from ogpkit.indicators.spans import Bounds, between, bounded, median_of

__all__ = ["ages", "independence", "kinds", "links", "register_indicators"]

_KINDS: tuple[str, ...] = get_args(EvidenceEntry.model_fields["kind"].annotation)


def kinds(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return how many entries are of each kind."""
    total = len(dossier.evidence)
    return tuple(
        share("evidence-by-kind", kind, sum(entry.kind == kind for entry in dossier.evidence), total) for kind in _KINDS
    )


def independence(dossier: Dossier) -> tuple[IndicatorValue, IndicatorValue]:
    """Return of how many entries it is known whether the government is their source, and how many of these are not."""
    total = len(dossier.evidence)
    known = [entry for entry in dossier.evidence if entry.government != "unknown"]
    others = sum(entry.government == "no" for entry in known)
    unknown = total - len(known)
    flag = f"of {unknown} of {total} entries the source is unknown" if unknown else ""
    why = "needs the column government of evidence.csv" if not known else ""
    return (
        share("evidence-source-known", PLAN, len(known), total),
        share("evidence-independent", PLAN, others, len(known), flag, why),
    )


def ages(dossier: Dossier) -> tuple[IndicatorValue, IndicatorValue]:
    """Return how old the evidence was when the report was handed in: the median and the oldest, in days.

    Below nought an entry is younger than the report.
    """
    names = ("evidence-age-median", "evidence-age-oldest")
    total, asked_on = len(dossier.evidence), dossier.assessment.submitted
    dates = [entry.date for entry in dossier.evidence if entry.date is not None]
    if asked_on is None or not dates:
        lacking = [] if dates else ["dates in evidence.csv"]
        lacking += [] if asked_on else [f"submitted in {dossier.form.form}.yaml, the day on which ages are counted"]
        why = f"needs {' and '.join(lacking)}"
        middle, oldest = (IndicatorValue(name, PLAN, None, len(dates), total, (why,)) for name in names)
        return middle, oldest
    old = [between(date, asked_on) for date in dates]
    younger = sum(one.high < 0 for one in old)
    flag = f"{younger} younger than the report" if younger else ""
    top = Bounds(max(one.low for one in old), max(one.high for one in old))
    return (
        bounded(names[0], PLAN, median_of(old), len(dates), total, flag),
        bounded(names[1], PLAN, top, len(dates), total, flag),
    )


def links(dossier: Dossier) -> IndicatorValue:
    """Return how many addresses of the register were dead when links were last checked; no network is asked."""
    addresses = list(dict.fromkeys(entry.address for entry in dossier.evidence if entry.address))
    checked = {link.address: link for link in dossier.links}
    found = [checked[address] for address in addresses if address in checked]
    if not found:
        why = "needs a check of links: ogpkit check --links" if addresses else "needs addresses in evidence.csv"
        return IndicatorValue("evidence-dead", PLAN, None, 0, 0, (why,))
    doubt = sum(link.state == "in doubt" for link in found)
    left = len(addresses) - len(found)
    days = sorted({link.checked.isoformat() for link in found})
    kept = {entry.address for entry in dossier.evidence if entry.archived}
    dead = [link for link in found if link.state == "dead"]
    saved = sum(link.address in kept for link in dead)
    return share(
        "evidence-dead",
        PLAN,
        len(dead),
        len(found),
        f"asked on {days[0]}" if len(days) == 1 else f"asked from {days[0]} to {days[-1]}",
        f"{doubt} in doubt" if doubt else "",
        f"{left} of {len(addresses)} addresses not asked" if left else "",
        f"an archived copy is named for {saved} of the dead" if saved else "",
        undetermined=doubt,
    )


def register_indicators(dossier: Dossier) -> tuple[IndicatorValue, ...]:
    """Return kinds, sources, age and dead addresses of the register."""
    return (*kinds(dossier), *independence(dossier), *ages(dossier), links(dossier))
