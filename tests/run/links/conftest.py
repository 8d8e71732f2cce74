"""A server on this machine, which a test asks for its addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.run.loopback import Loopback, loopback


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as here:
        yield here
