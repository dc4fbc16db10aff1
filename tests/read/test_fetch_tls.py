"""Fetching over TLS: the connection goes to the checked address, the certificate must be the name's."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from aidememoire.errors import ReadError
from aidememoire.read._fetch import Rules, fetch

RULES = Rules(allow_private=True, seconds=5, resolve=lambda *_: ["127.0.0.1"])


class Handler(BaseHTTPRequestHandler):
    """Says one word."""

    def do_GET(self) -> None:
        """The word."""
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"end")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of news.example, signed by itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        f"{path}.key",
        "-out",
        f"{path}.crt",
    ]
    words += ["-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    subprocess.run(words, check=True, capture_output=True)
    path.write_bytes(Path(f"{path}.key").read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """A server on this machine that shows this certificate."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    server.socket = secure.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_certificate_must_be_the_names(port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusted and of this name it is taken; of another name, or trusted by nobody, it is not."""
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    assert fetch(f"https://news.example:{port}/", RULES).body == b"end"
    with pytest.raises(ReadError, match="not valid for"):
        fetch(f"https://other.example:{port}/", RULES)
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    with pytest.raises(ReadError, match="verify failed"):
        fetch(f"https://news.example:{port}/", RULES)
