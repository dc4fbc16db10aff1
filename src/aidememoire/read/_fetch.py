"""In: an http or https address. Out: what it sends, in bounds. The only file of the reading rooms that opens a socket.

The name is resolved once and every address it gives is checked; the connection goes to a checked address, not to the
name again, so that a second answer of the name server cannot lead elsewhere. Each redirect is checked anew.
Proxies named in the environment are not used: through one, the address could not be checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_FETCH_BYTES, MAX_FETCH_SECONDS, MAX_REDIRECTS
from aidememoire.read._address import is_public
from aidememoire.read._bounded import inflated

Resolver = Callable[[str, int], list[str]]
AGENT = "aidememoire"
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
STEP = 65_536
SAFE = "/?%:@!$&'()*+,;=~#[]"  # what stands in a path or query as it is, the percent of what is quoted already too
LATER = "Try again later; it stands in the list that --retry reads."


@dataclass(frozen=True, slots=True)
class Rules:
    """Under which one fetches; `resolve` gives the addresses of a name."""

    allow_private: bool = False
    seconds: float = MAX_FETCH_SECONDS
    limit: int = MAX_FETCH_BYTES
    resolve: Resolver = field(default_factory=lambda: resolve)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address sent; header names in lower case, the body no longer compressed."""

    url: str  # after redirects
    status: int
    headers: Mapping[str, str]
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the system's order."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, rules: Rules | None = None, headers: Mapping[str, str] | None = None) -> Fetched:
    """What the address sends, after at most five redirects; statuses other than 200 and 304 are ReadErrors."""
    rules, asked = rules or Rules(), url
    deadline = time.monotonic() + rules.seconds
    for _ in range(MAX_REDIRECTS + 1):
        found = _once(url, rules, headers or {}, deadline)
        target = found.headers.get("location")
        if found.status not in REDIRECTS or not target:
            return found
        url = urljoin(url, target)
    raise ReadError(asked, f"it redirects more than {MAX_REDIRECTS} times", "Give the address where it leads to.")


def _once(url: str, rules: Rules, headers: Mapping[str, str], deadline: float) -> Fetched:
    """One request to one checked address."""
    parts, host, port = _parts(url)
    addresses = _checked(url, host, port, rules)
    try:
        with _Line(addresses, port, deadline) as line:
            link = http.client.HTTPConnection(host, port)
            link.default_port = PORTS[parts.scheme]  # else "Host" would name the port of https
            link.auto_open = 0  # it must never go to the name by itself
            link.sock = line.secured(host) if parts.scheme == "https" else line.sock
            path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=SAFE)
            sent = {"User-Agent": f"{AGENT}/{version('aidememoire')}", "Accept-Encoding": "gzip, deflate"}
            link.request("GET", path, headers={**sent, "Connection": "close", **headers})
            reply = link.getresponse()
            given = {name.lower(): value for name, value in reply.getheaders()}
            body = b"" if reply.status in (*REDIRECTS, 304) else _body(reply, url, rules.limit)
        if time.monotonic() >= deadline:
            raise TimeoutError
    except TimeoutError as error:
        raise ReadError(url, f"no whole answer within {rules.seconds:g} seconds", LATER) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() >= deadline
        what = f"no whole answer within {rules.seconds:g} seconds" if late else f"no answer ({_short(error)})"
        raise ReadError(url, what, LATER) from error
    coded = given.get("content-encoding", "").strip().lower()
    return Fetched(url, reply.status, given, inflated(body, coded, url, rules.limit))


def _short(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)[:120]


def _body(reply: http.client.HTTPResponse, url: str, limit: int) -> bytes:
    """The bytes as sent; what announces too many is refused unread."""
    if (reply.length or 0) > limit:
        raise ReadError(url, f"it sends more than {limit:,} bytes", "Save it, and read the part that is wanted.")
    body = bytearray()
    while piece := reply.read1(STEP):
        body += piece
        if len(body) > limit:
            raise ReadError(url, f"it sends more than {limit:,} bytes", "Save it, and read the part that is wanted.")
    if reply.length:
        raise ReadError(url, "the answer was cut off", LATER)
    return bytes(body)


def _parts(url: str) -> tuple[SplitResult, str, int]:
    """The address taken apart: http or https, a host, no password, no character that could end a line."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
        if (
            parts.scheme not in PORTS
            or not host
            or parts.username is not None
            or any(c <= " " or c == "\x7f" for c in url)
        ):
            raise ValueError
        return parts, host.encode("idna").decode("ascii") if not host.isascii() else host, port
    except ValueError as error:
        raise ReadError(url[:200], "not an address that can be fetched", "Give it as https://host/path.") from error


def _checked(url: str, host: str, port: int, rules: Rules) -> list[str]:
    """The addresses to connect to. A name that also gives a private one is refused whole: nobody needs such a name."""
    try:
        found = [str(ipaddress.ip_address(host))] if ":" in host else rules.resolve(host, port)
        addresses = [ipaddress.ip_address(one) for one in found]
    except (OSError, ValueError) as error:
        raise ReadError(url, f"the name {host[:100]!r} cannot be resolved", "Check the address.") from error
    if not addresses:
        raise ReadError(url, f"the name {host[:100]!r} has no address", "Check the address.")
    if not rules.allow_private and not all(map(is_public, addresses)):
        raise ReadError(url, "it leads into a private network", "Use --allow-private if that is meant.")
    return found


def _connected(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first of the addresses that takes one: this machine may not reach the others."""
    for number, address in enumerate(addresses, 1):
        left = max(0.01, deadline - time.monotonic()) / (len(addresses) - number + 1)
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError:
            if number == len(addresses):
                raise
    raise ConnectionError("no address")


class _Line:
    """A connection that is cut when its time is up, however slowly the other side sends."""

    def __init__(self, addresses: list[str], port: int, deadline: float) -> None:
        self.sock: socket.socket = _connected(addresses, port, deadline)
        self.sock.settimeout(max(0.01, deadline - time.monotonic()))
        self._timer = threading.Timer(max(0.01, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> _Line:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.sock.close()

    def secured(self, host: str) -> socket.socket:
        """The same connection under TLS; the certificate must be the host's, whatever the address."""
        secure = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=host, do_handshake_on_connect=False
        )
        self.sock = secure
        secure.do_handshake()
        return secure

    def _cut(self) -> None:
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
