"""A server on this machine whose answers are right, wrong, slow, endless or no HTTP at all, by the path."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Loopback:
    """The server, and what was asked of it."""

    port: int = 0
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    times: list[tuple[float, float]] = field(default_factory=list)
    most: int = 0
    """The most requests that were there at the same time."""

    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def requests(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    here: Loopback

    def log_message(self, *_: Any) -> None:
        pass

    def _raw(self, content: bytes) -> None:
        self.close_connection = True
        self.wfile.write(content)

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": "0", "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.close_connection = True

    def _serve(self) -> None:
        here, began = self.here, time.monotonic()
        with here.lock:
            here.asked.append((self.command, self.path, dict(self.headers)))
            here.now += 1
            here.most = max(here.most, here.now)
        try:
            self._by_path()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with here.lock:
                here.now -= 1
                here.times.append((began, time.monotonic()))

    do_HEAD = do_GET = _serve

    def _by_path(self) -> None:
        path, _, rest = self.path[1:].partition("/")
        head = self.command == "HEAD"
        if path.isdigit():
            self._answer(int(path))
        elif path == "hop":
            left = int(rest)
            self._answer(302, Location=f"/hop/{left - 1}" if left > 1 else "/200")
        elif path == "loop":
            self._answer(301, Location=f"/loop/{'b' if rest == 'a' else 'a'}")
        elif path == "to":
            self._answer(302, Location=rest.replace("PORT", str(self.here.port)))
        elif path == "nowhere":
            self._answer(302)
        elif path == "head":
            self._answer(int(rest) if head else 200)
        elif path == "headless":
            self._raw(b"" if head else b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        elif path == "cookie":
            self._answer(302, Location="/seen", Set_Cookie="a=b; Path=/")
        elif path == "slow":
            self.here.over.wait(5)
            self._answer(200)
        elif path == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.here.over.wait(0.05):
                self.wfile.write(b"X-More: and more\r\n")
            self.close_connection = True
        elif path == "work":
            time.sleep(0.02)
            self._answer(200)
        elif path == "endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
            while not head and not self.here.over.is_set():
                self.wfile.write(b"x" * 65536)
            self.close_connection = True
        elif path == "short":
            self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
        elif path == "negative":
            self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")
        elif path == "noise":
            self._raw(b"SSH-2.0-OpenSSH_9.6\r\n")
        elif path == "bytes":
            self._raw(bytes.fromhex(rest))
        elif path == "silence":
            self._raw(b"")
        elif path == "flood":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: and more\r\n" * 100_000)
            self.close_connection = True
        else:
            self._answer(200)


@contextmanager
def loopback(tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Run the server in threads of its own."""
    here = Loopback()
    handler = type("Handler", (_Handler,), {"here": here})

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 50

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), handler)
    here.port = server.server_address[1]
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
