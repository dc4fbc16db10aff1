"""In: any request. Out: it with who asks, and whether he or she may write; or a refusal, or the way to sign in.

Without a list of users everybody on this machine may do all that the settings allow. With one, everybody must sign in.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aidememoire.web.accounts import Account, by_token, load_accounts
from aidememoire.web.csrf import foreign, holds_token, token_for
from aidememoire.web.limits import replayed
from aidememoire.web.problems import for_programs, refusal
from aidememoire.web.sessions import WHOLE, Clock, Failures, Sessions

COOKIE = "aidememoire"
SECURE = "__Host-aidememoire"  # over https
SAFE = ("GET", "HEAD")
OPEN = ("/login", "/static/")  # what is shown to anybody
WRITTEN = ("/login", "/logout")  # what somebody may send who may not write
REMEDY = "Sign in, or send a token: Authorization: Bearer TOKEN."


@dataclass(slots=True)
class Door:
    """What the door knows: who may come in, who is in, and who failed to."""

    users: Path | None
    read_only: bool
    clock: Clock = time.monotonic
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _read: tuple[tuple[int, int] | None, tuple[Account, ...]] = (None, ())

    def __post_init__(self) -> None:
        self.sessions, self.failures = Sessions(self.clock), Failures(self.clock)

    sessions: Sessions = field(init=False)
    failures: Failures = field(init=False)

    def accounts(self) -> tuple[Account, ...] | None:
        """The accounts as the file has them now; None: there is no file, and nobody need sign in."""
        if self.users is None or not self.users.exists():
            return None if self._read[0] is None else ()  # a list that vanishes opens nothing
        about = self.users.stat()
        state = (about.st_mtime_ns, about.st_ino)
        if state != self._read[0]:
            self._read = (state, load_accounts(self.users))
        return self._read[1]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks."""

    account: Account | None  # None: nobody in particular
    welcome: bool
    by_token: bool = False  # no browser adds a token by itself, so no other site can have it sent


class Guard:
    """Lets requests through that somebody sends who may."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        visitor = visitor_of(request, self.door)
        cookie, fresh = _cookie(request, visitor)
        role = visitor.account.role if visitor.account else "editor"
        state = scope.setdefault("state", {})
        state["user"] = visitor.account.name if visitor.account else None
        state["may_write"] = visitor.welcome and role == "editor" and not self.door.read_only
        state["csrf"] = token_for(self.door.key, cookie)
        answer = await self._refusal(request, visitor)
        if request.method not in SAFE:
            receive = replayed(await request.body(), receive)
        if fresh:
            send = _with_cookie(request, cookie, send)
        await (answer or self.app)(scope, receive, send)

    async def _refusal(self, request: Request, visitor: Visitor) -> Response | None:
        path = request.url.path
        if not visitor.welcome and not path.startswith(OPEN):
            return _unknown(request)
        if request.method in SAFE:
            return None
        if not visitor.by_token:
            if foreign(request):
                return refusal(request, 403, "another site sent this")
            if not await holds_token(request, request.scope["state"]["csrf"]):
                return refusal(request, 403, "this form is out of date", "Load the page again, then send it.")
        if path not in WRITTEN and not request.scope["state"]["may_write"]:
            return refusal(request, 403, "this record can only be read here")
        return None


def visitor_of(request: Request, door: Door) -> Visitor:
    """Who sent a request."""
    accounts = door.accounts()
    if accounts is None:
        return Visitor(None, True)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        own = by_token(accounts, token.strip())
        return Visitor(own, own is not None, by_token=own is not None)
    if request.url.path.startswith("/feed/") and "token" in request.query_params:
        own = by_token(accounts, request.query_params["token"], feed=True)
        return Visitor(own, own is not None)
    own = door.sessions.account(request.cookies.get(cookie_name(request), ""), accounts)
    return Visitor(own, own is not None)


def cookie_name(request: Request) -> str:
    """The cookie's name; over https one that no other host and no plain page can set."""
    return SECURE if request.url.scheme == "https" else COOKIE


def _cookie(request: Request, visitor: Visitor) -> tuple[str, bool]:
    """The value of the cookie, and whether it is new: forms need one before anybody signs in."""
    known = request.cookies.get(cookie_name(request), "")
    wanted = request.method in SAFE and not visitor.by_token and not request.url.path.startswith(("/static/", "/feed/"))
    return (known, False) if known or not wanted else (secrets.token_urlsafe(32), True)


def set_cookie(answer: Response, request: Request, value: str) -> None:
    """Gives the browser its cookie: not for scripts, and not for what other sites send."""
    secure = request.url.scheme == "https"
    answer.set_cookie(
        cookie_name(request), value, max_age=int(WHOLE), path="/", httponly=True, samesite="lax", secure=secure
    )


def _with_cookie(request: Request, value: str, send: Send) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = Response()
            set_cookie(answer, request, value)
            headers = MutableHeaders(scope=message)
            if "set-cookie" not in headers:
                headers.append("set-cookie", answer.headers["set-cookie"])
        await send(message)

    return send_with


def _unknown(request: Request) -> Response:
    if for_programs(request) or request.method not in SAFE:
        return refusal(request, 401, "nobody signed in", REMEDY, {"WWW-Authenticate": "Bearer"})
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/login?{urlencode({'next': request.url.path + query})}", 303)
