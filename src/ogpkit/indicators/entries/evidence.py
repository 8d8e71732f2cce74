"""Definitions of the indicators of the evidence behind the answers."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the answers on the form"
_REGISTER = "the kit's own, from evidence.csv"
_ALL = "entries of the evidence register"
_PARTIAL = "Where dates are partial there is no value but the least and the most that it can be."

ENTRIES = (
    Definition(
        id="answers-stated",
        name="Answers stated on the form",
        definition=(
            "How many questions with options have one stated on the form; the others are coded by a reviewer, or open"
        ),
        formula="stated options / choice questions that apply",
        unit="%",
        range="0 to 100",
        denominator="questions with options that apply, those on commitments once for each",
        caveats="Questions on commitments that are not verifiable do not apply.",
        source=_KIT,
    ),
    Definition(
        id="evidence-coverage",
        name="Questions with evidence or a reference",
        definition="How many questions that ask for evidence name at least one piece of evidence or one reference",
        formula="questions with an entry / questions that ask for evidence and apply",
        unit="%",
        range="0 to 100",
        denominator="questions that ask for evidence and apply, those on commitments once for each",
        caveats="Says that something is named, not that it supports the answer.",
        source=_KIT,
    ),
    Definition(
        id="evidence-addresses",
        name="Evidence with an address",
        definition="How many entries of the evidence register can be looked up (interviews are left out)",
        formula="entries with an address / entries other than interviews",
        unit="%",
        range="0 to 100",
        denominator=f"{_ALL} other than interviews",
        caveats="An address may be dead: see dead addresses.",
        source=_KIT,
    ),
    Definition(
        id="evidence-by-kind",
        name="Evidence by kind",
        definition="How many entries of the evidence register are of this kind",
        formula="entries of the kind / all entries",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        caveats="The kind is what the recorder chose.",
        source=_REGISTER,
    ),
    Definition(
        id="evidence-source-known",
        name="Evidence whose source is known",
        definition="Of how many entries it is recorded whether the government is their source",
        formula="entries with yes or no under government / all entries",
        unit="%",
        range="0 to 100",
        denominator=_ALL,
        source=_REGISTER,
        caveats="Says how far the share of independent evidence can be trusted.",
    ),
    Definition(
        id="evidence-independent",
        name="Evidence not from the government",
        definition="How many entries whose source is known do not come from the government",
        formula="entries with no under government / entries with yes or no",
        unit="%",
        range="0 to 100",
        denominator=f"{_ALL} whose source is known",
        caveats="Entries of unknown source are left out. Not from the government does not mean impartial.",
        source=_REGISTER,
    ),
    Definition(
        id="evidence-age-median",
        name="Age of the evidence, median",
        definition="Days from an entry's date to the day on which the report was handed in: the median",
        formula="median of (submission of the report − date)",
        unit="days",
        range="any; below 0 where evidence is younger than the report",
        denominator=_ALL,
        caveats=f"{_PARTIAL} n of N entries have a date; the others are left out.",
        source=_REGISTER,
    ),
    Definition(
        id="evidence-age-oldest",
        name="Age of the evidence, oldest",
        definition="Days from an entry's date to the day on which the report was handed in: the most",
        formula="most of (submission of the report − date)",
        unit="days",
        range="any; below 0 where evidence is younger than the report",
        denominator=_ALL,
        caveats=f"{_PARTIAL} n of N entries have a date; the others are left out.",
        source=_REGISTER,
    ),
    Definition(
        id="evidence-dead",
        name="Dead addresses",
        definition=(
            "How many addresses of the register were gone (status 404 or 410) or without a host at the last check"
        ),
        formula="dead addresses / addresses that were asked",
        unit="%",
        range="0 to 100",
        denominator="different addresses of the evidence register that a check of links asked",
        caveats=(
            "True of the day on which it was asked. What refused, failed or did not answer is in doubt and not counted "
            "as dead. A page that is there may hold something else by now."
        ),
        source="the kit's own, from links.csv (ogpkit check --links)",
    ),
)
