"""Asking addresses in a test: at once, and of whom the test says."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from ogpkit.run.asking import Answer, Asker, Manners

__all__ = ["QUICK", "ask", "ask_all", "free_port", "names"]

QUICK = Manners(pause=0, limit=1, private=True)


def ask(address: str, manners: Manners = QUICK) -> Answer:
    return ask_all([address], manners)[0]


def ask_all(addresses: list[str], manners: Manners = QUICK) -> list[Answer]:
    async def run() -> list[Answer]:
        asker = Asker(manners)
        return list(await asyncio.gather(*(asker.ask(address) for address in addresses)))

    return asyncio.run(run())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def names(known: dict[str, tuple[str, int]]) -> Callable[..., list[object]]:
    """Return a look-up that knows these names alone, and numbers."""

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        if host in known:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", known[host])]
        try:
            socket.inet_aton(host)
        except OSError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    return look_up
