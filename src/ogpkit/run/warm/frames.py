"""How a message of many parts travels over one connection."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ENDED", "IOPUB", "KEY", "SHELL", "frame", "parts"]

KEY = b"ogpkit"
"""Messages are signed, as everywhere in Jupyter; nobody else can write to the connection, so this need be no secret."""

SHELL, IOPUB = b"s", b"i"
"""The first byte of a frame: a request or the answer to one, or what the kernel says meanwhile."""

ENDED = b"{"
"""The first byte of the server's last word on a child; the whole is JSON."""

_LENGTH = 8


def frame(kind: bytes, content: Iterable[bytes]) -> bytes:
    """Return the parts of a message as one, each after its length.

    Examples
    --------
    >>> parts(frame(SHELL, [b"one", b""]))
    [b'one', b'']
    """
    whole = bytearray(kind)
    for part in content:
        whole += len(part).to_bytes(_LENGTH, "big") + part
    return bytes(whole)


def parts(whole: bytes) -> list[bytes]:
    """Return the parts of a message again."""
    found, place = [], 1
    while place < len(whole):
        end = place + _LENGTH + int.from_bytes(whole[place : place + _LENGTH], "big")
        found.append(whole[place + _LENGTH : end])
        place = end
    return found
