"""A host is called by its number, and its certificate is held against its name all the same."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ogpkit.run.asking import Answer, Asker, Manners
from tests.run.loopback import Loopback, loopback

openssl = shutil.which("openssl")
pytestmark = pytest.mark.skipif(openssl is None, reason="needs the program openssl for a certificate of its own")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate for city.example, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=city.example", "-addext", "subjectAltName=DNS:city.example"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([str(openssl), *kind, *name, *files], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def server(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """Run the server with TLS; every host of the tests is on this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with loopback(context) as here:
        number = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", here.port))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: number)
        yield here


def ask(address: str, trusted: Path | None) -> Answer:
    async def run() -> Answer:
        asker = Asker(Manners(pause=0, limit=5, private=True))
        if trusted is not None:
            asker._trust.load_verify_locations(trusted)
        return await asker.ask(address)

    return asyncio.run(run())


def test_certificate_of_the_name_is_taken_though_the_number_is_called(
    server: Loopback, certificate: tuple[Path, Path]
) -> None:
    assert ask(server.url("/200", "city.example", "https"), certificate[0]) == Answer("reached", 200)


def test_certificate_of_another_name_is_a_tls_error(server: Loopback, certificate: tuple[Path, Path]) -> None:
    assert ask(server.url("/200", "other.example", "https"), certificate[0]) == Answer("TLS error")
    assert server.asked == []


def test_certificate_that_nobody_signed_is_a_tls_error(server: Loopback) -> None:
    assert ask(server.url("/200", "city.example", "https"), None) == Answer("TLS error")
    assert server.asked == []
