"""A register of evidence with addresses, and what is noted of them."""

from __future__ import annotations

import csv
import datetime

from ogpkit.run.links import CheckedLinks, check_links
from tests.conftest import Project
from tests.run.links.asking import QUICK

__all__ = ["TODAY", "check", "register", "rows"]

TODAY = datetime.date(2026, 11, 23)


def register(project: Project, *addresses: str, archived: str = "") -> None:
    rows = "".join(f"e{n},link,Entry {n},{address},{archived}\n" for n, address in enumerate(addresses))
    project.write("evidence.csv", f"id,kind,title,address,archived\n{rows}")
    project.write("inception.yaml", "form: inception\nanswers: {}\n")


def check(project: Project, today: datetime.date = TODAY) -> CheckedLinks:
    return check_links(project.dossier, "inception", project.root, today=today, manners=QUICK)


def rows(project: Project) -> list[dict[str, str]]:
    return list(csv.DictReader(project.read("links.csv").splitlines()))
