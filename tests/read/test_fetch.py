"""Fetching: only public addresses, checked at every hop; nothing endless; and what is sent becomes reports."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import _fetch, reports
from aidememoire.read._address import is_public
from aidememoire.read._fetch import Rules, fetch

INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001",
    "127.255.255.254", "0.0.0.0", "0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",
    "192.168.1.1", "192.168.257", "169.254.169.254", "169.254.1.1", "100.64.0.1", "192.0.0.8", "192.0.2.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]",
    "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:c0a8:101::1]", "[2001::1]", "[2001:db8::1]", "[100::1]",
    "[0:0:0:0:0:0:0:1]", "[fe80::1%25lo]",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_no_form_of_an_inner_address_is_connected_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Private, loopback, link-local, multicast, reserved, and those that carry one inside: refused before a socket."""
    monkeypatch.setattr(socket, "create_connection", _never)
    with pytest.raises(ReadError, match=r"private network|not an address|cannot be resolved"):
        fetch(f"http://{host}/")


def _never(*_: object, **__: object) -> None:
    raise AssertionError("a socket was opened")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "2002:808:808::1"])
def test_public_addresses_are_public(address: str) -> None:
    """Also where a public address stands inside another."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "answer", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:192.168.0.1"], ["fe80::1%lo"], [], ["no address"]]
)
def test_a_name_that_gives_an_inner_address_is_refused(answer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only one of its addresses is."""
    monkeypatch.setattr(socket, "create_connection", _never)
    with pytest.raises(ReadError):
        fetch("http://news.example/", Rules(resolve=lambda *_: answer))


def test_a_second_answer_of_the_name_server_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is asked once, and the connection goes to the address that was checked."""
    answers, gone_to = iter([["93.184.215.14"], ["127.0.0.1"]]), []

    def connect(address: tuple[str, int], **_: object) -> None:
        gone_to.append(address)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ReadError, match="refused"):
        fetch("https://news.example/", Rules(resolve=lambda *_: next(answers)))
    assert gone_to == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "http://", "https:///x", "http://a b/",
        "http://user:word@news.example/", "http://user@news.example/", "http://news.example:99999/",
        "http://news.example/\r\nX-A: b", "http://[::1", "jar:http://news.example/", "//news.example/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    """Other schemes, passwords and line ends among them."""
    with pytest.raises(ReadError, match="not an address"):
        fetch(url)


def test_an_address_that_takes_nobody_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next that was checked is tried; the name is not asked again, and the header names the host."""
    heard = []

    def hear(handler: BaseHTTPRequestHandler) -> None:
        heard.append(handler.headers["Host"])
        say(b"end")(handler)

    with serving({"/": hear}) as root:
        port, real = int(root.rsplit(":", 1)[1]), socket.create_connection

        def connect(address: tuple[str, int], **more: float) -> socket.socket:
            if address[0] == "2606:4700::1111":
                raise OSError(101, "unreachable")
            return real(("127.0.0.1", port), **more)

        monkeypatch.setattr(socket, "create_connection", connect)
        rules = Rules(resolve=lambda *_: ["2606:4700::1111", "8.8.8.8"])
        assert fetch("http://news.example/", rules).body == b"end"
    assert heard == ["news.example"]


Answer = Callable[[BaseHTTPRequestHandler], None]


def say(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def serving(pages: dict[str, Answer]) -> Iterator[str]:
    """A server on this machine; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages.get(self.path, say(b"", 404))(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


OPEN = Rules(allow_private=True, seconds=0.6)


def test_a_redirect_is_checked_like_the_first_address() -> None:
    """A public page that sends us inside is refused there; five hops are followed, not six."""
    hops: dict[str, Answer] = {f"/{n}": say(b"", 302, Location=f"/{n + 1}") for n in range(9)}
    with serving({**hops, "/9": say(b"end"), "/file": say(b"", 301, Location="file:///etc/passwd")}) as root:
        assert fetch(f"{root}/4", OPEN).body == b"end"
        with pytest.raises(ReadError, match="more than 5 times"):
            fetch(f"{root}/3", OPEN)
        with pytest.raises(ReadError, match="not an address"):
            fetch(f"{root}/file", OPEN)


def test_a_redirect_from_outside_to_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the first host is public; the one it names is this machine."""
    with serving({"/": say(b"", 302, Location="http://127.0.0.1/secret")}) as root:
        port, real = int(root.rsplit(":", 1)[1]), socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda _, **more: real(("127.0.0.1", port), **more))
        with pytest.raises(ReadError, match="private network") as caught:
            fetch("http://news.example/", Rules(resolve=lambda host, _: ["8.8.8.8"] if "news" in host else [host]))
    assert caught.value.where == "http://127.0.0.1/secret"


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_head(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.05)


def _silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


@pytest.mark.parametrize("answer", [_drip, _drip_head, _silent], ids=["body", "head", "silent"])
def test_a_server_that_drips_is_cut_off(answer: Answer) -> None:
    """The time counts as a whole, not from byte to byte."""
    start = time.monotonic()
    with serving({"/": answer}) as root, pytest.raises(ReadError, match=r"within 0\.6 seconds"):
        fetch(root, OPEN)
    assert time.monotonic() - start < 2.9


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (say(b"x" * 5_000), "more than 1,000 bytes"),
        (say(b"x", Content_Length="999999999999"), "more than 1,000 bytes"),
        (say(gzip.compress(b"x" * 90_000), Content_Encoding="gzip"), "which no page does"),
        (say(zlib.compress(b"x" * 90_000), Content_Encoding="deflate"), "which no page does"),
        (say(b"not gzip at all", Content_Encoding="br"), "damaged"),
        (say(gzip.compress(b"x")[:9], Content_Encoding="gzip"), "damaged"),
        (say(b"x", Content_Encoding="compress"), "not known"),
        (say(b"x" * 10, Content_Length="99"), "cut off"),
    ],
)  # fmt: skip
def test_an_answer_out_of_bounds_is_an_error(answer: Answer, what: str) -> None:
    """Too long as sent, as announced, or as inflated; or damaged."""
    rules = Rules(allow_private=True, seconds=5, limit=1_000)
    with serving({"/": answer}) as root, pytest.raises(ReadError, match=what):
        fetch(root, rules)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda data: zlib.compress(data)[2:-4])],
)
def test_what_was_compressed_comes_out_whole(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Deflate also without its wrapping, as some servers send it."""
    with serving({"/": say(pack(b"Talks end."), Content_Encoding=coding)}) as root:
        assert fetch(root, OPEN).body == b"Talks end."


def test_an_address_is_read_like_a_file() -> None:
    """A page, a text and what is neither; each error keeps the address to read again."""
    body = b"Norway and Chile agreed on Tuesday to open talks on fishing quotas, the two governments said."
    page = (
        b"<html lang='no'><head><title>Talks</title></head><body><article><p>" + body + b"</p></article></body></html>"
    )
    pages = {
        "/a": say(page, Content_Type="text/html; charset=utf-8"),
        "/b": say(b"Date: 2019-05-10\n\n" + body, Content_Type="text/plain"),
        "/c": say(b"{}", Content_Type="application/json"),
    }
    with serving(pages) as root:
        found = list(reports([f"{root}/{name}" for name in "abcd"], allow_private=True))
        first, second, *faults = found
        assert isinstance(first, Report) and isinstance(second, Report)
        assert (first.url, first.name, first.language, body.decode() in first.text) == (f"{root}/a",) * 2 + ("no", True)
        assert (second.url, str(second.published), second.text) == (f"{root}/b", "2019-05-10", body.decode())
        assert [f.source for f in faults if isinstance(f, ReadError)] == [f"{root}/c", f"{root}/d"]
        [refused] = reports([root])
    assert isinstance(refused, ReadError) and "private network" in refused.what


def test_only_one_file_opens_sockets() -> None:
    """No other file of the reading rooms imports what opens one."""
    folder = __import__("pathlib").Path(_fetch.__file__).parent
    opens = ("import socket", "import http.client", "import urllib.request", "import requests", "import urllib3")
    found = [
        file.name for file in sorted(folder.rglob("*.py")) if any(word in file.read_text("utf-8") for word in opens)
    ]
    assert found == ["_fetch.py"]
