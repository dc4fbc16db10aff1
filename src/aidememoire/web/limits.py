"""In: any request. Out: it, where its address, its size and the host it names are such as ours; else a refusal."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aidememoire.limits import MAX_REQUEST_BYTES, MAX_URL_BYTES
from aidememoire.web.problems import refusal


class Limits:
    """Refuses what is too large, and names of hosts that are not ours: a foreign name that leads here is an attack."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] = (), everywhere: bool = False) -> None:
        self.app, self.hosts, self.everywhere = app, hosts, everywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if problem := self._problem(request):
            await refusal(request, *problem)(scope, receive, send)
            return
        if request.method not in ("GET", "HEAD"):
            body = await _whole_body(receive)
            if body is None:
                await refusal(request, 413, "the body is too large")(scope, receive, send)
                return
            receive = replayed(body, receive)
        await self.app(scope, receive, send)

    def _problem(self, request: Request) -> tuple[int, str] | None:
        if not is_ours(request.headers.get("host", ""), self.hosts, everywhere=self.everywhere):
            return 421, "this host is not served here"
        if len(request.scope.get("raw_path") or b"") + len(request.scope["query_string"]) > MAX_URL_BYTES:
            return 414, "the address is too long"
        length = request.headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal() and len(length) < 15):
            return 400, "the length of the body is no number"
        return (413, "the body is too large") if int(length) > MAX_REQUEST_BYTES else None


def is_ours(host: str, hosts: tuple[str, ...], *, everywhere: bool) -> bool:
    """Whether a Host header is one that we are called by.

    An address cannot be made to lead here by a name server, so any is good where others than this machine are served.
    """
    name = host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdecimal() and not host.endswith("]") else host
    name = name.removesuffix(".").lower()
    if name == "localhost" or name in hosts:
        return True
    try:
        address = ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return everywhere or address.is_loopback


async def _whole_body(receive: Receive) -> bytes | None:
    """The body; None where more comes than was said, or may be."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_REQUEST_BYTES:
            return None
    return body


def replayed(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was received already, then what comes after it."""
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
