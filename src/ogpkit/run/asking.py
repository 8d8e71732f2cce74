"""Asking an address on the web whether it is there: the one place that uses a network, and only when told to.

Addresses come from files that anyone may have written. So each host is looked up first, is asked only where all that it
resolves to is public, and is then called by that very number, so that a second look-up cannot lead elsewhere; the same
holds for each redirect. No body is read, no cookie kept, no name or password sent.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ogpkit import __version__
from ogpkit.dossier.links import Outcome
from ogpkit.run.hosts import is_literal, is_never_asked, is_public
from ogpkit.run.redirected import publishable

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Asker", "Manners"]

USER_AGENT = f"ogpkit/{__version__} (+link check)"

_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_CLOSED = {401, 402, 403, 405, 406, 407, 429, 451}
_TRIED = 3
"""How many of the numbers of a host are tried, where the first ones do not answer."""


@dataclass(frozen=True)
class Manners:
    """How politely to ask.

    Parameters
    ----------
    pause : float
        Seconds between the end of one request to a host and the beginning of the next.
    limit : float
        Seconds that one request may take, from the connection to the last header.
    redirects : int
        How many redirects are followed.
    at_once : int
        How many hosts are asked at the same time; each gets one request at a time.
    private : bool
        Whether hosts in private networks and on this machine may be asked.
    """

    pause: float = 1.0
    limit: float = 15.0
    redirects: int = 5
    at_once: int = 8
    private: bool = False


@dataclass(frozen=True)
class Answer:
    """What became of one address: the outcome, the last status, and where redirects led."""

    outcome: Outcome
    status: int | None = None
    final: str | None = None


class _NotAskedError(Exception):
    """An address that cannot or may not be asked."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome: Outcome = outcome
        super().__init__(outcome)


class _NotFoundError(_NotAskedError):
    """An address whose host could not be looked up."""


@dataclass
class _Host:
    """One host's turn: who may ask it now, and when it was asked last."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked: float = float("-inf")


class Asker:
    """Asks addresses, each host one request at a time with a pause between."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.resolved = False
        """Whether looking up a name found a host elsewhere so far; else there may be no network at all."""
        self.missed = False
        """Whether looking up a name that was to be asked failed so far."""
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._room = asyncio.Semaphore(manners.at_once)
        self._trust = ssl.create_default_context()

    async def ask(self, address: str) -> Answer:
        """Return what became of an address; nothing is raised for whatever its server does."""
        import httpx

        try:
            return await self._follow(httpx.URL(address))
        except _NotAskedError as refused:
            return Answer(refused.outcome)
        except (httpx.InvalidURL, UnicodeError, ValueError):
            return Answer("bad address")

    async def _follow(self, url: httpx.URL) -> Answer:
        import httpx

        here, seen, private = url, {str(url)}, self.manners.private
        for hop in range(self.manners.redirects + 1):
            try:
                numbers = await self._numbers(here, private=private)
                # What is on the internet must not lead a check into the network where it runs.
                private = private and not any(map(is_public, numbers))
                status, location = await self._knock(here, numbers[:_TRIED])
            except _NotAskedError as refused:
                self.missed |= not hop and isinstance(refused, _NotFoundError) and not is_literal(url.host)
                return Answer(refused.outcome, final=publishable(str(here)) if hop else None)
            final = publishable(str(here)) if hop else None
            if status not in _REDIRECTS:
                return Answer(_outcome(status), status, final)
            try:
                here = here.join(location)
            except (httpx.InvalidURL, UnicodeError, ValueError):
                here = httpx.URL("")
            if not location or here.scheme not in {"http", "https"} or not here.host:
                return Answer("bad address", status, final)
            here = here.copy_with(fragment=None)
            if str(here) in seen:
                return Answer("too many redirects", status, final)
            seen.add(str(here))
        return Answer("too many redirects", status, publishable(str(here)))

    async def _knock(self, url: httpx.URL, numbers: list[str]) -> tuple[int, str]:
        """Return status and location; asked by HEAD, and by GET where that is answered by an error or not at all."""
        try:
            status, location = await self._request("HEAD", url, numbers)
        except _NotAskedError as refused:
            if refused.outcome != "no HTTP":
                raise
            status, location = 400, ""
        # Who says that there are too many requests gets no second one.
        if status >= 400 and status != 429:
            status, location = await self._request("GET", url, numbers)
        return status, location

    async def _numbers(self, url: httpx.URL, *, private: bool) -> list[str]:
        """Return the numbers of a host, those of IPv4 first, where all of them may be called."""
        loop = asyncio.get_running_loop()
        if not url.host or not 0 < (url.port or _port(url)) < 65536:
            raise _NotAskedError("bad address")
        try:
            async with self._room, asyncio.timeout(self.manners.limit):
                found = await loop.getaddrinfo(
                    url.raw_host.decode("ascii"), url.port or _port(url), type=socket.SOCK_STREAM
                )
        except TimeoutError:
            raise _NotFoundError("time limit") from None
        except socket.gaierror as error:
            unknown = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
            raise _NotFoundError("unknown host" if unknown else "no connection") from None
        except (OSError, UnicodeError, ValueError):
            raise _NotAskedError("unknown host") from None
        numbers = list(dict.fromkeys(str(one[4][0]) for one in sorted(found, key=lambda one: one[0] != socket.AF_INET)))
        # A number needs no looking up, and the machine's own name no network.
        if not is_literal(url.host) and any(map(is_public, numbers)):
            self.resolved = True
        if any(map(is_never_asked, numbers)) or not (private or all(map(is_public, numbers))):
            raise _NotAskedError("private network")
        return numbers

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        one = self._hosts[host.lower()]
        async with one.turn:
            loop = asyncio.get_running_loop()
            await asyncio.sleep(max(0.0, one.asked + self.manners.pause - loop.time()))
            try:
                async with self._room:
                    yield
            finally:
                one.asked = loop.time()

    async def _request(self, method: str, url: httpx.URL, numbers: list[str]) -> tuple[int, str]:
        import httpx

        headers = {"Host": url.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept": "*/*"}
        extensions = {"sni_hostname": url.raw_host.decode("ascii")}
        async with self._turn(url.host):
            for left, number in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True):
                called = url.copy_with(host=number, username=None, password=None, fragment=None)
                # A client for each request: nothing that a server sets lives on, and no connection is kept open.
                client = httpx.AsyncClient(verify=self._trust, trust_env=False, timeout=self.manners.limit, headers={})
                try:
                    async with asyncio.timeout(self.manners.limit), client:
                        request = client.build_request(method, called, headers=headers, extensions=extensions)
                        answer = await client.send(request, stream=True)
                        await answer.aclose()
                        return answer.status_code, answer.headers.get("location", "")
                except (TimeoutError, httpx.TimeoutException):
                    outcome: Outcome = "time limit"
                except httpx.ConnectError as error:
                    outcome = "TLS error" if _is_tls(error) else "no connection"
                except httpx.ProtocolError:
                    raise _NotAskedError("no HTTP") from None
                except (httpx.TransportError, OSError):
                    outcome = "no connection"
                if not left or outcome != "no connection":
                    raise _NotAskedError(outcome)
        raise _NotAskedError("unknown host")


def _port(url: httpx.URL) -> int:
    return 443 if url.scheme == "https" else 80


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return "reached"
    if status in _GONE:
        return "gone"
    if status in _CLOSED:
        return "refused"
    return "server error" if status >= 500 else "other answer"
