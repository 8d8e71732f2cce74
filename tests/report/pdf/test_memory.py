"""A process that writes many reports keeps no more memory than one that writes a few."""

from __future__ import annotations

import subprocess
import sys

import pytest

WRITES = """
import sys, psutil
from ogpkit.report.blocks import Column, Cover, Document, Table, inlines
from ogpkit.report.pdf import write_pdf

def report(number):
    cover = Cover(title=f"Report {number}", status="final", date="2025-03-17", language="en")
    said = [(f"city {number} row {row}", f"a text that differs {row * number}") for row in range(150)]
    rows = tuple((inlines(name), inlines(text)) for name, text in said)
    columns = (Column(title=inlines("One")), Column(title=inlines("Two")))
    return Document(cover=cover, blocks=(Table(columns=columns, rows=rows, caption=inlines("Rows")),))

held = []
for number in range(24):
    write_pdf(report(number))
    held.append(psutil.Process().memory_full_info().uss)
print(held[5], held[-1])
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_reports():
    done = subprocess.run([sys.executable, "-c", WRITES], capture_output=True, text=True, check=True)
    early, late = map(int, done.stdout.split())
    assert late < early * 1.2
