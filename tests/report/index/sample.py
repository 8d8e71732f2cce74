"""Invented entries of an index to look at and to measure: any number, with long names, failures and other scripts."""

from __future__ import annotations

from ogpkit.indicators.definition import percent
from ogpkit.report.index import IndexEntry, KeyIndicator
from ogpkit.report.index.entry import FILES, State

PLACES = (
    ("Khmelnytskyi", "Ukraine", "Звіт – План дій", "uk"),
    ("Córdoba (City)", "Argentina", "Informe inicial", "es"),
    ("მარტვილი", "Georgia", "Inception Report", "ka"),
    ("تطوان", "Morocco", "تقرير أولي", "ar"),
    (
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and the surrounding districts",
        "Wales",
        "Report",
        "en",
    ),
    ("Quito", "Ecuador", "Inception Report", "en"),
    ("臺中市", "Chinese Taipei", "初步報告", "zh"),
)
LEVELS = ("No consultation", "Inform", "Consult", "Involve", "Collaborate")
MESSAGE = (
    'data/raw/x/inception.yaml:41: answer 1.3 is "Yse"; expected Yes, No or Unclear\n'
    "data/raw/x/plan.yaml:7: <script>alert(1)</script> is no title; expected a text"
)


def indicators(number: int) -> tuple[KeyIndicator, ...]:
    commitments = 1 + number % 9
    coded = ("4 of 4 answers are a reviewer's coding",) if number % 3 == 0 else ()

    def rate(name: str, n: int, total: int, *flags: str) -> KeyIndicator:
        part = percent(n, total)
        return KeyIndicator(name, name, f"{part}\N{NO-BREAK SPACE}%", n, total, part, flags)

    met = 4 - (number % 5 == 1)
    verdict = "undetermined" if coded else "met" if met == 4 else "not met"
    one = [KeyIndicator("requirements-verdict", "Verdict", verdict, 0 if coded else met, 4, None)]
    if coded:
        one.append(KeyIndicator("requirements-coded-verdict", "With coding", "met", 4, 4, None, coded))
    verifiable = min(commitments, number % 7 + 1)
    one += [
        rate("requirements-met", met, 4, *coded),
        rate("practices-followed", number % 7, 6, *(("1 unclear",) if number % 7 < 5 else ())),
        KeyIndicator("participation-level", "Level", LEVELS[number % 5], None, None, None, coded),
        rate("commitments-verifiable", verifiable, commitments),
        rate("commitments-relevant", verifiable, commitments, *coded),
        rate("commitments-substantial", verifiable // 2, commitments),
        rate("commitments-promising", verifiable // 2, commitments),
        rate("answers-stated", number % 23, 22),
        rate("evidence-coverage", number % 23, 22),
        rate("evidence-addresses", 0, number % 4) if number % 4 else KeyIndicator("evidence-addresses", "x", "", 0, 0),
    ]
    return tuple(one)


def entries(count: int, *, synthetic: bool = False) -> list[IndexEntry]:
    """Return ``count`` entries; every eleventh failed, every thirteenth is not made, and so on."""
    result = []
    for number in range(count):
        member, country, title, language = PLACES[number % len(PLACES)]
        suffix = f" {number}" if number >= len(PLACES) else ""
        state: State = "current"
        if number % 11 == 5:
            state = "failed" if number % 2 else "old"
        elif number % 13 == 6:
            state = "missing"
        there = state in ("current", "old")
        result.append(
            IndexEntry(
                name=f"city-{number:04}",
                folder=f"city-{number:04}/inception" if there else "",
                member=f"{member}{suffix}",
                country=country,
                title=f"{title} – {member}{suffix}, {country}, 2021 – 2025",
                form="Inception Report",
                period=f"{2019 + number % 5} – {2023 + number % 5}",
                language=language,
                status=("draft", "public-comment", "final")[number % 3],
                date=f"2026-{1 + number % 12:02}-{1 + number % 28:02}",
                state=state,
                message=MESSAGE if state in ("failed", "old") else "",
                warnings=number % 4,
                notices=("Synthetic: invented data",)
                if synthetic
                else ("Restatement, not official",) * (number % 9 == 0),
                synthetic=synthetic,
                indicators=indicators(number) if there else (),
                files=FILES if there else (),
            )
        )
    return result
