from __future__ import annotations

from collections.abc import Callable

import pytest

from ogpkit.report.blocks import Block, Cover, Document
from ogpkit.report.pdf import write_pdf
from tests.report.sample import sample_document

ATTACHED = {"indicators.json": b'{"n": 2}', "codes.bin": bytes(range(256))}


@pytest.fixture(scope="session")
def sample() -> Document:
    return sample_document()


@pytest.fixture(scope="session")
def sample_pdf(sample: Document) -> bytes:
    return write_pdf(sample, attachments=ATTACHED)


@pytest.fixture(scope="session")
def report() -> Callable[..., Document]:
    """Return a maker of documents of the given blocks; keywords change the cover."""

    def of(*blocks: Block, **cover: object) -> Document:
        about = {"title": "Inception Report", "status": "final", "date": "2025-03-17", "language": "en", **cover}
        return Document(cover=Cover.model_validate(about), blocks=blocks)

    return of
